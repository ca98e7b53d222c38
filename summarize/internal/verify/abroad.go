package verify

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// knownAbroad reports whether a name that the evidence writes in another language is there all the same: a country by
// its name in either language, a people by its country. Other names stay as the text writes them.
func knownAbroad(name string, c *comparison) bool {
	if c.one {
		return false
	}
	from, err := language.Parse(orEnglish(c.claim.lang))
	if err != nil {
		return false
	}
	to, err := language.Parse(orEnglish(c.ev.lang))
	if err != nil {
		return false
	}
	named, asked := display.Regions(from), display.Regions(to)
	if named == nil || asked == nil {
		return false
	}
	text := c.ev.text + "\n" + c.ev.around
	for _, code := range strings.Fields(countries) {
		region, err := language.ParseRegion(code)
		if err != nil {
			continue
		}
		own := folded(named.Name(region))
		root := demonym(name)
		if !strings.Contains(own, name) && (root == "" || !strings.HasPrefix(own, root)) && irregular[name] != code {
			continue
		}
		if there := asked.Name(region); there != "" && strings.Contains(text, there) || short[code] != "" && strings.Contains(text, short[code]) {
			return true
		}
	}
	return false
}

func orEnglish(lang string) string {
	if lang == "" {
		return "en"
	}
	return lang
}

const countries = `CN US GB FR DE JP KR KP RU IN BR CA AU IT ES PT NL BE CH AT SE NO DK FI PL CZ HU GR TR UA IL IR IQ SA AE EG ZA NG KE MX AR CL CO PE VE
	ID MY SG TH VN PH PK BD LK NP MM KH LA TW HK MO NZ IE IS RO BG RS HR SK SI LT LV EE BY KZ UZ MN AF SY LB JO QA KW CU`

// short are the everyday names that the tables of countries do not have.
var short = map[string]string{"US": "美国", "GB": "英国", "HK": "香港", "MO": "澳门", "TW": "台湾", "KR": "韩国", "CN": "中国"}

var irregular = map[string]string{
	"american": "US", "americans": "US", "america": "US", "us": "US", "usa": "US", "british": "GB", "britain": "GB", "england": "GB", "english": "GB", "uk": "GB",
	"french": "FR", "dutch": "NL", "swiss": "CH", "danish": "DK", "greek": "GR", "korean": "KR", "korea": "KR", "spanish": "ES", "chinese": "CN", "thai": "TH", "irish": "IE",
	"hong": "HK", "kong": "HK", "taiwan": "TW", "welsh": "GB", "scottish": "GB", "polish": "PL", "turkish": "TR", "swedish": "SE", "finnish": "FI",
}
