package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// sealedColumn is a column of sealed texts, and how the place is named that each is sealed to.
type sealedColumn struct {
	table, column string
	key           []string // columns that tell its rows apart
	place         func(key []string) string
}

func sealedColumns() []sealedColumn {
	by := func(kind string, n int) func([]string) string {
		return func(key []string) string { return kind + "/" + key[n] }
	}
	thread := []string{"team", "channel", "thread"}
	return []sealedColumn{
		{"documents", "data", []string{"team", "scope", "id"}, by("documents", 2)},
		{"thread_documents", "url", append(thread[:3:3], "scope", "document"), by("thread_documents", 4)},
		{"turns", "question", append(thread[:3:3], "key"), by("questions", 3)},
		{"turns", "answer", append(thread[:3:3], "key"), by("answers", 3)},
		{"replies", "data", []string{"team", "key"}, by("replies", 1)},
		{"requests", "payload", []string{"key"}, by("requests", 0)},
		{"requests", "failure", []string{"key"}, by("failures", 0)},
		{"settings", "value", []string{"team", "scope", "name"}, func(key []string) string { return settingPlace(key[0], key[1], key[2]) }},
	}
}

// rekeyAtOnce bounds the rows of one transaction.
const rekeyAtOnce = 200

// Rekey brings the schema up to date and seals with this store's key what was stored under old, or as it is where old is
// empty; without a key of this store, texts are stored as they are. It may be called again after it was broken off. No
// process may serve meanwhile. Caches whose rows are found by a hash of the key are emptied; so is what readers marked as
// not supported.
func (s *Store) Rekey(ctx context.Context, old string) (rows int, err error) {
	was, err := newBox(old)
	if err != nil {
		return 0, fmt.Errorf("encrypt anew: %w", err)
	}
	unlock, err := s.lockSchema(ctx)
	if err != nil {
		return 0, fmt.Errorf("encrypt anew: %w", err)
	}
	err = s.migrateSchema(ctx)
	for _, c := range sealedColumns() {
		if err != nil {
			break
		}
		var n int
		n, err = s.rekeyColumn(ctx, was, c)
		rows += n
	}
	for _, table := range []string{"pages", "cached_replies", "feedback", "watched"} {
		if err == nil {
			_, err = s.db.ExecContext(ctx, "delete from "+table)
		}
	}
	if err == nil {
		err = s.checkKey(ctx)
	}
	if err = errors.Join(err, unlock()); err != nil {
		return rows, fmt.Errorf("encrypt anew: %w", err)
	}
	return rows, nil
}

func (s *Store) rekeyColumn(ctx context.Context, was *box, c sealedColumn) (rows int, err error) {
	found, err := s.read.QueryContext(ctx, fmt.Sprintf("select %s from %s where %s <> ''", strings.Join(c.key, ", "), c.table, c.column))
	if err != nil {
		return 0, err
	}
	keys, err := collect(found, func(scan func(...any) error) ([]string, error) {
		key := make([]string, len(c.key))
		to := make([]any, len(c.key))
		for i := range key {
			to[i] = &key[i]
		}
		return key, scan(to...)
	})
	if err != nil {
		return 0, err
	}
	for len(keys) > 0 {
		n := min(len(keys), rekeyAtOnce)
		err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
			for _, key := range keys[:n] {
				if err := s.rekeyRow(ctx, tx, was, c, key); err != nil {
					return fmt.Errorf("%s %s of %s: %w", c.table, c.column, strings.Join(key, "/"), err)
				}
			}
			return nil
		})
		if err != nil {
			return rows, err
		}
		rows += n
		keys = keys[n:]
	}
	return rows, nil
}

func (s *Store) rekeyRow(ctx context.Context, tx *sql.Tx, was *box, c sealedColumn, key []string) error {
	var where []string
	args := make([]any, 0, len(key)+1)
	for i, column := range c.key {
		where = append(where, fmt.Sprintf("%s = $%d", column, i+1))
		args = append(args, key[i])
	}
	at := strings.Join(where, " and ")
	var stored string
	if err := tx.QueryRowContext(ctx, fmt.Sprintf("select %s from %s where %s", c.column, c.table, at), args...).Scan(&stored); err != nil {
		return err
	}
	place := c.place(key)
	text, err := was.open(place, stored)
	if err != nil {
		if text, err = s.box.open(place, stored); err != nil { // not sealed anew before either
			return err
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("update %s set %s = $%d where %s", c.table, c.column, len(args)+1, at), append(args, s.box.seal(place, text))...)
	return err
}
