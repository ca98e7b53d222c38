package verify_test

import "testing"

// The same value, written otherwise; and values that differ.
func TestWaysOfWriting(t *testing.T) {
	run(t, []check{
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
		{"en", "He won the title in the 2007-08 season.", "He won the title in 2008.", ""},
		{"en", "He won the title in the 2007-08 season.", "He won the title in the 2009-10 season.", "date"},
		// no figures
		{"zh", "工程本周开工。", "工程于本周开工，一切顺利。", ""},
		{"en", "The firm sold the GPT-4 licence.", "The firm sold the GPT4 licence.", ""},
		{"en", "The Airbus A380 landed.", "The A380 landed.", ""},
	})
}
