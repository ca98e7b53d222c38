package joblog_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/internal/joblog"
)

func TestTheKeyStandsInEachLineOfItsRequest(t *testing.T) {
	var out strings.Builder
	log := slog.New(joblog.Handler(slog.NewTextHandler(&out, nil))).With("room", "model")
	ctx := joblog.With(t.Context(), "T1/C1/1.2")
	log.WarnContext(ctx, "asking the next")
	if !strings.Contains(out.String(), "room=model job=T1/C1/1.2") {
		t.Errorf("no key in %q", out.String())
	}
	out.Reset()
	log.WarnContext(t.Context(), "of no request")
	if strings.Contains(out.String(), "job=") {
		t.Errorf("a key in %q", out.String())
	}
}
