package article

import (
	"net/url"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

var linkInText = pattern.Lazy(`https?://[^\s<>"'“”‘’（）「」，。；、|]+`)

// linksIn finds the addresses that stand in plain text.
func linksIn(text string) []string {
	found := linkInText().FindAllString(text, 1000)
	for i, link := range found {
		link = strings.TrimRight(link, ".,;:!?*_~")
		if strings.HasSuffix(link, ")") && !strings.Contains(link, "(") {
			link = strings.TrimRight(link, ")")
		}
		found[i] = link
	}
	return absolute(found, "")
}

// absolute resolves links against where they stood, and keeps each http and https one once.
func absolute(links []string, base string) []string {
	from, err := url.Parse(base)
	if err != nil {
		from = &url.URL{}
	}
	seen := map[string]bool{}
	var out []string
	for _, link := range links {
		u, err := from.Parse(strings.TrimSpace(link))
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			continue
		}
		if s := u.String(); !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
