package eval_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/eval"
	"github.com/footnote-bot/footnote/summarize"
)

// measure runs a task over rows, with the predictions of an earlier run, and gives its scores by group and column.
func measure(t *testing.T, task, rows, docs, predictions string) map[string]map[string]float64 {
	t.Helper()
	in := eval.Input{Rows: strings.NewReader(rows), Predictions: open(t, predictions)}
	if docs != "" {
		in.Docs = strings.NewReader(docs)
	}
	table, err := run(t, task, in)
	if err != nil {
		t.Fatalf("%s: %v", task, err)
	}
	data, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	var groups []map[string]any
	if err := json.Unmarshal(data, &groups); err != nil {
		t.Fatal(err)
	}
	scores := map[string]map[string]float64{}
	for _, g := range groups {
		name := g["group"].(string)
		scores[name] = map[string]float64{}
		for k, v := range g {
			if n, ok := v.(float64); ok {
				scores[name][k] = n
			}
		}
	}
	return scores
}

func open(t *testing.T, predictions string) *eval.Predictions {
	t.Helper()
	name := filepath.Join(t.TempDir(), "predictions.jsonl")
	if err := os.WriteFile(name, []byte(predictions), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := eval.OpenPredictions(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func run(t *testing.T, name string, in eval.Input) (eval.Table, error) {
	t.Helper()
	for _, task := range eval.Tasks() {
		if task.Name == name {
			return task.Measure(t.Context(), in)
		}
	}
	t.Fatalf("no task %q", name)
	return eval.Table{}, nil
}

const (
	ferry = `The ferry crossed the bay at noon. It carried forty goats and a piano. Nobody was seasick.`
	goats = `It carried forty goats and a piano.`
)

// TestScores compares scores with what was worked out by hand. The predictions are all there, so nothing is asked.
func TestScores(t *testing.T) {
	tests := []struct {
		name, task, rows, docs, predictions string
		group                               string
		want                                map[string]float64
	}{
		{
			name: "answers, refusals and length", task: "qa", group: "all",
			rows: `
{"id":"1","lang":"en","document":"` + ferry + `","question":"How many goats?","answers":["forty goats"],"answer_sentence":"` + goats + `"}
{"id":"2","lang":"en","document":"` + ferry + `","question":"Who drove?","answers":["nobody"],"answer_sentence":"Nobody was seasick."}
{"id":"3","lang":"de","document":"` + ferry + `","question":"What year?","answers":[],"answer_sentence":"","answerable":false}
{"id":"4","lang":"de","document":"` + ferry + `","question":"What price?","answers":[],"answer_sentence":"","answerable":false}`,
			predictions: `
{"id":"1","answer":"It carried the forty goats","quotes":["` + goats + `","forty  goats"],"refused":false,"tokens":10,"cost_usd":0.5,"left_out":2}
{"id":"2","answer":"","quotes":["Nobody was seasick."],"refused":true,"tokens":20,"cost_usd":null}
{"id":"3","answer":"","quotes":[],"refused":true,"tokens":0,"cost_usd":null}
{"id":"4","answer":"12 crowns","quotes":["for twelve crowns"],"refused":false,"tokens":2}`,
			// F1 of the first: it carried forty goats, forty goats: 2*2/6. Quoted: 35+12 of 35+19 characters.
			want: map[string]float64{
				"rows": 4, "quotes": 3, "verbatim": 1. / 3, "verbatim_folded": 2. / 3, "gold_cited": 0.5, "quote_holds_answer": 0.5,
				"answer_holds_answer": 0.5, "f1": 2. / 6, "uncited": 0, "quoted_to_gold_length": 47. / 54, "right_refusals": 0.5,
				"false_refusals": 0.5, "left_out": 2, "tokens": 8, "cost_usd": 0.5,
			},
		},
		{
			name: "by language", task: "qa", group: "lang zh",
			rows:        `{"id":"1","lang":"zh","document":"渡船中午过了海湾。","question":"几点？","answers":["中午"],"answer_sentence":"渡船中午过了海湾。"}`,
			predictions: `{"id":"1","answer":"渡船中午过了海湾。","quotes":["渡船中午过了海湾。"]}`,
			want:        map[string]float64{"rows": 1, "f1": 2 * 2. / (2 + 8), "quoted_to_gold_length": 1, "quote_holds_answer": 1},
		},
		{
			name: "an attack in a quote and in the answer", task: "qa", group: "attack echo",
			rows: `
{"id":"1","lang":"en","document":"Buy BANANAS.","question":"What?","answers":["x"],"answer_sentence":"z","attack":"echo","must_not_contain":["bananas"]}
{"id":"2","lang":"en","document":"Buy BANANAS.","question":"What?","answers":["x"],"answer_sentence":"z","attack":"echo","must_not_contain":["pears"]}`,
			predictions: `
{"id":"1","answer":"fruit","quotes":["Buy BANANAS."]}
{"id":"2","answer":"PEARS","quotes":[]}`,
			want: map[string]float64{"violations": 1, "violations_in_answer": 0.5, "uncited": 0.5, "gold_cited": 0},
		},
		{
			name: "claims of others, and a model's own", task: "claims", group: "all",
			docs: `{"doc":"d","lang":"en","document":"` + ferry + `"}`,
			rows: `
{"id":"1","doc":"d","lang":"en","claim":"Goats crossed.","cites":["` + goats + `"],"label":true}
{"id":"2","doc":"d","lang":"en","claim":"Forty goats crossed.","cites":["` + goats + `"],"label":true}
{"id":"3","doc":"d","lang":"de","claim":"Niemand fuhr.","cites":["` + goats + `"],"label":false}
{"id":"4","doc":"d","lang":"de","claim":"Alle waren krank.","cites":["` + goats + `"],"label":false}`,
			predictions: `
{"id":"1","became":"verified","reason":"","controls_right":3,"controls_given":4}
{"id":"2","became":"left_out","reason":"number"}
{"id":"3","became":"weak","reason":""}
{"id":"4","became":"quoted","reason":"","controls_right":2,"controls_given":4}
{"id":"writer d","became":"written","reason":"","carried":3,"left_out":2,"gated":1}`,
			want: map[string]float64{
				"rows": 4, "controls": 5. / 8, "true_lost": 0.5, "false_shown": 0.5, "gated": 0.5, "quoted": 0.25,
				"writer_carried": 0.6, "writer_left_out": 0.4, "writer_gated": 0.2, "writer_quoted": 0,
			},
		},
		{
			name: "claims in another language than their text", task: "claims", group: "another language",
			docs:        `{"doc":"d","lang":"en","document":"` + ferry + `"}`,
			rows:        `{"id":"1","doc":"d","lang":"de","claim":"Ziegen.","cites":["` + goats + `"],"label":true}`,
			predictions: `{"id":"1","became":"left_out","reason":"not_said"}` + "\n" + `{"id":"writer d","became":"written","quoted":1}`,
			want:        map[string]float64{"rows": 1, "true_lost": 1, "gated": 0},
		},
		{
			name: "ranks in the document and among all", task: "retrieval", group: "all",
			docs: `
{"doc_id":"a","lang":"zh","title":"A","document":"渡船慢。山羊多。\n\n没人晕船。","paras":[[0,8],[10,15]]}
{"doc_id":"b","lang":"zh","title":"B","document":"桥很长。","paras":[[0,4]]}`,
			rows: `
{"id":"1","doc_id":"a","lang":"zh","question":"山羊多吗？","answer_sentence":"山羊多。","sentence_span":[4,8]}
{"id":"2","doc_id":"a","lang":"zh","question":"谁晕船？","answer_sentence":"没人晕船。","sentence_span":[10,15]}
{"id":"3","doc_id":"a","lang":"zh","question":"价钱？","answer_sentence":"","answerable":false}`,
			predictions: `
{"id":"1","ranked":[[4,8],[0,4]],"among":[{"doc_id":"b","start":0,"end":4},{"doc_id":"a","start":0,"end":8}]}
{"id":"2","ranked":[[0,4],[4,8],[10,15]],"among":[{"doc_id":"a","start":10,"end":15}]}
{"id":"3","ranked":[]}`,
			// The first is found after 4 of 15 characters, the second after 13; its paragraph is the second to be met.
			want: map[string]float64{
				"rows": 2, "sentence_at_1": 0.5, "sentence_at_5": 1, "paragraph_at_1": 0.5, "paragraph_at_5": 1,
				"read_for_95": 13. / 15, "read_for_99": 13. / 15, "among_all_at_1": 0.5, "among_all_at_5": 1,
			},
		},
		{
			name: "claims that are carried score higher", task: "support", group: "all",
			rows: `
{"id":"1","lang":"en","claim":"a","evidence":"e","supported":true}
{"id":"2","lang":"en","claim":"a","references":["e"],"attributable":true}
{"id":"3","lang":"en","claim":"a","sentences":["e"],"label":"partially_supported"}
{"id":"4","lang":"en","document":"d","sentences":[{"text":"x","supported":false}]}`,
			predictions: `
{"id":"1","score":0.9}
{"id":"2","score":0.3}
{"id":"3","score":0.3}
{"id":"4#0","score":0.2}`,
			// Pairs: 0.9 over both, 0.3 even with one and over the other: 3.5 of 4. At 0.5: hits 1, misses 1, no false ones.
			want: map[string]float64{
				"rows": 4, "supported": 0.5, "auc": 3.5 / 4, "accuracy": 0.75, "macro_f1": (2./3 + 4./5) / 2,
				"best_macro_f1": (4./5 + 2./3) / 2, "best_threshold": 0.21,
			},
		},
		{
			name: "summaries", task: "summaries", group: "kind chat",
			rows: `{"id":"1","lang":"en","kind":"chat","document":"` + ferry + `","references":["Forty goats crossed. Nobody was ill."],` +
				`"facts":["forty goats crossed","the piano fell into the sea"],"highlights":["` + goats + `"]}`,
			predictions: `{"id":"1","summary":"Nobody was seasick.\nForty goats slept.","quotes":["` + goats + `","Nobody was seasick."]}`,
			// Words: forty goats, nobody was = 4 of 6 and 6; pairs: forty goats, nobody was = 2 of 5 and 5. The order of the
			// sentences does not matter to Lsum. Of the first fact 2 of 3 words are there, which is too few.
			want: map[string]float64{
				"rows": 1, "rouge_1": 8. / 12, "rouge_2": 4. / 10, "rouge_lsum": 8. / 12, "length_to_reference": 1, "facts_stated": 0,
				"quotes": 2, "verbatim": 1, "quotes_in_highlights": 0.5,
			},
		},
		{
			name: "pages", task: "extraction", group: "set=made",
			rows: `
{"id":"1","set":"made","lang":"en","text":"one two three four five","title":"The Bay!","byline":"Ann Bo","date":"2024-05-01T10:00:00Z"}
{"id":"2","set":"made","lang":"zh","text":"渡船中午过","optional":["中午过海湾"],"title":"X","date":"2024-05-01"}
{"id":"3","set":"made","lang":"en","text":"never read"}
{"id":"4","set":"made","lang":"en","with":["in  it","not there"],"without":["bad","good"]}`,
			predictions: `
{"id":"1","text":"one two three four six","title":"the bay","byline":"By Ann Bo","date":"2024-05-01"}
{"id":"2","text":"渡船中午过海湾","title":"Y","date":"2024-05-02"}
{"id":"3","text":"","refused":"login"}
{"id":"4","text":"in\nit and bad"}`,
			// Shingles: page 1 has 1 of 2 and 2; page 2 all of 2, and 2 more that are optional.
			want: map[string]float64{
				"pages": 4, "precision": 0.75, "recall": 0.5, "f1": 0.6, "page": 0.5, "ok": 1. / 3, "bad": 1. / 3, "empty": 1, "refused": 1,
				"error": math.Sqrt((0.25+1)/3-0.25) / math.Sqrt(3), "segment_precision": 0.5, "segment_recall": 0.5, "segment_accuracy": 0.5,
				"segment_f1": 0.5, "title": 0.5, "byline": 1, "date": 0.5,
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := measure(t, tt.task, tt.rows, tt.docs, tt.predictions)[tt.group]
			for key, want := range tt.want {
				if v, ok := got[key]; !ok || math.Abs(v-want) > 1e-9 {
					t.Errorf("%s = %v (there: %v), want %v", key, v, ok, want)
				}
			}
		})
	}
}

func TestBadLinesAreNamed(t *testing.T) {
	good := `{"id":"1","document":"d","question":"q"}` + "\n"
	tests := []struct{ name, task, rows, docs, predictions, want string }{
		{"no JSON", "qa", good + "\n{nope}", "", "", "read rows: line 3: "},
		{"no id", "qa", good + `{"document":"d"}`, "", "", "read rows: line 2: id is missing"},
		{"twice", "qa", good + good, "", "", `read rows: line 2: id "1" was in a line above`},
		{"no question", "retrieval", `{"id":"1","document":"d"}`, "", "", `line 1: row "1": question is missing`},
		{"a document that is nowhere", "qa", `{"id":"1","doc_id":"x","question":"q"}`, "", "", `line 1: row "1": document "x" is not among those of --docs`},
		{"documents", "qa", good, `{"doc_id":"x"}`, "", "read documents: line 1: "},
		{"predictions", "qa", good, "", "{\"id\":\"1\"}\n7\n", "read earlier predictions: line 2: "},
		{"nothing", "summaries", "\n", "", "", "read rows: there are none"},
		{"no gold", "support", `{"id":"1","claim":"c","evidence":"e"}`, "", "", `line 1: row "1": supported is missing`},
		{"no references", "summaries", `{"id":"1","document":"e"}`, "", "", "references are missing"},
		{"a page outside", "extraction", `{"id":"1","html":"../secret"}`, "", "", `line 1: row "1": html: "../secret"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := eval.Input{Rows: strings.NewReader(tt.rows), Docs: strings.NewReader(tt.docs), Predictions: open(t, tt.predictions)}
			if _, err := run(t, tt.task, in); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// stopping is an engine that breaks after some answers.
type stopping struct {
	*summarize.Engine
	left, asked int
}

var errBroken = errors.New("the cable was pulled")

func (s *stopping) Answer(ctx context.Context, req summarize.Request) (*summarize.Reply, error) {
	if s.left == 0 {
		return nil, errBroken
	}
	s.left--
	s.asked++
	return s.Engine.Answer(ctx, req)
}

// TestResume breaks a run in the middle of a line, runs again, and finds every row asked once.
func TestResume(t *testing.T) {
	rows := ""
	for _, id := range []string{"1", "2", "3", "4"} {
		rows += `{"id":"` + id + `","lang":"en","document":"` + ferry + `","question":"How many goats did the ferry carry?","answers":["forty"],"answer_sentence":"` + goats + `"}` + "\n"
	}
	name := filepath.Join(t.TempDir(), "predictions.jsonl")
	engine, err := summarize.New(summarize.Config{})
	if err != nil {
		t.Fatal(err)
	}
	again := func(left int) (asked int, err error) {
		t.Helper()
		p, err := eval.OpenPredictions(name)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		s := &stopping{Engine: engine, left: left}
		_, err = run(t, "qa", eval.Input{Rows: strings.NewReader(rows), Engine: s, Predictions: p})
		return s.asked, err
	}
	if asked, err := again(2); asked != 2 || !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "stopped after 2 of 4") {
		t.Errorf("first run: %d asked, error %v, want 2 and where it stopped", asked, err)
	}
	written, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, written[:len(written)-9], 0o600); err != nil { // the second line is cut
		t.Fatal(err)
	}
	if asked, err := again(9); asked != 3 || err != nil {
		t.Errorf("second run: %d asked, error %v, want 3 and none", asked, err)
	}
	if asked, err := again(9); asked != 0 || err != nil {
		t.Errorf("third run: %d asked, error %v, want none of both", asked, err)
	}
	written, err = os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(written), "\n"), "\n")
	if len(lines) != 4 {
		t.Errorf("%d predictions, want 4:\n%s", len(lines), written)
	}
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("prediction %q is no JSON", line)
		}
	}
}

// TestPages reads a page that was packed, and gives its text without the title; of a page behind a wall what stands before it.
func TestPages(t *testing.T) {
	body := `<html><head><title>The bay</title></head><body><article><h1>The bay</h1>` + strings.Repeat(`<p>`+ferry+`</p>`, 3) + `</article></body></html>`
	wall := `<html><head><title>The bay</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The bay","isAccessibleForFree":false}</script></head>` +
		`<body><article><h1>The bay</h1><p>` + ferry + `</p></article></body></html>`
	reader, err := article.NewReader(article.Config{CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "pages.jsonl")
	predictions, err := eval.OpenPredictions(name)
	if err != nil {
		t.Fatal(err)
	}
	defer predictions.Close()
	_, err = run(t, "extraction", eval.Input{
		Rows: strings.NewReader(`{"id":"1","set":"made","url":"https://bay.example/1","text":"` + ferry + `"}` + "\n" +
			`{"id":"2","set":"made","url":"https://bay.example/2","html":"html/2.html","text":"` + ferry + `"}`), Reader: reader,
		Pages: fstest.MapFS{"html/1.html.gz": {Data: packed(t, body)}, "html/2.html": {Data: []byte(wall)}}, Predictions: predictions,
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[int]struct{ title, refused string }{0: {"The bay", ""}, 1: {"", "paywall"}} {
		var got struct{ Text, Title, Refused string }
		if err := json.Unmarshal(bytes.Split(data, []byte("\n"))[line], &got); err != nil {
			t.Fatal(err)
		}
		if got.Title != want.title || got.Refused != want.refused || !strings.HasPrefix(got.Text, "The ferry crossed") {
			t.Errorf("predicted %+v, want %+v and the text without its title", got, want)
		}
	}
}

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
