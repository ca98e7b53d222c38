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

// Spent sums the tokens of a team's UTC day, in and out, and the US dollars of those whose price is known.
func (s *Store) Spent(ctx context.Context, team string, day time.Time) (tokens int, usd float64, err error) {
	from, to := utcDay(day)
	err = s.read.QueryRowContext(ctx, `select cast(coalesce(sum(prompt_tokens + completion_tokens), 0) as bigint), coalesce(sum(cost_usd), 0)
		from usage where team = $1 and at >= $2 and at < $3`, team, from, to).Scan(&tokens, &usd)
	if err != nil {
		return 0, 0, fmt.Errorf("usage of team %s: %w", team, err)
	}
	return tokens, usd, nil
}

// PersonReplies counts the requests of a person with usage on that UTC day.
func (s *Store) PersonReplies(ctx context.Context, team, person string, day time.Time) (int, error) {
	from, to := utcDay(day)
	var n int
	err := s.read.QueryRowContext(ctx, `select count(distinct key) from usage where team = $1 and person = $2 and at >= $3 and at < $4`,
		team, person, from, to).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("usage of person %s: %w", person, err)
	}
	return n, nil
}

func utcDay(t time.Time) (from, to int64) {
	y, m, d := t.UTC().Date()
	start := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	return millis(start), millis(start.AddDate(0, 0, 1))
}
