package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/summarize"
)

// TestRichLayout holds that the rich layout says what the classic one says, as lists and quotes, and that the classic blocks stand
// ready for a Slack that refuses it.
func TestRichLayout(t *testing.T) {
	summaryEN, answerEN := ordinary(t, "en")
	summaryZH, _ := ordinary(t, "zh-Hans")
	for _, tt := range []struct {
		name, question string
		reply          *summarize.Reply
	}{
		{"summary", "", summaryEN},
		{"summary in Chinese", "", summaryZH},
		{"answer", "What is the largest cost?", answerEN},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := &outcome{Locale: "en", Parts: []part{{reply: tt.reply}}, rich: true}
			m := drawOutcome(Ask{Question: tt.question}, out)
			data, err := json.Marshal(m.blocks)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), `"rich_text_quote"`) || len(m.plainer) == 0 {
				t.Fatalf("no rich text, or no classic blocks beside it: %s", data)
			}
			for _, c := range tt.reply.Claims {
				text, err := json.Marshal(c.Text)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(string(data), strings.Trim(string(text), `"`)) {
					t.Errorf("%q is not shown in %s", c.Text, data)
				}
			}
			out.rich = false
			classic := drawOutcome(Ask{Question: tt.question}, out)
			if classic.text != m.text || len(classic.plainer) != 0 {
				t.Errorf("the notification is %q, want %q", m.text, classic.text)
			}
		})
	}
}
