package corrupt

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// figure is a number in digits that stands by itself, and where.
type figure struct {
	text       string
	start, end int
	year       bool
	mark       string // what stands behind it and is read with it: %, or the part of a date in scripts that say so
}

var (
	figureDigits = pattern.Lazy(`\d+(?:[.,]\d+)*`)
	clock        = pattern.Lazy(`^\s?(?:Uhr|[ap]\.?m\b|o['’]clock|点|點|時|时|시)`)
	article      = pattern.Lazy(`(?i)\ban? $`) // of another figure it may be the wrong one
	unitMark     = pattern.Lazy(`^\s?[年月日년월일%％]`)
)

// figures are those of a text that can be changed: no part of a word, a range, a time, a link or an ordinal with letters.
func figures(s string) []figure {
	var out []figure
	for _, at := range figureDigits().FindAllStringIndex(s, -1) {
		before, _ := utf8.DecodeLastRuneInString(s[:at[0]])
		after, _ := utf8.DecodeRuneInString(s[at[1]:])
		if bound(before) || bound(after) || clock().MatchString(s[at[1]:]) || article().MatchString(s[:at[0]]) {
			continue
		}
		text := s[at[0]:at[1]]
		v, err := strconv.Atoi(text)
		year := err == nil && len(text) == 4 && v >= 1000 && v < 2100
		out = append(out, figure{text, at[0], at[1], year, strings.TrimSpace(unitMark().FindString(s[at[1]:]))})
	}
	return out
}

// bound reports whether a character beside digits makes them part of something else.
func bound(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) ||
		unicode.IsDigit(r) || strings.ContainsRune("-–—/:_~～〜^°½#'’&=@·", r)
}

func (f figure) value() string {
	return strings.NewReplacer(",", "", ".", "").Replace(f.text)
}

// bounds say that a figure is a limit: another figure may be true too.
var bounds = pattern.Lazy(`(?i)than|least|most|over|under|above|below|within|up to|until|before|after|since|` +
	`超|多于|多於|至少|不到|不足|不少于|以上|以下|以内|以內|最多|最少|逾|之前|之后|之後|以前|以后|以後|以来|以來|未満|まで|以降|` +
	`mehr als|weniger als|mindestens|höchstens|über|unter|bis |vor |nach |seit |más de|menos de|hasta|antes|después|desde|` +
	`plus de|moins de|au moins|jusqu|avant|après|depuis|più di|meno di|almeno|oltre|fino a|prima|dopo|mais de|pelo menos|até|` +
	`이상|이하|미만|넘|초과|최대|최소|이전|이후|전에|부터|까지`)

// limit reports whether a figure is told as a limit.
func limit(s string, f figure) bool {
	return bounds().MatchString(tail(s[:f.start], 28)) || bounds().MatchString(head(s[f.end:], 24))
}

// tail is the end of a text, at most so many bytes.
func tail(s string, n int) string {
	i := max(0, len(s)-n)
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// head is the beginning of a text, at most so many bytes.
func head(s string, n int) string {
	i := min(n, len(s))
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return s[:i]
}

// otherFigure changes one figure of a sentence to a value that no sentence shown has.
func (m *maker) otherFigure(i int) (string, bool) {
	s := m.shown[i]
	list := m.figures[i]
	for _, k := range m.rnd.Perm(len(list)) {
		f := list[k]
		if limit(s, f) {
			continue
		}
		for range 8 {
			other := m.changed(f)
			if other.text != f.text && other.text != "" && !m.values[other.value()] {
				return s[:f.start] + other.text + s[f.end:], true
			}
		}
	}
	return m.otherWord(s)
}

// changed is a figure of the same look with another value: years stay years, days and months within the shorter of them.
func (m *maker) changed(f figure) figure {
	v, err := strconv.Atoi(f.text)
	switch {
	case f.year:
		f.text = strconv.Itoa(v - 3 - m.rnd.IntN(20))
	case err == nil && v <= 1 || strings.HasPrefix(f.text, "0") || strings.HasPrefix(f.text, "100"):
		f.text = ""
	case err == nil && v <= 12:
		f.text = strconv.Itoa(2 + m.rnd.IntN(11))
	case err == nil && v <= 31:
		f.text = strconv.Itoa(13 + m.rnd.IntN(16))
	default:
		f.text = string(rune('1'+m.rnd.IntN(9))) + f.text[1:]
	}
	return f
}

// otherWord changes a number in words.
func (m *maker) otherWord(s string) (string, bool) {
	list := spelled[m.lang]
	for _, k := range m.rnd.Perm(len(list)) {
		w, other := list[k], list[(k+1+m.rnd.IntN(max(1, len(list)-1)))%len(list)]
		at := strings.Index(s, " "+w+" ") + 1
		if at > 0 && !m.words[other] && !limit(s, figure{start: at, end: at + len(w)}) {
			return s[:at] + other + s[at+len(w):], true
		}
	}
	return "", false
}

// exchange puts two figures of a sentence into each other's place, or one of another sentence shown into this one's.
func (m *maker) exchange(i int) (string, bool) {
	s := m.shown[i]
	own := m.figures[i]
	for _, k := range m.rnd.Perm(len(own)) {
		for _, f := range own[k+1:] {
			e := own[k]
			if similar(e, f) && !limit(s, e) && !limit(s, f) && apart(s[e.end:f.start]) {
				return s[:e.start] + f.text + s[e.end:f.start] + e.text + s[f.end:], true
			}
		}
	}
	for _, j := range m.rnd.Perm(len(m.shown)) {
		others := m.figures[j]
		if j == i || len(own) == 0 || len(others) == 0 {
			continue
		}
		e, f := own[m.rnd.IntN(len(own))], others[m.rnd.IntN(len(others))]
		if similar(e, f) && !limit(s, e) && !holds(own, f) {
			return s[:e.start] + f.text + s[e.end:], true
		}
	}
	return "", false
}

// apart reports whether enough stands between two figures that they are no list and no range.
func apart(between string) bool {
	letters := 0
	for _, r := range between {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			letters += 4
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters >= 16
}

// similar reports whether one figure can stand where another stood without looking odd.
func similar(a, b figure) bool {
	return a.value() != b.value() && a.text != "1" && b.text != "1" && a.year == b.year && a.mark == b.mark &&
		max(len(a.value()), len(b.value()))-min(len(a.value()), len(b.value())) <= 1
}

func holds(list []figure, f figure) bool {
	for _, o := range list {
		if o.value() == f.value() {
			return true
		}
	}
	return false
}

// spelled are small numbers in words; each may stand for another of its language.
var spelled = map[string][]string{
	"en": {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty"},
	"de": {"zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "zwölf", "zwanzig"},
	"es": {"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "veinte"},
}
