// Package redact takes out of texts for logs what opens doors: links are often signed in their query or fragment, or hold
// a password.
package redact

import "github.com/footnote-bot/footnote/internal/pattern"

var link = pattern.Lazy(`(?i)\b([a-z][a-z0-9+.-]*://)(?:[^\s/?#@"<>\\]*@)?([^\s?#"<>\\]*)([?#][^\s"<>\\]*)?`)

// Links leaves of each link in a text its scheme, host and path; that something is missing shows as "?…".
func Links(text string) string {
	return link().ReplaceAllStringFunc(text, func(found string) string {
		m := link().FindStringSubmatch(found)
		if m[3] == "" {
			return m[1] + m[2]
		}
		return m[1] + m[2] + "?…"
	})
}
