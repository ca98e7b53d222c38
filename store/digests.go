package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Digest is a digest that a channel has: when it is due, what it takes, and up to where it has come. It belongs to its
// channel, not to who made it.
type Digest struct {
	Team     string
	Channel  string
	Number   int // in its channel, from 1; never given again
	Schedule string
	Maker    string // who set it last: hears of it when it pauses by itself
	Language string // of its words, BCP 47; "" where nobody said
	Takes    string // "" for all; else the one kind of source that it takes
	Quiet    string // what a day with nothing to say gets
	State    DigestState
	Why      string // it pauses by itself; "" where somebody paused it
	Shared   bool   // with another company, and known so by who set it
	Next     time.Time
	Covered  string // the newest message that it has seen, as the messenger orders them
	Entries  int64  // the newest feed entry that it has seen
	Created  time.Time
}

// DigestState is whether a digest is posted.
type DigestState string

// The states of a digest. One that is off keeps its row, so that its slots stay its own.
const (
	DigestOn     DigestState = "on"
	DigestPaused DigestState = "paused"
	DigestOff    DigestState = "off"
)

// SaveDigest stores a digest. Number 0 makes a new one, whose number it gives; else what people may change of it is
// changed: how far it has come is not.
func (s *Store) SaveDigest(ctx context.Context, d Digest) (Digest, error) {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if d.Number > 0 {
			n, err := exec(ctx, tx, `update digests set schedule = $1, maker = $2, language = $3, takes = $4, quiet = $5, state = $6, why = $7,
				shared = $8, next = $9 where team = $10 and channel = $11 and number = $12`,
				d.Schedule, d.Maker, d.Language, d.Takes, d.Quiet, d.State, d.Why, boolean(d.Shared), millis(d.Next), d.Team, d.Channel, d.Number)
			if err == nil && n == 0 {
				err = ErrNotFound
			}
			return err
		}
		// The channel's numbers are given one after the other.
		if err := s.touchThread(ctx, tx, ThreadID{Team: d.Team, Channel: d.Channel, TS: "digests"}); err != nil {
			return err
		}
		const next = `select coalesce(max(number), 0) + 1 from digests where team = $1 and channel = $2`
		if err := tx.QueryRowContext(ctx, next, d.Team, d.Channel).Scan(&d.Number); err != nil {
			return err
		}
		if d.Created.IsZero() {
			d.Created = s.now()
		}
		_, err := tx.ExecContext(ctx, `insert into digests (team, channel, number, schedule, maker, language, takes, quiet, state, why, shared,
			next, covered, entries, created) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
			d.Team, d.Channel, d.Number, d.Schedule, d.Maker, d.Language, d.Takes, d.Quiet, d.State, d.Why, boolean(d.Shared),
			millis(d.Next), d.Covered, d.Entries, millis(d.Created))
		return err
	})
	if err != nil {
		return Digest{}, fmt.Errorf("save digest of %s: %w", d.Channel, err)
	}
	return d, nil
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

const digestColumns = `team, channel, number, schedule, maker, language, takes, quiet, state, why, shared, next, covered, entries, created`

func scanDigest(scan func(...any) error) (d Digest, err error) {
	var shared int
	var next, created int64
	err = scan(&d.Team, &d.Channel, &d.Number, &d.Schedule, &d.Maker, &d.Language, &d.Takes, &d.Quiet, &d.State, &d.Why, &shared, &next,
		&d.Covered, &d.Entries, &created)
	d.Shared, d.Next, d.Created = shared != 0, fromMillis(next), fromMillis(created)
	return d, err
}

// Digest returns one digest, or [ErrNotFound].
func (s *Store) Digest(ctx context.Context, team, channel string, number int) (Digest, error) {
	row := s.read.QueryRowContext(ctx, `select `+digestColumns+` from digests where team = $1 and channel = $2 and number = $3`, team, channel, number)
	d, err := scanDigest(row.Scan)
	if err != nil {
		return Digest{}, fmt.Errorf("digest %d of %s: %w", number, channel, notFound(err))
	}
	return d, nil
}

// Digests are those of a channel, or of all channels of a team where channel is "", or of all teams where both are "", that
// are on or paused.
func (s *Store) Digests(ctx context.Context, team, channel string) ([]Digest, error) {
	rows, err := s.read.QueryContext(ctx, `select `+digestColumns+` from digests where ($1 = '' or team = $1) and ($2 = '' or channel = $2)
		and state <> 'off' order by team, channel, number`, team, channel)
	if err != nil {
		return nil, fmt.Errorf("digests: %w", err)
	}
	all, err := collect(rows, scanDigest)
	if err != nil {
		return nil, fmt.Errorf("digests: %w", err)
	}
	return all, nil
}

// DueDigests are the digests that are due at a moment, the longest due first, and none of whose slots is still at work.
func (s *Store) DueDigests(ctx context.Context, team string, now time.Time) ([]Digest, error) {
	rows, err := s.read.QueryContext(ctx, `select `+digestColumns+` from digests d where team = $1 and state = 'on' and next <= $2
		and not exists (select 1 from slots o where o.team = d.team and o.channel = d.channel and o.number = d.number and o.state = 'intended')
		order by next, channel, number`, team, millis(now))
	if err != nil {
		return nil, fmt.Errorf("due digests: %w", err)
	}
	due, err := collect(rows, scanDigest)
	if err != nil {
		return nil, fmt.Errorf("due digests: %w", err)
	}
	return due, nil
}

// MoveDigest sets when a digest is due next, unless another has moved it since it was read.
func (s *Store) MoveDigest(ctx context.Context, d Digest, next time.Time) error {
	_, err := s.db.ExecContext(ctx, `update digests set next = $1 where team = $2 and channel = $3 and number = $4 and next = $5`,
		millis(next), d.Team, d.Channel, d.Number, millis(d.Next))
	if err != nil {
		return fmt.Errorf("move digest %d of %s: %w", d.Number, d.Channel, err)
	}
	return nil
}
