package extractive

import (
	"slices"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// turnLines counts lines, and those that open with a label ("Ann: ", "说话人1：") which opens others too, or is one of few.
func turnLines(text string) (lines, turns int) {
	labels := make(map[string]int)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		if label := opener(line); label != "" {
			labels[label]++
			turns++
		}
	}
	if len(labels) > 1+turns/2 && turns > 3 { // every line another: a list
		return lines, 0
	}
	return lines, turns
}

// labelIn is where the label that opens a turn stands in a line: behind the time of the turn, before the colon; 0 and 0
// where the line opens none.
func labelIn(line string) (from, to int) {
	from = len(turnTime().FindString(line))
	at := strings.IndexAny(line[from:], ":：")
	if at <= 0 || at > 40 {
		return 0, 0
	}
	label := initial().ReplaceAllString(line[from:from+at], "$1")
	if strings.ContainsAny(label, ".,;!?。，；！？“”\"") || len(strings.Fields(label)) > 4 || !strings.ContainsFunc(label, unicode.IsLetter) {
		return 0, 0
	}
	return from, from + at
}

// turnLabel is what stands before the colon that opens a turn, with the time of it; "" where the line opens none.
func turnLabel(line string) string {
	_, to := labelIn(line)
	return line[:to]
}

// opener is who opens a turn, by its label without the time; "" where the line opens none.
func opener(line string) string {
	from, to := labelIn(line)
	return strings.Trim(line[from:to], "#*[]<>()（）【】 ")
}

var (
	// turnTime is the time before who speaks: [00:05], 12:31:07.
	turnTime = pattern.Lazy(`^[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+`)
	// initial is a name or a title that is cut short, with its full stop: Mr., Ann B.
	initial = pattern.Lazy(`\b(\p{Lu}\p{L}{0,2})\.`)
)

// speakersOf tells who speaks in which passage, by its number: as the passage has it, or, in talk of which no passage
// has it, the label that opens its turn, which lasts to the end of the paragraph.
func speakersOf(doc *article.Document, kind genre) map[int]string {
	who := make(map[int]string)
	turn, paragraph := "", 0
	named := slices.ContainsFunc(doc.Passages, func(p article.Passage) bool { return p.Speaker != "" })
	for _, p := range doc.Passages {
		if p.Paragraph != paragraph {
			turn, paragraph = "", p.Paragraph
		}
		if label := opener(doc.PassageText(p)); !named && kind.spoken() && label != "" {
			turn = label
		}
		switch {
		case p.Speaker != "":
			who[p.Number] = p.Speaker
		case turn != "":
			who[p.Number] = turn
		}
	}
	return who
}
