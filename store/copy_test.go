package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

const copyKey = "a key for what is copied"

func openWith(t *testing.T, dsn, key string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dsn, store.Config{Log: slog.New(slog.DiscardHandler), EncryptionKey: key, Heartbeat: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// filled is a database that holds a row of each table and more of some, texts of every kind among them.
func filled(t *testing.T, dsn string) *store.Store {
	t.Helper()
	s := openWith(t, dsn, copyKey)
	check := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	check(s.Migrate(t.Context()))
	for n := range 10 {
		_, err := s.Accept(t.Context(), request(n))
		check(err)
		if n > 0 {
			check(s.Finish(t.Context(), request(n).Key, n%2 == 0))
		}
	}
	ctx, r := t.Context(), request(1)
	id := store.ThreadID{Team: "T1", Channel: "C1", TS: r.Thread}
	_, _, err := s.Intend(ctx, store.Post{Key: r.Key, Part: store.ReplyPart, Team: "T1", Channel: "C1", Thread: r.Thread})
	check(err, s.Posted(ctx, r.Key, store.ReplyPart, "C1", "9.5"))
	d := &article.Document{ID: "d1", URL: "https://a.example/", Title: "河", Language: "zh", Kind: article.Text, Text: "河水上涨。\x00 The river rose."}
	check(s.SaveDocument(ctx, "T1", "C1", d))
	check(s.AddDocuments(ctx, id, store.ThreadDocument{ID: d.ID, Scope: "C1", URL: "https://a.example/", Message: r.Thread, Key: r.Key}),
		s.AddTurn(ctx, id, store.Turn{Key: r.Key, Question: "为什么?", Answer: "Because."}),
		s.SaveReply(ctx, "T1", r.Key, []byte("{}")), s.CacheReply(ctx, "T1", "C1", r.Key, []byte("{}")),
		s.AddUsage(ctx, store.Usage{Team: "T1", Channel: "C1", Person: "U1", Key: r.Key, Calls: 1, PromptTokens: 100}),
		s.SetSetting(ctx, "T1", "C1", "language", "fr"))
	return s
}

// rest are rows of the tables that the calls above leave empty, of one of them more than two statements take.
const rest = `insert into pages (team, key, document, fetched) values ('T1', 'k', 'd1', 1764000000003);
	insert into watched (team, channel, link, key, at) values ('T1', 'C1', 'h', 'k', 1764000000003);
	insert into marks (key, team, channel, ts, name) values ('k', 'T1', 'C1', '1.5', 'eyes');
	insert into feedback (team, key, person, kind, at) values ('T1', 'k', 'U1', 'good', 1764000000003);
	insert into controls (reader, document, at, correct, given)
		with recursive n(i) as (select 1 union all select i + 1 from n where i < 1201) select 'm', 'd' || i, 1764000000003, 3, 4 from n;
	insert into usage (team, channel, person, key, at, calls, prompt_tokens, cached_tokens, completion_tokens, cost_usd)
		values ('T1', 'C1', 'U1', 'k', 1764000000003, 2, 9007199254740993, 0, 0, 0.1);
	insert into digests (team, channel, number, schedule, maker, state, next, covered, created)
		values ('T1', 'C1', 1, 'daily 09:00', 'U1', 'on', 1764000000003, '1.5', 1764000000003);
	insert into slots (team, channel, number, due, key, state, intended) values ('T1', 'C1', 1, 1764000000003, 'k', 'posted', 1764000000003);
	insert into feeds (team, channel, url, adder, added, next) values ('T1', 'C1', 'https://a.example/feed', 'U1', 1, 1764000000003);
	insert into feed_entries (team, channel, feed, entry, data, seen, listed) values ('T1', 'C1', 'https://a.example/feed', 'e', '{}', 1, 2);`

func request(n int) store.Request {
	key := fmt.Sprintf("T1/C1/%d.000100", n)
	return store.Request{
		Key: key, Team: "T1", Channel: "C1", Thread: fmt.Sprintf("%d.000100", n), Asker: "U1", Kind: "question",
		Payload: []byte(`{"question":"为什么? \u0000"}`),
	}
}

// raw is a connection beside the store.
func raw(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	driver, address := "sqlite", "file:"+dsn+"?_pragma=busy_timeout(10000)"
	if strings.Contains(dsn, "://") {
		driver, address = "pgx", withoutPool(t, dsn)
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// dump is all that a database holds of ours: rows as text, by table, in no order.
func dump(t *testing.T, dsn string) map[string][]string {
	t.Helper()
	db := raw(t, dsn)
	list := `select name from sqlite_master where type = 'table'`
	if strings.Contains(dsn, "://") {
		list = `select table_name from information_schema.tables where table_schema = current_schema()`
	}
	all := map[string][]string{}
	for _, row := range rowsOf(t, db, list) {
		table := strings.Trim(row, " ;")
		if strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "sqlite_") || table == "migrations" || table == "clients" {
			continue
		}
		all[table] = rowsOf(t, db, "select * from "+table)
		slices.Sort(all[table])
	}
	return all
}

func rowsOf(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, to := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		var line strings.Builder
		for i, v := range values {
			if names[i] != "job" {
				fmt.Fprint(&line, v, "; ")
			}
		}
		all = append(all, line.String())
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// A database moves from SQLite to Postgres and back with every row of every table, and goes on there.
func TestCopy(t *testing.T) {
	t.Parallel()
	first, second, third := storetest.SQLite(t), storetest.Postgres(t)(t), storetest.SQLite(t)
	source := filled(t, first)
	if _, err := raw(t, first).ExecContext(t.Context(), rest); err != nil {
		t.Fatal(err)
	}
	target, last := openWith(t, second, copyKey), openWith(t, third, copyKey)
	for _, step := range []struct {
		from, to       *store.Store
		fromDSN, toDSN string
	}{{source, target, first, second}, {target, last, second, third}} {
		copied, err := step.to.CopyFrom(t.Context(), step.from)
		if err != nil {
			t.Fatal(err)
		}
		want, got := dump(t, step.fromDSN), dump(t, step.toDSN)
		for table, rows := range want {
			if len(rows) == 0 {
				t.Errorf("this test puts nothing into %s", table)
			}
		}
		if len(want["controls"]) != 1201 {
			t.Errorf("%d rows to copy", len(want["controls"]))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the copy differs (-want +got):\n%s", diff)
		}
		said := map[string]int{}
		for _, c := range copied {
			said[c.Table] = c.Rows
		}
		for table, rows := range want {
			if said[table] != len(rows) {
				t.Errorf("%s: %d rows are said to be copied, want %d", table, said[table], len(rows))
			}
		}
	}
	for name, s := range map[string]*store.Store{"Postgres": target, "SQLite": last} {
		t.Run(name, func(t *testing.T) { goesOn(t, s) })
	}
}

// goesOn holds that texts are readable, that the request which waited is worked on, and that new ones are taken.
func goesOn(t *testing.T, s *store.Store) {
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Document(t.Context(), "T1", "C1", "d1"); err != nil || d.Text != "河水上涨。\x00 The river rose." {
		t.Errorf("document: %+v, %v", d, err)
	}
	if _, err := s.Accept(t.Context(), request(5000)); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Request(t.Context(), request(7).Key); err != nil || r.State != store.Done && r.State != store.Failed {
		t.Errorf("an ended request: %+v, %v", r, err)
	}
	did := make(chan string, 10)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- s.Work(ctx, store.Work{Do: func(_ context.Context, r store.Request) error { did <- r.Key; return nil }})
	}()
	waits := map[string]bool{request(0).Key: true, request(5000).Key: true}
	for len(waits) > 0 {
		select {
		case key := <-did:
			if !waits[key] {
				t.Errorf("%s is worked on", key)
			}
			delete(waits, key)
		case <-time.After(2 * time.Minute):
			t.Fatalf("not worked on: %v", slices.Collect(maps.Keys(waits)))
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Work: %v", err)
	}
}

// What cannot be copied whole is not copied at all, and says why.
func TestCopyRefuses(t *testing.T) {
	t.Parallel()
	fresh := storetest.Postgres(t)
	from := storetest.SQLite(t)
	source := filled(t, from)

	t.Run("a file that is not there", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "no.db")
		if _, err := store.Open(t.Context(), path, store.Config{Existing: true}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open: %v", err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("it was made")
		}
	})
	t.Run("a database of the same kind", func(t *testing.T) {
		if _, err := openWith(t, storetest.SQLite(t), copyKey).CopyFrom(t.Context(), source); !errors.Is(err, store.ErrSameKind) {
			t.Errorf("CopyFrom: %v", err)
		}
	})
	t.Run("another key", func(t *testing.T) {
		dsn := fresh(t)
		keyless := openWith(t, from, "another key")
		if _, err := openWith(t, dsn, "another key").CopyFrom(t.Context(), keyless); !errors.Is(err, store.ErrWrongKey) {
			t.Errorf("CopyFrom: %v", err)
		}
	})
	t.Run("a target that is not empty", func(t *testing.T) {
		target := openWith(t, fresh(t), copyKey)
		if err := target.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := target.SetSetting(t.Context(), "T2", "", "language", "fr"); err != nil {
			t.Fatal(err)
		}
		if _, err := target.CopyFrom(t.Context(), source); !errors.Is(err, store.ErrNotEmpty) {
			t.Errorf("CopyFrom: %v", err)
		}
	})
	t.Run("a process serves from the source", func(t *testing.T) {
		release, err := source.Lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := release(); err != nil {
				t.Error(err)
			}
		}()
		if _, err := openWith(t, fresh(t), copyKey).CopyFrom(t.Context(), openWith(t, from, copyKey)); !errors.Is(err, store.ErrLocked) {
			t.Errorf("CopyFrom: %v", err)
		}
	})
	t.Run("a process serves from the target", func(t *testing.T) {
		target := openWith(t, fresh(t), copyKey)
		if err := target.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			ended <- target.Work(ctx, store.Work{Do: func(context.Context, store.Request) error { return nil }})
		}()
		var err error
		for range 200 { // until its first sign of life
			if _, err = target.CopyFrom(t.Context(), openWith(t, storetest.SQLite(t), copyKey)); err != nil {
				break
			}
		}
		if !errors.Is(err, store.ErrServing) {
			t.Errorf("CopyFrom: %v", err)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Run("a row that the target does not take", func(t *testing.T) {
		odd := storetest.SQLite(t)
		other := filled(t, odd)
		if _, err := raw(t, odd).ExecContext(t.Context(), `update threads set language = cast(x'ff00' as text) where thread = '3.000100'`); err != nil {
			t.Fatal(err)
		}
		dsn := fresh(t)
		target := openWith(t, dsn, copyKey)
		if _, err := target.CopyFrom(t.Context(), other); err == nil || !strings.Contains(err.Error(), "table threads") {
			t.Errorf("CopyFrom: %v, want the table named", err)
		}
		for table, rows := range dump(t, dsn) {
			if len(rows) > 0 {
				t.Errorf("%d rows of %s are left", len(rows), table)
			}
		}
	})
}
