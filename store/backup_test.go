package store_test

import (
	"bytes"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/internal/testneed"
	"github.com/footnote-bot/footnote/store/storetest"
)

// What docs/operate.md says of backups, done while the database is open: what is restored is all of it, and goes on.
func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		dsn, backup := storetest.SQLite(t), filepath.Join(t.TempDir(), "backup.db")
		filled(t, dsn)
		if _, err := raw(t, dsn).ExecContext(t.Context(), "vacuum into '"+backup+"'"); err != nil {
			t.Fatal(err)
		}
		restored(t, dsn, backup)
	})
	t.Run("postgres", func(t *testing.T) {
		dsn, backup := storetest.Postgres(t)(t), storetest.Postgres(t)(t)
		filled(t, dsn)
		dump := exec.CommandContext(t.Context(), postgresTool(t, "pg_dump"), "-Fc", "-n", schemaOf(t, dsn), plainAddress(t, dsn))
		var out, words bytes.Buffer
		dump.Stdout, dump.Stderr = &out, &words
		if err := dump.Run(); err != nil {
			t.Fatalf("pg_dump: %v\n%s", err, words.String())
		}
		if _, err := raw(t, backup).ExecContext(t.Context(), "drop schema "+schemaOf(t, backup)); err != nil {
			t.Fatal(err)
		}
		restore := exec.CommandContext(t.Context(), postgresTool(t, "pg_restore"), "-d", plainAddress(t, backup))
		restore.Stdin, restore.Stderr = &out, &words
		if err := restore.Run(); err != nil {
			t.Fatalf("pg_restore: %v\n%s", err, words.String())
		}
		restored(t, dsn, backup)
	})
}

func restored(t *testing.T, was, is string) {
	t.Helper()
	if diff := cmp.Diff(dump(t, was), dump(t, is)); diff != "" {
		t.Errorf("what is restored differs (-want +got):\n%s", diff)
	}
	goesOn(t, openWith(t, is, copyKey))
}

func schemaOf(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("search_path")
}

// plainAddress is the address as Postgres' own programs take it.
func plainAddress(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	u.RawQuery = "sslmode=disable"
	return u.String()
}

// postgresTool finds a program of the server's packages, the newest first.
func postgresTool(t *testing.T, name string) string {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if path, err := exec.LookPath(name); err == nil {
		found = append([]string{path}, found...)
	}
	testneed.Tool(t, len(found) > 0, name)
	slices.Sort(found)
	return found[len(found)-1]
}
