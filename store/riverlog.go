package store

import (
	"context"
	"log/slog"
)

// riverLog is our log for River: warnings and errors alone, those about a job with the key of its request.
func (s *Store) riverLog() *slog.Logger {
	return slog.New(warnings{s.log.Handler(), s}).With(slog.String("room", "queue"))
}

type warnings struct {
	slog.Handler
	store *Store
}

func (h warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}

func (h warnings) Handle(ctx context.Context, r slog.Record) error {
	key := ""
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "job_id" && a.Value.Kind() == slog.KindInt64 {
			key = h.store.keyOf(a.Value.Int64())
		}
		return key == ""
	})
	if key != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("job", key))
	}
	return h.Handler.Handle(ctx, r)
}

func (h warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{h.Handler.WithAttrs(attrs), h.store}
}

func (h warnings) WithGroup(name string) slog.Handler {
	return warnings{h.Handler.WithGroup(name), h.store}
}

// mostKeys is how many jobs' keys are remembered for the log: River tells how a job ended when it is no longer in hand.
const mostKeys = 10_000

// keyOf is the key of the request of a job that this process was given; "" where it is forgotten.
func (s *Store) keyOf(job int64) string {
	s.runningMu.Lock()
	defer s.runningMu.Unlock()
	return s.keys[job]
}
