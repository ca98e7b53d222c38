package verify

import (
	"strings"
	"unicode"
)

// char is a character of a text in its usual width and lower case, and the byte that it stands at.
type char struct {
	r     rune
	at    int
	upper bool
}

// foldChars folds a text character by character: full width, numerals of contracts, traditional signs for numbers and money.
func foldChars(s string) []char {
	cs := make([]char, 0, len(s)+1)
	for i, r := range s {
		folded := foldRune(r)
		if h, ok := hangulUnits[r]; ok && afterNumber(cs) {
			folded = h
		}
		cs = append(cs, char{folded, i, unicode.IsUpper(r)})
	}
	return append(cs, char{0, len(s), false}) // so that looking ahead is safe
}

// hangulUnits are the powers and the parts of dates of Korean by the Han characters that mean the same. They do behind a
// number only: elsewhere they are parts of words.
var hangulUnits = map[rune]rune{'십': '十', '백': '百', '천': '千', '만': '万', '억': '亿', '조': '兆', '년': '年', '월': '月', '일': '日', '할': '割'}

// afterNumber reports whether the last character ends a number.
func afterNumber(cs []char) bool {
	if len(cs) == 0 {
		return false
	}
	r := cs[len(cs)-1].r
	return isDigit(r) || smallPowers[r] > 0 || greatPowers[r] > 0
}

func foldRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return r
	case r >= 0xff01 && r <= 0xff5e:
		return unicode.ToLower(r - 0xfee0)
	}
	if f, ok := foldedRunes[r]; ok {
		return f
	}
	return unicode.ToLower(r)
}

var foldedRunes = func() map[rune]rune {
	table := map[rune]rune{}
	for pair := range strings.FieldsSeq(`萬万 億亿 兆兆 兩两 壹一 贰二 貳二 叁三 參三 肆四 伍五 陆六 陸六 柒七 捌八 玖九 拾十 佰百 仟千 圓元 円円 點点 幾几 餘余 數数 歲岁 歳岁 個个 箇个 ヶ个 ケ个 ヵ个
		分分 時时 鐘钟 週周 噸吨 裡里 層层 號号 後后 條条 〇零 ○零 −- –- —- ―- ～~ 〜~ ‐- ‑- 至至 ’' ％% ﹪% ‰‰ 倍倍 間间 頭头 種种 雙双 隻只 輛辆 篇篇 場场 屆届 顆颗 艘艘 棟栋 戶户 戸户 員员 磅磅 鎊镑 歐欧 盧卢 圜元 紀纪 季季 達达 約约 過过 長长 滿满 從从`) {
		p := []rune(pair)
		if len(p) == 2 {
			table[p[0]] = p[1]
		}
	}
	for _, r := range "\u00a0\u2009\u202f\u3000" {
		table[r] = ' '
	}
	return table
}()

// hasAt reports whether the characters from i on are those of a folded text.
func hasAt(cs []char, i int, text string) bool {
	for _, r := range text {
		if i >= len(cs) || cs[i].r != r {
			return false
		}
		i++
	}
	return true
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isLetter is true of letters of scripts with words: Hangul, whose units and particles stand glued to numbers, is none.
func isLetter(r rune) bool { return unicode.IsLetter(r) && !isHan(r) && !isKana(r) && !isHangul(r) }

func isHangul(r rune) bool { return r >= 0xac00 && r <= 0xd7a3 }

func isHan(r rune) bool {
	return r >= 0x3400 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0x20000
}

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30ff }

// before is the character before i, 0 at the start.
func before(cs []char, i int) rune {
	if i <= 0 || i > len(cs) {
		return 0
	}
	return cs[i-1].r
}

// skipSpaces is the first place from i on that is no space.
func skipSpaces(cs []char, i int) int {
	for cs[i].r == ' ' {
		i++
	}
	return i
}

// letters is the word of letters that begins at i, and where it ends.
func letters(cs []char, i int) (string, int) {
	k := i
	for isLetter(cs[k].r) {
		k++
	}
	var b strings.Builder
	for _, c := range cs[i:k] {
		b.WriteRune(plain(c.r))
	}
	return b.String(), k
}

// plain takes the accents off the letters that numbers and months of our languages have.
func plain(r rune) rune {
	switch r {
	case 'á', 'à', 'â', 'ä', 'ã':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'í', 'î', 'ï':
		return 'i'
	case 'ó', 'ö', 'ô', 'õ':
		return 'o'
	case 'ú', 'ü', 'û':
		return 'u'
	case 'ñ':
		return 'n'
	case 'ç':
		return 'c'
	case 'ß':
		return 's'
	}
	return r
}
