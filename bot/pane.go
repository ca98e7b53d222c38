package bot

import (
	"context"
	"encoding/json"

	"github.com/slack-go/slack"
)

// The agent pane is the direct message with Footnote beside what somebody looks at. What they write there is answered as in
// any direct message; what they look at becomes a suggestion, and is read only if they take it, with their own rights.

// pane is somebody's pane, as an event tells of it.
type pane struct {
	user, channel string
	thread        string                       // where Slack begins threads itself, as for apps of old; else ""
	lookedAt      struct{ channel, ts string } // a message; "" where they look at none
}

// paneEvent is what Slack tells of a pane: in a direct message that is one, or in a thread that it has begun there.
type paneEvent struct {
	Type, User, Channel, Tab string
	Context                  struct {
		Entities []struct {
			Type  string          `json:"type"`
			Value json.RawMessage `json:"value"`
		} `json:"entities"`
	} `json:"context"`
	Thread struct {
		User    string `json:"user_id"`
		Channel string `json:"channel_id"`
		TS      string `json:"thread_ts"`
	} `json:"assistant_thread"`
}

// paneOf takes what an event says of somebody's pane; false where it says nothing.
func paneOf(payload json.RawMessage) (p pane, ok bool) {
	var cb callback
	var ev paneEvent
	if json.Unmarshal(payload, &cb) != nil || json.Unmarshal(cb.Event, &ev) != nil {
		return p, false
	}
	switch {
	case ev.Type == "assistant_thread_started", ev.Type == "assistant_thread_context_changed":
		// What they look at is a channel there, and no message.
		p.user, p.channel, p.thread = ev.Thread.User, ev.Thread.Channel, ev.Thread.TS
	case ev.Type == "app_home_opened" && ev.Tab == "messages", ev.Type == "app_context_changed":
		p.user, p.channel = ev.User, ev.Channel
	}
	for _, e := range ev.Context.Entities {
		var at struct {
			Channel string `json:"channel_id"`
			TS      string `json:"message_ts"`
		}
		if e.Type == "slack#/types/message_context" && json.Unmarshal(e.Value, &at) == nil {
			p.lookedAt.channel, p.lookedAt.ts = at.Channel, at.TS
		}
	}
	return p, p.user != "" && p.channel != ""
}

// suggest shows in somebody's pane what they may ask. It runs beside the acknowledgement, and its failures are only logged.
func (b *Bot) suggest(ctx context.Context, p pane) {
	ctx = context.WithoutCancel(ctx)
	b.progress.running.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, progressTime)
		defer cancel()
		w := WordsFor(b.localeOf(ctx, p.user))
		params := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: p.channel, ThreadTS: p.thread}
		if p.lookedAt.channel != "" && p.lookedAt.ts != "" {
			params.AddPrompt(w.f(promptLookedAt), b.messageLink(p.lookedAt.channel, p.lookedAt.ts, ""))
		}
		params.AddPrompt(w.f(promptHelp), w.f(promptHelpMessage))
		err := b.slack.once(ctx, func(ctx context.Context, api *slack.Client) error {
			return api.SetAssistantThreadsSuggestedPromptsContext(ctx, params)
		})
		if err != nil {
			b.log.Debug("nothing suggested", "user", p.user, "err", err)
		}
	})
}
