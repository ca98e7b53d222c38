package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/store"
)

// doctor names when each digest is due next, in the zone of its schedule.
func TestDoctorNamesDigests(t *testing.T) {
	file := filepath.Join(t.TempDir(), "footnote.db")
	doctor := func() string {
		var out bytes.Buffer
		err := doctorCmd{}.Run(t.Context(), &program{stdout: &out, stderr: &out}, environment{"DATABASE_URL": file, "FOOTNOTE_ENGINE": "extractive"})
		if err == nil {
			t.Fatal("there is no token, and nothing is to be done")
		}
		return out.String()
	}
	if got := doctor(); !strings.Contains(got, "digests    none\n") {
		t.Errorf("without a digest:\n%s", got)
	}
	db, err := store.Open(t.Context(), file, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	due := time.Date(2099, 11, 30, 8, 0, 0, 0, time.UTC)
	for _, d := range []store.Digest{
		{Channel: "C1", Schedule: "daily 09:00 Europe/Berlin", State: store.DigestOn, Next: due},
		{Channel: "C2", Schedule: "every 4h UTC", State: store.DigestPaused, Next: due},
		{Channel: "C3", Schedule: "weekly Mon 09:00 Asia/Kolkata", State: store.DigestOn, Next: due.AddDate(-80, 0, 0)},
		{Channel: "C4", Schedule: "daily 10:00 UTC", State: store.DigestOff, Next: due},
	} {
		d.Team = "T1"
		if _, err := db.SaveDigest(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	got := doctor()
	for _, want := range []string{
		"digests    C1 daily 09:00 Europe/Berlin, next Mon 30 Nov 09:00",
		"digests    C2 every 4h UTC, paused",
		"digests    C3 weekly Mon 09:00 Asia/Kolkata, due since Sat 30 Nov 13:30",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "C4") {
		t.Errorf("a digest that has ended is named:\n%s", got)
	}
}
