// Command load measures how many requests a bot answers, with the whole house built and running: `footnote serve` against
// the playground's Slack, people who ask in many channels, and a model that takes its time. It prints a table, one row a
// database and number of processes, and needs Linux for the column of memory.
//
// Each event asks another question of its channel's page, so that the model is asked each time. An acknowledgement is
// timed by the playground, from its sending to its answer; a reply from the asking message to ours.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// plan is what is asked of the bot.
type plan struct {
	rate      int // events a second
	lasting   time.Duration
	channels  int
	model     time.Duration // one call of it
	calls     int           // to the model at once
	patience  time.Duration // after the last event
	postgres  string
	processes []int // of each run on Postgres
	sqlite    bool
}

func main() {
	p := plan{}
	var processes string
	flag.IntVar(&p.rate, "rate", 100, "events a second")
	flag.DurationVar(&p.lasting, "for", 30*time.Second, "how long people ask")
	flag.IntVar(&p.channels, "channels", 200, "in how many channels")
	flag.DurationVar(&p.model, "model", 1500*time.Millisecond, "how long a call to the model takes")
	flag.IntVar(&p.calls, "calls", 100, "FOOTNOTE_MODEL_CALLS of all processes together")
	flag.DurationVar(&p.patience, "patience", 5*time.Minute, "how long to wait for the replies after the last event")
	flag.BoolVar(&p.sqlite, "sqlite", true, "run on SQLite")
	flag.StringVar(&p.postgres, "postgres", os.Getenv("FOOTNOTE_TEST_DATABASE_URL"), "a Postgres server to make databases on; empty for none")
	flag.StringVar(&processes, "processes", "1,2,4", "numbers of processes on Postgres")
	flag.Parse()
	for n := range strings.SplitSeq(processes, ",") {
		count, err := strconv.Atoi(strings.TrimSpace(n))
		if err != nil || count < 1 {
			fmt.Fprintf(os.Stderr, "load: -processes %q: want numbers from 1 up\n", processes)
			os.Exit(2)
		}
		p.processes = append(p.processes, count)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, p)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, p plan) error {
	dir, err := os.MkdirTemp("", "footnote-load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "footnote")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", binary, "github.com/footnote-bot/footnote/cmd/footnote")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	fmt.Printf("%d events/s for %s over %d channels; a call to the model takes %s, %d at once; load of the machine before: %s\n\n",
		p.rate, p.lasting, p.channels, p.model, p.calls, loadAverage())
	var rows []result
	if p.sqlite {
		rows = append(rows, result{database: "SQLite", processes: 1})
	}
	for _, n := range p.processes {
		if p.postgres != "" {
			rows = append(rows, result{database: "Postgres", processes: n})
		}
	}
	for i := range rows {
		if err := measure(ctx, p, binary, filepath.Join(dir, strconv.Itoa(i)), &rows[i]); err != nil {
			return fmt.Errorf("%s, %d processes: %w", rows[i].database, rows[i].processes, err)
		}
		fmt.Fprintf(os.Stderr, "%s, %d processes: %d of %d\n", rows[i].database, rows[i].processes, rows[i].answered, rows[i].asked)
	}
	return printTable(rows)
}

func printTable(rows []result) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "database\tprocesses\tasked\tanswered\tlast reply after\treply p50\tp99\tack p50\tp99\tmost memory\tCPU")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.0f s\t%.1f s\t%.1f s\t%.0f ms\t%.0f ms\t%.0f MB\t%.0f s\n", r.database, r.processes, r.asked, r.answered,
			r.after.Seconds(), share(r.replies, 50).Seconds(), share(r.replies, 99).Seconds(),
			share(r.acks, 50).Seconds()*1000, share(r.acks, 99).Seconds()*1000, float64(r.memory)/(1<<20), r.cpu.Seconds())
	}
	return w.Flush()
}

// loadAverage is the machine's, so that a reader knows what stood beside the measurement.
func loadAverage() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(data))[:3], " ")
}
