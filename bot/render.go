package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// The most that one reply holds: Slack refuses more than about 13,200 characters and 50 blocks.
const (
	mostCharacters = 10_000
	mostBlocks     = 45
	mostTextBytes  = 3_500 // of the notification, UTF-8
	mostName       = 200   // bytes of a speaker's name
	mostLink       = 2_000 // bytes; a longer one is not shown
)

// drawOutcome draws one reply: the classic layout, which renders in every client.
func drawOutcome(ask Ask, out *outcome) message { return drawFor(ask, out, false) }

func drawFor(ask Ask, out *outcome, private bool) message {
	if out.Offer != nil {
		return drawOffer(ask, out)
	}
	// The passages that are folded give way first, then the length of quotes: claims and their first passage stay.
	for _, room := range []room{{extra: 20, quote: 1000}, {extra: 4, quote: 500}, {extra: 0, quote: 300}, {extra: 0, quote: 120}} {
		d := &drawing{ask: ask, locale: out.Locale, room: room, private: private, rich: out.rich, search: out.Search, spent: out.Spent, shows: out.Shows}
		for _, p := range out.Parts {
			d.part(p, len(out.Parts))
		}
		d.end(out)
		if d.fits() {
			return d.message()
		}
	}
	return drawShort(ask, out, private)
}

// end draws what stands below all parts: what was not read, that something was shortened, and the buttons.
func (d *drawing) end(out *outcome) {
	w := WordsFor(out.Locale)
	if len(out.Unread) > 0 {
		d.context(escape(w.f(tooManyLinks, clip(strings.Join(out.Unread, ", "), 1000))))
	}
	if d.cut {
		d.context(escape(w.f(shortened)))
	}
	d.buttons(w, out)
}

// drawShort draws a reply that is too long with all its passages: whole claims, as many as there is room for.
func drawShort(ask Ask, out *outcome, private bool) message {
	d := &drawing{ask: ask, locale: out.Locale, cut: true, private: private}
	left := mostCharacters - 2*mostSection
	var lines []string
	for _, line := range textOf(out) {
		d.say(line)
		if left -= utf8.RuneCountInString(line); left > 0 {
			lines = append(lines, mrkdwn(line))
		}
	}
	if len(lines) == 0 && len(d.spoken) > 0 {
		lines = append(lines, mrkdwn(clip(d.spoken[0], mostSection)))
	}
	d.section(true, lines...)
	d.end(out)
	return d.message()
}

// room is how much a drawing may take.
type room struct {
	extra int // passages beyond the open one
	quote int // characters of a quote
}

func (d *drawing) part(p part, of int) {
	d.struckClaims(p)
	d.lang, d.read = d.locale, nil
	if p.reply != nil {
		d.lang = firstOf(p.reply.Language, d.locale)
	}
	for _, ref := range p.Documents {
		if ref.Scope != "" {
			d.kept = append(d.kept, ref.ID)
		}
	}
	if p.check != nil {
		d.check(WordsFor(d.locale), p.check)
		return
	}
	if p.reply == nil {
		d.section(true, escape(WordsFor(d.locale).partFailure(p)))
		d.say(WordsFor(d.locale).partFailure(p))
		return
	}
	if d.shows != "" {
		d.proof(WordsFor(d.locale), p)
		return
	}
	w := wordsOf(p.reply, d.locale)
	switch {
	case !p.reply.Answerable:
		d.unanswered(w, p.reply)
	case d.ask.Question != "" && p.reply.Style == "":
		d.answer(w, p.reply)
	default:
		d.summary(w, p.reply, of)
	}
}

// summary draws the title, the claims, one open passage and the rest folded.
func (d *drawing) summary(w *Words, r *summarize.Reply, of int) {
	d.context(d.headline(w, r))
	if len(r.Documents) > 0 && of > 1 {
		d.say(titleOf(w, r.Documents[0]) + ":")
	}
	if len(r.Claims) == 0 {
		d.section(false, escape(w.f(noSummary)))
		d.say(w.f(noSummary))
		return
	}
	switch {
	case r.Style == summarize.Figures:
		d.figures(w, r)
	case r.Style == summarize.Voices:
		d.voices(w, r)
		d.footer(w, r, "")
		return
	case r.Engine == summarize.Extractive:
		d.section(true, d.sentences(w, r.Claims)...)
		d.footer(w, r, "")
		return
	case hasOutcomes(r.Claims):
		d.discussion(w, r)
	default:
		d.preferRich(w, r, func() { d.claims(w, r) })
	}
	d.footer(w, r, "")
}

// sentences shows claims that are sentences of the text: the words stand once, between quotation marks.
func (d *drawing) sentences(w *Words, claims []summarize.Claim) []string {
	lines := make([]string, 0, len(claims))
	for _, c := range claims {
		for _, cite := range c.Citations {
			lines = append(lines, d.passage(w, cite))
		}
		d.say(c.Text)
	}
	return lines
}

// voices shows who says what: each speaker with the role that the text gives, then what they say, in the text's order.
func (d *drawing) voices(w *Words, r *summarize.Reply) {
	var lines []string
	defer func() { d.speaker = "" }()
	for _, v := range voicesOf(r.Claims) {
		d.speaker = v.speaker.Name
		lines = append(lines, "*"+mrkdwn(w.voice(v))+"*")
		d.say(w.voice(v) + ":")
		if r.Engine == summarize.Extractive {
			lines = append(lines, d.sentences(w, v.claims)...)
			continue
		}
		for _, c := range v.claims {
			d.say(c.Text)
			lines = append(lines, "• "+d.claim(w, c))
			for _, cite := range c.Citations {
				lines = append(lines, "> "+d.passage(w, cite))
			}
		}
	}
	d.section(true, lines...)
}

// unanswered says which no it is, with the nearest passages where that helps.
func (d *drawing) unanswered(w *Words, r *summarize.Reply) {
	line := w.Unanswered(r, d.ask.Question)
	if d.search != nil && r.Unanswered != summarize.Unproven {
		line = w.f(searchNoAnswer)
	}
	d.say(line)
	lines := []string{mrkdwn(line)}
	switch len(r.Nearest) {
	case 0:
	case 1:
		lines = append(lines, escape(w.f(nearest))+" "+d.passage(w, r.Nearest[0]))
	default:
		lines = append(lines, escape(w.f(nearest)))
		for _, c := range r.Nearest {
			lines = append(lines, "> "+d.passage(w, c))
		}
	}
	d.section(true, lines...)
	notes := d.notes(w, r)
	if d.search != nil {
		notes = append([]string{d.searchedIn(w)}, notes...)
	}
	if len(notes) > 0 {
		d.context(strings.Join(notes, " · "))
	}
}

func (d *drawing) footer(w *Words, r *summarize.Reply, from string) {
	parts := nonEmpty(from, w.coverage(r), w.leftOut(len(r.LeftOut)))
	if d.search != nil {
		parts = nonEmpty(d.searchedIn(w), w.leftOut(len(r.LeftOut)))
	}
	d.context(strings.Join(append(parts, d.notes(w, r)...), " · "))
}

// passage is one quote: the words, who says them, where they stand, and the way there.
func (d *drawing) passage(w *Words, c article.Citation) string {
	quote, cut := clipQuote(c.Quote(), d.room.quote)
	line := mrkdwn(quoted(quote, languageOf(c)))
	if cut {
		line += noBreak + "…"
		d.cut = true
	}
	if s := c.Speaker(); s != "" && s != d.speaker {
		line += " · " + mrkdwn(d.named(clip(s, mostName), c.Document()))
	}
	found := d.search != nil && c.Document() != nil
	if place := w.place(c); place != "" && !(found && c.Document().Kind == article.Discussion) {
		line += " · " + place
	}
	if found {
		if origin := d.origin(w, c.Document()); origin != "" {
			line += " · " + origin
		}
	}
	if link, label := d.way(c); link != "" {
		line += " · " + linkTo(link, w.f(label))
	}
	return strings.ReplaceAll(line, "\n", "\n> ")
}

// languageOf is the language of what is cited; "" where it is unknown.
func languageOf(c article.Citation) string {
	if c.Document() == nil {
		return ""
	}
	return c.Document().Language
}

// way is the link to a passage and its label; none where it would lead nowhere: a file of a conversation opens in Slack,
// and there at a page at most.
func (d *drawing) way(c article.Citation) (string, phrase) {
	link := c.Link()
	switch {
	case c.Document() == nil || !isWebLink(link) || len(link) > mostLink:
		return "", ""
	case d.isFile(c.Document()):
		if c.First().Page == 0 {
			return "", ""
		}
		return link, openSource
	case c.OpensAtPassage():
		return link, openPassage
	}
	return link, openSource
}

// isFile reports whether a document is a file that somebody shared in the conversation.
func (d *drawing) isFile(doc *article.Document) bool {
	return slices.Contains(d.kept, doc.ID) && doc.Kind != article.Message && doc.Kind != article.Discussion
}

// drawRoot is the message that a command's reply hangs under: title and asker.
func drawRoot(ask Ask, out *outcome) message {
	w := WordsFor(out.Locale)
	var titles, names []string
	for _, p := range out.Parts {
		if p.reply == nil {
			continue
		}
		for _, doc := range p.reply.Documents {
			titles = append(titles, titleLink(w, doc))
			names = append(names, titleOf(w, doc))
		}
	}
	if out.Offer != nil {
		titles, names = out.Offer.titles()
	}
	who := w.f(askedBy, out.Asker)
	if ask.Question != "" {
		who = w.f(askedQuestion, out.Asker, ask.Question)
	}
	d := &drawing{}
	d.section(false, "*"+strings.Join(titles, "* · *")+"*")
	d.context(mrkdwn(clip(who, 500)))
	d.say(strings.Join(names, " · ") + "\n" + who)
	return d.message()
}
