package playground

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A delivery is what became of a signed request.
type delivery struct {
	status  int
	body    []byte
	kind    string // of the body's content
	reason  string // why it failed, in Slack's words; "" where it did not
	noRetry bool
}

var errRedirects = errors.New("too many redirects")

// post sends an envelope to the app's address, signed with the signing secret.
func (s *Server) post(ctx context.Context, e *envelope) delivery {
	path, kind, body := "/slack/events", "application/json", []byte(e.payload)
	switch e.kind {
	case commandEnvelope:
		path, kind, body = "/slack/commands", "application/x-www-form-urlencoded", commandForm(e.payload)
	case interactionEnvelope:
		path, kind, body = "/slack/interactions", "application/x-www-form-urlencoded", []byte(url.Values{"payload": {string(e.payload)}}.Encode())
	case eventEnvelope:
	}
	header := http.Header{"Content-Type": {kind}}
	if e.attempt > 0 {
		header.Set("X-Slack-Retry-Num", strconv.Itoa(e.attempt))
		header.Set("X-Slack-Retry-Reason", e.reason)
	}
	return s.postSigned(ctx, path, header, body)
}

func commandForm(payload []byte) []byte {
	var fields map[string]string
	if json.Unmarshal(payload, &fields) != nil {
		return nil
	}
	form := url.Values{}
	for name, v := range fields {
		form.Set(name, v)
	}
	return []byte(form.Encode())
}

func (s *Server) postSigned(ctx context.Context, path string, header http.Header, body []byte) delivery {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.AckTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(s.cfg.EventsURL, "/")+path, bytes.NewReader(body))
	if err != nil {
		return delivery{reason: "unknown_error"}
	}
	request.Header = header
	stamp := strconv.FormatInt(s.cfg.Now().Unix(), 10)
	request.Header.Set("X-Slack-Request-Timestamp", stamp)
	request.Header.Set("X-Slack-Signature", sign(s.secret, stamp, body))
	request.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	client := http.Client{CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > 2 {
			return errRedirects
		}
		return nil
	}}
	response, err := client.Do(request)
	if err != nil {
		return delivery{reason: failureReason(ctx, err)}
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	err = errors.Join(err, response.Body.Close())
	if err != nil {
		return delivery{status: response.StatusCode, reason: failureReason(ctx, err)}
	}
	d := delivery{status: response.StatusCode, body: answer, kind: response.Header.Get("Content-Type")}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		d.reason, d.noRetry = "http_error", response.Header.Get("X-Slack-No-Retry") == "1"
	}
	return d
}

// sign is Slack's signature of a request: HMAC-SHA256 of version, time and body.
func sign(secret, stamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

func failureReason(ctx context.Context, err error) string {
	_, badCertificate := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case errors.Is(err, errRedirects):
		return "too_many_redirects"
	case badCertificate:
		return "ssl_error"
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "http_timeout"
	}
	return "connection_failed"
}

// ack is a request's answer as a socket would have acknowledged: bare text is a message.
func (d delivery) ack() ack {
	if d.reason != "" {
		reason := "dispatch_failed"
		if d.reason == "http_timeout" {
			reason = "operation_timeout"
		}
		return ack{reason: reason}
	}
	text := strings.TrimSpace(string(d.body))
	switch {
	case text == "":
		return ack{ok: true}
	case json.Valid(d.body) && strings.HasPrefix(text, "{"):
		return ack{ok: true, payload: d.body}
	}
	return ack{ok: true, payload: encode(map[string]any{"text": text})}
}

// verify does what Slack does when an address is set: it sends a challenge and wants it back.
func (s *Server) verify(ctx context.Context) (ok bool, d delivery) {
	challenge := newClientID() + strconv.FormatInt(time.Now().UnixNano(), 36)
	body := encode(map[string]any{"token": "playground", "challenge": challenge, "type": "url_verification"})
	d = s.postSigned(ctx, "/slack/events", http.Header{"Content-Type": {"application/json"}}, body)
	var reply struct {
		Challenge string `json:"challenge"`
	}
	plain := strings.TrimSpace(string(d.body)) == challenge
	return d.reason == "" && (plain || (json.Unmarshal(d.body, &reply) == nil && reply.Challenge == challenge)), d
}
