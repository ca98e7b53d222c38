package summarize_test

import (
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// TestCitations shows what is quoted for a claim, given the numbers that a model gave.
func TestCitations(t *testing.T) {
	en := document("en",
		[]string{
			"After a long evening in the village hall, where the heating had failed again, the council decided by nine votes to four to sell the old mill, although the buyer is not known yet.",
			"The mill has stood empty since 1998.",
			"Its roof leaks.",
		},
		[]string{"A school will move into the harbour office.", "Ann Lee: Nobody asked the pupils."},
	)
	zh := document("zh",
		[]string{"经过数小时的讨论，由于会议室的暖气再次出现故障，许多居民提前离开了会场，镇议会最终以九票对四票决定出售旧磨坊，但买家的身份目前尚未公布，居民们对此表示非常不满。"},
	)
	tests := []struct {
		name  string
		doc   *article.Document
		claim claim
		want  string
	}{
		{"one sentence", en, claim{"The mill has stood empty since 1998.", []int{2}, ""}, "The mill has stood empty since 1998."},
		{"a long one, whole", en, claim{"The council decided by nine votes to four to sell the mill.", []int{1}, ""}, en.PassageText(en.Passages[0])},
		{"a long one in Chinese, whole", zh, claim{"镇议会以九票对四票决定出售旧磨坊。", []int{1}, ""}, zh.PassageText(zh.Passages[0])},
		{"a run of neighbours", en, claim{"The mill has stood empty since 1998 and its roof leaks.", []int{3, 2}, ""}, "The mill has stood empty since 1998. Its roof leaks."},
		{"two places", en, claim{"The mill has stood empty since 1998; a school will move into the harbour office.", []int{2, 4}, ""}, "The mill has stood empty since 1998.|A school will move into the harbour office."},
		{"one that shares no word", en, claim{"The mill has stood empty since 1998.", []int{2, 4}, ""}, "The mill has stood empty since 1998.|A school will move into the harbour office."},
		{"one that is not there", en, claim{"The mill has stood empty since 1998.", []int{2, 44, 0}, ""}, "The mill has stood empty since 1998."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, _ := engine(t, modeltest.Say(answers(tt.claim)), summarize.Config{})
			r, err := e.Answer(t.Context(), summarize.Request{Documents: []*article.Document{tt.doc}, Question: "What happened to the mill?", Language: tt.doc.Language})
			if err != nil {
				t.Fatal(err)
			}
			if want := tt.claim.Text + " <" + tt.want + ">"; texts(r) != want {
				t.Errorf("got  %s\nwant %s\nleft out: %+v", texts(r), want, r.LeftOut)
			}
		})
	}
}

func TestReplyLanguage(t *testing.T) {
	tests := []struct {
		name, question, language, asker string
		doc                             *article.Document
		want                            string
	}{
		{"as asked", "Wann fährt die Fähre nicht mehr?", "pt-BR", "en", ferry(), "pt-BR"},
		{"the question's", "Wann fährt die Fähre zum letzten Mal?", "", "en-US", ferry(), "de"},
		{"the question's, Chinese", "渡轮什么时候停运？", "", "", ferry(), "zh-Hans"},
		{"the question's, traditional", "渡輪什麼時候停運？", "", "", ferry(), "zh-Hant"},
		{"the asker's", "", "", "fr-CA", ferry(), "fr"},
		{"the asker's, Taiwan", "", "", "zh-TW", ferry(), "zh-Hant"},
		{"the document's", "", "", "", interview(), "zh"},
		{"a locale that is none", "", "", "???", ferry(), "en"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, _ := engine(t, modeltest.Say(answers(claim{"x", []int{1}, ""})), summarize.Config{})
			req := summarize.Request{Documents: []*article.Document{tt.doc}, Question: tt.question, Language: tt.language, Asker: tt.asker}
			do := e.Answer
			if tt.question == "" {
				do = e.Summarize
			}
			r, err := do(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			if r.Language != tt.want {
				t.Errorf("language %q, want %q", r.Language, tt.want)
			}
		})
	}
}

func TestFollowUpIsSearchedForWithWhatCameBefore(t *testing.T) {
	e, server := engine(t, finder("year 1123", "The bridge of district 123 burned in year 1123"), summarize.Config{})
	r, err := e.Answer(t.Context(), summarize.Request{
		Documents: []*article.Document{long(300)}, Question: "And why?",
		History: []summarize.Turn{{Question: "What happened to the bridge of district 123 in year 1123?", Answer: "It burned."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Claims) != 1 || len(server.Requests()) != 2 {
		t.Errorf("%d claims in %d calls, want the passage among those read first", len(r.Claims), len(server.Requests()))
	}
}

func TestNamesGetTheirReading(t *testing.T) {
	doc := document("zh",
		[]string{"欧阳静（Jing Ouyang）也参加了会议。", "余欢: 最大的成本来自于维修。", "马斯克: 没有成本。"},
	)
	cs := []claim{
		{"余欢 says that the largest cost is repair.", []int{2}, "余欢"},
		{"Asked what the firm pays most for, 余欢 gives one word as the answer: 维修.", []int{2}, "余欢"},
		{"On that day a person by the name of 欧阳静 took part in the meeting as well.", []int{1}, ""},
		{"Asked about it, 马斯克 says on the other hand that there is no cost at all.", []int{3}, "马斯克"},
	}
	want := []string{
		"余欢 (Yu Huan) says that the largest cost is repair.", "Asked what the firm pays most for, 余欢 gives one word as the answer: 维修.",
		"On that day a person by the name of 欧阳静 (Jing Ouyang) took part in the meeting as well.", "Asked about it, 马斯克 says on the other hand that there is no cost at all.",
	}
	e, _ := engine(t, modeltest.Say(claims(cs...)), summarize.Config{})
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{doc}, Language: "en", Style: summarize.Voices})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range r.Claims {
		if i >= len(want) || c.Text != want[i] {
			t.Errorf("claim %d: %s", i, c.Text)
		}
	}
	if len(r.Claims) != len(want) {
		t.Errorf("%d claims, want %d; left out %+v", len(r.Claims), len(want), r.LeftOut)
	}
	e, _ = engine(t, modeltest.Say(claims(claim{"余欢认为最大的成本来自维修。", []int{2}, "余欢"})), summarize.Config{})
	r, err = e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{doc}, Language: "zh"})
	if err != nil || len(r.Claims) != 1 || r.Claims[0].Text != "余欢认为最大的成本来自维修。" {
		t.Errorf("in Chinese: %s, %v", texts(r), err)
	}
}
