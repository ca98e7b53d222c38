package extract

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// fullText are the addresses under which a page says that all of its paper is, pages before files: by the tags that Google Scholar asks
// publishers for (https://scholar.google.com/intl/en/scholar/inclusion.html), and by a link that says it leads to the paper as HTML.
func (p *page) fullText() []string {
	m := p.data.meta
	file := m["citation_pdf_url"]
	if file == "" {
		return nil
	}
	addresses := []string{m["citation_fulltext_html_url"]}
	for n := range p.doc.Descendants() {
		if n.DataAtom == atom.A && strings.HasPrefix(textOf(n), "HTML") && p.isPaper(attr(n, "href")) {
			addresses = append(addresses, attr(n, "href"))
		}
	}
	var found []string
	for _, a := range append(addresses, file) {
		to, err := p.base.Parse(strings.TrimSpace(a))
		if err != nil || a == "" || to.Scheme != "http" && to.Scheme != "https" {
			continue
		}
		if withoutFragment(to) == withoutFragment(p.at) {
			return nil // this page is the full text
		}
		if s := withoutFragment(to); !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	return found
}

// version is behind the number of a paper that has several.
var version = pattern.Lazy(`v\d+$`)

// isPaper reports whether a link leads to the paper that this page is about: by its number.
func (p *page) isPaper(href string) bool {
	to, err := p.base.Parse(href)
	number := version().ReplaceAllString(path.Base(p.at.Path), "")
	return err == nil && len(number) > 3 && version().ReplaceAllString(path.Base(to.Path), "") == number
}

func withoutFragment(u *url.URL) string {
	bare := *u
	bare.Fragment, bare.RawFragment = "", ""
	return bare.String()
}
