package verify

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// hanCountry is a country as Chinese and Japanese texts write it: all its names, folded, and the signs that stand for it in
// compounds such as 对日出口.
type hanCountry struct{ names, signs []string }

// countrySigns are the signs that stand for a country by themselves.
var countrySigns = map[string]string{
	"CN": "中 华", "US": "美 米", "GB": "英", "FR": "法 仏", "DE": "德 独", "JP": "日 和", "KR": "韩", "KP": "朝", "RU": "俄 露 苏", "IN": "印", "BR": "巴 伯",
	"CA": "加", "AU": "澳 豪", "IT": "意 伊", "ES": "西", "NL": "荷 蘭", "TH": "泰 タイ", "VN": "越", "PT": "葡", "TW": "台", "HK": "港", "EG": "埃", "IR": "伊", "IL": "以",
}

var hanCountries = sync.OnceValue(func() []hanCountry {
	zh, ja := display.Regions(language.SimplifiedChinese), display.Regions(language.Japanese)
	var out []hanCountry
	for code := range strings.FieldsSeq(countries) {
		region, err := language.ParseRegion(code)
		if err != nil {
			continue
		}
		var c hanCountry
		for _, name := range []string{zh.Name(region), ja.Name(region), short[code]} {
			if len([]rune(name)) >= 2 && !strings.ContainsAny(name, "（(") {
				c.names = append(c.names, lexical.Fold(name))
			}
		}
		for sign := range strings.FieldsSeq(countrySigns[code]) {
			c.signs = append(c.signs, lexical.Fold(sign))
		}
		out = append(out, c)
	}
	return out
})

// in reports whether a folded text names the country, or has a sign that may stand for it.
func (h hanCountry) in(text string) bool {
	has := func(s string) bool { return strings.Contains(text, s) }
	return slices.ContainsFunc(h.names, has) || slices.ContainsFunc(h.signs, has)
}

// countryNames wants every country that a Chinese or Japanese claim names to be named by its evidence or what stands around it.
func (c *comparison) countryNames() finding {
	said := plainSigns(c.claim.words)
	ev := ""
	for _, country := range hanCountries() {
		for _, name := range country.names {
			at := strings.Index(said, name)
			if at < 0 {
				continue
			}
			if ev == "" {
				ev = plainSigns(c.ev.words) + "\n" + plainSigns(cutWords(c.ev.around, c.ev.lang))
			}
			if country.in(ev) {
				break
			}
			if from, to := c.claim.signsAt(at, len(name)); from < to && !c.inQuotes(c.claim.words[from].start) {
				return c.differs(nameReason, c.claim.span(from, to), c.otherCountry(from, to))
			}
		}
	}
	return finding{}
}

// otherCountry is the country that the evidence names where the claim names its own, else the only one that it names and the
// claim does not.
func (c *comparison) otherCountry(from, to int) span {
	said, has := plainSigns(c.claim.words), plainSigns(c.ev.words)
	start, end, ok := c.opposite(from, to)
	var only span
	n := 0
	for _, country := range hanCountries() {
		for _, name := range country.names {
			at := strings.Index(has, name)
			if at < 0 || strings.Contains(said, name) {
				continue
			}
			if f, t := c.ev.signsAt(at, len(name)); f < t {
				found := span{c.ev.words[f].start, c.ev.words[t-1].end}
				if ok && found.start < end && found.end > start {
					return found
				}
				only, n = found, n+1
			}
			break
		}
	}
	if n == 1 {
		return only
	}
	return span{}
}

// signsAt are the words that stand at a byte of the text that plainSigns makes of all of them.
func (r *reading) signsAt(at, length int) (from, to int) {
	from = -1
	pos := 0
	for i, w := range r.words {
		if pos >= at && from < 0 {
			from = i
		}
		pos += len(w.text)
		if from >= 0 && pos >= at+length {
			return from, i + 1
		}
	}
	return 0, 0
}
