package article

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shown is a stretch of the page that a document was read from, as a browser shows it: Text[Start:End], or other words.
type Shown struct {
	Start int    `json:"start,omitempty"`
	End   int    `json:"end,omitempty"`
	Other string `json:"other,omitempty"` // where not empty: what the document does not hold, or not in this way
}

const (
	// mostOther bounds how much of a page is kept beside its document, in bytes.
	mostOther = 256 << 10
	// anchor is how many bytes of a line say where a paragraph may begin.
	anchor = 12
	// mostLost bounds how many stretches are looked for on the whole page.
	mostLost = 200
	// nearby is how far a paragraph that begins in the middle of a line is looked for, in bytes.
	nearby = 64 << 10
)

// showOn finds the paragraphs of a text on its page. What is not there (scripts will draw it, or tabs hide it) is in no
// stretch, so that no link promises to lead to it.
func showOn(page *shownPage, text string, passages []Passage) []Shown {
	p := newPlacing(page, text)
	missing := p.place(paragraphsOf(text))
	missing = p.place(passagesIn(missing, passages))
	missing = p.place(cellsOf(text, missing))
	p.placeEnds(missing)
	return shownRuns(p.runs(), page.text)
}

func paragraphsOf(text string) []span {
	var found []span
	for start := 0; start < len(text); {
		end := strings.Index(text[start:], "\n\n")
		if end < 0 {
			end = len(text) - start
		}
		found = append(found, span{start, start + end})
		start += end + len("\n\n")
	}
	return found
}

// passagesIn are the passages inside of paragraphs, both in order.
func passagesIn(paragraphs []span, passages []Passage) []span {
	var found []span
	for _, p := range paragraphs {
		from := sort.Search(len(passages), func(i int) bool { return passages[i].Start >= p.start })
		for _, in := range passages[from:] {
			if in.End > p.end {
				break
			}
			found = append(found, span{in.Start, in.End})
		}
	}
	return found
}

// cellsOf are the cells of table rows and the words of list items: what parts them in the text is not on the page.
func cellsOf(text string, stretches []span) []span {
	var found []span
	for _, s := range stretches {
		for start := s.start; start < s.end; {
			end := s.end
			if i := strings.Index(text[start:s.end], " | "); i >= 0 {
				end = start + i
			}
			if start == s.start { // a browser counts items itself
				start += len(marker().FindString(text[start:end]))
			}
			if cell := strings.TrimLeftFunc(text[start:end], notWord); cell != "" {
				found = append(found, span{end - len(cell), end})
			}
			start = end + len(" | ")
		}
	}
	return found
}

// placing puts stretches of a text on a page.
type placing struct {
	page, text squeezed
	begins     map[string][]int // the first bytes of each line of the page, and where these lines begin
	placed     []placed         // by their place in the text
	source     *shownPage
	whole      string
	lost       int // stretches that were looked for on the whole page
}

// placed is a stretch of the text, in squeezed bytes, and where it begins on the page.
type placed struct {
	text span
	page int
}

func newPlacing(page *shownPage, text string) *placing {
	p := &placing{page: squeeze(page.text, page.readings), text: squeeze(text, nil), begins: map[string][]int{}, source: page, whole: text}
	last := -1
	for start := 0; start < len(page.text); {
		i := p.page.index(start)
		if i > last && i+anchor <= len(p.page.text) { // the line of a picture begins with nothing
			last = i
			key := p.page.text[i : i+anchor]
			p.begins[key] = append(p.begins[key], i)
		}
		next := strings.IndexAny(page.text[start:], lineEnds)
		if next < 0 {
			break
		}
		start += next + 1
	}
	return p
}

// place puts stretches on the page: first those that one line holds, then those that one other line begins with, then the
// others between these. It returns those that are not there.
func (p *placing) place(stretches []span) (missing []span) {
	unclear := stretches
	taken := map[int]bool{}
	for _, whole := range []bool{true, false} {
		var left []span
		for _, s := range unclear {
			in := span{p.text.index(s.start), p.text.index(s.end)}
			if at := p.lines(in, whole); len(at) == 1 && (whole || !taken[at[0]]) {
				p.placed = append(p.placed, placed{in, at[0]})
				taken[at[0]] = true
			} else {
				left = append(left, s)
			}
		}
		unclear = left
	}
	p.sort()
	known := p.placed
	p.placed = make([]placed, 0, len(known)+len(unclear))
	for _, s := range unclear {
		in := span{p.text.index(s.start), p.text.index(s.end)}
		for len(known) > 0 && known[0].text.start < in.start {
			p.placed, known = append(p.placed, known[0]), known[1:]
		}
		if at := p.between(in, known); at >= 0 && !in.empty() {
			p.placed = append(p.placed, placed{in, at})
		} else {
			missing = append(missing, s)
		}
	}
	p.placed = append(p.placed, known...)
	return missing
}

// mostEnds bounds how many stretches are looked for by their beginnings and ends, each on the whole page several times.
const mostEnds = 50

// placeEnds puts the beginnings and the ends of stretches on the page between which it shows something else: a formula, the mark of a note, a power.
func (p *placing) placeEnds(stretches []span) {
	var ends []span
	for _, s := range stretches[:min(len(stretches), mostEnds)] {
		in := span{p.text.index(s.start), p.text.index(s.end)}
		head := p.head(in)
		if !head.empty() {
			in.start = head.end
			ends = append(ends, p.inText(head))
		}
		if tail := p.tail(in); !tail.empty() {
			ends = append(ends, p.inText(tail))
		}
	}
	p.place(ends)
}

// head is the longest beginning of a stretch that stands on the page as it is, tail its longest end; empty where that is too short to be told
// from others.
func (p *placing) head(in span) span {
	n := sort.Search(in.end-in.start, func(n int) bool { return !p.isShown(span{in.start, in.start + n + 1}) })
	for n > 0 && in.start+n < in.end && !utf8.RuneStart(p.text.text[in.start+n]) {
		n--
	}
	if n < anchor {
		return span{}
	}
	return span{in.start, in.start + n}
}

func (p *placing) tail(in span) span {
	n := sort.Search(in.end-in.start, func(n int) bool { return !p.isShown(span{in.end - n - 1, in.end}) })
	for n > 0 && !utf8.RuneStart(p.text.text[in.end-n]) {
		n--
	}
	if n < anchor {
		return span{}
	}
	return span{in.end - n, in.end}
}

func (p *placing) isShown(of span) bool {
	return strings.Contains(p.page.text, p.text.text[of.start:of.end])
}

// inText is where a squeezed stretch of the text stands in it.
func (p *placing) inText(of span) span {
	last := int(p.text.at[of.end-1])
	return span{int(p.text.at[of.start]), last + 1}
}

func (p *placing) sort() {
	slices.SortFunc(p.placed, func(a, b placed) int { return cmp.Compare(a.text.start, b.text.start) })
}

// mostAlike bounds how many lines that begin alike are compared with a stretch: those of a log all begin with one date.
const mostAlike = 500

// lines are where lines of the page begin with a stretch of the text, or are the whole of it; of many, some.
func (p *placing) lines(in span, whole bool) []int {
	words := p.text.text[in.start:in.end]
	if len(words) < anchor {
		return nil
	}
	var at []int
	alike := p.begins[words[:anchor]]
	if len(alike) > mostAlike {
		return nil
	}
	for _, i := range alike {
		if strings.HasPrefix(p.page.text[i:], words) && (!whole || p.endsLine(i+len(words))) {
			if at = append(at, i); len(at) > 1 {
				break
			}
		}
	}
	return at
}

// endsLine reports whether a line of the page ends before a squeezed byte.
func (p *placing) endsLine(at int) bool {
	if at >= len(p.page.at) {
		return true
	}
	between := p.source.text[p.page.at[at-1]:p.page.at[at]]
	return strings.ContainsAny(between, lineEnds)
}

// between is where a stretch stands on the page after the last that was placed, and before those that are known behind it.
func (p *placing) between(in span, known []placed) int {
	words := p.text.text[in.start:in.end]
	switch {
	case len(p.placed) > 0:
		before := p.placed[len(p.placed)-1]
		from := before.page + before.text.end - before.text.start
		to := min(len(p.page.text), from+nearby+len(words))
		if len(known) > 0 && known[0].page >= from {
			to = min(to, known[0].page)
		}
		if at := strings.Index(p.page.text[from:to], words); at >= 0 {
			return from + at
		}
	case len(known) > 0:
		to := known[0].page
		from := max(0, to-nearby-len(words))
		if at := strings.LastIndex(p.page.text[from:to], words); at >= 0 {
			return from + at
		}
	default:
		return strings.Index(p.page.text, words)
	}
	return p.anywhere(words)
}

// anywhere is where words that are no coincidence first stand on the page: a headline may have been found below them.
func (p *placing) anywhere(words string) int {
	if len(words) < 2*anchor || p.lost >= mostLost {
		return -1
	}
	p.lost++
	return strings.Index(p.page.text, words)
}

// run is a stretch of the text that stands on the page byte for byte.
type run struct {
	text span
	page int
}

// runs are the stretches that were placed, in the page's order, cut where white space differs.
func (p *placing) runs() []run {
	var runs []run
	for _, s := range p.placed {
		var last *run
		for i := range s.text.end - s.text.start {
			t, g := int(p.text.at[s.text.start+i]), int(p.page.at[s.page+i])
			if last != nil {
				if end := last.page + last.text.end - last.text.start; g >= end && p.whole[last.text.end:t] == p.source.text[end:g] {
					last.text.end = t + 1
					continue
				}
			}
			runs = append(runs, run{span{t, t + 1}, g})
			last = &runs[len(runs)-1]
		}
	}
	slices.SortFunc(runs, func(a, b run) int { // a name that a sentence begins with gives way to the sentence
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(b.text.end-b.text.start, a.text.end-a.text.start))
	})
	end := 0
	return slices.DeleteFunc(runs, func(r run) bool {
		if r.page < end {
			return true
		}
		end = r.page + r.text.end - r.text.start
		return false
	})
}

// lineEnds end the lines of a page.
const lineEnds = "\n" + string(softBreak)

// shownRuns is the page up to its last run, and a little more.
func shownRuns(runs []run, page string) []Shown {
	var shown []Shown
	end, room := 0, mostOther
	other := func(words string) {
		if words = strings.ToValidUTF8(words[:min(len(words), room)], ""); words != "" {
			shown, room = append(shown, Shown{Other: words}), room-len(words)
		}
	}
	for _, r := range runs {
		other(page[end:r.page])
		shown = append(shown, Shown{Start: r.text.start, End: r.text.end})
		end = r.page + r.text.end - r.text.start
	}
	other(page[end:min(len(page), end+longestFragment)])
	if len(shown) == 0 {
		shown = []Shown{{Other: "\n"}} // none at all would say that nothing is known
	}
	return shown
}

// shownText is the page as Shown tells it, and its stretches of the text in the order of the text.
func (d *Document) shownText() (string, []run) {
	var page strings.Builder
	var runs []run
	for _, s := range d.Shown {
		if s.Other != "" {
			page.WriteString(s.Other)
			continue
		}
		runs = append(runs, run{span{s.Start, s.End}, page.Len()})
		page.WriteString(d.Text[s.Start:s.End])
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.text.start, b.text.start) })
	return page.String(), runs
}

// onPage is where the page shows a range of the text; false where it does not, or with more words inside than the range
// has itself.
func onPage(page string, runs []run, of span) (span, bool) {
	first, ok := runAt(runs, of.start)
	last, ok2 := runAt(runs, of.end-1)
	if !ok || !ok2 {
		return span{}, false
	}
	on := span{first.page + of.start - first.text.start, last.page + of.end - last.text.start}
	return on, on.start < on.end && inkIn(page[on.start:on.end]) <= 2*(of.end-of.start)
}

// leastPart is how many bytes of a passage a link leads to at least where the page does not show all of it.
const leastPart = 20

// partOnPage is the longest part of a range of the text that the page shows in one go, but for signs of some foreign bytes between: the cells of a
// row without one that reaches down from another row, a sentence without the formula that it ends with.
func partOnPage(page string, runs []run, of span, foreign int) (span, bool) {
	var best, now span // on the page
	ink, most := 0, 0
	i := sort.Search(len(runs), func(i int) bool { return runs[i].text.end > of.start })
	for ; i < len(runs) && runs[i].text.start < of.end; i++ {
		r := runs[i]
		in := span{max(r.text.start, of.start), min(r.text.end, of.end)}
		on := span{r.page + in.start - r.text.start, r.page + in.end - r.text.start}
		if !now.empty() && on.start >= now.end && inkIn(page[now.end:on.start]) <= foreign {
			now.end = on.end
		} else {
			now, ink = on, 0
		}
		if ink += inkIn(page[on.start:on.end]); ink > most {
			best, most = now, ink
		}
	}
	return best, most >= leastPart
}

// inkIn is how many bytes a text has beside white space.
func inkIn(text string) int {
	ink := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			ink += utf8.RuneLen(r)
		}
	}
	return ink
}

func runAt(runs []run, at int) (run, bool) {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].text.end > at })
	if i == len(runs) || runs[i].text.start > at {
		return run{}, false
	}
	return runs[i], true
}
