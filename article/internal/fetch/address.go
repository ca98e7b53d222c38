package fetch

import (
	"net/url"
	"regexp"
	"strings"
)

// tracking are parameters that say who came from where and nothing of the page. Prefixes end in *. Our own short list;
// the long ones are under licences that do not fit.
var tracking = strings.Fields(`utm_* fbclid gclid dclid gbraid wbraid msclkid yclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok
	vero_id spm srsltid ref_src`)

// wechatTracking is dropped on mp.weixin.qq.com alone, where __biz, mid, idx and sn name the article.
var wechatTracking = strings.Fields(`chksm scene sessionid`)

// Key is the form of an address under which a page is remembered: without tracking and fragment, host in lower case,
// without the default port. The order of the other parameters stays.
func Key(link string) string {
	u, err := url.Parse(Resolve(link))
	if err != nil || u.Host == "" {
		return link
	}
	u.Scheme, u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Scheme), strings.ToLower(u.Host), "", ""
	if u.Scheme == "http" {
		u.Host = strings.TrimSuffix(u.Host, ":80")
	} else {
		u.Host = strings.TrimSuffix(u.Host, ":443")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	names := tracking
	if u.Host == "mp.weixin.qq.com" {
		names = append(append([]string{}, tracking...), wechatTracking...)
	}
	var kept []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !isTracking(strings.ToLower(name), names) {
			kept = append(kept, pair)
		}
	}
	u.RawQuery, u.ForceQuery = strings.Join(kept, "&"), false
	return u.String()
}

func isTracking(name string, names []string) bool {
	for _, t := range names {
		if prefix, ok := strings.CutSuffix(t, "*"); ok && strings.HasPrefix(name, prefix) || name == t {
			return true
		}
	}
	return false
}

var googleHost = regexp.MustCompile(`^(www\.|news\.)?google\.[a-z.]+$`)

// Resolve unwraps addresses that only lead to another one: Google's redirects and the caches of AMP pages.
func Resolve(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return link
	}
	host := strings.ToLower(u.Hostname())
	switch {
	case googleHost.MatchString(host) && u.Path == "/url":
		for _, name := range []string{"q", "url"} {
			if to := u.Query().Get(name); strings.HasPrefix(to, "http://") || strings.HasPrefix(to, "https://") {
				return to
			}
		}
	case googleHost.MatchString(host) && strings.HasPrefix(u.Path, "/amp/"):
		return ampTarget(strings.TrimPrefix(u.Path, "/amp/"), u, link)
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		rest := strings.TrimPrefix(strings.TrimPrefix(u.Path, "/c/"), "/v/")
		return ampTarget(rest, u, link)
	}
	return link
}

// ampTarget is the page behind an AMP cache: "s/" before the host means https.
func ampTarget(rest string, u *url.URL, link string) string {
	scheme := "http://"
	if https, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", https
	}
	if !strings.Contains(rest, ".") {
		return link
	}
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	return scheme + rest
}

var refresh = regexp.MustCompile(`(?i)<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]+content\s*=\s*["']?\s*([0-9]+)\s*[;,]\s*url\s*=\s*['"]?([^"'>\s]+)`)

// metaRefresh is where a page that is only a signpost leads; nil for other pages.
func metaRefresh(p *Page, base *url.URL) *url.URL {
	if p.Status != 200 || len(p.Body) > 8<<10 || !isText(p.ContentType) {
		return nil
	}
	m := refresh.FindSubmatch(p.Body)
	if m == nil || len(m[1]) > 1 || m[1][0] > '5' {
		return nil
	}
	next, err := base.Parse(strings.ReplaceAll(string(m[2]), "&amp;", "&"))
	if err != nil || next.String() == base.String() {
		return nil
	}
	return next
}
