package proposal_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

func read(text string, step int) (claims []proposal.Claim, understood bool, answerable *bool) {
	r := proposal.New(func(c proposal.Claim) error { claims = append(claims, c); return nil })
	for len(text) > 0 {
		n := min(step, len(text))
		if r.Write(text[:n]) != nil {
			break
		}
		text = text[n:]
	}
	understood, _ = r.Close()
	return claims, understood, r.Answerable()
}

func TestReader(t *testing.T) {
	mill := proposal.Claim{Text: "The mill closed.", Passages: []int{3}}
	said := proposal.Claim{Text: "It will {not} \"open\".", Passages: []int{4, 5}, Speaker: "Ann Lee"}
	const two = `{"text":"The mill closed.","passages":[3],"speaker":""},{"text":"It will {not} \"open\".","passages":[4,5],"speaker":"Ann Lee"}`
	yes, no := true, false
	tests := []struct {
		name, in   string
		want       []proposal.Claim
		answerable *bool
		nonsense   bool
	}{
		{"as asked", `{"answerable":true,"claims":[` + two + `]}`, []proposal.Claim{mill, said}, &yes, false},
		{"not answerable", `{"answerable": false, "claims": []}`, nil, &no, false},
		{"no claims", `{"claims":[]}`, nil, nil, false},
		{"prose around it", "Sure! Here \"it\" is:\n```json\n{\"claims\":[" + two + "]}\n```\nHope {that} helps.", []proposal.Claim{mill, said}, nil, false},
		{"a bare list", `[` + two + `]`, []proposal.Claim{mill, said}, nil, false},
		{"one a line", strings.ReplaceAll(two, "},{", "}\n{"), []proposal.Claim{mill, said}, nil, false},
		{"cut", `{"answerable":true,"claims":[` + two[:len(two)-9], []proposal.Claim{mill}, &yes, false},
		{"numbers as words", `{"claims":[{"text":"A","passages":"[3], 4"},{"text":"B","passages":7},{"text":"C","passages":["8"]}]}`, []proposal.Claim{
			{Text: "A", Passages: []int{3, 4}}, {Text: "B", Passages: []int{7}}, {Text: "C", Passages: []int{8}},
		}, nil, false},
		{"no numbers", `{"claims":[{"text":"A"},{"text":"B","passages":[3.5]},{"text":"C","passages":null,"speaker":null}]}`, []proposal.Claim{
			{Text: "A"}, {Text: "B"}, {Text: "C"},
		}, nil, false},
		{"figures", `{"claims":[{"value":9.70,"unit":"%","what":"fall","passages":[2]},{"value":"3.5","unit":null,"what":"version","passages":[8]}]}`, []proposal.Claim{
			{Value: "9.70", Unit: "%", What: "fall", Passages: []int{2}}, {Value: "3.5", What: "version", Passages: []int{8}},
		}, nil, false},
		{"lines", "Claims:\n* The mill closed. [3]\n2. It will {not} \"open\". [4, 5] @Ann Lee\n", []proposal.Claim{mill, said}, &yes, false},
		{"Chinese lines", "- 工厂关闭了。【3】\n", []proposal.Claim{{Text: "工厂关闭了。", Passages: []int{3}}}, &yes, false},
		{"figure lines", "* 9.7 | % | fall of sales [2]", []proposal.Claim{{Text: "9.7 | % | fall of sales", Value: "9.7", Unit: "%", What: "fall of sales", Passages: []int{2}}}, &yes, false},
		{"outcomes", `{"claims":[{"outcome":"decided","text":"A","passages":[1]},{"outcome":null,"text":"B","passages":[2]},{"outcome":3,"text":"C","passages":[3]}]}`, []proposal.Claim{
			{Outcome: "decided", Text: "A", Passages: []int{1}}, {Text: "B", Passages: []int{2}}, {Outcome: "3", Text: "C", Passages: []int{3}},
		}, nil, false},
		{"outcome lines", "* decided | The mill closes. [2]\n* so | so [3]", []proposal.Claim{
			{Outcome: "decided", Text: "The mill closes.", Passages: []int{2}}, {Text: "so | so", Passages: []int{3}},
		}, &yes, false},
		{"none", "NONE\n", nil, &no, false},
		{"prose", "The mill closed in May, and many people were sad.", nil, nil, true},
		{"nothing", "", nil, nil, true},
		{"other JSON", `{"summary":"The mill closed."}`, nil, nil, true},
	}
	for _, tt := range tests {
		for _, step := range []int{1, 7, 1000} {
			t.Run(fmt.Sprintf("%s by %d", tt.name, step), func(t *testing.T) {
				claims, understood, answerable := read(tt.in, step)
				if diff := cmp.Diff(tt.want, claims); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tt.in, diff)
				}
				if understood == tt.nonsense {
					t.Errorf("understood %v, want %v", understood, !tt.nonsense)
				}
				if diff := cmp.Diff(tt.answerable, answerable); diff != "" {
					t.Errorf("answerable (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestClaimsComeWhenTheyAreComplete(t *testing.T) {
	var claims int
	r := proposal.New(func(proposal.Claim) error { claims++; return nil })
	for _, step := range []struct {
		piece string
		want  int
	}{{`{"claims":[{"text":"A","passages":[1]`, 0}, {`}`, 1}, {`,{"text":"B","passages":[2]}`, 2}} {
		if err := r.Write(step.piece); err != nil {
			t.Fatal(err)
		}
		if claims != step.want {
			t.Errorf("%d claims after %s, want %d", claims, step.piece, step.want)
		}
	}
}

func TestNonsenseEnds(t *testing.T) {
	for _, tt := range []struct {
		name, begin, goOn string
		most              int
	}{
		{"digits", `{"claims":[{"text":"A","passages":[1,`, "1, 1, 1, ", 3_000},
		{"prose", "I think", " and think", 10_000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := proposal.New(func(proposal.Claim) error { return nil })
			err := r.Write(tt.begin)
			written := 0
			for ; err == nil && written < 100_000; written += len(tt.goOn) {
				err = r.Write(tt.goOn)
			}
			if !errors.Is(err, proposal.ErrNonsense) || written > tt.most {
				t.Errorf("got %v after %d bytes, want ErrNonsense before %d", err, written, tt.most)
			}
		})
	}
}

// FuzzReader holds that cutting an answer into pieces changes nothing, and that no answer breaks the reader.
//
//fuzz:covers *.go
func FuzzReader(f *testing.F) {
	f.Add(`{"answerable":true,"claims":[{"text":"A \" {","passages":[1,2],"speaker":"x"}]}`)
	f.Add("* claim [1, 2] @x\nNONE\n")
	f.Add("```json\n[{\"value\":1e5,\"what\":\"}\",\"passages\":\"3\"}]")
	f.Add(`{"claims":[{"text":"\ud800\`)
	f.Fuzz(func(t *testing.T, text string) {
		whole, understood, _ := read(text, max(1, len(text)))
		pieces, understood2, _ := read(text, 1)
		if diff := cmp.Diff(whole, pieces); diff != "" && len(text) < 4000 {
			t.Errorf("by the byte (-whole +pieces):\n%s", diff)
		}
		if len(text) < 4000 && understood != understood2 {
			t.Errorf("understood %v whole, %v by the byte", understood, understood2)
		}
		for _, c := range whole {
			if c.Text == "" && c.Value == "" || len(c.Passages) > 20 || !utf8.ValidString(c.Text) && utf8.ValidString(text) {
				t.Errorf("claim %+v", c)
			}
		}
	})
}
