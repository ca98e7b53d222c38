package extract

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// dayLayout is how days are written.
const dayLayout = "2006-01-02"

// pageData is what a page says of itself.
type pageData struct {
	meta                                map[string]string // name or property, lower case
	title, h1, lang, site, description  string
	headline, author, published, wechat string // of JSON-LD; published may be of <time>
	articleBody                         string
	isForum, isArticle                  bool
}

// readData reads JSON-LD, meta, title, h1 and time; before anything is taken off the page.
func readData(doc *html.Node) pageData {
	d := pageData{meta: map[string]string{}}
	h1s := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			d.lang = attr(n, "lang")
		case atom.Title:
			if d.title == "" {
				d.title = textOf(n)
			}
		case atom.H1:
			if h1s++; h1s == 1 {
				d.h1 = textOf(n)
			}
		case atom.Meta:
			key := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
			if value := strings.TrimSpace(attr(n, "content")); key != "" && value != "" && d.meta[key] == "" {
				d.meta[key] = html.UnescapeString(value)
			}
		case atom.Time:
			if at := attr(n, "datetime"); d.published == "" && len(at) >= 8 {
				d.published = at
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				d.readJSONLD(n.FirstChild.Data)
			} else if n.FirstChild != nil && d.wechat == "" {
				d.wechat = wechatTime(n.FirstChild.Data)
			}
		}
	}
	if h1s > 3 {
		d.h1 = ""
	}
	d.site = first(d.meta["og:site_name"], d.meta["application-name"])
	d.description = first(d.meta["og:description"], d.meta["description"])
	return d
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
			d.isForum = d.isForum || isType(v["@type"], forumTypes)
			d.isArticle = d.isArticle || isType(v["@type"], articleTypes)
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
				walk(v[key], depth+1)
			}
		}
	}
	walk(tree, 0)
}

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
	if at := str(v["datePublished"]); at != "" {
		d.published = at
	}
	if body := str(v["articleBody"]); len(body) > len(d.articleBody) {
		d.articleBody = html.UnescapeString(body)
	}
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

// title is the page's own headline. A title with the site's name is cut where the headline or the h1 says where.
func (p *page) title(c candidates) string {
	d := p.data
	full := first(d.meta["og:title"], d.meta["twitter:title"], d.title)
	for _, short := range []string{d.headline, d.h1} {
		if short == "" {
			continue
		}
		a, b := bare(short), bare(full)
		if full == "" || strings.HasPrefix(b, a) || strings.HasSuffix(b, a) || strings.HasPrefix(a, b) && b != "" {
			return strings.Join(strings.Fields(short), " ")
		}
	}
	if full = stripSite(full, d.site); full != "" {
		return full
	}
	for _, found := range []*candidate{c.readability, c.trafilatura, c.distiller} {
		if found != nil && found.title != "" {
			return strings.Join(strings.Fields(found.title), " ")
		}
	}
	return first(d.headline, d.h1)
}

var separators = regexp.MustCompile(`\s+[|\-–—·»:]\s+|\s*[_｜|]\s*|\s+[-–—]+\s*$`)

// stripSite takes the site's name off the end of a title, or off its beginning.
func stripSite(title, site string) string {
	title = strings.Join(strings.Fields(title), " ")
	cuts := separators.FindAllStringIndex(title, -1)
	if len(cuts) == 0 {
		return title
	}
	last := cuts[len(cuts)-1]
	head, tail := strings.TrimSpace(title[:last[0]]), strings.TrimSpace(title[last[1]:])
	if site != "" && bare(tail) == bare(site) || len([]rune(head)) >= 2*len([]rune(tail)) && len([]rune(head)) > 8 {
		if site != "" && bare(tail) == bare(site) {
			return stripSite(head, "")
		}
		return head
	}
	if site != "" && bare(title[:cuts[0][0]]) == bare(site) {
		return strings.TrimSpace(title[cuts[0][1]:])
	}
	return title
}

// bare is a text without all but letters and digits, folded.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

var bylineLabel = regexp.MustCompile(`(?i)^\s*(by|von|par|por|di|door|av|af|written by|words by|author|作者|文|撰文|记者|記者|编辑|編輯|责任编辑|責任編輯|来源|來源|文/|文／|取材・文)\s*[:：/／｜|]?\s+|^\s*(作者|记者|記者|撰文|责任编辑|編輯|编辑|文)\s*[:：/／|｜]\s*`)

// byline is who wrote it, without the label before the name.
func (p *page) byline(c candidates) string {
	d := p.data
	found := first(d.author, d.meta["author"], d.meta["article:author"], d.meta["parsely-author"], d.meta["dc.creator"], d.meta["sailthru.author"], d.meta["byl"])
	if found == "" || strings.HasPrefix(found, "http") {
		found = ""
		for _, c := range []*candidate{c.readability, c.trafilatura} {
			if found == "" && c != nil {
				found = c.byline
			}
		}
	}
	found = strings.Join(strings.Fields(found), " ")
	for range 2 {
		found = strings.TrimSpace(bylineLabel.ReplaceAllString(found, ""))
	}
	if len([]rune(found)) > 120 || strings.HasPrefix(found, "http") || bare(found) == bare(d.site) {
		return ""
	}
	return strings.Trim(found, " ,;|·")
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

// published is the day, or the moment, that it was published on.
func (p *page) published(c candidates) string {
	d := p.data
	for _, at := range []string{d.meta["article:published_time"], d.published, d.meta["datepublished"], d.meta["og:published_time"], d.meta["pubdate"], d.meta["publishdate"], d.meta["date"], d.meta["dc.date"], d.wechat} {
		if at = strings.TrimSpace(at); day.MatchString(at) {
			return at[:10]
		}
	}
	for _, c := range []*candidate{c.trafilatura, c.readability} {
		if c != nil && c.date != "" {
			return c.date
		}
	}
	return ""
}

var wechatCT = regexp.MustCompile(`var\s+ct\s*=\s*"(\d{10})"`)

// wechatTime is the time that WeChat keeps in a script of its own.
func wechatTime(script string) string {
	if m := wechatCT.FindStringSubmatch(script); m != nil {
		return unixDay(m[1])
	}
	return ""
}

// dropTitle takes the title off the top of the text, where it stands again.
func dropTitle(kept []piece, title string) []piece {
	if len(kept) > 1 && title != "" && bare(kept[0].Text) == bare(title) {
		return kept[1:]
	}
	return kept
}
