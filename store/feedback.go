package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Feedback is what a reader thinks of a reply, or of one of its claims.
type Feedback struct {
	Team   string
	Key    string // of the request that was replied to
	Person string
	Kind   FeedbackKind
	Claim  string // what names a claim of a document; "" for the whole reply
}

// FeedbackKind is an opinion.
type FeedbackKind string

// The opinions.
const (
	Good         FeedbackKind = "good"
	Bad          FeedbackKind = "bad"
	NotSupported FeedbackKind = "not_supported" // a claim that its passage does not carry, as a reader sees it
)

// AddFeedback stores an opinion; a later one of the same person on the same thing takes its place.
func (s *Store) AddFeedback(ctx context.Context, f Feedback) error {
	claim := s.claimName(f.Claim)
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `delete from feedback where team = $1 and key = $2 and person = $3 and claim = $4`,
			f.Team, f.Key, f.Person, claim); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into feedback (team, key, person, kind, claim, at) values ($1, $2, $3, $4, $5, $6)`,
			f.Team, f.Key, f.Person, f.Kind, claim, millis(s.now()))
		return err
	})
	if err != nil {
		return fmt.Errorf("add feedback on %s: %w", f.Key, err)
	}
	return nil
}

// Withdrawn reports whether a reader said of a claim that it is not supported.
func (s *Store) Withdrawn(ctx context.Context, team, claim string) (bool, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `select count(*) from feedback where team = $1 and claim = $2 and kind = $3`,
		team, s.claimName(claim), NotSupported).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("withdrawn claims: %w", err)
	}
	return n > 0, nil
}

// Opinions counts what a person, or where that is "" everybody, thought of a team's replies, by kind.
func (s *Store) Opinions(ctx context.Context, team, person string) (map[FeedbackKind]int, error) {
	rows, err := s.read.QueryContext(ctx, `select kind, count(*) from feedback where team = $1 and ($2 = '' or person = $2) group by kind`, team, person)
	if err != nil {
		return nil, fmt.Errorf("count feedback: %w", err)
	}
	type row struct {
		kind FeedbackKind
		n    int
	}
	all, err := collect(rows, func(scan func(...any) error) (r row, err error) { return r, scan(&r.kind, &r.n) })
	if err != nil {
		return nil, fmt.Errorf("count feedback: %w", err)
	}
	counts := map[FeedbackKind]int{}
	for _, r := range all {
		counts[r.kind] = r.n
	}
	return counts, nil
}

func (s *Store) claimName(claim string) string {
	if claim == "" {
		return ""
	}
	return s.box.name("claim", claim)
}

// forgetReply is what is done for one request ($1 team, $2 key), in this order. Its key stays, so that a redelivered event
// is not taken for a new one.
var forgetReply = []string{
	`delete from documents where team = $1 and scope <> '' and exists (select 1 from thread_documents t
		where t.team = documents.team and t.scope = documents.scope and t.document = documents.id and t.key = $2)`,
	`delete from cached_replies where team = $1 and scope <> '' and scope = (select channel from requests where team = $1 and key = $2)`,
	`delete from thread_documents where team = $1 and key = $2`,
	`delete from turns where team = $1 and key = $2`,
	`delete from replies where team = $1 and key = $2`,
	`delete from feedback where team = $1 and key = $2 and kind <> 'not_supported'`,
	`update requests set payload = '', failure = '' where team = $1 and key = $2 and state not in ('accepted', 'working')`,
}

// ForgetReply takes away what was asked, answered and brought with one request.
func (s *Store) ForgetReply(ctx context.Context, team, key string) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, statement := range forgetReply {
			if _, err := tx.ExecContext(ctx, statement, team, key); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forget the reply to %s: %w", key, err)
	}
	return nil
}
