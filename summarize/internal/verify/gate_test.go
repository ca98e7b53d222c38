package verify_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// runGate wants the gate to reject with a reason, to pass with a hint ("?"), or to pass without a word ("").
func runGate(t *testing.T, checks []check) {
	t.Helper()
	for _, tt := range checks {
		lang, claimLang, ok := strings.Cut(tt.lang, ">")
		if !ok {
			claimLang = lang
		}
		v := verify.Gate(verify.Claim{Text: tt.claim, Language: claimLang}, cite(t, lang, tt.passage))
		got := v.Reason
		if got == "" && len(v.Hints) > 0 {
			got = "?"
		}
		if got != tt.want {
			t.Errorf("%s\n  passage %s\n  claim   %s\n  got %q (said %q, found %q, hints %q), want %q",
				tt.lang, tt.passage, tt.claim, got, v.Said, v.Found, v.Hints, tt.want)
		}
	}
}

// The same value, written otherwise; and values that differ.
func TestWaysOfWriting(t *testing.T) {
	runGate(t, []check{
		// units
		{"en", "The ovens run at 350° C.", "The ovens run at 350 °C.", ""},
		{"en>de", "The ovens run at 350 °C.", "Die Öfen laufen bei 350 Grad Celsius.", ""},
		{"en", "The ovens run at 350 °C.", "The ovens run at 350 °F.", "number"},
		{"ja>en", "全長は1050キロに及ぶ。", "It is 1,050 km long.", ""},
		{"ja>en", "荷は1050キロある。", "The load weighs 1,050 kg.", ""},
		{"ja>en", "全長は1050キロに及ぶ。", "It is 1,150 km long.", "number"},
		{"en", "The house is for sale at £5.3m.", "The house costs 5.3 million pounds.", ""},
		{"en", "The house is for sale at £5.3m.", "The house costs 5.3 million euros.", "number"},
		{"en", "It covers 1,990 sq/ft.", "It covers 1,990 square feet.", ""},
		// shares
		{"ja>en", "回答者の6割が賛成した。", "60 % of those asked agreed.", ""},
		{"ja", "回答者の6割が賛成した。", "回答者の60%が賛成した。", ""},
		{"ja", "回答者の6割が賛成した。", "回答者の70%が賛成した。", "number"},
		{"zh", "六成受访者表示同意。", "60%的受访者表示同意。", ""},
		{"ko>en", "응답자의 6할이 찬성했다.", "60 percent of those asked agreed.", ""},
		{"ko", "0.73%포인트 차로 졌다.", "0.73%p 차로 졌다.", ""},
		{"zh>de", "访问量下降百分之九点七。", "Die Besuche gingen um 9,7 % zurück.", ""},
		{"zh>es", "访问量下降百分之九点七。", "Las visitas bajaron un 7,9 %.", "number"},
		// powers
		{"zh>en", "公司投资90亿元。", "The company invested 9 billion yuan.", ""},
		{"zh>ja", "公司投资90亿元。", "同社は90億元を投資した。", ""},
		{"zh>en", "公司投资90亿元。", "The company invested 90 billion yuan.", "number"},
		{"zh", "每年投入上百亿。", "每年投入上百亿。", ""},
		{"en", "They raised 5 mln euros.", "They raised 5 million euros.", ""},
		{"de>en", "Der Umsatz lag bei 1,2 Mrd. Euro.", "Revenue was 1,200 million euros.", ""},
		{"en", "Revenue was 1.2bn.", "Revenue was 1,200 million.", ""},
		{"en>ko", "They raised 53 million won.", "5300만 원을 모았다.", ""},
		{"ko>en", "그 회사는 3조 5000억 원을 투자했다.", "The company invested 3.5 trillion won.", ""},
		{"ko>en", "그 회사는 3조 5000억 원을 투자했다.", "The company invested 3.5 billion won.", "number"},
		{"es", "Cuesta 5 mil millones de euros.", "Cuesta 5.000 millones de euros.", ""},
		// fractions
		{"en", "The plank is 59½ inches long.", "The plank is 59.5 inches long.", ""},
		{"en", "The plank is 59 1/2 inches long.", "The plank is 59.5 inches long.", ""},
		{"en", "The plank is 59½ inches long.", "The plank is 95½ inches long.", "number"},
		// days
		{"ja>en", "式は14日に行われる。", "The ceremony is on the 14th.", ""},
		{"en>zh", "The ceremony is on 14 March.", "典礼于14日举行。", ""},
		{"zh", "会议于12月7日至12月11日举行。", "会议于12月7日至11日举行。", ""},
		{"ko>en", "헌재는 4월 4일 파면을 결정했다.", "The court decided on April 4.", ""},
		{"ko>en", "헌재는 4월 4일 파면을 결정했다.", "The court decided on April 14.", "date"},
		{"en>ko", "It opened on 3 October 2025.", "2025년 10월 3일에 문을 열었다.", ""},
		{"en>ko", "It opened on 3 October 2025.", "2024년 10월 3일에 문을 열었다.", "date"},
		{"ja>en", "1915年(大正4年)3月1日に開業した。", "It opened on 1 March 1915.", ""},
		{"ja", "1915年（大正4年）3月1日に開業した。", "1915年4月1日に開業した。", "date"},
		{"ja>en", "平成24年12月に開業した。", "It opened in December 2012.", ""},
		{"zh>en", "24年12月公布。", "It was published in December 2024.", ""},
		{"zh>en", "24年12月公布。", "It was published in December 2023.", "date"},
		{"en", "they met in march 2019 in lund.", "They met in Lund in March 2019.", ""},
		{"en", "they met on 3 october in lund.", "They met in Lund on October 3.", ""},
		{"en", "they met on 3 october in lund.", "They met in Lund on October 13.", "date"},
		{"zh", "船只三月二日离开。", "船只3月2日离开。", ""},
		{"zh", "船只三月二日离开。", "船只3月3日离开。", "date"},
		{"en", "He won the title in the 2007-08 season.", "He won the title in the 2007–2008 season.", ""},
		{"en", "He won the title in the 2007-08 season.", "He won the title in 2008.", ""},
		{"en", "He won the title in the 2007-08 season.", "He won the title in the 2009-10 season.", "date"},
		// no figures
		{"zh", "工程本周开工。", "工程于本周开工，一切顺利。", ""},
		{"en", "Sales rose after the break of the match.", "Sales rose in the second half of the match.", ""},
		{"en", "The race began at 14:00.", "The race began at 2:00 pm.", ""},
		{"en", "He won in the 2007 -- 08 season.", "He won in the 2007-08 season.", ""},
		// glued to letters
		{"en", "The ferry runs in winter.", "The f1000000000000000 runs in winter.", "number"},
		{"en", "The ferry runs in winter.", "The ferry runs in x2019y winter.", "number"},
		{"en", "The ferry runs in winter.", "The ferry runs 0000000000000 times in winter.", "number"},
		{"en", "The ferry runs in winter.", "The ferry runs 000 times in winter.", "number"},
		{"zh", "渡轮冬天开航。", "渡轮冬天开航００７次。", "number"},
		{"de", "Die Fähre fährt im Winter.", "Die Fähre fährt im Winter 05 Mal.", "number"},
		{"en", "The ferry runs at 7.", "The ferry runs at 07.", ""},
		{"en", "The firm sold the GPT-4 licence.", "The firm sold the GPT4 licence.", ""},
		{"en", "The Airbus A380 landed.", "The A380 landed.", ""},
		{"zh", "空客A380降落。", "空客A320降落。", "number"},
	})
}

// What may be right is left to who reads the claim next, with a hint.
func TestGateIsSureOrHints(t *testing.T) {
	runGate(t, []check{
		// counted, worked out, rounded
		{"en", "Ann, Tom and Ines signed the letter.", "Three people signed the letter.", "?"},
		{"zh", "会议于9月22日至25日举行。", "会议前后共四天。", "?"},
		{"ja", "10問のうち8問が首相に向けられた。", "5問のうち4問が首相に向けられた。", "?"},
		{"en", "A poll shows that 26% of Americans approve.", "A quarter of Americans approve.", "?"},
		{"zh", "出生138986人，死亡207230人。", "死亡人数比出生人数多6.8万人。", "?"},
		{"zh>en", "人口总数为23264640人。", "The population is 23.26 million.", ""},
		{"de", "Es kamen 341.200 Menschen.", "Es kamen mehr als 300.000 Menschen.", "?"},
		{"ko", "0.73%포인트 차로 졌다.", "1%포인트도 안 되는 차이로 졌다.", "?"},
		{"es", "Llegaron 41.200 personas.", "Llegaron unas 41.000 personas.", ""},
		{"es", "Llegaron 41.200 personas.", "Llegaron unas 43.000 personas.", "number"},
		{"en", "It takes 5 seconds from 0-60 mph.", "It takes 5 seconds from 0 to 60 miles.", "?"},
		{"en", "It cost 60 dollars.", "It cost 60 euros.", "number"},
		{"zh", "利率上升3个百分点。", "利率上升3%。", "number"},
		// dates that may follow
		{"en", "The boats leave on the second of March.", "The boats leave on 2 March.", "?"},
		{"en", "They left on March the twenty-first, 2024.", "They left on 21 March 2024.", "?"},
		{"en", "They left on the third of March 2024.", "They left on 3 March 2025.", "date"},
		{"en", "They left on the third of March.", "They left on 3 April.", "date"},
		{"de", "Die Boote fahren am dritten März.", "Die Boote fahren am 3. März.", "?"},
		{"fr", "Les bateaux partent le deux mars.", "Les bateaux partent le 2 mars.", "?"},
		{"es", "Los barcos salen el dos de marzo.", "Los barcos salen el 2 de marzo.", "?"},
		{"en", "The vote is on Friday.", "The vote is on 5 May.", "?"},
		{"en", "The vote is on 5 May 2023.", "The vote is on Friday.", "?"},
		{"en", "The vote is on 5 May 2023.", "The vote is on 6 May 2023.", "date"},
		{"en", "The vote is on 5 May.", "The vote is in 2019.", "date"},
		// words in quotation marks
		{"en", "The firm said it had never lost a single boat.", "The firm had “never lost a single boat”.", ""},
		{"en", "The firm said it had never lost a single boat.", "The firm had “never sunk a single boat”.", "quoted_words"},
		{"en", "The room is bright and well proportioned.", "The room is “bright and well-proportioned”.", ""},
		{"en", "It was a burn under control.", "It was a “controlled burn”.", "?"},
		{"en>zh", "His death was “unnecessary and avoidable”, he said.", "他说这起死亡“没有必要、本可避免”。", "?"},
		{"zh", "他说这是一次没有必要的失败。", "他说这是“一次完全没有必要的失败”。", "quoted_words"},
	})
}

// Years that only the day of publication tells.
func TestYearOfPublication(t *testing.T) {
	for _, tt := range []struct{ lang, passage, claim, want string }{
		{"en", "Sales will fall this year.", "Sales will fall in 2025.", ""},
		{"en", "Sales will fall this year.", "Sales will fall in 2019.", "date"},
		{"zh", "今年销量将下降。", "2025年销量将下降。", ""},
		{"zh", "去年销量下降。", "2024年销量下降。", ""},
		{"ja", "昨年の販売は減少した。", "2024年の販売は減少した。", ""},
		{"ko", "지난해 판매가 줄었다.", "2024년 판매가 줄었다.", ""},
		{"de", "Im vergangenen Jahr sank der Absatz.", "2024 sank der Absatz.", ""},
		{"es", "El año pasado bajaron las ventas.", "En 2024 bajaron las ventas.", ""},
	} {
		d := document(tt.lang, []string{tt.passage})
		d.Published = "2025-03-04"
		c, err := d.CitePassages(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		if v := verify.Gate(verify.Claim{Text: tt.claim, Language: tt.lang}, []article.Citation{c}); v.Reason != tt.want {
			t.Errorf("%q of %q: %q (%q, %q)", tt.claim, tt.passage, v.Reason, v.Said, v.Found)
		}
	}
}
