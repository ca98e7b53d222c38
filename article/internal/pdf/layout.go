package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/wrap"
)

// blocksOf makes paragraphs and headings of the lines of all pages.
func blocksOf(pages []page) []block.Block {
	var all []line
	var text strings.Builder
	for _, p := range pages {
		all = append(all, p.lines...)
		for _, l := range p.lines {
			text.WriteString(l.text)
			text.WriteByte('\n')
		}
	}
	if len(all) == 0 {
		return nil
	}
	l := layout{body: bodySize(all), words: wrap.Vocabulary(text.String())}
	l.gap = lineGap(all, l.body)
	for i, line := range all {
		if i > 0 && !l.full() && l.continues(all[i-1], line, all, i) {
			l.join(line)
		} else {
			l.begin(line)
		}
	}
	return l.blocks
}

// full reports whether the last paragraph is as long as one may be.
func (l *layout) full() bool { return len(l.blocks[len(l.blocks)-1].Text) > wrap.LongestParagraph }

// layout is what is known of a document's type, and the blocks made so far.
type layout struct {
	body   float64 // size of the font that most text has
	gap    float64 // usual distance between the tops of two lines of a paragraph
	words  wrap.Words
	blocks []block.Block
}

// bodySize is the size of most letters.
func bodySize(lines []line) float64 {
	weight := map[float64]int{}
	best := 0.0
	for _, l := range lines {
		size := math.Round(l.size*2) / 2
		weight[size] += utf8.RuneCountInString(l.text)
		if weight[size] > weight[best] {
			best = size
		}
	}
	return best
}

// lineGap is the median distance between lines of body text that stand below each other.
func lineGap(lines []line, body float64) float64 {
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if d := a.last - b.first; a.page == b.page && d > 0.5*body && d < 3*body && math.Abs(b.size-body) < 1 {
			gaps = append(gaps, d)
		}
	}
	if len(gaps) == 0 {
		return 1.3 * body
	}
	sort.Float64s(gaps)
	return gaps[len(gaps)/2]
}

// continues reports whether b goes on with the paragraph of a.
func (l *layout) continues(a, b line, all []line, i int) bool {
	if a.filled || b.filled || a.row || b.row || math.Abs(a.size-b.size) > 0.12*l.body || l.isHeading(a) != l.isHeading(b) || startsItem(b.text) {
		return false
	}
	down := a.last - b.first
	sameColumn := a.page == b.page && down > 0 && down < 3*l.gap
	if !sameColumn { // the next column or page
		return !l.isHeading(a) && !endsSentence(a.text) && goesOn(a.text, b.text) && a.width() > 0.5*columnWidth(all, i)
	}
	switch {
	case down > 1.35*l.gap:
		return false // a gap
	case b.left-a.left > 0.8*l.body && endsSentence(a.text):
		return false // the first line is set in
	case endsSentence(a.text) && a.width() < 0.75*columnWidth(all, i):
		return false // the line before was the last one of its paragraph
	}
	return true
}

// columnWidth is the widest line around line i.
func columnWidth(all []line, i int) float64 {
	widest := 0.0
	for k := max(0, i-12); k < min(len(all), i+12); k++ {
		if all[k].page == all[i].page || all[k].page == all[max(0, i-1)].page {
			widest = math.Max(widest, all[k].width())
		}
	}
	return widest
}

// isHeading: clearly larger than the body, or bold and short.
func (l *layout) isHeading(x line) bool {
	n := utf8.RuneCountInString(x.text)
	if n < 2 || n > 120 || !strings.ContainsFunc(x.text, unicode.IsLetter) {
		return false
	}
	return x.size > 1.15*l.body || x.bold && n < 80 && !endsSentence(x.text)
}

func (l *layout) begin(x line) {
	b := block.Block{Kind: block.Paragraph, Text: l.mend(x.text), Page: x.page}
	switch {
	case l.isHeading(x):
		b.Kind, b.Level = block.Heading, 2
		if x.size > 1.5*l.body {
			b.Level = 1
		}
	case startsItem(x.text):
		b.Kind, b.Level = block.ListItem, 1
		b.Text = strings.TrimSpace(strings.TrimLeft(b.Text, "•●▪■◦–·"))
	}
	l.blocks = append(l.blocks, b)
}

func (l *layout) join(x line) {
	last := &l.blocks[len(l.blocks)-1]
	last.Text = l.words.Join(last.Text, l.mend(x.text))
}

// mend joins the words that were broken inside the engine's line, as the rest of the document writes them. A hyphen at
// its end stays for the join with the next.
func (l *layout) mend(text string) string {
	for from := 0; ; {
		at := strings.IndexRune(text[from:], hyphen)
		if at < 0 || from+at == len(text)-1 || len(text) > wrap.LongestParagraph {
			return text
		}
		from += at
		text = l.words.Join(text[:from+1], text[from+1:])
		if from < len(text) && text[from] == hyphen { // it stays, as one of several does
			from++
		}
	}
}

// startsItem: bullets, and numbers with a mark after them.
func startsItem(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("•●▪■◦", r) {
		return true
	}
	return (r == '–' || r == '·') && strings.HasPrefix(text[size:], " ")
}

func endsSentence(text string) bool {
	text = strings.TrimRight(text, "”’\"')）」』] ")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?。！？…:：", r)
}

// goesOn: over the end of a column or page a sentence goes on in lower case, in a script without case, or in a word.
func goesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if last == '\u0002' || last == '-' || last == ',' || last == '，' || last == '、' {
		return unicode.IsLetter(first) || unicode.IsDigit(first)
	}
	return unicode.IsLower(first) || unicode.Is(unicode.Lo, first) && unicode.Is(unicode.Lo, last)
}

// closeUpCJK takes out the spaces that justified setting leaves between two Han signs, kana or their marks.
func closeUpCJK(text string) string {
	if !strings.Contains(text, " ") {
		return text
	}
	var b strings.Builder
	before := rune(0)
	for i, r := range text {
		if r == ' ' {
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i:], " "))
			if isCJK(before) && isCJK(next) {
				continue
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff65 ||
		strings.ContainsRune("“”‘’…—", r)
}
