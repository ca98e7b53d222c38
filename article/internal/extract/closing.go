package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// How far behind the last paragraph of an article its author is looked for, and before it, in pieces.
const (
	closingBefore = 2
	closingAfter  = 4
)

var (
	closingLabel = pattern.Lazy(`(?i)^\W{0,3}(?:(?:posted|written|reporting|reported|story|words) by\s|(?:` + writing + `)\s?[:：=＝]\s*)`)
	afterName    = pattern.Lazy(`(?i)\s(?:(?:at|on|en|à|um|am|il|op|o) \d|in [A-Z]|;|\|| - ).*$`)
	// closingWords are what is done by somebody, in the languages that say so by a word before the name.
	closingWords = pattern.Lazy(`(?i)^(?:\p{L}+\s){1,3}(?:von|par|por|da|door|przez)\s`)
	// biography opens what is told of an author behind the article.
	biography    = pattern.Lazy(`^((?:\p{Lu}[\p{L}.’'-]*\s){2,4})(?:is|was|ist|est|es|è|é|är|er) (?:an?|the|ein|eine|une?|una?|um|uma|en|et|professor|author|autor|writer|chief|editor)\b`)
	rightAligned = pattern.Lazy(`(?i)text-align:\s*(?:right|end)`)
)

// closing is who signs an article at its end: after a label, in a line set apart for it, or as the person of whom the
// last lines tell.
func (p *page) closing(pieces, kept []piece) string {
	last := lastKept(pieces, kept)
	if last < 0 {
		return ""
	}
	told := ""
	for i := max(0, last-closingBefore); i < min(len(pieces), last+1+closingAfter); i++ {
		x := &pieces[i]
		if x.Kind == block.ListItem || x.Kind == block.Heading || inSection(x.node, p.data.sections) {
			continue
		}
		text := oneLine(x.Text)
		if label := closingLabel().FindString(text); label != "" && len(text) <= longestLine {
			name := text[len(label):]
			if by, ok := credited(text); ok {
				name = by
			}
			if name = cleanName(afterName().ReplaceAllString(name, "")); isName(name) {
				return name
			}
		}
		if label := closingWords().FindString(text); label != "" && len(text) <= longestName && !endsSentence(text) {
			if name := cleanName(afterName().ReplaceAllString(text[len(label):], "")); areFullNames(name) {
				return name
			}
		}
		if i > last {
			continue
		}
		if i == last && len(text) <= longestName && isSetApart(x) {
			if name := cleanName(strings.TrimLeft(text, "-–— ")); areFullNames(name) && !isUsed(name, pieces, i) {
				return name
			}
		}
		if m := biography().FindStringSubmatch(text); m != nil && x.italic && told == "" {
			told = strings.TrimSpace(m[1])
		}
	}
	return told
}

// areFullNames reports whether a text is nothing but whole names of persons.
func areFullNames(text string) bool {
	for _, name := range persons(text) {
		if !isFullName(name) {
			return false
		}
	}
	return true
}

// isSetApart reports whether a line is set as signatures are: slanted, bold, at the right margin, or after a dash.
func isSetApart(x *piece) bool {
	if x.italic || x.Lead != "" && len(x.Lead) == len(x.Text) || strings.HasPrefix(x.Text, "—") {
		return true
	}
	for n, up := x.node, 0; n != nil && n.Type == html.ElementNode && up < 2; n, up = n.Parent, up+1 {
		if attr(n, "align") == "right" || rightAligned().MatchString(attr(n, "style")) || strings.Contains(strings.ToLower(attr(n, "class")), "author") {
			return true
		}
	}
	return false
}

// lastKept is which of the pieces is the last that is kept, or -1.
func lastKept(pieces, kept []piece) int {
	if len(kept) == 0 {
		return -1
	}
	end := &kept[len(kept)-1]
	for i := range slices.Backward(pieces) {
		if pieces[i].is(end) {
			return i
		}
	}
	return -1
}
