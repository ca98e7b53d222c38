package bot

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"sync"
)

// lanes take in what comes over the socket side by side, and what comes of one conversation in its order: an edit never
// overtakes its message.
type lanes struct {
	each []chan func()
	wg   sync.WaitGroup
}

// Enough that those who wait for the database are stored together; each holds few, so that what cannot be stored is not
// taken from Slack either.
const (
	laneCount  = 32
	laneLength = 16
)

// openLanes opens the lanes; they end when close is called, and then all that was given to them is done.
func openLanes() *lanes {
	l := &lanes{each: make([]chan func(), laneCount)}
	for i := range l.each {
		l.each[i] = make(chan func(), laneLength)
		l.wg.Go(func() {
			for do := range l.each[i] {
				do()
			}
		})
	}
	return l
}

func (l *lanes) close() {
	for _, lane := range l.each {
		close(lane)
	}
	l.wg.Wait()
}

// take has something done in the lane of its conversation; it waits where that is full, until ctx is done.
func (l *lanes) take(ctx context.Context, conversation string, do func()) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(conversation)) // a hash takes everything
	select {
	case l.each[h.Sum32()%laneCount] <- do:
	case <-ctx.Done():
	}
}

// conversationIn is the channel that a payload of Slack's is about, wherever the form of it has that; "" where none is named.
func conversationIn(payload []byte) string {
	type place struct {
		Channel   json.RawMessage `json:"channel"`
		ChannelID string          `json:"channel_id"`
	}
	var p struct {
		place
		Event struct {
			place
			Item place `json:"item"`
		} `json:"event"`
		Container place `json:"container"`
	}
	if json.Unmarshal(payload, &p) != nil {
		return ""
	}
	for _, at := range []place{p.Event.place, p.Event.Item, p.place, p.Container} {
		var named struct{ ID string }
		var id string
		if json.Unmarshal(at.Channel, &id) != nil && json.Unmarshal(at.Channel, &named) == nil {
			id = named.ID
		}
		if id = firstOf(id, at.ChannelID); id != "" {
			return id
		}
	}
	return ""
}
