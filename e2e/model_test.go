package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/model/modeltest"
)

// claims is what a model answers, as the schema has it.
func claims(pairs ...any) string {
	type claim struct {
		Text     string `json:"text"`
		Passages []int  `json:"passages"`
		Speaker  string `json:"speaker"`
	}
	all := []claim{}
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, claim{Text: pairs[i].(string), Passages: []int{pairs[i+1].(int)}})
	}
	data, err := json.Marshal(map[string]any{"answerable": len(all) > 0, "claims": all})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// TestModels asks the same question of the same page with models that are honest, lie, stall, break off and talk. Nothing
// false is ever shown, and a reply always comes.
func TestModels(t *testing.T) {
	t.Parallel()
	const question = "How much does the work on the wall cost?"
	const truth = "4.6 million pounds"
	const saidByAnother = "John Brown says that nobody knows how long they will stay there."
	const turned = "The council pays nothing for the wall."
	readBy := func(r modeltest.Request, answer modeltest.Reply, writes string) modeltest.Reply {
		if len(r.Statements()) > 0 {
			return answer
		}
		return modeltest.Reply{Text: claims(writes, r.Find("4.6 million"))}
	}
	tests := []struct {
		name   string
		script modeltest.Script
		shows  []string
		never  []string
	}{
		{"honest", func(r modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: claims("Raising the wall costs 4.6 million pounds.", r.Find("4.6 million"))}
		}, []string{"Raising the wall costs 4.6 million pounds.", "“" + harbourCost + "”", "open at passage\u00a0↗"}, []string{"word for word"}},
		{"a wrong number", func(r modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: claims("Raising the wall costs 46 million pounds.", r.Find("4.6 million"))}
		}, nil, []string{"46 million"}},
		{"a passage that does not exist", modeltest.Say(claims("The wall is paid for by the king.", 999)), nil, []string{"king"}},
		{"an invented quotation", func(r modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: claims("The council said it is “a bargain for the whole coast” at 4.6 million pounds.", r.Find("4.6 million"))}
		}, nil, []string{"bargain"}},
		{"another speaker", func(r modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: claims(saidByAnother, r.Find("Nobody knows"))}
		}, nil, []string{"John Brown"}},
		{"a mass mention and a link of its own", func(r modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: claims("<!channel> The work costs 4.6 million pounds <https://evil.example/x|here>.", r.Find("4.6 million"))}
		}, nil, []string{"<!channel>", "<https://evil.example"}},
		{"a lie without a figure", func(r modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: claims(turned, r.Find("4.6 million"))}
		}, nil, []string{"pays nothing"}},
		{"a lie, and yes to all when it is read", func(r modeltest.Request) modeltest.Reply {
			yes := func(modeltest.Request, modeltest.Statement) modeltest.Opinion {
				return modeltest.Opinion{Verdict: modeltest.Carried}
			}
			return readBy(r, r.Read(yes), turned)
		}, []string{truth}, []string{"pays nothing"}},
		{"a lie, and prose when it is read", func(r modeltest.Request) modeltest.Reply {
			return readBy(r, modeltest.Reply{Text: "All of these look right to me."}, turned)
		}, []string{truth}, []string{"pays nothing"}},
		{"a lie, and trouble when it is read", func(r modeltest.Request) modeltest.Reply {
			return readBy(r, modeltest.Reply{Status: 500}, turned)
		}, []string{truth}, []string{"pays nothing"}},
		{"prose", modeltest.Say("Well, I would think that it is about nine million pounds, my friend."), []string{truth}, []string{"nine million"}},
		{"garbage", modeltest.Say("{{{]]]\x01\x02"), []string{truth}, nil},
		{"nothing", modeltest.Say(""), []string{truth}, nil},
		{"a stream that is cut", func(modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Text: `{"answerable":true,"claims":[{"text":"The work costs 9 mil`, Cut: true}
		}, []string{truth}, []string{"9 mil"}},
		{"a broken connection", func(modeltest.Request) modeltest.Reply { return modeltest.Reply{Text: `{"answ`, Abort: true} }, []string{truth}, nil},
		{"a server in trouble", func(modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Status: 500, Body: "<html>Internal error at 10.1.2.3</html>"}
		}, []string{truth}, []string{"10.1.2.3"}},
		{"a key that is refused", func(modeltest.Request) modeltest.Reply {
			return modeltest.Reply{Status: 401, Body: `{"error":{"message":"Incorrect API key sk-secret"}}`}
		}, []string{truth}, []string{"sk-secret"}},
	}
	h, news := newHouse(t), newNewsroom(t)
	general := h.channel("general")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, base := modeltest.Start(t, modeltest.WithReader(tt.script, saidByAnother, turned))
			bot := h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=test-"+strings.ReplaceAll(tt.name, " ", "-"))
			defer bot.kill()
			ts := h.say(h.ann, general, h.mention(news.URL+"/harbour "+question), "")
			m := h.reply(general, ts, 1)
			want(t, m, tt.shows...)
			shown := shows(t, m)
			for _, lie := range tt.never {
				if strings.Contains(shown, lie) {
					t.Errorf("%q is shown in:\n%s", lie, shown)
				}
			}
		})
	}
}

// An English question to a Chinese page is answered in English, from the Chinese sentence.
func TestModelAcrossLanguages(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	_, base := modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		n := r.Find("三千二百万")
		if n == 0 {
			return modeltest.Reply{Text: `{"words":"改造费用"}`}
		}
		return modeltest.Reply{Text: claims("The conversion costs 32 million yuan, paid by the city government.", n)}
	}))
	h.serve("OPENAI_BASE_URL="+base, "OPENAI_MODEL=test")
	general := h.channel("general")
	ts := h.say(h.ann, general, h.mention(news.URL+"/station How much does the conversion cost?"), "")
	want(t, h.reply(general, ts, 1), "The conversion costs 32 million yuan", "“"+stationCost+"”", "From <")
}

// Those who wait for a model that hangs hold up nobody who needs none, and get passages when its time is over.
func TestAModelThatHangs(t *testing.T) {
	t.Parallel()
	h, news := newHouse(t), newNewsroom(t)
	general := h.channel("general")
	server, base := modeltest.Start(t, modeltest.Sequence(modeltest.Reply{Stall: true}))
	bot := h.serve("OPENAI_BASE_URL="+base, "FOOTNOTE_FIRST_TOKEN=10m", "FOOTNOTE_MODEL_CALLS=2")
	var asked []string
	for i := range 20 { // more than the model takes at once, and more than once were workers
		asked = append(asked, h.say(h.ann, general, h.mention(fmt.Sprintf("%s/harbour How much does part %d cost?", news.URL, i)), ""))
	}
	h.until("the model to be asked", func() bool { return len(server.Requests()) == 2 })
	ts := h.say(h.bob, general, h.mention(""), "")
	h.reply(general, ts, 1)
	bot.kill()

	h.serve("OPENAI_BASE_URL="+base, "FOOTNOTE_FIRST_TOKEN=0.5s", "FOOTNOTE_MODEL_TIME=1s", "FOOTNOTE_MODEL_CALLS=2")
	for _, ts := range asked {
		h.reply(general, ts, 1)
	}
}
