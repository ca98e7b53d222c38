package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Only who knows the signing secret is Slack, and only for a while: https://docs.slack.dev/authentication/verifying-requests-from-slack.
func TestOnlySlackIsHeardOverHTTP(t *testing.T) {
	const secret, hello = "8f742231b10e8888abcd99yyyzzz85a5", `{"type":"url_verification","challenge":"hello"}`
	signed := func(with, body string, at time.Time) http.Header {
		mac, when := hmac.New(sha256.New, []byte(with)), strconv.FormatInt(at.Unix(), 10)
		mac.Write([]byte("v0:" + when + ":" + body))
		return http.Header{"X-Slack-Signature": {"v0=" + hex.EncodeToString(mac.Sum(nil))}, "X-Slack-Request-Timestamp": {when}}
	}
	now := time.Now()
	for name, tt := range map[string]struct {
		known  string // to the bot
		header http.Header
		body   string
		want   int
	}{
		"signed":                {secret, signed(secret, hello, now), hello, http.StatusOK},
		"by somebody else":      {secret, signed("another", hello, now), hello, http.StatusUnauthorized},
		"for other words":       {secret, signed(secret, "{}", now), hello, http.StatusUnauthorized},
		"heard and sent again":  {secret, signed(secret, hello, now.Add(-time.Hour)), hello, http.StatusUnauthorized},
		"not signed":            {secret, http.Header{}, hello, http.StatusUnauthorized},
		"no secret is set":      {"", signed("", hello, now), hello, http.StatusUnauthorized},
		"more than Slack sends": {secret, http.Header{}, strings.Repeat(" ", maxRequest+1), http.StatusRequestEntityTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			b := &Bot{cfg: Config{SigningSecret: tt.known}, log: slog.New(slog.DiscardHandler)}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/slack/events", strings.NewReader(tt.body))
			r.Header = tt.header
			w := httptest.NewRecorder()
			b.Handler().ServeHTTP(w, r)
			if w.Code != tt.want || strings.Contains(w.Body.String(), "hello") != (tt.want == http.StatusOK) {
				t.Errorf("%d %s, want %d", w.Code, w.Body, tt.want)
			}
		})
	}
}
