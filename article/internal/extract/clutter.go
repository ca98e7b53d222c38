package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// overlayIDs are the questions about cookies of known vendors; they stand over the page and are no part of it.
var overlayIDs = strings.Fields(`onetrust-consent-sdk onetrust-banner-sdk CybotCookiebotDialog usercentrics-root didomi-host truste-consent-track
	cookie-banner cookie-consent cookie-notice cookieConsent gdpr-banner consent_blackbar cmpbox`)

var overlayClasses = strings.Fields(`qc-cmp2-container fc-consent-root osano-cm-window cookie-banner cookie-consent cookie-notice cc-window
	gdpr-banner cmplz-cookiebanner`)

// removeClutter takes off scripts, styles, and what stands over the page, whose words it counts.
func removeClutter(doc *html.Node) (words int) {
	var clutter []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Canvas:
			clutter = append(clutter, n)
			continue
		}
		if isOverlay(n) {
			words += ledger.Words(textOf(n))
			clutter = append(clutter, n)
		}
	}
	remove(clutter)
	return words
}

func isOverlay(n *html.Node) bool {
	id := attr(n, "id")
	if strings.HasPrefix(id, "sp_message_container") {
		return true
	}
	if slices.Contains(overlayIDs, id) {
		return true
	}
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if slices.Contains(overlayClasses, c) {
			return true
		}
	}
	return false
}
