package store_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/store/storetest"
)

// victim names the database that this test binary, started by itself, works on until it is killed.
const victim = "FOOTNOTE_STORE_TEST_VICTIM"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victim); dsn != "" {
		fmt.Println("ended:", hangForever(dsn))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// hangForever asks for the first request that comes, and never hears.
func hangForever(dsn string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dsn, store.Config{Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		return err
	}
	return s.Work(ctx, store.Work{Do: func(ctx context.Context, r store.Request) error {
		if err := s.Mark(ctx, r.Key, store.Asking); err != nil {
			return err
		}
		fmt.Println("asking for", r.Key)
		select {}
	}})
}

// A process is killed for good while it works; the next one takes its request up.
func TestKill(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); kill(t, storetest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); kill(t, storetest.Postgres(t)(t)) })
}

func kill(t *testing.T, dsn string) {
	t.Helper()
	s, err := store.Open(t.Context(), dsn, store.Config{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	request := store.Request{Key: "T1/C1/1.000100", Team: "T1", Channel: "C1", Thread: "1.000100", Asker: "U1", Kind: "question"}
	if _, err := s.Accept(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	killWhileAsking(t, dsn, request.Key)

	died := time.Now()
	did := make(chan store.Request, 1)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- s.Work(ctx, store.Work{Do: func(_ context.Context, r store.Request) error { did <- r; return nil }})
	}()
	select {
	case r := <-did:
		t.Logf("taken up %v after the death", time.Since(died))
		if r.Key != request.Key || r.Crashes != 1 {
			t.Errorf("%s with %d crashes is taken up, want %s with 1", r.Key, r.Crashes, request.Key)
		}
	case err := <-ended:
		t.Fatalf("Work: %v", err)
	case <-time.After(2 * time.Minute):
		t.Fatal("the request is not taken up")
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Work: %v", err)
	}
	if r, err := s.Request(t.Context(), request.Key); err != nil || r.State != store.Done {
		t.Errorf("request is %s, %v; want done", r.State, err)
	}
}

func killWhileAsking(t *testing.T, dsn, key string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), victim+"="+dsn)
	var log strings.Builder
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// Nothing else may be on stdout, River's words least of all.
	line, err := bufio.NewReader(out).ReadString('\n')
	if want := "asking for " + key + "\n"; line != want {
		t.Errorf("the process says %q (%v), want %q\n%s", line, err, want, log.String())
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("it was not killed")
	}
}

func withoutPool(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Del("pool_max_conns")
	u.RawQuery = query.Encode()
	return u.String()
}
