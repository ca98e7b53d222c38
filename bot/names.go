package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// surnameReadings are the surnames whose reading is not that of the character elsewhere (Xinhua Zidian, appendix of names).
var surnameReadings = map[rune]string{
	'单': "Shan", '曾': "Zeng", '仇': "Qiu", '解': "Xie", '查': "Zha", '任': "Ren", '华': "Hua", '区': "Ou", '朴': "Piao", '盖': "Ge", '乐': "Yue",
	'尉': "Wei", '缪': "Miao", '员': "Yun", '折': "She", '召': "Shao", '覃': "Qin", '冼': "Xian", '翟': "Zhai", '秘': "Bi", '种': "Chong", '洗': "Xian",
}

// longSurnames are the surnames of two characters in use.
var longSurnames = []string{"欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "慕容", "皇甫", "尉迟", "公孙", "令狐", "轩辕", "宇文", "长孙", "端木", "南宫"}

// ambiguous are characters that are read in two ways today, tones aside: a name that holds one is given no reading.
const ambiguous = "乐行重朝长还都茜盛传晟调参藏便差处得和会觉角率没石宿弹降奇俞都曾单仇解查区朴盖尉缪折召种强祭薄车乘冲畜大给红夹贾结景卡咖壳期省识什数似提吐系校臧择召占追幢厦嚼咽"

// pinyinOf is the pinyin of a Chinese name, surname first: "Yu Huan"; "" where the characters do not tell it for certain.
func pinyinOf(name string) string {
	n := utf8.RuneCountInString(name)
	if n < 2 || n > 4 || strings.ContainsFunc(name, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		return ""
	}
	family := string([]rune(name)[:1])
	for _, long := range longSurnames {
		if strings.HasPrefix(name, long) && n > 2 {
			family = long
		}
	}
	if n == 4 && utf8.RuneCountInString(family) == 1 {
		return "" // no name of this shape: a firm, or two names
	}
	first, ok := surnameReadings[[]rune(family)[0]]
	if !ok || utf8.RuneCountInString(family) > 1 {
		first = spelled(family, utf8.RuneCountInString(family) > 1)
	}
	given := spelled(strings.TrimPrefix(name, family), false)
	if first == "" || given == "" {
		return ""
	}
	return first + " " + given
}

// spelled is the pinyin of characters as one word; "" where one of them is read in two ways, unless all together are known.
func spelled(characters string, known bool) string {
	if !known && strings.ContainsAny(characters, ambiguous) {
		return ""
	}
	if strings.HasPrefix(characters, "长孙") {
		return "Zhangsun"
	}
	if strings.HasPrefix(characters, "尉迟") {
		return "Yuchi"
	}
	var b strings.Builder
	syllables := pinyin.LazyPinyin(characters, pinyin.NewArgs())
	if len(syllables) != utf8.RuneCountInString(characters) {
		return ""
	}
	for i, s := range syllables {
		switch {
		case i == 0:
			s = strings.ToUpper(s[:1]) + s[1:]
		case strings.ContainsRune("aeo", rune(s[0])):
			s = "'" + s
		}
		b.WriteString(s)
	}
	return b.String()
}

// readingIn is a name's reading for those who read in another script: the pair that the text itself has, else what its letters
// are by rule: kana and hangul say how they are read, and Chinese characters do so only in names of a Chinese text.
func readingIn(name string, doc *article.Document, lang string) string {
	if doc == nil || canRead(lang, name) {
		return ""
	}
	for _, brackets := range [][2]string{{"（", "）"}, {"(", ")"}, {" (", ")"}} {
		_, after, ok := strings.Cut(doc.Text, name+brackets[0])
		inside, _, shut := strings.Cut(after, brackets[1])
		switch {
		case !ok || !shut:
		case isLatinName(inside):
			return inside
		case len(inside) < mostName && strings.ContainsFunc(inside, isKana):
			if r := kanaReading(inside); r != "" {
				return r
			}
		}
	}
	of, _, _ := strings.Cut(doc.Language, "-")
	switch {
	case strings.ContainsFunc(name, isKana):
		return kanaReading(name)
	case of == "ko":
		return hangulReading(name)
	case of == "zh":
		return pinyinOf(name)
	}
	return ""
}

// canRead reports whether those who read a language need no reading of a name.
func canRead(lang, name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch {
	case strings.ContainsFunc(name, isKana):
		return base == "ja"
	case strings.ContainsFunc(name, isHangul):
		return base == "ko"
	case strings.ContainsFunc(name, isHan):
		return base == "zh" || base == "ja"
	}
	return true
}

func isLatinName(s string) bool {
	if len(s) < 3 || len(s) > 60 || !unicode.IsUpper([]rune(s)[0]) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Latin, r) && !strings.ContainsRune(" .'’-", r) })
}

// named is a name, with its reading behind it where that is certain and was not given before.
func (d *drawing) named(name string, doc *article.Document) string {
	r := readingIn(name, doc, d.lang)
	if r == "" || slices.Contains(d.read, name) {
		return name
	}
	d.read = append(d.read, name)
	return name + " (" + r + ")"
}

// namesRead is a claim in which the speakers of its passages have their readings, each once in a reply.
func (d *drawing) namesRead(c summarize.Claim) string {
	text := c.Text
	for _, cite := range c.Citations {
		name := cite.Speaker()
		if name == "" || !strings.Contains(text, name) || slices.Contains(d.read, name) {
			continue
		}
		if text = withReading(text, name, readingIn(name, cite.Document(), d.lang)); strings.Contains(text, name+" (") {
			d.read = append(d.read, name)
		}
	}
	return text
}

// spokenNames is the same for one sentence alone.
func spokenNames(c summarize.Claim, lang string) string {
	d := drawing{lang: lang}
	return d.namesRead(c)
}

// withReading puts a reading behind the first place of a name, unless the text has it.
func withReading(text, name, r string) string {
	if r == "" || strings.Contains(text, r) || strings.Contains(text, name+" (") || strings.Contains(text, name+"（") {
		return text
	}
	return strings.Replace(text, name, name+" ("+r+")", 1)
}
