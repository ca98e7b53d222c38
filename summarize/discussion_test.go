package summarize_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

// harbourTalk is a thread in which something is decided, taken back, left open and given to somebody.
func harbourTalk(more ...string) *article.Document {
	said := []string{
		"Ann: The council raises the harbour wall this spring, so we have to move the boats.",
		"Bob: Then let us move all 14 boats out of the inner basin on 2 March.",
		"Ann: Agreed, the second of March it is for all the boats.",
		"Carol: The office could pay for the cranes, so let the office pay for the two cranes.",
		"Bob: Does anybody know whether the ferry may stay at the old pier?",
		"Ann: Nobody in the port office could tell me anything about the ferry.",
		"Bob: I will write to the port office before Friday and ask for a permit.",
		"Carol: On second thoughts the office has no money, so each owner pays for the crane.",
	}
	messages := make([]article.DiscussionMessage, 0, len(said)+len(more))
	for i, line := range slices.Concat(said, more) {
		author, text, _ := strings.Cut(line, ": ")
		messages = append(messages, article.DiscussionMessage{Author: author, Text: text, Permalink: fmt.Sprintf("https://ours.slack.com/archives/C1/p%016d", i+1)})
	}
	return article.NewDiscussion("https://ours.slack.com/archives/C1/p0000000000000001", "", messages, nil)
}

const talkClaims = `{"claims":[
	{"outcome":"task","text":"Bob asks the port office for a permit before Friday.","passages":[7],"speaker":"Bob"},
	{"outcome":"decided","text":"The boats leave the inner basin on 2 March.","passages":[2,3],"speaker":""},
	{"outcome":"point","text":"The harbour wall is raised this spring.","passages":[1],"speaker":""},
	{"outcome":"open","text":"Whether the ferry may stay.","passages":[5,6],"speaker":""}]}`

const talkLines = `* decided | The boats leave the inner basin on 2 March. [2, 3]
* OPEN | Whether the ferry may stay. [5, 6]
* task | Bob asks the port office for a permit before Friday. [7] @Bob
* point | The harbour wall is raised this spring. [1]`

type told struct {
	Outcome summarize.Outcome
	Text    string
}

func toldOf(r *summarize.Reply) []told {
	var out []told
	for _, c := range r.Claims {
		out = append(out, told{c.Outcome, c.Text})
	}
	return out
}

// TestDiscussion holds that a summary of a discussion says what was decided, what is open and who does what, whichever form the
// model writes, and that a reply remembers it.
func TestDiscussion(t *testing.T) {
	want := []told{
		{summarize.Decided, "The boats leave the inner basin on 2 March."},
		{summarize.Open, "Whether the ferry may stay."},
		{summarize.Task, "Bob asks the port office for a permit before Friday."},
		{"", "The harbour wall is raised this spring."},
	}
	for form, writes := range map[string]string{"JSON": talkClaims, "lines": talkLines} {
		t.Run(form, func(t *testing.T) {
			doc := harbourTalk()
			e, server := engine(t, func(modeltest.Request) modeltest.Reply { return modeltest.Reply{Text: writes} }, summarize.Config{})
			r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{doc}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, toldOf(r)); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
			if first := server.Requests()[0].Prompt(); !strings.Contains(first, "decided:") || !strings.Contains(first, "up to 5 claims") {
				t.Errorf("asked: %s", first)
			}
			data, err := r.Encode()
			if err != nil {
				t.Fatal(err)
			}
			again, err := summarize.DecodeReply(data, []*article.Document{doc})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, toldOf(again)); diff != "" {
				t.Errorf("remembered (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOutcomesAreRead holds that an outcome is a part of what is read a second time, beside all that was said later, and that a
// control has one too, so that a reader that believes its words is found out.
func TestOutcomesAreRead(t *testing.T) {
	const taken = "The office pays for the cranes."
	writes := strings.Replace(talkClaims, `{"outcome":"decided"`, `{"outcome":"decided","text":"`+taken+`","passages":[4],"speaker":"Carol"},{"outcome":"decided"`, 1)
	var readings []modeltest.Request
	judged := func(believes bool) modeltest.Script {
		claimed := func(text string) bool { return strings.Contains(writes, text) }
		return func(r modeltest.Request) modeltest.Reply {
			if len(r.Statements()) == 0 {
				return modeltest.Reply{Text: writes}
			}
			readings = append(readings, r)
			return r.Read(func(r modeltest.Request, st modeltest.Statement) modeltest.Opinion {
				later := r.Shown("On second thoughts the office has no money, so each owner pays for the crane.")
				switch {
				case believes && st.Outcome != "":
					return modeltest.Opinion{Verdict: modeltest.Carried}
				case st.Text == taken && st.Outcome != "" && later:
					return modeltest.Opinion{Verdict: modeltest.Contradicted}
				}
				return modeltest.Knowing(claimed)(r, st)
			})
		}
	}
	summary := func(believes bool) *summarize.Reply {
		t.Helper()
		readings = nil
		e, _ := engineOf(t, judged(believes), summarize.Config{})
		r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{harbourTalk()}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}

	r := summary(false)
	for _, c := range r.Claims {
		if c.Text == taken {
			t.Errorf("what was taken back is claimed as %q", c.Outcome)
		}
	}
	if len(r.Claims) != 4 || len(r.LeftOut) != 1 || r.LeftOut[0].Outcome != summarize.Decided {
		t.Errorf("claims %v, left out %v", toldOf(r), r.LeftOut)
	}
	outcomes := 0
	for _, st := range readings[0].Statements() {
		if st.Outcome != "" {
			outcomes++
		}
	}
	if outcomes != 5 { // four claims and a control
		t.Errorf("%d statements have an outcome, want 5: %s", outcomes, readings[0].Prompt())
	}
	if r := summary(true); r.Engine != summarize.Extractive || !slices.Contains(r.Notes, summarize.UncheckedModel) {
		t.Errorf("a reader that believes each outcome is believed: %v", toldOf(r))
	}
}

// TestOutcomeThatFalls holds that what was said stays a claim where only its outcome is wrong and the reply would lose too much.
func TestOutcomeThatFalls(t *testing.T) {
	writes := `{"claims":[{"outcome":"decided","text":"Bob wants to move the boats on 2 March.","passages":[2],"speaker":"Bob"}]}`
	e, _ := engineOf(t, func(r modeltest.Request) modeltest.Reply {
		if len(r.Statements()) == 0 {
			return modeltest.Reply{Text: writes}
		}
		return r.Read(func(r modeltest.Request, st modeltest.Statement) modeltest.Opinion {
			claimed := func(text string) bool { return st.Outcome == "" && strings.Contains(writes, text) }
			return modeltest.Knowing(claimed)(r, st)
		})
	}, summarize.Config{})
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{harbourTalk()}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]told{{"", "Bob wants to move the boats on 2 March."}}, toldOf(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDiscussionAsAnyText holds that a summary of a discussion has no outcomes where another form was ordered, beside other
// documents, and where all that was said later is too much to be read twice.
func TestDiscussionAsAnyText(t *testing.T) {
	var long []string
	for i := range 700 {
		long = append(long, fmt.Sprintf("Dan: Boat number %d lies at the eastern quay, where the water is deep enough.", i))
	}
	for name, req := range map[string]summarize.Request{
		"voices":   {Documents: []*article.Document{harbourTalk()}, Style: summarize.Voices},
		"two":      {Documents: []*article.Document{harbourTalk(), ferry()}},
		"too long": {Documents: []*article.Document{harbourTalk(long...)}},
	} {
		t.Run(name, func(t *testing.T) {
			e, server := engine(t, func(modeltest.Request) modeltest.Reply { return modeltest.Reply{Text: talkClaims} }, summarize.Config{})
			r, err := e.Summarize(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Claims {
				if c.Outcome != "" {
					t.Errorf("%q is %s", c.Text, c.Outcome)
				}
			}
			for _, asked := range server.Requests() {
				if strings.Contains(asked.Prompt(), "decided:") {
					t.Error("outcomes are asked for")
				}
			}
		})
	}
}
