package verify_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
)

// document makes a document of paragraphs, each a list of sentences; "Name: sentence" is said by Name.
func document(lang string, paragraphs ...[]string) *article.Document {
	d := &article.Document{ID: "doc-" + lang, Language: lang, Kind: article.Text}
	var text strings.Builder
	for i, sentences := range paragraphs {
		if i > 0 {
			text.WriteString("\n\n")
		}
		for k, s := range sentences {
			if k > 0 && lang != "zh" && lang != "ja" {
				text.WriteString(" ")
			}
			p := article.Passage{Number: len(d.Passages) + 1, Start: text.Len(), Paragraph: i + 1, Role: "paragraph"}
			if name, said, ok := strings.Cut(s, ": "); ok && len(name) < 20 {
				p.Speaker, s = name, said
				d.Speakers = append(d.Speakers, article.Speaker{Name: name})
			}
			text.WriteString(s)
			p.End = text.Len()
			d.Passages = append(d.Passages, p)
		}
	}
	d.Text = text.String()
	return d
}

// cite makes a document of one sentence and cites it.
func cite(t *testing.T, lang, sentence string) []article.Citation {
	t.Helper()
	c, err := document(lang, []string{sentence}).CitePassages(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return []article.Citation{c}
}

// check is one row of the tables: what a passage says, what a claim says, and why it fails; "" where it is supported.
type check struct{ lang, passage, claim, want string }

func TestNumber(t *testing.T) {
	runGate(t, []check{
		{"en", "Visits fell by 9.7 % in spring.", "Visits fell by 9.7 percent in spring.", ""},
		{"en", "Visits fell by 9.7 % in spring.", "Visits fell by 7.9 percent in spring.", "number"},
		{"en", "Visits fell by 9.7 % in spring.", "Visits fell by 9.7 percentage points in spring.", "number"},
		{"zh>en", "访问量下降了百分之九点七。", "Visits fell by 9.7 percent.", ""},
		{"zh>en", "访问量下降了９．７％。", "Visits fell by 9.7 percent.", ""},
		{"zh>en", "访问量下降了百分之九点七。", "Visits fell by 7.9 percent.", "number"},
		{"en>zh", "The plant cost 1.2bn euros.", "工厂耗资12亿欧元。", ""},
		{"en>zh", "The plant cost 1.2bn euros.", "工厂耗资1.2亿欧元。", "number"},
		{"en>zh", "The plant cost 1.2bn euros.", "工厂耗资12亿美元。", "number"},
		{"en", "The plant cost 1.2bn euros.", "The plant cost 1,200 million euros.", ""},
		{"en", "The plant cost 1.2 million euros.", "The plant cost 1.2 billion euros.", "number"},
		{"zh", "每年投入数十亿甚至上百亿。", "每年投入上百亿。", ""},
		{"zh", "每年投入数十亿。", "每年投入上百亿。", "?"},
		{"zh", "团队有三五十人。", "团队有30到50人。", ""},
		{"zh", "团队有三五十人。", "团队有五六十人。", "number"},
		{"zh", "主要竞争会持续5-10年。", "主要竞争会持续5至10年。", ""},
		{"zh", "主要竞争会持续5-10年。", "主要竞争会持续5至20年。", "number"},
		{"zh>en", "他们用了半年。", "They took six months.", ""},
		{"zh", "版本从3.0升级到3.5。", "版本从3.0升级到3.6。", "number"},
		{"zh", "产量翻番。", "产量增加到两倍。", ""},
		{"de>en", "Die Brücke kostete 1.200,5 Millionen Euro.", "The bridge cost 1,200.5 million euros.", ""},
		{"de", "Es kamen fünfundzwanzig Gäste.", "Es kamen 25 Gäste.", ""},
		{"de", "Es kamen fünfundzwanzig Gäste.", "Es kamen 52 Gäste.", "number"},
		{"es", "Costó 3,5 millones de euros.", "Costó 3.500.000 euros.", ""},
		{"en", "A third of the boats stayed in port.", "One third of the boats stayed in port.", ""},
		{"en", "The ferry carried 41,200 passengers.", "The ferry carried about 41,000 passengers.", ""},
		{"en", "The ferry carried 41,200 passengers.", "The ferry carried about 43,000 passengers.", "number"},
		{"en", "Prices rose from 5 to 9 euros.", "Prices rose from 9 to 5 euros.", "number"},
		{"ja", "橋の長さは３０００メートルである。", "橋の長さは3キロメートルである。", ""},
		{"ja", "橋の長さは３０００メートルである。", "橋の長さは5キロメートルである。", "number"},
	})
}

func TestDate(t *testing.T) {
	runGate(t, []check{
		{"en", "The ferry stops on Oct 3, 2025.", "The ferry stops on 3 October 2025.", ""},
		{"en>zh", "The ferry stops on October 3, 2025.", "渡轮将于2025年10月3日停运。", ""},
		{"en>zh", "The ferry stops on October 3, 2025.", "渡轮将于2025年11月3日停运。", "date"},
		{"zh>en", "6月的访问量下降。", "Visits fell in June.", ""},
		{"zh>en", "6月的访问量下降。", "Visits fell in July.", "date"},
		{"en", "The mill closed on a Tuesday in 1994.", "The mill closed on a Monday in 1994.", "date"},
		{"en", "The mill closed in 1994.", "The mill closed in the 1990s.", ""},
		{"en", "The mill closed in 1994.", "The mill closed in the 1980s.", "date"},
		{"ja", "昭和60年に開館した。", "1985年に開館した。", ""},
		{"de", "Am 3. Oktober 2025 endet der Betrieb.", "Der Betrieb endet am 4. Oktober 2025.", "date"},
		{"es", "El 3 de octubre de 2025 termina el servicio.", "El servicio termina el 3 de octubre de 2025.", ""},
		{"en", "It carried fewer passengers last year.", "It carried fewer passengers this year.", ""}, // for a reader
	})
}
