package extract

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// namesAuthor reports whether an element is marked up as the name of an author.
func namesAuthor(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Span, atom.P, atom.Div, atom.Address, atom.Strong, atom.Em, atom.B, atom.H3, atom.H4, atom.Li, atom.Cite, atom.Small:
	default:
		return false
	}
	if n.DataAtom == atom.A && attr(n, "rel") == "author" || strings.Contains(attr(n, "itemprop"), "author") || attr(n, "id") == "js_name" {
		return true
	}
	for c := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		switch c {
		case "author", "byline", "author-name", "authorname", "author_name", "article-author", "post-author", "entry-author", "byline-name", "p-author",
			"byline__name", "author__name", "article__author", "writer", "reporter", "username", "c-byline", "article-byline":
			return true
		}
	}
	return false
}

// byline is who wrote it, without the label before the name, and without date and office after it. What the page says for machines
// goes first, then what is marked up, then what the libraries find.
func (p *page) byline(c candidates) string {
	d := p.data
	said := []string{
		d.author, d.meta["author"], d.meta["parsely-author"], d.meta["dc.creator"], d.meta["dcterms.creator"], d.meta["sailthru.author"],
		d.meta["byl"], d.meta["article:author"], d.meta["article:author_name"], d.meta["dable:author"],
	}
	site := ""
	for _, f := range []*candidate{c.readability, c.trafilatura} {
		if f != nil {
			said = append(said, f.byline)
		}
	}
	for _, raw := range append(said, d.authors...) {
		name := cleanName(raw)
		if d.commenters[name] {
			continue
		}
		if name != "" && !p.isSite(name) {
			return name
		}
		site = first(site, name)
	}
	return site // papers that name nobody sign as themselves
}

// Labels before a name, and what follows one: a date, a time, the name's office, a number of words.
var (
	nameLabel = regexp.MustCompile(`(?i)^\s*(?:posted on .{4,30} by|(?:written|posted|published|words|story|reported|reviewed|updated|medically reviewed|foto|text) by|read more about|show all articles of|` +
		`zeige alle beiträge von|veröffentlicht von|geschrieben von|ein beitrag von|autor(?:in)?(?:en)?|by|von|vom|par|por|di|door|av|af|text|authors?|redaktion|redacción|` +
		`投稿者|著者|執筆|文・写真|取材・文|文・|作者|撰文|记者|記者|本报记者|编辑|編輯|责任编辑|責任編輯|来源|來源|文)(?:\s*[:：/／｜|]\s*|\s+)`)
	gluedLabel = regexp.MustCompile(`^(?:By|Von|ARTICLES OF|SHOW ALL ARTICLES OF)([A-ZÄÖÜ][\p{L}]+\s)`)
	nameTail   = regexp.MustCompile(`(?i)\s*(?:[|·•→]|\s[-–—/]\s|\bam \d|\bon \d|\d{1,2}[.:/]\s?\d|\d{4}|,\s*\d|\d{1,2}\.? (?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc])|` +
		`\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? |\s(?:am|um|on|january|february|march|april|may|june|july|august|september|october|november|december)\s*$|\bposted\b|\bupdated\b|\bpublished\b|\bkategorien?\b|\S+@\S+|[\p{Han}\p{Hangul}]{2,4}\s*기자|\s기자).*$`)
	office = regexp.MustCompile(`(?i),\s*(?:senior|staff|chief|deputy|associate|managing|editor|reporter|correspondent|writer|contributor|profess|director|head|author|columnist|business|by the).*$`)
)

// longestName is more than bylines have, in runes.
const longestName = 100

func cleanName(raw string) string {
	name := strings.ReplaceAll(oneLine(html.UnescapeString(raw)), "; ", ", ")
	if strings.HasPrefix(name, "http") || strings.HasPrefix(name, "www.") || strings.HasPrefix(name, "@") {
		return ""
	}
	for range 3 {
		cut := nameLabel.ReplaceAllString(name, "")
		cut = gluedLabel.ReplaceAllString(cut, "$1")
		if cut == name {
			break
		}
		name = cut
	}
	if strings.HasSuffix(name, " 기자") || strings.HasSuffix(name, "記者") || strings.HasSuffix(name, "记者") {
		name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "기자"), "記者"), "记者"))
	}
	name = nameTail.ReplaceAllString(name, "")
	name = office.ReplaceAllString(name, "")
	if before, _, ok := strings.Cut(name, ","); ok && len([]rune(name)) > longestName {
		name = before
	}
	name = strings.Trim(name, " ,;|·-–—:：/()（）")
	if !strings.ContainsFunc(name, unicode.IsLetter) || len([]rune(name)) > longestName || len([]rune(name)) < 2 || notName[strings.ToLower(name)] {
		return ""
	}
	return name
}

// notName are words that stand where a name should.
var notName = map[string]bool{
	"admin": true, "administrator": true, "author": true, "authors": true, "autor": true, "posted on": true, "posted": true, "by": true, "von": true, "username": true,
	"editor": true, "staff": true, "guest": true, "about the author": true, "作者": true, "记者": true, "編輯": true, "编辑": true, "責任編輯": true, "责任编辑": true,
	"follow": true, "share": true, "home": true, "undefined": true, "null": true, "user": true, "reply": true,
}
