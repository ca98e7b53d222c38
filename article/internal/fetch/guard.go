package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// blocked is a refusal of the guard.
func blocked(format string, args ...any) error {
	return &failure.Error{Kind: failure.BlockedAddress, Err: fmt.Errorf(format, args...)}
}

// allowList names what the operator lets people read although it is not public.
type allowList struct {
	hosts    map[string]bool // host or host:port, lower case
	prefixes []netip.Prefix
}

func parseAllowList(entries []string) (allowList, error) {
	list := allowList{hosts: map[string]bool{}}
	for _, entry := range entries {
		entry = strings.ToLower(strings.TrimSpace(entry))
		if entry == "" {
			continue
		}
		if strings.Contains(entry, "/") {
			prefix, err := netip.ParsePrefix(entry)
			if err != nil {
				return allowList{}, fmt.Errorf("allowed private host %q: %w", entry, err)
			}
			list.prefixes = append(list.prefixes, prefix.Masked())
			continue
		}
		if host, port, err := net.SplitHostPort(entry); err == nil {
			if _, err := strconv.ParseUint(port, 10, 16); err != nil {
				return allowList{}, fmt.Errorf("allowed private host %q: no such port", entry)
			}
			entry = net.JoinHostPort(host, port)
		} else {
			entry = strings.Trim(entry, "[]")
		}
		if strings.ContainsAny(entry, " @?#") {
			return allowList{}, fmt.Errorf("allowed private host %q is no host, host:port or CIDR", entry)
		}
		list.hosts[entry] = true
	}
	return list, nil
}

// names reports whether the list names a host, with or without its port.
func (l allowList) names(host, port string) bool {
	host = strings.ToLower(host)
	return l.hosts[host] || l.hosts[net.JoinHostPort(host, port)]
}

func (l allowList) holds(addr netip.Addr) bool {
	for _, p := range l.prefixes {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

// checkAddress refuses addresses that no name has to be looked up for.
func checkAddress(u *url.URL, allowed allowList) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return blocked("scheme %q", u.Scheme)
	}
	if u.User != nil {
		return blocked("credentials in the address")
	}
	host, port := u.Hostname(), portOf(u)
	if host == "" {
		return blocked("no host")
	}
	if allowed.names(host, port) {
		return nil
	}
	if strings.Contains(host, "%") {
		return blocked("a zone in the address")
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		if allowed.holds(addr) {
			return nil
		}
	} else if err := checkName(host); err != nil && len(allowed.prefixes) == 0 {
		return err
	}
	if port != "80" && port != "443" && len(allowed.prefixes) == 0 {
		return blocked("port %s", port)
	}
	return nil // the dialer checks the port again, and every address
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// checkName refuses names that mean something only inside a network.
func checkName(host string) error {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if !strings.Contains(host, ".") {
		return blocked("a name of one label")
	}
	for _, suffix := range []string{".local", ".internal", ".localhost", ".localdomain", ".home.arpa", ".intranet", ".lan", ".corp", ".home"} {
		if strings.HasSuffix(host, suffix) {
			return blocked("an internal name")
		}
	}
	return nil
}

// transport connects only to addresses that it checked. No proxy may dial in its place: it would see only the proxy.
func (f *Fetcher) transport(allowed allowList) *http.Transport {
	guardian := ssrf.New()
	return &http.Transport{
		Proxy: nil,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return f.dial(ctx, guardian, allowed, network, address)
		},
		ForceAttemptHTTP2: true, ResponseHeaderTimeout: f.cfg.HeaderTimeout, TLSHandshakeTimeout: 10 * time.Second,
		MaxResponseHeaderBytes: 256 << 10, MaxIdleConns: 32, IdleConnTimeout: 30 * time.Second,
	}
}

// dial resolves a name once, checks every address and connects to one of them. A name with any address that is refused
// is refused: the next look-up could choose that one.
func (f *Fetcher) dial(ctx context.Context, guardian *ssrf.Guardian, allowed allowList, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	named := allowed.names(host, port)
	addrs, err := f.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	portNumber, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("port %q: %w", port, err)
	}
	for _, addr := range addrs {
		if named || allowed.holds(addr) {
			continue
		}
		if err := checkName(host); err != nil && !isAddr(host) {
			return nil, err
		}
		target := netip.AddrPortFrom(addr.Unmap().WithZone(""), uint16(portNumber))
		if err := guardian.SafeAddrPort(target); err != nil {
			return nil, &failure.Error{Kind: failure.BlockedAddress, Err: fmt.Errorf("%s: %w", target, err)}
		}
	}
	var failed []error
	dialer := net.Dialer{Timeout: 10 * time.Second}
	for _, addr := range addrs {
		conn, err := dialer.DialContext(ctx, network, netip.AddrPortFrom(addr.Unmap(), uint16(portNumber)).String())
		if err == nil {
			return conn, nil
		}
		failed = append(failed, err)
		if ctx.Err() != nil {
			break
		}
	}
	return nil, errors.Join(failed...)
}

func isAddr(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

func (f *Fetcher) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}, nil
	}
	addrs, err := f.cfg.Lookup(ctx, host)
	if err == nil && len(addrs) == 0 {
		err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	return addrs, err
}
