package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// A thread becomes what was decided, what is open and who does what, each with its message; what the second reading does not find
// decided is not called so.
func TestThreadAsOutcomes(t *testing.T) {
	t.Parallel()
	said := []string{
		"Let us move the boats out of the inner basin on the second of March.",
		"Fine with me, so the second of March it is for all of the boats.",
		"Does anybody know whether the ferry may stay at the old pier then?",
		"I will ask the port office about the ferry before Friday.",
		"We might sell the old crane one day, if somebody wants to have it.",
	}
	_, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		claim := func(outcome, text string, from int) map[string]any {
			return map[string]any{"outcome": outcome, "text": text, "passages": []int{r.Find(said[from])}, "speaker": ""}
		}
		data, err := json.Marshal(map[string]any{"claims": []any{
			claim("decided", "The boats leave the inner basin on 2 March.", 1),
			claim("open", "Whether the ferry may stay.", 2),
			claim("task", "Carol asks the port office before Friday.", 3),
			claim("decided", "The old crane is sold.", 4),
		}})
		must(t, err)
		return modeltest.Reply{Text: string(data)}
	}, "The old crane is sold."))
	h := newHouse(t, func(c *Config) { c.Engine = engineAt(t, base) })
	root := h.say(h.ann, general, said[0], "")
	for i, text := range said[1:] {
		h.say([]*slack.Client{h.carol, h.ann}[i%2], general, text, root)
	}
	h.ended(general, h.say(h.ann, general, h.mention("summarize this thread"), root))
	got := h.replies(general, root)
	if len(got) != 1 {
		t.Fatalf("replies %v", got)
	}
	for _, want := range []string{
		"*Decided:* The boats leave the inner basin on 2 March. · <" + h.url + "/archives/" + general + "/p",
		"*Open:* Whether the ferry may stay. · <", "*To do:* Carol asks the port office before Friday. · <", "1 statement left out",
	} {
		if !strings.Contains(shown(got[0]), want) {
			t.Errorf("no %q in %s", want, shown(got[0]))
		}
	}
	if strings.Contains(shown(got[0]), "crane") || !strings.HasPrefix(got[0].Text, "Decided: The boats") {
		t.Errorf("text %q, blocks %s", got[0].Text, shown(got[0]))
	}
}
