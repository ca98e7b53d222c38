package verify_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

//fuzz:covers *.go
func FuzzGate(f *testing.F) {
	f.Add("Sales rose 1.2bn $ in Q3 2024, said Ann Lee.", "Ann Lee said sales fell $1,200m in the third quarter.", "en", "zh")
	f.Add("数十亿甚至上百亿，三五十人，二〇二四年十月三日", "百分之九点七，半年，第三季度", "zh", "zh")
	f.Add("昭和60年、1万5000円、「引用」", "令和元年 ½ 1/2 3.5.1 12:30", "ja", "ja")
	f.Add("3조 5000억 원, 2025년 10월 3일", "59 1/2 inches, 2007 -- 08, 2:00 pm", "ko", "en")
	f.Add("“", "»„«", "", "")
	f.Add("百分之", "第", "zh", "ja")
	f.Add("in May 1,", "half a", "en", "de")
	f.Add("乀", "0 00A0 1 2", "0", "0")
	f.Add("The ferry runs.", "The f1000000000000000 runs.", "en", "en")
	f.Fuzz(func(t *testing.T, text, claim, lang, claimLang string) {
		if !utf8.ValidString(text) || text == "" {
			return // documents are made of valid text
		}
		d := &article.Document{ID: "x", Text: text, Language: lang, Passages: []article.Passage{{Number: 1, Start: 0, End: len(text), Paragraph: 1}}}
		cited, err := d.CitePassages(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		v := verify.Gate(verify.Claim{Text: claim, Language: claimLang}, []article.Citation{cited})
		if v.Found != "" && !strings.Contains(text, v.Found) || !strings.Contains(claim, v.Said) || v.Reason != "" && v.Said == "" {
			t.Errorf("Gate(%q) on %q = %+v", claim, text, v)
		}
		if v := verify.Gate(verify.Claim{Text: text, Language: lang}, []article.Citation{cited}); v.Reason != "" {
			t.Errorf("%q is rejected by itself: %+v", text, v)
		}
		if c, ok := verify.Whole([]*article.Document{d}, claim); ok && c.Document() != d {
			t.Errorf("Whole(%q) = %q", claim, c.Quote())
		}
		if o, ok := verify.Opposed([]*article.Document{d}, claim); ok && (!strings.Contains(claim, o.Said) || !strings.Contains(text, o.Found)) {
			t.Errorf("Opposed(%q) = %+v", claim, o)
		}
		if s := verify.Score(claim, text); s < 0 || s > 1 {
			t.Errorf("Score(%q, %q) = %v", claim, text, s)
		}
		for _, s := range verify.Statements(claim) {
			if !strings.Contains(claim, s) {
				t.Errorf("Statements(%q) has %q", claim, s)
			}
		}
	})
}
