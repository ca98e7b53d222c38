package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// SaveReply stores the reply to a request, as package summarize encodes it; an earlier one is replaced.
func (s *Store) SaveReply(ctx context.Context, team, key string, data []byte) error {
	_, err := s.db.ExecContext(ctx, `insert into replies (team, key, data, created) values ($1, $2, $3, $4)
		on conflict (team, key) do update set data = excluded.data, created = excluded.created`,
		team, key, s.box.seal("replies/"+key, string(data)), millis(s.now()))
	if err != nil {
		return fmt.Errorf("save reply %s: %w", key, err)
	}
	return nil
}

// Reply returns the reply to a request, or [ErrNotFound].
func (s *Store) Reply(ctx context.Context, team, key string) ([]byte, error) {
	var data string
	err := s.read.QueryRowContext(ctx, `select data from replies where team = $1 and key = $2`, team, key).Scan(&data)
	if err != nil {
		return nil, fmt.Errorf("reply %s: %w", key, notFound(err))
	}
	text, err := s.box.open("replies/"+key, data)
	if err != nil {
		return nil, fmt.Errorf("reply %s: %w", key, err)
	}
	return []byte(text), nil
}

// CacheReply stores a reply for whoever asks the same again. The cacheKey names all that the reply depends on:
// documents, question, style, language, model, version of the prompts.
func (s *Store) CacheReply(ctx context.Context, team, scope, cacheKey string, data []byte) error {
	name := s.box.name("reply", cacheKey)
	_, err := s.db.ExecContext(ctx, `insert into cached_replies (team, scope, key, data, created) values ($1, $2, $3, $4, $5)
		on conflict (team, scope, key) do update set data = excluded.data, created = excluded.created`,
		team, scope, name, s.box.seal("cached_replies/"+name, string(data)), millis(s.now()))
	if err != nil {
		return fmt.Errorf("cache reply: %w", err)
	}
	return nil
}

// CachedReply returns a reply stored in the same scope no longer than maxAge ago.
func (s *Store) CachedReply(ctx context.Context, team, scope, cacheKey string, maxAge time.Duration) ([]byte, bool, error) {
	name := s.box.name("reply", cacheKey)
	var data string
	err := s.read.QueryRowContext(ctx, `select data from cached_replies where team = $1 and scope = $2 and key = $3 and created >= $4`,
		team, scope, name, millis(s.now().Add(-maxAge))).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("cached reply: %w", err)
	}
	text, err := s.box.open("cached_replies/"+name, data)
	if err != nil {
		return nil, false, fmt.Errorf("cached reply: %w", err)
	}
	return []byte(text), true, nil
}
