package storetest

import (
	"errors"
	"testing"

	"github.com/footnote-bot/footnote/store"
)

// rekeyed holds that a database may get a key later, another, and none again, and that all texts stay what they are.
func rekeyed(t *testing.T, db *database) {
	plain := db.open(t, config())
	r := ended(t, plain, 1, "Ann", "C1")
	must(t, plain.SetSetting(t.Context(), "T1", "Ann", "language", "fr"))
	before := ""
	for _, key := range []string{"first key", "second key", ""} {
		cfg := config()
		cfg.EncryptionKey = key
		s, err := store.Open(t.Context(), db.dsn, cfg)
		must(t, err)
		if _, err := s.Rekey(t.Context(), "no key of this database"); before != "" && !errors.Is(err, store.ErrWrongKey) && !errors.Is(err, store.ErrNoKey) {
			t.Errorf("%q after %q with a wrong old key: %v", key, before, err)
		}
		rows, err := s.Rekey(t.Context(), before)
		must(t, err)
		if rows < 6 {
			t.Errorf("%d texts of %q were sealed with %q", rows, before, key)
		}
		if _, err := s.Rekey(t.Context(), before); err != nil {
			t.Errorf("once more, as after a break: %v", err)
		}
		must(t, s.Migrate(t.Context()))
		if got := left(t, s, 1, r); got != all {
			t.Errorf("under %q is left %q", key, got)
		}
		if got, err := s.Request(t.Context(), r.Key); err != nil || string(got.Payload) != string(r.Payload) {
			t.Errorf("payload under %q: %s, %v", key, got.Payload, err)
		}
		if got, err := s.Setting(t.Context(), "T1", "Ann", "language"); err != nil || got != "fr" {
			t.Errorf("setting under %q: %q, %v", key, got, err)
		}
		if got := left(t, plain, 1, r) == all; got != (key == "") {
			t.Errorf("under %q it is readable without a key: %t", key, got)
		}
		must(t, s.Close())
		before = key
	}
}
