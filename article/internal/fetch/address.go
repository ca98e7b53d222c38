package fetch

import (
	"net"
	"net/url"
	"strings"
)

// tracking are parameters that say who came from where and nothing of the page; prefixes end in *. Our own short list:
// the long ones are under licences that do not fit.
var tracking = strings.Fields(`utm_* fbclid gclid dclid gbraid wbraid msclkid yclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok
	vero_id spm srsltid ref_src amp_js_v amp_gsa usqp`)

// trackingAt are dropped at one host alone. WeChat's articles are named by __biz, mid, idx and sn.
var trackingAt = map[string][]string{"mp.weixin.qq.com": {"chksm", "scene", "sessionid"}}

// Key is the form of an address under which a page is remembered: without tracking and fragment, host in lower case,
// without the default port, addresses that only lead to another one unwrapped. The order of the other parameters stays.
// What is no http address is its own key.
func Key(link string) string {
	u, err := url.Parse(unwrap(link))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" { // url.Parse writes schemes in lower case
		return link
	}
	u.Host = hostKey(u)
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	var kept []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !isTracking(strings.ToLower(name), tracking) && !isTracking(name, trackingAt[u.Host]) {
			kept = append(kept, pair)
		}
	}
	u.RawQuery, u.ForceQuery = strings.Join(kept, "&"), false
	return u.String()
}

// hostKey is the host in lower case, with its port where that is not the scheme's own.
func hostKey(u *url.URL) string {
	host := strings.ToLower(u.Host)
	name, port, err := net.SplitHostPort(host)
	if err != nil || port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		return host
	}
	if strings.Contains(name, ":") {
		return "[" + name + "]"
	}
	return name
}

func isTracking(name string, names []string) bool {
	for _, t := range names {
		if prefix, ok := strings.CutSuffix(t, "*"); ok && strings.HasPrefix(name, prefix) || name == t {
			return true
		}
	}
	return false
}
