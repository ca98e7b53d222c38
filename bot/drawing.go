package bot

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// drawing collects the blocks and the plain text of one message.
type drawing struct {
	ask    Ask
	locale string
	room   room
	blocks []slack.Block
	spoken []string
}

// mostSection is what one section may hold, in characters; Slack's limit is 3,000.
const mostSection = 2_900

// section adds lines as one section, or as several where one cannot hold them. Without open, Slack folds a long one.
func (d *drawing) section(open bool, lines ...string) {
	var text string
	flush := func() {
		if text == "" {
			return
		}
		d.blocks = append(d.blocks, &slack.SectionBlock{Type: slack.MBTSection, Text: markdownText(text), Expand: open})
		text = ""
	}
	for _, line := range lines {
		line = clip(line, 4*mostSection)
		if utf8.RuneCountInString(line) > mostSection {
			line = string([]rune(line)[:mostSection-1]) + "…"
		}
		if text != "" && utf8.RuneCountInString(text)+1+utf8.RuneCountInString(line) > mostSection {
			flush()
		}
		if text != "" {
			text += "\n"
		}
		text += line
	}
	flush()
}

func (d *drawing) context(text string) {
	if text == "" {
		return
	}
	if utf8.RuneCountInString(text) > mostSection {
		text = string([]rune(text)[:mostSection-1]) + "…"
	}
	d.blocks = append(d.blocks, slack.NewContextBlock("", markdownText(text)))
}

// say adds to what notifications and screen readers get.
func (d *drawing) say(sentence string) { d.spoken = append(d.spoken, sentence) }

func (d *drawing) fits() bool {
	total := 0
	for _, b := range d.blocks {
		switch block := b.(type) {
		case *slack.SectionBlock:
			total += utf8.RuneCountInString(block.Text.Text)
		case *slack.ContextBlock:
			for _, e := range block.ContextElements.Elements {
				if t, ok := e.(*slack.TextBlockObject); ok {
					total += utf8.RuneCountInString(t.Text)
				}
			}
		}
	}
	return total <= mostCharacters && len(d.blocks) <= mostBlocks
}

func (d *drawing) message() message {
	return message{text: escape(clip(strings.Join(d.spoken, "\n"), mostTextBytes-200)), blocks: d.blocks}
}

// plain is a message of words alone.
func plain(text string) message {
	d := &drawing{}
	d.section(true, escape(text))
	d.say(text)
	return d.message()
}

// markdownText is mrkdwn in which Slack makes no links or mentions of its own.
func markdownText(text string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: text, Verbatim: true}
}

// mrkdwn makes the words of others safe and plain: no token, and a mark that would format is kept apart from its word by
// an invisible space, so that it shows as it stands in the source.
func mrkdwn(s string) string {
	var b strings.Builder
	prev := ' '
	runes := []rune(s)
	for i, r := range runes {
		next := ' '
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		if strings.ContainsRune("*_~`", r) && !(wordRune(prev) && wordRune(next)) {
			b.WriteRune('\u200b')
		}
		b.WriteRune(r)
		prev = r
	}
	return escape(b.String())
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// linkTo is a link whose label is words.
func linkTo(link, label string) string {
	link = strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20").Replace(link)
	label = strings.NewReplacer("<", "‹", ">", "›", "|", "¦", "\n", " ").Replace(label)
	return "<" + escape(link) + "|" + escape(label) + ">"
}

// clip cuts text to at most n bytes between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// clipQuote keeps the beginning of a long quote, up to the end of a clause or word; what is left is still one run of the
// source.
func clipQuote(quote string, n int) (string, bool) {
	runes := []rune(quote)
	if len(runes) <= n {
		return quote, false
	}
	cut := n
	for i := n; i > n/2; i-- {
		if strings.ContainsRune("，。；、,;:：—", runes[i-1]) || unicode.IsSpace(runes[i]) {
			cut = i
			break
		}
	}
	return strings.TrimRightFunc(string(runes[:cut]), unicode.IsSpace), true
}

// headline names a document: title, site, language and length.
func (w *Words) headline(r *summarize.Reply, extractive bool) string {
	var parts []string
	for _, doc := range r.Documents {
		parts = append(parts, titleLink(w, doc))
		if site := siteOf(doc.FinalURL); site != "" && doc.Kind != article.Message && doc.Kind != article.Discussion {
			parts = append(parts, mrkdwn(site))
		}
		if extractive {
			continue
		}
		length := w.f(wordCount, thousands(doc.Coverage.WordsRead))
		if base, _, _ := strings.Cut(doc.Language, "-"); base == "zh" || base == "ja" {
			length = w.f(characters, thousands(doc.Coverage.WordsRead))
		}
		if name := w.LanguageName(doc.Language); name != "" {
			length = name + ", " + length
		}
		parts = append(parts, length)
	}
	if extractive {
		parts = append(parts, w.f(keySentences))
	}
	return strings.Join(parts, " · ")
}

func titleOf(w *Words, doc *article.Document) string {
	switch {
	case doc.Title != "":
		return clip(strings.Join(strings.Fields(doc.Title), " "), 200)
	case doc.Kind == article.Message:
		return w.f(pastedTitle)
	case doc.Kind == article.Discussion:
		return w.f(discussionTitle)
	}
	return firstOf(siteOf(doc.FinalURL), siteOf(doc.URL), w.failures["the_file"])
}

func titleLink(w *Words, doc *article.Document) string {
	title := titleOf(w, doc)
	if link := firstOf(doc.FinalURL, doc.URL); isWebLink(link) {
		return linkTo(link, title)
	}
	return mrkdwn(title)
}

func (w *Words) from(docs []*article.Document) string {
	titles := make([]string, 0, len(docs))
	for _, doc := range docs {
		titles = append(titles, titleLink(w, doc))
	}
	if len(titles) == 0 {
		return ""
	}
	return w.f(fromDocument, strings.Join(titles, ", "))
}

// coverage says how much of the documents was read.
func (w *Words) coverage(docs []*article.Document) string {
	read, found, whole := 0, 0, true
	for _, doc := range docs {
		read, found = read+doc.Coverage.WordsRead, found+doc.Coverage.WordsFound
		whole = whole && doc.Coverage.Whole()
	}
	if whole {
		return w.f(readWhole)
	}
	return w.f(readPart, read, max(read, found)) + w.missingList(docs, "：", ": ")
}

func (w *Words) notes(r *summarize.Reply) []string {
	say := map[summarize.Note]phrase{
		summarize.ModelDown: noteModelDown, summarize.OverBudget: noteOverBudget, summarize.SpeaksToModels: noteSpeaks,
	}
	var notes []string
	for _, n := range r.Notes {
		if p := say[n]; p != "" {
			notes = append(notes, escape(w.f(p)))
		}
	}
	return notes
}

// claim is the text of a claim, with the figure it gives where it gives one.
func (w *Words) claim(c summarize.Claim) string {
	if c.Figure != nil && c.Figure.Value != "" && !strings.Contains(c.Text, c.Figure.Value) {
		return mrkdwn(strings.TrimSpace(c.Figure.Value+" "+c.Figure.Unit)) + " · " + mrkdwn(c.Text)
	}
	return mrkdwn(c.Text)
}

func (w *Words) place(c article.Citation) string {
	first := c.First()
	switch {
	case c.Document() == nil:
		return ""
	case first.Page > 0 && c.Document().Kind == article.PPTX:
		return w.f(slideNumber, first.Page)
	case first.Page > 0:
		return w.f(pageNumber, first.Page)
	case first.Paragraph > 0:
		return w.f(paragraphNumber, first.Paragraph)
	}
	return ""
}

func (w *Words) partFailure(p part) string {
	switch {
	case p.Refused != "":
		return w.f(p.Refused)
	case p.Failure != nil:
		e := *p.Failure
		if e.URL == "" && isWebLink(p.Source) {
			e.URL = p.Source
		}
		return w.Failure(&e)
	}
	return w.f(somethingBroke)
}

// drawText is a reply in words alone, for where no blocks fit.
func drawText(out *outcome) string {
	var lines []string
	for _, p := range out.Parts {
		w := WordsFor(out.Locale)
		switch {
		case p.reply == nil:
			lines = append(lines, w.partFailure(p))
		case !p.reply.Answerable:
			lines = append(lines, wordsOf(p.reply, out.Locale).Unanswered(p.reply))
		default:
			for _, c := range p.reply.Claims {
				lines = append(lines, c.Text)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
