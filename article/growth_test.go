//go:build unix

package article_test

import (
	"context"
	"errors"
	"syscall"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
)

// smallest is the smaller of the two sizes that are compared, in bytes; the other one is four times as large.
const smallest = 48 << 10

// Four times the file takes about four times the processor's time, whatever it is made of; its square would be sixteen times.
func TestReadingGrowsWithTheFile(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("without -race and -short")
	}
	r, err := article.NewReader(article.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range articletest.GrowingFiles() {
		t.Run(file.Name, func(t *testing.T) {
			small, large := file.Data(smallest), file.Data(4*smallest)
			var ratio float64
			for range 3 { // what else runs on the machine may disturb a measure, never make it better
				before := spent(t, r, small)
				after := spent(t, r, large)
				if ratio = after.Seconds() / before.Seconds(); ratio < 10 || after < 100*time.Millisecond {
					return
				}
			}
			t.Errorf("four times the bytes take %.1f times the time", ratio)
		})
	}
}

// spent is the processor's time that the reading of a file takes, of which there may be none.
func spent(t *testing.T, r *article.Reader, data []byte) time.Duration {
	t.Helper()
	began := processorTime(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := r.ReadSource(ctx, article.Source{Data: data}); err != nil {
		if failed := (*article.Error)(nil); !errors.As(err, &failed) {
			t.Fatal(err)
		}
	}
	return max(processorTime(t)-began, time.Millisecond)
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
