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
		if isOverlay(n) || isEditLink(n) || notPrinted(n) {
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

// isEditLink reports whether an element at a heading holds nothing but links in brackets: to edit the section, as wikis have it.
func isEditLink(n *html.Node) bool {
	if n.DataAtom != atom.Span && n.DataAtom != atom.Div && n.DataAtom != atom.Small || !isTitle(n.Parent) && (n.PrevSibling == nil || !isTitle(n.PrevSibling)) {
		return false
	}
	text := textOf(n)
	return strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") && len(text) < longestName && linksAlone(n)
}

// linksAlone reports whether all letters below a node stand in links.
func linksAlone(n *html.Node) bool {
	found := false
	for d := range n.Descendants() {
		if d.Type == html.TextNode && hasText(d.Data) {
			if !below(d, atom.A) {
				return false
			}
			found = true
		}
	}
	return found
}

// notPrinted reports whether a line of a page is left out on paper: it tells how to use the page.
func notPrinted(n *html.Node) bool {
	if n.DataAtom != atom.Div && n.DataAtom != atom.P && n.DataAtom != atom.Sup || longer(n, longestName) {
		return false // words inside of a sentence are part of it
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		if class == "noprint" || class == "no-print" {
			return true
		}
	}
	return false
}
