package verify_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

func BenchmarkCheck(b *testing.B) {
	for _, bm := range []struct{ lang, passage, claim string }{
		{"en", "The ferry between Holm and Sand, which carried 41,200 passengers last year, 9.7 percent fewer than in 2019, will stop running on 30 April, said Ingrid Vane, an engineer of the company.", "The ferry carried 41,200 passengers, 9.7 % fewer than in 2019, says Ingrid Vane."},
		{"zh", "去年渡轮运送了41200名乘客，比2019年减少9.7%，将于4月30日停运，工程师余欢表示，规模化之后最大的成本来自于维修。", "渡轮去年运送41200名乘客，比2019年下降百分之九点七。"},
	} {
		b.Run(bm.lang, func(b *testing.B) {
			c, err := document(bm.lang, []string{bm.passage}).CitePassages(1, 1)
			if err != nil {
				b.Fatal(err)
			}
			cited := []article.Citation{c}
			b.ReportAllocs()
			for b.Loop() {
				if v := verify.Check(verify.Claim{Text: bm.claim, Language: bm.lang}, cited); v.Reason != "" {
					b.Fatal(v)
				}
			}
		})
	}
}

func BenchmarkLocate(b *testing.B) {
	var text strings.Builder
	for i := 0; text.Len() < 1<<20; i++ {
		fmt.Fprintf(&text, "Passenger number %d told the “keeper” of the harbour that the boat — as ever — was late. ", i)
	}
	text.WriteString("The tenant is permitted to keep a small dog in the garden of the house at all times.")
	d := &article.Document{ID: "long", Language: "en", Text: text.String()}
	for name, quote := range map[string]string{
		"exact":  `the tenant is permitted to keep a small dog in the garden`,
		"nearly": `the tennant is permitted to keep a small dog in the garden of the house`,
		"absent": `the geese have taken the harbour and will not give it back`,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := verify.Locate([]*article.Document{d}, quote, nil); ok != (name != "absent") {
					b.Fatal(ok)
				}
			}
		})
	}
}
