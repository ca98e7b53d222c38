package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// longestLabel bounds in bytes what may stand before the colon of a turn.
const longestLabel = 40

// turns are the labels that open lines of a text again and again, as those who speak do in transcripts and chats: at each a
// paragraph begins, however the lines are broken.
type turns struct {
	labels map[string]bool
	timed  bool // many lines say when they were said
}

// leastTimed is how many lines with times are those of a chat or a transcript.
const leastTimed = 3

func turnsOf(text string) turns {
	count := map[string]int{}
	timed := 0
	for line := range strings.SplitSeq(text, "\n") {
		if speaker.IsTimed(strings.TrimSpace(line)) {
			timed++
		}
		if label := labelOf(line); label != "" {
			count[label]++
		}
	}
	again := map[string]bool{}
	for label, n := range count {
		if n > 1 {
			again[label] = true
		}
	}
	if len(again) < 2 {
		again = nil // one that repeats alone is a field of a form
	}
	return turns{again, timed >= leastTimed}
}

// opens reports whether a line opens a turn.
func (t turns) opens(line string) bool {
	return len(t.labels) > 0 && t.labels[labelOf(line)] || t.timed && speaker.IsTimed(strings.TrimSpace(line))
}

// split cuts a text before the lines that open a turn.
func (t turns) split(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if len(out) == 0 || t.opens(line) {
			out = append(out, line)
		} else {
			out[len(out)-1] += line
		}
	}
	if len(out) == 0 {
		return []string{text}
	}
	return out
}

// labelOf is what stands before the first colon of a line, behind a time in brackets; "" where that cannot be who speaks.
func labelOf(line string) string {
	line = strings.Trim(strings.TrimSpace(line), "*_")
	if strings.HasPrefix(line, "[") || strings.HasPrefix(line, "(") {
		if at := strings.IndexAny(line, "])"); at > 0 && strings.ContainsAny(line[:at], "0123456789") {
			line = strings.TrimLeft(line[at+1:], " *_")
		}
	}
	at := strings.IndexAny(line, ":：")
	if at <= 0 || at > longestLabel {
		return ""
	}
	label := strings.Trim(line[:at], " \u00a0\u202f*_")
	_, size := utf8.DecodeRuneInString(line[at:])
	behind := strings.TrimLeft(line[at+size:], "*_")
	next, _ := utf8.DecodeRuneInString(behind)
	switch first, _ := utf8.DecodeRuneInString(strings.TrimLeft(label, "#<【")); {
	case behind != "" && size == 1 && !unicode.IsSpace(next) && !unicode.Is(unicode.Lo, next): // https://, 12:30
	case !unicode.IsLetter(first) || unicode.IsLower(first) || strings.ContainsAny(label, ",;!?。，；！？“”\""):
	default:
		return label
	}
	return ""
}
