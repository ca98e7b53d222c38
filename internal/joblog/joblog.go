// Package joblog carries the key of a request from its worker down to every line of the log that is written for it, in
// rooms that know nothing of requests.
package joblog

import (
	"context"
	"log/slog"
)

type contextKey struct{}

// With is ctx for work on the request with that key.
func With(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, contextKey{}, key)
}

// Key is the key of the request that ctx is for; "" for none.
func Key(ctx context.Context) string {
	key, _ := ctx.Value(contextKey{}).(string)
	return key
}

// Handler adds the key of the context to each record that is logged with one, as "job"; one that names its job itself stays
// as it is.
func Handler(h slog.Handler) slog.Handler { return handler{h} }

type handler struct{ slog.Handler }

// Handle is part of slog.Handler.
func (h handler) Handle(ctx context.Context, r slog.Record) error {
	if key := Key(ctx); key != "" && !named(r) {
		r = r.Clone()
		r.AddAttrs(slog.String("job", key))
	}
	return h.Handler.Handle(ctx, r)
}

func named(r slog.Record) (named bool) {
	r.Attrs(func(a slog.Attr) bool {
		named = a.Key == "job"
		return !named
	})
	return named
}

// WithAttrs is part of slog.Handler.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs)}
}

// WithGroup is part of slog.Handler.
func (h handler) WithGroup(name string) slog.Handler { return handler{h.Handler.WithGroup(name)} }
