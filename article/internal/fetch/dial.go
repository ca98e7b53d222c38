package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"code.dny.dev/ssrf"
)

// transport connects only to addresses that it checked. No proxy may dial in its place: it would see only the proxy.
func (f *Fetcher) transport(allowed allowList) *http.Transport {
	d := &dialer{allowed: allowed, guardian: newGuardian(), lookup: f.cfg.Lookup, connect: f.cfg.dial}
	return &http.Transport{
		Proxy: nil,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			ctx, cancel := context.WithTimeout(ctx, f.cfg.DialTimeout)
			defer cancel()
			return d.dial(ctx, network, address)
		},
		ForceAttemptHTTP2: true, DisableCompression: true, // coding.go unpacks, and bears what lies
		ResponseHeaderTimeout: f.cfg.HeaderTimeout, TLSHandshakeTimeout: f.cfg.DialTimeout,
		MaxResponseHeaderBytes: 256 << 10, MaxIdleConns: 32, IdleConnTimeout: 30 * time.Second,
	}
}

// clouds are public addresses at which a cloud answers its own machines: Azure's hands out their settings and keys
// (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
var clouds = []netip.Prefix{netip.MustParsePrefix("168.63.129.16/32")}

// newGuardian refuses what IANA lists as not public, and the clouds' own.
func newGuardian() *ssrf.Guardian { return ssrf.New(ssrf.WithDeniedV4Prefixes(clouds...)) }

// dialer resolves a name once, checks every address and connects to one that it checked: no second look-up can answer
// otherwise in between.
type dialer struct {
	allowed  allowList
	guardian *ssrf.Guardian
	lookup   Lookup
	connect  func(ctx context.Context, network, address string) (net.Conn, error) // nil but in tests
}

func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return nil, blocked("port %q", port)
	}
	addrs, err := d.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	named := d.allowed.names(host, port)
	targets := make([]target, len(addrs))
	for i, addr := range addrs {
		targets[i] = target{netip.AddrPortFrom(addr.Unmap().WithZone(""), uint16(number)), named || d.allowed.holds(addr)}
		if err := d.check(host, targets[i]); err != nil {
			return nil, err // one address that is refused refuses the name: the next look-up may put it first
		}
	}
	return d.race(ctx, network, targets)
}

// target is an address to connect to; listed ones need no check.
type target struct {
	netip.AddrPort
	listed bool
}

func (d *dialer) check(host string, to target) error {
	if to.listed {
		return nil
	}
	if err := checkName(host); err != nil {
		return err
	}
	if err := d.guardian.SafeAddrPort(to.AddrPort); err != nil {
		return blocked("%s: %w", to, err)
	}
	return nil
}

func (d *dialer) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}, nil
	}
	addrs, err := d.lookup(ctx, host)
	if err == nil && len(addrs) == 0 {
		err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	return addrs, err
}

// headStart is how long an address is tried alone, as RFC 8305 recommends, so that a network without working IPv6 does
// not cost the whole time for connecting.
const headStart = 250 * time.Millisecond

// race connects to the first address that answers; each one that fails or takes long lets the next begin.
func (d *dialer) race(ctx context.Context, network string, targets []target) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type attempt struct {
		conn net.Conn
		err  error
	}
	done := make(chan attempt)
	next := time.NewTimer(0)
	defer next.Stop()
	var failures []error
	for started, running := 0, 0; ; {
		select {
		case <-next.C:
			if started == len(targets) {
				continue
			}
			to := targets[started]
			started, running = started+1, running+1
			next.Reset(headStart)
			go func() {
				conn, err := d.reach(ctx, network, to)
				select {
				case done <- attempt{conn, err}:
				case <-ctx.Done(): // another one won
					if err == nil {
						_ = conn.Close()
					}
				}
			}()
		case a := <-done:
			if a.err == nil {
				return a.conn, nil
			}
			failures = append(failures, a.err)
			if running--; running == 0 && started == len(targets) {
				return nil, errors.Join(failures...)
			}
			next.Reset(0)
		case <-ctx.Done():
			return nil, fmt.Errorf("connect to %v: %w", targets[0], ctx.Err())
		}
	}
}

// reach connects to one address. The guardian looks once more at what the socket is given.
func (d *dialer) reach(ctx context.Context, network string, to target) (net.Conn, error) {
	if d.connect != nil {
		return d.connect(ctx, network, to.String())
	}
	plain := net.Dialer{Control: d.guardian.Safe}
	if to.listed {
		plain.Control = nil
	}
	return plain.DialContext(ctx, network, to.String())
}
