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
	lookedAt      struct{ channel, ts string } // a message; "" where they look at none
}

// paneOf takes what an event says of somebody's pane; false where it says nothing.
func paneOf(payload json.RawMessage) (pane, bool) {
	var cb callback
	var ev struct {
		Type, User, Channel, Tab string
		Context                  struct {
			Entities []struct {
				Type  string          `json:"type"`
				Value json.RawMessage `json:"value"`
			} `json:"entities"`
		} `json:"context"`
	}
	if json.Unmarshal(payload, &cb) != nil || json.Unmarshal(cb.Event, &ev) != nil {
		return pane{}, false
	}
	opened := ev.Type == "app_home_opened" && ev.Tab == "messages" || ev.Type == "app_context_changed"
	if !opened || ev.User == "" || ev.Channel == "" {
		return pane{}, false
	}
	p := pane{user: ev.User, channel: ev.Channel}
	for _, e := range ev.Context.Entities {
		var at struct {
			Channel string `json:"channel_id"`
			TS      string `json:"message_ts"`
		}
		if e.Type == "slack#/types/message_context" && json.Unmarshal(e.Value, &at) == nil {
			p.lookedAt.channel, p.lookedAt.ts = at.Channel, at.TS
		}
	}
	return p, true
}

// suggest shows in somebody's pane what they may ask. It runs beside the acknowledgement, and its failures are only logged.
func (b *Bot) suggest(ctx context.Context, p pane) {
	ctx = context.WithoutCancel(ctx)
	b.progress.running.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, progressTime)
		defer cancel()
		w := WordsFor(b.localeOf(ctx, p.user))
		params := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: p.channel}
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
