package store

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

// What the queue says of a job bears the key of its request, also after the job has ended.
func TestQueueNamesRequests(t *testing.T) {
	var out strings.Builder
	s := &Store{log: slog.New(slog.NewTextHandler(&out, nil)), jobs: map[int64]time.Time{}, keys: map[int64]string{}}
	s.take(7, "T1/C1/1.2")()
	log := s.riverLog().WithGroup("").With("queue", "default")
	log.Warn("job appears to be stuck", slog.Int64("job_id", 7))
	log.Info("job worked", slog.Int64("job_id", 7))
	log.Error("queue stopped")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.HasSuffix(lines[0], "job_id=7 job=T1/C1/1.2") || strings.Contains(lines[1], "job=") {
		t.Errorf("logged %q", lines)
	}
}
