package store

import (
	"context"
	"fmt"
	"time"
)

// Usage is what one reply took. One without calls to a model counts as a reply of its person too.
type Usage struct {
	Team             string
	Channel          string
	Person           string
	Key              string // of the request
	At               time.Time
	Calls            int
	PromptTokens     int
	CachedTokens     int // of the prompt's
	CompletionTokens int
	CostUSD          *float64 // nil where the price is unknown
}

// AddUsage stores usage. Every attempt of a request that took something adds its own.
func (s *Store) AddUsage(ctx context.Context, u Usage) error {
	if u.At.IsZero() {
		u.At = s.now()
	}
	_, err := s.db.ExecContext(ctx, `insert into usage (team, channel, person, key, at, calls, prompt_tokens, cached_tokens, completion_tokens, cost_usd)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		u.Team, u.Channel, u.Person, u.Key, millis(u.At), u.Calls, u.PromptTokens, u.CachedTokens, u.CompletionTokens, u.CostUSD)
	if err != nil {
		return fmt.Errorf("add usage of %s: %w", u.Key, err)
	}
	return nil
}

// Spender names whose usage is meant: a team's, or what of it its other fields narrow that to.
type Spender struct{ Team, Channel, Person string }

// Used is what somebody used in some time.
type Used struct {
	Replies  int
	Calls    int
	Tokens   int     // in and out
	USD      float64 // of the calls whose price is known
	Unpriced int     // calls whose price is not
}

// Used sums what somebody used from one moment up to another.
func (s *Store) Used(ctx context.Context, who Spender, from, to time.Time) (Used, error) {
	where, args := "team = $1 and at >= $2 and at < $3", []any{who.Team, millis(from), millis(to)}
	for _, part := range []struct{ column, value string }{{"channel", who.Channel}, {"person", who.Person}} {
		if part.value != "" {
			args = append(args, part.value)
			where += fmt.Sprintf(" and %s = $%d", part.column, len(args))
		}
	}
	var u Used
	err := s.read.QueryRowContext(ctx, `select count(distinct key), cast(coalesce(sum(calls), 0) as bigint),
		cast(coalesce(sum(prompt_tokens + completion_tokens), 0) as bigint), coalesce(sum(cost_usd), 0),
		cast(coalesce(sum(case when cost_usd is null then calls else 0 end), 0) as bigint) from usage where `+where, args...).
		Scan(&u.Replies, &u.Calls, &u.Tokens, &u.USD, &u.Unpriced)
	if err != nil {
		return Used{}, fmt.Errorf("usage of team %s: %w", who.Team, err)
	}
	return u, nil
}

// UsedToday sums what somebody used on a UTC day.
func (s *Store) UsedToday(ctx context.Context, who Spender, day time.Time) (Used, error) {
	start := UTCDay(day)
	return s.Used(ctx, who, start, start.AddDate(0, 0, 1))
}

// UTCDay is the beginning of a moment's day in UTC, by which usage is capped.
func UTCDay(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
