package summarize

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

// FuzzGate hears whatever a model says, in pieces: what passes cites passages of the document as they stand, and what is left out
// has a reason. The whole way to a reply, with the second reading, has FuzzAnswer.
//
//fuzz:covers gate.go internal/proposal/*.go internal/verify/*.go
func FuzzGate(f *testing.F) {
	doc := article.FromText("", "The ferry between Holm and Sand will stop running on 30 April. It carried 41,200 passengers last year, 9.7 percent fewer than in 2019.\n\n"+
		"Ingrid Vane: We cannot run it at a loss of two million crowns a year.\n\nIslanders have collected 900 signatures.", "en")
	src := numbered([]*article.Document{doc})
	for _, said := range []string{
		`{"answerable":true,"claims":[{"text":"The ferry stops on 30 April.","passages":[1],"speaker":""}]}`,
		`{"answerable":true,"claims":[{"text":"It carried 41,300.","passages":[2,99,-1],"speaker":"Ingrid Vane"},{"text":"“at a loss”","passages":[3]}]}`,
		"* 900 signatures [4]\n* 901 signatures [4] @nobody\nNONE",
		`{"claims":[{"value":"9.7","unit":"%","what":"fewer","passages":"2"}]}`,
		"The f1000000000000000 stops on 30 April [1]\n* The ferry x2031y stops on 30 April [1]",
	} {
		f.Add(said, byte(5), false, false)
		f.Add(said, byte(1), true, true)
	}
	f.Fuzz(func(t *testing.T, said string, piece byte, figures, talk bool) {
		if len(said) > 2<<10 {
			return
		}
		g := &gate{lang: "en", talk: talk}
		if figures {
			g.style = Figures
		}
		reader := proposal.New(func(p proposal.Claim) error {
			g.consider(src, p)
			return nil
		})
		for pieces := range slices.Chunk([]byte(said), 1+int(piece)) {
			if err := reader.Write(string(pieces)); errors.Is(err, proposal.ErrNonsense) {
				return // an answer that is not read on
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := reader.Close(); err != nil {
			t.Fatal(err)
		}
		for _, c := range g.passed {
			if strings.TrimSpace(c.Text) == "" && c.Figure == nil || len(c.Citations) == 0 {
				t.Errorf("%+v passed", c)
			}
			for _, cited := range c.Citations {
				if start, end := cited.Range(); cited.Document() != doc || doc.Text[start:end] != cited.Quote() || len(cited.Passages()) == 0 {
					t.Errorf("%q cites %q", c.Text, cited.Quote())
				}
			}
		}
		for _, l := range g.leftOut() {
			if !slices.Contains(Reasons, l.Reason) {
				t.Errorf("left out for %q: %+v", l.Reason, l)
			}
		}
	})
}
