package storetest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/store"
)

var nine = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func aDigest(channel string) store.Digest {
	return store.Digest{
		Team: "T1", Channel: channel, Schedule: "daily 09:00 UTC", Maker: "U1", Language: "en", State: store.DigestOn, Next: nine,
		Covered: "1764000000.000100", Created: nine.Add(-time.Hour),
	}
}

func save(t *testing.T, s *store.Store, d store.Digest) store.Digest {
	t.Helper()
	d, err := s.SaveDigest(t.Context(), d)
	must(t, err)
	return d
}

func slotRequest(key string) store.Request {
	return store.Request{Key: key, Team: "T1", Channel: "C1", Thread: "digest/1", Kind: "digest", Payload: []byte(`{}`)}
}

func digests(t *testing.T, db *database) {
	s := db.open(t, config())
	first, second := save(t, s, aDigest("C1")), save(t, s, aDigest("C1"))
	other := save(t, s, aDigest("C2"))
	if first.Number != 1 || second.Number != 2 || other.Number != 1 {
		t.Errorf("numbers %d, %d and %d, want 1, 2 and 1", first.Number, second.Number, other.Number)
	}
	first.State, first.Why, first.Quiet, first.Takes, first.Shared = store.DigestPaused, "archived", "line", "feeds", true
	save(t, s, first)
	got, err := s.Digest(t.Context(), "T1", "C1", 1)
	must(t, err)
	if diff := cmp.Diff(first, got); diff != "" {
		t.Errorf("Digest (-want +got):\n%s", diff)
	}
	second.State = store.DigestOff
	save(t, s, second)
	if third := save(t, s, aDigest("C1")); third.Number != 3 {
		t.Errorf("the number of a digest that ended is given again: %d", third.Number)
	}
	all, err := s.Digests(t.Context(), "T1", "C1")
	must(t, err)
	if len(all) != 2 || all[0].Number != 1 || all[1].Number != 3 {
		t.Errorf("digests of the channel: %+v", all)
	}
	if all, err = s.Digests(t.Context(), "", ""); err != nil || len(all) != 3 {
		t.Errorf("digests of all teams: %v, %v; want 3", all, err)
	}
	if all, err = s.Digests(t.Context(), "T2", ""); err != nil || len(all) != 0 {
		t.Errorf("digests of another team: %v, %v", all, err)
	}
	if _, err := s.SaveDigest(t.Context(), store.Digest{Team: "T1", Channel: "C1", Number: 9}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("changing a digest that is not there: %v", err)
	}
}

// A slot is opened once, by whichever of two processes comes first, and again by none after the clock went back.
func slotOnce(t *testing.T, db *database) {
	stores := []*store.Store{db.open(t, config()), db.open(t, config())}
	d := save(t, stores[0], aDigest("C1"))
	var wg sync.WaitGroup
	var mu sync.Mutex
	fresh := 0
	for i := range 8 {
		wg.Go(func() {
			ok, err := stores[i%2].OpenSlot(t.Context(), d, nine, nine.AddDate(0, 0, 1), slotRequest("T1/C1/digest/1/1"))
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if ok {
				fresh++
			}
		})
	}
	wg.Wait()
	s := stores[0]
	if list, err := s.Jobs(t.Context(), 10); err != nil || len(list) != 1 || fresh != 1 {
		t.Errorf("fresh %d times, %d jobs, %v; want one", fresh, len(list), err)
	}
	due, err := s.DueDigests(t.Context(), "T1", nine.AddDate(0, 0, 2))
	must(t, err)
	if len(due) != 0 {
		t.Errorf("due while a slot is at work: %+v", due)
	}

	must(t, s.CloseSlot(t.Context(), "T1", "C1", 1, "T1/C1/digest/1/1", store.SlotPosted, store.Seen{Message: "1764500000.000100", Entry: 7}))
	must(t, s.CloseSlot(t.Context(), "T1", "C1", 1, "T1/C1/digest/1/1", store.SlotFailed, store.Seen{}))
	slots, err := s.Slots(t.Context(), "T1", "C1", 1, 10)
	must(t, err)
	if len(slots) != 1 || slots[0].State != store.SlotPosted || !slots[0].Due.Equal(nine) || slots[0].Ended.IsZero() {
		t.Errorf("slots: %+v, want one, posted", slots)
	}
	d, err = s.Digest(t.Context(), "T1", "C1", 1)
	must(t, err)
	if d.Covered != "1764500000.000100" || d.Entries != 7 || !d.Next.Equal(nine.AddDate(0, 0, 1)) {
		t.Errorf("the digest came to %s and %d, next %s", d.Covered, d.Entries, d.Next)
	}

	must(t, s.MoveDigest(t.Context(), d, nine)) // the clock went back
	d.Next = nine
	ok, err := s.OpenSlot(t.Context(), d, nine, nine.AddDate(0, 0, 1), slotRequest("T1/C1/digest/1/1"))
	must(t, err)
	if ok {
		t.Error("a slot is opened a second time")
	}
	if due, err = s.DueDigests(t.Context(), "T1", nine.AddDate(0, 0, 1)); err != nil || len(due) != 1 {
		t.Errorf("due a day later: %+v, %v", due, err)
	}
}

// What is made between two slots moves the digest and takes no slot.
func slotBetween(t *testing.T, db *database) {
	s := db.open(t, config())
	save(t, s, aDigest("C1"))
	between := store.Slot{Team: "T1", Channel: "C1", Number: 1, Due: nine.Add(-30 * time.Minute), Key: "T1/command/1"}
	must(t, s.NoteSlot(t.Context(), between))
	must(t, s.NoteSlot(t.Context(), between))
	must(t, s.CloseSlot(t.Context(), "T1", "C1", 1, between.Key, store.SlotPosted, store.Seen{Message: "1764400000.000100"}))
	d, err := s.Digest(t.Context(), "T1", "C1", 1)
	must(t, err)
	if d.Covered != "1764400000.000100" || !d.Next.Equal(nine) {
		t.Errorf("covered %s, next %s", d.Covered, d.Next)
	}
	if due, err := s.DueDigests(t.Context(), "T1", nine); err != nil || len(due) != 1 {
		t.Errorf("due: %+v, %v", due, err)
	}
	d.State = store.DigestPaused
	save(t, s, d)
	if due, err := s.DueDigests(t.Context(), "T1", nine); err != nil || len(due) != 0 {
		t.Errorf("due while paused: %+v, %v", due, err)
	}
	if ok, err := s.OpenSlot(t.Context(), d, nine, nine.AddDate(0, 0, 1), slotRequest("T1/C1/digest/1/1")); err != nil || ok {
		t.Errorf("a paused digest opens a slot: %t, %v", ok, err)
	}
}

// A feed is asked by one process at a time, for all channels that follow it; what it listed before is not new again.
func feeds(t *testing.T, db *database) {
	s := db.open(t, config())
	for _, channel := range []string{"C1", "C2"} {
		f := store.Feed{Team: "T1", Channel: channel, URL: "https://a.example/feed", Title: "A", Adder: "U1", Next: nine}
		fresh, err := s.Follow(t.Context(), f)
		must(t, err)
		if again, err := s.Follow(t.Context(), f); err != nil || !fresh || again {
			t.Errorf("followed: %t, again %t, %v", fresh, again, err)
		}
	}
	due, err := s.DueFeeds(t.Context(), "T1", nine, 10)
	must(t, err)
	if len(due) != 1 {
		t.Fatalf("%d feeds due, want one for its two channels", len(due))
	}
	claimed, err := s.ClaimFeed(t.Context(), "T1", due[0].URL, nine, nine.Add(time.Hour))
	must(t, err)
	if again, err := s.ClaimFeed(t.Context(), "T1", due[0].URL, nine, nine.Add(time.Hour)); err != nil || len(claimed) != 2 || len(again) != 0 {
		t.Errorf("claimed for %d channels, again for %d, %v; want 2 and 0", len(claimed), len(again), err)
	}
	f := claimed[0]
	f.Failing, f.Failure, f.Title = nine, "not_found", "B"
	must(t, s.SaveFeed(t.Context(), f))
	all, err := s.Feeds(t.Context(), "T1", "")
	must(t, err)
	if len(all) != 2 || all[1].Title != "B" || !all[1].Failing.Equal(nine) || all[1].Failure != "not_found" {
		t.Errorf("feeds: %+v", all)
	}

	must(t, s.AddEntries(t.Context(), f, []store.NewEntry{{ID: "1"}, {ID: "2", Data: []byte(`{"Title":"two"}`)}}))
	must(t, s.AddEntries(t.Context(), f, []store.NewEntry{{ID: "2", Data: []byte(`{"Title":"other"}`)}, {ID: "3", Data: []byte(`{"Title":"three"}`)}}))
	entries, err := s.Entries(t.Context(), "T1", f.Channel, 0, 10)
	must(t, err)
	if len(entries) != 3 || len(entries[0].Data) != 0 || string(entries[1].Data) != `{"Title":"two"}` || entries[2].Seq <= entries[1].Seq {
		t.Errorf("entries: %+v", entries)
	}
	if later, err := s.Entries(t.Context(), "T1", f.Channel, entries[1].Seq, 10); err != nil || len(later) != 1 {
		t.Errorf("entries since the second: %+v, %v", later, err)
	}
	if followed, err := s.Unfollow(t.Context(), "T1", f.Channel, f.URL); err != nil || !followed {
		t.Errorf("unfollowed: %t, %v", followed, err)
	}
	if entries, err = s.Entries(t.Context(), "T1", f.Channel, 0, 10); err != nil || len(entries) != 0 {
		t.Errorf("entries of a feed that nobody follows: %+v, %v", entries, err)
	}
}
