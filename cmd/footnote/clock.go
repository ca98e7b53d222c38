package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// slackClock is the machine's clock, or that of a playground, which can be moved: its answers say where its clock is. The
// real Slack says nothing of the kind.
type slackClock struct {
	ahead atomic.Int64 // nanoseconds
	route atomic.Pointer[string]
}

// clockHeader names the route of a playground's clock; see playground.ClockHeader.
const clockHeader = "X-Playground-Clock"

// clockEvery is how often a playground is asked for its time.
const clockEvery = 200 * time.Millisecond

// Now is the time by this clock.
func (c *slackClock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// RoundTrip sends a request of the Slack client, and looks whether a playground answers.
func (c *slackClock) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err == nil && c.route.Load() == nil {
		if path := resp.Header.Get(clockHeader); strings.HasPrefix(path, "/") {
			route := req.URL.Scheme + "://" + req.URL.Host + path
			c.route.Store(&route)
		}
	}
	return resp, err
}

// set sets the clock by a playground's, where there is one.
func (c *slackClock) set(ctx context.Context) error {
	route := c.route.Load()
	if route == nil {
		return nil
	}
	if err := c.ask(ctx, *route); err != nil {
		return fmt.Errorf("set the clock by the playground's: %w", err)
	}
	return nil
}

// follow keeps to a playground's clock until ctx is done; with the real Slack there is nothing to do.
func (c *slackClock) follow(ctx context.Context, log *slog.Logger) {
	route := c.route.Load()
	if route == nil {
		return
	}
	ticker := time.NewTicker(clockEvery)
	defer ticker.Stop()
	for {
		if err := c.ask(ctx, *route); err != nil && ctx.Err() == nil {
			log.Debug("the playground's clock does not answer", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (c *slackClock) ask(ctx context.Context, route string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, route, http.NoBody)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var clock struct {
		Now time.Time `json:"now"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<10)).Decode(&clock); err != nil {
		return fmt.Errorf("read the clock: %w", err)
	}
	ahead := time.Until(clock.Now)
	if gone := ahead - time.Duration(c.ahead.Load()); gone.Abs() > 50*time.Millisecond { // less is the way here
		c.ahead.Store(int64(ahead))
	}
	return nil
}
