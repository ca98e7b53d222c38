package pdf

import (
	"strconv"
	"strings"
	"unicode"
)

// repeats is on how many pages a first or last line stands, up to its digits, before it is a running head.
const repeats = 3

// dropRunning removes running heads and page numbers: first or last lines that repeat on several pages up to their
// digits, and numbers alone.
func dropRunning(pages []page) []page {
	count := map[string]int{}
	for _, p := range pages {
		seen := map[string]bool{}
		for _, i := range edges(len(p.lines)) {
			if key := runningKey(p.lines[i].text); !seen[key] {
				seen[key] = true
				count[key]++
			}
		}
	}
	out := make([]page, len(pages))
	for n, p := range pages {
		drop := map[int]bool{}
		for _, i := range edges(len(p.lines)) {
			key := runningKey(p.lines[i].text)
			number := len(p.lines) > 3 || len(p.lines) > 1 && strings.TrimSpace(p.lines[i].text) == strconv.Itoa(p.number)
			if count[key] >= repeats || key == "" && number {
				drop[i] = true
			}
		}
		out[n] = page{number: p.number}
		for i, l := range p.lines {
			if !drop[i] {
				out[n].lines = append(out[n].lines, l)
			}
		}
	}
	return out
}

// edges are the first two and last two of n lines.
func edges(n int) []int {
	var e []int
	for _, i := range []int{0, 1, n - 2, n - 1} {
		if i >= 0 && i < n && (len(e) == 0 || i > e[len(e)-1]) {
			e = append(e, i)
		}
	}
	return e
}

// runningKey is a line without digits, marks and white space: "" for a page number.
func runningKey(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
