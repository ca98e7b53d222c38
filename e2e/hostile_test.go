package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/internal/testneed"
)

// mostResident is what reading any file may hold in memory at its peak, in kilobytes.
const mostResident = 250_000

// What a file does to whoever reads it is measured at the program itself, one process a file.
func TestHostileFilesInBoundedMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the peak has another unit")
	}
	t.Parallel()
	ordinary := articletest.NewPDF()
	ordinary.Pages(0)
	footnote(t, filepath.Join(t.TempDir(), "warm.pdf"), ordinary.Bytes("")) // the engine's one compile is apart
	for _, file := range testneed.Sample(articletest.HostileFiles(), 3) {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			cost := footnote(t, filepath.Join(t.TempDir(), "file"), file.Data())
			t.Logf("%+v", cost)
			if want := map[bool]int{true: 0, false: 1}[file.Want == article.FailureKind("")]; cost.code != want {
				t.Errorf("exit code %d, want %d", cost.code, want)
			}
			if cost.peak > mostResident {
				t.Errorf("%d kB in memory, want %d at most", cost.peak, mostResident)
			}
		})
	}
}

// What the worst file of a kind may cost: kilobytes at the peak, and time of a processor, whatever else the machine does.
const (
	mostOfWorst = 300_000
	mostTime    = 5 * time.Second
)

// The files that make each step of each format's reading do its worst are read in bounded memory and time, as large as they come.
func TestWorstFiles(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the peak has another unit")
	}
	t.Parallel()
	for _, file := range testneed.Sample(articletest.GrowingFiles(), 6) {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			name, data := filepath.Join(t.TempDir(), "file"), file.Data(file.Most)
			best := footnote(t, name, data)
			for range 2 { // who shares the processor's caches may slow a run down, never speed it up
				if best.time > mostTime {
					again := footnote(t, name, data)
					best.time, best.peak = min(best.time, again.time), max(best.peak, again.peak)
				}
			}
			t.Logf("%+v", best)
			if best.code > 1 || best.peak > mostOfWorst || best.time > mostTime {
				t.Errorf("exit code %d, %d kB in memory and %v, want %d and %v at most", best.code, best.peak, best.time, mostOfWorst, mostTime)
			}
		})
	}
}

// cost is what a run of the program took.
type cost struct {
	code int
	peak int64         // in memory, in kilobytes
	time time.Duration // of a processor
}

// cores are those that files are read on at once; the other tests wait more than they work.
var cores = make(chan struct{}, 2)

// footnote reads a file, again where its memory was not seen. The peak is read from /proc while the program runs: what wait4 tells of a child begins with the peak of
// the process that started it.
func footnote(t *testing.T, name string, data []byte) cost {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	cores <- struct{}{}
	defer func() { <-cores }()
	for {
		if c := readOnce(t, name); c.peak > 0 {
			return c
		}
		// A small file is read in a hundredth of a second, and on a busy machine that may be over before we look.
	}
}

func readOnce(t *testing.T, name string) cost {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary, "read", name, "--json")
	cmd.Env = []string{"HOME=" + os.Getenv("HOME"), "FOOTNOTE_CACHE_DIR=" + os.Getenv("FOOTNOTE_CACHE_DIR")}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait() // the exit code says how it ended
	}()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	var peak int64
	for {
		select {
		case <-ended:
			return cost{cmd.ProcessState.ExitCode(), peak, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
		case <-tick.C:
			peak = max(peak, resident(cmd.Process.Pid))
		}
	}
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// resident is the most that a running process has held in memory so far, in kilobytes; 0 where it has ended.
func resident(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	m := highWater.FindSubmatch(status)
	if err != nil || m == nil {
		return 0
	}
	kB, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil {
		return 0
	}
	return kB
}
