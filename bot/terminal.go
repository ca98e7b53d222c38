package bot

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// Screen is what a terminal shows a reply on.
type Screen struct {
	Locale string // of our words where the reply names no language for them
	Name   string // the title of a text that has none: a file's name
	Width  int    // in columns; lines are wrapped to it; 0: they are not
}

// Terminal writes a reply as text for a terminal: each source with its link, then the claims with their passages below
// them. What belongs to a mark is indented behind it.
func Terminal(r *summarize.Reply, screen Screen) string {
	w := wordsOf(r, screen.Locale)
	t := &terminal{words: w, width: screen.Width}
	t.sources(r.Documents, screen.Name)
	if !r.Answerable {
		t.line("", w.Unanswered(r, ""))
		if len(r.Nearest) > 0 {
			t.line("", w.f(nearest))
			for _, c := range r.Nearest {
				t.passage("• ", c)
			}
		}
	}
	if r.Style == summarize.Voices {
		for _, v := range voicesOf(r.Claims) {
			t.line("", w.voice(v))
			t.claims(r, v.claims)
		}
	} else {
		t.claims(r, r.Claims)
	}
	if foot := terminalFoot(w, r); len(foot) > 0 {
		t.out.WriteString("\n")
		t.line("", strings.Join(foot, " · "))
	}
	return t.out.String()
}

func terminalFoot(w *Words, r *summarize.Reply) []string {
	var foot []string
	if r.Engine == summarize.Extractive && r.Style != "" && len(r.Claims) > 0 {
		foot = append(foot, w.f(keySentences))
	}
	if r.Answerable {
		foot = append(foot, w.coverage(r))
	}
	foot = append(foot, nonEmpty(w.leftOut(len(r.LeftOut)))...)
	for _, n := range w.notes(r) {
		foot = append(foot, unescape.Replace(n))
	}
	return foot
}

// terminal collects lines.
type terminal struct {
	words *Words
	width int
	out   strings.Builder
}

// sources names each document, with its link in a line of its own: whole, so that it can be opened.
func (t *terminal) sources(docs []*article.Document, name string) {
	for _, d := range docs {
		title := titleOf(t.words, d)
		if d.Title == "" && name != "" {
			title = name
		}
		t.line("", strings.Join(nonEmpty(title, siteName(d)), " · "))
		if isWebLink(d.FinalURL) {
			t.out.WriteString(d.FinalURL + "\n")
		}
	}
	t.out.WriteString("\n")
}

func (t *terminal) claims(r *summarize.Reply, claims []summarize.Claim) {
	for i, c := range claims {
		mark := "  "
		switch {
		case c.Figure != nil:
			t.line("• ", t.words.figure(c))
		case r.Engine == summarize.Extractive:
			mark = "• "
		default:
			if c.Confidence == summarize.Weak && (i == 0 || claims[i-1].Confidence != summarize.Weak) {
				t.line("", t.words.f(lessCertain))
			}
			t.line("• ", c.Text)
		}
		for _, cite := range c.Citations {
			t.passage(mark, cite)
		}
	}
}

func (t *terminal) passage(mark string, c article.Citation) {
	where := strings.Join(nonEmpty(c.Speaker(), t.words.place(c)), " · ")
	t.line(mark, strings.Join(nonEmpty(quoted(c.Quote(), languageOf(c)), where), "  "))
}

// line writes text behind a mark, wrapped to the width, what follows the first line indented as far as the mark reaches.
func (t *terminal) line(mark, text string) {
	indent := strings.Repeat(" ", columns(mark))
	first := mark
	for part := range strings.SplitSeq(text, "\n") {
		for _, row := range wrap(part, t.width-columns(mark)) {
			t.out.WriteString(first + row + "\n")
			first = indent
		}
	}
}

// leastWidth is the number of columns below which nothing is wrapped.
const leastWidth = 20

// wrap cuts a text into rows of at most so many columns, at spaces, and between Han and kana, where no closing sign would
// open a row. A word that is wider stands in a row of its own.
func wrap(text string, width int) []string {
	if width < leastWidth || columns(text) <= width {
		return []string{text}
	}
	var rows []string
	start, cut, at := 0, 0, 0 // of the row, of the last place to cut it, columns so far
	prev := ' '
	for i, r := range text {
		if i > start && (r == ' ' || wide(prev) && !strings.ContainsRune("，。、；：？！”’」』）》〉】…", r) && !strings.ContainsRune("“‘「『（《〈【", prev)) {
			cut = i
		}
		if at += runeColumns(r); at > width && cut > start {
			rows = append(rows, strings.TrimRight(text[start:cut], " "))
			start = cut + len(text[cut:]) - len(strings.TrimLeft(text[cut:], " "))
			at = columns(text[start:max(start, i)]) + runeColumns(r)
		}
		prev = r
	}
	return append(rows, text[start:])
}

func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 2
	}
	return 1
}

// wide reports whether terminals show a character two columns wide (Unicode's East Asian Width: W and F).
func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

func nonEmpty(values ...string) []string {
	var kept []string
	for _, v := range values {
		if v != "" {
			kept = append(kept, v)
		}
	}
	return kept
}
