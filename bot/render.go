package bot

import (
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// The most that one reply holds: Slack refuses more than about 13,200 characters and 50 blocks.
const (
	mostCharacters = 10_000
	mostBlocks     = 45
	mostTextBytes  = 3_500 // of the notification, UTF-8
)

// drawOutcome draws one reply: the classic layout, which renders in every client.
func drawOutcome(ask Ask, out *outcome) message {
	if out.Offer != nil {
		return drawOffer(ask, out)
	}
	// The passages that are folded give way first, then the length of quotes: claims and their first passage stay.
	for _, room := range []room{{extra: 20, quote: 700}, {extra: 4, quote: 500}, {extra: 0, quote: 300}, {extra: 0, quote: 120}} {
		d := &drawing{ask: ask, locale: out.Locale, room: room}
		for _, p := range out.Parts {
			d.part(p, len(out.Parts))
		}
		if len(out.Unread) > 0 {
			w := WordsFor(out.Locale)
			d.context(escape(w.f(tooManyLinks, strings.Join(out.Unread, ", "))))
		}
		if d.fits() {
			return d.message()
		}
	}
	return plain(clip(drawText(out), mostTextBytes))
}

// room is how much a drawing may take.
type room struct {
	extra int // passages beyond the open one
	quote int // characters of a quote
}

func (d *drawing) part(p part, of int) {
	if p.check != nil {
		d.check(WordsFor(d.locale), p.check)
		return
	}
	if p.reply == nil {
		d.section(false, escape(WordsFor(d.locale).partFailure(p)))
		d.say(WordsFor(d.locale).partFailure(p))
		return
	}
	w := wordsOf(p.reply, d.locale)
	switch {
	case !p.reply.Answerable:
		d.unanswered(w, p.reply)
	case d.ask.Question != "":
		d.answer(w, p.reply)
	default:
		d.summary(w, p.reply, of)
	}
}

// summary draws the title, the claims, one open passage and the rest folded.
func (d *drawing) summary(w *Words, r *summarize.Reply, of int) {
	d.context(w.headline(r, r.Engine == summarize.Extractive))
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
		d.sentences(w, r.Claims)
		d.footer(w, r, "")
		return
	default:
		d.claims(w, r)
	}
	d.passages(w, r)
	d.footer(w, r, "")
}

// sentences shows claims that are sentences of the text: the words stand once, between quotation marks.
func (d *drawing) sentences(w *Words, claims []summarize.Claim) {
	lines := make([]string, 0, len(claims))
	for _, c := range claims {
		for _, cite := range c.Citations {
			lines = append(lines, d.passage(w, cite))
		}
		d.say(c.Text)
	}
	d.section(true, lines...)
}

// figures lists each number with what it measures.
func (d *drawing) figures(w *Words, r *summarize.Reply) {
	lines := make([]string, 0, len(r.Claims))
	for _, c := range r.Claims {
		line := w.figure(c)
		lines = append(lines, "• "+mrkdwn(line))
		d.say(line)
	}
	d.section(true, lines...)
}

// voices shows who says what: each speaker with the role that the text gives, then what they say, in the text's order.
func (d *drawing) voices(w *Words, r *summarize.Reply) {
	for _, v := range voicesOf(r.Claims) {
		d.section(true, "*"+mrkdwn(w.voice(v))+"*")
		d.say(w.voice(v) + ":")
		if r.Engine == summarize.Extractive {
			d.sentences(w, v.claims)
			continue
		}
		var lines []string
		for _, c := range v.claims {
			d.say(c.Text)
			lines = append(lines, "• "+w.claim(c))
			for _, cite := range c.Citations {
				lines = append(lines, "> "+d.passage(w, cite))
			}
		}
		d.section(true, lines...)
	}
}

// claims lists the claims, the less certain ones last under their own line; brief replies omit those.
func (d *drawing) claims(w *Words, r *summarize.Reply) {
	var sure, weak []string
	for _, c := range r.Claims {
		line := "• " + w.claim(c)
		if c.Confidence == summarize.Weak {
			weak = append(weak, line)
			continue
		}
		sure = append(sure, line)
		d.say(c.Text)
	}
	if len(weak) > 0 && (r.Style != summarize.Brief || len(sure) == 0) {
		weak = append([]string{"_" + w.f(lessCertain) + "_"}, weak...)
		for _, c := range r.Claims {
			if c.Confidence == summarize.Weak {
				d.say(c.Text)
			}
		}
	} else {
		weak = nil
	}
	d.section(true, append(sure, weak...)...)
}

func (d *drawing) passages(w *Words, r *summarize.Reply) {
	var lines []string
	seen := map[string]bool{}
	for _, c := range r.Claims {
		for _, cite := range c.Citations {
			line := d.passage(w, cite)
			if !seen[line] {
				seen[line] = true
				lines = append(lines, "> "+line)
			}
		}
	}
	if len(lines) == 0 {
		return
	}
	d.section(true, lines[0])
	if rest := lines[1:min(len(lines), 1+d.room.extra)]; len(rest) > 0 {
		d.section(false, rest...)
	}
}

// answer draws the claims and their passages, which are always open.
func (d *drawing) answer(w *Words, r *summarize.Reply) {
	var lines []string
	seen := map[string]bool{}
	for i, c := range r.Claims {
		d.say(c.Text)
		if r.Engine != summarize.Extractive {
			if c.Confidence == summarize.Weak && (i == 0 || r.Claims[i-1].Confidence != summarize.Weak) {
				lines = append(lines, "_"+w.f(lessCertain)+"_")
			}
			lines = append(lines, w.claim(c))
		}
		for _, cite := range c.Citations {
			line := "> " + d.passage(w, cite)
			if !seen[line] {
				seen[line] = true
				lines = append(lines, line)
			}
		}
	}
	d.section(true, lines...)
	d.footer(w, r, w.from(r.Documents))
}

// unanswered says which no it is, with the nearest passages where that helps.
func (d *drawing) unanswered(w *Words, r *summarize.Reply) {
	line := w.Unanswered(r)
	d.say(line)
	lines := []string{escape(line)}
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
	if notes := w.notes(r); len(notes) > 0 {
		d.context(strings.Join(notes, " · "))
	}
}

func (d *drawing) footer(w *Words, r *summarize.Reply, from string) {
	var parts []string
	if from != "" {
		parts = append(parts, from)
	}
	parts = append(parts, w.coverage(r.Documents))
	if n := w.leftOut(len(r.LeftOut)); n != "" {
		parts = append(parts, n)
	}
	d.context(strings.Join(append(parts, w.notes(r)...), " · "))
}

// passage is one quote on one line: the words, who says them, where they stand, and the way there.
func (d *drawing) passage(w *Words, c article.Citation) string {
	quote, cut := clipQuote(c.Quote(), d.room.quote)
	line := mrkdwn(w.quoted(quote))
	if cut {
		line += " …"
	}
	if s := c.Speaker(); s != "" {
		line += " · " + mrkdwn(s)
	}
	if place := w.place(c); place != "" {
		line += " · " + place
	}
	if link := c.Link(); isWebLink(link) {
		label := openSource
		if c.OpensAtPassage() {
			label = openPassage
		}
		line += " · " + linkTo(link, w.f(label))
	}
	return strings.ReplaceAll(line, "\n", "\n> ")
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
