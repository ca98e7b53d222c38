package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"

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
	dir := t.TempDir()
	ordinary := articletest.NewPDF()
	ordinary.Pages(0)
	footnote(t, filepath.Join(dir, "warm.pdf"), ordinary.Bytes("")) // the engine's one compile is apart
	for _, file := range articletest.HostileFiles() {
		t.Run(file.Name, func(t *testing.T) {
			name := filepath.Join(dir, "file")
			code, peak := footnote(t, name, file.Data())
			t.Logf("%d kB", peak)
			if want := map[bool]int{true: 0, false: 1}[file.Want == article.FailureKind("")]; code != want {
				t.Errorf("exit code %d, want %d", code, want)
			}
			if peak > mostResident {
				t.Errorf("%d kB in memory, want %d at most", peak, mostResident)
			}
		})
	}
}

// footnote reads a file; the peak is in kilobytes.
func footnote(t *testing.T, name string, data []byte) (code int, peak int64) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	debug.FreeOSMemory() // a child's peak begins with its parent's
	testneed.Tool(t, os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) == nil, "a /proc/self/clear_refs that resets the peak")
	cmd := exec.CommandContext(t.Context(), binary, "read", name, "--json")
	cmd.Env = []string{"HOME=" + os.Getenv("HOME"), "FOOTNOTE_CACHE_DIR=" + os.Getenv("FOOTNOTE_CACHE_DIR")}
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
}
