package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/summarize"
)

// Buttons of a digest; their value is the digest's number.
const (
	actionDigestEdit   = "footnote_digest_edit"
	actionDigestPause  = "footnote_digest_pause"
	actionDigestResume = "footnote_digest_resume"
)

// faces are what the store does not keep and a digest shows: names of people, and addresses of messages.
type faces struct {
	name func(share digest.Share) string
	link func(share digest.Share) string
}

// faces looks up the people of a digest once.
func (b *Bot) faces(ctx context.Context, ask Ask, items []gathered) faces {
	names := map[string]string{}
	for _, it := range items {
		for _, s := range it.Shares {
			if _, known := names[s.By]; !known && s.App == "" {
				names[s.By] = b.nameOf(ctx, s.By)
			}
		}
	}
	return faces{
		name: func(s digest.Share) string { return firstOf(s.App, names[s.By], s.By) },
		link: func(s digest.Share) string { return b.messageLink(ask.Channel, s.At, s.Thread) },
	}
}

// drawDigest draws the items, two lines each.
func drawDigest(out *outcome, f faces) message {
	w, g := WordsFor(out.Locale), out.Digest
	d := &drawing{room: room{quote: 300}}
	n := len(out.Parts)
	since := w.moment(g.Since, g.Made, g.Zone)
	title := w.f(digestTitle, n, g.Channel, since)
	if n == 1 {
		title = w.f(digestTitleOne, g.Channel, since)
	}
	if g.late() {
		title += w.f(digestLate, w.moment(g.Due, g.Made, g.Zone))
	}
	d.section(true, "*"+mrkdwn(title)+"*")
	d.say(title)
	for i, p := range out.Parts[:min(n, digest.Shown)] {
		d.digestItem(w, i, p, g.Items[i], f)
	}
	d.context(escape(strings.Join(append(w.notShown(g), w.inThread(n)...), " · ")))
	if g.Number > 0 {
		d.blocks = append(d.blocks, digestButtons(w, g.Number, false))
	}
	return d.message()
}

func (d *drawing) digestItem(w *Words, i int, p part, it gathered, f faces) {
	doc := p.reply.Documents[0]
	line := fmt.Sprintf("%d  %s", i+1, titleLink(w, doc))
	if site := siteName(doc); site != "" {
		line += " · " + mrkdwn(site)
	}
	if by := w.shared(it, f); by != "" {
		line += " · " + by
	}
	lines := []string{line}
	d.say(titleOf(w, doc))
	if len(p.reply.Claims) > 0 {
		lines = append(lines, d.digestClaim(w, p.reply))
		d.say(p.reply.Claims[0].Text)
	}
	if also := w.alsoCovered(it.Also); also != "" {
		lines[0] += " · " + also
	}
	d.section(true, lines...)
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

// late reports whether a digest comes so long after its time that it says when that was.
func (g *gathering) late() bool { return !g.Due.IsZero() && g.Made.Sub(g.Due) > 10*time.Minute }

// notShown says what of a digest's sources is not in it.
func (w *Words) notShown(g *gathering) []string {
	var said []string
	if list := w.unreadList(g.Unread); list != "" {
		said = append(said, w.f(digestUnread, list))
	}
	if g.Left > 0 {
		said = append(said, w.f(digestLeft, g.Left))
	}
	if g.Threads > 0 {
		said = append(said, w.f(digestThreadsLeft, g.Threads))
	}
	if len(g.Failing) > 0 {
		said = append(said, w.f(digestFailing, strings.Join(g.Failing, w.comma())))
	}
	if g.Cut {
		said = append(said, w.f(digestCut, digestMessages))
	}
	return said
}

func (w *Words) inThread(n int) []string {
	if n > digest.Shown {
		return []string{w.f(digestMore, n-digest.Shown)}
	}
	return []string{w.f(digestPassages)}
}

// drawDigestThread draws the passages of every item, and the items that the digest itself has no room for. What could not
// be read stands at the end, each kind with its advice once.
func drawDigestThread(ask Ask, out *outcome) message {
	rest := *out
	rest.Digest = nil
	m := drawOutcome(ask, &rest)
	if lines := WordsFor(out.Locale).unreadAdvice(out.Digest.Unread); len(lines) > 0 && len(m.blocks) < mostBlocks {
		d := &drawing{blocks: m.blocks}
		d.section(false, lines...)
		m.blocks = d.blocks
	}
	return m
}

// unreadAdvice lists what could not be read: its links by kind, each with what people can do about it.
func (w *Words) unreadAdvice(unread []digest.Unread) []string {
	const most = 3 // links of a kind
	var lines []string
	for _, kind := range article.FailureKinds() {
		var sites []string
		var first *article.Error
		for _, u := range unread {
			if u.Kind != kind {
				continue
			}
			if first == nil {
				first = &article.Error{Kind: kind, URL: u.URL}
			}
			if len(sites) < most {
				sites = append(sites, linkTo(u.URL, firstOf(siteOf(u.URL), u.URL)))
			}
		}
		if first != nil {
			lines = append(lines, mrkdwn(w.Failure(first))+" "+strings.Join(sites, " · "))
		}
	}
	return lines
}

// shared says who shared an item, with the way to the message, or which feed announced it.
func (w *Words) shared(it gathered, f faces) string {
	var parts, names []string
	for _, s := range it.Shares {
		name := f.name(s)
		if slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		label := w.f(digestShared, name)
		if link := f.link(s); isWebLink(link) {
			label = linkTo(link, label)
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
	if len(it.Shares) == 0 && len(it.Entries) > 0 {
		parts = append(parts, mrkdwn(w.f(digestFeed, it.Entries[0].Feed)))
	}
	return strings.Join(parts, " · ")
}

// alsoCovered names the other sites that tell a story.
func (w *Words) alsoCovered(also []digest.Source) string {
	const most = 3
	var links []string
	for _, s := range also[:min(len(also), most)] {
		links = append(links, linkTo(s.Link, firstOf(siteOf(s.Link), s.Link)))
	}
	if len(links) == 0 {
		return ""
	}
	if more := len(also) - most; more > 0 {
		links = append(links, fmt.Sprintf("+%d", more))
	}
	return w.f(digestAlso, strings.Join(links, w.comma()))
}

// han reports whether the words are Chinese.
func (w *Words) han() bool { return w == &chinese || w == &traditionalChinese }

func (w *Words) comma() string {
	if w.han() {
		return "、"
	}
	return ", "
}

func (w *Words) unreadList(unread []digest.Unread) string {
	counts := map[article.FailureKind]int{}
	for _, u := range unread {
		counts[u.Kind]++
	}
	var parts []string
	for _, kind := range article.FailureKinds() {
		if n := counts[kind]; n > 0 {
			name, many, ok := strings.Cut(w.unread[kind], "/")
			if ok && n != 1 {
				name = many
			}
			parts = append(parts, w.f(digestUnreadOne, n, name))
		}
	}
	return strings.Join(parts, w.comma())
}

// moment is a time as people say it on the day of now: "09:00", "yesterday 09:00", "Monday 09:00", "21 Nov 09:00".
func (w *Words) moment(t, now time.Time, zone string) string {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	t, now = t.In(loc), now.In(loc)
	clock := t.Format("15:04")
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	switch days := int(midnight(now).Sub(midnight(t)).Hours() / 24); {
	case days == 0:
		return clock
	case days == 1:
		return w.f(yesterdayAt, clock)
	case days > 1 && days < 7:
		return w.f(weekdayAt, w.weekday(t.Weekday()), clock)
	}
	if w.han() {
		return t.Format("1月2日 15:04")
	}
	return t.Format("2 Jan 15:04")
}

// future is a moment to come, with its day: "Mon 30 Nov, 09:00".
func (w *Words) future(t time.Time) string {
	if w.han() {
		return t.Format("1月2日") + "（" + w.weekday(t.Weekday()) + "）" + t.Format("15:04")
	}
	return t.Format("Mon 2 Jan, 15:04")
}

func (w *Words) weekday(d time.Weekday) string {
	if w.han() {
		week := "周"
		if w == &traditionalChinese {
			week = "週"
		}
		return week + []string{"日", "一", "二", "三", "四", "五", "六"}[d]
	}
	return d.String()
}

// schedule says when a digest comes: "daily at 09:00".
func (w *Words) schedule(s digest.Schedule) string {
	at := fmt.Sprintf("%02d:%02d", s.Hour, s.Minute)
	switch {
	case s.Every == 1:
		return w.f(scheduleHourly)
	case s.Every > 0:
		return w.f(scheduleHours, s.Every)
	case s.Days == digest.EveryDay:
		return w.f(scheduleDaily, at)
	case s.Days == digest.Weekdays:
		return w.f(scheduleWeekdays, at)
	}
	var days []string
	for _, d := range s.Days.List() {
		days = append(days, w.weekday(d))
	}
	return w.f(scheduleWeekly, strings.Join(days, w.comma()), at)
}
