package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/playground"
)

type playgroundCmd struct {
	Addr      string `name:"addr" default:"127.0.0.1:8090" help:"Where to listen; port 0 picks one."`
	NoBot     bool   `name:"no-bot" help:"Only the Slack: run the bot yourself with the printed settings."`
	Data      string `name:"data" help:"A folder to keep the bot's database in; else it is temporary." placeholder:"DIR"`
	Env       string `name:"env" help:"Also write the settings to this file." placeholder:"FILE"`
	EventsURL string `name:"events-url" help:"Where signed HTTP requests are sent while no socket is open." placeholder:"BASEURL"`
}

func (c *playgroundCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	s, err := env.settings()
	if err != nil {
		return err
	}
	log := s.newLog(p.stderr)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	slackServer, err := newPlayground(s, playground.Config{BaseURL: "http://" + listener.Addr().String(), EventsURL: c.EventsURL, Log: log})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	lines := slackServer.Env()
	if c.Env != "" {
		if err := os.WriteFile(c.Env, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			return errors.Join(fmt.Errorf("write settings: %w", err), listener.Close())
		}
	}
	for _, line := range lines {
		fmt.Fprintln(p.stdout, line)
	}
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error { return slackServer.Run(gctx, listener) })
	ready := func(string) { fmt.Fprintln(p.stdout, "ready") }
	if c.NoBot {
		ready("")
	} else {
		g.Go(func() error { return c.bot(gctx, p, env, lines, ready) })
	}
	if err := g.Wait(); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

// newPlayground is a Slack in which an app was made of Footnote's own manifest: what that does not ask for, the bot has not.
func newPlayground(s settings, cfg playground.Config) (*playground.Server, error) {
	manifest, err := json.Marshal(bot.Manifest(s.features, ""))
	if err != nil {
		return nil, fmt.Errorf("encode manifest: %w", err)
	}
	cfg.Manifest = manifest
	return playground.New(cfg)
}

// bot runs the real bot against the playground: with the printed settings, a database of its own, and only the model's
// settings of the environment.
func (c *playgroundCmd) bot(ctx context.Context, p *program, env environment, lines []string, ready func(string)) error {
	own := environment{}
	for name, value := range env {
		if !strings.HasPrefix(name, "SLACK_") && name != "DATABASE_URL" && name != "FOOTNOTE_HTTP_ADDR" {
			own[name] = value
		}
	}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		own[name] = value
	}
	own["SLACK_SIGNING_SECRET"] = ""
	if own["FOOTNOTE_LOG_LEVEL"] == "" {
		own["FOOTNOTE_LOG_LEVEL"] = "warn" // the page shows what happens
	}
	own["FOOTNOTE_HTTP_ADDR"], own["FOOTNOTE_METRICS_ADDR"] = "127.0.0.1:0", "off"
	dir := c.Data
	if dir == "" {
		temp, err := os.MkdirTemp("", "footnote-playground-")
		if err != nil {
			return fmt.Errorf("make a folder for the database: %w", err)
		}
		defer os.RemoveAll(temp)
		dir = temp
	} else if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	own["DATABASE_URL"] = filepath.Join(dir, "footnote.db")
	s, err := own.settings()
	if err != nil {
		return err
	}
	return serve(ctx, s, s.newLog(p.stderr), ready)
}
