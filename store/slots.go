package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Slot is one moment at which a digest was due, and what became of it: the ledger by which a slot has one digest,
// whatever restarts, whichever of two processes works on it, and however the clock jumps.
type Slot struct {
	Team     string
	Channel  string
	Number   int // of the digest
	Due      time.Time
	Key      string // of the request that makes it
	State    SlotState
	Intended time.Time
	Ended    time.Time // zero while it is at work
}

// SlotState is how far a slot is.
type SlotState string

// The states of a slot; the last three are final.
const (
	SlotIntended SlotState = "intended"
	SlotPosted   SlotState = "posted"
	SlotQuiet    SlotState = "quiet" // there was nothing to say
	SlotFailed   SlotState = "failed"
)

// OpenSlot takes the slot of a digest that is due: in one transaction the digest moves on to next, the slot is written down,
// and the request that makes it is accepted. It is not fresh where another has moved the digest since it was read, or where
// the slot is known: then nothing is accepted.
func (s *Store) OpenSlot(ctx context.Context, d Digest, due, next time.Time, r Request) (fresh bool, err error) {
	if r.Created.IsZero() {
		r.Created = s.now()
	}
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `update digests set next = $1 where team = $2 and channel = $3 and number = $4 and next = $5 and state = 'on'`,
			millis(next), d.Team, d.Channel, d.Number, millis(d.Next))
		if err != nil || n == 0 {
			return err
		}
		n, err = exec(ctx, tx, `insert into slots (team, channel, number, due, key, state, intended) values ($1, $2, $3, $4, $5, 'intended', $6)
			on conflict (team, channel, number, due) do nothing`, d.Team, d.Channel, d.Number, millis(due), r.Key, millis(s.now()))
		if err != nil || n == 0 {
			return err
		}
		a := acceptance{request: r}
		jobs, err := newJobs(ctx, tx, []*acceptance{&a})
		if err != nil || len(jobs) == 0 {
			return err
		}
		err = s.insertAll(ctx, tx, []*acceptance{&a}, jobs)
		fresh = a.fresh
		return err
	})
	if err != nil {
		return false, fmt.Errorf("open slot of %s: %w", d.Channel, err)
	}
	return fresh, nil
}

// Seen is how far a digest has come: the newest message and feed entry that it holds or passed over.
type Seen struct {
	Message string `json:"message"`
	Entry   int64  `json:"entry"`
}

// CloseSlot notes what became of the slot that a request made, and how far the digest has come with it; it never goes
// back. A request without a slot (a digest between two) moves the digest all the same; number 0 is none. Closing again
// changes nothing.
func (s *Store) CloseSlot(ctx context.Context, team, channel string, number int, key string, state SlotState, seen Seen) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update slots set state = $1, ended = $2 where key = $3 and state = 'intended'`, state, millis(s.now()), key)
		if err != nil || number == 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, `update digests set covered = case when covered < $1 then $1 else covered end,
			entries = case when entries < $2 then $2 else entries end where team = $3 and channel = $4 and number = $5`,
			seen.Message, seen.Entry, team, channel, number)
		return err
	})
	if err != nil {
		return fmt.Errorf("close slot %s: %w", key, err)
	}
	return nil
}

// Slots are the newest slots of a digest, at most limit, newest first.
func (s *Store) Slots(ctx context.Context, team, channel string, number, limit int) ([]Slot, error) {
	rows, err := s.read.QueryContext(ctx, `select team, channel, number, due, key, state, intended, ended from slots
		where team = $1 and channel = $2 and number = $3 order by due desc limit $4`, team, channel, number, limit)
	if err != nil {
		return nil, fmt.Errorf("slots of %s: %w", channel, err)
	}
	slots, err := collect(rows, scanSlot)
	if err != nil {
		return nil, fmt.Errorf("slots of %s: %w", channel, err)
	}
	return slots, nil
}

func scanSlot(scan func(...any) error) (l Slot, err error) {
	var due, intended, ended int64
	err = scan(&l.Team, &l.Channel, &l.Number, &due, &l.Key, &l.State, &intended, &ended)
	l.Due, l.Intended = fromMillis(due), fromMillis(intended)
	if ended > 0 {
		l.Ended = fromMillis(ended)
	}
	return l, err
}

// NoteSlot writes down that a digest is made at a moment at which none was due. Noting it again changes nothing.
func (s *Store) NoteSlot(ctx context.Context, l Slot) error {
	_, err := s.db.ExecContext(ctx, `insert into slots (team, channel, number, due, key, state, intended) values ($1, $2, $3, $4, $5, 'intended', $6)
		on conflict (team, channel, number, due) do nothing`, l.Team, l.Channel, l.Number, millis(l.Due), l.Key, millis(s.now()))
	if err != nil {
		return fmt.Errorf("note slot of %s: %w", l.Channel, err)
	}
	return nil
}
