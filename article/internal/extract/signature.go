package extract

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// signature is the first name after a word like "by" in a line of its own near the headline, or after the day of the
// article.
func signature(pieces []piece, headline int) string {
	for i := range besideHeadline(pieces, headline) {
		if text := pieces[i].spaced(); len(text) <= longestName {
			if name := signed(text); isName(name) {
				return name
			}
		}
	}
	return ""
}

// signedBeside is the first name after such a word in a line near the headline that tells other things, too.
func signedBeside(pieces []piece, headline int) string {
	for i := range besideHeadline(pieces, headline) {
		if text := pieces[i].Text; len(text) <= longestLine && !endsSentence(text) {
			if name := signedPart(pieces[i].segments()); name != "" {
				return name
			}
		}
	}
	return ""
}

// longestLine is more than the lines have that name author and day, in bytes.
const longestLine = 200

// besideHeadline are the pieces in which the author and the day of an article stand.
func besideHeadline(pieces []piece, headline int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i, end := max(0, headline-piecesBefore), untilText(pieces, headline); i < end; i++ {
			if i != headline && !yield(i) {
				return
			}
		}
	}
}

// signed is what stands after a word like "by", after a day and a dash, or before a bar and a day.
func signed(line string) string {
	if name, ok := credited(line); ok {
		return cleanName(name)
	}
	if nameLabel().MatchString(line) {
		return cleanName(line)
	}
	days := daysIn(line, true)
	if len(days) == 1 && days[0].at < 2 {
		_, after, _ := strings.Cut(line, " - ")
		return after
	}
	parts := strings.Split(line, " | ")
	if len(parts) > 1 && len(daysIn(parts[len(parts)-1], true)) > 0 && len(daysIn(parts[len(parts)-2], true)) == 0 {
		return cleanName(parts[len(parts)-2])
	}
	return ""
}

var (
	partsOfLine = pattern.Lazy(`\s[-–—/·]\s|\s*[|｜丨•∙]\s*`)
	// partLabel is a part that the name follows: a word like "by", what is done by somebody, or a writer's label.
	partLabel = pattern.Lazy(`(?i)^(?:(?:[^\s]+\s+){0,3}(?:by|von|par|por|door|przez)|av|af|di|da|od|από|` + writing + `)\s*[:：=＝]?$`)
	loneLabel = pattern.Lazy(`(?i)^(?:by|von|par|por|door|przez|av|af|di|da|od|από|` + writing + `)\s*[:：=＝]?$`)
	// byAfterDay finds it in a line with a day: "March 11th, 2009 by harriet".
	byAfterDay = pattern.Lazy(`(?i)\d\P{L}+(?:by|von|par|por|door|przez)\s+(\P{N}{2,40})$`)
)

// spaced is the text of a short line with white space between its elements.
func (x *piece) spaced() string {
	if x.isWhole() {
		return oneLine(textOf(x.node))
	}
	return oneLine(x.Text)
}

// isWhole reports whether a short line is all of its element.
func (x *piece) isWhole() bool {
	return len(x.Text) <= longestLine && x.node != nil && !longer(x.node, longestLine) && bare(textOf(x.node)) == bare(x.Text)
}

// segments are the parts of a short line: what each of its elements holds, cut at bars, dots and dashes.
func (x *piece) segments() []string {
	texts := []string{x.Text}
	if x.isWhole() {
		texts = texts[:0]
		for n := range x.node.Descendants() {
			if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
				texts = append(texts, oneLine(n.Data))
			}
		}
	}
	var all []string
	for _, text := range texts {
		for _, part := range partsOfLine().Split(text, -1) {
			if part = strings.TrimSpace(part); hasText(part) || part == "&" || part == "," || part == "、" {
				all = append(all, part)
			}
		}
	}
	return all
}

// signedPart is the name in a line of several parts: after a label in its part, or in the parts behind one that ends in
// a word like "by".
func signedPart(parts []string) string {
	for i, part := range parts {
		if raw, ok := credited(part); ok {
			if name := cleanName(raw); isName(name) {
				return name
			}
		}
		if m := byAfterDay().FindStringSubmatch(part); m != nil && len(daysIn(part, true)) == 1 && len(strings.Fields(m[1])) < 4 {
			return cleanName(m[1])
		}
		if partLabel().MatchString(part) {
			name := namesFrom(parts[i+1:])
			if isFullName(persons(name)[0]) || name != "" && (loneLabel().MatchString(part) || len(daysIn(part, true)) > 0 || nameLabel().MatchString(part+" ")) {
				return name
			}
			continue
		}
		if len(parts) > 1 && nameLabel().MatchString(part) {
			if name := cleanName(part); isName(name) {
				return name
			}
		}
	}
	return ""
}

// namesFrom are the names that parts of a line begin with, joined by commas and words like "and".
func namesFrom(parts []string) string {
	var names []string
	joined := true
	for _, part := range parts {
		if word := strings.ToLower(strings.Trim(part, ",;、 ")); word == "" || particles[word] {
			joined = true
			continue
		}
		name := cleanName(part)
		if !joined || !isName(name) || len(names) > 0 && !isFullName(name) && !strings.ContainsFunc(name, isSign) || photographer().MatchString(part) {
			break
		}
		names = append(names, name)
		joined = strings.HasSuffix(part, ",")
	}
	return strings.Join(names, ", ")
}

// named is the name in a line beside the headline that else holds a day, and maybe the time or the site's name.
func (p *page) named(pieces []piece, headline int) string {
	for i := range besideHeadline(pieces, headline) {
		x := &pieces[i]
		if p.isForum() || x.Kind == block.TableRow || x.Kind == block.Caption || strings.Contains(x.Text, "©") || len(x.Text) > longestLine || len(daysIn(x.spaced(), p.monthFirst())) == 0 {
			continue
		}
		var names []string
		for _, part := range x.segments() {
			if strings.HasSuffix(part, ":") { // a label
				continue
			}
			for name := range strings.SplitSeq(part, ", ") {
				name = strings.TrimSuffix(cleanName(name), ".")
				if isFullName(name) && name != strings.ToUpper(name) && !p.isSite(name) && !isUsed(name, pieces, i) {
					names = append(names, name)
				}
			}
		}
		if len(names) > 0 {
			return strings.Join(slices.Compact(names), ", ")
		}
	}
	return ""
}

// isFullName reports whether a text may be the whole name of one person: two to four words with a capital, and what
// stands between these.
func isFullName(text string) bool {
	words := strings.Fields(text)
	capitals := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capitals++
		}
	}
	return len(words) < 6 && capitals > 1 && capitals < 5 && isName(text) && !strings.ContainsFunc(text, unicode.IsNumber)
}

// isUsed reports whether words of a supposed name are others' words: written small somewhere in the page, or an item of
// a list.
func isUsed(name string, pieces []piece, at int) bool {
	var small []uint64
	for w := range strings.FieldsSeq(name) {
		if !particles[strings.ToLower(w)] {
			small = append(small, maphash.String(seed, strings.ToLower(w)))
		}
	}
	for i := range pieces {
		if i != at && pieces[i].Kind == block.ListItem && bare(pieces[i].Text) == bare(name) {
			return true
		}
		for _, w := range small {
			if slices.Contains(pieces[i].tokens, w) {
				return true
			}
		}
	}
	return false
}

// isName reports whether a text may be the name of a person or several: up to six words, each with a capital (or in a
// script that has none) but those between names.
func isName(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r), unicode.Is(unicode.Lo, r):
			capitals++
		case !particles[strings.ToLower(w)]:
			return false
		}
	}
	return capitals > 1 || len(words) == 1 && capitals == 1
}

// particles are words inside of names, and between two.
var particles = map[string]bool{"and": true, "und": true, "et": true, "y": true, "e": true, "och": true, "&": true, "von": true, "van": true, "der": true, "den": true, "de": true, "del": true, "da": true, "di": true, "la": true, "le": true, "bin": true, "al": true, "ten": true, "ter": true, "zu": true}
