// Package model makes one chat call, done properly: whatever an OpenAI-compatible server can do, found once and
// remembered; streaming, structured output with fallbacks, retries, failover, a breaker, usage and price.
//
// [Client.Chat] walks the failover list (failover in chat.go); for each model it asks in the best form that the server
// takes (capability.go), reads the stream (stream.go, wire.go), takes reasoning and code fences off (clean.go), and says
// what failed in one of a few kinds (error.go), which decide what is tried again and when (retry.go, breaker.go).
// A call has its time, however a server stalls or drips, and calls at once are bounded ([Slots], slots.go).
// Tokens that a server does not count are estimated (tokens.go); prices come from a table (price.go).
//
// Errors and logs hold at most a line of what a server said, never a whole body, a key or a prompt.
package model

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// DefaultModel is asked where Config.Model is empty.
const DefaultModel = "gpt-4o-mini"

// Message is one message of a chat.
type Message struct {
	Role    string // system, user, assistant
	Content string
}

// Request is one call. The messages that stay the same between calls come first, so that providers can cache them.
type Request struct {
	Messages []Message
	Schema   *Schema // the form of the answer; nil for plain text
	// TextForm is appended to the last message where the server can give no JSON at all.
	TextForm  string
	MaxTokens int // of the answer, without reasoning; zero means 1,500
	Attempts  int // most attempts of one model, waits for a limit aside; zero means 3
	// OnText is called with each piece of the answer as it arrives; an error from it ends the call with that error.
	OnText func(piece string) error
	// OnRestart is called where the answer begins anew after pieces of it were handed to OnText: what came before is
	// void. Where it is nil, a call that broke after its first piece is not tried again.
	OnRestart func()
}

// Schema is the JSON schema of an answer.
type Schema struct {
	Name string
	JSON json.RawMessage
	// Example is appended to the last message where the server gives JSON but takes no schema. It says "JSON", as
	// servers demand.
	Example string
}

// Form is how an answer was asked for.
type Form string

// The forms, best first.
const (
	JSONSchema Form = "json_schema"
	JSONObject Form = "json_object"
	PlainText  Form = "text"
)

// Response is what came back.
type Response struct {
	Text     string // all of it, reasoning and a code fence around it taken off
	Form     Form   // how it was asked for
	Model    string // as the server names it
	Complete bool   // the stream said that it ended, and not for the length limit
	Usage    Usage  // of all attempts together
}

// Usage is what one call took; tokens are estimates where the server gave none.
type Usage struct {
	Calls            int
	PromptTokens     int
	CachedTokens     int // of the prompt's, those that the provider had cached
	CompletionTokens int
	CostUSD          *float64 // nil where the price is unknown
}

// Add is the sum of two usages; its cost is unknown where one of them is, unless that one made no call.
func (u Usage) Add(v Usage) Usage {
	sum := Usage{
		Calls: u.Calls + v.Calls, PromptTokens: u.PromptTokens + v.PromptTokens,
		CachedTokens: u.CachedTokens + v.CachedTokens, CompletionTokens: u.CompletionTokens + v.CompletionTokens,
	}
	switch {
	case u.Calls == 0:
		sum.CostUSD = v.CostUSD
	case v.Calls == 0:
		sum.CostUSD = u.CostUSD
	case u.CostUSD != nil && v.CostUSD != nil:
		cost := *u.CostUSD + *v.CostUSD
		sum.CostUSD = &cost
	}
	return sum
}

// Config is what a Client may be told; the zero value calls OpenAI's DefaultModel without a key.
type Config struct {
	APIKey  string // empty sends none, as local servers like it
	BaseURL string // with its version, "http://127.0.0.1:11434/v1"; /v1 is added to a bare host; empty means OpenAI's
	Model   string // one name, or several, comma separated: the next is asked where one fails; empty means DefaultModel

	FirstToken time.Duration // longest wait for the first piece of an answer; zero means 60 s
	Idle       time.Duration // longest wait between two pieces; zero means 30 s
	Time       time.Duration // longest that Chat takes, with all its waits and attempts; zero means 120 s
	MaxWait    time.Duration // longest wait that a server may ask for before another attempt; zero means 20 s
	Slots      *Slots        // bounds the calls at once; clients of one server may share them; nil: no bound

	Prices    *Prices           // nil: the built-in table
	Transport http.RoundTripper // nil: http.DefaultTransport
	Now       func() time.Time  // nil: time.Now
	Log       *slog.Logger      // nil: nothing is logged
}

// Client calls one server. It is safe for use by several goroutines.
type Client struct {
	cfg    Config
	http   *http.Client
	models []*served
}

// New makes a client; it fails where the configuration cannot be used. It does not call the server.
func New(cfg Config) (*Client, error) {
	var err error
	if cfg.BaseURL, err = baseURL(cfg.BaseURL); err != nil {
		return nil, err
	}
	if cfg.Prices == nil {
		if cfg.Prices, err = ParsePrices(builtinPrices); err != nil {
			return nil, err
		}
	}
	cfg = cfg.withDefaults()
	c := &Client{cfg: cfg, http: &http.Client{Transport: cfg.Transport, CheckRedirect: stay}}
	for name := range strings.SplitSeq(cfg.Model, ",") {
		if name = strings.TrimSpace(name); name != "" {
			c.models = append(c.models, newServed(name))
		}
	}
	if len(c.models) == 0 {
		return nil, fmt.Errorf("model: no name in %q", cfg.Model)
	}
	return c, nil
}

// stay follows no redirect: it would turn the call into a GET, and carry a prompt to where nobody meant it to go.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func (c Config) withDefaults() Config {
	if c.Model == "" {
		c.Model = DefaultModel
	}
	if c.FirstToken <= 0 {
		c.FirstToken = 60 * time.Second // local models read a long prompt for that long
	}
	if c.Idle <= 0 {
		c.Idle = 30 * time.Second
	}
	if c.Time <= 0 {
		c.Time = 120 * time.Second
	}
	if c.MaxWait <= 0 {
		c.MaxWait = 20 * time.Second
	}
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

func baseURL(base string) (string, error) {
	if base == "" {
		return "https://api.openai.com/v1", nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", fmt.Errorf("model: base URL %q: want http://HOST/v1 or https://HOST/v1", base)
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/v1"
	}
	u.Path = strings.TrimRight(u.Path, "/")
	return u.String(), nil
}

// Endpoint is the base URL that is asked.
func (c *Client) Endpoint() string { return c.cfg.BaseURL }

// Models are the names of the failover list.
func (c *Client) Models() []string {
	names := make([]string, 0, len(c.models))
	for _, m := range c.models {
		names = append(names, m.name)
	}
	return names
}

// First is a client that asks that model of the list first, and the others after it; what is known of each is shared. A name
// that is not on the list changes nothing.
func (c *Client) First(name string) *Client {
	i := slices.IndexFunc(c.models, func(m *served) bool { return m.name == name })
	if i <= 0 {
		return c
	}
	first := *c
	first.models = slices.Concat([]*served{c.models[i]}, c.models[:i], c.models[i+1:])
	return &first
}

// Name is the model that is asked first, for cache keys and for people.
func (c *Client) Name() string { return c.models[0].name }
