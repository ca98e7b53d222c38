package extract

import (
	"net/url"
	"strings"
)

// links are the addresses that the pieces link to: absolute, http or https, each once.
func links(kept []piece, base *url.URL) []string {
	var all []string
	seen := map[string]bool{}
	for i := range kept {
		for _, raw := range kept[i].links {
			if raw = strings.TrimSpace(raw); strings.HasPrefix(raw, "#") { // a note below, or the top
				continue
			}
			to, err := base.Parse(raw)
			if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" || to.User != nil {
				continue
			}
			if link := to.String(); !seen[link] {
				seen[link] = true
				all = append(all, link)
			}
		}
	}
	return all
}
