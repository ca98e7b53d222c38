package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// failed names what went wrong on the way to an answer.
func (f *Fetcher) failed(ctx context.Context, link string, err error) error {
	var known *failure.Error
	if errors.As(err, &known) {
		told := *known
		told.URL = link
		return &told
	}
	kind := failure.Unreachable
	var netErr net.Error
	switch {
	case errors.Is(context.Cause(ctx), errTooSlow), errors.As(err, &netErr) && netErr.Timeout():
		kind = failure.TooSlow
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case isTLS(err):
		kind = failure.BadTLS
	case strings.Contains(err.Error(), "exceeded") && strings.Contains(err.Error(), "header"): // net/http has no type for it
		kind = failure.TooLarge
	}
	if service, ok := Company(link); ok && service != "GitHub" && service != "GitLab" && kind != failure.TooLarge {
		// Whatever the way there looks like, at its end stands a sign-in page.
		return &failure.Error{Kind: failure.Private, URL: link, Service: service, Err: err}
	}
	return &failure.Error{Kind: kind, URL: link, Err: err}
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
		errors.As(err, &invalid) || errors.As(err, &hostname) || strings.Contains(err.Error(), "tls: ")
}

// statusFailure names what a status says; nil for one that carries a page.
func statusFailure(status int) (failure.Kind, bool) {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusProxyAuthRequired:
		return failure.Login, true
	case status == http.StatusPaymentRequired:
		return failure.Paywall, true
	case status == http.StatusNotFound:
		return failure.NotFound, true
	case status == http.StatusGone, status == http.StatusUnavailableForLegalReasons:
		return failure.Gone, true
	case status == http.StatusForbidden, status == http.StatusMethodNotAllowed, status == http.StatusTooManyRequests, status == 999:
		return failure.BotWall, true
	case status >= 500:
		return failure.ServerError, true
	case status >= 400:
		return failure.Unreachable, true
	}
	return "", false
}

func statusError(p *Page, kind failure.Kind) *failure.Error {
	return &failure.Error{Kind: kind, URL: p.URL, Err: fmt.Errorf("status %d", p.Status)}
}
