package bot

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

const team, ann = "T0PLAYGRND", "U0ANN00001"

// writer claims one sentence of the lighthouse, and is right of all controls.
func writer(t *testing.T) (server *modeltest.Server, base string) {
	return modeltest.Start(t, modeltest.WithReader(func(r modeltest.Request) modeltest.Reply {
		data, err := json.Marshal(map[string]any{"answerable": true, "claims": []any{
			map[string]any{"text": "The lighthouse of Brannoc was lit in 1823.", "passages": []int{r.Find("lit for the first time")}},
		}})
		must(t, err)
		return modeltest.Reply{Text: string(data)}
	}))
}

// engineAt is an engine whose model answers at an address.
func engineAt(t *testing.T, base string) *summarize.Engine {
	t.Helper()
	client, err := model.New(model.Config{BaseURL: base, Model: "small"})
	must(t, err)
	engine, err := summarize.New(summarize.Config{Model: client})
	must(t, err)
	return engine
}

// choices are engines for two models that write.
func choices(t *testing.T, base string, record summarize.Record) []Choice {
	client, err := model.New(model.Config{BaseURL: base, Model: "small, large"})
	must(t, err)
	var all []Choice
	for _, name := range client.Models() {
		engine, err := summarize.New(summarize.Config{Model: client.First(name), Record: record})
		must(t, err)
		all = append(all, Choice{Model: name, Engine: engine})
	}
	return all
}

func newModelHouse(t *testing.T, change func(*Config)) (*house, *modeltest.Server) {
	server, base := writer(t)
	return newHouse(t, func(c *Config) {
		c.Watch, c.TextsGoTo, c.Choices = true, []string{"127.0.0.1 (small)"}, choices(t, base, c.Store)
		c.Engine = c.Choices[0].Engine
		if change != nil {
			change(c)
		}
	}), server
}

// opened is what somebody has open: their home, and the modal on top.
func (h *house) opened(user string) (id, modal, home string) {
	h.t.Helper()
	resp, err := http.Get(h.url + "/playground/api/state")
	must(h.t, err)
	defer resp.Body.Close()
	var state struct {
		Views map[string]struct {
			Modals []json.RawMessage
			Home   json.RawMessage
		}
	}
	must(h.t, json.NewDecoder(resp.Body).Decode(&state))
	v := state.Views[user]
	if len(v.Modals) > 0 {
		modal = string(v.Modals[len(v.Modals)-1])
		var top struct{ ID string }
		must(h.t, json.Unmarshal([]byte(modal), &top))
		id = top.ID
	}
	return id, modal, string(v.Home)
}

// settings opens the modal of a channel, and waits until it shows the words.
func (h *house) settings(who, user, channel, words string) (id, modal string) {
	h.t.Helper()
	h.control("command", map[string]any{"user": who, "channel": channel, "command": "/footnote", "text": "settings"})
	return h.modalWith(user, words)
}

func (h *house) modalWith(user, words string) (id, modal string) {
	h.t.Helper()
	h.until("a modal with "+words, func() bool {
		id, modal, _ = h.opened(user)
		return strings.Contains(modal, words)
	})
	return id, modal
}

// choose sends the modal with some values: of selects where they are no numbers.
func (h *house) choose(who, view string, values map[string]string) {
	h.t.Helper()
	sent := map[string]any{}
	for name, v := range values {
		sent[name] = map[string]any{name: v}
	}
	h.control("view", map[string]any{"user": who, "view_id": view, "values": sent})
	h.settled()
}

func (h *house) set(scope string) map[string]string {
	h.t.Helper()
	set, err := h.store.Settings(h.t.Context(), team, scope)
	must(h.t, err)
	return set
}

// TestSettingsChangeReplies: what is chosen in the modal of a channel holds for what is asked there, and nowhere else.
func TestSettingsChangeReplies(t *testing.T) {
	h, server := newModelHouse(t, nil)
	view, modal := h.settings("ann", ann, "general", "For #general")
	for _, want := range []string{"Links that are shared here", "Model that writes", "Who may ask", "Most tokens a day"} {
		if !strings.Contains(modal, want) {
			t.Errorf("an admin's modal lacks %q", want)
		}
	}
	h.choose("ann", view, map[string]string{ruleLanguage: "zh-Hans", ruleStyle: "brief", ruleModel: "large", ruleTokens: "100000", watchSetting: "yes"})
	want := map[string]string{ruleLanguage: "zh-Hans", ruleStyle: "brief", ruleModel: "large", ruleTokens: "100000"}
	got := h.set(general)
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
	if got[watchSetting] == "" || len(h.roots(general)) != 1 {
		t.Errorf("the watch of the channel was not announced: %v, %q", got, h.roots(general))
	}
	if !slices.ContainsFunc(h.whispers(general), func(line string) bool { return strings.HasPrefix(line, "Saved.") }) {
		t.Errorf("nobody was told: %q", h.whispers(general))
	}
	if _, again := h.settings("ann", ann, "general", `"initial_value":"100000"`); !strings.Contains(again, `"value":"large"`) {
		t.Errorf("the modal does not show what is set: %s", again)
	}

	ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	h.ended(general, ts)
	if text := h.texts(general, ts)[0]; !strings.Contains(text, "Brannoc") {
		t.Errorf("the reply is %q", text)
	}
	asked := server.Requests()
	if asked[0].Model != "large" || !strings.Contains(asked[0].Prompt(), "Chinese in up to") || !strings.Contains(asked[0].Prompt(), "most needs to know") {
		t.Errorf("%s was asked in %.300s", asked[0].Model, asked[0].Prompt())
	}
	elsewhere := h.say(h.ann, news, h.mention(h.pages.URL+"/lighthouse"), "")
	h.ended(news, elsewhere)
	if last := server.Requests()[len(asked)]; last.Model != "small" || !strings.Contains(last.Prompt(), "Summarize the text in English") {
		t.Errorf("elsewhere %s was asked in %.300s", last.Model, last.Prompt())
	}
}

// TestSettingsOfTheWorkspace: an admin sets them for all channels, and a channel's own go first; a number that is taken out is
// no cap any more.
func TestSettingsOfTheWorkspace(t *testing.T) {
	h, server := newModelHouse(t, func(c *Config) { c.TokensDay = 5000 })
	channel, _ := h.settings("ann", ann, "general", "For #general")
	h.control("action", map[string]any{"user": "ann", "view_id": channel, "action_id": actionSettingsOf})
	view, _ := h.modalWith(ann, "For the whole workspace")
	h.choose("ann", view, map[string]string{ruleEngine: "extractive", rulePerson: "2"})
	ask := func(channel string) string {
		ts := h.say(h.ann, channel, h.mention(h.pages.URL+"/lighthouse"), "")
		h.ended(channel, ts)
		if texts := h.texts(channel, ts); len(texts) > 0 {
			return texts[0]
		}
		return ""
	}
	if text := ask(general); !strings.Contains(text, "two brothers") || len(server.Requests()) > 0 {
		t.Errorf("a model was asked all the same: %q", text)
	}
	own, _ := h.settings("ann", ann, "news", "For #news")
	h.choose("ann", own, map[string]string{ruleEngine: "openai"})
	if text := ask(news); !strings.Contains(text, "was lit in 1823") {
		t.Errorf("the channel's own setting does not hold: %q", text)
	}
	if text := ask(news); text != "" || !slices.Contains(h.whispers(news), "That was your 2th reply today, the most for one person. Tomorrow (UTC) I answer again.") {
		t.Errorf("the third reply of a person: %q, privately %q", text, h.whispers(news))
	}
	rules, err := h.bot.rules(t.Context(), team, general)
	must(t, err)
	if rules.Workspace.Tokens != 5000 || rules.PersonDay != 2 {
		t.Errorf("rules %+v", rules)
	}
}

// TestWhoMaySet: what costs, what leaves the house and who may ask is for admins, and a forged modal does not change that.
func TestWhoMaySet(t *testing.T) {
	h, _ := newModelHouse(t, nil)
	view, modal := h.settings("bob", "U0BOB00001", "general", "适用于 #general")
	if strings.Contains(modal, ruleTokens) || strings.Contains(modal, ruleEngine) || strings.Contains(modal, actionSettingsOf) {
		t.Errorf("a member is offered what is for admins: %s", modal)
	}
	h.choose("bob", view, map[string]string{ruleStyle: "figures"})
	if got := h.set(general)[ruleStyle]; got != "figures" {
		t.Errorf("a member's style is %q", got)
	}
	h.command("carol", "settings", "Only full members")
	at := settingSpot{Scope: scopeWorkspace, Channel: general}
	for i, tt := range []struct {
		user   string
		at     settingSpot
		values map[string]string
	}{
		{"U0BOB00001", at, map[string]string{ruleLanguage: "fr", ruleEngine: "extractive"}},
		{"U0CAROL001", settingSpot{Scope: scopeConversation, Channel: general}, map[string]string{ruleLanguage: "fr"}},
		{ann, at, map[string]string{ruleLanguage: "no such language", ruleTokens: "-3", ruleModel: "another", "odd": "x"}},
	} {
		must(t, h.bot.store(t.Context(), Ask{
			Key: actionKey(team, general, string(rune('a'+i))), Kind: AskSet, Via: ViaButton, Team: team, Channel: general, User: tt.user,
			Set: &setting{tt.at, tt.values},
		}))
	}
	h.settled()
	if got := h.set(""); len(got) != 0 {
		t.Errorf("the workspace has %v", got)
	}
	if got := h.set(general); len(got) != 1 {
		t.Errorf("the channel has %v", got)
	}
}

// TestWhoMayAsk: where only some may ask, the others are told so privately.
func TestWhoMayAsk(t *testing.T) {
	for _, tt := range []struct{ who, may, not, told string }{
		{whoMembers, "bob", "carol", "Here only full members of this workspace may ask me."},
		{whoAdmins, "ann", "bob", "这里只有本工作区的管理员可以问我。"},
	} {
		t.Run(tt.who, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			must(t, h.store.SetSetting(t.Context(), team, general, ruleWho, tt.who))
			link := h.mention(h.pages.URL + "/lighthouse")
			allowed, refused := h.say(h.client(tt.may), general, link, ""), h.say(h.client(tt.not), general, link, "")
			h.ended(general, allowed)
			h.ended(general, refused)
			if len(h.replies(general, allowed)) != 1 || len(h.replies(general, refused)) != 0 || !slices.Contains(h.whispers(general), tt.told) {
				t.Errorf("replies %q and %q, privately %q", h.texts(general, allowed), h.texts(general, refused), h.whispers(general))
			}
		})
	}
}

// TestBudgetOfAChannel: where it is used up, replies are sentences of the text, there and nowhere else; who asked is told
// why, once a day, and nobody else is.
func TestBudgetOfAChannel(t *testing.T) {
	h, server := newModelHouse(t, nil)
	const why = "Today's budget for the language model is used up here."
	must(t, h.store.SetSetting(t.Context(), team, general, ruleTokens, "1000"))
	must(t, h.store.AddUsage(t.Context(), store.Usage{Team: team, Channel: general, Key: "before", At: time.Now(), Calls: 1, PromptTokens: 1000}))
	for channel, want := range map[string]int{general: 0, news: 1} {
		before := len(server.Requests())
		ts := h.say(h.ann, channel, h.mention(h.pages.URL+"/lighthouse"), "")
		h.ended(channel, ts)
		if asked := len(server.Requests()) - before; min(asked, 1) != want || len(h.replies(channel, ts)) != 1 {
			t.Errorf("in %s the model was asked %d times", channel, asked)
		}
	}
	h.ended(general, h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse How many steps does the keeper climb?"), ""))
	h.ended(general, h.say(h.carol, general, h.mention(strings.Repeat(bakery+"\n", 4)), ""))
	h.settled()
	lines := slices.DeleteFunc(h.whispers(general), func(l string) bool { return !strings.HasPrefix(l, why) })
	if len(lines) != 2 || len(h.whispers(news)) != 0 {
		t.Errorf("told %q, want Ann once and Carol once; elsewhere %q", lines, h.whispers(news))
	}
	for _, m := range h.rootMessages(general) {
		for _, r := range h.replies(general, m.Timestamp) {
			if strings.Contains(strings.ToLower(r.Text+shown(r)), "budget") {
				t.Errorf("everybody reads of the budget: %s", shown(r))
			}
		}
	}
	must(t, h.store.SetSetting(t.Context(), team, "", ruleTokens, "1000"))
	direct := h.say(h.ann, annDM, h.pages.URL+"/lighthouse", "")
	h.ended(annDM, direct)
	if got := shown(h.replies(annDM, direct)[0]); !strings.Contains(got, "budget for the language model") {
		t.Errorf("in a direct message, where nobody else reads, the reply does not say why: %s", got)
	}
}

// TestAdminsAreToldOnce: at four fifths of the workspace's budget, in a direct message, once a day.
func TestAdminsAreToldOnce(t *testing.T) {
	h, _ := newModelHouse(t, func(c *Config) { c.TokensDay = 100_000 })
	told := func() []string {
		h.settled()
		var lines []string
		for _, m := range h.rootMessages(annDM) {
			if strings.HasPrefix(m.Text, "Today's budget") {
				lines = append(lines, m.Text)
			}
		}
		return lines
	}
	ask := func() {
		ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
		h.ended(general, ts)
	}
	ask()
	if lines := told(); len(lines) != 0 {
		t.Fatalf("told too early: %q", lines)
	}
	must(t, h.store.AddUsage(t.Context(), store.Usage{Team: team, Channel: news, Key: "much", At: time.Now(), Calls: 1, PromptTokens: 85_000}))
	ask()
	ask()
	if lines := told(); len(lines) != 1 || !strings.Contains(lines[0], "of 100,000 tokens a day") {
		t.Errorf("told %q, want one line", lines)
	}
}

// TestAdminsAreToldOfPrograms: what other programs use counts, too.
func TestAdminsAreToldOfPrograms(t *testing.T) {
	h := newHouse(t, func(c *Config) { c.TokensDay = 1000 })
	for key, tokens := range map[string]int{"first": 500, "second": 300, "third": 10} {
		must(t, h.bot.Spend(t.Context(), "programs", key, summarize.Usage{Calls: 1, PromptTokens: tokens}))
	}
	h.until("Ann to be told", func() bool {
		return slices.ContainsFunc(h.rootMessages(annDM), func(m slack.Message) bool { return strings.HasPrefix(m.Text, "Today's budget") })
	})
	h.settled()
	if n := len(h.rootMessages(annDM)); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestUsage: everybody sees their own, members the channel's, admins the workspace's.
func TestUsage(t *testing.T) {
	h := newHouse(t, func(c *Config) { c.BudgetDay = 2 })
	cost := 0.25
	for person, u := range map[string]store.Usage{
		ann:          {Calls: 2, PromptTokens: 10_000, CompletionTokens: 345, CostUSD: &cost},
		"U0BOB00001": {Calls: 3, PromptTokens: 700},
		"U0CAROL001": {},
	} {
		u.Team, u.Channel, u.Person, u.Key, u.At = team, general, person, "of "+person, time.Now()
		must(t, h.store.AddUsage(t.Context(), u))
	}
	h.command("ann", "usage", "You: today 1 reply, 2 calls to a model, 10,345 tokens, $0.25 · in 30 days")
	h.command("ann", "usage", "The workspace: today 3 replies, 5 calls to a model, 11,045 tokens, $0.25 and 3 calls at an unknown price")
	h.command("ann", "usage", " · at most $2.00 a day")
	h.command("bob", "usage", "本频道：今天 3 条回复，5 次模型调用，11,045 个 token，$0.25，另有3 次模型调用价格未知")
	h.command("carol", "usage", "You: today 1 reply, 0 calls to a model, 0 tokens")
	for _, line := range h.whispers(general) {
		if strings.Contains(line, "整个工作区：") || strings.Contains(line, "0 calls to a model") && strings.Contains(line, "This channel") {
			t.Errorf("somebody sees what is not theirs: %q", line)
		}
	}
}

// TestFeedback: thumbs are counted, and words go to the admins, some a day.
func TestFeedback(t *testing.T) {
	h := newHouse(t, nil)
	must(t, h.store.AddFeedback(t.Context(), store.Feedback{Team: team, Key: "k", Person: "U0BOB00001", Kind: store.Bad}))
	h.command("bob", "feedback", "你的：👍 0 · 👎 1 · 原文不支持 0")
	h.command("ann", "feedback", "Everybody's: 👍 0 · 👎 1 · not supported 0")
	for _, word := range []string{"one <!channel>", "two", "three"} {
		h.command("bob", "feedback "+word, "转给本工作区的管理员")
		h.settled()
	}
	h.command("bob", "feedback four", "今天转达的已经够多了")
	h.settled()
	var got string
	for _, m := range h.rootMessages(annDM) {
		got += m.Text + "\n"
	}
	for _, want := range []string{"bob says about me: one &lt;!channel&gt;", "says about me: two", "says about me: three"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("the admin was told %q, want %q once", got, want)
		}
	}
	if strings.Contains(got, "four") {
		t.Errorf("a word too many: %q", got)
	}
}

// TestHomeShows: where texts go, how far the reader may be trusted, what was used and is stored, and the way to the settings.
func TestHomeShows(t *testing.T) {
	h, _ := newModelHouse(t, nil)
	ts := h.say(h.ann, general, h.mention(h.pages.URL+"/lighthouse"), "")
	h.ended(general, ts)
	h.control("home", map[string]any{"user": "ann", "tab": "home"})
	var home string
	h.until("the home", func() bool {
		_, _, home = h.opened(ann)
		return strings.Contains(home, actionSettings)
	})
	for _, want := range []string{"127.0.0.1 (small)", "small, English to English: right", "You: today 1 reply", "The workspace: ", "requests with their replies: 1"} {
		if !strings.Contains(home, want) {
			t.Errorf("the home lacks %q: %s", want, home)
		}
	}
	var view struct{ ID string }
	must(t, json.Unmarshal([]byte(home), &view))
	h.control("action", map[string]any{"user": "ann", "view_id": view.ID, "action_id": actionSettings})
	direct, modal := h.modalWith(ann, "For what you ask me directly")
	if strings.Contains(modal, "Links that are shared here") {
		t.Error("a direct message cannot be watched")
	}
	h.choose("ann", direct, map[string]string{ruleStyle: "brief"})
	if got := h.set(ann)[ruleStyle]; got != "brief" {
		t.Errorf("the style of direct messages is %q", got)
	}
}

// TestEverySettingHolds: whatever the modal offers changes the rules of a request, and every rule is read where one is worked on.
func TestEverySettingHolds(t *testing.T) {
	_, base := writer(t)
	h := newHouse(t, func(c *Config) {
		c.Watch, c.TextsGoTo = true, []string{"127.0.0.1"}
		c.Choices = append(choices(t, base, c.Store), Choice{Model: "small", Reader: "one"}, Choice{Model: "small", Reader: "two"})
	})
	for _, scope := range []string{scopeWorkspace, scopeConversation} {
		at := settingSpot{Scope: scope, Channel: general}
		for _, f := range h.bot.fields(&english, at) {
			if f.name == watchSetting || !mayChange(f.name, at, person{ours: true, member: true, admin: true}) { // the first has tests of its own
				continue
			}
			value := "7"
			if f.of != nil {
				value = f.of[len(f.of)-1].value
			}
			before, err := h.bot.rules(t.Context(), team, general)
			must(t, err)
			must(t, h.store.SetSetting(t.Context(), team, at.stored(ann), f.name, value))
			after, err := h.bot.rules(t.Context(), team, general)
			must(t, err)
			if before == after {
				t.Errorf("%s=%s of the %s changes nothing: %+v", f.name, value, scope, after)
			}
			must(t, h.store.SetSetting(t.Context(), team, at.stored(ann), f.name, ""))
		}
	}
	files, err := filepath.Glob("*.go")
	must(t, err)
	var code strings.Builder
	for _, name := range files {
		if !strings.HasSuffix(name, "_test.go") {
			text, err := os.ReadFile(name)
			must(t, err)
			code.Write(text)
		}
	}
	for f := range reflect.TypeFor[rules]().Fields() {
		if !regexp.MustCompile(`(?i)\b(rules|r)\.` + f.Name + `\b`).MatchString(code.String()) {
			t.Errorf("nothing reads the rule %s", f.Name)
		}
	}
}
