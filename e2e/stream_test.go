package e2e

import (
	"testing"
)

// A bot dies while its reply streams, and while it begins to: the next one finishes that very message.
func TestKilledWhileAReplyStreams(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, held string // held: the call that Slack has carried out and not answered
	}{
		{name: "while the page is read"},
		{name: "before it knows where the stream stands", held: "chat.startStream"},
		{name: "before it knows that the stream has ended", held: "chat.stopStream"},
		{name: "before it knows that the reply is written over it", held: "chat.update"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h, news := newHouse(t), newNewsroom(t)
			open := news.shut()
			defer open()
			if tt.held != "" {
				h.post("faults", map[string]any{"kind": "hold", "method": tt.held, "when": "after"})
			}
			bot := h.serve()
			dm := h.dm(h.ann)
			ts := h.say(h.ann, dm, news.URL+"/held How much does the work on the wall cost?", "")
			h.until("the stream", func() bool { return len(h.replies(dm, ts)) == 1 })
			first := h.replies(dm, ts)[0]
			if got := tasks(first); len(got) != 1 || got[0] != "Reading 127.0.0.1 in_progress" {
				t.Errorf("it shows %q", got)
			}
			switch tt.held {
			case "":
			case "chat.startStream":
				h.held(tt.held)
			default:
				open()
				h.held(tt.held)
			}
			bot.kill()
			h.post("faults/release", map[string]any{})
			open()
			h.serve()
			m := h.reply(dm, ts, 1)
			want(t, m, "4.6 million pounds")
			h.one(t, dm, ts, "4.6 million pounds")
			if m.Timestamp != first.Timestamp {
				t.Errorf("the reply stands at %s, its stream stood at %s", m.Timestamp, first.Timestamp)
			}
		})
	}
}
