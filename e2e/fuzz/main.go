// Command fuzz runs the fuzz targets one after another, keeps of what they found the few inputs that reach most, and prints
// for each target how many runs a second it makes and how much of its parser those inputs reach.
//
// What a target's parser is stands above it: //fuzz:covers, followed by files, relative to its folder. Inputs are kept as
// testdata/fuzz/TARGET/HASH; one that has a name instead of a hash once broke something, and stays.
package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	each := flag.String("time", "10s", "how long each target runs, or how often, as 10000x; empty only measures coverage")
	only := flag.String("run", "", "run the targets that match, written FOLDER.NAME")
	keep := flag.Bool("keep", false, "keep the inputs that reach most")
	flag.Parse()
	if err := run(ctx, *each, *only, *keep); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, each string, only string, keep bool) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return fmt.Errorf("read -run: %w", err)
	}
	targets, err := findTargets(".")
	if err != nil {
		return err
	}
	targets = slices.DeleteFunc(targets, func(t target) bool { return !wanted.MatchString(t.String()) })
	scratch, err := os.MkdirTemp("", "footnote-fuzz-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(scratch)
	built, broken := programs{folder: scratch, built: map[string]string{}}, 0
	fmt.Println("| target | runs | runs a second | new | inputs | coverage |\n| --- | --- | --- | --- | --- | --- |")
	for _, t := range targets {
		row, err := t.measure(ctx, built, each, keep)
		if err != nil {
			broken++
			fmt.Fprintf(os.Stderr, "%s: %v\n", t, err)
			continue
		}
		fmt.Println(row)
	}
	if broken > 0 {
		return fmt.Errorf("%d of %d targets found a fault", broken, len(targets))
	}
	return nil
}

// target is a fuzz target, and the files of the parser that it is for.
type target struct {
	folder, name string
	covers       []string
}

func (t target) String() string { return t.folder + "." + t.name }

var declared = regexp.MustCompile(`(?m)(?:^//fuzz:covers (.+)\n)?^func (Fuzz\w+)\(f \*testing\.F\)`)

func findTargets(root string) ([]target, error) {
	var found []target
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range declared.FindAllStringSubmatch(string(source), -1) {
			t := target{folder: filepath.Dir(path), name: m[2]}
			for name := range strings.FieldsSeq(m[1]) {
				t.covers = append(t.covers, filepath.Join(t.folder, name))
			}
			if len(t.covers) == 0 {
				return fmt.Errorf("%s does not say which parser it is for: //fuzz:covers FILE…", t)
			}
			found = append(found, t)
		}
		return nil
	})
	slices.SortFunc(found, func(a, b target) int { return cmp.Compare(a.String(), b.String()) })
	return found, err
}

// measure runs a target, and makes its row of the table.
func (t target) measure(ctx context.Context, p programs, each string, keep bool) (string, error) {
	c, err := newCorpus(ctx, p, t)
	if err != nil {
		return "", err
	}
	ran, err := c.fuzz(ctx, each)
	if err != nil {
		return "", err
	}
	if keep {
		if err := c.keepBest(ctx); err != nil {
			return "", err
		}
	}
	reached, err := c.reach(ctx, ".*")
	if err != nil {
		return "", err
	}
	names, err := c.names()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("| `%s` | %d | %d | %d | %d | %d %% |", t, ran.runs, ran.aSecond(), ran.news, len(names), reached.percent()), nil
}

// progress is what a run of a target did, and what it took of a processor: others may use the machine, too.
type progress struct {
	used       time.Duration
	runs, news int
}

func (p progress) aSecond() int { return int(float64(p.runs) / max(1, p.used.Seconds())) }

var told = regexp.MustCompile(`execs: (\d+) \(\d+/sec\), new interesting: (\d+)`)

func progressIn(out []byte, used time.Duration) progress {
	p := progress{used: used}
	for _, m := range told.FindAllSubmatch(out, -1) {
		p.runs, _ = strconv.Atoi(string(m[1]))
		p.news, _ = strconv.Atoi(string(m[2]))
	}
	return p
}

// output runs a command in a folder, and says how much of a processor it took.
func output(ctx context.Context, folder, name string, args ...string) ([]byte, time.Duration, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = folder
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return out.Bytes(), 0, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out.Bytes())
	}
	return out.Bytes(), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}
