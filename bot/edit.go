package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// changed is what an edit of a message asks: the same again, of what has become of it. Slack tells of changes that nobody
// made, too, such as previews; they ask nothing, and neither does an edit that changes nothing for us. A mention that is
// new comes as an event of its own.
func (id identity) changed(cb callback, ev event) (Ask, bool) {
	if ev.Message == nil {
		return Ask{}, false
	}
	now := *ev.Message
	now.Type, now.Channel, now.ChannelType = "message", ev.Channel, ev.ChannelType
	if now.Subtype == "tombstone" { // a message that others have answered below
		if ev.Previous == nil {
			return Ask{}, false
		}
		return id.takenBack(cb, ev)
	}
	if ev.Previous == nil || now.Edited.TS == "" || now.Edited.TS == ev.Previous.Edited.TS {
		return Ask{}, false
	}
	before := *ev.Previous
	before.Type, before.Channel, before.ChannelType = "message", ev.Channel, ev.ChannelType
	was, asked := id.message(cb, before)
	ask, asks := id.message(cb, now)
	if !asked || !asks {
		return Ask{}, false
	}
	same := func(a, b File) bool { return a.ID == b.ID }
	switch {
	case !slices.Equal(was.Links, ask.Links), !slices.EqualFunc(was.Files, ask.Files, same), was.Pasted != ask.Pasted:
	case was.Question != ask.Question, was.Style != ask.Style, was.Language != ask.Language, was.Check != ask.Check, was.Talk != ask.Talk:
		ask.Reworded = true
	default:
		return Ask{}, false
	}
	ask.Of, ask.Key = ask.Key, editKey(ask.Key, now.Edited.TS)
	return ask, true
}

// deleted is what the end of a message asks: that what it asked for goes, too.
func (id identity) deleted(cb callback, ev event) (Ask, bool) {
	if ev.Previous == nil {
		return Ask{}, false
	}
	return id.takenBack(cb, ev)
}

func (id identity) takenBack(cb callback, ev event) (Ask, bool) {
	before := *ev.Previous
	before.Type, before.Channel, before.ChannelType = "message", ev.Channel, ev.ChannelType
	was, asked := id.message(cb, before)
	if !asked {
		return Ask{}, false
	}
	ask := cb.asking(was.Via, was.Channel, was.User)
	ask.Kind, ask.Of, ask.Key = AskBack, was.Key, backKey(was.Key)
	ask.ChannelKind, ask.Thread, ask.InThread = was.ChannelKind, was.Thread, was.InThread
	return ask, true
}

// errTakenBack is why a request is cancelled whose message was deleted.
var errTakenBack = errors.New("its message was deleted")

// acceptLater stores what became of an earlier request's message, where there is such a request.
func (b *Bot) acceptLater(ctx context.Context, ask Ask) error {
	_, err := b.cfg.Store.Request(ctx, ask.Of)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	why := map[AskKind]error{AskBack: errTakenBack, AskStop: errStopped}[ask.Kind]
	if why != nil {
		if err := b.cfg.Store.Cancel(ctx, ask.Of, why); err != nil {
			return err
		}
	}
	return b.store(ctx, ask)
}

// standing is the reply to a request or to the last edit of its message, as it stands in Slack; false where none does.
func (b *Bot) standing(ctx context.Context, of string) (store.Post, bool, error) {
	posts, err := b.cfg.Store.PostsUnder(ctx, of)
	if err != nil {
		return store.Post{}, false, err
	}
	for _, p := range slices.Backward(posts) {
		if p.Part == store.ReplyPart && p.State == store.Posted {
			return p, true, nil
		}
	}
	return store.Post{}, false, nil
}

// rewrite puts the reply to an edited message in the place of the one before. Where only the words of the question have
// changed and people have written on, that reply is what they wrote on about: it stays.
func (b *Bot) rewrite(ctx context.Context, ask Ask) error {
	stands, ok, err := b.standing(ctx, ask.Of)
	if err != nil {
		return err
	}
	if ok && ask.Reworded {
		if below, err := b.writtenBelow(ctx, ask); err != nil || below {
			return err
		}
	}
	out, err := b.outcome(ctx, ask)
	if err != nil {
		return err
	}
	if !ok {
		return b.deliver(ctx, ask, out)
	}
	if err := b.cfg.Store.ForgetTurn(ctx, ask.thread(), ask.Of); err != nil {
		return err
	}
	if b.private(ask, out) != "" {
		if err := b.unpost(ctx, stands); err != nil {
			return err
		}
		return b.deliver(ctx, ask, out)
	}
	if err := b.changePost(ctx, stands, drawReply(ask, out)); err != nil {
		return err
	}
	if err := b.remember(ctx, ask, out, ask.Thread); err != nil {
		return err
	}
	return b.dropFound(ctx, ask, out)
}

// writtenBelow reports whether a person has written in the thread since it was asked.
func (b *Bot) writtenBelow(ctx context.Context, ask Ask) (below bool, err error) {
	err = b.eachReply(ctx, ask.Channel, ask.Thread, ask.TS, func(m slack.Message) bool {
		below = below || m.Timestamp > ask.TS && m.User != b.self.User && m.BotID == ""
		return !below
	})
	return below, err
}

// takeBack takes away what a deleted message has asked for. Where others have asked on below, one line stays in its place.
func (b *Bot) takeBack(ctx context.Context, ask Ask) error {
	posts, err := b.cfg.Store.PostsUnder(ctx, ask.Of)
	if err != nil {
		return err
	}
	others, err := b.cfg.Store.AskedBelow(ctx, ask.thread(), ask.Of)
	if err != nil {
		return err
	}
	for _, p := range posts {
		if p, err = b.sent(ctx, p); err != nil {
			return err
		}
		if p.TS == "" || p.State == store.Deleted {
			continue
		}
		if err := b.endStreamOf(ctx, p); err != nil {
			return err
		}
		switch {
		case others:
			err = b.changePost(ctx, p, plain(WordsFor(b.localeOf(ctx, ask.User)).f(takenBack)))
		default:
			err = b.unpost(ctx, p)
		}
		if err != nil {
			return err
		}
	}
	if err := b.dropFoundFor(ctx, ask.Team, ask.Of); err != nil {
		return err
	}
	return b.cfg.Store.ForgetTurn(ctx, ask.thread(), ask.Of)
}

// sent is a post with where it stands, if it was under way when its request was cancelled: it may have come through.
func (b *Bot) sent(ctx context.Context, p store.Post) (store.Post, error) {
	if p.State != store.Intended || p.TS != "" {
		return p, nil
	}
	r, err := b.cfg.Store.Request(ctx, p.Key)
	if err != nil {
		return p, err
	}
	ask, err := askOf(r)
	if err != nil {
		return p, store.Stop(err)
	}
	return b.sought(ctx, post{ask: ask, part: p.Part, thread: p.Thread}, p)
}

// changePost puts another message in the place of one of ours; one that is gone stays so.
func (b *Bot) changePost(ctx context.Context, p store.Post, m message) error {
	err := b.changeMessage(ctx, p.Channel, p.TS, m)
	switch slackCode(err) {
	case "message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "channel_not_found", "not_in_channel", "is_archived":
		b.log.Info("reply not changed", "job", p.Key, "err", err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("change the reply: %w", err)
	}
	return nil
}

// endStreamOf ends the stream of a message of a request that was cancelled; it does nothing where there is none.
func (b *Bot) endStreamOf(ctx context.Context, p store.Post) error {
	if p.State != store.Intended {
		return nil
	}
	if err := b.stopStream(ctx, p.Channel, p.TS); err != nil && slackCode(err) == "" {
		return fmt.Errorf("end the stream: %w", err)
	}
	return b.cfg.Store.Posted(ctx, p.Key, p.Part, p.Channel, p.TS)
}

// unpost takes one of our messages away.
func (b *Bot) unpost(ctx context.Context, p store.Post) error {
	if err := b.deleteMessage(ctx, p.Channel, p.TS); err != nil {
		return err
	}
	return b.cfg.Store.PostDeleted(ctx, p.Key, p.Part)
}

// changeMessage writes a message over one of ours.
func (b *Bot) changeMessage(ctx context.Context, channel, ts string, m message, more ...slack.MsgOption) error {
	return b.slack.call(ctx, "chat.update", channel, func(ctx context.Context, api *slack.Client) error {
		_, _, _, err := api.UpdateMessageContext(ctx, channel, ts, append(m.options(), more...)...)
		return err
	})
}

// deleteMessage takes a message away; one that is gone, or that Slack keeps, is no error.
func (b *Bot) deleteMessage(ctx context.Context, channel, ts string) error {
	err := b.slack.call(ctx, "chat.delete", channel, func(ctx context.Context, api *slack.Client) error {
		_, _, err := api.DeleteMessageContext(ctx, channel, ts)
		return err
	})
	switch slackCode(err) {
	case "message_not_found", "cant_delete_message", "channel_not_found", "not_in_channel", "is_archived":
		b.log.InfoContext(ctx, "reply not taken away", "channel", channel, "ts", ts, "err", err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("take the reply away: %w", err)
	}
	return nil
}
