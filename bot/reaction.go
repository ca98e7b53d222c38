package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// reacted is what a reaction asks: a summary of what the message under it holds, once, whoever reacts.
func (id identity) reacted(cb callback, ev event) (Ask, bool) {
	if id.Emoji == "" || ev.Reaction != id.Emoji || ev.Item.Type != "message" || ev.Item.Channel == "" || ev.Item.TS == "" ||
		ev.User == "" || ev.User == id.User {
		return Ask{}, false
	}
	ask := cb.asking(ViaReaction, ev.Item.Channel, ev.User)
	ask.Key, ask.TS, ask.Thread = reactionKey(ask.Team, ask.Channel, ev.Item.TS), ev.Item.TS, ev.Item.TS
	return ask, true
}

// invited is that somebody has invited Footnote into a conversation.
func (id identity) invited(cb callback, ev event) (Ask, bool) {
	if ev.User != id.User || ev.Inviter == "" || ev.Channel == "" || ev.EventTS == "" {
		return Ask{}, false
	}
	ask := cb.asking(ViaInvite, ev.Channel, ev.Inviter)
	ask.Kind, ask.Key = AskWelcome, joinedKey(ask.Team, ev.Channel, ev.EventTS)
	return ask, true
}

// shortcutSummarize is the callback of the shortcut of a message.
const shortcutSummarize = "summarize"

// shortcut is what the shortcut of a message asks: a summary of what the message holds.
func (id identity) shortcut(payload json.RawMessage) (Ask, bool, error) {
	var in struct {
		Type       string `json:"type"`
		CallbackID string `json:"callback_id"`
		ActionTS   string `json:"action_ts"`
		MessageTS  string `json:"message_ts"`
		Response   string `json:"response_url"`
		User       struct {
			ID     string `json:"id"`
			TeamID string `json:"team_id"`
		} `json:"user"`
		Channel struct {
			ID string `json:"id"`
		} `json:"channel"`
		Message slack.Message `json:"message"`
	}
	if err := json.Unmarshal(payload, &in); err != nil {
		return Ask{}, false, fmt.Errorf("decode shortcut: %w", err)
	}
	if in.Type != "message_action" || in.CallbackID != shortcutSummarize || in.ActionTS == "" || in.MessageTS == "" || in.User.ID == "" ||
		in.Channel.ID == "" {
		return Ask{}, false, nil
	}
	ask := Ask{
		Key: actionKey(id.Team, in.Channel.ID, in.ActionTS), Kind: AskReply, Via: ViaShortcut, Team: id.Team, Channel: in.Channel.ID,
		User: in.User.ID, UserTeam: in.User.TeamID, ResponseURL: in.Response,
	}
	in.Message.Timestamp = in.MessageTS
	ask.under(in.Message)
	if in.Message.User != id.User {
		ask.about(in.Message)
	}
	return ask, true, nil
}

// under puts the reply into the thread of a message.
func (a *Ask) under(m slack.Message) {
	a.TS, a.Thread = m.Timestamp, firstOf(m.ThreadTimestamp, m.Timestamp)
}

// about takes what a message holds for what is asked about.
func (a *Ask) about(m slack.Message) {
	for _, s := range messageSources(m) {
		switch {
		case s.file != nil:
			a.Files = append(a.Files, *s.file)
		case s.pasted != "":
			a.Pasted = s.pasted
		default:
			a.Links = append(a.Links, s.link)
		}
	}
}

// lookAt finds what the message holds that somebody reacted to.
func (b *Bot) lookAt(ctx context.Context, ask *Ask) error {
	err := b.eachReply(ctx, ask.Channel, ask.TS, "", func(m slack.Message) bool {
		if m.Timestamp == ask.TS && m.User != b.self.User {
			ask.under(m)
			ask.about(m)
		}
		return false
	})
	switch slackCode(err) {
	case "thread_not_found", "message_not_found", "channel_not_found", "not_in_channel", "missing_scope":
		return nil // then there is nothing to read in it
	}
	return err
}

// welcome tells who has invited Footnote what it does, or why it does nothing there, and nobody else.
func (b *Bot) welcome(ctx context.Context, ask Ask) error {
	say, err := b.closed(ctx, ask)
	if err != nil {
		return err
	}
	err = b.tellPrivately(ctx, ask, WordsFor(b.localeOf(ctx, ask.User)).f(firstOf(say, welcome)))
	if slackCode(err) != "" && !passes(err) {
		return store.Stop(err)
	}
	return err
}
