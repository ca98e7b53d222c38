// Package playground is a Slack in memory: the Web API, Socket Mode, signed HTTP requests, files and response addresses, as far as
// a bot and the people who talk to it need them. Real clients talk to it over real sockets; nothing leaves the machine and nothing
// survives the process.
//
// A call to /api/METHOD is read into arguments (arguments.go), checked for token, scope and faults (api.go), and run by a
// function of its family (api_*.go) on the one [workspace] (workspace.go, messages.go) under its lock. What blocks may hold
// is checked in limits.go and shapes.go. Each change says which events follow (events.go); they wait in a queue (deliver.go) for
// a socket (socket.go) or are sent as signed requests (outgoing.go), until they are acknowledged. What people do with the
// mouse is in interact.go and control.go, where the routes below /playground/api stand; faults.go makes Slack misbehave.
// Docs: docs/playground.md.
//
// The people's tokens act as those people: events that follow carry a user and no bot_id. The package knows no bot but
// as a client; rates are not limited unless a fault says so.
package playground

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// Config says how a playground behaves. All but BaseURL may be left out.
type Config struct {
	// BaseURL is the address under which clients reach the playground, such as http://127.0.0.1:8090.
	BaseURL string
	// EventsURL is where signed HTTP requests are sent while no socket is open: /slack/events, /slack/commands and
	// /slack/interactions are added to it. Empty: everything waits for a socket.
	EventsURL string
	// Log takes what happens; nil discards.
	Log *slog.Logger
	// Now is the clock of timestamps, streams, triggers and response addresses, until it is moved (clock.go); nil is time.Now.
	Now func() time.Time
	// Manifest is the app's manifest as JSON, as Slack takes it: its scopes, the events, commands and shortcuts that it has,
	// its home and its pane. Nil: an app that may do and hears everything.
	Manifest []byte
	// Redelivery is how long an unacknowledged event waits before it is sent again, attempt by attempt; nil is 3 s, 1 min, 5 min.
	Redelivery []time.Duration
	// Retries is the same for HTTP requests that were not answered with 2xx; nil is at once, 1 min, 5 min.
	Retries []time.Duration
	// AckTimeout is how long a command, click or view waits for its acknowledgement, and an HTTP request for its answer; zero is 3 s.
	AckTimeout time.Duration
	// PingInterval is the time between WebSocket pings; zero is 10 s.
	PingInterval time.Duration
	// AgentSessions switches agents.sessions.setStatus on; else it answers feature_disabled.
	AgentSessions bool
}

// Server is one Slack workspace with one app in it. It serves while [Server.Run] runs.
type Server struct {
	cfg     Config
	app     app
	base    *url.URL
	log     *slog.Logger
	ws      *workspace
	tokens  map[string]*token // by value; never changes
	secret  string
	queue   *queue
	sockets *sockets
	faults  *faults
	journal *journal
	mux     *http.ServeMux
	clock   *clock
}

// New makes a workspace with its people and channels.
func New(cfg Config) (*Server, error) {
	base, err := url.Parse(strings.TrimSuffix(cfg.BaseURL, "/"))
	if err != nil || (base.Scheme != "http" && base.Scheme != "https") || base.Host == "" {
		return nil, fmt.Errorf("playground: base URL %q: want http://host:port", cfg.BaseURL)
	}
	if cfg.EventsURL != "" {
		if u, err := url.Parse(cfg.EventsURL); err != nil || u.Host == "" {
			return nil, fmt.Errorf("playground: events URL %q: want http://host:port", cfg.EventsURL)
		}
	}
	cfg = withDefaults(cfg)
	moved := &clock{machine: cfg.Now}
	cfg.Now = moved.now
	changes := newFeed()
	app, err := newApp(cfg.Manifest)
	if err != nil {
		return nil, fmt.Errorf("playground: %w", err)
	}
	s := &Server{app: app, cfg: cfg, base: base, clock: moved, log: cfg.Log, secret: strings.ToLower(rand.Text() + rand.Text())[:32]}
	s.journal = newJournal(cfg.Now, changes)
	s.faults = newFaults(changes)
	s.sockets = newSockets(s)
	s.queue = newQueue(s)
	s.ws = newWorkspace(cfg.Now, base.String(), changes)
	s.ws.emit, s.ws.pane, s.ws.home, s.ws.offered = s.emitEvent, app.pane, app.home, app.shortcuts
	s.ws.stops = app.hears(map[string]any{"type": "agent_session_stopped"})
	s.tokens = issueTokens(s.ws, s.app.scopes)
	s.mux = s.routes()
	return s, nil
}

func withDefaults(cfg Config) Config {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Redelivery == nil {
		cfg.Redelivery = []time.Duration{3 * time.Second, time.Minute, 5 * time.Minute}
	}
	if cfg.Retries == nil {
		cfg.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if cfg.AckTimeout == 0 {
		cfg.AckTimeout = 3 * time.Second
	}
	if cfg.PingInterval == 0 {
		cfg.PingInterval = 10 * time.Second
	}
	return cfg
}

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("GET /link/", s.sockets.serve)
	mux.HandleFunc("POST /response/{id}", s.serveResponseURL)
	mux.HandleFunc("/upload/{id}", s.serveUpload)
	mux.HandleFunc("GET /files-pri/{id}/{name}", s.serveFile)
	mux.HandleFunc("GET /files-pri/{id}/download/{name}", s.serveFile)
	mux.HandleFunc("GET /signin", serveSignIn)
	s.controlRoutes(mux)
	s.pageRoutes(mux)
	return mux
}

// ServeHTTP serves the whole of this Slack. Events are delivered while [Server.Run] runs.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Run serves on the listener and delivers events until ctx is done; then it returns nil. It closes the listener.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	g, ctx := errgroup.WithContext(ctx)
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:    slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	g.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve playground: %w", err)
		}
		return nil
	})
	g.Go(func() error { s.queue.run(ctx); return nil })
	g.Go(func() error {
		<-ctx.Done()
		s.sockets.closeAll()
		if err := server.Close(); err != nil {
			return fmt.Errorf("close playground: %w", err)
		}
		return nil
	})
	return g.Wait()
}

// URL is the address of the web page.
func (s *Server) URL() string { return s.base.String() + "/" }

// APIURL is the address of the Web API, with its last slash.
func (s *Server) APIURL() string { return s.base.String() + "/api/" }

// BotToken is the bot's xoxb token.
func (s *Server) BotToken() string { return s.tokenOf(botToken, botUserID) }

// AppToken is the app-level xapp token, for apps.connections.open.
func (s *Server) AppToken() string { return s.tokenOf(appToken, botUserID) }

// SigningSecret signs the requests to [Config.EventsURL].
func (s *Server) SigningSecret() string { return s.secret }

// UserToken is the token of a person by name (ann, bob, carol, dana), or of the other bot (herald); "" where nobody bears the name.
func (s *Server) UserToken(name string) string {
	s.ws.mu.Lock()
	p := s.ws.personNamed(name)
	s.ws.mu.Unlock()
	switch {
	case p == nil || p.id == botUserID:
		return ""
	case p.botID != "":
		return s.tokenOf(botToken, p.id)
	}
	return s.tokenOf(userToken, p.id)
}

// Env is the settings with which a bot and the people's clients find this Slack, as lines of a .env file; the page's address
// is the last.
func (s *Server) Env() []string {
	people := make([]string, 0, 4)
	for _, name := range []string{"ann", "bob", "carol", "dana", "herald"} {
		people = append(people, name+":"+s.UserToken(name))
	}
	return []string{
		"SLACK_API_URL=" + s.APIURL(),
		"SLACK_BOT_TOKEN=" + s.BotToken(),
		"SLACK_APP_TOKEN=" + s.AppToken(),
		"SLACK_SIGNING_SECRET=" + s.SigningSecret(),
		"FOOTNOTE_ALLOW_PRIVATE_HOSTS=" + s.base.Host,
		"PLAYGROUND_USER_TOKENS=" + strings.Join(people, ","),
		"PLAYGROUND_URL=" + s.base.String(),
	}
}
