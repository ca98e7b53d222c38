package pdf

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

const (
	repeats   = 3    // on how many pages a line stands at one place before it is a running head
	margin    = 0.15 // of a page's height, at its top and its foot: running heads stand there and nowhere else
	onePlace  = 6    // points: lines so near to each other, on different pages, stand at one place
	mostNear  = 20   // how far the number of a page may be from its place in the file, in a line that has words before it
	apart     = 1.7  // of its size, a running head is from the text at least
	watermark = 2.5  // of the text's size, has what stands across a page
)

// dropRunning removes running heads, page numbers and watermarks: what stands on several pages at one place of their margins, apart from the
// text, and differs by the number of its page only. A line with any other figure is kept; where it is the same on all pages, once.
func dropRunning(pages []page) (kept []page, dropped ledger.Ledger) {
	h := heads{groups: map[string]*running{}, body: bodyOf(pages)}
	for i := range pages {
		for _, l := range pages[i].lines {
			if key, numbers := h.key(&pages[i], l); key != "" {
				h.add(key, sight{pages[i].number, numbers}, l.size)
			}
		}
	}
	for key, r := range h.groups {
		r.judge(key)
	}
	h.keepCounts()
	kept = make([]page, len(pages))
	for i := range pages {
		drop := h.onPage(&pages[i])
		kept[i] = pages[i]
		kept[i].lines = nil
		for k, l := range pages[i].lines {
			if drop[k] {
				dropped.AddText(ledger.RepeatedHead, l.text)
			} else {
				kept[i].lines = append(kept[i].lines, l)
			}
		}
	}
	return kept, dropped
}

func bodyOf(pages []page) float64 {
	var all []line
	for _, p := range pages {
		all = append(all, p.lines...)
	}
	return bodySize(all)
}

// heads are the lines that stand at one place of several pages.
type heads struct {
	groups map[string]*running
	body   float64 // size of the text
}

// running is one such line.
type running struct {
	seen  []sight
	is    bool // a running head
	first int  // the page that it is kept on; 0: on none

	size   float64
	counts bool // its number is that of the page
}

// sight is a line as it stands on one page.
type sight struct {
	page    int
	numbers []int
}

func (h *heads) add(key string, s sight, size float64) {
	r := h.groups[key]
	if r == nil {
		r = &running{size: size}
		h.groups[key] = r
	}
	if n := len(r.seen); n == 0 || r.seen[n-1].page != s.page {
		r.seen = append(r.seen, s)
	}
}

// key is what lines have in common that may be one: their place, and their words with # for numbers. "" for lines that are none.
func (h *heads) key(p *page, l line) (string, []int) {
	where := p.side(l)
	if where == "" {
		if l.size < watermark*h.body {
			return "", nil
		}
		where = "across"
	}
	form, numbers := numbersOf(l.text)
	return fmt.Sprintf("%s %.0f %s", where, math.Round(l.first/onePlace), form), numbers
}

// side is the margin that a line stands in, "" in the text.
func (p *page) side(l line) string {
	switch {
	case p.height == 0:
	case l.first > (1-margin)*p.height:
		return "top"
	case l.first < margin*p.height:
		return "foot"
	}
	return ""
}

// judge decides whether a line is a running head: its numbers are the same on all pages, or one of them counts the pages.
func (r *running) judge(key string) {
	form := strings.SplitN(key, " ", 3)[2]
	bare := !strings.ContainsFunc(form, unicode.IsLetter)
	counting, other := 0, false
	for col := range r.seen[0].numbers {
		first := r.seen[0]
		same, counts := true, true
		for _, s := range r.seen {
			same = same && s.numbers[col] == first.numbers[col]
			counts = counts && s.numbers[col]-s.page == first.numbers[col]-first.page
		}
		switch offset := first.numbers[col] - first.page; {
		case len(r.seen) > 1 && same:
			other = true
		case counts && (bare || strings.HasPrefix(form, "#") || max(offset, -offset) <= mostNear):
			counting++
		default:
			return
		}
	}
	few := len(r.seen) < repeats && (!bare || counting == 0 || r.seen[0].numbers[0] != r.seen[0].page)
	if counting > 1 || few {
		return
	}
	r.is, r.counts = true, counting == 1
	if counting == 0 && (other || strings.ContainsAny(form, "0123456789") || strings.HasPrefix(key, "across")) {
		r.first = r.seen[0].page
	}
}

// keepCounts keeps what counts with the pages and is no number of theirs, such as "Day 3" of a journey: it is set
// larger than the text, or is one word, and another line of the same pages has their number. A title that has it, too,
// is of several words.
func (h *heads) keepCounts() {
	for key, r := range h.groups {
		words := wordsIn(key)
		if !r.is || !r.counts || len(words) == 0 {
			continue
		}
		if r.size > headingSize*h.body {
			r.is = false
			continue
		}
		for other, o := range h.groups {
			if o != r && isOneWord(words) && o.counts && len(o.seen) >= len(r.seen) && o.seen[0].page <= r.seen[0].page && isNearerTo(other, key) {
				r.is = false
				break
			}
		}
	}
}

// isOneWord: in Chinese and Japanese a number stands between two signs, 第3天.
func isOneWord(words []string) bool {
	return len(words) == 1 || len(words) == 2 && !strings.ContainsFunc(words[0]+words[1], func(r rune) bool { return !isCJK(r) })
}

// headingSize is how many times as large as the text a line is that is a heading.
const headingSize = 1.15

// isNearerTo reports whether one of two lines that count the pages is nearer to a number of the page, and the two say
// different things: one without words is, else the one at the foot.
func isNearerTo(one, other string) bool {
	words, others := wordsIn(one), wordsIn(other)
	for _, w := range words {
		if slices.Contains(others, w) {
			return false
		}
	}
	return len(words) == 0 || strings.HasPrefix(one, "foot") && strings.HasPrefix(other, "top")
}

// wordsIn are the words of the line that a key is of.
func wordsIn(key string) []string {
	return strings.FieldsFunc(strings.SplitN(key, " ", 3)[2], func(r rune) bool { return !unicode.IsLetter(r) })
}

// onPage are the indexes of a page's lines that are left out: from the edges inwards, as far as they are apart from the text.
func (h *heads) onPage(p *page) map[int]bool {
	drop := map[int]bool{}
	out := func(i int) bool {
		key, _ := h.key(p, p.lines[i])
		r := h.groups[key]
		return r != nil && r.is
	}
	order := make([]int, len(p.lines))
	for i := range order {
		order[i] = i
		if p.side(p.lines[i]) == "" && out(i) {
			drop[i] = true
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.lines[b].first, p.lines[a].first) })
	h.edge(p, order, out, drop)
	slices.Reverse(order)
	h.edge(p, order, out, drop)
	for i := range drop {
		if key, _ := h.key(p, p.lines[i]); h.groups[key].first == p.number {
			delete(drop, i)
		}
	}
	return drop
}

// edge goes inwards from an edge; order are the lines of the page from there.
func (h *heads) edge(p *page, order []int, out func(int) bool, drop map[int]bool) {
	end := 0
	for end < len(order) && p.side(p.lines[order[end]]) != "" && out(order[end]) {
		end++
	}
	for ; end > 0; end-- {
		if end == len(order) {
			break // there is nothing else on the page
		}
		a, b := p.lines[order[end-1]], p.lines[order[end]]
		if gap := math.Abs(a.first - b.first); gap > apart*max(a.size, b.size) || gap > a.size && math.Abs(a.size-b.size) > 0.1*b.size {
			break
		}
	}
	for _, i := range order[:end] {
		drop[i] = true
	}
}

// numbersOf writes # for each whole number of a text that may be that of a page, and lists them. Money, decimals, times and parts of a hundred
// are none.
func numbersOf(text string) (string, []int) {
	if n := roman(strings.Trim(text, " -–—·|")); n > 0 {
		return "#", []int{n}
	}
	var form strings.Builder
	var numbers []int
	signs := []rune(strings.Join(strings.Fields(text), " "))
	at := func(i int) rune {
		if i < 0 || i >= len(signs) {
			return 0
		}
		return signs[i]
	}
	for i := 0; i < len(signs); {
		if !isDigit(signs[i]) {
			form.WriteRune(unicode.ToLower(signs[i]))
			i++
			continue
		}
		end := i
		for end < len(signs) && isDigit(signs[end]) {
			end++
		}
		inNumber := strings.ContainsRune(".,:", at(i-1)) && isDigit(at(i-2)) || strings.ContainsRune(".,:", at(end)) && isDigit(at(end+1))
		n, err := strconv.Atoi(string(signs[i:end]))
		if err != nil || end-i > 5 || inNumber || strings.ContainsRune("$€£¥", at(i-1)) || strings.ContainsRune("%$€£¥", at(end)) {
			form.WriteString(string(signs[i:end]))
		} else {
			form.WriteByte('#')
			numbers = append(numbers, n)
		}
		i = end
	}
	return form.String(), numbers
}

// longestRoman is how many letters the number of a page has at most.
const longestRoman = 8

// roman is the number that a text is which is written in Roman figures, all small or all large; 0 for any other text.
func roman(text string) int {
	if len(text) > longestRoman || text != strings.ToLower(text) && text != strings.ToUpper(text) {
		return 0
	}
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n, before := 0, 0
	for _, r := range strings.ToLower(text) {
		value := values[r]
		if value == 0 {
			return 0
		}
		if n += value; before < value {
			n -= 2 * before
		}
		before = value
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
