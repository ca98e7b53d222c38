// Package bot is what happens in Slack: which event means which request, where its answer comes from, how a reply looks,
// when to try again and when to stay silent.
//
// An envelope arrives by socket.go or http.go and becomes an [Ask] (event.go, classify.go, command.go), or nothing. The
// ask is stored with its job before the envelope is acknowledged. A worker (work.go) shows progress, reads what is asked
// about (sources.go, discussion.go), asks the engine, and posts one reply (post.go) drawn by render.go in the words of
// words_en.go and words_zh.go.
//
// It promises one reply for one request, whatever dies when: the intent to post is stored first, and whoever finds an
// intent without a message looks in Slack for the request's own key before posting again. It knows no HTML, and all
// words that people read stand here.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/flight"
	"github.com/footnote-bot/footnote/internal/pages"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// Config is what a Bot works with. Slack, Store, Reader and Engine are required.
type Config struct {
	Slack  *slack.Client
	Store  *store.Store
	Reader *article.Reader
	Engine *summarize.Engine
	// Choices are the engines that settings may choose from, the operator's own first; empty: there is nothing to choose.
	Choices []Choice
	Log     *slog.Logger // nil: slog.Default

	Language      string                // replaces the asker's locale where not empty (FOOTNOTE_LANGUAGE)
	Emoji         string                // the reaction that asks for a summary, without colons; empty: none does
	Watch         bool                  // channels may be watched
	Search        bool                  // questions to the workspace are answered by Slack's search
	TokensDay     int                   // of a workspace and UTC day; 0 is no cap
	BudgetDay     float64               // US dollars of a workspace and UTC day; 0 is no cap
	AskAbove      int                   // tokens above which a summary asks first; 0 never asks
	Layout        string                // of replies, ClassicLayout or RichLayout; "" is classic
	PersonDay     int                   // replies of a person a UTC day; 0 is no cap
	Workers       int                   // requests worked on at once; zero is store.Work's
	CallTimeout   time.Duration         // of one call to Slack; zero means 20 s
	MaxFile       int64                 // bytes of a file from Slack; zero means 50 MB
	TextsGoTo     []string              // hosts and models that texts are sent to, as the home names them; none: no model
	SigningSecret string                // for requests over HTTP; empty refuses them
	Metrics       prometheus.Registerer // nil: nothing is counted
	Now           func() time.Time

	sweepEvery  time.Duration // zero means sweepMarks
	streamAfter time.Duration // how long a reply may take that is no stream; zero means the constant of that name
}

// Bot answers in one workspace.
type Bot struct {
	cfg   Config
	slack *sender
	log   *slog.Logger
	now   func() time.Time
	self  identity
	stats *metrics
	pages *pages.Reader
	feeds flight.Group[struct{}] // being asked now
	turns turns                  // of reading, by person

	progress progress

	presses sync.WaitGroup // buttons that are answered at once

	mu     sync.Mutex
	people map[string]person // by user id; see people.go
	places map[string]place  // by channel id; see place.go
	listed time.Time         // when all of them were
	waits  map[string]waited // by method of Slack's; see work.go

	looking flight.Group[person]   // by user id
	listing flight.Group[struct{}] // of places
}

// identity is who we are in Slack, from auth.test.
type identity struct {
	Team, TeamURL, User, Bot, App string
	Enterprise                    string // the organization that the workspace belongs to; "" where it belongs to none
	Emoji                         string // the reaction that asks; "" where none does
}

// New makes a bot and asks Slack who it is.
func New(ctx context.Context, cfg Config) (*Bot, error) {
	if cfg.Slack == nil || cfg.Store == nil || cfg.Reader == nil || cfg.Engine == nil {
		return nil, errors.New("bot: Slack, Store, Reader and Engine are required")
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.CallTimeout == 0 {
		cfg.CallTimeout = 20 * time.Second
	}
	if cfg.MaxFile == 0 {
		cfg.MaxFile = 50 << 20
	}
	if cfg.sweepEvery == 0 {
		cfg.sweepEvery = sweepMarks
	}
	if cfg.streamAfter == 0 {
		cfg.streamAfter = streamAfter
	}
	b := &Bot{cfg: cfg, log: cfg.Log, now: cfg.Now, people: map[string]person{}, places: map[string]place{}, stats: newMetrics()}
	b.pages = &pages.Reader{Store: cfg.Store, Reader: cfg.Reader}
	b.slack = newSender(cfg.Slack, cfg.CallTimeout, b.stats)
	who, err := cfg.Slack.AuthTestContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask Slack who we are: %w", err)
	}
	b.self = identity{
		Team: who.TeamID, TeamURL: strings.TrimSuffix(who.URL, "/"), User: who.UserID, Bot: who.BotID, Enterprise: who.EnterpriseID,
		Emoji: cfg.Emoji,
	}
	if cfg.Metrics != nil { // only now: who could not ask Slack is made anew
		cfg.Metrics.MustRegister(append(b.stats.all(), backlog{store: cfg.Store, now: cfg.Now})...)
	}
	return b, nil
}

// Work takes requests from the queue and makes those of digests that are due, until ctx is done; then it lets those at
// work stop softly.
func (b *Bot) Work(ctx context.Context) error {
	defer b.presses.Wait()
	defer b.progress.running.Wait()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return b.sweep(ctx) })
	g.Go(func() error { b.keepTime(ctx); return nil })
	g.Go(func() error { b.keepFeeds(ctx); return nil })
	g.Go(func() error {
		return b.cfg.Store.Work(ctx, store.Work{Do: b.do, GiveUp: b.giveUp, Workers: b.cfg.Workers})
	})
	return g.Wait()
}
