package bot

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/time/rate"
)

var mixedEvents = flag.Int("events", 60, "how many requests TestMixedEventsOfAFailingSlack makes")

// Requests of every kind, to a Slack that fails at random: each has one final reply, in its own thread.
func TestMixedEventsOfAFailingSlack(t *testing.T) {
	h := newStreamingHouse(t)
	for _, channel := range []string{general, news, annDM} { // the clock of limits goes faster
		for method := range methodLimits {
			h.bot.slack.limiter(method, channel).SetLimit(rate.Inf)
		}
		h.bot.slack.limiter("chat.postMessage", channel).SetLimit(rate.Inf)
	}
	random := rand.New(rand.NewPCG(1, 2))
	faults := []map[string]any{
		{"kind": "error", "method": "chat.postMessage", "status": 503},
		{"kind": "error", "method": "chat.postMessage", "error": "internal_error"},
		{"kind": "drop_answer", "method": "chat.postMessage"},
		{"kind": "drop_answer", "method": "chat.postMessage", "when": "before"},
		{"kind": "rate_limit", "method": "chat.postMessage", "retry_after": 1},
		{"kind": "error", "method": "users.info", "status": 500},
		{"kind": "error", "method": "conversations.info", "status": 502},
		{"kind": "error", "method": "conversations.replies", "status": 503},
		{"kind": "rate_limit", "method": "reactions.add", "retry_after": 30},
		{"kind": "drop_answer", "method": "chat.startStream"},
		{"kind": "error", "method": "chat.startStream", "status": 503},
		{"kind": "rate_limit", "method": "chat.stopStream", "retry_after": 1},
		{"kind": "drop_answer", "method": "chat.stopStream"},
		{"kind": "error", "method": "chat.update", "status": 502},
		{"kind": "error", "method": "chat.update", "error": "block_mismatch"},
		{"kind": "error", "method": "assistant.threads.setStatus", "status": 500},
		{"kind": "duplicate", "copies": 3},
		{"kind": "reorder"},
		{"kind": "disconnect", "cut": true},
	}
	type asked struct{ channel, thread, ts string }
	var all []asked
	page := h.pages.URL + "/lighthouse"
	for i := range *mixedEvents {
		if i%50 == 0 { // used rules stay listed
			req, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, h.url+"/playground/api/faults", nil)
			must(t, err)
			resp, err := http.DefaultClient.Do(req)
			must(t, err)
			resp.Body.Close()
		}
		if random.IntN(2) == 0 {
			rule := map[string]any{}
			maps.Copy(rule, faults[random.IntN(len(faults))])
			h.fault(rule)
		}
		channel := []string{general, news}[random.IntN(2)]
		switch random.IntN(6) {
		case 0:
			ts := h.say(h.ann, channel, h.mention(page), "")
			all = append(all, asked{channel, ts, ts})
		case 1:
			ts := h.say(h.ann, channel, h.mention(page+" How many steps does the keeper climb?"), "")
			all = append(all, asked{channel, ts, ts})
		case 2:
			root := h.say(h.ann, channel, "Read this: "+page, "")
			ts := h.say(h.ann, channel, h.mention("How many steps does the keeper climb?"), root)
			all = append(all, asked{channel, root, ts})
		case 3:
			ts := h.say(h.ann, channel, h.mention("http://192.168.77.1/"+fmt.Sprint(i)), "")
			all = append(all, asked{channel, ts, ts})
		case 4:
			ts := h.say(h.ann, annDM, page+" How many steps does the keeper climb?", "")
			all = append(all, asked{annDM, ts, ts})
		case 5:
			h.until("the command to be taken", func() bool { // one that a cut socket lost is not repeated by Slack
				resp, err := http.Post(h.url+"/playground/api/command", "application/json", strings.NewReader(
					`{"user":"ann","channel":"`+channel+`","command":"/footnote","text":"`+page+`"}`))
				must(t, err)
				defer resp.Body.Close()
				var answer struct{ OK bool }
				return json.NewDecoder(resp.Body).Decode(&answer) == nil && answer.OK
			})
		}
	}
	for _, a := range all {
		h.ended(a.channel, a.ts)
	}
	h.settled()
	for _, a := range all {
		got := h.replies(a.channel, a.thread)
		if len(got) != 1 {
			t.Errorf("%d replies to %s in its thread %s: %v", len(got), a.ts, a.thread, h.texts(a.channel, a.thread))
			continue
		}
		if strings.TrimSpace(got[0].Text) == "" { // a stream that nobody has ended
			t.Errorf("the reply to %s says nothing: %+v", a.ts, got[0].Blocks)
		}
	}
	jobs, err := h.store.Jobs(t.Context(), 10_000)
	must(t, err)
	roots, commands := 0, 0
	for _, j := range jobs { // a command that was acknowledged too late was made again, and is one of its own
		if strings.HasPrefix(j.Key, commandKey("T0PLAYGRND", "")) {
			commands++
		}
	}
	for _, channel := range []string{general, news} {
		for _, root := range h.roots(channel) {
			roots++
			if got := h.replies(channel, root); len(got) != 2 { // the root and its reply
				t.Errorf("a command's root %s has %d messages", root, len(got))
			}
		}
	}
	if roots != commands {
		t.Errorf("%d roots of %d commands", roots, commands)
	}
	t.Logf("%d requests: %d messages, %d commands", *mixedEvents, len(all), commands)
}
