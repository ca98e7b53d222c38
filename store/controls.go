package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How far the record of a reader goes back.
const (
	recordLength = 200       // controls
	recordOnceIn = time.Hour // for a document
)

// Controls is how many of the last two hundred controls that a reader of claims was given it was right of.
func (s *Store) Controls(ctx context.Context, reader string) (right, given int, err error) {
	rows, err := s.read.QueryContext(ctx, `select correct, given from controls where reader = $1 order by id desc limit $2`, reader, recordLength)
	if err != nil {
		return 0, 0, fmt.Errorf("controls of %s: %w", reader, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() && given < recordLength {
		var r, g int
		if err := rows.Scan(&r, &g); err != nil {
			return 0, 0, fmt.Errorf("controls of %s: %w", reader, err)
		}
		right, given = right+r, given+g
	}
	if err := rows.Err(); err != nil {
		return 0, 0, fmt.Errorf("controls of %s: %w", reader, err)
	}
	return right, given, nil
}

// AddControls adds what a reader made of the controls of one reading; a document counts once an hour, so that nobody spoils a
// record with one page.
func (s *Store) AddControls(ctx context.Context, reader, document string, at time.Time, right, given int) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("add controls of %s: %w", reader, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("add controls of %s: %w", reader, errors.Join(err, tx.Rollback()))
		}
	}()
	added, err := tx.ExecContext(ctx, `insert into controls (reader, document, at, correct, given) select $1, $2, $3, $4, $5
		where not exists (select 1 from controls where reader = $1 and document = $2 and at > $6)`,
		reader, document, millis(at), right, given, millis(at.Add(-recordOnceIn)))
	if err != nil {
		return err
	}
	if n, err := added.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, tx.Commit())
	}
	if _, err := tx.ExecContext(ctx, `delete from controls where reader = $1 and id <= (
		select id from controls where reader = $1 order by id desc limit 1 offset $2)`, reader, recordLength); err != nil {
		return err
	}
	return tx.Commit()
}

// ReaderRecord is how a reader of claims did on the last two hundred controls that it was given.
type ReaderRecord struct {
	Reader       string // which model it is, where it is asked, and between which languages it reads
	Right, Given int
}

// Readers are the records of all readers, in the order of their names.
func (s *Store) Readers(ctx context.Context) ([]ReaderRecord, error) {
	rows, err := s.read.QueryContext(ctx, `select distinct reader from controls order by reader`)
	if err != nil {
		return nil, fmt.Errorf("readers: %w", err)
	}
	all, err := collect(rows, func(scan func(...any) error) (r ReaderRecord, err error) { return r, scan(&r.Reader) })
	if err != nil {
		return nil, fmt.Errorf("readers: %w", err)
	}
	for i, r := range all {
		if all[i].Right, all[i].Given, err = s.Controls(ctx, r.Reader); err != nil {
			return nil, err
		}
	}
	return all, nil
}
