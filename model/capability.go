package model

import (
	"strings"
	"sync"

	"github.com/sashabaranov/go-openai"
)

// ability is what a server is believed to take for one model.
type ability struct {
	form        Form
	limit       limitField
	temperature bool
	effort      bool // reasoning_effort
	streamUsage bool // stream_options
	stream      bool
}

// limitField is the request's field that bounds the answer.
type limitField string

const (
	maxTokens           limitField = "max_tokens" // what old compatible servers know
	maxCompletionTokens limitField = "max_completion_tokens"
	noLimit             limitField = ""
)

// served is one model of a server, with what was learned about it.
type served struct {
	name    string
	breaker breaker

	mu      sync.Mutex
	able    ability
	strange int // answers in a row that were no JSON though JSON was promised
}

func newServed(name string) *served {
	able := ability{form: JSONSchema, limit: maxTokens, temperature: true, streamUsage: true, stream: true}
	if reasons(name) {
		able = ability{form: JSONSchema, limit: maxCompletionTokens, effort: true, streamUsage: true, stream: true}
	}
	return &served{name: name, able: able}
}

// reasons knows the names for which go-openai refuses max_tokens and temperature before any request, whatever the server.
func reasons(name string) bool {
	for _, prefix := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func (s *served) ability() ability {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.able
}

// learn remembers the ability that a call succeeded with. A server that takes a form and twice answers in another is
// asked in the next simpler one.
func (s *served) learn(able ability, wantedJSON, gotJSON bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !wantedJSON {
		able.form = s.able.form // nothing was learned about forms
	}
	if wantedJSON && !gotJSON && able.form != PlainText {
		if s.strange++; s.strange >= 2 {
			s.strange = 0
			able.form = simpler(able.form)
		}
	} else {
		s.strange = 0
	}
	s.able = able
}

func simpler(f Form) Form {
	if f == JSONSchema {
		return JSONObject
	}
	return PlainText
}

// without is the ability to try after a server refused a request: less what its words name, else the next simpler form,
// else nothing but the messages. It reports false where nothing is left to leave out.
func (a ability) without(said string, wantsJSON bool) (ability, bool) {
	said = strings.ToLower(said)
	names := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(said, w) {
				return true
			}
		}
		return false
	}
	less := a
	switch {
	case a.limit != noLimit && names("max_tokens", "max_completion_tokens"):
		less.limit = map[limitField]limitField{maxTokens: maxCompletionTokens, maxCompletionTokens: noLimit}[a.limit]
	case a.effort && names("reasoning_effort", "reasoning.effort"):
		less.effort = false
	case a.temperature && names("temperature"):
		less.temperature = false
	case a.streamUsage && names("stream_options", "include_usage"):
		less.streamUsage = false
	case a.stream && names("streaming", "'stream'", "`stream`", "\"stream\"", "stream=true", "stream is not"):
		less.stream, less.streamUsage = false, false
	case wantsJSON && a.form != PlainText:
		less.form = simpler(a.form)
	default:
		less.effort, less.temperature, less.streamUsage, less.limit = false, false, false, noLimit
	}
	return less, less != a
}

// reasoningRoom is added to the limit of models that spend it on reasoning too.
const reasoningRoom = 4000

// request writes a call in the words that the server takes.
func (a ability) request(model string, req Request) openai.ChatCompletionRequest {
	out := openai.ChatCompletionRequest{Model: model, Stream: true}
	for _, m := range a.messages(req) {
		out.Messages = append(out.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Content})
	}
	if a.streamUsage {
		out.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	limit := req.MaxTokens
	if limit <= 0 {
		limit = 1500
	}
	switch a.limit {
	case maxTokens:
		out.MaxTokens = limit //nolint:staticcheck // what compatible servers know; refused, the new field is tried
	case maxCompletionTokens:
		out.MaxCompletionTokens = limit + reasoningRoom
	case noLimit:
	}
	if a.temperature {
		out.Temperature = 0.1 // 0 would not be sent
	}
	if a.effort {
		out.ReasoningEffort = openai.ReasoningEffortLow
	}
	if req.Schema != nil {
		out.ResponseFormat = a.format(req.Schema)
	}
	return out
}

func (a ability) format(schema *Schema) *openai.ChatCompletionResponseFormat {
	switch a.form {
	case JSONSchema:
		return &openai.ChatCompletionResponseFormat{
			Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{
				Name: schema.Name, Schema: schema.JSON, Strict: true,
			},
		}
	case JSONObject:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	case PlainText:
	}
	return nil
}

// messages are the request's, the last one with the form spelled out where the server cannot be told it otherwise: at
// the end, so that what providers cache stays the same.
func (a ability) messages(req Request) []Message {
	form := ""
	switch {
	case len(req.Messages) == 0:
	case req.Schema == nil || a.form == PlainText:
		form = req.TextForm
	case a.form == JSONObject:
		form = req.Schema.Example
	}
	if form == "" {
		return req.Messages
	}
	messages := append([]Message(nil), req.Messages...)
	messages[len(messages)-1].Content += "\n\n" + form
	return messages
}
