package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"modernc.org/sqlite"
)

// ErrLocked says that another process serves from the same SQLite file.
var ErrLocked = errors.New("another footnote process uses this database file")

// Lock takes the database for this process, until release or Close. On SQLite a second process is refused with
// [ErrLocked], and a kill frees it; on Postgres several processes may serve, and Lock does nothing. Taking it twice is
// refused too.
func (s *Store) Lock(ctx context.Context) (release func() error, err error) {
	if s.path == "" {
		return func() error { return nil }, nil
	}
	s.lockMu.Lock()
	defer s.lockMu.Unlock()
	if s.locked != nil {
		return nil, fmt.Errorf("lock %s: %w", s.path, ErrLocked)
	}
	lock, err := lockFile(ctx, s.path+".lock")
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", s.path, err)
	}
	s.locked = lock
	return func() error {
		s.lockMu.Lock()
		defer s.lockMu.Unlock()
		if s.locked == lock {
			s.locked = nil
		}
		return lock.release()
	}, nil
}

// hold makes sure of the lock: it is kept where this process has it already, else taken; another process is waited for as
// long as patience, a slow disk as long as ctx.
func (s *Store) hold(ctx context.Context, patience time.Duration) (release func() error, err error) {
	s.lockMu.Lock()
	held := s.locked != nil
	s.lockMu.Unlock()
	if held {
		return func() error { return nil }, nil
	}
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	for {
		release, err = s.Lock(ctx)
		if !errors.Is(err, ErrLocked) {
			return release, err
		}
		select {
		case <-deadline.C:
			return nil, err
		case <-ctx.Done():
			return nil, err
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// fileLock is an exclusive transaction on a SQLite file beside the database: portable, and gone with its process.
type fileLock struct {
	db   *sql.DB
	conn *sql.Conn
	once sync.Once
	err  error
}

func lockFile(ctx context.Context, path string) (*fileLock, error) {
	if err := createPrivate(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", fileURI(path)+"?_pragma=busy_timeout(0)")
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err == nil {
		if _, err = conn.ExecContext(ctx, "begin exclusive"); err == nil {
			return &fileLock{db: db, conn: conn}, nil
		}
		err = errors.Join(err, conn.Close())
	}
	if isBusy(err) {
		return nil, errors.Join(ErrLocked, db.Close())
	}
	return nil, errors.Join(err, db.Close())
}

func (l *fileLock) release() error {
	l.once.Do(func() {
		_, err := l.conn.ExecContext(context.Background(), "rollback")
		l.err = errors.Join(err, l.conn.Close(), l.db.Close())
	})
	return l.err
}

// isBusy reports SQLITE_BUSY (5) and its extended codes.
func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == 5
}
