package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// ThreadID names a thread; TS is that of its first message.
type ThreadID struct{ Team, Channel, TS string }

// Thread is what a thread is about.
type Thread struct {
	ThreadID
	Language  string
	Documents []ThreadDocument // in the order of the messages that brought them
	Turns     []Turn           // oldest first
}

// ThreadDocument is a document of a thread; its text is found by [Store.Document] with Scope and ID.
type ThreadDocument struct {
	ID      string
	Scope   string // "" for a page
	URL     string
	Message string // ts of the message that brought it, the last one where there were several
	Key     string // of the request that read it
}

// Turn is a question of a thread and what was answered.
type Turn struct {
	Key      string // of the request
	Question string // "" for a summary
	Answer   string
	At       time.Time
}

// touchThread makes sure of the thread's row and locks it until the transaction ends.
func (s *Store) touchThread(ctx context.Context, tx *sql.Tx, id ThreadID) error {
	return s.touchThreads(ctx, tx, []ThreadID{id})
}

// touchThreads does so for several, in an order that all keep, so that nobody waits for who waits.
func (s *Store) touchThreads(ctx context.Context, tx *sql.Tx, ids []ThreadID) error {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b ThreadID) int {
		return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.TS, b.TS))
	})
	ids = slices.Compact(ids)
	if len(ids) == 0 {
		return nil
	}
	const columns = 4
	values := make([]any, 0, len(ids)*columns)
	for _, id := range ids {
		values = append(values, id.Team, id.Channel, id.TS, millis(s.now()))
	}
	_, err := tx.ExecContext(ctx, `insert into threads (team, channel, thread, touched) `+placesOf(len(ids), columns)+`
		on conflict (team, channel, thread) do update set touched = excluded.touched`, values...)
	return err
}

// AddDocuments notes what a thread is about. A document that is there already moves to the message that brought it last.
func (s *Store) AddDocuments(ctx context.Context, id ThreadID, docs ...ThreadDocument) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.touchThread(ctx, tx, id); err != nil {
			return err
		}
		for i, d := range docs {
			_, err := tx.ExecContext(ctx, `insert into thread_documents (team, channel, thread, scope, document, url, message, key, added)
				values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (team, channel, thread, scope, document) do update
				set url = excluded.url, message = excluded.message, key = excluded.key, added = excluded.added
				where excluded.message > thread_documents.message`,
				id.Team, id.Channel, id.TS, d.Scope, d.ID, s.box.seal("thread_documents/"+d.ID, d.URL), d.Message, d.Key,
				millis(s.now())+int64(i))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("add documents to thread %s/%s: %w", id.Channel, id.TS, err)
	}
	return nil
}

// AddTurn notes a question and its answer; a second one of the same request takes the place of the first. A turn comes after
// those that stand, whatever the clock says meanwhile, unless it says itself when it was.
func (s *Store) AddTurn(ctx context.Context, id ThreadID, t Turn) error {
	told := !t.At.IsZero()
	if !told {
		t.At = s.now()
	}
	_, err := s.db.ExecContext(ctx, `insert into turns (team, channel, thread, key, question, answer, at)
		select $1, $2, $3, $4, $5, $6, case when $8 or $7 > after then $7 else after end
		from (select coalesce(max(at), 0) + 1 as after from turns where team = $1 and channel = $2 and thread = $3) last where true
		on conflict (team, channel, thread, key) do update set question = excluded.question, answer = excluded.answer`,
		id.Team, id.Channel, id.TS, t.Key, s.box.seal("questions/"+t.Key, t.Question), s.box.seal("answers/"+t.Key, t.Answer), millis(t.At), told)
	if err != nil {
		return fmt.Errorf("add turn to thread %s/%s: %w", id.Channel, id.TS, err)
	}
	return nil
}

// ForgetTurn takes away what a request has brought into a thread.
func (s *Store) ForgetTurn(ctx context.Context, id ThreadID, key string) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, table := range []string{"thread_documents", "turns"} {
			_, err := tx.ExecContext(ctx, `delete from `+table+` where team = $1 and channel = $2 and thread = $3
				and (key = $4 or substr(key, 1, $5) = $6)`, id.Team, id.Channel, id.TS, key, len(key)+2, key+"/e")
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forget %s in thread %s/%s: %w", key, id.Channel, id.TS, err)
	}
	return nil
}

// AskedBelow reports whether more was asked in a thread than by the message of that request.
func (s *Store) AskedBelow(ctx context.Context, id ThreadID, key string) (bool, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `select count(*) from requests where team = $1 and channel = $2 and thread = $3
		and key <> $4 and substr(key, 1, $5) <> $6 and kind <> 'back'`, id.Team, id.Channel, id.TS, key, len(key)+1, key+"/").Scan(&n)
	if err != nil {
		return false, fmt.Errorf("requests of thread %s/%s: %w", id.Channel, id.TS, err)
	}
	return n > 0, nil
}

// LastThread is the thread of a conversation, other than id, that a document was brought into last, or [ErrNotFound].
func (s *Store) LastThread(ctx context.Context, id ThreadID) (ThreadID, error) {
	last := ThreadID{Team: id.Team, Channel: id.Channel}
	err := s.read.QueryRowContext(ctx, `select thread from thread_documents where team = $1 and channel = $2 and thread <> $3
		order by added desc limit 1`, id.Team, id.Channel, id.TS).Scan(&last.TS)
	if err != nil {
		return ThreadID{}, fmt.Errorf("last thread of %s: %w", id.Channel, notFound(err))
	}
	return last, nil
}

// SetThreadLanguage notes the language in which a thread is answered.
func (s *Store) SetThreadLanguage(ctx context.Context, id ThreadID, language string) error {
	_, err := s.db.ExecContext(ctx, `insert into threads (team, channel, thread, language, touched) values ($1, $2, $3, $4, $5)
		on conflict (team, channel, thread) do update set language = excluded.language`,
		id.Team, id.Channel, id.TS, language, millis(s.now()))
	if err != nil {
		return fmt.Errorf("set language of thread %s/%s: %w", id.Channel, id.TS, err)
	}
	return nil
}

// Thread returns what is known of a thread; of an unknown one nothing, which is no error.
func (s *Store) Thread(ctx context.Context, id ThreadID) (Thread, error) {
	t := Thread{ThreadID: id}
	err := s.read.QueryRowContext(ctx, `select language from threads where team = $1 and channel = $2 and thread = $3`,
		id.Team, id.Channel, id.TS).Scan(&t.Language)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Thread{}, fmt.Errorf("thread %s/%s: %w", id.Channel, id.TS, err)
	}
	if t.Documents, err = s.threadDocuments(ctx, id); err != nil {
		return Thread{}, fmt.Errorf("documents of thread %s/%s: %w", id.Channel, id.TS, err)
	}
	if t.Turns, err = s.turns(ctx, id); err != nil {
		return Thread{}, fmt.Errorf("turns of thread %s/%s: %w", id.Channel, id.TS, err)
	}
	return t, nil
}

func (s *Store) threadDocuments(ctx context.Context, id ThreadID) ([]ThreadDocument, error) {
	rows, err := s.read.QueryContext(ctx, `select document, scope, url, message, key from thread_documents
		where team = $1 and channel = $2 and thread = $3 order by message, added`, id.Team, id.Channel, id.TS)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(scan func(...any) error) (d ThreadDocument, err error) {
		if err = scan(&d.ID, &d.Scope, &d.URL, &d.Message, &d.Key); err == nil {
			d.URL, err = s.box.open("thread_documents/"+d.ID, d.URL)
		}
		return d, err
	})
}

func (s *Store) turns(ctx context.Context, id ThreadID) ([]Turn, error) {
	rows, err := s.read.QueryContext(ctx, `select key, question, answer, at from turns
		where team = $1 and channel = $2 and thread = $3 order by at, key`, id.Team, id.Channel, id.TS)
	if err != nil {
		return nil, err
	}
	return collect(rows, s.scanTurn)
}

func (s *Store) scanTurn(scan func(...any) error) (t Turn, err error) {
	var at int64
	if err = scan(&t.Key, &t.Question, &t.Answer, &at); err != nil {
		return t, err
	}
	t.At = fromMillis(at)
	if t.Question, err = s.box.open("questions/"+t.Key, t.Question); err != nil {
		return t, err
	}
	t.Answer, err = s.box.open("answers/"+t.Key, t.Answer)
	return t, err
}
