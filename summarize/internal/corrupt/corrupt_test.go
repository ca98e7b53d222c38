package corrupt_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/summarize/internal/corrupt"
)

// sentences, each of which can be broken in every way.
var sentences = []corrupt.Sentence{
	{Language: "en", Text: "The old ferry to Sand was built by Ingrid Vane in March 1994, may close before winter and carried 41,200 people.", Speaker: "Ann Lee", Names: []string{"Tom Roe", "Lund", "Peter Brandt"}},
	{Language: "zh", Text: "这艘渡轮是由 卢卡斯·克拉 在1994年3月建造的，可能在冬季之前停运，去年运送了41200名乘客。", Speaker: "余欢", Names: []string{"威廉·廷代尔", "林莱"}},
	{Language: "ja", Text: "この船はイングリッド・ヴェインが1994年3月に建造し、冬の前に廃止される可能性がある船で、昨年は41200人を運び、利用者が増加した。", Speaker: "山田太郎", Names: []string{"トム・ブラント", "佐藤花子"}},
	{Language: "de", Text: "Die alte Fähre wurde im März 1994 von Ingrid Vane gebaut, könnte vor dem Winter enden und beförderte 41.200 Menschen.", Speaker: "Ann Lee", Names: []string{"Tom Roe", "Peter Brandt"}},
	{Language: "es", Text: "El barco antiguo fue construido por Ingrid Vane en marzo de 1994, podría cerrar antes del invierno y llevó a 41.200 personas.", Speaker: "Ann Lee", Names: []string{"Tom Roe", "Peter Brandt"}},
}

func TestBreak(t *testing.T) {
	for _, s := range sentences {
		for _, kind := range corrupt.Kinds {
			t.Run(s.Language+" "+string(kind), func(t *testing.T) {
				made := 0
				for seed := range uint64(20) {
					rnd := rand.New(rand.NewPCG(seed, 1))
					from := corrupt.True(s, rnd)[0]
					c, ok := corrupt.Break(kind, s, from, rnd)
					if !ok {
						continue
					}
					made++
					if c.Kind != kind || c.Text == from.Text && c.Speaker == from.Speaker {
						t.Errorf("%q is no %s of %q", c.Text, kind, from.Text)
					}
				}
				if made == 0 {
					t.Errorf("%q is never broken", s.Text)
				}
			})
		}
	}
}

func TestTrue(t *testing.T) {
	for _, s := range sentences {
		how := map[string]int{}
		for seed := range uint64(20) {
			for _, c := range corrupt.True(s, rand.New(rand.NewPCG(seed, 1))) {
				how[c.How]++
				if c.Kind != "" || c.Text == "" || c.How == "verbatim" && c.Text != s.Text {
					t.Errorf("%+v is no true claim of %q", c, s.Text)
				}
			}
		}
		for want := range strings.FieldsSeq("verbatim paraphrased quoted attributed") {
			if how[want] == 0 {
				t.Errorf("%s: never %s: %v", s.Language, want, how)
			}
		}
	}
}

func TestSameSeedSameClaims(t *testing.T) {
	for _, s := range sentences {
		a, _ := corrupt.Break(corrupt.Number, s, corrupt.Claim{Text: s.Text}, rand.New(rand.NewPCG(7, 7)))
		b, _ := corrupt.Break(corrupt.Number, s, corrupt.Claim{Text: s.Text}, rand.New(rand.NewPCG(7, 7)))
		if a != b {
			t.Errorf("%+v and %+v from one seed", a, b)
		}
	}
}
