package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// isHome reports whether the page is a site's home page.
func (p *page) isHome() bool {
	for key := range p.at.Query() {
		if !strings.HasPrefix(key, "utm_") && !strings.HasSuffix(key, "clid") && key != "srsltid" && key != "ref" {
			return false // ?p=12 is a page of its own
		}
	}
	return p.at.Host != "" && strings.Trim(p.at.Path, "/") == "" && !p.data.article() && !p.data.isForum
}

// isSite reports whether a text is the site's name: as the page gives it, or as it stands in the address.
func (p *page) isSite(text string) bool {
	t := bare(text)
	if t == "" {
		return true
	}
	for _, name := range []string{p.data.site, p.data.publisher, p.data.logo} {
		if t == bare(name) {
			return true
		}
	}
	if t == bare(p.at.Hostname()) || t == bare(strings.TrimPrefix(p.at.Hostname(), "www.")) {
		return true
	}
	label := siteLabel(p.at)
	return len(label) > 3 && (t == label || strings.HasPrefix(t, label) && len(t) < len(label)+6 || len(t) > 4 && strings.HasPrefix(label, t))
}

// siteLabel is the part of a host that names the site: example of www.example.co.uk.
func siteLabel(u *url.URL) string {
	labels := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
	longest := ""
	for _, l := range labels[:max(1, len(labels)-1)] {
		if len(l) > len(longest) {
			longest = l
		}
	}
	return bare(longest)
}

// withoutSite takes the site's name off the end of a title, or off its beginning; and where the name is not known, a last part that is much
// shorter than what is before it.
func (p *page) withoutSite(title string) string { return p.cutSite(title, true) }

// withoutSiteAtEnd leaves the name where it stands first.
func (p *page) withoutSiteAtEnd(title string) string { return p.cutSite(title, false) }

func (p *page) cutSite(title string, anywhere bool) string {
	if rest, ok := strings.CutPrefix(title, p.data.logo+" "); ok && p.data.logo != "" && anywhere && !separators().MatchString(title) {
		return rest
	}
	for _, name := range []string{p.data.logo, p.data.site} {
		if rest, ok := strings.CutPrefix(title, oneLine(name)+": "); ok && name != "" && anywhere {
			return rest
		}
	}
	for !p.isSite(title) {
		cuts := separators().FindAllStringIndex(title, -1)
		if len(cuts) == 0 {
			return title
		}
		head, tail := cuts[0], cuts[len(cuts)-1]
		before, last := strings.TrimSpace(title[:tail[0]]), strings.TrimSpace(title[tail[1]:])
		firstPart, after := strings.TrimSpace(title[:head[0]]), strings.TrimSpace(title[head[1]:])
		switch {
		case before != "" && p.namesSite(last):
			title = before
		case anywhere && after != "" && p.namesSite(firstPart):
			title = after
		case len([]rune(before)) > 8 && len([]rune(before)) >= 2*len([]rune(last)) && len(strings.Fields(last)) <= 4 && title[tail[0]:tail[1]] != "：":
			title = before
		default:
			return withoutDay(title)
		}
	}
	return title
}

// namesSite reports whether a part of a title holds the site's name, and little else.
func (p *page) namesSite(part string) bool {
	if p.isSite(part) {
		return true
	}
	t := bare(part)
	for _, name := range []string{bare(p.data.site), bare(p.data.publisher), bare(p.data.logo), siteLabel(p.at)} {
		if len(name) > 3 && strings.Contains(t, name) && len(t) < 2*len(name)+12 {
			return true
		}
	}
	return false
}

var separators = pattern.Lazy(`\s+(?:[|\-–—·•»«›/@]|::|>>)\s+|\s*[_｜|]\s*|\s*ㅣ\s*|\s+(?:::|[-–—|])\s*$|^\s*(?:::|[-–—|])\s+|：`)

// parts are the pieces of a title between its separators.
func parts(title string) []string {
	var all []string
	for _, p := range separators().Split(title, -1) {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// isLogo reports whether a heading is the site's name: it leads to the home page, or its class says so.
func isLogo(n *html.Node) bool {
	named := attr(n, "class")
	if n.Parent != nil {
		named += " " + attr(n.Parent, "class") + " " + attr(n.Parent, "id")
	}
	if logoClass().MatchString(named) {
		return true
	}
	if n.Parent != nil && n.Parent.DataAtom == atom.A && toRoot(attr(n.Parent, "href")) {
		return true
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && toRoot(attr(c, "href")) {
			return true
		}
	}
	return false
}

var logoClass = pattern.Lazy(`(?i)logo(?:$|\W|_)|\bsite-?(?:title|name)\b|\bblog-?title\b|\b(?:navbar-)?brand\b`)

func toRoot(href string) bool {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.RawQuery != "" || u.Fragment != "" || href == "" {
		return false
	}
	return u.Path == "/" || u.Path == "" && u.Host != "" || u.Path == "./" || u.Path == "/index.html" || u.Path == "index.html" || u.Path == "/index.php"
}
