package bot

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/footnote-bot/footnote/store"
)

// errStopped is why a request is cancelled whose stop button was pressed.
var errStopped = errors.New("the person stopped it")

// stopping is a press of the stop button that Slack shows beside a stream.
type stopping struct {
	Type    string   `json:"type"`
	Channel string   `json:"channel"`
	User    string   `json:"user"`
	Thread  string   `json:"thread_ts"`
	Streams []string `json:"streaming_message_ts"`

	team string
}

func stoppingOf(payload json.RawMessage) (s stopping, ok bool) {
	var cb callback
	if json.Unmarshal(payload, &cb) != nil || json.Unmarshal(cb.Event, &s) != nil {
		return s, false
	}
	s.team = cb.team()
	return s, s.Type == "agent_session_stopped"
}

// acceptStop ends the work of which somebody has pressed the stop button: that of the streams named, else what is worked on
// in the thread. Only who asked may.
func (b *Bot) acceptStop(ctx context.Context, s stopping) error {
	var stopped []store.Request
	for _, ts := range s.Streams {
		r, err := b.requestAt(ctx, s.team, s.Channel, ts)
		switch {
		case err == nil:
			stopped = append(stopped, r)
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
	}
	if len(stopped) == 0 {
		r, err := b.cfg.Store.Working(ctx, store.ThreadID{Team: s.team, Channel: s.Channel, TS: s.Thread})
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		stopped = append(stopped, r)
	}
	for _, r := range stopped {
		if r.Asker != s.User {
			b.log.Info("not stopped: somebody else asked", "job", r.Key)
			continue
		}
		ask, err := askOf(r)
		if err != nil || ask.Kind == AskStop {
			b.log.Info("not stopped", "job", r.Key, "err", err)
			continue
		}
		if err := b.acceptLater(ctx, stopOf(ask)); err != nil {
			return err
		}
	}
	return nil
}

// requestAt is the request that a message of ours belongs to.
func (b *Bot) requestAt(ctx context.Context, team, channel, ts string) (store.Request, error) {
	p, err := b.cfg.Store.PostAt(ctx, team, channel, ts)
	if err != nil {
		return store.Request{}, err
	}
	return b.cfg.Store.Request(ctx, p.Key)
}

// stopOf is the request that ends another, as its asker wishes.
func stopOf(ask Ask) Ask {
	return Ask{
		Kind: AskStop, Via: ask.Via, Of: ask.Key, Key: stopKey(ask.Key), Team: ask.Team, Channel: ask.Channel, ChannelKind: ask.ChannelKind,
		User: ask.User, Thread: ask.Thread, InThread: ask.InThread,
	}
}

// sayStopped says in the place of a reply that its work was stopped. What was there before the button was pressed stays.
func (b *Bot) sayStopped(ctx context.Context, ask Ask) error {
	r, err := b.cfg.Store.Request(ctx, ask.Of)
	switch {
	case errors.Is(err, store.ErrNotFound) || err == nil && r.State != store.Cancelled:
		return nil
	case err != nil:
		return err
	}
	of, err := askOf(r)
	if err != nil {
		return store.Stop(err)
	}
	of.Rules = ask.Rules // of the same place
	if err := b.dropFoundFor(ctx, of.Team, of.Key); err != nil {
		return err
	}
	w := WordsFor(b.localeHere(ctx, of))
	_, err = b.postOnce(ctx, post{ask: of, part: store.ReplyPart, thread: of.Thread, stopped: true}, plain(w.f(stopped)))
	return err
}
