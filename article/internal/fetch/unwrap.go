package fetch

import (
	"net/url"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// signposts are addresses that only lead to the one in a parameter of theirs; most show a page in between to who runs
// no scripts.
var signposts = []struct{ host, path, param string }{ // host: the whole, or with a leading dot any below it
	{"l.facebook.com", "/l.php", "u"},
	{"lm.facebook.com", "/l.php", "u"},
	{"l.instagram.com", "/", "u"},
	{"out.reddit.com", "/", "url"},
	{"slack-redir.net", "/link", "url"},
	{".safelinks.protection.outlook.com", "/", "url"},
	{"www.bing.com", "/news/apiclick.aspx", "url"},
	{"duckduckgo.com", "/l/", "uddg"},
	{"t.umblr.com", "/redirect", "z"},
	{"www.youtube.com", "/redirect", "q"},
	{"www.linkedin.com", "/redir/redirect", "url"},
	{"steamcommunity.com", "/linkfilter/", "url"},
	{"link.zhihu.com", "/", "target"},
	{"link.juejin.cn", "/", "target"},
	{"link.csdn.net", "/", "target"},
	{"weibo.cn", "/sinaurl", "u"},
	{"c.pc.qq.com", "/middlem.html", "pfurl"},
	{"gate.sc", "/", "url"},
	{"getpocket.com", "/redirect", "url"},
}

var googleHost = pattern.Lazy(`^(?:(?:www|news)\.)?google\.(?:com?\.)?[a-z]{2,3}$`)

// Resolve is the address to ask for a link: what news redirects and AMP caches only lead to, and for documents that
// draw themselves by scripts the form in which their service hands them out to everybody.
func Resolve(link string) string {
	link = unwrap(link)
	if export := exportOf(link); export != "" {
		return export
	}
	return link
}

// unwrap takes off what only leads to another address, at most five of them.
func unwrap(link string) string {
	link = strings.TrimSpace(link)
	for range 5 {
		inner := unwrapOnce(link)
		if inner == link {
			break
		}
		link = inner
	}
	return link
}

func unwrapOnce(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	host, path := strings.ToLower(u.Hostname()), u.EscapedPath()
	if googleHost().MatchString(host) && path == "/url" {
		return inner(u, link, "q", "url")
	}
	for _, amp := range []string{"/amp/", "/c/", "/v/"} {
		rest, ok := strings.CutPrefix(path, amp)
		switch {
		case !ok:
		case amp == "/amp/" && (googleHost().MatchString(host) || host == "www.bing.com"), amp != "/amp/" && strings.HasSuffix(host, ".cdn.ampproject.org"):
			return ampTarget(rest, u.RawQuery, link)
		}
	}
	for _, s := range signposts {
		if (host == s.host || s.host[0] == '.' && strings.HasSuffix(host, s.host)) && strings.TrimSuffix(path, "/") == strings.TrimSuffix(s.path, "/") {
			return inner(u, link, s.param)
		}
	}
	return link
}

// inner is the address in one of the parameters, or the link itself.
func inner(u *url.URL, link string, params ...string) string {
	query := u.Query()
	for _, name := range params {
		if to := query.Get(name); strings.HasPrefix(to, "http://") || strings.HasPrefix(to, "https://") {
			return to
		}
	}
	return link
}

// ampTarget is the page behind an AMP cache: "s/" before the host means https.
func ampTarget(rest, query, link string) string {
	scheme := "http://"
	if https, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", https
	}
	if host, _, _ := strings.Cut(rest, "/"); !strings.Contains(host, ".") {
		return link
	}
	if query != "" {
		rest += "?" + query
	}
	return scheme + rest
}
