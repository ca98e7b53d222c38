package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// ErrForgotten is why requests are cancelled that somebody wants to be forgotten.
var ErrForgotten = errors.New("it is to be forgotten")

// Whose names what is to be forgotten: all of a team, or what its fields narrow that to.
type Whose struct {
	Team    string
	Person  string
	Channel string
	Thread  string // of Channel
	// But is the key of a request that is left alone: the wish itself.
	But string
}

// Forgotten counts what was taken away.
type Forgotten struct{ Texts, Replies, Digests int64 }

// condition is the SQL for the requests that are meant, with its arguments.
func (w Whose) condition() (string, []any) {
	where, args := "team = $1 and key <> $2", []any{w.Team, w.But}
	for _, part := range []struct{ column, value string }{{"asker", w.Person}, {"channel", w.Channel}, {"thread", w.Thread}} {
		if part.value != "" {
			args = append(args, part.value)
			where += fmt.Sprintf(" and %s = $%d", part.column, len(args))
		}
	}
	return where, args
}

// wholeChannel reports whether all of a channel is meant, wholeTeam whether all is.
func (w Whose) wholeChannel() bool { return w.Channel != "" && w.Thread == "" && w.Person == "" }
func (w Whose) wholeTeam() bool    { return w.Channel == "" && w.Person == "" }

// taking is one statement of forgetting; counts is what its rows are added to, if anything.
type taking struct {
	statement string
	args      []any
	counts    *int64
}

// takings are done in this order. Keys stay, so that a redelivered event is not taken for a new one; what was spent stays,
// nobody's. Pages that everybody can read stay, unless all of a team is meant.
func (w Whose) takings(f *Forgotten) []taking {
	where, args := w.condition()
	of := "(select key from requests where " + where + ")"
	all := []taking{
		{`delete from documents where team = $1 and scope <> '' and exists (select 1 from thread_documents t where t.team = documents.team
			and t.scope = documents.scope and t.document = documents.id and t.key in ` + of + `)`, args, &f.Texts},
		{`delete from cached_replies where team = $1 and scope <> '' and scope in (select channel from requests where ` + where + `)`, args, nil},
		{`delete from thread_documents where team = $1 and key in ` + of, args, nil},
		{`delete from turns where team = $1 and key in ` + of, args, nil},
		{`delete from replies where team = $1 and key in ` + of, args, &f.Replies},
		{`delete from river_job where state <> 'running' and id in (select job from requests where ` + where + `)`, args, nil},
	}
	team, channel, person := []any{w.Team}, []any{w.Team, w.Channel}, []any{w.Team, w.Person}
	if w.Person != "" {
		all = append(all,
			taking{`delete from settings where team = $1 and scope = $2`, person, nil},
			taking{`delete from feedback where team = $1 and person = $2 and kind <> 'not_supported'`, person, nil},
			taking{`update feedback set person = '' where team = $1 and person = $2`, person, nil},
			taking{`update usage set person = '' where team = $1 and person = $2`, person, nil},
			taking{`update digests set maker = '' where team = $1 and maker = $2`, person, nil},
			taking{`update feeds set adder = '' where team = $1 and adder = $2`, person, nil},
		)
	} else {
		all = append(all, taking{`delete from feedback where team = $1 and key in ` + of, args, nil})
	}
	if w.wholeChannel() {
		all = append(all, taking{`delete from documents where team = $1 and scope = $2`, channel, &f.Texts})
		for _, table := range []string{"feed_entries", "feeds", "slots", "watched"} {
			all = append(all, taking{"delete from " + table + " where team = $1 and channel = $2", channel, nil})
		}
		all = append(all, taking{`delete from digests where team = $1 and channel = $2`, channel, &f.Digests},
			taking{`delete from settings where team = $1 and scope = $2`, channel, nil})
	}
	if w.wholeTeam() {
		all = append(all, taking{`delete from documents where team = $1`, team, &f.Texts})
		for _, table := range []string{"pages", "cached_replies", "feed_entries", "feeds", "slots", "watched", "posts", "marks", "threads", "usage", "settings"} {
			all = append(all, taking{"delete from " + table + " where team = $1", team, nil})
		}
		all = append(all, taking{`delete from digests where team = $1`, team, &f.Digests})
	}
	return append(all, taking{`update requests set asker = '', payload = '', failure = '' where ` + where, args, nil})
}

// Forget takes away what is stored of somebody or something: questions, answers, texts that were brought, settings; of a
// channel and a team its digests too. Requests that have not ended are cancelled.
func (s *Store) Forget(ctx context.Context, w Whose) (Forgotten, error) {
	var f Forgotten
	if err := s.forget(ctx, w, &f); err != nil {
		return Forgotten{}, fmt.Errorf("forget %s: %w", w, err)
	}
	return f, nil
}

func (w Whose) String() string {
	return strings.TrimRight(strings.Join([]string{w.Team, w.Channel, w.Thread, w.Person}, "/"), "/")
}

func (s *Store) forget(ctx context.Context, w Whose, f *Forgotten) error {
	if w.Team == "" || w.Thread != "" && w.Channel == "" {
		return errors.New("nobody is named")
	}
	where, args := w.condition()
	rows, err := s.read.QueryContext(ctx, `select key from requests where state in ('accepted', 'working') and `+where, args...)
	if err != nil {
		return err
	}
	open, err := collect(rows, func(scan func(...any) error) (key string, err error) { return key, scan(&key) })
	if err != nil {
		return err
	}
	for _, key := range open {
		if err := s.Cancel(ctx, key, ErrForgotten); err != nil {
			return err
		}
	}
	return s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		*f = Forgotten{}
		for _, t := range w.takings(f) {
			n, err := exec(ctx, tx, t.statement, t.args...)
			if err != nil {
				return err
			}
			if t.counts != nil {
				*t.counts += n
			}
		}
		return nil
	})
}

// PostsOf are the messages of ours that stand in Slack because of the requests that are meant, oldest first.
func (s *Store) PostsOf(ctx context.Context, w Whose) ([]Post, error) {
	where, args := w.condition()
	rows, err := s.read.QueryContext(ctx, `select `+postColumns+` from posts where state = 'posted' and key in
		(select key from requests where `+where+`) order by intended`, args...)
	if err != nil {
		return nil, fmt.Errorf("posts of %s: %w", w, err)
	}
	posts, err := collect(rows, scanPost)
	if err != nil {
		return nil, fmt.Errorf("posts of %s: %w", w, err)
	}
	return posts, nil
}

// Teams are the workspaces that have asked something.
func (s *Store) Teams(ctx context.Context) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `select distinct team from requests order by team`)
	if err != nil {
		return nil, fmt.Errorf("workspaces: %w", err)
	}
	teams, err := collect(rows, func(scan func(...any) error) (team string, err error) { return team, scan(&team) })
	if err != nil {
		return nil, fmt.Errorf("workspaces: %w", err)
	}
	return teams, nil
}
