package summarize_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// interviewEN is a talk with one person whom the page names once, and two more who are quoted.
const interviewEN = `Hanna Lindqvist is head of operations at Norrby Waterworks. She spoke with us about the summer in which three villages ran dry.

Q: What went wrong in July?

A: We had planned for four dry weeks, and we got eleven. By the middle of the month the Alder reservoir was down to 18 percent, the lowest level since 1974.

Q: Could you not have seen it coming?

A: We saw the forecast in May. What we did not see was that consumption would rise by 30 percent within ten days, because everybody filled their pools at once.

Mayor Tomas Berg, who joined us later, sees it differently. "The waterworks asked for a new pipe six years ago, and the council said no twice," he said.

Q: What will the new pipe cost?

A: About 42 million kronor, spread over eight years.

Farmer Elin Sand, whose cattle had to be sold, is not convinced. "A pipe does not bring back my 60 cows," she said.`

// reportEN is news with two people who are named where they speak.
const reportEN = `Tram line 9 carried 5.4 million passengers in its first year, the transport authority of Marlow said on Tuesday. That is 22 percent more than planned.

The line is 7.8 kilometres long and has 14 stops. It cost £310 million, of which the state paid £190 million.

"We expected people to leave their cars at home, but not so many of them," said Priya Nair, director of the authority. Traffic on Castle Street fell by 17 percent.

Not everybody is pleased. Shopkeepers along the route counted 11,000 fewer customers while it was built. "We were promised compensation and got a brochure," said Owen Hale, who chairs the traders' association.

Tickets, now £2.40, are to become 8 pence dearer in March.`

// withoutModel summarizes a text in a style as it is done where no model is set up.
func withoutModel(t *testing.T, text string, style summarize.Style) *summarize.Reply {
	t.Helper()
	e, err := summarize.New(summarize.Config{})
	if err != nil {
		t.Fatal(err)
	}
	doc := article.FromText("A title", text, "en")
	r, err := e.Summarize(t.Context(), summarize.Request{Documents: []*article.Document{doc}, Style: style})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVoicesOfAnInterviewWithoutAModel(t *testing.T) {
	r := withoutModel(t, interviewEN, summarize.Voices)
	said := texts(r)
	for _, want := range []string{"We had planned for four dry weeks", "the council said no twice", "my 60 cows"} {
		if !strings.Contains(said, want) {
			t.Errorf("voices leave out %q:\n%s", want, said)
		}
	}
	for _, c := range r.Claims {
		if strings.HasSuffix(c.Text, "?") {
			t.Errorf("voices give the question %q", c.Text)
		}
	}
}

func TestVoicesOfAReportWithoutAModel(t *testing.T) {
	r := withoutModel(t, reportEN, summarize.Voices)
	got := make(map[string]string)
	for _, c := range r.Claims {
		if c.Speaker == nil {
			t.Errorf("nobody says %q", c.Text)
			continue
		}
		got[c.Speaker.Name] = c.Speaker.Role
	}
	if want := map[string]string{"Priya Nair": "director of the authority", "Owen Hale": got["Owen Hale"]}; !cmp.Equal(want, got) {
		t.Errorf("voices (-want +got):\n%s", cmp.Diff(want, got))
	}
}

func TestFiguresWithoutAModel(t *testing.T) {
	tests := []struct {
		name, text string
		want       []summarize.Figure // What is what must be in it
	}{
		{"an interview", interviewEN, []summarize.Figure{
			{Value: "18", Unit: "percent", What: "the Alder reservoir was down"},
			{Value: "30", Unit: "percent", What: "consumption would rise"},
			{Value: "42 million", Unit: "kronor", What: "spread over eight years"},
			{Value: "60", Unit: "cows", What: "A pipe does not bring back"},
		}},
		{"a report", reportEN, []summarize.Figure{
			{Value: "5.4 million", Unit: "passengers", What: "in its first year"},
			{Value: "22", Unit: "percent", What: "more than planned"},
			{Value: "7.8", Unit: "kilometres", What: "The line is"},
			{Value: "14", Unit: "stops", What: "The line is"},
			{Value: "310 million", Unit: "£", What: "It cost"},
			{Value: "190 million", Unit: "£", What: "the state paid"},
			{Value: "17", Unit: "percent", What: "Traffic on Castle Street fell"},
			{Value: "11,000", Unit: "customers", What: "fewer"},
			{Value: "2.40", Unit: "£", What: "Tickets"},
			{Value: "8", Unit: "pence", What: "dearer in March"},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []summarize.Figure
			for _, c := range withoutModel(t, tt.text, summarize.Figures).Claims {
				if c.Figure == nil {
					t.Fatalf("%q has no figure", c.Text)
				}
				if strings.HasPrefix(c.Figure.What, "A:") {
					t.Errorf("what %s measures begins with a label: %q", c.Figure.Value, c.Figure.What)
				}
				got = append(got, *c.Figure)
			}
			same := slices.EqualFunc(tt.want, got, func(w, g summarize.Figure) bool {
				return w.Value == g.Value && w.Unit == g.Unit && strings.Contains(g.What, w.What)
			})
			if !same {
				t.Errorf("figures (-want +got):\n%s", cmp.Diff(tt.want, got))
			}
		})
	}
}

func TestStylesThatATextDoesNotHold(t *testing.T) {
	const text = "The harbour wall of Port Ellery is raised. Fishermen move to the outer quay. The inner basin is closed to boats."
	for style, want := range map[summarize.Style]summarize.Note{summarize.Voices: summarize.NoVoices, summarize.Figures: summarize.NoFigures} {
		r := withoutModel(t, text, style)
		if len(r.Claims) == 0 || !slices.Contains(r.Notes, want) {
			t.Errorf("%s: %d claims with the notes %v, want key sentences and %s", style, len(r.Claims), r.Notes, want)
		}
	}
	for _, style := range []summarize.Style{summarize.Voices, summarize.Figures} {
		if r := withoutModel(t, reportEN, style); slices.Contains(r.Notes, summarize.NoVoices) || slices.Contains(r.Notes, summarize.NoFigures) {
			t.Errorf("%s of a text that holds them: notes %v", style, r.Notes)
		}
	}
}

func TestBriefIsBrieferWithoutAModel(t *testing.T) {
	length := func(style summarize.Style) (n int) {
		for _, c := range withoutModel(t, reportEN, style).Claims {
			n += len(c.Text)
		}
		return n
	}
	if brief, standard := length(summarize.Brief), length(summarize.Standard); brief == 0 || brief >= standard {
		t.Errorf("brief has %d bytes, standard %d", brief, standard)
	}
}
