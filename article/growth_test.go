//go:build unix

package article_test

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/internal/testneed"
)

// What is compared: a file, and one of twice its bytes that takes long enough to be measured.
const (
	smallest     = 32 << 10 // bytes
	longEnough   = 80 * time.Millisecond
	mostGrowth   = 2.5
	doublings    = 3
	mostAttempts = 8
	mostGarbage  = 300 << 20 // bytes, before they are collected
)

// Twice the file takes about twice the processor's time, whatever it is made of; its square would be four times.
func TestReadingGrowsWithTheFile(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("without -race and -short")
	}
	r := pdfReader(t)
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // its time depends on what was read before
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1<<30 + mostGarbage))
	for _, file := range testneed.Sample(articletest.GrowingFiles(), 4) {
		t.Run(file.Name, func(t *testing.T) {
			size := smallest
			for 4*size <= file.Most && spent(t, r, file.Data(2*size)) < longEnough {
				size *= 2
			}
			// Where a step begins that small files are spared, or what is read leaves the processor's caches, a doubling or two take
			// longer; a square takes longer at each, and more so each time.
			from := size
			for range doublings {
				if !growsTooMuch(t, r, file, size) {
					return
				}
				if size *= 2; 2*size > file.Most {
					break
				}
			}
			t.Errorf("from %d bytes on, twice as many take more than %.1f times the time", from, mostGrowth)
		})
	}
}

// growsTooMuch compares a size with its double.
func growsTooMuch(t *testing.T, r *article.Reader, file articletest.Growing, size int) bool {
	t.Helper()
	small, large := file.Data(size), file.Data(2*size)
	least, most := time.Hour, time.Hour
	for range mostAttempts { // what else runs on the machine may lengthen a reading, never shorten it
		least, most = min(least, spent(t, r, small)), min(most, spent(t, r, large))
		if most < longEnough || most.Seconds() <= mostGrowth*least.Seconds() {
			return false
		}
	}
	t.Logf("%d bytes take %v, twice as many %v", size, least, most)
	return true
}

// spent is the processor's time that the reading of a file takes, of which there may be none.
func spent(t *testing.T, r *article.Reader, data []byte) time.Duration {
	t.Helper()
	var memory runtime.MemStats
	if runtime.ReadMemStats(&memory); memory.HeapAlloc > mostGarbage {
		runtime.GC()
	}
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
