package extractive_test

import (
	"context"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
)

// TestAnswersComeWhole: a reason in the next sentence comes with its sentence, in talk the turn that follows a question, and
// nothing twice.
func TestAnswersComeWhole(t *testing.T) {
	tests := []struct{ name, lang, question, text, want, not string }{
		{
			"the reason is in the next sentence", "en", "Why did the council close the ferry to Aldness?",
			"The mayor was away.\nThe council closed the ferry to Aldness in June.\nThat was because the hull had rusted through.\nPeople came to wave.",
			"The council closed the ferry to Aldness in June. That was because the hull had rusted through.", "came to wave",
		},
		{
			"what follows is no reason", "en", "Why did the council close the ferry to Aldness?",
			"The mayor was away.\nThe council closed the ferry to Aldness in June.\nThat was on a Monday.\nPeople came to wave.",
			"The council closed the ferry to Aldness in June.", "on a Monday",
		},
		{"原因在下一句", "zh", "市议会为什么六月停开渡轮？", "市长不在场。\n市议会六月停开渡轮。\n这是由于船体已经锈穿。\n人们来送别。", "市议会六月停开渡轮。 这是由于船体已经锈穿。", "送别"},
		{
			"der Grund folgt", "de", "Warum hat der Rat die Fähre nach Aldness geschlossen?",
			"Der Bürgermeister war nicht da.\nDer Rat hat die Fähre nach Aldness im Juni geschlossen.\nDas geschah, weil der Rumpf durchgerostet war.\nViele Leute winkten.",
			"geschlossen. Das geschah, weil der Rumpf durchgerostet war.", "winkten",
		},
		{
			"the turn that follows", "en", "When will the ferry to Aldness sail again?",
			"#A#: Good morning to you.\n\n#B#: When will the ferry to Aldness sail again?\n\n#A#: Probably after the storm, on Friday.\n\n#B#: Thank you.",
			"Probably after the storm", "When will the ferry",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := extractive.Answer(context.Background(), []*article.Document{document(tt.lang, "", tt.text)}, tt.question)
			shown := quotes(append(got.Citations, got.Nearest...))
			if !strings.Contains(shown, tt.want) {
				t.Errorf("Answer(%q) shows %q, want %q", tt.question, shown, tt.want)
			}
			if quotes(got.Citations) != "" && strings.Contains(quotes(got.Citations), tt.not) {
				t.Errorf("Answer(%q) cites %q, with %q", tt.question, quotes(got.Citations), tt.not)
			}
			for part := range strings.SplitSeq(shown, " | ") {
				if strings.Count(shown, part) > 1 {
					t.Errorf("Answer(%q) shows %q twice", tt.question, part)
				}
			}
		})
	}
}

func TestWhatBelongsIsNotWithheldFrom(t *testing.T) {
	doc := document("en", "", "The mayor was away.\nThe council closed the ferry to Aldness in June.\nThat was because the hull had rusted through.\nPeople came to wave.")
	hull := func(d *article.Document, passage int) bool {
		p, _ := d.Passage(passage)
		return strings.Contains(d.PassageText(p), "hull")
	}
	got := extractive.AnswerWith(context.Background(), []*article.Document{doc}, "Why did the council close the ferry to Aldness?", hull, nil)
	if shown := quotes(append(got.Citations, got.Nearest...)); strings.Contains(shown, "hull") {
		t.Errorf("shows %q, which was withheld", shown)
	}
}
