package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

func openKept(t *testing.T) *sql.DB {
	t.Helper()
	connector, err := openKeeping(fileURI(filepath.Join(t.TempDir(), "kept.db")))
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := db.ExecContext(t.Context(), `create table numbers (n integer); insert into numbers values (1), (2), (3)`); err != nil {
		t.Fatal(err)
	}
	return db
}

// kept are the statements that the one connection of a database keeps.
func kept(t *testing.T, db *sql.DB) (texts map[string]*statement) {
	t.Helper()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	err = conn.Raw(func(c any) error {
		texts = c.(*keepingConn).kept
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

type rowQueryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func number(t *testing.T, on rowQueryer, query string, args ...any) (n int) {
	t.Helper()
	if err := on.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Errorf("%s: %v", query, err)
	}
	return n
}

func TestAStatementIsPreparedOnce(t *testing.T) {
	db := openKept(t)
	const above = `select count(*) from numbers where n > $1`
	number(t, db, above, 0)
	first := kept(t, db)[above].Stmt
	if got := number(t, db, above, 1); got != 2 {
		t.Errorf("%d numbers above 1, want 2", got)
	}
	if kept(t, db)[above].Stmt != first {
		t.Error("it was prepared again")
	}
}

// TestAStatementIsUsedInsideOfItself: while its rows are read, the same text is another statement.
func TestAStatementIsUsedInsideOfItself(t *testing.T) {
	db := openKept(t)
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	const from = `select n from numbers where n >= $1 order by n`
	rows, err := tx.QueryContext(t.Context(), from, 1)
	if err != nil {
		t.Fatal(err)
	}
	var outer []int
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		outer = append(outer, n)
		if inner := number(t, tx, from, n); inner != n {
			t.Errorf("inside of %d: %d", n, inner)
		}
	}
	if err := rows.Err(); err != nil || fmt.Sprint(outer) != "[1 2 3]" {
		t.Errorf("outside: %v, %v", outer, err)
	}
}

func TestAKeptStatementFollowsTheSchema(t *testing.T) {
	db := openKept(t)
	all := func() (columns []string) {
		t.Helper()
		rows, err := db.QueryContext(t.Context(), `select * from numbers`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		columns, err = rows.Columns()
		if err != nil || rows.Err() != nil {
			t.Fatal(err, rows.Err())
		}
		return columns
	}
	all()
	if _, err := db.ExecContext(t.Context(), `alter table numbers add column name text`); err != nil {
		t.Fatal(err)
	}
	if got := all(); fmt.Sprint(got) != "[n name]" {
		t.Errorf("columns %v", got)
	}
	if _, err := db.ExecContext(t.Context(), `drop table numbers`); err != nil {
		t.Errorf("a kept statement holds the table: %v", err)
	}
}

func TestNotAllStatementsAreKept(t *testing.T) {
	db := openKept(t)
	const often = `select count(*) from numbers`
	for i := range 3 * mostStatements {
		if got := number(t, db, fmt.Sprintf(`select %d + count(*) from numbers`, i)); got != i+3 {
			t.Errorf("statement %d: %d", i, got)
		}
		number(t, db, often)
	}
	now := kept(t, db)
	if len(now) != mostStatements || now[often] == nil {
		t.Errorf("%d are kept, the one that is used often: %t", len(now), now[often] != nil)
	}
}

// TestAFailedStatementMayBeRunAgain, and what a cancelled one has read is let go of.
func TestAFailedStatementMayBeRunAgain(t *testing.T) {
	db := openKept(t)
	if _, err := db.ExecContext(t.Context(), `create unique index once on numbers (n)`); err != nil {
		t.Fatal(err)
	}
	const insert = `insert into numbers values ($1) returning n`
	for _, try := range []struct {
		n    int
		want bool
	}{{3, false}, {4, true}, {4, false}, {5, true}} {
		var n int
		err := db.QueryRowContext(t.Context(), insert, try.n).Scan(&n)
		if (err == nil) != try.want {
			t.Errorf("insert %d: %v", try.n, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	rows, err := db.QueryContext(ctx, `select n from numbers`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	cancel()
	for rows.Next() {
	}
	if rows.Err() == nil {
		t.Log("all was read before the cancellation came")
	}
	if got := number(t, db, `select count(*) from numbers`); got != 5 {
		t.Errorf("%d numbers, want 5", got)
	}
}
