package bot

import (
	"strings"
	"unicode"
)

// hepburn is Hepburn's romanization (ALA-LC's form), by kana; those of two kana go before those of one.
var hepburn = withGlides(map[string]string{
	"あ": "a", "い": "i", "う": "u", "え": "e", "お": "o", "か": "ka", "き": "ki", "く": "ku", "け": "ke", "こ": "ko",
	"が": "ga", "ぎ": "gi", "ぐ": "gu", "げ": "ge", "ご": "go", "さ": "sa", "し": "shi", "す": "su", "せ": "se", "そ": "so",
	"ざ": "za", "じ": "ji", "ず": "zu", "ぜ": "ze", "ぞ": "zo", "た": "ta", "ち": "chi", "つ": "tsu", "て": "te", "と": "to",
	"だ": "da", "ぢ": "ji", "づ": "zu", "で": "de", "ど": "do", "な": "na", "に": "ni", "ぬ": "nu", "ね": "ne", "の": "no",
	"は": "ha", "ひ": "hi", "ふ": "fu", "へ": "he", "ほ": "ho", "ば": "ba", "び": "bi", "ぶ": "bu", "べ": "be", "ぼ": "bo",
	"ぱ": "pa", "ぴ": "pi", "ぷ": "pu", "ぺ": "pe", "ぽ": "po", "ま": "ma", "み": "mi", "む": "mu", "め": "me", "も": "mo",
	"や": "ya", "ゆ": "yu", "よ": "yo", "ら": "ra", "り": "ri", "る": "ru", "れ": "re", "ろ": "ro", "わ": "wa", "を": "o", "ん": "n", "ゔ": "vu",
	"しゃ": "sha", "しゅ": "shu", "しょ": "sho", "しぇ": "she", "ちゃ": "cha", "ちゅ": "chu", "ちょ": "cho", "ちぇ": "che",
	"じゃ": "ja", "じゅ": "ju", "じょ": "jo", "じぇ": "je", "ふぁ": "fa", "ふぃ": "fi", "ふぇ": "fe", "ふぉ": "fo", "ふゅ": "fyu",
	"てぃ": "ti", "でぃ": "di", "とぅ": "tu", "どぅ": "du", "でゅ": "dyu", "うぃ": "wi", "うぇ": "we", "うぉ": "wo",
	"ゔぁ": "va", "ゔぃ": "vi", "ゔぇ": "ve", "ゔぉ": "vo", "つぁ": "tsa", "つぇ": "tse", "つぉ": "tso", "くぁ": "kwa", "くぉ": "kwo",
})

// withGlides adds きゃ, きゅ, きょ and their like.
func withGlides(kana map[string]string) map[string]string {
	for _, row := range []struct{ kana, sound string }{
		{"き", "k"}, {"ぎ", "g"}, {"に", "n"}, {"ひ", "h"}, {"び", "b"}, {"ぴ", "p"}, {"み", "m"}, {"り", "r"},
	} {
		kana[row.kana+"ゃ"], kana[row.kana+"ゅ"], kana[row.kana+"ょ"] = row.sound+"ya", row.sound+"yu", row.sound+"yo"
	}
	return kana
}

var macrons = strings.NewReplacer("a", "ā", "i", "ī", "u", "ū", "e", "ē", "o", "ō")

// kanaReading is a name in kana as Latin letters, part by part; "" where something else stands in it. Long vowels that are
// written with a vowel stay as they are written: kana do not tell いのうえ (Inoue) from さとう (Satō).
func kanaReading(name string) string {
	var parts []string
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("・＝=", r) }) {
		latin := romaji(part)
		if latin == "" {
			return ""
		}
		parts = append(parts, capital(latin))
	}
	return strings.Join(parts, " ")
}

// romaji is one part of a name in kana.
func romaji(part string) string {
	kana := []rune(strings.Map(toHiragana, part))
	var b strings.Builder
	double, afterN := false, false
	for i := 0; i < len(kana); i++ {
		switch {
		case kana[i] == 'っ' && !double && i+1 < len(kana):
			double = true
			continue
		case kana[i] == 'ー' && b.Len() > 0 && !double:
			before := b.String()
			last := before[len(before)-1:]
			if long := macrons.Replace(last); long != last {
				b.Reset()
				b.WriteString(before[:len(before)-1] + long)
				continue
			}
			return ""
		}
		sound := ""
		if i+1 < len(kana) {
			if sound = hepburn[string(kana[i:i+2])]; sound != "" {
				i++
			}
		}
		if sound == "" {
			sound = hepburn[string(kana[i])]
		}
		if sound == "" || double && strings.ContainsAny(sound[:1], "aeioun") {
			return ""
		}
		if afterN && strings.ContainsAny(sound[:1], "aeiouy") {
			b.WriteByte('\'') // けんいち is Ken'ichi
		}
		afterN = kana[i] == 'ん'
		if double {
			first := sound[:1]
			if strings.HasPrefix(sound, "ch") {
				first = "t"
			}
			b.WriteString(first)
			double = false
		}
		b.WriteString(sound)
	}
	if double || b.Len() < 2 {
		return ""
	}
	return b.String()
}

// toHiragana makes one of both kinds of kana.
func toHiragana(r rune) rune {
	if r >= 'ァ' && r <= 'ヶ' {
		return r - 'ァ' + 'ぁ'
	}
	return r
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) || r == 'ー' }
