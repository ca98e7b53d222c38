package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// title is the heading that the page's own titles agree with; where there is none, such a title without the site's name. A home page is called
// what the site calls it.
func (p *page) title(c *proposed, above []piece) string {
	d := p.data
	said := []string{d.headline, d.meta["headline"], d.dublinCore(), d.meta["og:title"], d.meta["twitter:title"], d.title}
	if p.isHome() {
		if name := first(without(noTitle, d.meta["og:title"], d.title)...); name != "" {
			return asTitle(p.withoutSiteAtEnd(oneLine(name)))
		}
	}
	h := p.heading(said)
	if shown := p.shownPart(above, h); shown != "" {
		return asTitle(shown)
	}
	if h != "" {
		return asTitle(h)
	}
	for _, full := range said {
		if short := p.withoutSite(oneLine(full)); short != "" && !p.isSite(short) && !noTitle[strings.ToLower(short)] {
			return asTitle(short)
		}
	}
	if c != nil && c.title != "" {
		return asTitle(c.title)
	}
	return asTitle(first(append(said, d.h1...)...))
}

// beforeText are the pieces above the second one of the text.
func beforeText(pieces, kept []piece) []piece {
	for i := range pieces {
		if pieces[i].is(&kept[0]) {
			return pieces[:i+1]
		}
	}
	return nil
}

// shownPart is the part of the page's own title that it shows above its text, where no heading fits or one that is the
// other part, as of forums that have their own name in the h1.
func (p *page) shownPart(above []piece, heading string) string {
	full, best := oneLine(p.data.title), ""
	if p.data.headline != "" || heading != "" && !isPart(full, heading, false) {
		return ""
	}
	for i := range above {
		x := &above[i]
		text := oneLine(x.Text)
		if len(text) <= len(best) || heading == "" && len(text)*3 < len(full) || x.Kind == block.ListItem || p.isSite(text) {
			continue
		}
		if og := p.data.meta["og:title"]; og != "" && !strings.Contains(bare(og), bare(text)) {
			continue
		}
		if isPart(full, text, true) && (heading == "" || x.Kind == block.Heading) || heading == "" && isPart(full, text, false) {
			best = text
		}
	}
	return best
}

// isPart reports whether a text is all of a title before one of its separators, or all behind one.
func isPart(title, text string, opens bool) bool {
	if opens {
		rest, ok := strings.CutPrefix(title, text)
		return ok && isSeparator(firstRune(strings.TrimLeft(rest, " ")))
	}
	rest, ok := strings.CutSuffix(title, text)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(rest, " "))
	return ok && isSeparator(last)
}

// noTitle are words that stand where a title should.
var noTitle = map[string]bool{"home": true, "homepage": true, "menu": true, "startseite": true, "index": true, "untitled": true, "welcome": true, "accueil": true, "inicio": true, "首页": true, "首頁": true, "ホーム": true}

func without(words map[string]bool, texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return words[strings.ToLower(strings.TrimSpace(t))] })
}

// heading is the one that the page declares as its headline; or the h1 that fits the page's titles best, or the only h1 there is; or an h2 that a title names.
func (p *page) heading(said []string) string {
	for _, h := range append(slices.Clone(p.data.h1), p.data.h2...) { // what it declares and shows
		if h != "" && bare(h) == bare(p.data.headline) && !p.isSite(h) {
			return h
		}
	}
	if h := p.fittest(p.data.h1, said, 0.5); h != "" {
		return h
	}
	if p.data.dublinCore() == "" && slices.Equal(slices.Compact(slices.Clone(p.data.h1)), p.data.h1[:min(1, len(p.data.h1))]) {
		if h := p.fittest(p.data.h1, said, 0.2); h != "" {
			return h
		}
	}
	return p.fittest(p.data.h2, said, 0.999)
}

// longestTitle is more than titles have, in bytes.
const longestTitle = 300

func (p *page) fittest(headings, said []string, most float64) string {
	best := ""
	for _, h := range headings {
		if p.isSite(h) || len(h) > longestTitle {
			continue
		}
		if a, words := p.agreement(h, said); a > most {
			best, most = words, a
		}
	}
	return best
}

// agreement says how well a heading fits what the page calls itself, and which words of it do: 2 where it is the same words, about 1 where it is
// one of the parts of a title (rather a long one, rather not the last, which is the site), else the share of words in common.
func (p *page) agreement(heading string, said []string) (most float64, words string) {
	h := bare(heading)
	whole := p.withoutBar(heading)
	words = whole
	for _, full := range said {
		if full == "" || h == "" {
			continue
		}
		if bare(full) == h {
			return 2, whole
		}
		all := parts(full)
		if own := parts(heading); len(own) == 2 && len(all) > 1 && bare(own[0]) == bare(all[0]) && most < 1 && !strings.Contains(bare(full), h) {
			most, words = 1, own[0] // both go on with something else
		}
		for i, part := range all {
			b := bare(part)
			if b == h || b == bare(whole) {
				most = max(most, 1+0.0005*float64(min(len(part), 100))-0.01*yes(i == len(all)-1 && i > 0))
			}
		}
		short := p.withoutSite(full)
		if b := bare(short); most < 1.5 && endsIn(h, b) {
			most, words = 1.5, short
		}
		most = max(most, min(0.99, likeness(heading, short)))
	}
	return most, words
}

// endsIn reports whether a heading is a title with a kicker before it: no article alone, and less than half of it.
func endsIn(heading, title string) bool {
	return strings.HasSuffix(heading, title) && len(title)*10 > len(heading)*6 && len(heading)-len(title) > len("the")
}

// withoutBar cuts a heading at a bar, which no sentence has; and a day off its beginning.
func (p *page) withoutBar(heading string) string {
	heading = withoutDay(heading)
	if before, after, ok := strings.Cut(heading, " | "); ok && len(before) > len(after)/2 {
		return before
	}
	return heading
}

// withoutDay takes the day off the beginning of a title.
func withoutDay(title string) string {
	if cut := separators().FindStringIndex(title); cut != nil && cut[0] < len("12 September 2026") && len(daysIn(title[:cut[0]], true)) == 1 && cut[1] < len(title) {
		return title[cut[1]:]
	}
	return title
}

// likeness is the share of words, or signs, that two short texts have in common (Dice).
func likeness(a, b string) float64 {
	x, _ := tokenize(strings.ToLower(norm.NFKC.String(a)))
	y, _ := tokenize(strings.ToLower(norm.NFKC.String(b)))
	seen := map[uint64]int{}
	for _, t := range x {
		seen[t]++
	}
	same := 0
	for _, t := range y {
		if seen[t] > 0 {
			seen[t]--
			same++
		}
	}
	return ratio(2*float64(same), float64(len(x)+len(y)))
}

// bare is a text without all but letters and digits, folded.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// oneLine makes white space single, and takes out soft hyphens.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

// What stands in headings of wikis and titles of forums.
var (
	editLink  = pattern.Lazy(`(?i)\s*\[\s*(?:edit|edit source|bearbeiten|modifier|editar|编辑|編輯|編集)\s*\]$`)
	lineBreak = pattern.Lazy(`<br\s*/?>`)
)

// asTitle makes one line of a title, without the sign of a link to itself that documentation has, and without icons.
func asTitle(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Co, r) {
			return -1
		}
		return r
	}, s)
	s = editLink().ReplaceAllString(oneLine(lineBreak().ReplaceAllString(s, " ")), "")
	for _, anchor := range []string{" #", " ¶", " §", " 🔗"} {
		s = strings.TrimSuffix(s, anchor)
	}
	return s
}

// headlineAt is the piece that holds the title, a heading rather than another; or that ends in it; or where the headline was taken to be; or
// what stands before the text.
func headlineAt(pieces []piece, title string, otherwise int, kept []piece) int {
	found, ends, want := -1, -1, bare(title)
	for i := range pieces {
		p := &pieces[i]
		if want == "" || len(p.Text) > 2*len(title)+40 {
			continue
		}
		switch got := bare(p.Text); {
		case got == want && p.Kind == block.Heading:
			return i
		case got == want && found < 0:
			found = i
		case ends < 0 && len(want) > 15 && strings.HasSuffix(got, want):
			ends = i
		}
	}
	for _, at := range []int{found, otherwise, ends} {
		if at >= 0 {
			return at
		}
	}
	return max(0, slices.IndexFunc(pieces, func(p piece) bool { return p.whole == kept[0].whole })) - 1
}

// dropTitle takes the title off the top of the text, where it stands again.
func dropTitle(kept []piece, title string) []piece {
	if len(kept) > 1 && title != "" && bare(kept[0].Text) == bare(title) {
		return kept[1:]
	}
	return kept
}
