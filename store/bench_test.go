package store_test

import (
	"fmt"
	"log/slog"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// BenchmarkAccept is the time until an event may be acknowledged: of one, and a share of it where many come at once.
func BenchmarkAccept(b *testing.B) {
	for _, database := range []struct {
		name  string
		fresh func(testing.TB) string
	}{{"sqlite", storetest.SQLite}, {"postgres", func(t testing.TB) string { return storetest.Postgres(t)(t) }}} {
		b.Run(database.name+"/one", func(b *testing.B) { benchmarkAccept(b, database.fresh(b), 1) })
		b.Run(database.name+"/many", func(b *testing.B) { benchmarkAccept(b, database.fresh(b), 32) })
	}
}

func benchmarkAccept(b *testing.B, dsn string, atOnce int) {
	b.Helper()
	s, err := store.Open(b.Context(), dsn, store.Config{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(b.Context()); err != nil {
		b.Fatal(err)
	}
	var asked atomic.Int64
	b.SetParallelism(max(1, atOnce/runtime.GOMAXPROCS(0)))
	one := func() error {
		n := asked.Add(1)
		r := store.Request{Key: fmt.Sprintf("T1/C%d/%d", n%200, n), Team: "T1", Asker: "U1", Kind: "question", Payload: []byte(`{}`)}
		r.Channel, r.Thread = fmt.Sprintf("C%d", n%200), r.Key
		_, err := s.Accept(b.Context(), r)
		return err
	}
	b.ResetTimer()
	if atOnce == 1 {
		for b.Loop() {
			if err := one(); err != nil {
				b.Fatal(err)
			}
		}
		return
	}
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := one(); err != nil {
				b.Error(err)
			}
		}
	})
}
