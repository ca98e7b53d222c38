package extract

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// title is the heading that the page's own titles agree with; where there is none, such a title without the site's name.
func (p *page) title(c candidates) string {
	d := p.data
	said := []string{d.headline, d.meta["og:title"], d.meta["twitter:title"], d.title}
	if h := p.heading(said); h != "" {
		return oneLine(h)
	}
	for _, full := range said {
		if short := p.withoutSite(oneLine(full)); short != "" && !p.isSite(short) {
			return short
		}
	}
	for _, found := range []*candidate{c.readability, c.trafilatura, c.distiller} {
		if found != nil && found.title != "" {
			return oneLine(found.title)
		}
	}
	return oneLine(first(append(said, d.h1...)...))
}

// heading is the h1 that fits the page's titles best, or the only h1 there is; or an h2 that a title names.
func (p *page) heading(said []string) string {
	if h := p.fittest(p.data.h1, said, 0.5); h != "" {
		return h
	}
	if len(p.data.h1) == 1 {
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
	words = p.withoutBar(heading)
	for _, full := range said {
		if full == "" || h == "" {
			continue
		}
		if bare(full) == h {
			return 2, words
		}
		all := parts(full)
		for i, part := range all {
			b := bare(part)
			if b == h || b == bare(words) {
				most = max(most, 1+0.0005*float64(min(len(part), 100))-0.01*yes(i == len(all)-1 && i > 0))
			}
		}
		short := p.withoutSite(full)
		if b := bare(short); strings.HasSuffix(h, b) && len(b)*10 > len(h)*6 { // a kicker stands before it
			return 1.5, short
		}
		most = max(most, min(0.99, likeness(heading, short)))
	}
	return most, words
}

// withoutBar cuts a heading at a bar, which no sentence has.
func (p *page) withoutBar(heading string) string {
	if before, after, ok := strings.Cut(heading, " | "); ok && len(before) > len(after)/2 {
		return before
	}
	return heading
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

var separators = regexp.MustCompile(`\s+(?:[|\-–—·•»«›/@]|::|>>)\s+|\s*[_｜|]\s*|\s*ㅣ\s*|\s+(?:::|[-–—|])\s*$|^\s*(?:::|[-–—|])\s+|：`)

// parts are the pieces of a title between its separators.
func parts(title string) []string {
	var all []string
	for _, p := range separators.Split(title, -1) {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// isSite reports whether a text is the site's name: as the page gives it, or as it stands in the address.
func (p *page) isSite(text string) bool {
	t := bare(text)
	if t == "" {
		return true
	}
	if s := bare(p.data.site); s != "" && t == s || t == bare(p.data.publisher) {
		return true
	}
	if t == bare(p.base.Hostname()) || t == bare(strings.TrimPrefix(p.base.Hostname(), "www.")) {
		return true
	}
	label := siteLabel(p.base)
	return len(label) > 3 && (t == label || strings.HasPrefix(t, label) && len(t) < len(label)+6 || len(t) > 4 && strings.HasPrefix(label, t))
}

// siteLabel is the part of a host that names the site: example of www.example.co.uk.
func siteLabel(u *url.URL) string {
	labels := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
	longest := ""
	for _, l := range labels[:max(1, len(labels)-1)] {
		if len(l) > len(longest) {
			longest = l
		}
	}
	return bare(longest)
}

// withoutSite takes the site's name off the end of a title, or off its beginning; and where the name is not known, a last part that is much
// shorter than what is before it.
func (p *page) withoutSite(title string) string {
	for {
		cuts := separators.FindAllStringIndex(title, -1)
		if len(cuts) == 0 {
			return title
		}
		head, tail := cuts[0], cuts[len(cuts)-1]
		before, last := strings.TrimSpace(title[:tail[0]]), strings.TrimSpace(title[tail[1]:])
		firstPart, after := strings.TrimSpace(title[:head[0]]), strings.TrimSpace(title[head[1]:])
		switch {
		case before != "" && p.namesSite(last):
			title = before
		case after != "" && p.namesSite(firstPart):
			title = after
		case len([]rune(before)) > 8 && len([]rune(before)) >= 2*len([]rune(last)) && len(strings.Fields(last)) <= 4 && title[tail[0]:tail[1]] != "：":
			title = before
		default:
			return title
		}
	}
}

// namesSite reports whether a part of a title holds the site's name.
func (p *page) namesSite(part string) bool {
	if p.isSite(part) {
		return true
	}
	t := bare(part)
	for _, name := range []string{bare(p.data.site), bare(p.data.publisher), siteLabel(p.base)} {
		if len(name) > 3 && strings.Contains(t, name) && len(t) < 3*len(name)+12 {
			return true
		}
	}
	return false
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

// dropTitle takes the title off the top of the text, where it stands again.
func dropTitle(kept []piece, title string) []piece {
	if len(kept) > 1 && title != "" && bare(kept[0].Text) == bare(title) {
		return kept[1:]
	}
	return kept
}
