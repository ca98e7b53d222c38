package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/door"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

type serveCmd struct{}

func (serveCmd) Run(ctx context.Context, p *program, env environment) error {
	s, err := env.settings()
	if err != nil {
		return err
	}
	if s.slackBotToken == "" {
		return fmt.Errorf("SLACK_BOT_TOKEN is not set; `footnote playground` needs no account: %w", errUsage)
	}
	if s.slackAppToken == "" && s.slackSigningSecret == "" {
		return fmt.Errorf("set SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP: %w", errUsage)
	}
	log := s.newLog(p.stderr)
	return serve(ctx, s, log, func(addr string) { log.Info("ready", "addr", addr) })
}

// service is a bot with all that it stands on, connected and not yet at work.
type service struct {
	settings  settings
	log       *slog.Logger
	store     *store.Store
	bot       *bot.Bot
	door      *door.Door // nil without a key
	reader    *article.Reader
	engine    *summarize.Engine // the operator's
	metrics   *prometheus.Registry
	connected atomic.Bool
	clock     *slackClock
	close     func() error      // of what reads
	ready     func(addr string) // called once, when requests are taken
}

// serve runs the bot until ctx is done. The same wiring serves the playground: only settings differ.
func serve(ctx context.Context, s settings, log *slog.Logger, ready func(addr string)) (err error) {
	clock := &slackClock{}
	db, err := store.Open(ctx, s.databaseURL, store.Config{Log: log, EncryptionKey: s.encryptionKey, Now: clock.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	release, err := db.Lock(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	svc := &service{settings: s, log: log, store: db, clock: clock, metrics: prometheus.NewRegistry(), ready: ready}
	svc.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if svc.bot, err = svc.newBot(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, svc.close()) }()
	if svc.door, err = svc.newDoor(); err != nil {
		return err
	}
	return svc.run(ctx)
}

func (svc *service) newBot(ctx context.Context) (*bot.Bot, error) {
	s := svc.settings
	reader, err := s.newReader()
	if err != nil {
		return nil, err
	}
	svc.close, svc.reader = reader.Close, reader
	engines, err := s.newEngines("", svc.store, svc.log)
	if err != nil {
		return nil, err
	}
	svc.engine = engines[0].Engine
	api := slack.New(s.slackBotToken, slack.OptionAPIURL(s.slackAPIURL), slack.OptionAppLevelToken(s.slackAppToken),
		slack.OptionHTTPClient(&http.Client{Transport: svc.clock}))
	cfg := bot.Config{
		Slack: api, Store: svc.store, Reader: reader, Engine: engines[0].Engine, Choices: engines, Log: svc.log, Language: s.language, TokensDay: s.tokensDay,
		BudgetDay: s.budgetDay, PersonDay: s.personDay, AskAbove: s.askAbove, SigningSecret: s.slackSigningSecret, Metrics: svc.metrics,
		Workers: s.atOnce(), Now: svc.clock.Now, Layout: s.layout,
	}
	cfg.TextsGoTo = s.textsGoTo()
	cfg.Watch, cfg.Search = slices.Contains(s.features, "watch"), slices.Contains(s.features, "search")
	if slices.Contains(s.features, "reactions") {
		cfg.Emoji = s.emoji
	}
	made, err := patiently(ctx, svc.log, func() (*bot.Bot, error) { return bot.New(ctx, cfg) })
	if err != nil {
		return nil, err
	}
	return made, svc.clock.set(ctx)
}

// patiently tries until Slack answers, for two minutes; what Slack refuses is final.
func patiently(ctx context.Context, log *slog.Logger, try func() (*bot.Bot, error)) (*bot.Bot, error) {
	deadline := time.Now().Add(2 * time.Minute)
	for wait := time.Second; ; wait = min(2*wait, 15*time.Second) {
		b, err := try()
		var refused slack.SlackErrorResponse
		if err == nil || errors.As(err, &refused) || time.Now().After(deadline) {
			return b, err
		}
		log.Warn("Slack does not answer", "err", err, "again_in", wait)
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(wait):
		}
	}
}

// run takes requests until ctx is done.
func (svc *service) run(ctx context.Context) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", svc.settings.httpAddr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	addr := listener.Addr().String()
	g, gctx := errgroup.WithContext(ctx)
	serveHTTP(gctx, g, listener, svc.handler(gctx))
	svc.serveMetrics(gctx, g)
	g.Go(func() error { svc.clock.follow(gctx, svc.log); return nil })
	g.Go(func() error { return svc.bot.Work(gctx) })
	g.Go(func() error { svc.expire(gctx); return nil })
	svc.log.Info("listening", "addr", addr)
	if svc.settings.slackAppToken == "" {
		svc.ready(addr)
	} else {
		g.Go(func() error { return svc.socket(gctx, addr) })
	}
	err = g.Wait()
	if ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)) {
		svc.log.Info("stopped")
		return nil
	}
	return err
}

// expireEvery is how often is taken away what was kept long enough.
const expireEvery = 6 * time.Hour

func (svc *service) expire(ctx context.Context) {
	const day = 24 * time.Hour
	s := svc.settings
	keep := store.Keep{Texts: time.Duration(s.keepTexts) * day, Replies: time.Duration(s.keepReplies) * day, Usage: time.Duration(s.keepUsage) * day}
	ticker := time.NewTicker(expireEvery)
	defer ticker.Stop()
	for {
		gone, err := svc.store.Expire(ctx, keep)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			svc.log.Error("what is old was not taken away", "err", err)
		case gone != store.Expired{}:
			svc.log.Info("what is old was taken away", "texts", gone.Texts, "replies", gone.Replies, "usage", gone.Usage)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// serveHTTP answers until ctx is done, then lets those at work end.
func serveHTTP(ctx context.Context, g *errgroup.Group, listener net.Listener, handler http.Handler) {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second}
	g.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve HTTP: %w", err)
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		return server.Shutdown(end)
	})
}

// serveMetrics serves /metrics on an address of its own. That it is taken, as by a second process of this machine, keeps
// nobody from being answered.
func (svc *service) serveMetrics(ctx context.Context, g *errgroup.Group) {
	if svc.settings.metricsAddr == "off" {
		return
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", svc.settings.metricsAddr)
	if err != nil {
		svc.log.Warn("metrics not served: set FOOTNOTE_METRICS_ADDR", "err", err)
		return
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(svc.metrics, promhttp.HandlerOpts{}))
	svc.log.Info("metrics", "addr", listener.Addr().String())
	serveHTTP(ctx, g, listener, mux)
}

func (svc *service) socket(ctx context.Context, addr string) error {
	first := true
	return svc.bot.ServeSocket(ctx, func(up bool) {
		svc.connected.Store(up)
		if up && first {
			first = false
			svc.ready(addr)
		}
	})
}

func (svc *service) handler(ctx context.Context) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		switch {
		case svc.store.Ping(ctx) != nil:
			http.Error(w, "database does not answer", http.StatusServiceUnavailable)
		case svc.settings.slackAppToken != "" && !svc.connected.Load():
			http.Error(w, "socket not connected", http.StatusServiceUnavailable)
		default:
			fmt.Fprintln(w, "ok")
		}
	})
	if svc.settings.slackSigningSecret != "" {
		mux.Handle("/slack/", svc.bot.Handler())
	}
	if svc.door != nil {
		handler := svc.door.Handler(ctx)
		mux.Handle("/v1/", handler)
		mux.Handle("/mcp", handler)
	}
	return mux
}
