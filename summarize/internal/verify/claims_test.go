package verify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

func TestName(t *testing.T) {
	run(t, []check{
		{"en", "The bridge was drawn by Ingrid Vane for the town of Holm.", "Ingrid Vane drew the bridge for Holm.", ""},
		{"en", "The bridge was drawn by Ingrid Vane for the town of Holm.", "The bridge was drawn by Tom Brandt for the town of Holm.", "name"},
		{"en", "The bridge was drawn by Ingrid Vane for the town of Holm.", "The bridge was drawn by Ingrid Vane for the town of Sand.", "name"},
		{"en", "Ann Lee beat Tom Roe in the final at Holm.", "Tom Roe beat Ann Lee in the final at Holm.", "name"},
		{"en", "The World Health Organization closed its office.", "The WHO closed its office.", ""},
		{"en", "German firms built the mill.", "Firms from Germany built the mill.", ""},
		{"en", "The firm sold the GPT-4 licence.", "The firm sold the GPT4 licence.", ""},
		{"en", "The firm sold the GPT-4 licence.", "The firm sold the GPT-3 licence.", "name"},
		{"zh", "工程师余欢设计了这座大桥。", "余欢设计了这座大桥。", ""},
		{"zh", "余欢认为，大桥需要维修。", "林莱认为，大桥需要维修。", "speaker"},
		{"zh", "这座大桥由卢卡斯·克拉纳设计。", "这座大桥由威廉·廷代尔设计。", "name"},
		{"zh", "他写了《长桥》一书。", "他写了《短桥》一书。", "name"},
		{"zh>en", "余欢设计了这座大桥。", "余欢 (Yu Huan) drew the bridge.", ""},
		{"zh>en", "余欢设计了这座大桥。", "Lin Laini drew the bridge.", "name"},
		{"zh>en", "中国的大桥很长。", "The bridges in China are long.", ""},
		{"zh>en", "据Similarweb统计，访问量下降。", "Similarweb says that visits fell.", ""},
		{"en>zh", "Similarweb says that visits fell.", "Comscore表示访问量下降。", "speaker"},
		{"ja", "この橋はアイドゥンの町にある。", "この橋はラザルの町にある。", "name"},
		{"de", "Die Brücke in Hamburg wurde von Ingrid Vane entworfen.", "Die Brücke in Bremen wurde von Ingrid Vane entworfen.", "name"},
		{"de", "Die Fähre nach Holm fährt im Sommer öfter.", "Die Fähre nach Holm fährt im Sommer häufiger.", ""},
		{"de>en", "Die Normannen eroberten Kalifornien.", "The Normans conquered California.", ""},
		{"de>en", "Die Normannen eroberten Kalifornien.", "The Normans conquered Bavaria.", "name"},
		{"es", "El puente de Sevilla fue diseñado por Ana Ruiz.", "El puente de Toledo fue diseñado por Ana Ruiz.", "name"},
	})
}

func TestNegation(t *testing.T) {
	run(t, []check{
		{"en", "The tenant is not permitted to keep a dog.", "The tenant is permitted to keep a dog.", "negation"},
		{"en", "The tenant is permitted to keep a dog.", "The tenant is not permitted to keep a dog.", "negation"},
		{"en", "The tenant is not permitted to keep a dog.", "The tenant isn't permitted to keep a dog.", ""},
		{"en", "The council rejected the plan for the bridge.", "The council did not accept the plan for the bridge.", ""},
		{"en", "It was not only cheap but also fast.", "It was cheap and also fast.", ""},
		{"en", "The prices are not higher than last year.", "The prices are lower than last year.", ""},
		{"zh", "公司没有计划修建大桥。", "公司计划修建大桥。", "negation"},
		{"zh", "公司正在修建大桥。", "公司没有修建大桥。", "negation"},
		{"zh", "这不仅是技术问题，也是管理问题。", "这是技术问题，也是管理问题。", ""},
		{"ja", "市は橋を建設した。", "市は橋を建設しなかった。", "negation"},
		{"ja", "市は橋を建設しなかった。", "市は橋を建設した。", "negation"},
		{"de", "Die Stadt hat die Brücke nicht gebaut.", "Die Stadt hat die Brücke gebaut.", "negation"},
		{"de", "Die Stadt hat eine Brücke gebaut.", "Die Stadt hat keine Brücke gebaut.", "negation"},
		{"es", "La ciudad no construyó el puente.", "La ciudad construyó el puente.", "negation"},
		{"en>zh", "The company builds the bridge.", "公司没有修建大桥。", "negation"},
		{"zh>en", "我们没有计划修建大桥。", "A bridge is not planned.", ""},
	})
}

func TestDirection(t *testing.T) {
	run(t, []check{
		{"en", "Sales rose by 4 percent in spring.", "Sales fell by 4 percent in spring.", "direction"},
		{"en", "Sales rose by 4 percent in spring.", "Sales increased by 4 percent in spring.", ""},
		{"en", "The mill closed before the war began.", "The mill closed after the war began.", "direction"},
		{"en", "It carried fewer passengers than the ferry.", "It carried more passengers than the ferry.", "direction"},
		{"zh>en", "访问量首次环比负增长，降幅达到9.7%。", "Visits fell by 9.7%.", ""},
		{"zh>en", "访问量首次环比负增长，降幅达到9.7%。", "Visits rose by 9.7%.", "direction"},
		{"zh", "销量上涨了4%。", "销量下跌了4%。", "direction"},
		{"zh", "大桥在战争之前建成。", "大桥在战争之后建成。", "direction"},
		{"ja", "売上は4%増加した。", "売上は4%減少した。", "direction"},
		{"de", "Der Umsatz stieg um 4 Prozent.", "Der Umsatz sank um 4 Prozent.", "direction"},
		{"es", "Las ventas aumentaron un 4 por ciento.", "Las ventas disminuyeron un 4 por ciento.", "direction"},
	})
}

func TestModality(t *testing.T) {
	run(t, []check{
		{"en", "The bridge may close in winter.", "The bridge will close in winter.", "modality"},
		{"en", "The bridge may close in winter.", "The bridge might close in winter.", ""},
		{"en", "The town plans to build a bridge in Holm.", "The town built a bridge in Holm.", "modality"},
		{"en", "Visitors should book a seat on the ferry.", "Visitors must book a seat on the ferry.", "modality"},
		{"en", "The ferry between Holm and Sand will stop running on 30 April.", "The ferry stops on 30 April.", ""},
		{"zh", "公司可能关闭大桥。", "公司将关闭大桥。", "modality"},
		{"zh", "公司计划关闭大桥。", "公司已经关闭大桥。", "modality"},
		{"ja", "橋は閉鎖されるかもしれない。", "橋は閉鎖される。", "modality"},
		{"de", "Die Brücke könnte im Winter schließen.", "Die Brücke wird im Winter schließen.", "modality"},
		{"es", "El puente podría cerrar en invierno.", "El puente va a cerrar en invierno.", "modality"},
	})
}

func TestQuotedWords(t *testing.T) {
	run(t, []check{
		{"en", "Vane called it “a loss that nobody can carry”.", `Vane called it "a loss that nobody can carry".`, ""},
		{"en", "Vane called it a loss that nobody can carry.", "Vane called it “a loss that no island can carry”.", "quoted_words"},
		{"en", "The landlord is not permitted to enter.", "The landlord is “permitted to enter”.", "quoted_words"},
		{"zh", "他称之为“套壳”和“投机”。", "他称之为“套壳”。", ""},
		{"zh", "他称之为“套壳”。", "他称之为“骗局”。", "quoted_words"},
	})
}

func TestUnrelated(t *testing.T) {
	run(t, []check{
		{"en", "Geese fly south when the days grow short.", "The council voted for cheaper tickets.", "unrelated"},
		{"zh", "大雁在秋天飞往温暖的地方。", "市议会投票通过了票价方案。", "unrelated"},
	})
}

func TestSpeaker(t *testing.T) {
	d := document("en",
		[]string{"Ingrid Vane: We cannot run it at a loss.", "Tom Brandt: A tunnel would be cheaper than a ferry."},
		[]string{"“Tickets are too cheap,” said Ann Lee.", "She wants a vote."},
	)
	tests := []struct {
		name    string
		passage int
		claim   verify.Claim
		want    string
	}{
		{"their own words", 1, verify.Claim{Text: "It cannot be run at a loss.", Speaker: "Ingrid Vane"}, ""},
		{"by the last name", 1, verify.Claim{Text: "It cannot be run at a loss, said Vane."}, ""},
		{"somebody else's", 1, verify.Claim{Text: "It cannot be run at a loss.", Speaker: "Tom Brandt"}, "speaker"},
		{"somebody else's, in the claim's words", 2, verify.Claim{Text: "According to Ingrid Vane, a tunnel would be cheaper than a ferry."}, "speaker"},
		{"named in the passage", 3, verify.Claim{Text: "Tickets are too cheap.", Speaker: "Ann Lee"}, ""},
		{"another is named in the passage", 3, verify.Claim{Text: "Tickets are too cheap.", Speaker: "Tom Brandt"}, "speaker"},
		{"named in the paragraph", 4, verify.Claim{Text: "Ann Lee wants a vote.", Speaker: "Ann Lee"}, ""},
		{"named nowhere near", 4, verify.Claim{Text: "There should be a vote.", Speaker: "Tom Brandt"}, "speaker"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := d.CitePassages(tt.passage, tt.passage)
			if err != nil {
				t.Fatal(err)
			}
			tt.claim.Language = "en"
			if v := verify.Check(tt.claim, []article.Citation{c}); v.Reason != tt.want {
				t.Errorf("reason %q (said %q, found %q), want %q", v.Reason, v.Said, v.Found, tt.want)
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	d := document("en", []string{"The ferry carried 41,200 passengers.", "It is 80 years old."})
	first, err := d.CitePassages(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.CitePassages(2, 2)
	if err != nil {
		t.Fatal(err)
	}
	v := verify.Check(verify.Claim{Text: "The ferry is 90 years old.", Language: "en"}, []article.Citation{first, second})
	if v.Reason != "number" || v.Said != "90 years old" || v.Found != "80 years old" || v.Failed != second {
		t.Errorf("got %+v, want the two ages and the passage that has one", v)
	}
	v = verify.Check(verify.Claim{Text: "Enormous crowds of 41,200 adored their beloved elderly ferry.", Language: "en"}, []article.Citation{first})
	if v.Reason != "" || !v.Weak {
		t.Errorf("got %+v, want it weak", v)
	}
	if v := verify.Check(verify.Claim{Text: "The ferry sails."}, nil); v.Reason != "unrelated" {
		t.Errorf("without citations: %+v", v)
	}
}

func TestRecite(t *testing.T) {
	d := document("en",
		[]string{"The ferry between Holm and Sand will stop running on 30 April.", "It carried 41,200 passengers last year."},
		[]string{"A bridge across the sound is not planned.", "Islanders have collected 900 signatures against the decision."},
	)
	near, err := d.CitePassages(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ claim, want string }{
		{"Islanders collected 900 signatures against the decision.", "Islanders have collected 900 signatures against the decision."},
		{"Islanders collected 700 signatures against the decision.", ""},
		{"A bridge across the sound is planned.", ""},
		{"The islanders are angry about many things.", ""},
	}
	for _, tt := range tests {
		got, ok := verify.Recite([]*article.Document{d}, verify.Claim{Text: tt.claim, Language: "en"}, []article.Citation{near})
		var quotes []string
		for _, c := range got {
			quotes = append(quotes, c.Quote())
		}
		if text := strings.Join(quotes, "|"); ok != (tt.want != "") || text != tt.want {
			t.Errorf("Recite(%q) = %q, %v, want %q", tt.claim, text, ok, tt.want)
		}
	}
}

func TestJudge(t *testing.T) {
	d := document("en",
		[]string{"The ferry between Holm and Sand will stop running on 30 April.", "It carried 41,200 passengers last year, 9.7 percent fewer than in 2019."},
		[]string{"A bridge is not planned, said Ingrid Vane.", "Islanders have collected 900 signatures against the decision."},
	)
	tests := []struct {
		statement   string
		want        verify.Opinion
		said, found string
	}{
		{"The ferry between Holm and Sand will stop running on 30 April.", verify.Supported, "", ""},
		{"Islanders have collected 700 signatures against the decision.", verify.Contradicted, "700", "900"},
		{"The ferry between Holm and Sand will stop running on 30 May.", verify.Contradicted, "30 May", "30 April"},
		{"The harbour of Lund was painted in 1988.", verify.NotInText, "", ""},
		{"Everything was better in the old days.", verify.Unchecked, "", ""},
	}
	for _, tt := range tests {
		j := verify.Judge([]*article.Document{d}, tt.statement)
		if j.Verdict != tt.want || j.Said != tt.said || j.Found != tt.found {
			t.Errorf("Judge(%q) = %s (said %q, found %q), want %s (%q, %q)", tt.statement, j.Verdict, j.Said, j.Found, tt.want, tt.said, tt.found)
		}
		if cited := len(j.Citations) > 0; cited != (j.Verdict == verify.Supported || j.Verdict == verify.Contradicted) {
			t.Errorf("Judge(%q) = %s cites %d", tt.statement, j.Verdict, len(j.Citations))
		}
	}
}

// A sentence that is denied is not carried by its neighbour and itself together, whose words make up for the denial.
func TestJudgeBesideANeighbour(t *testing.T) {
	d := document("en", []string{"The sound is home to two lively harbours that exceed five million in trade.", "These are the old pier of Holm at 17,786 crates, and the new dock of Sand at 5,105 crates."})
	j := verify.Judge([]*article.Document{d}, "It is not true that these are the old pier of Holm at 17,786 crates, and the new dock of Sand at 5,105 crates.")
	if j.Verdict != verify.Contradicted || j.Reason != "negation" {
		t.Errorf("got %s (%s, said %q, found %q), want contradicted by negation", j.Verdict, j.Reason, j.Said, j.Found)
	}
}

func TestStatements(t *testing.T) {
	text := "Dr. Vane closed the mill in 1994. It cost $3.5 million! Is that right?\n- 大桥长3公里。他说：“很好。”真的吗？\n:-)"
	want := []string{"Dr. Vane closed the mill in 1994.", "It cost $3.5 million!", "大桥长3公里。", "他说：“很好。”"}
	if diff := cmp.Diff(want, verify.Statements(text)); diff != "" {
		t.Errorf("Statements (-want +got):\n%s", diff)
	}
}

func TestScore(t *testing.T) {
	text := "The ferry between Holm and Sand will stop running on 30 April. It carried 41,200 passengers last year."
	claims := []string{
		"The ferry between Holm and Sand will stop running on 30 April.",
		"The ferry between Holm and Lund will stop running soon.",
		"Geese have taken the harbour of Lund.",
	}
	var scores []float64
	for _, c := range claims {
		scores = append(scores, -verify.Score(c, text))
	}
	if !slices.IsSorted(scores) || scores[0] > -0.9 || scores[2] < -0.5 {
		t.Errorf("scores %v, want falling from near 1", scores)
	}
}
