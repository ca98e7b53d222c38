package storetest

import (
	"fmt"
	"testing"
	"time"
)

func controls(t *testing.T, db *database) {
	s := db.open(t, config())
	at := time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)
	want := func(reader string, right, given int) {
		t.Helper()
		r, g, err := s.Controls(t.Context(), reader)
		must(t, err)
		if r != right || g != given {
			t.Errorf("%s was right of %d of %d controls, want %d of %d", reader, r, g, right, given)
		}
	}
	want("gpt en>en", 0, 0)
	must(t, s.AddControls(t.Context(), "gpt en>en", "page", at, 3, 4))
	must(t, s.AddControls(t.Context(), "gpt en>en", "page", at.Add(59*time.Minute), 0, 4)) // a document counts once an hour
	must(t, s.AddControls(t.Context(), "gpt en>zh", "page", at, 4, 4))
	want("gpt en>en", 3, 4)
	want("gpt en>zh", 4, 4)
	must(t, s.AddControls(t.Context(), "gpt en>en", "page", at.Add(61*time.Minute), 4, 4))
	want("gpt en>en", 7, 8)
	for i := range 230 { // the last two hundred count
		must(t, s.AddControls(t.Context(), "gpt en>en", fmt.Sprint("page ", i), at, i%2, 1))
	}
	want("gpt en>en", 100, 200)
	want("gpt en>zh", 4, 4)
	all, err := s.Readers(t.Context())
	must(t, err)
	if got := fmt.Sprint(all); got != "[{gpt en>en 100 200} {gpt en>zh 4 4}]" {
		t.Errorf("the readers are %s", got)
	}
}
