package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageData is what a page says of itself.
type pageData struct {
	meta                           map[string]string // name or property, lower case
	title, lang, site, description string
	h1, h2                         []string          // the first of each
	logo                           string            // the site's name, where an h1 holds it
	authors                        []string          // what is marked up as an author, as it stands
	apart                          map[string]string // names that are marked up each, by what their element holds
	besideTime                     string            // what is marked up as a name beside a time
	commenters                     map[string]bool
	sections                       map[*html.Node]bool // what is known of sections of comments
	stamps                         []stamp             // what is marked up as a time
	scripts                        []string            // that are written in the page
	wechat                         string              // the day that WeChat keeps in a script

	headline, author, publisher, published, pagePublished, articleBody string            // of JSON-LD
	workAuthor                                                         string            // of a work that is no article
	organisation                                                       string            // that is given as the author
	authorIDs, publisherIDs                                            []string          // where it refers to names that stand elsewhere
	named                                                              map[string]string // these names
	isForum, isArticle                                                 bool
	wordCount                                                          int
}

// mostHeadings bounds how many headings, authors and times of a page are looked at.
const mostHeadings = 12

// readData reads JSON-LD, meta and what is marked up as title, author and time; before anything is taken off the page.
func readData(doc *html.Node) pageData {
	d := newPageData()
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			d.read(n)
		}
	}
	d.finish()
	return d
}

func newPageData() pageData {
	return pageData{meta: map[string]string{}, apart: map[string]string{}, commenters: map[string]bool{}, sections: map[*html.Node]bool{}, named: map[string]string{}}
}

// finish draws the conclusions from what was read.
func (d *pageData) finish() {
	d.author, d.publisher = first(d.author, d.resolved(d.authorIDs), d.workAuthor), first(d.publisher, d.resolved(d.publisherIDs))
	d.site = first(d.meta["og:site_name"], d.publisher, d.meta["application-name"])
	d.description = first(d.meta["og:description"], d.meta["description"])
}

func (d *pageData) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		d.lang = attr(n, "lang")
	case atom.Title:
		if d.title == "" && n.Namespace == "" {
			d.title = textOf(n)
		}
	case atom.H1:
		if isLogo(n) {
			d.logo = first(d.logo, textOf(n))
		} else {
			note(&d.h1, n)
		}
	case atom.H2:
		note(&d.h2, n)
	case atom.Meta:
		d.readMeta(n)
	case atom.Script:
		if n.FirstChild == nil {
			break
		}
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			d.readJSONLD(n.FirstChild.Data)
			break
		}
		d.scripts = append(d.scripts, n.FirstChild.Data)
		if d.wechat == "" {
			d.wechat = wechatDay(n.FirstChild.Data)
		}
	}
	d.readStamp(n)
	if marksAuthor(n) || namesUser(n) {
		d.readAuthor(n)
	}
}

// readMeta keeps the first value of a name, of authors all; a property may be several names.
func (d *pageData) readMeta(n *html.Node) {
	value := html.UnescapeString(strings.TrimSpace(attr(n, "content")))
	if value == "" {
		return
	}
	for key := range strings.FieldsSeq(strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))) {
		switch known := d.meta[key]; {
		case known == "":
			d.meta[key] = value
		case slices.Contains(authorNames, key) && len(known) < longestName && !strings.Contains(known, value):
			d.meta[key] = known + ", " + value
		}
	}
}

// dublinCore is the title in the terms of libraries.
func (d *pageData) dublinCore() string {
	return first(d.meta["dc:title"], d.meta["dc.title"], d.meta["dcterms.title"], d.meta["citation_title"])
}

// readAuthor tells who wrote the article from who wrote a comment on it.
func (d *pageData) readAuthor(n *html.Node) {
	if inSection(n, d.sections) {
		if !longer(n, longestName) {
			d.commenters[cleanName(textOf(n))] = true
		}
	} else if marksAuthor(n) {
		if name := itsName(n); name != "" && len(d.authors) < mostHeadings {
			d.authors = append(d.authors, name)
		} else if names := namesWithin(n); names != "" && len(d.authors) < mostHeadings {
			d.authors = append(d.authors, names)
			d.apart[bare(textOf(n))] = names
		} else {
			note(&d.authors, n)
		}
	}
}

// namesWithin are the names that are marked up each within an element for authors, but for those behind which it says
// that they took the pictures; "" where something else is marked up.
func namesWithin(authors *html.Node) string {
	var names []string
	for n := range authors.Descendants() {
		if n.Type != html.ElementNode || !marksAuthor(n) || longer(n, longestName) || holdsAuthor(n) {
			continue
		}
		name := cleanName(textOf(n))
		if notWriting().MatchString(textOf(n)) {
			continue
		}
		if !isName(name) {
			return ""
		}
		if !slices.Contains(names, name) && !tookPictures(n, authors) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func holdsAuthor(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && marksAuthor(d) {
			return true
		}
	}
	return false
}

// tookPictures reports whether the text right behind a name says so.
func tookPictures(name, within *html.Node) bool {
	for n := name; n != nil && n != within; n = n.Parent {
		for next := n.NextSibling; next != nil; next = next.NextSibling {
			text := next.Data
			if next.Type != html.TextNode {
				text = rawText(next)
			}
			if hasText(text) {
				return takesPictures().MatchString(text)
			}
		}
	}
	return false
}

// itsName is the name of an author who is marked up as a thing that has one; "" of others.
func itsName(author *html.Node) string {
	for n := range author.Descendants() {
		if n.Type == html.ElementNode && attr(n, "itemprop") == "name" && !longer(n, longestName) {
			return first(attr(n, "content"), textOf(n))
		}
	}
	return ""
}

// note keeps the text of an element, where it has one.
func note(to *[]string, n *html.Node) {
	if len(*to) < mostHeadings && !longer(n, 600) {
		if text := textOf(n); text != "" {
			*to = append(*to, text)
		}
	}
}

func first(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// article reports whether the page says of itself that it is one article.
func (d pageData) article() bool {
	return !d.isForum && (d.isArticle || d.headline != "" || strings.EqualFold(d.meta["og:type"], "article"))
}
