package store

import (
	"context"
	"fmt"
)

// Mark is a reaction of ours that says that a request is worked on. It is stored before it is made, so that none is left
// when a process dies.
type Mark struct {
	Key     string // of the request; it has one at most
	Team    string
	Channel string
	TS      string // of the message that bears it
	Name    string // of the emoji
}

// NoteMark writes down that a mark is about to be made.
func (s *Store) NoteMark(ctx context.Context, m Mark) error {
	_, err := s.db.ExecContext(ctx, `insert into marks (key, team, channel, ts, name) values ($1, $2, $3, $4, $5)
		on conflict (key) do nothing`, m.Key, m.Team, m.Channel, m.TS, m.Name)
	if err != nil {
		return fmt.Errorf("note mark of %s: %w", m.Key, err)
	}
	return nil
}

// DropMark notes that a mark is gone.
func (s *Store) DropMark(ctx context.Context, key string) error {
	if _, err := s.db.ExecContext(ctx, `delete from marks where key = $1`, key); err != nil {
		return fmt.Errorf("drop mark of %s: %w", key, err)
	}
	return nil
}

// LeftMarks are those whose requests have ended, at most limit.
func (s *Store) LeftMarks(ctx context.Context, limit int) ([]Mark, error) {
	rows, err := s.read.QueryContext(ctx, `select m.key, m.team, m.channel, m.ts, m.name from marks m
		join requests r on r.key = m.key and r.state not in ('accepted', 'working') order by m.key limit $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("marks left: %w", err)
	}
	marks, err := collect(rows, func(scan func(...any) error) (m Mark, err error) {
		return m, scan(&m.Key, &m.Team, &m.Channel, &m.TS, &m.Name)
	})
	if err != nil {
		return nil, fmt.Errorf("marks left: %w", err)
	}
	return marks, nil
}
