package extract

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageData is what a page says of itself.
type pageData struct {
	meta                           map[string]string // name or property, lower case
	title, lang, site, description string
	h1, h2                         []string // the first of each
	authors                        []string // what is marked up as an author, as it stands
	commenters                     map[string]bool
	sections                       map[*html.Node]bool // what is known of sections of comments
	times                          []string            // what is marked up as a time, for machines
	dated                          string              // itemprop datePublished
	wechat                         string              // the day that WeChat keeps in a script

	headline, author, publisher, published, pagePublished, articleBody string // of JSON-LD
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
	return pageData{meta: map[string]string{}, commenters: map[string]bool{}, sections: map[*html.Node]bool{}}
}

// finish draws the conclusions from what was read.
func (d *pageData) finish() {
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
		note(&d.h1, n)
	case atom.H2:
		note(&d.h2, n)
	case atom.Meta:
		key := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
		if value := strings.TrimSpace(attr(n, "content")); key != "" && value != "" && d.meta[key] == "" {
			d.meta[key] = html.UnescapeString(value)
		}
	case atom.Time:
		if at := attr(n, "datetime"); len(at) >= 8 && len(d.times) < mostHeadings {
			d.times = append(d.times, at)
		}
	case atom.Script:
		if n.FirstChild == nil {
			break
		}
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			d.readJSONLD(n.FirstChild.Data)
		} else if d.wechat == "" {
			d.wechat = wechatDay(n.FirstChild.Data)
		}
	}
	if strings.Contains(attr(n, "itemprop"), "datePublished") && d.dated == "" {
		d.dated = first(attr(n, "content"), attr(n, "datetime"))
	}
	if namesAuthor(n) || namesUser(n) {
		d.readAuthor(n)
	}
}

// readAuthor tells who wrote the article from who wrote a comment on it.
func (d *pageData) readAuthor(n *html.Node) {
	if inSection(n, d.sections) {
		if !longer(n, longestName) {
			d.commenters[cleanName(textOf(n))] = true
		}
	} else if namesAuthor(n) {
		note(&d.authors, n)
	}
}

// note keeps the text of an element, where it has one.
func note(to *[]string, n *html.Node) {
	if len(*to) < mostHeadings && !longer(n, 600) {
		if text := textOf(n); text != "" {
			*to = append(*to, text)
		}
	}
}

var articleTypes = regexp.MustCompile(`(?i)(article|posting|report)$`)

// readJSONLD keeps what the first article among the page's linked data says.
func (d *pageData) readJSONLD(text string) {
	var tree any
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "<!--"), "-->"))
	if json.Unmarshal([]byte(strings.Map(controlToSpace, text)), &tree) != nil {
		return
	}
	var walk func(node any, depth int)
	walk = func(node any, depth int) {
		if depth > 8 {
			return
		}
		switch v := node.(type) {
		case []any:
			for _, c := range v {
				walk(c, depth+1)
			}
		case map[string]any:
			if isArticle(v["@type"]) {
				d.keepArticle(v)
			}
			if d.pagePublished == "" && isType(v["@type"], pageTypes) {
				d.pagePublished = str(v["datePublished"])
			}
			d.isForum = d.isForum || isType(v["@type"], forumTypes)
			d.isArticle = d.isArticle || isType(v["@type"], articleTypes)
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
				walk(v[key], depth+1)
			}
		}
	}
	walk(tree, 0)
}

var pageTypes = regexp.MustCompile(`(?i)page$`)

var forumTypes = regexp.MustCompile(`(?i)^(discussionforumposting|qapage|question)$`)

func isArticle(kind any) bool { return isType(kind, articleTypes) }

func isType(kind any, want *regexp.Regexp) bool {
	switch k := kind.(type) {
	case string:
		return want.MatchString(k)
	case []any:
		for _, one := range k {
			if isType(one, want) {
				return true
			}
		}
	}
	return false
}

func (d *pageData) keepArticle(v map[string]any) {
	if d.headline == "" {
		d.headline = html.UnescapeString(str(v["headline"]))
	}
	if d.author == "" {
		d.author = names(v["author"])
	}
	if d.published == "" {
		d.published = str(v["datePublished"])
	}
	if n := number(v["wordCount"]); n > d.wordCount {
		d.wordCount = n
	}
	if d.publisher == "" {
		d.publisher = names(v["publisher"])
	}
	if body := str(v["articleBody"]); len(body) > len(d.articleBody) {
		d.articleBody = html.UnescapeString(body)
	}
}

// number reads a count that may be written as text.
func number(v any) int {
	switch n := v.(type) {
	case float64:
		return int(max(0, min(n, 1e6)))
	case string:
		i, err := strconv.Atoi(n)
		if err != nil {
			return 0
		}
		return max(0, i)
	}
	return 0
}

func str(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// names joins the names of authors, who may be a string, an object or a list of either.
func names(v any) string {
	switch a := v.(type) {
	case string:
		if strings.HasPrefix(a, "http") {
			return ""
		}
		return strings.TrimSpace(a)
	case map[string]any:
		return names(a["name"])
	case []any:
		var all []string
		for _, one := range a {
			if n := names(one); n != "" {
				all = append(all, n)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

func controlToSpace(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
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
