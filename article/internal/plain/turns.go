package plain

import (
	"strings"

	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// turns are the labels that open lines of a text again and again, as those who speak do in transcripts and chats: at
// each a paragraph begins, however the lines are broken.
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
		if label := speaker.LineLabel(line); label != "" {
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
	return len(t.labels) > 0 && t.labels[speaker.LineLabel(line)] || t.timed && speaker.IsTimed(strings.TrimSpace(line))
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
