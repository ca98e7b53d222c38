package plain_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/plain"
)

// Lines with the labels of those who speak are paragraphs of their own, whatever the width at which lines end.
func TestTurnsAreParagraphs(t *testing.T) {
	tests := []struct {
		name, text string
		want       int // paragraphs
	}{
		{"lines of one width", "Harbour News: Why has the ferry been stopped?\nMarta Solis: Because nobody wanted to pay for it.\nHarbour News: And who pays for the new bridge?\nMarta Solis: The same people as ever, I am told.", 4},
		{"French, a space before the colon", "OUEST-PORT : Pourquoi avoir quitté la ville de Paris ?\nLUCIE ARNAUD : Pour le silence, et je ne dormais plus.\nOUEST-PORT : Et votre travail, où le faites-vous ?\nLUCIE ARNAUD : Je l'ai emporté avec moi à la mer.", 4},
		{"times before the labels", "[10:02] Ann: the ferry has gone from the quay at noon\n[10:03] Tern: when did it go, and who was on board of it\n[10:04] Ann: at noon, and nobody was on board of it, I think\n[10:05] Tern: so nobody saw it go from the quay at noon", 4},
		{"a turn over two lines", "Ann: The ferry went at noon, and I think that nobody\nwas on board of it when it left.\nBo: Who told you that it was empty when it left us?\nAnn: The harbour master, who stood there on the quay.\nBo: Then I do not doubt that it was empty after all.", 4},
		{"one label alone is a field", "Note: the ferry went at noon and nobody was on board\nof it, as the harbour master says who stood there.\nNote: the bridge opens in May, and from then on the\nferry stays in the harbour as a museum of itself.", 1},
		{"addresses and times are no labels", "The ferry goes at the times that are given here:\nhttps://ferry.example/times and https://ferry.example\nhttps://quay.example/times, or by telephone at noon\n10:30 from the quay and 10:45 from the other side of it\n10:50 from the quay and 11:05 from the other side of it", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := plain.Text(tt.text); len(got) != tt.want {
				t.Errorf("%d paragraphs, want %d: %+v", len(got), tt.want, got)
			}
		})
	}
}

func TestTurnsOfMarkdownAreParagraphs(t *testing.T) {
	text := "# A talk\n\n**Ann:** The ferry went.\nNobody was on board.\n**Bo:** Who says so?\n**Ann:** The harbour master.\n**Bo:** I see.\n\n```\nkey: 1\nkey: 2\nother: 3\nother: 4\n```\n"
	var got []string
	for _, b := range plain.Markdown(text).Blocks {
		got = append(got, b.Text)
	}
	want := []string{"A talk", "Ann: The ferry went.\nNobody was on board.\n", "Bo: Who says so?\n", "Ann: The harbour master.\n", "Bo: I see.", "key: 1\nkey: 2\nother: 3\nother: 4\n"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("blocks %q, want %q", got, want)
	}
}
