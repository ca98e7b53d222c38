package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"
)

// Feed is a feed that a channel follows.
type Feed struct {
	Team    string
	Channel string
	URL     string
	Title   string
	Adder   string
	Added   time.Time
	State   string    // what is told its server when it is asked again
	Next    time.Time // not to be asked before
	Asked   time.Time // when it answered last; zero before
	Failing time.Time // since when it has not answered; zero where it does
	Failure string
	Told    time.Time // when somebody was asked whether it is dead
}

// Entry is what a feed announced.
type Entry struct {
	Seq  int64 // in the order in which they were seen, over all feeds
	Feed string
	Data []byte
	Seen time.Time
}

// NewEntry is an entry to be stored: its id in the feed, and what is kept of it; nothing of one that is only to be known.
type NewEntry struct {
	ID   string
	Data []byte
}

// Follow makes a channel follow a feed; false where it does already.
func (s *Store) Follow(ctx context.Context, f Feed) (fresh bool, err error) {
	n, err := exec(ctx, s.db, `insert into feeds (team, channel, url, title, adder, added, state, next, asked) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		on conflict (team, channel, url) do nothing`, f.Team, f.Channel, f.URL, f.Title, f.Adder, millis(s.now()), f.State, millis(f.Next), millis(f.Asked))
	if err != nil {
		return false, fmt.Errorf("follow feed in %s: %w", f.Channel, err)
	}
	return n == 1, nil
}

// Unfollow ends that, and forgets what the feed announced there; false where the channel did not follow it.
func (s *Store) Unfollow(ctx context.Context, team, channel, url string) (followed bool, err error) {
	err = s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `delete from feeds where team = $1 and channel = $2 and url = $3`, team, channel, url)
		if err != nil {
			return err
		}
		followed = n == 1
		_, err = tx.ExecContext(ctx, `delete from feed_entries where team = $1 and channel = $2 and feed = $3`, team, channel, url)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("unfollow feed in %s: %w", channel, err)
	}
	return followed, nil
}

const feedColumns = `team, channel, url, title, adder, added, state, next, asked, failing, failure, told`

func scanFeed(scan func(...any) error) (f Feed, err error) {
	var added, next, asked, failing, told int64
	err = scan(&f.Team, &f.Channel, &f.URL, &f.Title, &f.Adder, &added, &f.State, &next, &asked, &failing, &f.Failure, &told)
	f.Added, f.Next, f.Asked, f.Failing, f.Told = fromMillis(added), fromMillis(next), someTime(asked), someTime(failing), someTime(told)
	return f, err
}

// someTime is a time, or none where nothing was stored.
func someTime(ms int64) time.Time {
	if ms <= 0 {
		return time.Time{}
	}
	return fromMillis(ms)
}

func someMillis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return millis(t)
}

// Feeds are those of a channel, or of all channels of a team where channel is "".
func (s *Store) Feeds(ctx context.Context, team, channel string) ([]Feed, error) {
	return s.feeds(ctx, `where team = $1 and ($2 = '' or channel = $2) order by channel, added, url`, team, channel)
}

// DueFeeds are feeds that may be asked at a moment, one for each address, at most limit.
func (s *Store) DueFeeds(ctx context.Context, team string, now time.Time, limit int) ([]Feed, error) {
	return s.feeds(ctx, `f where team = $1 and next <= $2 and not exists (select 1 from feeds o where o.team = f.team and o.url = f.url
		and o.channel < f.channel) order by next limit $3`, team, millis(now), limit)
}

func (s *Store) feeds(ctx context.Context, where string, args ...any) ([]Feed, error) {
	rows, err := s.read.QueryContext(ctx, `select `+feedColumns+` from feeds `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("feeds: %w", err)
	}
	feeds, err := collect(rows, scanFeed)
	if err != nil {
		return nil, fmt.Errorf("feeds: %w", err)
	}
	return feeds, nil
}

// ClaimFeed takes it on oneself to ask a feed, for all channels of the team that follow it; false where another has, or
// where it is not to be asked yet. Until next nobody else does.
func (s *Store) ClaimFeed(ctx context.Context, team, url string, now, next time.Time) ([]Feed, error) {
	n, err := exec(ctx, s.db, `update feeds set next = $1 where team = $2 and url = $3 and not exists (
		select 1 from feeds o where o.team = $2 and o.url = $3 and o.next > $4)`, millis(next), team, url, millis(now))
	if err != nil || n == 0 {
		return nil, err
	}
	return s.feeds(ctx, `where team = $1 and url = $2`, team, url)
}

// SaveFeed notes how asking a feed went, for all channels of the team that follow it.
func (s *Store) SaveFeed(ctx context.Context, f Feed) error {
	_, err := s.db.ExecContext(ctx, `update feeds set title = $1, state = $2, next = $3, asked = $4, failing = $5, failure = $6, told = $7
		where team = $8 and url = $9`, f.Title, f.State, millis(f.Next), someMillis(f.Asked), someMillis(f.Failing), f.Failure, someMillis(f.Told),
		f.Team, f.URL)
	if err != nil {
		return fmt.Errorf("save feed: %w", err)
	}
	return nil
}

// entriesKept is how long an entry is kept that its feed lists no more; one that it lists is kept, or it would be new again.
const entriesKept = 30 * 24 * time.Hour

// AddEntries notes what a feed lists, in the order in which it is given; what is known stays as it is.
func (s *Store) AddEntries(ctx context.Context, f Feed, entries []NewEntry) error {
	now := s.now()
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, e := range entries {
			sum := sha256.Sum256([]byte(e.ID))
			id := hex.EncodeToString(sum[:16])
			_, err := tx.ExecContext(ctx, `insert into feed_entries (team, channel, feed, entry, data, seen, listed) values ($1, $2, $3, $4, $5, $6, $6)
				on conflict (team, channel, feed, entry) do update set listed = excluded.listed`,
				f.Team, f.Channel, f.URL, id, s.box.seal("feed_entries/"+f.Channel, string(e.Data)), millis(now))
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `delete from feed_entries where team = $1 and channel = $2 and feed = $3 and listed < $4`,
			f.Team, f.Channel, f.URL, millis(now.Add(-entriesKept)))
		return err
	})
	if err != nil {
		return fmt.Errorf("add entries of a feed: %w", err)
	}
	return nil
}

// Entries are what the feeds of a channel announced since an entry, oldest first, at most limit.
func (s *Store) Entries(ctx context.Context, team, channel string, after int64, limit int) ([]Entry, error) {
	rows, err := s.read.QueryContext(ctx, `select seq, feed, data, seen from feed_entries where team = $1 and channel = $2 and seq > $3
		order by seq limit $4`, team, channel, after, limit)
	if err != nil {
		return nil, fmt.Errorf("entries: %w", err)
	}
	all, err := collect(rows, func(scan func(...any) error) (e Entry, err error) {
		var data string
		var seen int64
		if err := scan(&e.Seq, &e.Feed, &data, &seen); err != nil {
			return e, err
		}
		data, err = s.box.open("feed_entries/"+channel, data)
		e.Data, e.Seen = []byte(data), fromMillis(seen)
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("entries: %w", err)
	}
	return all, nil
}
