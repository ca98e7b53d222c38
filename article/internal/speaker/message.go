package speaker

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// clock is the time of a message in a chat or a transcript: 10:02, 00:14:05, 12/03/2024, 10:02, 오전 9:12.
const clock = `(?:\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?,?\s*)?(?:오전|오후|午前|午後|上午|下午)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\s?(?:[AaPp][Mm])?`

// longestHeadLine is how many signs a name has that stands behind a time, above what is said.
const longestHeadLine = 24

// Programs write who speaks, and when, in these ways.
var (
	stamp     = pattern.Lazy(`^[\[(（]?` + clock + `[\])）]?\s*[-–—]?\s*`)               // [10:02] Ann: gone
	bracketed = pattern.Lazy(`^\[([^\[\]]{1,40})\]\s*\[` + clock + `\]\s*`)            // [Ann] [10:02] gone
	headLine  = pattern.Lazy(`^([\pL][^:：!?。]{0,40}?)\s+[\[(（]?` + clock + `[\])）]?$`) // Ann 10:02
	decorated = pattern.Lazy(`^[◇◆■□●○▶▷▲△▪]\s*`)
	// Mme Perrine Da Costa. Des autocars, sur cette route !
	addressedLabel = pattern.Lazy(`^((?:M\.|Mme|Mlle|MM\.) [^.:!?;]{2,90})\.\s+(\S)`)
	voiced         = pattern.Lazy(`^<v(?:\.[^ <>]*)? ([^<>]{1,60})>\s*`)                                      // <v Ann>gone
	span           = pattern.Lazy(`^(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3} --> (?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}`) // of a subtitle
	arrowed        = pattern.Lazy(`^([\pL][^:：<>＞.!?。]{0,30})[>＞]\s*\S`)                                      // Ann> gone
)

// isSpan reports whether a line says only from when to when a subtitle is shown.
func isSpan(line string) bool { return mayBeTimed(line) && span().MatchString(line) }

// IsTimed reports whether a line says when something was said: it begins with a time, or is a name with one.
func IsTimed(line string) bool {
	return mayBeTimed(line) && (stamp().MatchString(line) || bracketed().MatchString(line) || headLine().MatchString(line))
}

// mayBeTimed: no time is without a colon, which is much faster to look for.
func mayBeTimed(line string) bool { return strings.Contains(line, ":") }

// behindStamp is a text without the time that it begins with.
func behindStamp(text string) string {
	if !mayBeTimed(text) {
		return text
	}
	return strings.TrimPrefix(text, stamp().FindString(text))
}

// turnOf reads a paragraph as a turn of a conversation; false where it cannot be one. Again is how often what stands
// behind times does.
func turnOf(p Paragraph, again map[string]int) (t said, ok bool) {
	text := p.Text
	if m := voiced().FindStringSubmatchIndex(text); m != nil {
		return said{label: text[m[2]:m[3]], text: text[m[1]:], timed: true}, m[1] < len(text)
	}
	if isSpan(text) {
		return said{}, false
	}
	if mayBeTimed(text) {
		if m := bracketed().FindStringSubmatchIndex(text); m != nil {
			return said{label: text[m[2]:m[3]], text: text[m[1]:], timed: true}, m[1] < len(text)
		}
		if m := headLine().FindStringSubmatch(text); m != nil {
			return said{label: m[1], timed: true, heads: true}, true
		}
	}
	text = behindStamp(text)
	if t.timed = len(text) < len(p.Text); t.timed && again[text] > 1 && utf8.RuneCountInString(text) <= longestHeadLine {
		return said{label: text, timed: true, heads: true}, true // 2023-11-04 20:11:05 Ann
	}
	text = strings.TrimPrefix(text, decorated().FindString(text))
	if m := arrowed().FindStringSubmatchIndex(text); m != nil {
		t.label, t.text = text[m[2]:m[3]], strings.TrimSpace(text[m[3]+1:])
		return t, true
	}
	if lead := strings.TrimSpace(p.Lead); lead != "" && !t.timed && strings.HasPrefix(text, lead) && len(lead) < len(strings.TrimSpace(text)) && !strings.ContainsAny(lead, ":：.!?。？！") {
		t.label, t.text = lead, strings.TrimSpace(text[len(lead):]) // bold and nothing else tells the label
		return t, true
	}
	if m := addressedLabel().FindStringSubmatchIndex(text); m != nil {
		t.label, t.role, _ = strings.Cut(text[m[2]:m[3]], ", ")
		if _, bare, _ := strings.Cut(t.label, " "); namesSomebody(bare) {
			t.label = bare
		}
		t.text, t.official = text[m[4]:], true
		return t, true
	}
	label, rest, ok := Label(text)
	if ok && !isLetter(text, label) && rest != "" {
		t.label, t.text = label, rest
		return t, true
	}
	if t.timed && !ok {
		t.label, t.text, ok = strings.Cut(text, " ")
		t.loose = true
		return t, ok
	}
	return t, false
}
