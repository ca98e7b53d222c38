package summarize_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// A second opinion is asked of what is weak, against its own passages; it takes away, and never adds.
func TestSecondOpinion(t *testing.T) {
	const (
		sure  = "2024年营业额下降2%。"
		loose = "业主认为是羊毛的价格造成的。" // without anything that can be compared in another language
	)
	both := answers(claim{Text: sure, Passages: []int{1}}, claim{Text: loose, Passages: []int{2}})
	only := answers(claim{Text: loose, Passages: []int{2}})
	tests := []struct {
		name, first string
		second      modeltest.Reply
		off         bool
		want        []string // claims that are left
		leftOut     int
		no          summarize.Unanswered
		calls       int
	}{
		{"it agrees", both, modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[2],"contradicts":[]}]}`}, false, []string{sure, loose}, 0, "", 2},
		{"it finds nothing", both, modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[],"contradicts":[]}]}`}, false, []string{sure}, 1, "", 2},
		{"it says the opposite", both, modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[2],"contradicts":[2]}]}`}, false, []string{sure}, 1, "", 2},
		{"it names another passage", both, modeltest.Reply{Text: `{"statements":[{"statement":1,"supports":[4],"contradicts":[]}]}`}, false, []string{sure}, 1, "", 2},
		{"it speaks of what it was not asked", both, modeltest.Reply{Text: `{"statements":[{"statement":2,"supports":[],"contradicts":[3]}]}`}, false, []string{sure, loose}, 0, "", 2},
		{"garbage", both, modeltest.Reply{Text: "Certainly! I would love to."}, false, []string{sure, loose}, 0, "", 2},
		{"a broken server", both, modeltest.Reply{Status: 400, Body: `{"error":{"message":"no"}}`}, false, []string{sure, loose}, 0, "", 2},
		{"nothing is left", only, modeltest.Reply{Text: "S1 none"}, false, nil, 1, summarize.Unproven, 2},
		{"nothing is weak", answers(claim{Text: sure, Passages: []int{1}}), modeltest.Reply{Text: "S1 none"}, false, []string{sure}, 0, "", 1},
		{"nobody wants it", both, modeltest.Reply{Text: "S1 none"}, true, []string{sure, loose}, 0, "", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, server := engine(t, func(r modeltest.Request) modeltest.Reply {
				if strings.Contains(r.Prompt(), "Somebody made these statements") {
					return tt.second
				}
				return modeltest.Reply{Text: tt.first}
			}, summarize.Config{SecondOpinion: !tt.off})
			r, err := e.Answer(t.Context(), summarize.Request{Documents: []*article.Document{mill()}, Question: "磨坊怎么了？", Language: "zh"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range r.Claims {
				got = append(got, c.Text)
			}
			if !slices.Equal(got, tt.want) || len(r.LeftOut) != tt.leftOut || r.Unanswered != tt.no || r.Answerable != (tt.no == "") {
				t.Errorf("claims %q, left out %v, unanswered %q", got, r.LeftOut, r.Unanswered)
			}
			asked := server.Requests()
			if len(asked) < tt.calls || r.Usage.Calls != tt.calls && tt.second.Status == 0 {
				t.Errorf("%d requests, %d calls, want %d", len(asked), r.Usage.Calls, tt.calls)
			}
			if tt.calls > 1 {
				if last := asked[len(asked)-1].Prompt(); strings.Contains(last, sure) || !strings.Contains(last, loose) || !strings.Contains(last, "price of wool") {
					t.Errorf("the second opinion was asked of %s", last)
				}
			}
		})
	}
}

// What was replied without a second opinion is not what is replied with one.
func TestSecondOpinionIsPartOfTheKey(t *testing.T) {
	keys := map[string]bool{}
	for _, wanted := range []bool{false, true} {
		e, _ := engine(t, modeltest.Say(""), summarize.Config{SecondOpinion: wanted})
		keys[e.CacheKey(summarize.Request{Documents: []*article.Document{mill()}, Question: "Why?"})] = true
	}
	if len(keys) != 2 {
		t.Errorf("one key for both: %v", keys)
	}
}
