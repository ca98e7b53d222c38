package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// mostRecords is how many records of readers the home shows.
const mostRecords = 6

// homeOpened is that somebody opened the app's home.
type homeOpened struct {
	User    string
	Channel string // the direct message with them
}

// homeOf is who opened the app's home, as an event tells of it; false where it tells of something else.
func homeOf(payload json.RawMessage) (homeOpened, bool) {
	var cb callback
	var ev struct {
		Type, Tab string
		homeOpened
	}
	if json.Unmarshal(payload, &cb) != nil || json.Unmarshal(cb.Event, &ev) != nil || ev.Type != "app_home_opened" || ev.Tab != "home" || ev.User == "" {
		return homeOpened{}, false
	}
	return ev.homeOpened, true
}

// home is what somebody's home shows.
type home struct {
	direct    string   // the direct message with them
	hosts     []string // that texts are sent to
	unread    bool     // a model writes, and nobody reads what it wrote
	records   []store.ReaderRecord
	you       string // what they used
	workspace string // what all used; "" for those who are no admins
	held      store.Held
}

// showHome publishes somebody's home: what Footnote is, where texts go, how far the model may be trusted, what they used, and
// what is stored of them.
func (b *Bot) showHome(ctx context.Context, opened homeOpened) error {
	who, err := b.person(ctx, opened.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	rules, err := b.rules(ctx, b.self.Team, opened.User)
	if err != nil {
		return err
	}
	h := home{direct: opened.Channel, hosts: b.cfg.TextsGoTo}
	if h.records, err = b.records(ctx, rules); err != nil {
		return err
	}
	h.unread = len(h.hosts) > 0 && b.engineOf(rules).Reader() == ""
	if h.you, err = b.usageLine(ctx, w, store.Spender{Team: b.self.Team, Person: opened.User}); err != nil {
		return err
	}
	if rules.PersonDay > 0 {
		h.you += w.f(usageOfReplies, rules.PersonDay)
	}
	if who.admin {
		if h.workspace, err = b.usageLine(ctx, w, store.Spender{Team: b.self.Team}); err != nil {
			return err
		}
		h.workspace += w.capped(rules.Workspace)
	}
	if h.held, err = b.cfg.Store.Held(ctx, b.self.Team, opened.User); err != nil {
		return err
	}
	view := h.draw(w)
	return b.slack.call(ctx, "views.publish", "", func(ctx context.Context, api *slack.Client) error {
		_, err := api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: opened.User, View: view})
		return err
	})
}

// records are those of the model that reads claims where the rules hold.
func (b *Bot) records(ctx context.Context, r rules) ([]store.ReaderRecord, error) {
	reader := b.engineOf(r).Reader()
	if reader == "" {
		return nil, nil
	}
	all, err := b.cfg.Store.Readers(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(r store.ReaderRecord) bool { return !strings.HasPrefix(r.Reader, reader+" ") }), nil
}

func (h home) draw(w *Words) slack.HomeTabViewRequest {
	d := &drawing{}
	d.section(true, w.f(helpCommandTitle), escape(w.f(helpMention)))
	goes := w.f(homeNoModel)
	if len(h.hosts) > 0 {
		goes = w.f(homeTextsGoTo, strings.Join(h.hosts, ", "))
	}
	d.section(true, escape(goes))
	d.section(true, escape(strings.Join(h.trust(w), "\n")))
	lines := []string{escape(w.f(usageYou) + h.you)}
	if h.workspace != "" {
		lines = append(lines, escape(w.f(usageWorkspace)+h.workspace))
	}
	d.section(true, lines...)
	d.section(true, escape(w.f(homeHeld, h.held.Requests, h.held.Texts, h.held.Opinions, h.held.Settings)), escape(w.f(homeForget)))
	if h.direct != "" {
		d.blocks = append(d.blocks, slack.NewActionBlock("", button(actionSettings, h.direct, w.f(settingsTitle))))
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: d.blocks}}
}

// trust says how far the model may be trusted: how often it was right of statements whose answer we know.
func (h home) trust(w *Words) []string {
	switch {
	case len(h.hosts) == 0:
		return []string{w.f(trustNoModel)}
	case h.unread:
		return []string{w.f(trustUnread)}
	case len(h.records) == 0:
		return []string{w.f(trustHow), w.f(trustUnknown)}
	}
	lines := []string{w.f(trustHow)}
	for _, r := range h.records[:min(len(h.records), mostRecords)] {
		lines = append(lines, w.record(r))
	}
	return lines
}

// record says what the record of a reader comes to, between its languages.
func (w *Words) record(r store.ReaderRecord) string {
	name, pair, _ := strings.Cut(r.Reader, " ")
	model, _, _ := strings.Cut(name, "@")
	from, to, _ := strings.Cut(pair, ">")
	from, to = firstOf(w.LanguageName(from), from), firstOf(w.LanguageName(to), to)
	text := w.f(trustRecord, model, from, to, r.Right, r.Given)
	if summarize.BadRecord(r.Right, r.Given) {
		text += w.f(trustBad)
	}
	return text
}
