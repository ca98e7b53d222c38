package verify_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// plain is a document of one passage.
func plain(text string) *article.Document {
	d := &article.Document{ID: "x", Text: text}
	if text != "" {
		d.Passages = []article.Passage{{Number: 1, Start: 0, End: len(text), Paragraph: 1}}
	}
	return d
}

func FuzzLocate(f *testing.F) {
	f.Add("The landlord is not permitted to enter.", "permitted to enter")
	f.Add("ＦＵＬＬ width, ﬁne — “quoted”…", `full width, fine - "quoted"...`)
	f.Add("规模化之后，最大的 成本来自于推理。", "最大的成本来自于推理")
	f.Add("e\u0301\u0301 İ ß ǆ\u00ad\u200b", "é i ss dž")
	f.Add("a\xffb \xc3", "a\xffb")
	f.Fuzz(func(t *testing.T, text, quote string) {
		if !utf8.ValidString(text) {
			return // documents are made of valid text
		}
		d := plain(text)
		c, ok := verify.Locate([]*article.Document{d}, quote, nil)
		if !ok {
			return
		}
		start, end := c.Range()
		if c.Quote() != text[start:end] || start >= end || strings.Contains(c.Quote(), "\n\n") {
			t.Errorf("Locate(%q) in %q = [%d,%d) %q", quote, text, start, end, c.Quote())
		}
	})
}

func FuzzCheck(f *testing.F) {
	f.Add("Sales rose 1.2bn $ in Q3 2024, said Ann Lee.", "Ann Lee said sales fell $1,200m in the third quarter.", "en", "zh")
	f.Add("数十亿甚至上百亿，三五十人，二〇二四年十月三日", "百分之九点七，半年，第三季度", "zh", "zh")
	f.Add("昭和60年、1万5000円、「引用」", "令和元年 ½ 1/2 3.5.1 12:30", "ja", "ja")
	f.Add("“", "»„«", "", "")
	f.Add("百分之", "第", "zh", "ja")
	f.Add("in May 1,", "half a", "en", "de")
	f.Add("乀", "0 00A0 1 2", "0", "0")
	f.Fuzz(func(t *testing.T, text, claim, lang, claimLang string) {
		if !utf8.ValidString(text) || text == "" {
			return
		}
		d := plain(text)
		d.Language = lang
		cited, err := d.CitePassages(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		v := verify.Check(verify.Claim{Text: claim, Language: claimLang, Speaker: claim}, []article.Citation{cited})
		if v.Score < 0 || v.Score > 1 || v.Found != "" && !strings.Contains(text, v.Found) {
			t.Errorf("Check(%q) on %q = %+v", claim, text, v)
		}
		verify.Judge([]*article.Document{d}, claim)
		verify.Recite([]*article.Document{d}, verify.Claim{Text: claim, Language: claimLang}, []article.Citation{cited})
		for _, s := range verify.Statements(claim) {
			if !strings.Contains(claim, s) {
				t.Errorf("Statements(%q) has %q", claim, s)
			}
		}
	})
}

// A sentence is always found in its own document, however its marks, case and spaces are changed; and only there.
func TestLocateFindsEverySentence(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"ferry", "harbour", "costs", "Holm", "people", "bridge", "2,400", "slowly", "“old”", "island's", "well-known", "9.7%"}), 4, 12)
	rapid.Check(t, func(t *rapid.T) {
		var sentences []string
		for range 5 {
			sentences = append(sentences, strings.Join(words.Draw(t, "words"), " ")+".")
		}
		d := document("en", sentences[:2], sentences[2:])
		want := rapid.IntRange(0, 4).Draw(t, "which")
		quote := sentences[want]
		if rapid.Bool().Draw(t, "upper") {
			quote = strings.ToUpper(quote)
		}
		if rapid.Bool().Draw(t, "marks") {
			quote = strings.NewReplacer("“", `"`, "”", "”", "'", "’", "-", "‑", " ", "\u00a0").Replace(quote)
		}
		near, err := d.CitePassages(want+1, want+1)
		if err != nil {
			t.Fatal(err)
		}
		c, ok := verify.Locate([]*article.Document{d}, quote, []article.Citation{near})
		if !ok {
			t.Fatalf("%q is not found in %q", quote, d.Text)
		}
		from, to := near.Range()
		if start, end := c.Range(); start < from || end > to {
			t.Fatalf("%q is found at [%d,%d), want within [%d,%d)", quote, start, end, from, to)
		}
	})
}

// Two pieces with something between them are never found as one.
func TestLocateNeverJoins(t *testing.T) {
	words := rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Fields("ferry harbour winter island council people bridge letter morning school garden ticket engine market window")), 9, 9, rapid.ID[string])
	rapid.Check(t, func(t *rapid.T) {
		ws := words.Draw(t, "words")
		d := document("en", []string{strings.Join(ws, " ") + "."})
		cut := rapid.IntRange(1, 7).Draw(t, "cut")
		quote := strings.Join(append(append([]string{}, ws[:cut]...), ws[cut+1:]...), " ")
		if c, ok := verify.Locate([]*article.Document{d}, quote, nil); ok {
			t.Fatalf("%q is found as %q", quote, c.Quote())
		}
	})
}
