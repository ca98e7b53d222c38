package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// failed names what went wrong on the way to an answer; the context is the one whose limit may have been hit. It is the
// cause of a context that was cancelled from outside.
func failed(ctx context.Context, link string, err error) error {
	if known := (*failure.Error)(nil); errors.As(err, &known) {
		return known
	}
	cause := context.Cause(ctx)
	var dns *net.DNSError
	kind := failure.Unreachable
	switch {
	case errors.Is(cause, errTooSlow):
		kind = failure.TooSlow
	case cause != nil:
		return cause
	case errors.As(err, &dns): // also one that timed out: the page was not slow
	case isTimeout(err):
		kind = failure.TooSlow
	case isTLS(err):
		kind = failure.BadTLS
	case isHeaderTooLarge(err):
		kind = failure.TooLarge
	}
	if service, needsAccount := Company(link); needsAccount && (kind == failure.Unreachable || kind == failure.TooSlow) {
		// Whatever the way there looks like, at its end stands a sign-in page.
		return &failure.Error{Kind: failure.Private, Service: service, Err: err}
	}
	return &failure.Error{Kind: kind, Err: err}
}

func isTimeout(err error) bool {
	var netErr net.Error
	return errors.As(err, &netErr) && netErr.Timeout()
}

func isTLS(err error) bool {
	var (
		record    tls.RecordHeaderError
		alert     tls.AlertError
		verify    *tls.CertificateVerificationError
		authority x509.UnknownAuthorityError
		invalid   x509.CertificateInvalidError
		hostname  x509.HostnameError
	)
	return errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &verify) || errors.As(err, &authority) ||
		errors.As(err, &invalid) || errors.As(err, &hostname) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "server gave HTTP response to HTTPS client")
}

// isHeaderTooLarge knows the words of net/http, which has no types for them.
func isHeaderTooLarge(err error) bool {
	text := err.Error()
	return strings.Contains(text, "server response headers exceeded") || strings.Contains(text, "response header list larger") ||
		strings.Contains(text, "header size limit")
}

// statusFailure names what a status says; false for one that carries a page.
func statusFailure(status int) (failure.Kind, bool) {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusProxyAuthRequired:
		return failure.Login, true
	case status == http.StatusPaymentRequired:
		return failure.Paywall, true
	case status == http.StatusNotFound:
		return failure.NotFound, true
	case status == http.StatusGone:
		return failure.Gone, true
	case status == http.StatusForbidden, status == http.StatusMethodNotAllowed, status == http.StatusTooManyRequests, status == 999: // LinkedIn's
		return failure.BotWall, true
	case status >= 500:
		return failure.ServerError, true
	case status >= 400: // 451 too: elsewhere it may still be there
		return failure.Unreachable, true
	}
	return "", false
}

func statusError(status int) error { return fmt.Errorf("status %d", status) }

// redacted is a link without its password.
func redacted(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.User == nil {
		return link
	}
	return u.Redacted()
}
