package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// What stands in the way of [Store.CopyFrom].
var (
	ErrNotEmpty = errors.New("the database is not empty: only an empty one can take over another")
	ErrServing  = errors.New("a footnote process serves from the database: stop it first")
	ErrSameKind = errors.New("both are of one kind: copy a SQLite file while nothing serves, or use pg_dump, and migrate the copy")
)

// Copied is how many rows of a table were copied.
type Copied struct {
	Table string
	Rows  int
}

// A statement copies at most so many rows and, once it holds so many bytes of text, no more.
const (
	copyRows  = 500 // with the widest table a third of the values that SQLite takes in a statement
	copyBytes = 4 << 20
)

// CopyFrom takes over all that another database holds, from SQLite to Postgres or back, in one transaction: all of it or
// nothing. Both schemas are brought up to date first; this database must be empty, and no process may serve from
// either. Texts stay sealed as they are, so both need the same key. Jobs are not copied: requests that have not ended
// get new ones when [Store.Work] begins, and may try as often as new ones.
func (s *Store) CopyFrom(ctx context.Context, from *Store) (copied []Copied, err error) {
	unlock, err := s.holdBoth(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("copy database: %w", err)
	}
	err = s.copyFrom(ctx, from, &copied)
	if err := errors.Join(err, unlock()); err != nil {
		return nil, fmt.Errorf("copy database: %w", err)
	}
	return copied, nil
}

func (s *Store) holdBoth(ctx context.Context, from *Store) (unlock func() error, err error) {
	if s.dialect() == from.dialect() {
		return nil, ErrSameKind
	}
	source, err := from.lockSchema(ctx)
	if err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	target, err := s.lockSchema(ctx)
	if err != nil {
		return nil, errors.Join(err, source())
	}
	return func() error { return errors.Join(target(), source()) }, nil
}

func (s *Store) copyFrom(ctx context.Context, from *Store, copied *[]Copied) error {
	if err := from.migrate(ctx); err != nil {
		return fmt.Errorf("from: %w", err)
	}
	if err := s.migrateSchema(ctx); err != nil {
		return err
	}
	if err := errors.Join(from.refuseServed(ctx), s.refuseServed(ctx)); err != nil {
		return err
	}
	source, err := from.snapshot(ctx)
	if err != nil {
		return err
	}
	defer source.Rollback() //nolint:errcheck // it only read
	// Not [Store.tx]: a large database takes longer than its time.
	target, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if *copied, err = s.copyTables(ctx, source, target); err != nil {
		return errors.Join(err, ignoreDone(target.Rollback()))
	}
	return target.Commit()
}

// snapshot is a transaction that sees one state of the database.
func (s *Store) snapshot(ctx context.Context) (*sql.Tx, error) {
	if s.pool == nil {
		return s.read.BeginTx(ctx, nil)
	}
	return s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
}

// refuseServed fails where a process works on the database. On SQLite the file's lock, which is ours by now, says so.
func (s *Store) refuseServed(ctx context.Context) error {
	if s.pool == nil {
		return nil
	}
	var alive int
	const beating = `select count(*) from clients where seen > ` + databaseClock + ` - $1`
	if err := s.db.QueryRowContext(ctx, beating, (steadyBeats * s.beat).Milliseconds()).Scan(&alive); err != nil {
		return err
	}
	if alive > 0 {
		return ErrServing
	}
	return nil
}

func (s *Store) copyTables(ctx context.Context, source, target *sql.Tx) ([]Copied, error) {
	// A target whose key was checked before holds that mark, and nothing else.
	if _, err := target.ExecContext(ctx, `delete from settings where team = '' and scope = '' and name = 'encryption'`); err != nil {
		return nil, err
	}
	tables, err := s.tables(ctx, target)
	if err != nil {
		return nil, err
	}
	for _, table := range tables {
		var rows int
		if err := target.QueryRowContext(ctx, "select count(*) from "+table).Scan(&rows); err != nil {
			return nil, err
		}
		if rows > 0 {
			return nil, fmt.Errorf("%w (%s has %d rows)", ErrNotEmpty, table, rows)
		}
	}
	copied := make([]Copied, 0, len(tables))
	for _, table := range tables {
		n, err := s.copyTable(ctx, source, target, table)
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", table, err)
		}
		copied = append(copied, Copied{Table: table, Rows: n})
	}
	_, err = target.ExecContext(ctx, `update requests set job = 0`) // the other queue's ids are other jobs here
	return copied, err
}

// tables are ours that hold something to keep: asked of the database, so that none can be forgotten.
func (s *Store) tables(ctx context.Context, tx *sql.Tx) ([]string, error) {
	query := `select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`
	if s.pool == nil {
		query = `select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by 1`
	}
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	all, err := collect(rows, func(scan func(...any) error) (name string, err error) { return name, scan(&name) })
	if err != nil {
		return nil, err
	}
	var ours []string
	for _, name := range all {
		if !strings.HasPrefix(name, "river_") && name != "migrations" && name != "clients" {
			ours = append(ours, name)
		}
	}
	return ours, nil
}

func (s *Store) copyTable(ctx context.Context, source, target *sql.Tx, table string) (n int, err error) {
	columns, counter, err := s.columns(ctx, target, table)
	if err != nil {
		return 0, err
	}
	rows, err := source.QueryContext(ctx, "select "+strings.Join(columns, ", ")+" from "+table)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	insertion := fmt.Sprintf("insert into %s (%s) ", table, strings.Join(columns, ", "))
	if counter != "" && s.pool != nil {
		insertion += "overriding system value "
	}
	values, size := []any{}, 0
	flush := func() error {
		if len(values) == 0 {
			return nil
		}
		_, err := target.ExecContext(ctx, insertion+placesOf(len(values)/len(columns), len(columns)), values...)
		values, size = values[:0], 0
		return err
	}
	for rows.Next() {
		row, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			return n, err
		}
		n++
		values = append(values, row...)
		for _, v := range row {
			if text, ok := v.(string); ok {
				size += len(text)
			}
		}
		if size >= copyBytes || len(values) >= copyRows*len(columns) {
			if err := flush(); err != nil {
				return n, err
			}
		}
	}
	if err := errors.Join(rows.Err(), flush()); err != nil {
		return n, err
	}
	if counter == "" || s.pool == nil || n == 0 {
		return n, nil // SQLite counts on by itself
	}
	_, err = target.ExecContext(ctx, fmt.Sprintf(`select setval(pg_get_serial_sequence('%[1]s', '%[2]s'), (select max(%[2]s) from %[1]s))`, table, counter))
	return n, err
}

// columns are a table's in this database, and the one that the database counts; "" where there is none.
func (s *Store) columns(ctx context.Context, tx *sql.Tx, table string) (names []string, counter string, err error) {
	if s.pool == nil {
		rows, err := tx.QueryContext(ctx, `select name from pragma_table_info($1) order by cid`, table)
		if err != nil {
			return nil, "", err
		}
		names, err = collect(rows, func(scan func(...any) error) (name string, err error) { return name, scan(&name) })
		return names, "", err
	}
	rows, err := tx.QueryContext(ctx, `select column_name, is_identity = 'YES' from information_schema.columns
		where table_schema = current_schema() and table_name = $1 order by ordinal_position`, table)
	if err != nil {
		return nil, "", err
	}
	names, err = collect(rows, func(scan func(...any) error) (name string, err error) {
		var counts bool
		if err = scan(&name, &counts); counts {
			counter = name
		}
		return name, err
	})
	return names, counter, err
}
