// Package model makes one chat call, done properly: whatever an OpenAI-compatible server can do, found once and
// remembered; streaming, structured output with fallbacks, retries, failover, a breaker, usage and price.
package model

import (
	"context"
	"encoding/json"
)

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
	MaxTokens int // of the answer; zero means 1,500
	// OnText is called with each piece of the answer as it arrives; an error from it ends the call with that error.
	OnText func(piece string) error
}

// Schema is the JSON schema of an answer.
type Schema struct {
	Name string
	JSON json.RawMessage
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
	Text     string // all of it, reasoning taken off
	Form     Form   // how it was asked for
	Model    string // as the server names it
	Complete bool   // a finish reason was seen and it was not the length limit
	Usage    Usage
}

// Usage is what one call took; tokens are estimates where the server gave none.
type Usage struct {
	Calls            int
	PromptTokens     int
	CachedTokens     int // of the prompt's, those that the provider had cached
	CompletionTokens int
	CostUSD          *float64 // nil where the price is unknown
}

// Client calls one server. It is safe for use by several goroutines.
type Client struct{}

// Chat makes the call. What arrived before an error is in the response beside it.
func (c *Client) Chat(ctx context.Context, req Request) (Response, error) { panic("being built") }
