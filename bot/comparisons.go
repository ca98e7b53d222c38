package bot

import (
	"strings"
	"sync"
	"unicode"
)

// comparisonTables list, language by language, the words that compare texts, and those that only stand around them. A message
// of both, and of words that order a summary, asks for nothing but the texts side by side.
var comparisonTables = map[string]struct{ compares, around string }{
	"en": {
		`compare compares compared comparing comparison contrast differ differs different difference differences similar similarities versus vs common agree disagree`,
		`how which where are is do does there have between both two three each other others from with against side by they them their articles texts pages links documents papers
		files reports stories versions biggest same or but where's how's`,
	},
	"zh": {
		`比较 比一比 比一下 比对 对比 对照 差异 差别 区别 不同 异同 相同 共同点 分歧 比較 比對 對比 對照 差異 差別 區別 異同 共同點`,
		`两 兩 两篇 兩篇 两个 兩個 两者 兩者 二者 俩 倆 几 幾 三 篇 它们 它們 他们 他們 这些 這些 那些 之间 之間 间 間 有 有何 有什么 有什麼 有哪些 哪 哪些 哪里 哪裡 在 在于 在於 地方 之处 之處 处 處
		做 跟 同 各自 彼此 怎么 怎麼 怎样 怎樣 样 樣 方面 观点 觀點 看法 说法 說法 一`,
	},
	"ja": {
		`比較 比べ 比べる 違い 違う 違って 違います 相違 相違点 異なる 異なり 異なります 共通 共通点`,
		`二つ つ 二 本 両方 両者 双方 お互い これら それら どちら どう どこ は が に の を と で も 間 点 文章 記事 み て みて ます いる います する し た か`,
	},
	"ko": {
		`비교 비교해 비교해줘 비교해주세요 비교하면 차이 차이점 다른 다른지 다른가요 다르 다릅니까 달라 달라요 공통점`,
		`두 둘 그 들 문서 사이 의 에 어떻게 어디 무엇 무엇이 뭐가 어떤 있어 있나요 있어요 있는지 해 줘 해줘 서로 과 와`,
	},
	"de": {
		`vergleiche vergleich vergleichen verglichen gegenüber gegenüberstellen gegenüberstellung unterschied unterschiede unterscheiden unterscheidet unterschiedlich gemeinsam
		gemeinsamkeiten widersprechen`,
		`beide beiden zwei sie zwischen mit wie worin wo dem den sich einander miteinander untereinander voneinander artikel artikeln artikels texte texten dokumente dokumenten gibt
		haben welche welcher diesen stelle stell und`,
	},
	"fr": {
		`compare comparer comparez compare-les comparez-les comparaison différence différences diffèrent diffère distingue distinguent commun ressemblances`,
		`deux ces articles textes documents entre eux elles qu'est-ce qui que en comment sont quelles quels y a-t-il l'un l'autre des ils ont avec et se`,
	},
	"es": {
		`compara comparar compare comparad comparación compáralos compáralas comparalos diferencia diferencias diferencian difieren distingue distinguen común semejanzas`,
		`las dos ambos ambas estos estas artículos textos documentos entre ellos ellas sí cuáles son en hay con tienen cómo y qué`,
	},
	"pt": {
		`compare comparar compara comparação diferença diferenças diferem distingue distinguem comum semelhanças`,
		`as dois duas ambos estes estas esses artigos textos documentos entre eles elas quais são em com têm há como e`,
	},
	"it": {
		`confronta confrontare confrontali confronto paragona paragonali differenza differenze differiscono distingue diversi comune`,
		`i gli le due entrambi questi articoli testi documenti tra fra loro quali sono con hanno c'è come e l'uno l'altro`,
	},
	"nl": {
		`vergelijk vergelijken vergelijking verschil verschillen verschilt gemeen overeenkomsten`,
		`de twee beide ze zij artikelen teksten documenten tussen met elkaar wat hoe is zijn hebben welke van er die hun`,
	},
	"ru": {
		`сравни сравните сравнить сравнение сопоставь разница различие различия отличия отличие отличаются различаются общего`,
		`их они эти две два обе оба статьи тексты текста между ними собой друг друга от какая какие есть у них и что с`,
	},
	"tr": {
		`karşılaştır karşılaştırır karşılaştırma kıyasla kıyaslar fark farkı farklar farkları ortak`,
		`iki ikisi ikisini makaleyi makaleler metni metinler belge belgeler arasında arasındaki neler nasıl onları bunları ile ve`,
	},
}

// comparison are the words of one language that ask to compare; all holds those around them too.
type comparison struct{ compares, all map[string]bool }

var comparisons = sync.OnceValue(func() map[string]comparison {
	byLanguage := map[string]comparison{}
	for lang, table := range comparisonTables {
		c := comparison{map[string]bool{}, map[string]bool{}}
		addWords(c.compares, table.compares)
		addWords(c.all, table.compares+" "+table.around)
		addWords(c.all, orderTables[lang]+" "+aboutTables[lang])
		byLanguage[lang] = c
	}
	return byLanguage
})

// asksComparison reports whether words ask for nothing but how texts compare ("compare them", 这两篇有什么不同).
func asksComparison(words string) bool {
	fields := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return separates(r) || unicode.IsDigit(r) })
	for _, known := range comparisons() {
		if only(fields, known.all) && anyOf(fields, known.compares) {
			return true
		}
	}
	return false
}

// anyOf reports whether a known word is among fields, or, in a script without spaces, within one.
func anyOf(fields []string, known map[string]bool) bool {
	for _, field := range fields {
		if known[field] {
			return true
		}
		for word := range known {
			if strings.ContainsFunc(word, isSpaceless) && strings.Contains(field, word) {
				return true
			}
		}
	}
	return false
}
