package door

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// mostBody is the largest body that is taken, in bytes: the longest text, and what JSON makes of it.
const mostBody = mostText + 1<<20

// Handler serves /v1/ and /mcp until ctx is done: then requests under way end. All but the description wants the key.
func (d *Door) Handler(ctx context.Context) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/v1/openapi.json", d.describe)
	mux.Handle("/v1/summaries", d.route("summaries", "SummaryRequest", decoded(func(ctx context.Context, r summaryRequest) ([]byte, error) {
		return encoded(d.summarize(ctx, r))
	})))
	mux.Handle("/v1/answers", d.route("answers", "AnswerRequest", decoded(func(ctx context.Context, r answerRequest) ([]byte, error) {
		return encoded(d.answer(ctx, r))
	})))
	mux.Handle("/v1/checks", d.route("checks", "CheckRequest", decoded(func(ctx context.Context, r checkRequest) ([]byte, error) {
		c, err := d.check(ctx, r)
		if err != nil {
			return nil, err
		}
		return json.Marshal(c)
	})))
	mux.Handle("/v1/", d.keyed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answerRefusal(w, refuse(noSuchPath)) })))
	server := d.server("mcp_http")
	mux.Handle("/mcp", d.keyed(mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: mostBody, PropagateRequestCancellation: true,
		// Against rebound names there is the key; a proxy on this machine keeps the name that it was called by.
		DisableLocalhostProtection: true,
	})))
	return endsWith(ctx, mux)
}

// endsWith ends requests when ctx is done.
func endsWith(ctx context.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(ctx, cancel)()
		next.ServeHTTP(w, r.WithContext(rctx)) //nolint:contextcheck // the request's own, which ends with ctx besides
	})
}

// keyed lets in who bears the key.
func (d *Door) keyed(next http.Handler) http.Handler {
	want := sha256.Sum256([]byte(d.cfg.Key))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme, key, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		got := sha256.Sum256([]byte(strings.TrimSpace(key)))
		same := subtle.ConstantTimeCompare(got[:], want[:]) == 1
		if !same || d.cfg.Key == "" || !strings.EqualFold(scheme, "Bearer") {
			w.Header().Set("WWW-Authenticate", "Bearer")
			answerRefusal(w, refuse(unauthorized))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// route answers POST requests whose body is as the named schema has it.
func (d *Door) route(name, schema string, do func(context.Context, []byte) ([]byte, error)) http.Handler {
	form := formOf(schema)
	return d.keyed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			answerRefusal(w, refuse(badMethod))
			return
		}
		var out []byte
		refused := d.turn(r.Context(), "http", name, func(ctx context.Context) error { // the body too is read in a turn: it takes memory
			body, err := readBody(w, r, form)
			if err == nil {
				out, err = do(ctx, body)
			}
			return err
		})
		if refused != nil {
			answerRefusal(w, refused)
			return
		}
		answerJSON(w, http.StatusOK, out)
	}))
}

func readBody(w http.ResponseWriter, r *http.Request, form form) ([]byte, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, refuse(notJSON)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if _, over := errors.AsType[*http.MaxBytesError](err); over {
		return nil, refuse(bodyTooLarge)
	}
	if err != nil {
		return nil, wrong(badRequest, "The request broke off.")
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return nil, wrong(badRequest, "This is not JSON: %v.", err)
	}
	return body, form.check(value)
}

// decoded is a step that is given the body as a value.
func decoded[T any](do func(context.Context, T) ([]byte, error)) func(context.Context, []byte) ([]byte, error) {
	return func(ctx context.Context, body []byte) ([]byte, error) {
		var request T
		dec := json.NewDecoder(bytes.NewReader(body))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&request); err != nil {
			return nil, wrong(badRequest, "The request is not as /v1/openapi.json has it: %v.", err)
		}
		return do(ctx, request)
	}
}

func encoded(r *reply, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return WithTiming(r.Reply, r.timing)
}

func (d *Door) describe(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		answerRefusal(w, refuse(badMethod))
		return
	}
	answerJSON(w, http.StatusOK, description)
}

func answerRefusal(w http.ResponseWriter, r *refusal) {
	if r.Kind == busy || r.Kind == stopping {
		w.Header().Set("Retry-After", "5")
	}
	data, err := json.Marshal(map[string]*refusal{"error": r})
	if err != nil { // three strings
		data = []byte("{}")
	}
	answerJSON(w, r.status, data)
}

func answerJSON(w http.ResponseWriter, status int, data []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(data) // whoever asked may have left
}
