package extractive

import (
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/article"
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
		if label := turnLabel(line); label != "" {
			labels[label]++
			turns++
		}
	}
	if len(labels) > 1+turns/2 && turns > 3 { // every line another: a list
		return lines, 0
	}
	return lines, turns
}

// turnLabel is what stands before the colon that opens a turn; "" where the line opens none.
func turnLabel(line string) string {
	at := strings.IndexAny(line, ":：")
	if at <= 0 || at > 40 {
		return ""
	}
	label := line[:at]
	if strings.ContainsAny(label, ".,;!?。，；！？“”\"") || len(strings.Fields(label)) > 4 || !strings.ContainsFunc(label, unicode.IsLetter) {
		return ""
	}
	return label
}

// speakersOf tells who speaks in which passage, by its number: as the passage has it, or, in talk, the label that opens its
// turn, which lasts to the end of the paragraph.
func speakersOf(doc *article.Document, kind genre) map[int]string {
	who := make(map[int]string)
	turn, paragraph := "", 0
	for _, p := range doc.Passages {
		if p.Paragraph != paragraph {
			turn, paragraph = "", p.Paragraph
		}
		if label := turnLabel(doc.PassageText(p)); kind.spoken() && label != "" {
			turn = strings.Trim(label, "#*[]<>()（）【】 ")
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
