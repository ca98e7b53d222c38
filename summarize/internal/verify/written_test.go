package verify_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

//go:embed testdata/claims.txt
var writtenClaims string

//go:embed testdata/abroad.txt
var writtenAbroad string

// writtenClaim is a statement about the passages of a document: "" as its kind where it is true.
type writtenClaim struct{ lang, kind, text string }

// written reads the list of statements: what each passage is, and what is said of it.
func written(list string, each func(d *article.Document, c writtenClaim)) {
	lang := ""
	var passages []string
	var claims []writtenClaim
	flush := func() {
		if len(passages) > 0 {
			of, _, _ := strings.Cut(lang, ">")
			d := document(of, passages)
			for _, c := range claims {
				each(d, c)
			}
		}
		passages, claims = nil, nil
	}
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		mark, text, _ := strings.Cut(line, " ")
		switch {
		case line == "" || mark == "#":
		case strings.HasPrefix(line, "["):
			flush()
			lang = strings.Trim(line, "[]")
		case mark == "=":
			flush()
			passages = []string{strings.Replace(text, "：", ": ", 1)}
		case mark == "&":
			passages = append(passages, strings.Replace(text, "：", ": ", 1))
		case mark == "+":
			claims = append(claims, writtenClaim{lang, "", text})
		default:
			claims = append(claims, writtenClaim{lang, strings.TrimSuffix(mark, "-"), text})
		}
	}
	flush()
}

// Of statements that people wrote, and not the generator, the checks catch and keep as much.
func TestWrittenClaims(t *testing.T) {
	made, caught, called := map[string]int{}, map[string]int{}, map[string]int{}
	written(writtenClaims, func(d *article.Document, c writtenClaim) {
		cited, err := d.CitePassages(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		made[c.kind]++
		v := verify.Check(verify.Claim{Text: c.text, Language: c.lang}, []article.Citation{cited})
		if v.Reason != "" {
			caught[c.kind]++
		}
		if (v.Reason != "") != (c.kind != "") {
			t.Logf("check %s %s: %s\n   of %s\n   %q (%q, %q)", c.lang, c.kind, c.text, cited.Quote(), v.Reason, v.Said, v.Found)
		}
		j := verify.Judge([]*article.Document{d}, c.text)
		if j.Verdict == verify.Contradicted {
			called[c.kind]++
		}
		if (j.Verdict == verify.Contradicted) != (c.kind != "") {
			t.Logf("judge %s %s: %s\n   of %s\n   %s (%s %q, %q)", c.lang, c.kind, c.text, cited.Quote(), j.Verdict, j.Reason, j.Said, j.Found)
		}
	})
	for kind, n := range made {
		t.Logf("%-12s n=%d caught %d called %d", kind, n, caught[kind], called[kind])
		switch {
		case kind == "" && (caught[kind]*100 > 2*n || called[kind]*100 > n):
			t.Errorf("of %d true statements %d are lost, %d called contradicted", n, caught[kind], called[kind])
		case kind != "" && caught[kind]*100 < 95*n:
			t.Errorf("%s: %d of %d caught", kind, caught[kind], n)
		case kind != "" && called[kind]*100 < 90*n:
			t.Errorf("%s: %d of %d called contradicted", kind, called[kind], n)
		}
	}
}

// Across languages, where no word can be compared, most of what is turned round is caught, and little is lost.
func TestWrittenAbroad(t *testing.T) {
	made, caught := map[string]int{}, map[string]int{}
	written(writtenAbroad, func(d *article.Document, c writtenClaim) {
		cited, err := d.CitePassages(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		_, lang, _ := strings.Cut(c.lang, ">")
		made[c.kind]++
		v := verify.Check(verify.Claim{Text: c.text, Language: lang}, []article.Citation{cited})
		if v.Reason != "" {
			caught[c.kind]++
		}
		if (v.Reason != "") != (c.kind != "") {
			t.Logf("%s %s: %s\n   of %s\n   %q (%q, %q)", c.lang, c.kind, c.text, cited.Quote(), v.Reason, v.Said, v.Found)
		}
	})
	for kind, n := range made {
		t.Logf("%-12s n=%d caught %d", kind, n, caught[kind])
		switch {
		case kind == "" && caught[kind]*100 > 2*n:
			t.Errorf("of %d true statements %d are lost", n, caught[kind])
		case kind != "" && caught[kind]*100 < 90*n:
			t.Errorf("%s: %d of %d caught", kind, caught[kind], n)
		}
	}
}
