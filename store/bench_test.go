package store_test

import (
	"fmt"
	"log/slog"
	"testing"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// BenchmarkAccept is the time until an event may be acknowledged.
func BenchmarkAccept(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchmarkAccept(b, storetest.SQLite(b)) })
	b.Run("postgres", func(b *testing.B) { benchmarkAccept(b, storetest.Postgres(b)(b)) })
}

func benchmarkAccept(b *testing.B, dsn string) {
	b.Helper()
	s, err := store.Open(b.Context(), dsn, store.Config{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(b.Context()); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		key := fmt.Sprintf("T1/C1/%d", i)
		_, err := s.Accept(b.Context(), store.Request{Key: key, Team: "T1", Channel: "C1", Thread: key, Kind: "question", Payload: []byte(`{}`)})
		if err != nil {
			b.Fatal(err)
		}
	}
}
