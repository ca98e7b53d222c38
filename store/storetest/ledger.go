package storetest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/footnote-bot/footnote/store"
)

func acceptOnce(t *testing.T, db *database) {
	s := db.open(t, config())
	accept(t, s, ask(1, "1.0"))
	again := ask(1, "1.0")
	again.Payload = []byte(`{"question":"Something else"}`)
	fresh, err := s.Accept(t.Context(), again)
	must(t, err)
	if fresh {
		t.Error("a known key is fresh")
	}
	r, err := s.Request(t.Context(), again.Key)
	must(t, err)
	if got, want := string(r.Payload), string(ask(1, "").Payload); got != want {
		t.Errorf("payload is %s, want that of the first, %s", got, want)
	}
	if list, err := s.Jobs(t.Context(), 10); err != nil || len(list) != 1 {
		t.Errorf("jobs: %v, %v; want one", list, err)
	}
	if b, err := s.Backlog(t.Context()); err != nil || b.Accepted != 1 || b.Working != 0 || b.Oldest.IsZero() {
		t.Errorf("backlog: %+v, %v; want one that waits", b, err)
	}
	must(t, s.Finish(t.Context(), again.Key, false))
	if b, err := s.Backlog(t.Context()); err != nil || b != (store.Backlog{}) {
		t.Errorf("backlog: %+v, %v; want none", b, err)
	}
	if _, err := s.Accept(t.Context(), store.Request{Team: "T1"}); err == nil {
		t.Error("a request without a key is accepted")
	}
}

func acceptConcurrently(t *testing.T, db *database) {
	stores := []*store.Store{db.open(t, config()), db.open(t, config())}
	const requests, deliveries = 10, 6
	var wg sync.WaitGroup
	var mu sync.Mutex
	fresh := map[string]int{}
	for n := range requests {
		for i := range deliveries {
			wg.Go(func() {
				r := ask(n, "1.0")
				if n%2 == 1 {
					r.Thread = "" // as a command: no thread keeps the two apart
				}
				ok, err := stores[i%2].Accept(t.Context(), r)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				if ok {
					fresh[r.Key]++
				}
			})
		}
	}
	wg.Wait()
	for n := range requests {
		if key := ask(n, "").Key; fresh[key] != 1 {
			t.Errorf("%s was fresh %d times, want once", key, fresh[key])
		}
	}
	if list, err := stores[0].Jobs(t.Context(), 100); err != nil || len(list) != requests {
		t.Errorf("%d jobs, %v; want %d", len(list), err, requests)
	}
}

func findRequest(t *testing.T, db *database) {
	s := db.open(t, config())
	want := ask(1, "1.0")
	want.Created = time.Date(2026, 3, 29, 1, 30, 0, 5e6, time.UTC)
	accept(t, s, want)
	got, err := s.Request(t.Context(), want.Key)
	must(t, err)
	want.State = store.Accepted
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Request (-want +got):\n%s", diff)
	}
	must(t, s.Mark(t.Context(), want.Key, store.Asking))
	if got, err = s.Request(t.Context(), want.Key); err != nil || got.Phase != store.Asking {
		t.Errorf("phase %q, %v; want asking", got.Phase, err)
	}
	if _, err := s.Request(t.Context(), "T1/C1/nothing"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown request: %v, want ErrNotFound", err)
	}
	if err := s.Mark(t.Context(), "T1/C1/nothing", store.Asking); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("marking an unknown request: %v, want ErrNotFound", err)
	}
	must(t, s.Finish(t.Context(), want.Key, true))
	must(t, s.Finish(t.Context(), want.Key, false))
	wantState(t, s, want.Key, store.Failed)
}

func posts(t *testing.T, db *database) {
	s := db.open(t, config())
	reply := store.Post{Key: "T1/C1/1.0", Part: store.ReplyPart, Team: "T1", Channel: "C1", Thread: "1.0"}
	root := store.Post{Key: "T1/C1/1.0", Part: store.RootPart, Team: "T1", Channel: "C1"}
	for _, p := range []store.Post{root, reply} {
		stands, fresh, err := s.Intend(t.Context(), p)
		must(t, err)
		if !fresh || stands.State != store.Intended || stands.Intended.IsZero() {
			t.Errorf("first intent of %s: %+v, fresh %t", p.Part, stands, fresh)
		}
	}
	settles := time.Date(2026, 3, 29, 1, 30, 0, 5e6, time.UTC)
	must(t, s.Settle(t.Context(), root.Key, store.RootPart, settles))
	root.Settles = settles
	if err := s.Settle(t.Context(), "T1/C1/nothing", store.RootPart, settles); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("settling an unknown post: %v, want ErrNotFound", err)
	}
	must(t, s.Streaming(t.Context(), reply.Key, store.ReplyPart, "C1", "1.5", settles))
	stands, _, err := s.Intend(t.Context(), reply)
	must(t, err)
	if stands.State != store.Intended || stands.TS != "1.5" || !stands.Streams.Equal(settles) {
		t.Errorf("while it streams: %+v", stands)
	}
	must(t, s.PostLost(t.Context(), reply.Key, store.ReplyPart))
	if stands, _, err = s.Intend(t.Context(), reply); err != nil || stands.TS != "" || !stands.Streams.IsZero() {
		t.Errorf("when its stream is gone: %+v, %v", stands, err)
	}
	must(t, s.Streaming(t.Context(), reply.Key, store.ReplyPart, "C1", "1.7", settles))
	must(t, s.Posted(t.Context(), reply.Key, store.ReplyPart, "C1", "2.0"))
	for doing, err := range map[string]error{
		"streaming": s.Streaming(t.Context(), reply.Key, store.ReplyPart, "C1", "1.9", settles),
		"losing":    s.PostLost(t.Context(), reply.Key, store.ReplyPart),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s what is posted: %v, want ErrNotFound", doing, err)
		}
	}
	reply.TS, reply.State = "2.0", store.Posted
	root.State = store.Intended

	stands, fresh, err := s.Intend(t.Context(), store.Post{Key: reply.Key, Part: store.ReplyPart, Team: "T1", Channel: "C9"})
	must(t, err)
	sameButWhen := cmpopts.IgnoreFields(store.Post{}, "Intended")
	if diff := cmp.Diff(reply, stands, sameButWhen); diff != "" || fresh {
		t.Errorf("second intent, fresh %t (-want +got):\n%s", fresh, diff)
	}
	all, err := s.Posts(t.Context(), reply.Key)
	must(t, err)
	if diff := cmp.Diff([]store.Post{root, reply}, all, sameButWhen); diff != "" {
		t.Errorf("Posts (-want +got):\n%s", diff)
	}
	found, err := s.PostAt(t.Context(), "T1", "C1", "2.0")
	must(t, err)
	if found.Key != reply.Key {
		t.Errorf("PostAt found %q", found.Key)
	}
	if _, err := s.PostAt(t.Context(), "T2", "C1", "2.0"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a post of another team: %v, want ErrNotFound", err)
	}
	must(t, s.PostDeleted(t.Context(), reply.Key, store.ReplyPart))
	if found, err = s.PostAt(t.Context(), "T1", "C1", "2.0"); err != nil || found.State != store.Deleted {
		t.Errorf("deleted post: %+v, %v", found, err)
	}
	if err := s.Posted(t.Context(), "T1/C1/nothing", store.ReplyPart, "C1", "3.0"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a post that nobody intended: %v, want ErrNotFound", err)
	}
}

func marks(t *testing.T, db *database) {
	s := db.open(t, config())
	open, ended := ask(1, "1.0"), ask(2, "2.0")
	accept(t, s, open)
	accept(t, s, ended)
	must(t, s.Finish(t.Context(), ended.Key, true))
	mark := store.Mark{Key: ended.Key, Team: "T1", Channel: "C1", TS: "2.0", Name: "eyes"}
	for range 2 {
		must(t, s.NoteMark(t.Context(), mark))
		must(t, s.NoteMark(t.Context(), store.Mark{Key: open.Key, Team: "T1", Channel: "C1", TS: "1.0", Name: "eyes"}))
	}
	left, err := s.LeftMarks(t.Context(), 10)
	must(t, err)
	if diff := cmp.Diff([]store.Mark{mark}, left); diff != "" {
		t.Errorf("LeftMarks (-want +got):\n%s", diff)
	}
	must(t, s.DropMark(t.Context(), ended.Key))
	if left, err := s.LeftMarks(t.Context(), 10); err != nil || len(left) > 0 {
		t.Errorf("left after dropping: %v, %v", left, err)
	}
}

func ofMessages(t *testing.T, db *database) {
	s := db.open(t, config())
	asked, other := ask(1, "1.0"), ask(2, "1.0")
	edit := asked
	edit.Key += "/e5.0"
	accept(t, s, asked)
	accept(t, s, edit)
	id := store.ThreadID{Team: asked.Team, Channel: asked.Channel, TS: "1.0"}
	for _, key := range []string{asked.Key, edit.Key, asked.Key + "9"} {
		_, _, err := s.Intend(t.Context(), store.Post{Key: key, Part: store.ReplyPart, Team: "T1", Channel: "C1", Thread: "1.0"})
		must(t, err)
		must(t, s.AddDocuments(t.Context(), id, store.ThreadDocument{ID: key, Message: "1.0", Key: key}))
		must(t, s.AddTurn(t.Context(), id, store.Turn{Key: key, Question: "?"}))
	}
	posts, err := s.PostsUnder(t.Context(), asked.Key)
	must(t, err)
	if len(posts) != 2 || posts[0].Key == asked.Key+"9" || posts[1].Key == asked.Key+"9" {
		t.Errorf("PostsUnder: %+v", posts)
	}
	if below, err := s.AskedBelow(t.Context(), id, asked.Key); err != nil || below {
		t.Errorf("asked below an edited message alone: %t, %v", below, err)
	}
	accept(t, s, other)
	if below, err := s.AskedBelow(t.Context(), id, asked.Key); err != nil || !below {
		t.Errorf("asked below: %t, %v", below, err)
	}
	must(t, s.ForgetTurn(t.Context(), id, asked.Key))
	thread, err := s.Thread(t.Context(), id)
	must(t, err)
	if len(thread.Documents) != 1 || len(thread.Turns) != 1 || thread.Turns[0].Key != asked.Key+"9" {
		t.Errorf("what is left: %+v", thread)
	}
}

func watchedLinks(t *testing.T, db *database) {
	now := time.Date(2026, 3, 27, 23, 0, 0, 0, time.UTC)
	cfg := config()
	cfg.Now = func() time.Time { return now }
	s := db.open(t, cfg)
	take := func(link, key string) bool {
		t.Helper()
		ok, err := s.TakeWatched(t.Context(), store.Watched{Team: "T1", Channel: "C1", Link: link, Key: key}, 7*24*time.Hour, 2)
		must(t, err)
		return ok
	}
	for _, step := range []struct {
		later     time.Duration
		link, key string
		want      bool
	}{
		{0, "a", "1", true},
		{0, "a", "1", true}, // its own request, after a crash
		{0, "a", "2", false},
		{0, "b", "2", true},
		{0, "c", "3", false}, // two a day
		{2 * time.Hour, "c", "4", true},
		{5 * 24 * time.Hour, "a", "5", false},
		{3 * 24 * time.Hour, "a", "6", true},
	} {
		now = now.Add(step.later)
		if got := take(step.link, step.key); got != step.want {
			t.Errorf("%s for %s at %s: %t, want %t", step.link, step.key, now, got, step.want)
		}
	}
}
