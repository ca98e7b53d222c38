package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
)

// mostMessages is how much of a thread is read.
const mostMessages = 1000

// threadMessages are the messages of a thread, oldest first, the root included.
func (b *Bot) threadMessages(ctx context.Context, channel, root string) ([]slack.Message, error) {
	var all []slack.Message
	cursor := ""
	for len(all) < mostMessages {
		var page []slack.Message
		var next string
		err := b.slack.call(ctx, "conversations.replies", channel, func(ctx context.Context, api *slack.Client) (err error) {
			page, _, next, err = api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: channel, Timestamp: root, Cursor: cursor, Limit: 200, IncludeAllMetadata: true,
			})
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read the thread: %w", err)
		}
		all = append(all, page...)
		if cursor = next; cursor == "" || len(page) == 0 {
			break
		}
	}
	return all, nil
}

// readDiscussion makes a document of a thread: each message is a passage with its speaker and permalink. Our own
// messages, and the one that asks (before), are no part of it.
func (b *Bot) readDiscussion(ctx context.Context, channel, root, before string) (*article.Document, error) {
	messages, err := b.threadMessages(ctx, channel, root)
	if err != nil {
		if slackCode(err) != "" {
			return nil, &article.Error{Kind: article.Private, URL: b.permalink(ctx, channel, root), Err: err}
		}
		return nil, err
	}
	var said []article.DiscussionMessage
	for _, m := range messages {
		text := strings.TrimSpace(messageBody(m.Text))
		if m.User == b.self.User || m.Timestamp == before || text == "" || before != "" && m.Timestamp > before {
			continue
		}
		name := b.person(ctx, m.User).name
		if name == "" {
			name = firstOf(m.Username, botName(m))
		}
		said = append(said, article.DiscussionMessage{Author: name, Text: text, Permalink: b.messageLink(channel, m.Timestamp, root)})
	}
	if len(said) == 0 {
		return nil, &article.Error{Kind: article.Empty, URL: b.permalink(ctx, channel, root), Err: errors.New("no words in the thread")}
	}
	return article.NewDiscussion(b.messageLink(channel, root, ""), "", said), nil
}

func botName(m slack.Message) string {
	if m.BotProfile != nil {
		return m.BotProfile.Name
	}
	return ""
}

// permalink asks Slack for the address of a message; "" where it does not say.
func (b *Bot) permalink(ctx context.Context, channel, ts string) string {
	if ts == "" {
		return ""
	}
	var link string
	err := b.slack.call(ctx, "chat.getPermalink", channel, func(ctx context.Context, api *slack.Client) (err error) {
		link, err = api.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: channel, Ts: ts})
		return err
	})
	if err != nil {
		b.log.Warn("no permalink", "channel", channel, "err", err)
		return ""
	}
	return link
}

// messageLink is the address of a message by Slack's known form, without a call for each.
func (b *Bot) messageLink(channel, ts, root string) string {
	link := b.self.TeamURL + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
	if root != "" && root != ts {
		link += "?thread_ts=" + url.QueryEscape(root) + "&cid=" + url.QueryEscape(channel)
	}
	return link
}

var permalinkPath = regexp.MustCompile(`^/archives/([A-Z0-9]+)/p(\d{10})(\d{6})$`)

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
	m := permalinkPath.FindStringSubmatch(u.Path)
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
// conversation, or in a public channel of this workspace while the asker is a full member. Unknown counts as private.
func (b *Bot) readPermalink(ctx context.Context, ask Ask, who person, s source, channel, ts string) (reading, error) {
	r := reading{source: s, scope: channel}
	if channel != ask.Channel {
		if !who.member || !b.isPublic(ctx, channel) {
			r.refused = privateElse
			return r, nil
		}
		r.scope = ask.conversation()
	}
	doc, err := b.readDiscussion(ctx, channel, ts, "")
	if failure, ok := failureOf(err); ok {
		r.failure = failure
		return r, nil
	}
	r.doc = doc
	return r, err
}

func (b *Bot) isPublic(ctx context.Context, channel string) bool {
	var info *slack.Channel
	err := b.slack.call(ctx, "conversations.info", "", func(ctx context.Context, api *slack.Client) (err error) {
		info, err = api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		return err
	})
	if err != nil || info == nil {
		return false
	}
	return info.IsChannel && !info.IsPrivate && !info.IsIM && !info.IsMpIM && !info.IsExtShared
}

// blocksJSON gives the blocks of a message back as JSON, for the links in them.
func blocksJSON(m slack.Message) json.RawMessage {
	data, err := json.Marshal(m.Blocks)
	if err != nil {
		return nil
	}
	return data
}
