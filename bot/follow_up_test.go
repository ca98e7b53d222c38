package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// Who asks on about "the second point" means that of the summary above: the model is shown its claims by number.
func TestFollowUpOnASummary(t *testing.T) {
	t.Parallel()
	const lit, climbs = "was lit for the first time in 1823", "two hundred and four"
	server, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		claims := []any{
			map[string]any{"text": "The lighthouse was first lit in 1823.", "passages": []int{r.Find(lit)}, "speaker": ""},
			map[string]any{"text": "Its keeper climbs two hundred and four steps.", "passages": []int{r.Find(climbs)}, "speaker": ""},
		}
		if strings.Contains(r.Prompt(), "Question: ") {
			claims = claims[1:]
		}
		data, err := json.Marshal(map[string]any{"answerable": true, "claims": claims})
		must(t, err)
		return modeltest.Reply{Text: string(data)}
	}))
	h := newHouse(t, func(c *Config) { c.Engine = engineAt(t, base) })
	root := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	h.ended(general, root)
	h.ended(general, h.say(h.ann, general, h.mention("What exactly does the second point mean?"), root))
	const above = "A: 1. The lighthouse was first lit in 1823. 2. Its keeper climbs two hundred and four steps."
	asked := ""
	for _, r := range server.Requests() {
		if strings.Contains(r.Prompt(), "Question: What exactly") {
			asked = r.Prompt()
		}
	}
	if !strings.Contains(asked, above) {
		t.Errorf("the summary is not before the model: %s", asked)
	}
}
