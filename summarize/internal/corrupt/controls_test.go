package corrupt_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/footnote-bot/footnote/summarize/internal/corrupt"
)

// texts in six languages; the first sentences are shown, the others are not.
var texts = []struct {
	lang            string
	shown, unshown  string // a sentence a line
	kinds           string // of controls that must be among those made
	carried, absent string // a sentence that can stand as a control, one that cannot
}{
	{
		lang: "en",
		shown: `The council voted for the new sea wall by 31 votes to 12 on Tuesday.
Work on the wall was approved by Ingrid Vane of the harbour office.
Most of the residents of Sand support the plan, a poll of 640 people found.
The harbour office plans to close the old ferry line before the winter of 2027.
He has run the office for nine years without a single complaint.
We have never seen a flood like the one of last spring.
What will the new wall cost the town in the end?
A wall for the town`,
		unshown: `The old lighthouse keeper sold his collection of stamps to a museum in Lund.
Divers found a wreck from 1788 with a cargo of glass beads near the island.
The study was written by Peter Brandt of the technical university.`,
		kinds:   "number negation scope plan figures not_shown",
		carried: "The council voted for the new sea wall by 31 votes to 12 on Tuesday.",
		absent:  "He has run the office for nine years without a single complaint.",
	},
	{
		lang: "de",
		shown: `Der Stadtrat stimmte am Dienstag mit 31 gegen 12 Stimmen für die neue Mauer.
Die alte Fähre wurde im Jahr 1994 von einer Werft aus Lund gebaut.
Viele Bewohner von Sand lehnen den Bau der neuen Straße ab.
Das Hafenamt plant, die alte Linie vor dem Winter 2027 einzustellen.
Er leitet das Amt seit neun Jahren ohne eine einzige Beschwerde.
Wir haben noch nie eine solche Flut wie im letzten Frühling gesehen.`,
		unshown: `Taucher fanden bei der Insel ein Wrack von 1788 mit einer Ladung Glasperlen.
Der letzte Leuchtturmwärter verkaufte seine Sammlung von Briefmarken an ein Museum.`,
		kinds:   "number negation scope plan figures not_shown",
		carried: "Viele Bewohner von Sand lehnen den Bau der neuen Straße ab.",
		absent:  "Wir haben noch nie eine solche Flut wie im letzten Frühling gesehen.",
	},
	{
		lang: "es",
		shown: `El concejo aprobó el martes el nuevo muro con 31 votos contra 12.
El viejo barco fue construido en 1994 por un astillero de Lund.
La mayoría de los vecinos de Sand apoya el plan del puerto.
La oficina del puerto planea cerrar la vieja línea antes del invierno de 2027.
Nuestra oficina no ha recibido una sola queja en nueve años.`,
		unshown: `Unos buzos hallaron cerca de la isla un naufragio de 1788 con cuentas de vidrio.`,
		kinds:   "number negation scope plan figures not_shown",
		carried: "La mayoría de los vecinos de Sand apoya el plan del puerto.",
		absent:  "Nuestra oficina no ha recibido una sola queja en nueve años.",
	},
	{
		lang: "zh",
		shown: `市议会星期二以31票对12票通过了修建新海堤的方案。
旧渡轮建于1994年，去年共运送乘客41200人次。
大部分居民支持港务局提出的修建计划和预算。
港务局将于2027年冬季之前停运旧渡轮航线。
施工单位至今未能提交完整的环境评估报告。
我们从来没有见过去年春天那样的洪水。
他领导港务局九年，从来没有收到过投诉。`,
		unshown: `潜水员在小岛附近发现一艘1788年的沉船，船上装满玻璃珠。
最后一位灯塔看守人把收藏的邮票卖给了博物馆。`,
		kinds:   "number negation scope plan figures not_shown",
		carried: "大部分居民支持港务局提出的修建计划和预算。",
		absent:  "他领导港务局九年，从来没有收到过投诉。",
	},
	{
		lang: "ja",
		shown: `市議会は火曜日に31票対12票で新しい防潮堤の計画を承認した。
古い渡し船は1994年に建造され、昨年は41200人を運んだ。
多くの住民が港湾局の計画と予算に賛成している。
港湾局は2027年の冬までに古い航路を廃止する予定だ。
彼は九年にわたって港湾局を率いてきた人物である。`,
		unshown: `潜水士が小島の近くでガラス玉を積んだ1788年の沈没船を見つけた。`,
		kinds:   "number negation scope plan figures not_shown",
		carried: "多くの住民が港湾局の計画と予算に賛成している。",
		absent:  "彼は九年にわたって港湾局を率いてきた人物である。",
	},
	{
		lang: "ko",
		shown: `시의회는 화요일에 31표 대 12표로 새 방조제 건설 계획을 승인했다.
낡은 여객선은 1994년에 만들어졌고 지난해 승객 41200명을 태웠다.
많은 주민이 항만청의 건설 계획과 예산을 지지하고 있다.
항만청은 2027년 겨울이 오기 전에 낡은 항로를 폐지할 예정이다.
그는 9년 동안 아무런 민원 없이 항만청을 이끌어 왔다.`,
		unshown: `잠수사들이 작은 섬 근처에서 유리구슬을 실은 1788년의 침몰선을 발견했다.`,
		kinds:   "number negation scope plan figures not_shown",
		carried: "많은 주민이 항만청의 건설 계획과 예산을 지지하고 있다.",
		absent:  "그는 9년 동안 아무런 민원 없이 항만청을 이끌어 왔다.",
	},
	{ // no rules: what holds in any language
		lang: "sv",
		shown: `Kommunfullmäktige röstade på tisdagen med 31 röster mot 12 för den nya muren.
Den gamla färjan byggdes 1994 på ett varv och tog 412 passagerare.
Hamnkontoret lägger ner linjen före vintern 2027 enligt planen.`,
		unshown: `Dykare fann ett vrak från 1788 med en last av glaspärlor nära ön.`,
		kinds:   "number figures not_shown",
		carried: "Hamnkontoret lägger ner linjen före vintern 2027 enligt planen.",
		absent:  "",
	},
}

func lines(s string) []string { return strings.Split(s, "\n") }

// bare is a text without case, spaces and marks.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func TestControls(t *testing.T) {
	for _, text := range texts {
		t.Run(text.lang, func(t *testing.T) {
			shown, unshown := lines(text.shown), lines(text.unshown)
			kinds := map[string]bool{}
			for seed := range uint64(30) {
				made := corrupt.Controls(shown, unshown, text.lang, seed)
				if again := corrupt.Controls(shown, unshown, text.lang, seed); !reflect.DeepEqual(made, again) {
					t.Fatalf("one seed, two lists: %v, %v", made, again)
				}
				if len(made) < 3 || made[0].Kind == made[1].Kind || made[0].From == made[1].From {
					t.Fatalf("seed %d: %+v", seed, made)
				}
				for _, b := range made {
					kinds[string(b.Kind)] = true
					checkBroken(t, b, shown)
				}
			}
			for kind := range strings.FieldsSeq(text.kinds) {
				if !kinds[kind] {
					t.Errorf("never %s: %v", kind, kinds)
				}
			}
		})
	}
}

// checkBroken fails where a statement is shown, or differs from what it was made from in nothing that can be seen.
func checkBroken(t *testing.T, b corrupt.Broken, shown []string) {
	t.Helper()
	if strings.TrimSpace(b.Text) != b.Text || b.Text == "" || strings.Contains(b.Text, "  ") {
		t.Errorf("untidy: %+v", b)
	}
	for _, s := range shown {
		if strings.Contains(bare(s), bare(b.Text)) {
			t.Errorf("%+v is a part of %q", b, s)
		}
	}
	if (b.From < 0) != (b.Kind == corrupt.Unshown) || b.From >= len(shown) {
		t.Errorf("from nowhere: %+v", b)
	}
}

func TestControlsDifferBySeed(t *testing.T) {
	first := map[string]bool{}
	for seed := range uint64(30) {
		first[corrupt.Controls(lines(texts[0].shown), lines(texts[0].unshown), "en", seed)[0].Text] = true
	}
	if len(first) < 5 {
		t.Errorf("thirty seeds, only %d first controls", len(first))
	}
}

func TestCarried(t *testing.T) {
	for _, text := range texts {
		shown := lines(text.shown)
		var stand []string
		for _, i := range corrupt.Carried(shown, text.lang, 3) {
			stand = append(stand, shown[i])
		}
		if !slices.Contains(stand, text.carried) || slices.Contains(stand, text.absent) {
			t.Errorf("%s: %q", text.lang, stand)
		}
	}
}

func TestCarriedStandAlone(t *testing.T) {
	for _, s := range []string{
		"", "Sea level", "Why is the wall so high above the sea?", "The wall of the town by the sea", "Our wall is higher than that of the next town.",
		"They built the wall of the town in seven years.", "1. The wall of the town was built of stone.", "The wall was (as far as one can say built of stone.",
		"and the wall of the town was built of stone.", "The wall stood.", "城墙很高。", "这座城墙在公元七世纪由石头建成。", "本人在公元七世纪的城墙下长大成人。",
	} {
		if got := corrupt.Carried([]string{s}, "", 1); len(got) > 0 {
			t.Errorf("%q stands alone", s)
		}
	}
}

// Limits are true of many figures: "more than 300" is also "more than 200".
func TestControlsKeepLimits(t *testing.T) {
	shown := []string{"The old town has more than 300 houses of stone.", "昨年の渡し船の乗客は300人以上であったとされる。"}
	for _, s := range shown {
		for seed := range uint64(20) {
			for _, b := range corrupt.Controls([]string{s}, nil, "", seed) {
				if b.Kind == corrupt.Number || b.Kind == corrupt.Figures {
					t.Errorf("%q of %q", b.Text, s)
				}
			}
		}
	}
}

//fuzz:covers *.go
func FuzzControls(f *testing.F) {
	for _, text := range texts {
		f.Add(text.shown, text.unshown, text.lang, uint64(1))
	}
	f.Fuzz(func(t *testing.T, shown, unshown, lang string, seed uint64) {
		list := lines(shown)
		for _, b := range corrupt.Controls(list, lines(unshown), lang, seed) {
			if slices.ContainsFunc(list, func(s string) bool { return strings.Contains(bare(s), bare(b.Text)) }) {
				t.Errorf("%+v is shown", b)
			}
		}
		corrupt.Carried(list, lang, seed)
	})
}
