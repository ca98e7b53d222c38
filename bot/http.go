package bot

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
)

// maxRequest is the most that Slack may send in one request, in bytes.
const maxRequest = 1 << 20

// Handler serves what Slack sends over HTTP: /slack/events, /slack/commands and /slack/interactions, each signed with
// the signing secret. Any of the three takes all kinds of requests, since apps are often set up with one address.
func (b *Bot) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, path := range []string{"/slack/events", "/slack/commands", "/slack/interactions"} {
		mux.HandleFunc("POST "+path, b.serveSlack)
	}
	return mux
}

func (b *Bot) serveSlack(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		http.Error(w, "request too large or cut", http.StatusRequestEntityTooLarge)
		return
	}
	if err := b.checkSignature(r.Header, body); err != nil {
		b.log.Warn("request refused", "err", err)
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		b.serveEvent(w, r, body)
		return
	}
	form, err := url.ParseQuery(string(body))
	switch {
	case err != nil:
		http.Error(w, "bad form", http.StatusBadRequest)
	case form.Get("ssl_check") == "1":
		w.WriteHeader(http.StatusOK)
	case form.Get("payload") != "":
		b.serveEnvelope(w, r, Envelope{Type: InteractionEnvelope, Payload: json.RawMessage(form.Get("payload"))})
	default:
		fields := map[string]string{}
		for name := range form {
			fields[name] = form.Get(name)
		}
		payload, err := json.Marshal(fields)
		if err != nil {
			http.Error(w, "bad form", http.StatusBadRequest)
			return
		}
		b.serveEnvelope(w, r, Envelope{Type: CommandEnvelope, Payload: payload})
	}
}

func (b *Bot) checkSignature(header http.Header, body []byte) error {
	if b.cfg.SigningSecret == "" {
		return errors.New("no signing secret is set")
	}
	v, err := slack.NewSecretsVerifier(header, b.cfg.SigningSecret)
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
}

func (b *Bot) serveEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	var outer struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(body, &outer); err != nil {
		http.Error(w, "bad JSON", http.StatusBadRequest)
		return
	}
	if outer.Type == "url_verification" {
		writeJSON(w, map[string]string{"challenge": outer.Challenge})
		return
	}
	b.serveEnvelope(w, r, Envelope{Type: EventEnvelope, Payload: body})
}

func (b *Bot) serveEnvelope(w http.ResponseWriter, r *http.Request, env Envelope) {
	answer, err := b.Accept(r.Context(), env)
	switch {
	case err != nil:
		b.log.Error("envelope not stored", "type", string(env.Type), "err", err)
		http.Error(w, "not stored, send it again", http.StatusServiceUnavailable)
	case answer != nil:
		writeJSON(w, answer)
	default:
		w.WriteHeader(http.StatusOK)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		// The connection is gone; Slack will ask again.
		return
	}
}
