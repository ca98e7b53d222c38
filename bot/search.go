package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
)

// A question to the workspace ([asksWorkspace]) is answered from the messages that Slack's own search finds for who asks,
// and from the pages that those link to. Slack searches with the rights of the asker, of which the token in the event of
// their message is the proof (https://docs.slack.dev/reference/methods/assistant.search.context); for whoever reads along
// [Bot.mayShow] decides. Of what was found nothing stays once the reply is posted: the documents made of it stand in the
// request's outcome until then, and no thread, cache or later question is given them.

// searched is what a question to the workspace came to.
type searched struct {
	Topic    string           `json:"topic"`
	Said     phrase           `json:"said,omitempty"` // in place of an answer
	Messages int              `json:"messages"`
	Pages    int              `json:"pages"`
	Shared   map[string]share `json:"shared,omitempty"` // by the id of a page: the message that links to it
}

// share is a message that shares something.
type share struct {
	By   string `json:"by"` // plain name
	Link string `json:"link"`
}

const (
	mostSearched = 20 // messages: what Slack gives at once
	mostShared   = 4  // pages that they link to
)

// foundMessage is a message that Slack's search found and that may be shown where it was asked.
type foundMessage struct {
	doc   *article.Document
	share share
	links []string
}

// search answers a question to the workspace.
func (b *Bot) search(ctx context.Context, ask Ask, who person, out *outcome) error {
	out.Search = &searched{Topic: ask.Search}
	if ask.ActionToken == "" {
		out.Search.Said = searchNoLeave
		return nil
	}
	found, refused, err := b.searchSlack(ctx, ask, who)
	switch {
	case err != nil:
		return err
	case refused == searchNoScope:
		out.Private = refused
		return nil
	case refused != "":
		out.Search.Said = refused
		return nil
	case len(found) == 0:
		out.Search.Said = searchNothing
		return nil
	}
	readings := make([]reading, 0, len(found)+mostShared)
	for _, m := range found {
		readings = append(readings, reading{source: source{title: m.doc.Title}, doc: m.doc, scope: ask.conversation()})
	}
	out.Search.Messages = len(readings)
	pages, err := b.sharedPages(ctx, ask, who, found, out.Search)
	if err != nil {
		return err
	}
	ask.Shown.finding(ask)
	p, err := b.engine(ctx, ask, out.Locale, append(readings, pages...), "")
	if err != nil {
		return err
	}
	for _, m := range found {
		p.Found = append(p.Found, m.doc)
	}
	out.Parts = append(out.Parts, p)
	return nil
}

// searchSlack asks Slack, once, for messages of public channels: an app's own token finds no others.
func (b *Bot) searchSlack(ctx context.Context, ask Ask, who person) (found []foundMessage, refused phrase, err error) {
	var answer *slack.AssistantSearchContextResponse
	err = b.slack.call(ctx, "assistant.search.context", "", func(ctx context.Context, api *slack.Client) (err error) {
		answer, err = api.SearchAssistantContextContext(ctx, slack.AssistantSearchContextParameters{
			Query: ask.Search, ActionToken: ask.ActionToken, ChannelTypes: []string{"public_channel"}, ContentTypes: []string{"messages"},
			IncludeBots: true, Limit: mostSearched,
		})
		return err
	})
	if refused := searchRefused(err); refused != "" {
		b.log.InfoContext(ctx, "search refused", "err", err)
		return nil, refused, nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("search the workspace: %w", err)
	}
	seen := map[string]bool{}
	for _, m := range answer.Results.Messages {
		at := m.ChannelID + " " + m.MessageTS
		if seen[at] || !b.answersSomething(ask, m) {
			continue
		}
		seen[at] = true
		may, err := b.mayShow(ctx, ask, who, m.ChannelID)
		if err != nil {
			return nil, "", err
		}
		if may {
			found = append(found, b.foundMessage(ctx, m))
		}
	}
	return found, "", nil
}

// searchRefused says why Slack does not let us search; "" where it does, or where the error passes.
func searchRefused(err error) phrase {
	code := slackCode(err)
	if code == "" || passes(err) {
		return ""
	}
	switch code {
	case "missing_scope", "no_permission", "not_allowed_token_type", "access_denied", "feature_not_enabled", "feature_disabled", "unknown_method":
		return searchNoScope
	}
	return searchNoLeave // the token is none, or too old: invalid_action_token, token_expired
}

// answersSomething reports whether a message may hold an answer: not the question itself, no reply of ours, no question to us.
func (b *Bot) answersSomething(ask Ask, m slack.AssistantSearchContextMessage) bool {
	switch {
	case m.ChannelID == "" || m.MessageTS == "" || m.AuthorUserID == b.self.User:
		return false
	case m.ChannelID == ask.Channel && m.MessageTS == ask.TS:
		return false
	case mentions(m.Content, b.self.User) && len(messageLinks(m.Content, nil)) == 0:
		return false
	}
	return messageBody(m.Content) != ""
}

// mayShow reports whether a message of a channel, which the asker may see, may be shown where they ask: to them alone, in
// its own channel, or among full members if it stands in a public one. Unknown counts as private.
func (b *Bot) mayShow(ctx context.Context, ask Ask, who person, channel string) (bool, error) {
	switch {
	case channel == ask.Channel, ask.ChannelKind == "im":
		return true, nil
	case !who.member:
		return false, nil
	}
	there, err := b.place(ctx, channel)
	return there.public, err
}

// foundMessage makes a document of a message: a passage or more, with its speaker, permalink and time. Each has one of its
// own, so that none is taken for the answer to another.
func (b *Bot) foundMessage(ctx context.Context, m slack.AssistantSearchContextMessage) foundMessage {
	link := firstOf(m.Permalink, b.messageLink(m.ChannelID, m.MessageTS, ""))
	by := m.AuthorName
	if !m.IsAuthorBot || by == "" {
		by = firstOf(b.nameOf(ctx, m.AuthorUserID), m.AuthorName)
	}
	title := ""
	if m.ChannelName != "" {
		title = "#" + m.ChannelName
	}
	doc := article.NewDiscussion(link, title, []article.DiscussionMessage{{
		Author: by, Text: messageBody(m.Content), Permalink: link, Time: messageTime(m.MessageTS),
	}}, nil)
	return foundMessage{doc: doc, share: share{By: by, Link: link}, links: messageLinks(m.Content, nil)}
}

// sharedPages reads the pages that the messages link to, of the best messages first. What cannot be read stays unsaid: nobody
// asked for that page, and the message that links to it is there.
func (b *Bot) sharedPages(ctx context.Context, ask Ask, who person, found []foundMessage, in *searched) ([]reading, error) {
	var sources []source
	by := map[string]share{}
	for _, m := range found {
		for _, link := range m.links {
			if _, known := by[link]; known || len(sources) == mostShared {
				continue
			}
			if _, _, ok := b.slackPermalink(link); ok {
				continue
			}
			by[link] = m.share
			sources = append(sources, source{link: link})
		}
	}
	if len(sources) == 0 {
		return nil, nil
	}
	ask.Shown.reading(sources)
	all, err := b.readAll(ctx, ask, who, sources)
	if err != nil {
		return nil, err
	}
	in.Shared = map[string]share{}
	var read []reading
	for _, r := range all {
		if r.doc == nil {
			b.log.InfoContext(ctx, "shared page not read", "err", r.failure)
			continue
		}
		if _, twice := in.Shared[r.doc.ID]; !twice {
			in.Shared[r.doc.ID] = by[r.source.link]
			read = append(read, r)
		}
	}
	in.Pages = len(read)
	return read, nil
}

// dropFound takes from the stored outcome of a request what Slack's search had found for it.
func (b *Bot) dropFound(ctx context.Context, ask Ask, out *outcome) error {
	if out.Search == nil || len(out.Parts) == 0 {
		return nil
	}
	return b.saveOutcome(ctx, ask, &outcome{Search: &searched{Said: searchNoLeave}, Locale: out.Locale, Asker: out.Asker})
}

// dropFoundFor does so for a request that came to no end of its own.
func (b *Bot) dropFoundFor(ctx context.Context, team, key string) error {
	saved, err := b.cfg.Store.Reply(ctx, team, key)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	var out outcome
	if err == nil {
		err = json.Unmarshal(saved, &out)
	}
	if err != nil {
		return fmt.Errorf("drop what a search found: %w", err)
	}
	return b.dropFound(ctx, Ask{Team: team, Key: key}, &out)
}

// says is what is said in place of an answer.
func (s *searched) says(w *Words) string {
	if s.Said == searchNothing {
		return w.f(searchNothing, clip(s.Topic, mostAsked))
	}
	return w.f(s.Said)
}

// searchedIn says what an answer was looked for in.
func (d *drawing) searchedIn(w *Words) string {
	return w.f(searchFrom, d.search.Messages, d.search.Pages)
}

// origin says where a passage that a search found was shared: by whom, where and when. The date shows in the reader's own
// time.
func (d *drawing) origin(w *Words, doc *article.Document) string {
	if by, ok := d.search.Shared[doc.ID]; ok {
		return linkTo(by.Link, w.f(digestShared, by.By))
	}
	parts := nonEmpty(mrkdwn(doc.Title))
	if at, err := time.Parse(time.RFC3339, doc.Published); err == nil {
		parts = append(parts, fmt.Sprintf("<!date^%d^{date_short_pretty}|%s>", at.Unix(), at.UTC().Format(time.DateOnly)))
	}
	return strings.Join(parts, ", ")
}
