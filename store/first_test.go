package store_test

import (
	"context"
	"database/sql"
	"log/slog"
	"os"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// A database of the first schema still holds all it held when this program has migrated it.
func TestFirstSchema(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		dsn := storetest.SQLite(t)
		firstSchema(t, "sqlite", dsn, dsn)
	})
	t.Run("postgres", func(t *testing.T) {
		dsn := storetest.Postgres(t)(t)
		firstSchema(t, "pgx", withoutPool(t, dsn), dsn)
	})
}

func firstSchema(t *testing.T, driver, address, dsn string) {
	name := map[string]string{"sqlite": "sqlite", "pgx": "postgres"}[driver]
	text, err := os.ReadFile("testdata/first." + name + ".sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), string(text)); err != nil {
		t.Fatal(err)
	}
	const kept = `insert into cached_replies (team, scope, key, data, created) values ('T1', '', 'question', '{"schema":1}', 1764000000003);
		insert into pages (team, key, document, fetched) values ('T1', 'https://a.example/', 'd1', 1764000000003)`
	if _, err := db.ExecContext(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), dsn, store.Config{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	const key = "T1/C1/2.000100"
	if r, err := s.Request(t.Context(), key); err != nil || r.State != store.Done || r.Crashes != 1 {
		t.Errorf("request: %+v, %v", r, err)
	}
	if p, err := s.PostAt(t.Context(), "T1", "C1", "3.000100"); err != nil || p.Key != key {
		t.Errorf("post: %+v, %v", p, err)
	}
	th, err := s.Thread(t.Context(), store.ThreadID{Team: "T1", Channel: "C1", TS: "2.000100"})
	if err != nil || len(th.Documents) != 1 || len(th.Turns) != 1 || th.Language != "en" {
		t.Errorf("thread: %+v, %v", th, err)
	}
	if d, err := s.Document(t.Context(), "T1", store.Shared, "d1"); err != nil || d.Text != "The river rose." {
		t.Errorf("document: %+v, %v", d, err)
	}
	// Replies and pages that were kept under ids which did not depend on the text are gone.
	if n := count(t, db, "cached_replies") + count(t, db, "pages"); n > 0 {
		t.Errorf("%d cached replies and pages of the first schema are left", n)
	}
	if data, err := s.Reply(t.Context(), "T1", key); err != nil || string(data) != `{"schema":1}` {
		t.Errorf("reply: %s, %v", data, err)
	}
	if n, err := s.UsedToday(t.Context(), store.Spender{Team: "T1"}, time.UnixMilli(1764000000002)); err != nil || n.Tokens != 120 {
		t.Errorf("spent %+v, %v; want 120", n, err)
	}
	if v, err := s.Setting(t.Context(), "T1", "C1", "language"); err != nil || v != "en" {
		t.Errorf("setting %q, %v; want en", v, err)
	}
	did := make(chan string, 1)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- s.Work(ctx, store.Work{Do: func(_ context.Context, r store.Request) error { did <- r.Key; return nil }})
	}()
	select {
	case got := <-did:
		if got != "T1/C1/1.000100" {
			t.Errorf("worked on %s", got)
		}
		stop()
	case <-time.After(2 * time.Minute):
		t.Error("the request that waited is not worked on")
		stop()
	}
	if err := <-ended; err != nil {
		t.Errorf("Work: %v", err)
	}
}

func count(t *testing.T, db *sql.DB, table string) (n int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), "select count(*) from "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
