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
	for form := range strings.FieldsSeq(glossary[name]) {
		if strings.Contains(c.ev.text, form) {
			return true
		}
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
	for code := range strings.FieldsSeq(countries) {
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

// spelledAlike finds a name in the spelling of another language of the same script: Kalifornien, Normandie, Sicilia. Long names
// may differ in their endings and in letters for one sound.
func spelledAlike(set map[string]bool, name string) bool {
	const least = 4
	bare := soundsOf(name)
	if len(bare) < least {
		return false
	}
	for other := range set {
		o := soundsOf(other)
		if len(o) < least || o[0] != bare[0] {
			continue
		}
		common := 0
		for common < len(bare) && common < len(o) && bare[common] == o[common] {
			common++
		}
		if shorter := min(len(bare), len(o)); common >= least && common*4 >= shorter*3 {
			return true
		}
	}
	return false
}

// soundsOf writes letters of one sound as one.
func soundsOf(name string) string {
	return sounds.Replace(folded(name))
}

var sounds = strings.NewReplacer("sch", "s", "sh", "s", "ph", "f", "th", "t", "ck", "k", "ch", "k", "c", "k", "z", "s", "y", "i", "v", "f", "w", "f", "ll", "l", "nn", "n", "ss", "s", "tt", "t", "mm", "m", "rr", "r", "x", "ks", "qu", "k", "q", "k", "j", "i")

func orEnglish(lang string) string {
	if lang == "" {
		return "en"
	}
	return lang
}

// glossary are words that English writes with a capital and that are no names to be kept, with what Chinese and Japanese
// have for them.
var glossary = map[string]string{
	"europe": "欧洲 欧盟 歐洲 ヨーロッパ 欧州", "european": "欧洲 欧盟 歐洲 ヨーロッパ 欧州", "asia": "亚洲 亞洲 アジア", "asian": "亚洲 亚裔 亞洲 アジア",
	"africa": "非洲 南非 アフリカ", "african": "非洲 非裔 アフリカ", "america": "美洲 美国 美國 北美 南美 アメリカ 米国", "american": "美洲 美国 美國 美裔 アメリカ 米国",
	"north": "北", "south": "南", "east": "东 東", "west": "西", "northern": "北", "southern": "南", "eastern": "东 東", "western": "西", "union": "联盟 欧盟 聯盟 工会 連合 連盟",
	"christian": "基督 キリスト", "catholic": "天主教 カトリック", "protestant": "新教 プロテスタント", "muslim": "穆斯林 ムスリム", "islamic": "伊斯兰 イスラム", "jewish": "犹太 ユダヤ", "buddhist": "佛 仏",
	"latin": "拉丁 ラテン", "english": "英语 英文 英国 英語 イギリス 英格兰", "german": "德语 德国 德文 德軍 ドイツ", "french": "法语 法国 法文 法軍 フランス", "japanese": "日语 日本 日文", "russian": "俄语 俄罗斯 俄国 俄文 ロシア",
	"spanish": "西班牙 スペイン", "court": "法院 裁判所", "parliament": "议会 國會 国会 議会", "university": "大学 大學", "government": "政府", "bible": "圣经 聖經 聖書", "pope": "教皇 教宗", "emperor": "皇帝 帝 天皇",
	"earth": "地球", "moon": "月", "sun": "太阳 太陽", "bank": "银行 銀行", "central": "中央 央行", "committee": "委员会 委員会", "commission": "委员会 委員会", "court's": "法院", "state": "州 国", "church": "教会 教會",
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
