package store

import (
	"context"
	"fmt"
	"time"
)

// Keep says how long is kept what nobody uses any more; zero keeps for ever.
type Keep struct {
	Texts   time.Duration // of documents, since they were used last, and replies kept for who asks the same
	Replies time.Duration // requests that have ended, with their replies, questions and the places of our messages
	Usage   time.Duration // what was spent
}

// Expired counts the rows that were taken away.
type Expired struct{ Texts, Replies, Usage int64 }

const (
	// usedAgain is how old the note of a document's last use may be before it is made anew: reading should write seldom.
	usedAgain = 24 * time.Hour
	// expireAtOnce bounds the rows of one transaction: on SQLite everybody else waits for it.
	expireAtOnce = 500
)

// Expire takes away what was kept long enough. Several processes may do so at once.
func (s *Store) Expire(ctx context.Context, k Keep) (Expired, error) {
	var e Expired
	for _, one := range []struct {
		table, condition string
		after            time.Duration
		counts           *int64
	}{
		{"feed_entries", "seen < $1 and data <> ''", k.Texts, nil},
		{"documents", "used < $1", k.Texts, &e.Texts},
		{"pages", "fetched < $1 and not exists (select 1 from documents d where d.team = pages.team and d.scope = '' and d.id = pages.document)", k.Texts, nil},
		{"cached_replies", "created < $1", k.Texts, nil},
		{"replies", "created < $1 and " + ended("replies"), k.Replies, &e.Replies},
		{"turns", "at < $1 and " + ended("turns"), k.Replies, nil},
		{"thread_documents", "added < $1 and " + ended("thread_documents"), k.Replies, nil},
		{"posts", "intended < $1 and " + ended("posts"), k.Replies, nil},
		{"feedback", "at < $1", k.Replies, nil},
		{"watched", "at < $1", k.Replies, nil},
		{"requests", "created < $1 and state in ('done', 'failed', 'cancelled')", k.Replies, nil},
		{"threads", `touched < $1 and not exists (select 1 from thread_documents d where d.team = threads.team and d.channel = threads.channel
			and d.thread = threads.thread) and not exists (select 1 from requests r where r.team = threads.team and r.channel = threads.channel
			and r.thread = threads.thread)`, k.Replies, nil},
		{"usage", "at < $1", k.Usage, &e.Usage},
	} {
		if one.after <= 0 {
			continue
		}
		n, err := s.expire(ctx, one.table, one.condition, millis(s.now().Add(-one.after)))
		if err != nil {
			return e, fmt.Errorf("expire %s: %w", one.table, err)
		}
		if one.counts != nil {
			*one.counts = n
		}
	}
	return e, nil
}

// ended is the SQL for rows whose request is not under way.
func ended(table string) string {
	return "not exists (select 1 from requests r where r.key = " + table + ".key and r.state in ('accepted', 'working'))"
}

func (s *Store) expire(ctx context.Context, table, condition string, before int64) (total int64, err error) {
	row := "rowid"
	if s.pool != nil {
		row = "ctid"
	}
	do := "delete from " + table
	if table == "feed_entries" { // without its row, an entry that its feed still lists would be new again
		do = "update feed_entries set data = ''"
	}
	statement := fmt.Sprintf(do+" where %[2]s in (select %[2]s from %[1]s where %[3]s limit %[4]d)", table, row, condition, expireAtOnce)
	for {
		n, err := exec(ctx, s.db, statement, before)
		total += n
		if err != nil || n < expireAtOnce {
			return total, err
		}
	}
}

// use notes that a document was used, once a day.
func (s *Store) use(ctx context.Context, team, scope, id string, used int64) {
	now := s.now()
	if used >= millis(now.Add(-usedAgain)) {
		return
	}
	_, err := s.db.ExecContext(ctx, `update documents set used = $1 where team = $2 and scope = $3 and id = $4`, millis(now), team, scope, id)
	if err != nil {
		s.log.WarnContext(ctx, "use of a document not noted", "document", id, "err", err)
	}
}
