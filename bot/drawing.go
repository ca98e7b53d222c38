package bot

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"
	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// drawing collects the blocks and the plain text of one message.
type drawing struct {
	ask     Ask
	locale  string
	room    room
	kept    []string // ids of documents that belong to the conversation
	cut     bool     // something was left away for want of room
	lang    string   // of the part that is drawn
	speaker string   // named above what is drawn
	read    []string // names that were given their reading: once is enough
	private bool     // only one person sees it
	shows   wanted   // of a reply that is drawn again
	spent   bool     // a day's budget is used up, and who asked is told so elsewhere
	rich    bool     // rich text where Slack takes it
	struck  []string // claims that a reader withdrew
	search  *searched
	better  *better // what newer clients get in the place of blocks
	blocks  []slack.Block
	spoken  []string
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
		for line != "" {
			var piece string
			piece, line = breakLine(line, mostSection)
			if text != "" && utf8.RuneCountInString(text)+1+utf8.RuneCountInString(piece) > mostSection {
				flush()
			}
			if text != "" {
				text += "\n"
			}
			text += piece
		}
	}
	flush()
}

// breakLine splits mrkdwn after at most n characters: behind a space where there is one, never within a token or entity.
// A part that quotes is followed by one that quotes.
func breakLine(line string, n int) (piece, rest string) {
	if utf8.RuneCountInString(line) <= n {
		return line, ""
	}
	safe, space, count, inside := 0, 0, 0, false
	for i, r := range line {
		if count >= n-2 {
			break
		}
		if !inside {
			safe = i
			if unicode.IsSpace(r) {
				space = i
			}
		}
		switch r {
		case '<', '&':
			inside = true
		case '>', ';':
			inside = false
		}
		count++
	}
	at := safe
	if space > safe/2 {
		at = space
	}
	if at == 0 {
		at = len(string([]rune(line)[:n]))
	}
	rest = strings.TrimLeftFunc(line[at:], unicode.IsSpace)
	if strings.HasPrefix(line, "> ") && rest != "" {
		rest = "> " + rest
	}
	return line[:at], rest
}

func (d *drawing) context(text string) {
	if text == "" {
		return
	}
	if utf8.RuneCountInString(text) > mostSection {
		text, _ = breakLine(text, mostSection)
		text += "…"
	}
	d.blocks = append(d.blocks, slack.NewContextBlock("", markdownText(text)))
}

// sayClaim adds a claim, unless it was withdrawn.
func (d *drawing) sayClaim(w *Words, c summarize.Claim) {
	if slices.Contains(d.struck, claimOf(c)) {
		d.say(w.f(withdrawnBy))
		return
	}
	d.say(w.stated(c.Outcome, spokenNames(c, d.lang)))
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
		case *slack.ActionBlock:
			for _, e := range block.Elements.ElementSet {
				if b, ok := e.(*slack.ButtonBlockElement); ok {
					total += utf8.RuneCountInString(b.Text.Text)
				}
			}
		}
	}
	return total <= mostCharacters && len(d.blocks) <= mostBlocks
}

func (d *drawing) message() message {
	m := message{text: clipEscaped(escape(strings.Join(d.spoken, "\n")), mostTextBytes), blocks: d.blocks}
	if d.better != nil {
		m.plainer = d.blocks
		m.blocks = slices.Concat(d.blocks[:d.better.from], []slack.Block{d.better.block}, d.blocks[d.better.to:])
	}
	return m
}

// better is a block that shows more than those of the classic layout, [from, to), where Slack has it.
type better struct {
	from, to int
	block    slack.Block
}

// prefer gives newer clients a block in the place of all that was drawn since from; one of them in a message.
func (d *drawing) prefer(from int, block slack.Block) {
	if block != nil && d.better == nil {
		d.better = &better{from: from, to: len(d.blocks), block: block}
	}
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

// linkTo is a link whose label is words; the words alone where the address is longer than a message has room for.
func linkTo(link, label string) string {
	if len(link) > mostLink {
		return mrkdwn(label)
	}
	link = strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20").Replace(link)
	label = strings.NewReplacer("<", "‹", ">", "›", "|", "¦", "\n", " ").Replace(label)
	return "<" + escaper.Replace(link) + "|" + escape(label) + ">"
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

// clipEscaped cuts escaped text to at most n bytes, never within an entity.
func clipEscaped(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = strings.TrimSuffix(clip(s, n), "…")
	if i := strings.LastIndexByte(s, '&'); i >= 0 && !strings.Contains(s[i:], ";") {
		s = s[:i]
	}
	return s + "…"
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

// headline names what was read: title, site, language and length.
func (d *drawing) headline(w *Words, r *summarize.Reply) string {
	var parts []string
	for _, doc := range r.Documents {
		parts = append(parts, titleLink(w, doc))
		if site := siteName(doc); site != "" && doc.Kind != article.Message && doc.Kind != article.Discussion && !d.isFile(doc) {
			parts = append(parts, mrkdwn(site))
		}
		if r.Engine != summarize.Extractive {
			parts = append(parts, w.length(doc))
		}
	}
	if r.Engine == summarize.Extractive {
		parts = append(parts, w.f(keySentences))
	}
	return strings.Join(parts, " · ")
}

// length is a document's language and how long it is, as people count in that language.
func (w *Words) length(doc *article.Document) string {
	length := w.f(wordCount, thousands(doc.Coverage.WordsRead))
	if base, _, _ := strings.Cut(doc.Language, "-"); base == "zh" || base == "ja" {
		length = w.f(characters, thousands(doc.Coverage.WordsRead))
	}
	if name := w.LanguageName(doc.Language); name != "" {
		return name + w.f(listComma) + length
	}
	return length
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
	link := firstOf(doc.FinalURL, doc.URL)
	if link == "" { // from standard input, or another program
		return w.f(pastedTitle)
	}
	if doc.Kind != article.HTML { // a file is called by its name
		if u, err := url.Parse(link); err == nil && len(path.Base(u.Path)) > 1 {
			return clip(path.Base(u.Path), 200)
		}
	}
	return firstOf(siteOf(link), w.failures["the_file"])
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

// coverage says how much of a reply's documents was read.
func (w *Words) coverage(r *summarize.Reply) string {
	read, found := 0, 0
	for _, doc := range r.Documents {
		read, found = read+doc.Coverage.WordsRead, found+doc.Coverage.WordsFound
	}
	switch whole := wholeRead(r.Documents); {
	case whole && r.Selected:
		return w.f(searchedWhole)
	case whole:
		return w.f(readWhole)
	}
	return w.f(readPart, read, max(read, found)) + w.missingList(r.Documents)
}

// notes are those of a reply that everybody may read: how much money there is, is nobody's business but the asker's.
func (d *drawing) notes(w *Words, r *summarize.Reply) []string {
	open := *r
	open.Notes = slices.DeleteFunc(slices.Clone(r.Notes), func(n summarize.Note) bool { return d.spent && n == summarize.OverBudget })
	notes := w.notes(&open)
	if d.untranslated(r) && len(r.Notes) == 0 {
		notes = append(notes, escape(w.f(noteUntranslated)))
	}
	return notes
}

// untranslated reports whether a reply is in the text's language where another was ordered.
func (d *drawing) untranslated(r *summarize.Reply) bool {
	if d.ask.Language == "" || r.Engine != summarize.Extractive || len(r.Claims) == 0 || r.Language == "" {
		return false
	}
	ordered, _ := language.Make(d.ask.Language).Base()
	is, _ := language.Make(r.Language).Base()
	return ordered != is
}

// notes say how a reply came to be; each speaks of the sentences shown only where there are some.
func (w *Words) notes(r *summarize.Reply) []string {
	say := map[summarize.Note]phrase{
		summarize.ModelDown: noteModelDown, summarize.OverBudget: noteOverBudget, summarize.SpeaksToModels: noteSpeaks,
		summarize.UncheckedModel: noteUnchecked, summarize.NoVoices: noteNoVoices, summarize.NoFigures: noteNoFigures,
	}
	bare := map[summarize.Note]phrase{summarize.ModelDown: noteModelDownBare, summarize.OverBudget: noteOverBudgetBare}
	var notes []string
	for _, n := range r.Notes {
		p := say[n]
		if len(r.Claims) == 0 && bare[n] != "" {
			p = bare[n]
		}
		if p != "" {
			notes = append(notes, escape(w.f(p)))
		}
	}
	return notes
}

// claim is the text of a claim, with the figure it gives where it gives one.
func (d *drawing) claim(w *Words, c summarize.Claim) string {
	if slices.Contains(d.struck, claimOf(c)) {
		return struck(w.stated(c.Outcome, c.Text)) + " · _" + escape(w.f(withdrawnBy)) + "_"
	}
	text := d.namesRead(c)
	if o := w.outcome(c.Outcome); o != "" {
		return "*" + escape(o) + "* " + mrkdwn(text)
	}
	if c.Figure != nil && c.Figure.Value != "" && !strings.Contains(c.Text, c.Figure.Value) {
		return mrkdwn(figureOf(c)) + " · " + mrkdwn(text)
	}
	return mrkdwn(text)
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

// textOf is a reply in plain words, a line for each statement.
func textOf(out *outcome) []string {
	var lines []string
	for _, p := range out.Parts {
		w := WordsFor(out.Locale)
		switch {
		case p.check != nil:
			for _, s := range p.check.Statements {
				lines = append(lines, w.statement(s))
			}
		case p.reply == nil:
			lines = append(lines, w.partFailure(p))
		case !p.reply.Answerable:
			lines = append(lines, wordsOf(p.reply, out.Locale).Unanswered(p.reply, ""))
		default:
			for _, c := range p.reply.Claims {
				lines = append(lines, wordsOf(p.reply, out.Locale).stated(c.Outcome, c.Text))
			}
		}
	}
	return lines
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
