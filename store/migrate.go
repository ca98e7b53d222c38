package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river/rivermigrate"
)

// migrations are numbered from 001 for each database. A released one is never edited.
//
//go:embed sqlite/*.sql postgres/*.sql
var migrations embed.FS

// migrationLock is "footnote" in bytes: the advisory lock under which a Postgres schema changes.
const migrationLock int64 = 0x666f6f746e6f7465

// Migrate brings the schema, ours and River's, to what this program needs, and checks the encryption key against what is
// stored. Processes that start together wait for each other; on SQLite a serving process makes it fail with [ErrLocked].
func (s *Store) Migrate(ctx context.Context) error {
	unlock, err := s.lockSchema(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	err = s.migrate(ctx)
	if err := errors.Join(err, unlock()); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func (s *Store) migrate(ctx context.Context) error {
	if err := s.migrateSchema(ctx); err != nil {
		return err
	}
	return s.checkKey(ctx)
}

func (s *Store) migrateSchema(ctx context.Context) error {
	river, err := rivermigrate.New(s.driver, &rivermigrate.Config{Logger: s.riverLog()})
	if err != nil {
		return fmt.Errorf("job queue: %w", err)
	}
	if _, err := river.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("job queue: %w", err)
	}
	if err := s.refuseNewerQueue(ctx, river.AllVersions()); err != nil {
		return fmt.Errorf("job queue: %w", err)
	}
	return s.tx(ctx, s.applyMigrations)
}

// refuseNewerQueue fails where a newer River has changed the queue's tables: this one would work on what it does not know.
func (s *Store) refuseNewerQueue(ctx context.Context, known []rivermigrate.Migration) error {
	var there int
	if err := s.db.QueryRowContext(ctx, `select coalesce(max(version), 0) from river_migration where line = 'main'`).Scan(&there); err != nil {
		return err
	}
	if newest := known[len(known)-1].Version; there > newest {
		return fmt.Errorf("its schema is of version %d and this program knows %d: run a newer footnote", there, newest)
	}
	return nil
}

func (s *Store) lockSchema(ctx context.Context) (unlock func() error, err error) {
	if s.path != "" {
		return s.hold(ctx, 10*time.Second)
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "select pg_advisory_lock($1)", migrationLock); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), txTimeout)
		defer cancel()
		_, err := conn.ExecContext(ctx, "select pg_advisory_unlock($1)", migrationLock)
		return errors.Join(err, conn.Close())
	}, nil
}

// applyMigrations runs the numbered files that have not run yet.
func (s *Store) applyMigrations(ctx context.Context, tx *sql.Tx) error {
	const table = `create table if not exists migrations (version integer primary key, applied bigint not null)`
	if _, err := tx.ExecContext(ctx, table); err != nil {
		return err
	}
	var done int
	if err := tx.QueryRowContext(ctx, `select coalesce(max(version), 0) from migrations`).Scan(&done); err != nil {
		return err
	}
	files, err := fs.Glob(migrations, s.dialect()+"/*.sql")
	if err != nil {
		return err
	}
	if done > len(files) {
		return fmt.Errorf("the schema is of version %d and this program knows %d: run a newer footnote", done, len(files))
	}
	for _, name := range files[done:] {
		if err := s.applyMigration(ctx, tx, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (s *Store) applyMigration(ctx context.Context, tx *sql.Tx, name string) error {
	version, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".sql"))
	if err != nil {
		return err
	}
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `insert into migrations (version, applied) values ($1, $2)`, version, millis(s.now()))
	return err
}

func (s *Store) dialect() string {
	if s.path != "" {
		return "sqlite"
	}
	return "postgres"
}
