package bot

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/model/modeltest"
)

func TestAsksComparison(t *testing.T) {
	for _, words := range []string{
		"compare them", "Compare these two articles, please", "how do they differ?", "what's the difference between the two", "What do they have in common?",
		"where do they disagree", "can you compare both for me", "compare the 2 papers",
		"比较一下", "这两篇文章有什么不同？", "请对比这两篇", "它们的区别是什么", "比較一下這兩篇", "這兩篇的差異在哪裡", "两者有什么共同点",
		"比較して", "二つの記事を比較してください", "2つの違いは何ですか", "두 기사를 비교해줘", "차이점이 뭐야",
		"vergleiche die beiden", "Worin unterscheiden sie sich?", "was ist der Unterschied", "compare-les", "quelle est la différence entre les deux ?",
		"En quoi diffèrent ces deux articles", "compáralos", "¿en qué se diferencian los dos?", "¿cuál es la diferencia?", "qual é a diferença entre os dois",
		"confronta i due articoli", "wat is het verschil?", "сравни их", "чем они отличаются", "ikisini karşılaştır",
		"compare them in German", "compare them briefly",
	} {
		if m := classify(words); !m.compares || m.question == "" {
			t.Errorf("%q: question %q, compares %v, want a question that compares", words, m.question, m.compares)
		}
	}
	for _, words := range []string{
		"compare the budgets", "what is the difference in price?", "how does the ferry compare with the bridge", "do the doctors disagree", "what is this about?",
		"tl;dr", "价格有什么不同", "两个部门的预算", "比较贵吗", "値段の違いは", "was kostet der Unterschied im Preis", "what happened", "who are they", "两篇",
	} {
		if classify(words).compares {
			t.Errorf("%q is taken for the wish to compare texts", words)
		}
	}
}

const bakeryPage = `<html lang="en"><title>The bakery</title><article><h1>The bakery</h1>
<p>The bakery of Brannoc opens at five o'clock in the morning, except on Mondays, when its baker sleeps.</p>
<p>Its oven was built by the baker's grandfather, who carried every brick of it up from the harbour.</p></article></html>`

// Without a model two texts that are to be compared stand side by side, each with its key sentences.
func TestComparisonIsSideBySide(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	beside := func(order string) string {
		var posted struct{ TS string }
		h.controlled("message", map[string]any{
			"user": "ann", "channel": general, "text": h.mention(h.pages.URL + "/lighthouse " + order),
			"files": []any{map[string]any{"name": "bakery.html", "content": bakeryPage}},
		}, &posted)
		h.ended(general, posted.TS)
		return posted.TS
	}
	for order, label := range map[string]string{"compare them": "key sentences", "这两篇有什么不同？": "关键句", "vergleiche die beiden": "key sentences"} {
		ts := beside(order)
		got := h.replies(general, ts)
		if len(got) != 1 {
			t.Fatalf("%s: %d replies", order, len(got))
		}
		for _, want := range []string{"The lighthouse:", "1823", "bakery.html:", "five o'clock"} {
			if !strings.Contains(got[0].Text, want) {
				t.Errorf("%s: %q is not in %q", order, want, got[0].Text)
			}
		}
		if drawn := shown(got[0]); strings.Count(drawn, label) != 2 {
			t.Errorf("%s: not twice %q in %s", order, label, drawn)
		}
	}

	root := beside("")
	h.ended(general, h.say(h.ann, general, h.mention("how do they differ?"), root))
	if got := h.texts(general, root); len(got) != 2 || !strings.Contains(got[1], "The lighthouse:") || !strings.Contains(got[1], "bakery.html:") {
		t.Errorf("asked on in the thread: %q", got)
	}
	h.ended(general, h.say(h.ann, general, h.mention("When does the bakery open?"), root))
	if got := h.texts(general, root); len(got) != 3 || !strings.Contains(got[2], "five o'clock") || strings.Contains(got[2], "1823") {
		t.Errorf("a question to both: %q", got)
	}
}

// With a model the comparison is its own; where it is down, the texts stand side by side and the reply says why.
func TestComparisonByAModel(t *testing.T) {
	t.Parallel()
	compared := func(h *house) string {
		page := h.pages.URL + "/lighthouse"
		ts := h.say(h.ann, general, h.mention(page+" "+page+"/again compare them"), "")
		h.ended(general, ts)
		var all []string
		for _, m := range h.replies(general, ts) {
			all = append(all, m.Text+"\n"+shown(m))
		}
		return strings.Join(all, "\n---\n")
	}
	h, _ := newModelHouse(t, nil)
	if got := compared(h); !strings.Contains(got, "was lit in 1823") || strings.Contains(got, "The lighthouse:") {
		t.Errorf("by a model: %q", got)
	}
	_, base := modeltest.Start(t, modeltest.Say("Hm."))
	h = newHouse(t, func(c *Config) { c.Engine = choices(t, base, nil)[0].Engine })
	got := compared(h)
	if strings.Count(got, "The lighthouse:") != 2 || strings.Count(got, "gave no usable answer") != 1 {
		t.Errorf("by a model that is down: %q", got)
	}
}
