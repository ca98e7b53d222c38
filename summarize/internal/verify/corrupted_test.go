package verify_test

import (
	"math/rand/v2"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/corrupt"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// told are sentences that claims are made from, somebody's words each.
var told = map[string][]string{
	"en": {
		"The ferry between Holm and Sand was built by Ingrid Vane in March 1994 and carried 41,200 passengers last year.",
		"The council may close the school of Holm before the winter of 2027 because fewer children live on the island.",
		"Prices for wool rose by 9.7 percent in June, and the largest buyer was the Brandt mill in Lund.",
		"Fishermen must report every catch above 30 kilograms, but the harbour office has not checked the books since 2019.",
	},
	"zh": {
		"这艘渡轮由 卢卡斯·克拉 于1994年3月建造，去年运送了41200名乘客。",
		"由于岛上的孩子越来越少，市议会可能在2027年冬季之前关闭这所学校。",
		"6月羊毛价格上涨了9.7%，最大的买家是隆德的一家工厂。",
		"渔民必须报告超过30公斤的渔获，但是港务局自2019年以来没有检查账本。",
	},
	"ja": {
		"この船はイングリッド・ヴェインが1994年3月に建造し、昨年は41200人の乗客を運んだ。",
		"島の子どもが減っているため、議会は2027年の冬の前に学校を閉鎖する可能性がある。",
		"6月に羊毛の価格は9.7%上昇し、最大の買い手はルンドの工場であった。",
		"漁師は30キログラム以上の漁獲を報告するべきであるが、港の事務所は2019年以降帳簿を調べていない。",
	},
	"de": {
		"Die Fähre zwischen Holm und Sand wurde im März 1994 von Ingrid Vane gebaut und beförderte im Sommer 41.200 Fahrgäste.",
		"Der Rat könnte die Schule vor dem Winter 2027 schließen, weil weniger Kinder auf der Insel leben.",
		"Die Preise für Wolle stiegen im Juni um 9,7 Prozent, und die größte Käuferin war eine Mühle in Lund.",
		"Fischer müssen jeden Fang über 30 Kilogramm melden, aber das Hafenamt hat die Bücher seit 2019 nicht geprüft.",
	},
	"es": {
		"El barco entre Holm y Sand fue construido por Ingrid Vane en marzo de 1994 y llevó a 41.200 pasajeros en verano.",
		"El consejo podría cerrar la escuela antes del invierno de 2027 porque viven menos niños en la isla.",
		"Los precios de la lana subieron un 9,7 por ciento en junio, y el mayor comprador fue un molino de Lund.",
		"Los pescadores deben declarar cada captura superior a 30 kilogramos, pero la oficina no ha revisado los libros desde 2019.",
	},
}

// Of claims that are false in one way 95 of 100 are caught, of true ones 98 pass: as on real texts, where it is measured
// on thousands.
func TestCorruptedClaims(t *testing.T) {
	names := map[string][]string{"zh": {"威廉·廷代尔", "陈立新"}, "ja": {"トム・ブラント", "佐藤花子"}}
	speakers := map[string]string{"zh": "马文华", "ja": "山田太郎"}
	made, caught := map[corrupt.Kind]int{}, map[corrupt.Kind]int{}
	for _, lang := range corrupt.Languages {
		for i, text := range told[lang] {
			s := corrupt.Sentence{Text: text, Language: lang, Speaker: "Maria Keller", Names: []string{"Tom Roe", "Peter Brandt", "Oslo"}}
			if speakers[lang] != "" {
				s.Speaker, s.Names = speakers[lang], names[lang]
			}
			d := document(lang, []string{s.Speaker + ": " + text})
			cited, err := d.CitePassages(1, 1)
			if err != nil {
				t.Fatal(err)
			}
			try := func(c corrupt.Claim) {
				made[c.Kind]++
				v := verify.Check(verify.Claim{Text: c.Text, Language: lang, Speaker: c.Speaker}, []article.Citation{cited})
				if v.Reason != "" {
					caught[c.Kind]++
				}
				if (v.Reason != "") != (c.Kind != "") {
					t.Logf("%s %q of %q (%s): reason %q", lang, c.Text, text, c.Kind, v.Reason)
				}
			}
			for seed := range uint64(6) {
				rnd := rand.New(rand.NewPCG(seed, uint64(i)))
				truths := corrupt.True(s, rnd)
				for _, c := range truths {
					try(c)
				}
				for _, kind := range corrupt.Kinds {
					if c, ok := corrupt.Break(kind, s, truths[rnd.IntN(2)], rnd); ok {
						try(c)
					}
				}
			}
		}
	}
	for _, kind := range corrupt.Kinds {
		if made[kind] < 30 || caught[kind]*100 < made[kind]*95 {
			t.Errorf("%s: %d of %d caught", kind, caught[kind], made[kind])
		}
	}
	if caught[""]*100 > made[""]*2 {
		t.Errorf("%d of %d true claims lost", caught[""], made[""])
	}
}
