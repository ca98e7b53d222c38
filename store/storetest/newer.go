package storetest

import (
	"strings"
	"testing"
)

// newerSchema holds that a database which a newer program has changed is refused, be it our tables or the queue's.
func newerSchema(t *testing.T, db *database) {
	s := db.open(t, config())
	conn := db.connect(t)
	defer conn.Close()
	for _, tt := range []struct{ name, change, back string }{
		{"ours", `insert into migrations (version, applied) values (999, 0)`, `delete from migrations where version = 999`},
		{"the queue's", `insert into river_migration (line, version) values ('main', 999)`, `delete from river_migration where version = 999`},
	} {
		_, err := conn.ExecContext(t.Context(), tt.change)
		must(t, err)
		if err := s.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "run a newer footnote") {
			t.Errorf("a newer schema, %s: %v, want it refused", tt.name, err)
		}
		_, err = conn.ExecContext(t.Context(), tt.back)
		must(t, err)
		must(t, s.Migrate(t.Context()))
	}
}
