package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// What one digest looks at and shows.
const (
	digestMessages = 1000 // of the channel's last day
	digestLinks    = 12   // read at most
	digestShown    = 5    // the rest stands in the thread
)

// gathering is a digest as it is stored before it is posted. Items[i] belongs to the outcome's Parts[i].
type gathering struct {
	Items   []digest.Item               `json:"items"`
	Unread  map[article.FailureKind]int `json:"unread,omitempty"`
	Channel string                      `json:"channel"` // as people write it
}

// gather reads what a channel shared in the last 24 hours.
func (b *Bot) gather(ctx context.Context, ask Ask, who person, out *outcome) error {
	since := fmt.Sprintf("%d.000000", b.now().Add(-24*time.Hour).Unix())
	messages, err := b.channelMessages(ctx, ask.Channel, since, digestMessages)
	if code := slackCode(err); code == "channel_not_found" || code == "not_in_channel" {
		out.Private = inviteMe
		return nil
	}
	if err != nil {
		return err
	}
	var shares []digest.Share
	for _, m := range messages {
		if m.User == b.self.User || m.BotID != "" && m.BotID == b.self.Bot {
			continue
		}
		for _, link := range messageLinks(m.Text, blocksJSON(m)) {
			if _, _, slackLink := b.slackPermalink(link); slackLink {
				continue
			}
			shares = append(shares, digest.Share{
				Link: link, By: firstOf(b.nameOf(ctx, m.User), m.Username, botName(m)), At: m.Timestamp, Replies: m.ReplyCount,
				Message: b.messageLink(ask.Channel, m.Timestamp, m.ThreadTimestamp),
			})
		}
	}
	out.Digest = &gathering{Unread: map[article.FailureKind]int{}, Channel: ask.channelName()}
	items := digest.Gather(shares)
	items = items[:min(len(items), digestLinks)]
	sources := make([]source, len(items))
	for i, it := range items {
		sources[i] = source{link: it.Link}
	}
	readings, err := b.readAll(ctx, ask, who, sources)
	if err != nil {
		return err
	}
	return b.composeDigest(ctx, ask, out, items, readings)
}

func (b *Bot) composeDigest(ctx context.Context, ask Ask, out *outcome, items []digest.Item, readings []reading) error {
	var readItems []digest.Item
	var read []reading
	var docs []*article.Document
	for i, r := range readings {
		if r.doc == nil {
			kind := article.Private
			if r.failure != nil {
				kind = r.failure.Kind
			}
			out.Digest.Unread[kind]++
			continue
		}
		readItems, read, docs = append(readItems, items[i]), append(read, r), append(docs, r.doc)
	}
	if err := b.mark(ctx, ask, store.Asking); err != nil {
		return err
	}
	for _, i := range digest.Merge(readItems, docs) {
		p, err := b.engine(ctx, ask, out.Locale, []reading{read[i]}, summarize.Brief)
		if err != nil {
			return err
		}
		out.Digest.Items = append(out.Digest.Items, readItems[i])
		out.Parts = append(out.Parts, p)
	}
	return nil
}

func (b *Bot) deliverDigest(ctx context.Context, ask Ask, out *outcome) error {
	w := WordsFor(out.Locale)
	if len(out.Parts) == 0 {
		text := w.f(digestNone, out.Digest.Channel)
		if list := w.unreadList(out.Digest.Unread); list != "" {
			text = w.f(digestUnread, list)
		}
		return b.tellPrivately(ctx, ask, escape(text))
	}
	root, err := b.postOnce(ctx, post{ask: ask, part: store.RootPart}, drawDigest(out))
	if err != nil {
		return err
	}
	_, err = b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: root}, drawDigestThread(ask, out))
	b.endCommand(ctx, ask)
	return err
}

// drawDigest draws the items, two lines each.
func drawDigest(out *outcome) message {
	w := WordsFor(out.Locale)
	d := &drawing{room: room{quote: 300}}
	n := len(out.Parts)
	title := w.f(digestTitle, n, out.Digest.Channel)
	if n == 1 {
		title = w.f(digestTitleOne, out.Digest.Channel)
	}
	d.section(true, "*"+mrkdwn(title)+"*")
	d.say(title)
	for i, p := range out.Parts[:min(n, digestShown)] {
		doc := p.reply.Documents[0]
		line := fmt.Sprintf("%d  %s", i+1, titleLink(w, doc))
		if site := siteOf(doc.FinalURL); site != "" {
			line += " · " + mrkdwn(site)
		}
		line += " · " + w.shared(out.Digest.Items[i])
		lines := []string{line}
		d.say(titleOf(w, doc))
		if len(p.reply.Claims) > 0 {
			lines = append(lines, d.digestClaim(w, p.reply))
			d.say(p.reply.Claims[0].Text)
		}
		d.section(true, lines...)
	}
	var rest []string
	if list := w.unreadList(out.Digest.Unread); list != "" {
		rest = append(rest, w.f(digestUnread, list))
	}
	rest = append(rest, w.f(digestPassages))
	if n > digestShown {
		rest = append(rest, w.f(digestMore, n-digestShown))
	}
	d.context(escape(strings.Join(rest, " · ")))
	return d.message()
}

func (d *drawing) digestClaim(w *Words, r *summarize.Reply) string {
	if r.Engine == summarize.Extractive {
		quote, cut := clipQuote(r.Claims[0].Text, d.room.quote)
		line := mrkdwn(quoted(quote, r.Language))
		if cut {
			line += " …"
		}
		return line
	}
	return d.claim(w, r.Claims[0])
}

// drawDigestThread draws the passages of every item, and the items that the digest itself has no room for.
func drawDigestThread(ask Ask, out *outcome) message {
	rest := *out
	rest.Digest = nil
	return drawOutcome(ask, &rest)
}

// shared says who shared an item, with the way to the message.
func (w *Words) shared(it digest.Item) string {
	var parts []string
	var names []string
	for _, s := range it.Shares {
		if slices.Contains(names, s.By) {
			continue
		}
		names = append(names, s.By)
		label := w.f(digestShared, s.By)
		if isWebLink(s.Message) {
			label = linkTo(s.Message, label)
		} else {
			label = mrkdwn(label)
		}
		parts = append(parts, label)
	}
	switch n := it.Replies(); {
	case n == 1:
		parts = append(parts, w.f(digestReply))
	case n > 1:
		parts = append(parts, w.f(digestReplies, n))
	}
	return strings.Join(parts, " · ")
}

func (w *Words) unreadList(unread map[article.FailureKind]int) string {
	var parts []string
	for _, kind := range article.FailureKinds() {
		if n := unread[kind]; n > 0 {
			name, many, ok := strings.Cut(w.unread[kind], "/")
			if ok && n != 1 {
				name = many
			}
			parts = append(parts, fmt.Sprintf("%d %s", n, name))
		}
	}
	return strings.Join(parts, ", ")
}

// channelName is the channel as people write it.
func (a Ask) channelName() string {
	if a.ChannelName != "" && a.ChannelKind == "" {
		return "#" + a.ChannelName
	}
	return firstOf(a.ChannelName, a.Channel)
}
