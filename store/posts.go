package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Post is a message of ours. It is stored before it is sent: whoever finds one that is intended and not posted looks in
// Slack for it before sending again.
type Post struct {
	Key     string // of the request that it belongs to
	Part    Part
	Team    string
	Channel string
	Thread  string // "" for a message of its own
	TS      string // "" until it is posted, or streams
	State   PostState

	Intended time.Time // when it was first about to be sent
	// Settles is until when a message that was sent without an answer may still appear; to be set by whoever sends.
	Settles time.Time
	// Streams is since when an intended message stands in Slack and is still being written; zero for all others.
	Streams time.Time
}

// Part says which message of a request it is.
type Part string

// The parts.
const (
	ReplyPart Part = "reply"
	RootPart  Part = "root" // above the reply to a command
)

// PostState is how far a post is.
type PostState string

// The states of a post.
const (
	Intended PostState = "intended"
	Posted   PostState = "posted"
	Deleted  PostState = "deleted"
)

// Intend writes down that a message is about to be sent. It is fresh where nothing was intended for that key and part
// before; else what stands is returned as it is.
func (s *Store) Intend(ctx context.Context, p Post) (stands Post, fresh bool, err error) {
	now := s.now()
	n, err := exec(ctx, s.db, `insert into posts (key, part, team, channel, thread, state, intended, settles)
		values ($1, $2, $3, $4, $5, 'intended', $6, $7) on conflict (key, part) do nothing`,
		p.Key, p.Part, p.Team, p.Channel, p.Thread, millis(now), millis(p.Settles))
	switch {
	case err != nil:
	case n == 1:
		p.State, p.TS, p.Streams = Intended, "", time.Time{}
		p.Intended, p.Settles = fromMillis(millis(now)), fromMillis(millis(p.Settles))
		return p, true, nil
	default:
		row := s.db.QueryRowContext(ctx, `select `+postColumns+` from posts where key = $1 and part = $2`, p.Key, p.Part)
		stands, err = scanPost(row.Scan)
	}
	if err != nil {
		return Post{}, false, fmt.Errorf("intend post %s %s: %w", p.Key, p.Part, notFound(err))
	}
	return stands, false, nil
}

// Settle notes until when a message that was sent without an answer may still appear; the zero time where it will not.
func (s *Store) Settle(ctx context.Context, key string, part Part, until time.Time) error {
	n, err := exec(ctx, s.db, `update posts set settles = $1 where key = $2 and part = $3`, millis(until), key, part)
	return postChanged("settle post", key, part, n, err)
}

// Posted notes where an intended message stands.
func (s *Store) Posted(ctx context.Context, key string, part Part, channel, ts string) error {
	n, err := exec(ctx, s.db, `update posts set state = 'posted', channel = $1, ts = $2, streams = 0 where key = $3 and part = $4`,
		channel, ts, key, part)
	return postChanged("note post", key, part, n, err)
}

// Streaming notes since when an intended message stands somewhere and is being written.
func (s *Store) Streaming(ctx context.Context, key string, part Part, channel, ts string, since time.Time) error {
	n, err := exec(ctx, s.db, `update posts set channel = $1, ts = $2, streams = $3 where key = $4 and part = $5 and state = 'intended'`,
		channel, ts, millis(since), key, part)
	return postChanged("note streaming post", key, part, n, err)
}

// PostLost notes that a message which was still being written is gone: it is intended as if nothing had been sent.
func (s *Store) PostLost(ctx context.Context, key string, part Part) error {
	n, err := exec(ctx, s.db, `update posts set ts = '', streams = 0, settles = $1, intended = $2
		where key = $3 and part = $4 and state = 'intended'`, millis(time.Time{}), millis(s.now()), key, part)
	return postChanged("note lost post", key, part, n, err)
}

// PostDeleted notes that a message of ours is gone; its place is kept, so that it is known as ours.
func (s *Store) PostDeleted(ctx context.Context, key string, part Part) error {
	n, err := exec(ctx, s.db, `update posts set state = 'deleted' where key = $1 and part = $2`, key, part)
	return postChanged("note deleted post", key, part, n, err)
}

func postChanged(doing, key string, part Part, n int64, err error) error {
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("%s %s %s: %w", doing, key, part, err)
	}
	return nil
}

const postColumns = `key, part, team, channel, thread, ts, state, intended, settles, streams`

func scanPost(scan func(...any) error) (p Post, err error) {
	var intended, settles, streams int64
	err = scan(&p.Key, &p.Part, &p.Team, &p.Channel, &p.Thread, &p.TS, &p.State, &intended, &settles, &streams)
	p.Intended, p.Settles = fromMillis(intended), fromMillis(settles)
	if streams != 0 {
		p.Streams = fromMillis(streams)
	}
	return p, err
}

// Posts are the messages of a request, in the order of their intents.
func (s *Store) Posts(ctx context.Context, key string) ([]Post, error) {
	rows, err := s.read.QueryContext(ctx, `select `+postColumns+` from posts where key = $1 order by intended, part desc`, key)
	if err != nil {
		return nil, fmt.Errorf("posts of %s: %w", key, err)
	}
	posts, err := collect(rows, scanPost)
	if err != nil {
		return nil, fmt.Errorf("posts of %s: %w", key, err)
	}
	return posts, nil
}

// PostsUnder are the messages of a request and of the edits of what asked it (their keys go on with /e), in the order of
// their intents.
func (s *Store) PostsUnder(ctx context.Context, key string) ([]Post, error) {
	rows, err := s.read.QueryContext(ctx, `select `+postColumns+` from posts where key = $1 or substr(key, 1, $2) = $3
		order by intended, part desc`, key, len(key)+2, key+"/e")
	if err != nil {
		return nil, fmt.Errorf("posts under %s: %w", key, err)
	}
	posts, err := collect(rows, scanPost)
	if err != nil {
		return nil, fmt.Errorf("posts under %s: %w", key, err)
	}
	return posts, nil
}

// PostAt finds our message at a place, or [ErrNotFound].
func (s *Store) PostAt(ctx context.Context, team, channel, ts string) (Post, error) {
	row := s.read.QueryRowContext(ctx, `select `+postColumns+` from posts where team = $1 and channel = $2 and ts = $3`, team, channel, ts)
	p, err := scanPost(row.Scan)
	if err != nil {
		return Post{}, fmt.Errorf("post at %s/%s/%s: %w", team, channel, ts, notFound(err))
	}
	return p, nil
}

// collect reads all rows and closes them.
func collect[T any](rows *sql.Rows, scan func(func(...any) error) (T, error)) ([]T, error) {
	var all []T
	for rows.Next() {
		one, err := scan(rows.Scan)
		if err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		all = append(all, one)
	}
	return all, errors.Join(rows.Err(), rows.Close())
}
