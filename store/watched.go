package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Watched is a link that was shared in a watched channel.
type Watched struct {
	Team    string
	Channel string
	Link    string // normalised; kept as a hash
	Key     string // of the request that takes it up
}

// TakeWatched takes a link up for a request; false where it was taken up in that channel less than again ago, or where
// perDay links were on this UTC day. The request that has it is given it again.
func (s *Store) TakeWatched(ctx context.Context, w Watched, again time.Duration, perDay int) (taken bool, err error) {
	now := s.now()
	link := s.box.name("watched", w.Link)
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		// One at a time in a channel, or two would each see room for one.
		if err := s.touchThread(ctx, tx, ThreadID{Team: w.Team, Channel: w.Channel}); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `delete from watched where at < $1`, millis(now.Add(-max(again, 24*time.Hour)))); err != nil {
			return err
		}
		var key string
		err := tx.QueryRowContext(ctx, `select key from watched where team = $1 and channel = $2 and link = $3`, w.Team, w.Channel, link).Scan(&key)
		if err == nil {
			taken = key == w.Key
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var today int
		err = tx.QueryRowContext(ctx, `select count(*) from watched where team = $1 and channel = $2 and at >= $3`,
			w.Team, w.Channel, millis(now.UTC().Truncate(24*time.Hour))).Scan(&today)
		if err != nil || today >= perDay {
			return err
		}
		taken = true
		_, err = tx.ExecContext(ctx, `insert into watched (team, channel, link, key, at) values ($1, $2, $3, $4, $5)`,
			w.Team, w.Channel, link, w.Key, millis(now))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("take up a shared link: %w", err)
	}
	return taken, nil
}
