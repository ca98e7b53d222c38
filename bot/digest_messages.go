package bot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/slack-go/slack"
)

// What a digest looks at of a channel. What it leaves out it says.
const (
	digestMessages = 10_000             // messages, and as many before them for their threads
	digestThreads  = 100                // threads with new replies
	threadsFor     = 7 * 24 * time.Hour // how long before the last digest a thread may have begun
	clocksAgree    = time.Minute        // our clock and Slack's
)

// said is what was said in a channel since the last digest.
type said struct {
	messages []slack.Message // of the channel, the newest first; then the replies of each thread
	cut      bool            // there were more messages
	threads  int             // with replies, that were not looked at
}

// saidSince reads a channel's messages since oldest, and the new replies in its threads, those of older messages too.
//
// It must know a moment up to which it has everything, for the next digest begins there, and reading takes time: that is
// the newest that Slack's first answer tells of, or a minute ago. Replies that came later wait for the next digest.
func (b *Bot) saidSince(ctx context.Context, channel, oldest string) (said, error) {
	var s said
	var threads []slack.Message
	upTo, before, first := slackTime(b.now().Add(-clocksAgree)), 0, true
	err := b.eachPage(ctx, channel, slackTime(messageTime(oldest).Add(-threadsFor)), func(page []slack.Message) bool {
		for _, m := range page {
			if first {
				upTo = max(upTo, m.Timestamp, m.LatestReply)
			}
			if m.LatestReply > oldest {
				threads = append(threads, m)
			}
			if m.Timestamp <= oldest {
				before++
				continue
			}
			s.messages = append(s.messages, m)
		}
		first = false
		s.cut = len(s.messages) >= digestMessages
		return !s.cut && before < digestMessages
	})
	if err != nil {
		return said{}, err
	}
	slices.SortStableFunc(threads, func(a, b slack.Message) int { return cmp.Compare(b.LatestReply, a.LatestReply) })
	s.threads = max(0, len(threads)-digestThreads)
	for _, root := range threads[:len(threads)-s.threads] {
		err := b.eachReply(ctx, channel, root.Timestamp, oldest, func(m slack.Message) bool {
			inChannel := m.Timestamp == root.Timestamp || m.SubType == slack.MsgSubTypeThreadBroadcast
			if !inChannel && m.Timestamp > oldest && m.Timestamp <= upTo {
				s.messages = append(s.messages, m)
			}
			return true
		})
		if err != nil && slackCode(err) != "thread_not_found" { // deleted meanwhile
			return said{}, err
		}
	}
	return s, nil
}
