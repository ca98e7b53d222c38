package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// blocked is a refusal of the guard.
func blocked(format string, args ...any) error {
	return &failure.Error{Kind: failure.BlockedAddress, Err: fmt.Errorf(format, args...)}
}

// allowList names what the operator lets people read although it is not public.
type allowList struct {
	hosts    map[string]bool // host or host:port, as asciiHost writes them
	prefixes []netip.Prefix
}

func parseAllowList(entries []string) (allowList, error) {
	list := allowList{hosts: map[string]bool{}}
	for _, entry := range entries {
		entry = strings.TrimSpace(entry)
		if entry == "" {
			continue
		}
		if err := list.add(entry); err != nil {
			return allowList{}, fmt.Errorf("allowed private host %q: %w", entry, err)
		}
	}
	return list, nil
}

func (l *allowList) add(entry string) error {
	if strings.Contains(entry, "/") {
		prefix, err := netip.ParsePrefix(entry)
		if err != nil {
			return err
		}
		l.prefixes = append(l.prefixes, prefix.Masked())
		return nil
	}
	host, port := strings.Trim(entry, "[]"), ""
	if !isAddr(host) {
		var err error
		if host, port, err = splitPort(entry); err != nil {
			return err
		}
	}
	if host == "" || strings.ContainsAny(host, " @?#") {
		return errors.New("want host, host:port or CIDR")
	}
	if host = asciiHost(host); port != "" {
		host = net.JoinHostPort(host, port)
	}
	l.hosts[host] = true
	return nil
}

func splitPort(entry string) (host, port string, err error) {
	if !strings.Contains(entry, ":") {
		return entry, "", nil
	}
	if host, port, err = net.SplitHostPort(entry); err != nil {
		return "", "", err
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", "", fmt.Errorf("no such port %q", port)
	}
	return host, port, nil
}

// names reports whether the list names a host, with or without its port.
func (l allowList) names(host, port string) bool {
	host = asciiHost(host)
	return l.hosts[host] || l.hosts[net.JoinHostPort(host, port)]
}

func (l allowList) holds(addr netip.Addr) bool {
	for _, p := range l.prefixes {
		if p.Contains(addr.Unmap().WithZone("")) {
			return true
		}
	}
	return false
}

// listed reports whether an address is on the list without looking its name up.
func (l allowList) listed(u *url.URL) bool {
	addr, err := netip.ParseAddr(u.Hostname())
	return l.names(u.Hostname(), portOf(u)) || err == nil && l.holds(addr)
}

// checkAddress refuses what needs no name looked up to be refused.
func checkAddress(u *url.URL, allowed allowList) error {
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return blocked("scheme %q", u.Scheme)
	case u.User != nil:
		return blocked("credentials in the address")
	case host == "":
		return blocked("no host")
	case allowed.listed(u):
		return nil
	case strings.Contains(host, "%"):
		return blocked("a zone in the address")
	}
	if err := checkName(host); err != nil && len(allowed.prefixes) == 0 {
		return err
	}
	if port := portOf(u); port != "80" && port != "443" && len(allowed.prefixes) == 0 {
		return blocked("port %s", port)
	}
	return nil // with networks on the list the dialer decides, which sees where the name leads
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

// innerNames are domains that mean something only inside a network; RFC 6761, 6762, 8375 and 9476 name the first ones,
// the others are what routers and companies use.
var innerNames = strings.Fields(".local .internal .localhost .home.arpa .localdomain .intranet .lan .corp .home .private")

// numeric is a last label that makes a host an IPv4 address for some resolvers, in parts of decimal, octal or hex.
var numeric = pattern.Lazy(`^(?:[0-9]+|0x[0-9a-f]*)$`)

// checkName refuses names that mean something only inside a network, and addresses in disguise.
func checkName(host string) error {
	host = strings.TrimRight(asciiHost(host), ".")
	if isAddr(host) {
		return nil
	}
	dot := strings.LastIndexByte(host, '.')
	switch {
	case numeric().MatchString(host[dot+1:]):
		return blocked("an address in an odd form")
	case dot < 0:
		return blocked("a name of one label")
	}
	for _, suffix := range innerNames {
		if strings.HasSuffix(host, suffix) {
			return blocked("an internal name")
		}
	}
	return nil
}

// asciiHost is the form of a host that goes over the wire: lower case, digits and dots of other scripts as ASCII.
func asciiHost(host string) string {
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		return ascii
	}
	return strings.ToLower(host)
}

func isAddr(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}
