package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

const (
	readers     = 4  // connections for reading a SQLite file
	connections = 16 // most connections to Postgres, where the address names no pool_max_conns; requests use one for milliseconds
)

func (s *Store) connect(ctx context.Context, dsn string, existing bool) error {
	scheme, _, isURL := strings.Cut(dsn, "://")
	switch {
	case strings.TrimSpace(dsn) == "":
		return errors.New("no address: want a path (SQLite) or postgres://user@host/name")
	case isURL && (scheme == "postgres" || scheme == "postgresql"):
		return s.connectPostgres(ctx, dsn)
	case isURL:
		return fmt.Errorf("unknown kind %q: want a path (SQLite) or postgres://user@host/name", scheme)
	case strings.Contains(dsn, ":memory:"):
		return errors.New("a database in memory survives nothing: want a path or postgres://user@host/name")
	}
	return s.connectSQLite(ctx, dsn, existing)
}

func (s *Store) connectPostgres(ctx context.Context, dsn string) error {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		// pgx masks the password in its error; of the rest only the reason is kept.
		return fmt.Errorf("postgres address: %w", err)
	}
	if !strings.Contains(dsn, "pool_max_conns") {
		cfg.MaxConns = connections
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return fmt.Errorf("postgres at %s:%d: %w", cfg.ConnConfig.Host, cfg.ConnConfig.Port, err)
	}
	s.pool = pool
	s.db = stdlib.OpenDBFromPool(pool)
	s.read = s.db
	s.driver = riverdatabasesql.NewWithPgxListener(s.db, pool)
	return nil
}

func (s *Store) connectSQLite(ctx context.Context, path string, existing bool) error {
	if existing {
		if _, err := os.Stat(path); err != nil {
			return err
		}
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: the folder %s is not there", path, filepath.Dir(path))
	}
	if err := createPrivate(path); err != nil {
		return err
	}
	s.path = path
	var err error
	// Without immediate transactions a third of those that read before they write fail with "busy" (measured).
	if s.db, err = openSQLite(path, "_txlock=immediate", "_pragma=journal_mode(WAL)"); err != nil {
		return err
	}
	s.db.SetMaxOpenConns(1)
	if err := s.db.PingContext(ctx); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), s.db.Close())
	}
	if s.read, err = openSQLite(path, "_pragma=query_only(1)"); err != nil {
		return errors.Join(err, s.db.Close())
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	s.driver = riversqlite.New(s.db)
	return nil
}

func openSQLite(path string, options ...string) (*sql.DB, error) {
	options = append([]string{"_pragma=busy_timeout(10000)", "_pragma=synchronous(NORMAL)", "_pragma=foreign_keys(1)"}, options...)
	connector, err := openKeeping(fileURI(path) + "?" + strings.Join(options, "&"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return sql.OpenDB(connector), nil
}

// fileURI is the path as SQLite wants it in a URI, so that a ? or % of its name is no option.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath()
}

// createPrivate makes the file where it is not there. One that is there is not opened: closing it would drop the locks
// that SQLite holds on it in this process (POSIX).
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}
