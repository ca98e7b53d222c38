package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
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
	const method = "assistant.threads.setSuggestedPrompts"
	if !b.progress.allowed(b.self.Team, method, b.now()) {
		return
	}
	b.beside(ctx, func(ctx context.Context, api *slack.Client) error {
		w := WordsFor(b.localeOf(ctx, p.user))
		params := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: p.channel, ThreadTS: p.thread}
		if p.lookedAt.channel != "" && p.lookedAt.ts != "" {
			params.AddPrompt(w.f(promptLookedAt), b.messageLink(p.lookedAt.channel, p.lookedAt.ts, ""))
		}
		params.AddPrompt(w.f(promptHelp), w.f(promptHelpMessage))
		return api.SetAssistantThreadsSuggestedPromptsContext(ctx, params)
	}, func(err error) { b.refused(Ask{Team: b.self.Team}, method, err) })
}

// mostThreadTitle is how long the title of a thread may be, in bytes; what Slack takes is not documented.
const mostThreadTitle = 200

// nameThread gives the thread of a first reply in somebody's pane its title: what was asked, else what was read. It runs
// beside the delivery, and its failures are only logged.
func (b *Bot) nameThread(ctx context.Context, ask Ask, out *outcome) error {
	const method = "assistant.threads.setTitle"
	title := threadTitle(ask, out)
	if ask.Via != ViaDM || title == "" || !b.progress.allowed(ask.Team, method, b.now()) {
		return nil
	}
	thread, err := b.cfg.Store.Thread(ctx, ask.thread())
	if err != nil || slices.ContainsFunc(thread.Turns, func(t store.Turn) bool { return t.Key != ask.Key }) {
		return err
	}
	b.beside(ctx, func(ctx context.Context, api *slack.Client) error {
		return api.SetAssistantThreadsTitleContext(ctx, slack.AssistantThreadsSetTitleParameters{
			ChannelID: ask.Channel, ThreadTS: ask.Thread, Title: title,
		})
	}, func(err error) { b.refused(ask, method, err) })
	return nil
}

// threadTitle is what a thread is called: by its question, else by the first document that could be read; "" by neither.
func threadTitle(ask Ask, out *outcome) string {
	title := ask.Question
	for _, p := range out.Parts {
		if title == "" && p.reply != nil && len(p.reply.Documents) > 0 {
			title = titleOf(WordsFor(out.Locale), p.reply.Documents[0])
		}
	}
	if title == "" && out.Offer != nil && len(out.Offer.About) > 0 {
		title = out.Offer.About[0].Title
	}
	return clip(bare.Replace(strings.Join(strings.Fields(title), " ")), mostThreadTitle)
}
