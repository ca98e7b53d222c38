package door

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/footnote-bot/footnote/article"
)

// refusal is why there is no answer, as programs are told: the JSON of design's contract, with kinds of its own beside those
// of sources that cannot be read.
type refusal struct {
	Kind   string `json:"kind"`
	URL    string `json:"url"`
	Advice string `json:"advice"`

	status int
}

func (r *refusal) Error() string { return r.Kind + ": " + r.Advice }

// The refusals that are no source's fault.
const (
	badRequest   = "bad_request"
	unauthorized = "unauthorized"
	noSuchPath   = "no_such_path"
	badMethod    = "method_not_allowed"
	notJSON      = "not_json"
	bodyTooLarge = "too_large"
	badValue     = "bad_value"
	busy         = "busy"
	enoughToday  = "enough_today"
	tooLong      = "took_too_long"
	stopping     = "stopping"
	internal     = "internal"
)

// refusals are the status and the advice of each kind.
var refusals = map[string]refusal{
	badRequest:   {status: http.StatusBadRequest},
	badValue:     {status: http.StatusUnprocessableEntity},
	unauthorized: {status: http.StatusUnauthorized, Advice: "Send the header Authorization: Bearer with FOOTNOTE_API_KEY."},
	noSuchPath:   {status: http.StatusNotFound, Advice: "The paths are in /v1/openapi.json."},
	badMethod:    {status: http.StatusMethodNotAllowed, Advice: "The methods are in /v1/openapi.json."},
	notJSON:      {status: http.StatusUnsupportedMediaType, Advice: "Send JSON, as Content-Type: application/json."},
	bodyTooLarge: {status: http.StatusRequestEntityTooLarge, Advice: fmt.Sprintf("Send at most %d bytes.", mostBody)},
	busy:         {status: http.StatusTooManyRequests, Advice: "Too many requests are waiting. Try again in a few seconds."},
	enoughToday:  {status: http.StatusTooManyRequests, Advice: "The day's replies (FOOTNOTE_PERSON_DAY) are used up. The next day begins at 00:00 UTC."},
	tooLong:      {status: http.StatusGatewayTimeout, Advice: "Reading or the model took too long. Try again, or ask about a shorter text."},
	stopping:     {status: http.StatusServiceUnavailable, Advice: "Footnote is stopping. Try again in a moment."},
	internal:     {status: http.StatusInternalServerError, Advice: "Something went wrong here; the log says what."},
}

func refuse(kind string) *refusal {
	r := refusals[kind]
	r.Kind = kind
	return &r
}

// wrong is a request that cannot be understood.
func wrong(kind, format string, args ...any) *refusal {
	r := refuse(kind)
	r.Advice = fmt.Sprintf(format, args...)
	return r
}

// tell turns an error into what programs are told; nil for none.
func tell(err error, words Words) *refusal {
	var (
		refused *refusal
		unread  *article.Error
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &unread):
		return &refusal{Kind: string(unread.Kind), URL: unread.URL, Advice: words.Failure(unread), status: http.StatusUnprocessableEntity}
	case errors.Is(err, errTooLong):
		return refuse(tooLong)
	case errors.Is(err, context.Canceled):
		return refuse(stopping)
	}
	return refuse(internal)
}
