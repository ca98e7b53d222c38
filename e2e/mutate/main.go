// Command mutate breaks the checks that Footnote's promises stand on, one by one, and fails where no test notices. The tree
// is not touched: a broken file stands in its place by an overlay, for the one test that is run.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	only := flag.String("run", "", "break the checks whose names match")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *only)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return fmt.Errorf("read -run: %w", err)
	}
	fmt.Println("| what is broken | noticed by | in |\n| --- | --- | --- |")
	failed := 0
	for _, m := range mutations {
		if !wanted.MatchString(m.what) {
			continue
		}
		began := time.Now()
		noticed, err := m.try(ctx)
		if err != nil {
			failed++
			noticed = "**" + err.Error() + "**"
		}
		fmt.Printf("| %s | %s | %.1f s |\n", m.what, noticed, time.Since(began).Seconds())
	}
	if failed > 0 {
		return fmt.Errorf("%d checks can be broken and nothing is noticed, or are no longer where they were", failed)
	}
	return nil
}

// mutation is a check, and how it is broken: the first text stands once in the file, and the second takes its place.
type mutation struct {
	what      string
	file      string
	from, to  string
	in, tests string // the package and the tests that should notice
}

var failedTest = regexp.MustCompile(`(?m)^--- FAIL: (\S+)`)

// try names the tests that notice.
func (m mutation) try(ctx context.Context) (string, error) {
	source, err := os.ReadFile(m.file)
	if err != nil {
		return "", err
	}
	if n := strings.Count(string(source), m.from); n != 1 {
		return "", fmt.Errorf("%q stands %d times in %s", m.from, n, m.file)
	}
	folder, err := os.MkdirTemp("", "footnote-mutate-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	overlay, err := overlayOf(folder, m.file, strings.Replace(string(source), m.from, m.to, 1))
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-overlay="+overlay, "-run="+m.tests, "./"+m.in)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	switch err := cmd.Run(); {
	case err == nil:
		return "", fmt.Errorf("not noticed by %s in %s", m.tests, m.in)
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case strings.Contains(out.String(), "[build failed]"):
		return "", fmt.Errorf("what is broken does not compile: %s", out.String())
	}
	var names []string
	for _, f := range failedTest.FindAllStringSubmatch(out.String(), -1) {
		names = append(names, "`"+f[1]+"`")
	}
	if len(names) == 0 {
		return "", fmt.Errorf("no test failed, and go test did: %s", out.String())
	}
	return strings.Join(names, ", "), nil
}

// overlayOf writes what the go command reads in place of a file.
func overlayOf(folder, file, source string) (string, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	broken := filepath.Join(folder, "broken.go")
	if err := os.WriteFile(broken, []byte(source), 0o600); err != nil {
		return "", err
	}
	data, err := json.Marshal(map[string]map[string]string{"Replace": {path: broken}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, data, 0o600)
}
