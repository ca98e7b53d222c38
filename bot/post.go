package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// The metadata that marks our messages. It is readable by every app of the workspace, so it holds the key and no text.
const (
	metadataType = "footnote_reply"
	metadataJob  = "job"
	metadataPart = "part"
)

// message is something to post: blocks, and the text of notifications and screen readers.
type message struct {
	text    string
	blocks  []slack.Block
	plainer []slack.Block // for where Slack refuses a block of these; nil where they are plain
}

// options are what Slack is told of a message, wherever it goes.
func (m message) options() []slack.MsgOption {
	options := []slack.MsgOption{slack.MsgOptionText(m.text, false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	if len(m.blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(m.blocks...))
	}
	return options
}

// post is one message that a request leaves in Slack.
type post struct {
	ask    Ask
	part   store.Part
	thread string // "" for a message of its own

	stopped bool // it says that the person has stopped the work
}

// postOnce posts one message of a request, once, whatever died before: the intent is stored first, and where an intent
// is found that has no message yet, Slack is asked for our own metadata before anything is posted again. What was sent
// and not answered may appear late: it is waited for, and looked for once more.
func (b *Bot) postOnce(ctx context.Context, p post, m message) (ts string, err error) {
	p.ask.Shown.freed()
	if err := b.mark(ctx, p.ask, store.Posting); err != nil {
		return "", err
	}
	stands, fresh, err := b.intend(ctx, p)
	if err == nil && !fresh && stands.State == store.Intended && stands.TS == "" {
		stands, err = b.sought(ctx, p, stands)
	}
	switch {
	case err != nil:
		return "", err
	case stands.State != store.Intended:
		return stands.TS, nil
	case stands.TS != "":
		done, err := b.finishStream(ctx, p, stands, m)
		switch {
		case err != nil:
			return "", err
		case done:
			return stands.TS, b.cfg.Store.Posted(ctx, p.ask.Key, p.part, p.ask.Channel, stands.TS)
		}
		if err := b.cfg.Store.PostLost(ctx, p.ask.Key, p.part); err != nil {
			return "", err
		}
	}
	if !fresh {
		if err := b.cfg.Store.Settle(ctx, p.ask.Key, p.part, b.settled()); err != nil {
			return "", err
		}
	}
	ts, err = b.send(ctx, p, m)
	if err != nil {
		return "", errors.Join(err, b.settle(ctx, p, err))
	}
	return ts, b.cfg.Store.Posted(ctx, p.ask.Key, p.part, p.ask.Channel, ts)
}

// settled is until when a message may appear that is sent now.
func (b *Bot) settled() time.Time { return b.now().Add(latest * b.cfg.CallTimeout) }

// intend stores that a message is about to be sent.
func (b *Bot) intend(ctx context.Context, p post) (stands store.Post, fresh bool, err error) {
	return b.cfg.Store.Intend(ctx, store.Post{
		Key: p.ask.Key, Part: p.part, Team: p.ask.Team, Channel: p.ask.Channel, Thread: p.thread, Settles: b.settled(),
	})
}

// sought looks for a message of which nobody knows whether it was sent. Where it is not there and may still appear, the
// error passes.
func (b *Bot) sought(ctx context.Context, p post, stands store.Post) (store.Post, error) {
	found, err := b.findPost(ctx, p, stands)
	switch wait := stands.Settles.Sub(b.now()); {
	case err != nil:
		return stands, err
	case found.State == store.Posted:
		return found, b.cfg.Store.Posted(ctx, p.ask.Key, p.part, p.ask.Channel, found.TS)
	case found.TS != "":
		return found, b.cfg.Store.Streaming(ctx, p.ask.Key, p.part, p.ask.Channel, found.TS, found.Streams)
	case wait > 0:
		return stands, &passing{wait: wait, err: fmt.Errorf("post %s: it may still appear", p.part)}
	}
	return stands, nil
}

// What was sent and not answered in the time of a call may appear in latest such times; where Slack, or the network, said
// that it failed, the message shows at once or never, but for the time that Slack's own readers lag behind: a part of it.
const (
	latest = 3
	lag    = 4
)

// settle notes until when a message that could not be sent may appear all the same.
func (b *Bot) settle(ctx context.Context, p post, err error) error {
	until := b.now().Add(b.cfg.CallTimeout / lag)
	var dial *net.OpError
	switch {
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return nil //nolint:nilerr // until when stands as it was set before
	case !passes(err), errors.As(err, &dial) && dial.Op == "dial":
		until = time.Time{} // it was refused, or never sent
	}
	if limited, ok := errors.AsType[*passing](err); ok && limited.wait > 0 {
		until = time.Time{}
	}
	return b.cfg.Store.Settle(ctx, p.ask.Key, p.part, until)
}

// send posts, and falls back to plain text, sources included, where Slack refuses the blocks.
func (b *Bot) send(ctx context.Context, p post, m message) (string, error) {
	var ts string
	err := b.plainerIfRefused(p, m, func(m message) (err error) {
		ts, err = b.sendOnce(ctx, p, m)
		return err
	})
	switch slackCode(err) {
	case "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
		"restricted_action_thread_locked", "restricted_action_non_threadable_channel", "app_access_restricted", "thread_not_found",
		"message_not_found", "cannot_reply_to_message", "invalid_auth", "account_inactive", "token_revoked", "missing_scope":
		return "", store.Stop(fmt.Errorf("post %s: %w", p.part, err))
	}
	return ts, err
}

// plainerIfRefused sends a message, with plainer blocks or none where Slack refuses those that it has.
func (b *Bot) plainerIfRefused(p post, m message, send func(message) error) error {
	err := send(m)
	if m.plainer != nil && blocksRefused(err) {
		b.log.Warn("blocks refused, sending plainer ones", "job", p.ask.Key, "err", err)
		m.blocks = m.plainer
		err = send(m)
	}
	if blocksRefused(err) || tooLong(err) {
		b.log.Error("blocks refused, sending text", "job", p.ask.Key, "err", err)
		err = send(message{text: m.text})
	}
	return err
}

func blocksRefused(err error) bool {
	code := slackCode(err)
	return code == "invalid_blocks" || code == "invalid_blocks_format"
}

func tooLong(err error) bool {
	code := slackCode(err)
	return code == "msg_blocks_too_long" || code == "msg_too_long"
}

// metadata marks a message as that post.
func (p post) metadata() slack.SlackMetadata {
	payload := map[string]any{metadataJob: p.ask.Key}
	if p.part != store.ReplyPart {
		payload[metadataPart] = string(p.part)
	}
	return slack.SlackMetadata{EventType: metadataType, EventPayload: payload}
}

func (b *Bot) sendOnce(ctx context.Context, p post, m message) (ts string, err error) {
	options := append(m.options(), slack.MsgOptionMetadata(p.metadata()))
	if p.thread != "" {
		options = append(options, slack.MsgOptionTS(p.thread))
	}
	err = b.slack.call(ctx, "chat.postMessage", p.ask.Channel, func(ctx context.Context, api *slack.Client) (err error) {
		_, ts, err = api.PostMessageContext(ctx, p.ask.Channel, options...)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("post %s: %w", p.part, err)
	}
	return ts, nil
}

// findPost looks for a message of ours that bears the request's key, in all of the time in which it can have appeared; and
// for a stream, which bears none before it has ended: one that no other request knows as its own, in a thread that works on
// one request at a time.
func (b *Bot) findPost(ctx context.Context, p post, stands store.Post) (found store.Post, err error) {
	found = stands
	var unknown error
	ours := func(m slack.Message) bool {
		switch {
		case b.isPost(m, p):
			found.TS, found.State = m.Timestamp, store.Posted
		case b.mayStream(m, p):
			_, unknown = b.cfg.Store.PostAt(ctx, p.ask.Team, p.ask.Channel, m.Timestamp)
			if errors.Is(unknown, store.ErrNotFound) {
				found.TS, found.Streams, unknown = m.Timestamp, stands.Intended, nil
			}
		}
		return found.State != store.Posted && unknown == nil
	}
	if p.thread != "" {
		err = b.eachReply(ctx, p.ask.Channel, p.thread, firstOf(p.ask.TS, p.thread), ours)
	} else {
		// Slack's clock and ours need not agree.
		since := stands.Intended.Add(-clockSkew)
		err = b.eachMessage(ctx, p.ask.Channel, slackTime(since), ours)
	}
	switch slackCode(err) {
	case "thread_not_found", "message_not_found", "channel_not_found", "not_in_channel", "missing_scope":
		return stands, nil // nothing of ours can be there
	}
	if err = cmp.Or(err, unknown); err != nil {
		return stands, fmt.Errorf("look for our own post: %w", err)
	}
	return found, nil
}

// mayStream reports whether a message may be the stream of a reply that never got as far as its key.
func (b *Bot) mayStream(m slack.Message, p post) bool {
	return b.streams(p.ask) && p.part == store.ReplyPart && b.isOurs(m) && m.Metadata.EventType == "" && m.Timestamp > p.ask.TS
}

const clockSkew = time.Hour

// slackTime is a moment as Slack writes it.
func slackTime(t time.Time) string { return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000) }

// isPost reports whether a message is that post: others may forge our metadata, but not our name.
func (b *Bot) isPost(m slack.Message, p post) bool {
	if !b.isOurs(m) {
		return false
	}
	md := m.Metadata
	part, _ := md.EventPayload[metadataPart].(string)
	if part == "" {
		part = string(store.ReplyPart)
	}
	return md.EventType == metadataType && md.EventPayload[metadataJob] == p.ask.Key && part == string(p.part)
}

func (b *Bot) isOurs(m slack.Message) bool {
	return m.User == b.self.User || b.self.Bot != "" && m.BotID == b.self.Bot
}

// eachMessage visits the messages of a channel since oldest, the newest first, until visit returns false.
func (b *Bot) eachMessage(ctx context.Context, channel, oldest string, visit func(slack.Message) bool) error {
	return b.eachPage(ctx, channel, oldest, func(page []slack.Message) bool {
		for _, m := range page {
			if !visit(m) {
				return false
			}
		}
		return true
	})
}

// eachPage visits the messages of a channel since oldest as Slack gives them, the newest first, until visit returns false.
func (b *Bot) eachPage(ctx context.Context, channel, oldest string, visit func([]slack.Message) bool) error {
	cursor := ""
	for {
		var page *slack.GetConversationHistoryResponse
		err := b.slack.call(ctx, "conversations.history", channel, func(ctx context.Context, api *slack.Client) (err error) {
			page, err = api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
				ChannelID: channel, Cursor: cursor, Oldest: oldest, Limit: mostOfAPage, IncludeAllMetadata: true,
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("read the channel: %w", err)
		}
		if !visit(page.Messages) {
			return nil
		}
		if cursor = page.ResponseMetaData.NextCursor; cursor == "" || len(page.Messages) == 0 {
			return nil
		}
	}
}

// tellPrivately says something to the asker alone.
func (b *Bot) tellPrivately(ctx context.Context, ask Ask, text string) error {
	return b.privately(ctx, ask, message{text: text})
}

// privately shows a message to the asker alone: under the command, else as a message that only they see.
func (b *Bot) privately(ctx context.Context, ask Ask, m message) error {
	if ask.ResponseURL != "" {
		err := b.slack.call(ctx, "response_url", ask.Channel, func(ctx context.Context, api *slack.Client) error {
			options := append(m.options(), slack.MsgOptionResponseURL(ask.ResponseURL, slack.ResponseTypeEphemeral))
			if ask.Via == ViaCommand { // in the place of "Reading …"
				options = append(options, slack.MsgOptionReplaceOriginal(ask.ResponseURL))
			}
			_, _, err := api.PostMessageContext(ctx, ask.Channel, options...)
			return err
		})
		if err == nil || passes(err) {
			return err
		}
		b.log.Warn("response address failed", "job", ask.Key, "err", err)
	}
	if ask.ChannelKind == "im" || ask.Via == ViaDM {
		_, err := b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: ask.Thread}, m)
		return err
	}
	err := b.slack.call(ctx, "chat.postEphemeral", ask.Channel, func(ctx context.Context, api *slack.Client) error {
		options := m.options()
		if ask.InThread {
			options = append(options, slack.MsgOptionTS(ask.Thread))
		}
		_, err := api.PostEphemeralContext(ctx, ask.Channel, ask.User, options...)
		return err
	})
	if err != nil {
		return fmt.Errorf("tell the asker: %w", err)
	}
	return nil
}

// unpostable reports whether posting failed because of where it should go.
func unpostable(err error) (phrase, bool) {
	switch code := slackCode(err); code {
	case "channel_not_found", "not_in_channel":
		return inviteMe, true
	case "is_archived", "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_locked",
		"restricted_action_non_threadable_channel", "app_access_restricted":
		return notHere, true
	}
	return "", false
}

// errNoReply says that an outcome had nothing to post, which is a mistake of ours.
var errNoReply = errors.New("nothing to post")
