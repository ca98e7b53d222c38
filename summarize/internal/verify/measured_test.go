package verify_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// judgedClaim is a claim that people judged, in the forms that docs/eval.md names: beside sentences of a document, or beside
// all of one.
type judgedClaim struct {
	Doc, Lang, Claim, Evidence string
	Cites                      []string
	Label, Supported           bool
}

// TestMeasured counts, on claims that people judged, the true ones that the gate rejects and the false ones that it catches:
// the table of docs/eval.md. FOOTNOTE_CLAIMS names files of claims, FOOTNOTE_CLAIM_DOCS the file of their documents; without
// them there is nothing to measure.
func TestMeasured(t *testing.T) {
	if os.Getenv("FOOTNOTE_CLAIMS") == "" {
		t.Skip("FOOTNOTE_CLAIMS names no claims")
	}
	docs := map[string]*article.Document{}
	rows(t, os.Getenv("FOOTNOTE_CLAIM_DOCS"), func(d struct{ Doc, Lang, Title, Document string }) {
		docs[d.Doc] = article.FromText(d.Title, d.Document, d.Lang)
	})
	for file := range strings.FieldsSeq(os.Getenv("FOOTNOTE_CLAIMS")) {
		counts := map[string][2]int{}
		rows(t, file, func(c judgedClaim) {
			d := docs[c.Doc]
			if d == nil {
				d = article.FromText("", c.Evidence, c.Lang)
			}
			k := 0
			if c.Label || c.Supported {
				k = 1
			}
			reason := verify.Gate(verify.Claim{Text: c.Claim, Language: c.Lang}, cites(d, c.Cites)).Reason
			for _, name := range []string{"claims", reason} {
				n := counts[name]
				n[k]++
				counts[name] = n
			}
		})
		delete(counts, "")
		for name, n := range counts {
			t.Logf("%s: %-12s true %4d, false %4d", file, name, n[1], n[0])
		}
	}
}

// rows reads a file with a JSON value a line; none where it has no name.
func rows[T any](t *testing.T, file string, each func(T)) {
	t.Helper()
	if file == "" {
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		each(row)
	}
}

// cites are the passages of a document that hold sentences or stand in them; all of it where there are none.
func cites(d *article.Document, sentences []string) []article.Citation {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	var out []article.Citation
	for _, p := range d.Passages {
		text := squeeze(d.PassageText(p))
		for _, s := range sentences {
			if s = squeeze(s); strings.Contains(s, text) && len(text) > 12 || strings.Contains(text, s) {
				if c, err := d.CitePassages(p.Number, p.Number); err == nil {
					out = append(out, c)
				}
				break
			}
		}
	}
	if c, err := d.CitePassages(1, len(d.Passages)); err == nil && len(out) == 0 {
		out = append(out, c)
	}
	return out
}
