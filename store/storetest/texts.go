package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
)

// page is a document of two sentences.
func page(id string) *article.Document {
	const text = "The river rose in the night. 河水在夜里上涨。"
	return &article.Document{
		ID: id, URL: "https://news.example/river", FinalURL: "https://news.example/river", Title: "The river", Language: "en", Kind: article.HTML,
		Text: text, Passages: []article.Passage{{Number: 1, Start: 0, End: 28, Paragraph: 1}, {Number: 2, Start: 29, End: len(text), Paragraph: 1}},
		Speakers: []article.Speaker{}, Links: []string{}, Warnings: []article.Warning{}, Coverage: article.Coverage{Missing: []article.Missing{}},
	}
}

func threads(t *testing.T, db *database) {
	s := db.open(t, config())
	id := store.ThreadID{Team: "T1", Channel: "C1", TS: "1.000100"}
	if empty, err := s.Thread(t.Context(), id); err != nil || len(empty.Documents)+len(empty.Turns) > 0 {
		t.Errorf("an unknown thread: %+v, %v", empty, err)
	}
	first := store.ThreadDocument{ID: "d1", URL: "https://news.example/1", Message: "1.000100", Key: "T1/C1/1.000100"}
	second := store.ThreadDocument{ID: "d2", Scope: "C1", URL: "https://files.example/2", Message: "2.000100", Key: "T1/C1/2.000100"}
	third := store.ThreadDocument{ID: "d3", URL: "https://news.example/3", Message: "2.000100", Key: "T1/C1/2.000100"}
	must(t, s.AddDocuments(t.Context(), id, second, third))
	must(t, s.AddDocuments(t.Context(), id, first))
	must(t, s.AddDocuments(t.Context(), id, second))
	must(t, s.SetThreadLanguage(t.Context(), id, "zh-Hans"))
	at := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	must(t, s.AddTurn(t.Context(), id, store.Turn{Key: "T1/C1/2.000100", Question: "Why?", Answer: "draft", At: at.Add(time.Minute)}))
	must(t, s.AddTurn(t.Context(), id, store.Turn{Key: "T1/C1/2.000100", Question: "Why?", Answer: "It rained.", At: at.Add(time.Minute)}))
	must(t, s.AddTurn(t.Context(), id, store.Turn{Key: "T1/C1/1.000100", Answer: "The river rose.", At: at}))
	got, err := s.Thread(t.Context(), id)
	must(t, err)
	want := store.Thread{
		ThreadID: id, Language: "zh-Hans", Documents: []store.ThreadDocument{first, second, third},
		Turns: []store.Turn{
			{Key: "T1/C1/1.000100", Answer: "The river rose.", At: at},
			{Key: "T1/C1/2.000100", Question: "Why?", Answer: "It rained.", At: at.Add(time.Minute)},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Thread (-want +got):\n%s", diff)
	}
	// The first link comes again, further down: it is now the nearest.
	first.Message, first.Key = "3.000100", "T1/C1/3.000100"
	must(t, s.AddDocuments(t.Context(), id, first))
	if got, err = s.Thread(t.Context(), id); err != nil || len(got.Documents) != 3 || got.Documents[2] != first {
		t.Errorf("after the same link again: %+v, %v", got.Documents, err)
	}
	if other, err := s.Thread(t.Context(), store.ThreadID{Team: "T2", Channel: "C1", TS: id.TS}); err != nil || len(other.Documents) > 0 {
		t.Errorf("another team sees %+v, %v", other.Documents, err)
	}
}

func documents(t *testing.T, db *database) {
	s := db.open(t, config())
	public, private := page("d1"), page("d2")
	private.Kind, private.Text = article.Text, "The budget is cut next year."
	private.Passages = private.Passages[:1]
	must(t, s.SaveDocument(t.Context(), "T1", store.Shared, public))
	must(t, s.SaveDocument(t.Context(), "T1", store.Shared, public))
	must(t, s.SaveDocument(t.Context(), "T1", "D1", private))
	for _, tt := range []struct {
		name, team, scope string
		doc               *article.Document
		found             bool
	}{
		{"a page in its team", "T1", store.Shared, public, true},
		{"a page in another team", "T2", store.Shared, public, false},
		{"a page asked for in a conversation", "T1", "D1", public, false},
		{"a private text in its conversation", "T1", "D1", private, true},
		{"a private text in another conversation", "T1", "D2", private, false},
		{"a private text as if it were a page", "T1", store.Shared, private, false},
	} {
		got, err := s.Document(t.Context(), tt.team, tt.scope, tt.doc.ID)
		if !tt.found {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s: %v, want ErrNotFound", tt.name, err)
			}
			continue
		}
		must(t, err)
		if diff := cmp.Diff(tt.doc, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	message := page("d3")
	message.Kind = article.Message
	if err := s.SaveDocument(t.Context(), "T1", store.Shared, message); err == nil {
		t.Error("a message is shared with the team")
	}
	if err := s.SaveDocument(t.Context(), "T1", store.Shared, page("")); err == nil {
		t.Error("a document without an id is stored")
	}
}

func pages(t *testing.T, db *database) {
	now := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	cfg := config()
	cfg.Now = func() time.Time { return now }
	s := db.open(t, cfg)
	validator := article.Validator{URL: "https://news.example/b", ETag: `W/"1"`, LastModified: "Sun, 01 Nov 2026 09:00:00 GMT"}
	must(t, s.SavePage(t.Context(), "T1", []string{"news.example/a", "news.example/b"}, "en", page("d1"), validator))
	look := func(team, key, language string) string { // the id of what is found there, and its validator's tag
		t.Helper()
		p, ok, err := s.Page(t.Context(), team, key, language, time.Hour)
		must(t, err)
		if !ok {
			return ""
		}
		return fmt.Sprint(p.Document.ID, " ", p.Validator.ETag, " ", p.Fresh)
	}
	for _, tt := range []struct{ name, team, key, language, want string }{
		{"as asked", "T1", "news.example/a", "en", `d1 W/"1" true`},
		{"as it ended", "T1", "news.example/b", "en", `d1 W/"1" true`},
		{"another address", "T1", "news.example/c", "en", ""},
		{"another language", "T1", "news.example/a", "zh", ""},
		{"another team", "T2", "news.example/a", "en", ""},
	} {
		if got := look(tt.team, tt.key, tt.language); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	now = now.Add(time.Hour + time.Millisecond)
	if got, want := look("T1", "news.example/a", "en"), `d1 W/"1" false`; got != want {
		t.Errorf("after an hour: %q, want %q", got, want)
	}
	validator.ETag = `W/"2"`
	must(t, s.SavePage(t.Context(), "T1", []string{"news.example/a"}, "en", page("d1"), validator))
	if got, want := look("T1", "news.example/a", "en"), `d1 W/"2" true`; got != want {
		t.Errorf("found unchanged: %q, want %q", got, want)
	}
	if p, _, err := s.Page(t.Context(), "T1", "news.example/a", "en", time.Hour); err != nil || p.Validator != validator {
		t.Errorf("validator is %+v, want %+v; %v", p.Validator, validator, err)
	}
	must(t, s.SavePage(t.Context(), "T1", []string{"news.example/a"}, "en", page("d2"), article.Validator{}))
	if got, want := look("T1", "news.example/a", "en"), "d2  true"; got != want {
		t.Errorf("read again: %q, want %q", got, want)
	}
	if got, want := look("T1", "news.example/b", "en"), `d1 W/"1" false`; got != want {
		t.Errorf("another key of the old page: %q, want %q", got, want)
	}
	if _, err := s.Document(t.Context(), "T1", store.Shared, "d1"); err != nil {
		t.Errorf("the text that was cited before: %v", err)
	}
}

func replies(t *testing.T, db *database) {
	now := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	cfg := config()
	cfg.Now = func() time.Time { return now }
	s := db.open(t, cfg)
	if _, err := s.Reply(t.Context(), "T1", "k"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no reply yet: %v, want ErrNotFound", err)
	}
	must(t, s.SaveReply(t.Context(), "T1", "k", []byte(`{"n": 1}`)))
	must(t, s.SaveReply(t.Context(), "T1", "k", []byte(`{"n": 2}`)))
	if got, err := s.Reply(t.Context(), "T1", "k"); err != nil || string(got) != `{"n": 2}` {
		t.Errorf("reply %s, %v", got, err)
	}
	const week = 7 * 24 * time.Hour
	must(t, s.CacheReply(t.Context(), "T1", "D1", "d1 why", []byte(`{"n": 3}`)))
	for _, tt := range []struct {
		team, scope, key string
		want             bool
	}{
		{"T1", "D1", "d1 why", true}, {"T1", "D2", "d1 why", false}, {"T1", store.Shared, "d1 why", false}, {"T2", "D1", "d1 why", false}, {"T1", "D1", "d1 who", false},
	} {
		got, ok, err := s.CachedReply(t.Context(), tt.team, tt.scope, tt.key, week)
		must(t, err)
		if ok != tt.want || ok && string(got) != `{"n": 3}` {
			t.Errorf("CachedReply(%s, %q, %q) = %s, %t; want %t", tt.team, tt.scope, tt.key, got, ok, tt.want)
		}
	}
	now = now.Add(week + time.Millisecond)
	if _, ok, err := s.CachedReply(t.Context(), "T1", "D1", "d1 why", week); ok || err != nil {
		t.Errorf("after a week: %t, %v", ok, err)
	}
}

func usage(t *testing.T, db *database) {
	s := db.open(t, config())
	cents := func(n float64) *float64 { n /= 100; return &n }
	noon := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	for _, u := range []store.Usage{
		{Person: "U1", Key: "a", At: noon, Calls: 1, PromptTokens: 1000, CachedTokens: 500, CompletionTokens: 100, CostUSD: cents(25)},
		{Person: "U1", Key: "a", At: noon.Add(time.Minute), Calls: 1, PromptTokens: 10, CompletionTokens: 1, CostUSD: cents(50)},
		{Person: "U1", Key: "b", At: noon.Add(11*time.Hour + 59*time.Minute), Calls: 0},
		{Person: "U2", Key: "c", At: noon, Calls: 1, PromptTokens: 5, CompletionTokens: 5},
		{Person: "U1", Key: "d", At: noon.Add(12 * time.Hour), Calls: 1, PromptTokens: 7777},
		{Person: "U1", Key: "e", At: noon.Add(-12*time.Hour - time.Millisecond), Calls: 1, PromptTokens: 8888},
	} {
		u.Team, u.Channel = "T1", "C1"
		must(t, s.AddUsage(t.Context(), u))
	}
	evening := noon.Add(9 * time.Hour).In(time.FixedZone("far east", 9*3600)) // there it is the next day
	must(t, s.AddUsage(t.Context(), store.Usage{Team: "T1", Channel: "C2", Person: "U3", Key: "f", At: noon, Calls: 2, PromptTokens: 30, CostUSD: cents(2)}))
	for _, tt := range []struct {
		who  store.Spender
		want store.Used
	}{
		{store.Spender{Team: "T1"}, store.Used{Replies: 4, Calls: 5, Tokens: 1151, USD: 0.77, Unpriced: 1}},
		{store.Spender{Team: "T1", Person: "U1"}, store.Used{Replies: 2, Calls: 2, Tokens: 1111, USD: 0.75}},
		{store.Spender{Team: "T1", Channel: "C1"}, store.Used{Replies: 3, Calls: 3, Tokens: 1121, USD: 0.75, Unpriced: 1}},
		{store.Spender{Team: "T1", Channel: "C2", Person: "U1"}, store.Used{}},
		{store.Spender{Team: "T2"}, store.Used{}},
	} {
		if got, err := s.UsedToday(t.Context(), tt.who, evening); err != nil || got != tt.want {
			t.Errorf("%+v used %+v, %v; want %+v", tt.who, got, err, tt.want)
		}
	}
	if got, err := s.Used(t.Context(), store.Spender{Team: "T1", Person: "U1"}, noon.Add(-24*time.Hour), noon.Add(time.Minute)); err != nil || got.Tokens != 9988 {
		t.Errorf("U1 used %+v, %v by noon; want 9988 tokens", got, err)
	}
}

func settings(t *testing.T, db *database) {
	s := db.open(t, config())
	must(t, s.SetSetting(t.Context(), "T1", "C1", "language", "en"))
	must(t, s.SetSetting(t.Context(), "T1", "C1", "language", "zh-Hant"))
	must(t, s.SetSetting(t.Context(), "T1", "", "odd", "sealed:1:not really"))
	for _, tt := range []struct{ team, scope, name, want string }{
		{"T1", "C1", "language", "zh-Hant"}, {"T1", "C2", "language", ""}, {"T2", "C1", "language", ""}, {"T1", "", "odd", "sealed:1:not really"},
	} {
		if got, err := s.Setting(t.Context(), tt.team, tt.scope, tt.name); err != nil || got != tt.want {
			t.Errorf("Setting(%s, %q, %s) = %q, %v; want %q", tt.team, tt.scope, tt.name, got, err, tt.want)
		}
	}
	must(t, s.SetSetting(t.Context(), "T1", "C1", "style", "brief"))
	all, err := s.Settings(t.Context(), "T1", "C1")
	if err != nil || len(all) != 2 || all["language"] != "zh-Hant" || all["style"] != "brief" {
		t.Errorf("Settings = %v, %v; want language and style", all, err)
	}
	must(t, s.SetSetting(t.Context(), "T1", "C1", "language", ""))
	if got, err := s.Setting(t.Context(), "T1", "C1", "language"); err != nil || got != "" {
		t.Errorf("a setting taken away is %q, %v", got, err)
	}
}

func anyText(t *testing.T, db *database) {
	withKey := config()
	withKey.EncryptionKey = "correct horse"
	stores := []*store.Store{db.open(t, config()), db.open(t, withKey)}
	text := rapid.Custom(func(t *rapid.T) string {
		mark := rapid.SampledFrom([]string{"", "sealed:1:", "plain:", "bytes:", "\x00"}).Draw(t, "mark")
		return mark + string(rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "rest"))
	})
	rapid.Check(t, func(rt *rapid.T) {
		want := text.Draw(rt, "text")
		for i, s := range stores {
			key := fmt.Sprint("k", i)
			if err := s.SaveReply(t.Context(), "T1", key, []byte(want)); err != nil {
				rt.Fatal(err)
			}
			if got, err := s.Reply(t.Context(), "T1", key); err != nil || string(got) != want {
				rt.Fatalf("%q comes back as %q, %v", want, got, err)
			}
		}
	})
}

func people(t *testing.T, db *database) {
	s := db.open(t, config())
	mine, other := ask(1, "1.0"), ask(2, "2.0")
	other.Asker = "U2"
	accept(t, s, mine, other)
	for _, r := range []store.Request{mine, other} {
		id := store.ThreadID{Team: "T1", Channel: "C1", TS: r.Thread}
		must(t, s.SaveDocument(t.Context(), "T1", "C1", page("file of "+r.Asker)))
		must(t, s.AddDocuments(t.Context(), id, store.ThreadDocument{ID: "file of " + r.Asker, Scope: "C1", URL: "https://files.example/" + r.Asker, Message: r.Thread, Key: r.Key}))
		must(t, s.AddTurn(t.Context(), id, store.Turn{Key: r.Key, Question: "Why, asks " + r.Asker, Answer: "Because."}))
		must(t, s.SaveReply(t.Context(), "T1", r.Key, []byte(`{}`)))
		must(t, s.AddUsage(t.Context(), store.Usage{Team: "T1", Channel: "C1", Person: r.Asker, Key: r.Key, Calls: 1, PromptTokens: 100}))
		must(t, s.SetSetting(t.Context(), "T1", r.Asker, "language", "fr"))
		must(t, s.AddFeedback(t.Context(), store.Feedback{Team: "T1", Key: r.Key, Person: r.Asker, Kind: store.Bad}))
	}
	held := func(person string, want store.Held) {
		t.Helper()
		if got, err := s.Held(t.Context(), "T1", person); err != nil || got != want {
			t.Errorf("of %s is held %+v, %v; want %+v", person, got, err, want)
		}
	}
	held("U1", store.Held{Requests: 1, Texts: 1, Opinions: 1, Settings: 1})
	export := func(person string) string {
		t.Helper()
		e, err := s.Export(t.Context(), "T1", person)
		must(t, err)
		data, err := json.Marshal(e)
		must(t, err)
		return string(data)
	}
	before := export("U2")
	for _, want := range []string{"What does sentence 1 say?", "Why, asks U1", "Because.", "https://files.example/U1", `"prompt_tokens":100`, `"fr"`, `"kind":"bad"`} {
		if got := export("U1"); !strings.Contains(got, want) {
			t.Errorf("the export lacks %s: %s", want, got)
		}
	}
	gone, err := s.Forget(t.Context(), store.Whose{Team: "T1", Person: "U1"})
	must(t, err)
	if want := (store.Forgotten{Texts: 1, Replies: 1}); gone != want {
		t.Errorf("forgotten %+v, want %+v", gone, want)
	}
	if got, want := export("U1"), `{"team":"T1","person":"U1","requests":[],"usage":[],"settings":[],"feedback":[]}`; got != want {
		t.Errorf("after forgetting: %s, want %s", got, want)
	}
	held("U1", store.Held{})
	if got := export("U2"); got != before {
		t.Errorf("somebody else lost something: %s, want %s", got, before)
	}
	if _, err := s.Document(t.Context(), "T1", "C1", "file of U1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the file: %v, want ErrNotFound", err)
	}
	if r := wantState(t, s, mine.Key, store.Cancelled); len(r.Payload) > 0 || r.Asker != "" {
		t.Errorf("left of the request: %+v", r)
	}
	if fresh, err := s.Accept(t.Context(), mine); fresh || err != nil {
		t.Errorf("a redelivered event after forgetting: fresh %t, %v", fresh, err)
	}
	if used, err := s.UsedToday(t.Context(), store.Spender{Team: "T1"}, time.Now()); err != nil || used.Tokens != 200 {
		t.Errorf("spent %+v, %v; want 200 tokens", used, err)
	}
}

func sealed(t *testing.T, db *database) {
	const secret = "the budget is cut"
	plain := db.open(t, config())
	must(t, plain.SaveReply(t.Context(), "T1", "before", []byte(secret)))
	cfg := config()
	cfg.EncryptionKey = "correct horse"
	s := db.open(t, cfg)
	private := page("d1")
	private.Title = secret
	must(t, s.SaveDocument(t.Context(), "T1", "D1", private))
	must(t, s.SavePage(t.Context(), "T1", []string{"news.example/" + secret}, "en", page("d2"), article.Validator{URL: "https://news.example/" + secret, ETag: secret}))
	must(t, s.SaveReply(t.Context(), "T1", "k", []byte(secret)))
	must(t, s.CacheReply(t.Context(), "T1", "D1", secret, []byte(secret)))
	must(t, s.SetSetting(t.Context(), "T1", "", "token", secret))
	r := ask(1, "1.0")
	r.Payload = []byte(`"` + secret + `"`)
	accept(t, s, r)
	id := store.ThreadID{Team: "T1", Channel: "C1", TS: "1.0"}
	must(t, s.AddTurn(t.Context(), id, store.Turn{Key: r.Key, Question: secret, Answer: secret}))
	must(t, s.AddDocuments(t.Context(), id, store.ThreadDocument{ID: "d1", Scope: "D1", URL: secret, Message: "1.0", Key: r.Key}))

	must(t, s.SaveReply(t.Context(), "T1", "before", []byte("nothing"))) // the one text that was stored without a key
	if dump := db.dump(t); strings.Contains(dump, secret) {
		t.Errorf("readable in the database: %s", dump)
	}
	if got, err := s.Document(t.Context(), "T1", "D1", "d1"); err != nil || got.Title != secret {
		t.Errorf("document: %v, %v", got, err)
	}
	if got, err := s.Request(t.Context(), r.Key); err != nil || string(got.Payload) != string(r.Payload) {
		t.Errorf("payload %s, %v", got.Payload, err)
	}
	if th, err := s.Thread(t.Context(), id); err != nil || th.Turns[0].Answer != secret || th.Documents[0].URL != secret {
		t.Errorf("thread %+v, %v", th, err)
	}
	if _, ok, err := s.CachedReply(t.Context(), "T1", "D1", secret, time.Hour); !ok || err != nil {
		t.Errorf("cached reply: %t, %v", ok, err)
	}
	if p, ok, err := s.Page(t.Context(), "T1", "news.example/"+secret, "en", time.Hour); !ok || err != nil || p.Validator.ETag != secret {
		t.Errorf("page %+v, %t, %v", p, ok, err)
	}
	if _, err := plain.Reply(t.Context(), "T1", "k"); !errors.Is(err, store.ErrNoKey) {
		t.Errorf("read without the key: %v, want ErrNoKey", err)
	}
	for key, want := range map[string]error{"": store.ErrNoKey, "another": store.ErrWrongKey} {
		cfg.EncryptionKey = key
		wrong, err := store.Open(t.Context(), db.dsn, cfg)
		must(t, err)
		if err := wrong.Migrate(t.Context()); !errors.Is(err, want) {
			t.Errorf("start with the key %q: %v, want %v", key, err, want)
		}
		must(t, wrong.Close())
	}
}

// dump reads all texts of our tables.
func (db *database) dump(t *testing.T) string {
	t.Helper()
	conn := db.connect(t)
	defer conn.Close()
	var all strings.Builder
	for _, query := range []string{
		`select payload || failure from requests`, `select url from thread_documents`, `select question || answer from turns`,
		`select data || id from documents`, `select key || document || validator from pages`, `select data || key from replies`,
		`select data || key from cached_replies`, `select value || name from settings`,
	} {
		rows, err := conn.QueryContext(t.Context(), query)
		must(t, err)
		n := 0
		for rows.Next() {
			var text string
			must(t, rows.Scan(&text))
			all.WriteString(text + "\n")
			n++
		}
		must(t, errors.Join(rows.Err(), rows.Close()))
		if n == 0 {
			t.Errorf("%s found nothing", query)
		}
	}
	return all.String()
}
