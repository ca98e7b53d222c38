package store_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/store"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	noDatabase := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(noDatabase, []byte(strings.Repeat("These are notes, no database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, dsn, want string }{
		{"nothing", " ", "want a path (SQLite) or postgres://"},
		{"another database", "mysql://root:hunter2@localhost/x", `unknown kind "mysql"`},
		{"memory", ":memory:", "survives nothing"},
		{"a folder that is not there", filepath.Join(folder, "no", "footnote.db"), "is not there"},
		{"a folder", folder, folder},
		{"a text", noDatabase, "not a database"},
		{"a port where nobody listens", "postgres://ann:hunter2@127.0.0.1:1/x", "127.0.0.1:1"},
		{"a broken address", "postgres://ann:hunter2@127.0.0.1:port/x", "postgres address"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), tt.dsn, store.Config{Log: slog.New(slog.DiscardHandler)})
			if err == nil {
				s.Close()
				t.Fatalf("Open(%q) works", tt.dsn)
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("Open(%q): %v; want %q and no password", tt.dsn, err, tt.want)
			}
		})
	}
}

func TestOpenOddPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "50% of it? #1 数据.db")
	s, err := store.Open(t.Context(), path, store.Config{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() == 0 || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has %d bytes and mode %v, want some and 0600", info.Size(), info.Mode())
	}
}
