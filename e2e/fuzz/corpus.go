package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What is kept of a target at most, and how many inputs are tried at once at least: each try starts a program.
const (
	together   = 4
	fewest     = 12
	mostInputs = 48
	mostBytes  = 100 << 10
	mostOfOne  = 8 << 10
)

// programs are test programs, each built once: most targets share theirs with others of their package.
type programs struct {
	folder string
	built  map[string]string // by what the go command was told
}

func (p programs) build(ctx context.Context, args ...string) (string, error) {
	key := strings.Join(args, " ")
	if p.built[key] == "" {
		file := filepath.Join(p.folder, fmt.Sprintf("%d.test", len(p.built)))
		if _, _, err := output(ctx, ".", "go", append([]string{"test", "-c", "-o", file}, args...)...); err != nil {
			return "", err
		}
		p.built[key] = file
	}
	return p.built[key], nil
}

// corpus are the inputs of a target, with a test program that counts what they reach.
type corpus struct {
	target
	programs programs
	folder   string // where the inputs are
	counting string // the program
}

func newCorpus(ctx context.Context, p programs, t target) (*corpus, error) {
	packages := map[string]bool{}
	for _, file := range t.covers {
		packages["./"+filepath.Dir(file)] = true
	}
	over := strings.Join(slices.Sorted(maps.Keys(packages)), ",")
	counting, err := p.build(ctx, "-cover", "-coverpkg="+over, "./"+t.folder)
	return &corpus{target: t, programs: p, folder: filepath.Join(t.folder, "testdata", "fuzz", t.name), counting: counting}, err
}

// fuzz runs the target, on one processor.
func (c *corpus) fuzz(ctx context.Context, each string) (progress, error) {
	if each == "" {
		return progress{}, nil
	}
	cache, err := c.cache(ctx)
	if err != nil {
		return progress{}, err
	}
	program, err := c.programs.build(ctx, "-fuzz=.", "./"+c.target.folder)
	if err != nil {
		return progress{}, err
	}
	// What is found is kept as short as some hundred runs make it, so that the time goes to finding.
	out, used, err := output(ctx, c.target.folder, program, "-test.run=^$", "-test.fuzz=^"+c.name+"$", "-test.fuzztime="+each, "-test.parallel=1",
		"-test.fuzzminimizetime=300x", "-test.fuzzcachedir="+cache)
	return progressIn(out, used), err
}

// cache is where the go command keeps what its targets of a folder find.
func (c *corpus) cache(ctx context.Context) (string, error) {
	listed, _, err := output(ctx, c.target.folder, "go", "list", "-f", "{{.ImportPath}}")
	if err != nil {
		return "", err
	}
	cache, _, err := output(ctx, ".", "go", "env", "GOCACHE")
	if err != nil {
		return "", err
	}
	return filepath.Join(strings.TrimSpace(string(cache)), "fuzz", filepath.FromSlash(strings.TrimSpace(string(listed)))), nil
}

// names are those of the inputs, the shortest first.
func (c *corpus) names() ([]string, error) {
	entries, err := os.ReadDir(c.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	sizes := map[string]int64{}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		names = append(names, e.Name())
		sizes[e.Name()] = info.Size()
	}
	slices.SortStableFunc(names, func(a, b string) int { return int(sizes[a] - sizes[b]) })
	return names, nil
}

var hash = regexp.MustCompile(`^[0-9a-f]{16}$`)

// keepBest takes in what the go command has found, and keeps the shortest inputs that reach what no shorter ones do.
func (c *corpus) keepBest(ctx context.Context) error {
	if err := c.takeFound(ctx); err != nil {
		return err
	}
	reached, err := c.reach(ctx, "seed.*")
	if err != nil {
		return err
	}
	names, err := c.names()
	if err != nil {
		return err
	}
	var loose []string
	for _, name := range names {
		if hash.MatchString(name) {
			loose = append(loose, name)
		}
	}
	kept := map[string]bool{}
	if err := c.choose(ctx, loose, reached, kept); err != nil {
		return err
	}
	for _, name := range loose[:min(len(loose), fewest)] { // what counts more than statements found these
		kept[name] = true
	}
	left := int64(mostBytes)
	inputs := mostInputs
	for _, name := range loose {
		path := filepath.Join(c.folder, name)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if kept[name] && info.Size() <= left && inputs > 0 {
			left -= info.Size()
			inputs--
			continue
		}
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// takeFound copies what the go command keeps in its cache.
func (c *corpus) takeFound(ctx context.Context) error {
	cache, err := c.cache(ctx)
	if err != nil {
		return err
	}
	found := filepath.Join(cache, c.name)
	entries, err := os.ReadDir(found)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(c.folder, 0o750); err != nil {
		return err
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(found, e.Name()))
		if err != nil {
			return err
		}
		if len(data) > mostOfOne {
			continue
		}
		if err := os.WriteFile(filepath.Join(c.folder, e.Name()), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// choose notes of the inputs those that reach something new. Many that reach nothing are tried at once.
func (c *corpus) choose(ctx context.Context, names []string, reached reach, kept map[string]bool) error {
	if len(names) == 0 {
		return nil
	}
	here, err := c.reach(ctx, strings.Join(names, "|"))
	if err != nil {
		return err
	}
	if !reached.misses(here) {
		return nil
	}
	if len(names) <= together {
		for _, name := range names {
			kept[name] = true
		}
		reached.add(here)
		return nil
	}
	half := len(names) / 2
	if err := c.choose(ctx, names[:half], reached, kept); err != nil {
		return err
	}
	return c.choose(ctx, names[half:], reached, kept)
}

// reach are the stretches of a parser's source with how many statements each has; those that were not run have a negative number.
type reach map[string]int

func (r reach) misses(other reach) bool {
	for at, n := range other {
		if n > 0 && r[at] <= 0 {
			return true
		}
	}
	return false
}

func (r reach) add(other reach) {
	for at, n := range other {
		if n > 0 || r[at] == 0 {
			r[at] = n
		}
	}
}

func (r reach) percent() int {
	all, run := 0, 0
	for _, n := range r {
		all += max(n, -n)
		run += max(n, 0)
	}
	return 100 * run / max(1, all)
}

// reach runs the inputs whose names match.
func (c *corpus) reach(ctx context.Context, names string) (reach, error) {
	profile := filepath.Join(c.programs.folder, "profile")
	if _, _, err := output(ctx, c.target.folder, c.counting, "-test.run=^"+c.name+"$/^("+names+")$", "-test.coverprofile="+profile); err != nil {
		return nil, err
	}
	f, err := os.Open(profile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	reached := reach{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		at, counts, ok := strings.Cut(lines.Text(), " ")
		file, _, isFile := strings.Cut(at, ":")
		if !ok || !isFile || !c.isCovered(file) {
			continue
		}
		statements, times, _ := strings.Cut(counts, " ")
		n, err := strconv.Atoi(statements)
		if err != nil {
			return nil, fmt.Errorf("read %q: %w", lines.Text(), err)
		}
		if times == "0" {
			n = -n
		}
		reached.add(reach{at: n})
	}
	if len(reached) == 0 {
		return nil, fmt.Errorf("no statement of %v is in the profile", c.covers)
	}
	return reached, lines.Err()
}

// isCovered reports whether a file, named with its module, is part of the target's parser.
func (c *corpus) isCovered(file string) bool {
	return slices.ContainsFunc(c.covers, func(pattern string) bool {
		pattern = filepath.ToSlash(pattern)
		for name := file; strings.Contains(name, "/"); _, name, _ = strings.Cut(name, "/") {
			if ok, err := path.Match(pattern, name); ok && err == nil {
				return true
			}
		}
		return false
	})
}
