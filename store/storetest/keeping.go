package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
)

// ended is a request that has ended, with all that came of it.
func ended(t *testing.T, s *store.Store, n int, person, channel string) store.Request {
	t.Helper()
	r := asked(n, person, channel)
	accept(t, s, r)
	id := store.ThreadID{Team: "T1", Channel: channel, TS: r.Thread}
	file := fmt.Sprintf("file %d", n)
	must(t, s.SaveDocument(t.Context(), "T1", channel, page(file)))
	must(t, s.AddDocuments(t.Context(), id, store.ThreadDocument{ID: file, Scope: channel, URL: "https://files.example/", Message: r.Thread, Key: r.Key}))
	must(t, s.AddTurn(t.Context(), id, store.Turn{Key: r.Key, Question: "Why?", Answer: "Because."}))
	must(t, s.SaveReply(t.Context(), "T1", r.Key, []byte("{}")))
	must(t, s.CacheReply(t.Context(), "T1", channel, r.Key, []byte("{}")))
	must(t, s.AddUsage(t.Context(), store.Usage{Team: "T1", Channel: channel, Person: person, Key: r.Key, Calls: 1, PromptTokens: 100}))
	_, _, err := s.Intend(t.Context(), store.Post{Key: r.Key, Part: store.ReplyPart, Team: "T1", Channel: channel, Thread: r.Thread})
	must(t, err)
	must(t, s.Posted(t.Context(), r.Key, store.ReplyPart, channel, fmt.Sprintf("%d.5", n)))
	must(t, s.Finish(t.Context(), r.Key, false))
	return r
}

// left says what of a request is still there.
func left(t *testing.T, s *store.Store, n int, r store.Request) string {
	t.Helper()
	found := ""
	if got, err := s.Request(t.Context(), r.Key); err == nil && len(got.Payload) > 0 {
		found += "request "
	}
	if _, err := s.Document(t.Context(), "T1", r.Channel, fmt.Sprintf("file %d", n)); err == nil {
		found += "text "
	}
	if _, err := s.Reply(t.Context(), "T1", r.Key); err == nil {
		found += "reply "
	}
	if th, err := s.Thread(t.Context(), store.ThreadID{Team: "T1", Channel: r.Channel, TS: r.Thread}); err == nil && len(th.Turns)+len(th.Documents) > 0 {
		found += "thread "
	}
	return found
}

const all = "request text reply thread "

func forgetting(t *testing.T, db *database) {
	tests := []struct {
		name  string
		whose store.Whose
		left  []string // of Ann in C1, Ann in C2, Bob in C1, Bob in C2
		gone  store.Forgotten
	}{
		{"a person", store.Whose{Team: "T1", Person: "Ann"}, []string{"", "", all, all}, store.Forgotten{Texts: 2, Replies: 2}},
		{"a channel", store.Whose{Team: "T1", Channel: "C1"}, []string{"", all, "", all}, store.Forgotten{Texts: 2, Replies: 2, Digests: 1}},
		{"a thread", store.Whose{Team: "T1", Channel: "C1", Thread: "1.000100"}, []string{"", all, all, all}, store.Forgotten{Texts: 1, Replies: 1}},
		{"a workspace", store.Whose{Team: "T1"}, []string{"", "", "", ""}, store.Forgotten{Texts: 5, Replies: 4, Digests: 2}},
		{"another workspace", store.Whose{Team: "T2"}, []string{all, all, all, all}, store.Forgotten{}},
	}
	s := db.open(t, config())
	for round, tt := range tests {
		_, err := s.Forget(t.Context(), store.Whose{Team: "T1"})
		must(t, err)
		n := 10 * round
		if tt.whose.Thread != "" {
			tt.whose.Thread = fmt.Sprintf("%d.000100", n)
		}
		made := []store.Request{
			ended(t, s, n, "Ann", "C1"), ended(t, s, n+1, "Ann", "C2"), ended(t, s, n+2, "Bob", "C1"), ended(t, s, n+3, "Bob", "C2"),
		}
		must(t, s.SavePage(t.Context(), "T1", []string{"news.example/x"}, "en", page("public"), article.Validator{}))
		for _, channel := range []string{"C1", "C2"} {
			_, err := s.SaveDigest(t.Context(), store.Digest{Team: "T1", Channel: channel, Schedule: "daily 09:00", Maker: "Ann", State: store.DigestOn, Next: time.Now()})
			must(t, err)
		}
		gone, err := s.Forget(t.Context(), tt.whose)
		must(t, err)
		if gone != tt.gone {
			t.Errorf("%s: forgotten %+v, want %+v", tt.name, gone, tt.gone)
		}
		for i, r := range made {
			if got := left(t, s, n+i, r); got != tt.left[i] {
				t.Errorf("%s: of request %d is left %q, want %q", tt.name, i+1, got, tt.left[i])
			}
		}
		if fresh, err := s.Accept(t.Context(), made[0]); fresh || err != nil {
			t.Errorf("%s: a redelivered event: fresh %t, %v", tt.name, fresh, err)
		}
	}
}

func expiring(t *testing.T, db *database) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	cfg := config()
	cfg.Now = func() time.Time { return now }
	s := db.open(t, cfg)
	const day = 24 * time.Hour
	keep := store.Keep{Texts: 30 * day, Replies: 90 * day, Usage: 400 * day}
	old := ended(t, s, 0, "Ann", "C1")
	open := asked(1, "Ann", "C1")
	accept(t, s, open)
	expire := func(want store.Expired) {
		t.Helper()
		if got, err := s.Expire(t.Context(), keep); err != nil || got != want {
			t.Errorf("on %s expired %+v, %v; want %+v", now.Format(time.DateOnly), got, err, want)
		}
	}
	now = now.Add(20 * day)
	expire(store.Expired{})
	if got := left(t, s, 0, old); got != all { // which uses the text
		t.Errorf("after 20 days is left %q", got)
	}
	now = now.Add(20 * day)
	expire(store.Expired{}) // used twenty days ago
	now = now.Add(20 * day)
	expire(store.Expired{Texts: 1})
	if got := left(t, s, 0, old); got != "request reply thread " {
		t.Errorf("after 60 days is left %q", got)
	}
	now = now.Add(40 * day)
	expire(store.Expired{Replies: 1})
	if _, err := s.Request(t.Context(), old.Key); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after 100 days the request: %v, want ErrNotFound", err)
	}
	wantState(t, s, open.Key, store.Accepted) // what has not ended is never too old
	now = now.Add(301 * day)
	expire(store.Expired{Usage: 1})
	must(t, s.SaveReply(t.Context(), "T1", "k", []byte("{}")))
	now = now.Add(1000 * day)
	keep = store.Keep{}
	expire(store.Expired{})
}

// Of a digest and a feed that somebody set up, their name is forgotten and the rest stays: both are the channel's.
func forgettingMakers(t *testing.T, db *database) {
	s := db.open(t, config())
	save(t, s, aDigest("C1"))
	f := store.Feed{Team: "T1", Channel: "C1", URL: "https://a.example/feed", Adder: "U1", Next: nine}
	_, err := s.Follow(t.Context(), f)
	must(t, err)
	must(t, s.AddEntries(t.Context(), f, []store.NewEntry{{ID: "1", Data: []byte(`{}`)}}))
	left := func() (makers []string, entries int) {
		t.Helper()
		digests, err := s.Digests(t.Context(), "T1", "")
		must(t, err)
		feeds, err := s.Feeds(t.Context(), "T1", "")
		must(t, err)
		for _, d := range digests {
			makers = append(makers, d.Maker)
		}
		for _, f := range feeds {
			makers = append(makers, f.Adder)
		}
		announced, err := s.Entries(t.Context(), "T1", "C1", 0, 10)
		must(t, err)
		return makers, len(announced)
	}
	for _, tt := range []struct {
		whose   store.Whose
		makers  []string
		entries int
	}{
		{store.Whose{Team: "T1", Person: "U2"}, []string{"U1", "U1"}, 1},
		{store.Whose{Team: "T1", Person: "U1"}, []string{"", ""}, 1},
		{store.Whose{Team: "T1", Channel: "C2"}, []string{"", ""}, 1},
		{store.Whose{Team: "T1", Channel: "C1"}, nil, 0},
	} {
		_, err := s.Forget(t.Context(), tt.whose)
		must(t, err)
		if makers, entries := left(); !slices.Equal(makers, tt.makers) || entries != tt.entries {
			t.Errorf("after forgetting %s: makers %q and %d entries, want %q and %d", tt.whose, makers, entries, tt.makers, tt.entries)
		}
	}
}

// What a feed's entry said is kept as long as other texts; that it is known stays, or it would be new again.
func expiringEntries(t *testing.T, db *database) {
	now := nine
	cfg := config()
	cfg.Now = func() time.Time { return now }
	s := db.open(t, cfg)
	f := store.Feed{Team: "T1", Channel: "C1", URL: "https://a.example/feed", Adder: "U1", Next: nine}
	_, err := s.Follow(t.Context(), f)
	must(t, err)
	list := []store.NewEntry{{ID: "1", Data: []byte(`{"Title":"one"}`)}}
	must(t, s.AddEntries(t.Context(), f, list))
	for _, want := range []string{`{"Title":"one"}`, ""} {
		now = now.Add(20 * 24 * time.Hour)
		_, err := s.Expire(t.Context(), store.Keep{Texts: 30 * 24 * time.Hour})
		must(t, err)
		must(t, s.AddEntries(t.Context(), f, list))
		got, err := s.Entries(t.Context(), "T1", "C1", 0, 10)
		must(t, err)
		if len(got) != 1 || string(got[0].Data) != want {
			t.Errorf("on %s the entries are %+v, want one of %q", now.Format(time.DateOnly), got, want)
		}
	}
}
