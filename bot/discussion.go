package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// mostMessages is how many messages of a thread are read: the first, which says what it is about, and the last.
const mostMessages = 1000

// aThread is a thread as far as it was read.
type aThread struct {
	messages []slack.Message // oldest first
	unread   []slack.Message // between the first and the others
}

// threadMessages reads a thread from its end.
func (b *Bot) threadMessages(ctx context.Context, channel, root string) (aThread, error) {
	var t aThread
	err := b.eachReply(ctx, channel, root, "", func(m slack.Message) bool {
		if t.messages = append(t.messages, m); len(t.messages) > 2*mostMessages {
			t.cut()
		}
		return true
	})
	t.cut()
	return t, err
}

// cut leaves out what is neither the first nor among the last.
func (t *aThread) cut() {
	if over := len(t.messages) - mostMessages; over > 0 {
		t.unread = append(t.unread, t.messages[1:1+over]...)
		t.messages = slices.Delete(t.messages, 1, 1+over)
	}
}

// eachReply visits the messages of a thread, the root and then those after oldest, in their order, until visit returns
// false.
func (b *Bot) eachReply(ctx context.Context, channel, root, oldest string, visit func(slack.Message) bool) error {
	cursor := ""
	for {
		var page []slack.Message
		var next string
		err := b.slack.call(ctx, "conversations.replies", channel, func(ctx context.Context, api *slack.Client) (err error) {
			page, _, next, err = api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: channel, Timestamp: root, Oldest: oldest, Cursor: cursor, Limit: mostOfAPage, IncludeAllMetadata: true,
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("read the thread: %w", err)
		}
		for _, m := range page {
			if !visit(m) {
				return nil
			}
		}
		if cursor = next; cursor == "" || len(page) == 0 {
			return nil
		}
	}
}

// mostOfAPage is the most messages that Slack gives at once.
const mostOfAPage = 999

// readDiscussion makes a document of a thread: each message is a passage with its speaker and permalink. Our own
// messages, and the one that asks (before), are no part of it.
func (b *Bot) readDiscussion(ctx context.Context, channel, root, before string) (*article.Document, error) {
	thread, err := b.threadMessages(ctx, channel, root)
	if err != nil {
		return nil, err
	}
	var said []article.DiscussionMessage
	for _, m := range thread.messages {
		text := b.saidIn(m, before)
		if text == "" {
			continue
		}
		who, err := b.person(ctx, m.User)
		if err != nil {
			return nil, err
		}
		said = append(said, article.DiscussionMessage{
			Author: firstOf(who.name, m.Username, botName(m)), Text: text, Permalink: b.messageLink(channel, m.Timestamp, root),
		})
	}
	if len(said) == 0 {
		return nil, &article.Error{Kind: article.Empty, URL: b.messageLink(channel, root, ""), Err: errors.New("no words in the thread")}
	}
	var unread []string
	for _, m := range thread.unread {
		if text := b.saidIn(m, before); text != "" {
			unread = append(unread, text)
		}
	}
	return article.NewDiscussion(b.messageLink(channel, root, ""), "", said, unread), nil
}

// saidIn is what a message of a discussion says; "" for ours, and for those from before on, where that is set.
func (b *Bot) saidIn(m slack.Message, before string) string {
	if m.User == b.self.User || before != "" && m.Timestamp >= before {
		return ""
	}
	return strings.TrimSpace(messageBody(m.Text))
}

func botName(m slack.Message) string {
	if m.BotProfile != nil {
		return m.BotProfile.Name
	}
	return ""
}

// messageLink is the address of a message by Slack's known form, without a call for each.
func (b *Bot) messageLink(channel, ts, root string) string {
	link := b.self.TeamURL + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
	if root != "" && root != ts {
		link += "?thread_ts=" + url.QueryEscape(root) + "&cid=" + url.QueryEscape(channel)
	}
	return link
}

var permalinkPath = pattern.Lazy(`^/archives/([A-Z0-9]+)/p(\d{10})(\d{6})$`)

// slackPermalink takes the address of a message apart.
func (b *Bot) slackPermalink(link string) (channel, ts string, ok bool) {
	u, err := url.Parse(link)
	if err != nil {
		return "", "", false
	}
	own, _ := url.Parse(b.self.TeamURL)
	if !strings.HasSuffix(u.Hostname(), ".slack.com") && (own == nil || u.Host != own.Host) {
		return "", "", false
	}
	m := permalinkPath().FindStringSubmatch(u.Path)
	if m == nil {
		return "", "", false
	}
	ts = m[2] + "." + m[3]
	if root := u.Query().Get("thread_ts"); root != "" {
		ts = root
	}
	return m[1], ts, true
}

// readPermalink reads a message or thread, where Slack would show it to everybody who reads the reply: it lives in this
// conversation, or in a public channel of this workspace and only full members read along. Unknown counts as private.
func (b *Bot) readPermalink(ctx context.Context, ask Ask, who person, s source, channel, ts string) (reading, error) {
	r := reading{source: s, scope: ask.conversation()}
	if channel != ask.Channel {
		if !who.member {
			r.refused = privateElse
			return r, nil
		}
		there, err := b.place(ctx, channel)
		if err != nil {
			return r, err
		}
		if !there.public {
			r.refused = privateElse
			return r, nil
		}
	}
	doc, err := b.readDiscussion(ctx, channel, ts, "")
	switch code := slackCode(err); {
	case code == "not_in_channel" && channel != ask.Channel:
		r.refused = inviteThere
		return r, nil
	case code != "" && !passes(err):
		err = &article.Error{Kind: article.Private, URL: b.messageLink(channel, ts, ""), Err: err}
	}
	if failure, ok := failureOf(err); ok {
		r.failure = failure
		return r, nil
	}
	r.doc = doc
	return r, err
}

// blocksJSON gives the blocks of a message back as JSON, for the links in them.
func blocksJSON(m slack.Message) json.RawMessage {
	data, err := json.Marshal(m.Blocks)
	if err != nil {
		return nil
	}
	return data
}
