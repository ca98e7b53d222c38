package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// What a watched channel is spared: short pages, links that were replied to lately, and more than so many replies a day.
const (
	watchWords = 300 // of a page; of Han characters twice as many
	watchAgain = 7 * 24 * time.Hour
	watchDay   = 10
)

// watchSetting is the setting of a watched channel.
const watchSetting = "watch"

// payer is whose replies of the day a request counts to; "" for what nobody asked for.
func (a Ask) payer() string {
	if a.Via == ViaWatch {
		return ""
	}
	return a.User
}

// acceptShared stores that somebody has shared links in a watched channel. Of all other messages nothing is kept.
func (b *Bot) acceptShared(ctx context.Context, env Envelope) error {
	if !b.cfg.Watch {
		return nil
	}
	ask, shared := b.self.shared(env.Payload)
	if !shared || ask.External {
		return nil
	}
	on, err := b.cfg.Store.Setting(ctx, ask.Team, ask.Channel, watchSetting)
	if err != nil || on == "" {
		return err
	}
	return b.store(ctx, ask)
}

// shared is the wish to read what a message shares, as if somebody had asked; false where it shares nothing, or stands in
// a thread: people talk there.
func (id identity) shared(payload json.RawMessage) (Ask, bool) {
	var cb callback
	var ev event
	if json.Unmarshal(payload, &cb) != nil || json.Unmarshal(cb.Event, &ev) != nil {
		return Ask{}, false
	}
	if ev.Type != "message" || ev.ChannelType != "channel" && ev.ChannelType != "group" || ev.ThreadTS != "" || !id.personal(ev) ||
		mentions(ev.Text, id.User) {
		return Ask{}, false
	}
	links := slices.DeleteFunc(messageLinks(ev.Text, ev.Blocks), func(l string) bool { return strings.HasSuffix(siteOf(l), "slack.com") })
	if len(links) == 0 {
		return Ask{}, false
	}
	ask := cb.asking(ViaWatch, ev.Channel, ev.User)
	ask.Key, ask.ChannelKind, ask.TS, ask.Thread = watchKey(ask.Team, ev.Channel, ev.TS), ev.ChannelType, ev.TS, ev.TS
	ask.Links, ask.Style = links[:min(len(links), mostSources)], summarize.Brief
	return ask, true
}

// watch begins to watch a channel, and says so in it, with how to end it.
func (b *Bot) watch(ctx context.Context, ask Ask) error {
	who, err := b.person(ctx, ask.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	outsiders, err := b.outsidersRead(ctx, ask)
	switch {
	case err != nil:
		return err
	case outsiders || !b.cfg.Watch || ask.ChannelKind == "im":
		return b.tellPrivately(ctx, ask, escape(w.f(watchNotHere)))
	}
	on, err := b.cfg.Store.Setting(ctx, ask.Team, ask.Channel, watchSetting)
	if err != nil {
		return err
	}
	if on != "" && on != ask.Key {
		return b.tellPrivately(ctx, ask, escape(w.f(watchAlready)))
	}
	if _, err := b.postOnce(ctx, post{ask: ask, part: store.RootPart}, plain(w.f(watchOn, who.name, watchDay))); err != nil {
		if say, ok := unpostable(err); ok {
			return b.tellPrivately(ctx, ask, escape(w.f(say)))
		}
		return err
	}
	return b.cfg.Store.SetSetting(ctx, ask.Team, ask.Channel, watchSetting, ask.Key)
}

// quiet ends it.
func (b *Bot) quiet(ctx context.Context, ask Ask) error {
	if err := b.cfg.Store.SetSetting(ctx, ask.Team, ask.Channel, watchSetting, ""); err != nil {
		return err
	}
	return b.tellPrivately(ctx, ask, escape(WordsFor(b.localeOf(ctx, ask.User)).f(watchOff)))
}

// replyUnasked replies briefly to links that were shared in a watched channel. Whatever fails, nothing is said, and nothing
// is read that people of another company may have shared.
func (b *Bot) replyUnasked(ctx context.Context, ask Ask) error {
	on, err := b.cfg.Store.Setting(ctx, ask.Team, ask.Channel, watchSetting)
	if err != nil || on == "" { // somebody has ended it meanwhile
		return err
	}
	if outsiders, err := b.outsidersRead(ctx, ask); err != nil || outsiders {
		return err
	}
	var links []string
	for _, l := range ask.Links {
		ok, err := b.cfg.Store.TakeWatched(ctx, store.Watched{
			Team: ask.Team, Channel: ask.Channel, Link: article.CacheKey(l), Key: ask.Key,
		}, watchAgain, watchDay)
		if err != nil {
			return err
		}
		if ok {
			links = append(links, l)
		}
	}
	if len(links) == 0 {
		return nil
	}
	ask.Links = links
	out, err := b.outcome(ctx, ask)
	if err != nil {
		return err
	}
	out.Parts = slices.DeleteFunc(out.Parts, func(p part) bool { return p.reply == nil || len(p.reply.Claims) == 0 })
	if len(out.Parts) == 0 || out.Offer != nil {
		return nil
	}
	err = b.deliver(ctx, ask, out)
	if _, ok := unpostable(err); ok {
		return b.cfg.Store.SetSetting(ctx, ask.Team, ask.Channel, watchSetting, "")
	}
	return err
}

// tooShort reports whether something was not read, or is read sooner than a summary of it.
func tooShort(r reading) bool {
	if r.doc == nil {
		return true
	}
	least := watchWords
	if strings.HasPrefix(r.doc.Language, "zh") || strings.HasPrefix(r.doc.Language, "ja") {
		least *= 2
	}
	return r.doc.Coverage.WordsRead < least
}
