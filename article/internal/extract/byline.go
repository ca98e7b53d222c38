package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
// goes first, then what it shows beside the headline, then what the libraries find, then what is marked up.
func (p *page) byline(c candidates, pieces []piece, headline int) string {
	d := p.data
	said := []string{
		d.author, d.meta["author"], d.meta["parsely-author"], d.meta["dc.creator"], d.meta["dcterms.creator"], d.meta["sailthru.author"],
		d.meta["byl"], d.meta["article:author"], d.meta["article:author_name"], d.meta["dable:author"], signature(pieces, headline),
	}
	site := ""
	for _, f := range []*candidate{c.readability, c.trafilatura} {
		if f != nil {
			said = append(said, f.byline)
		}
	}
	for _, raw := range append(said, d.authors...) {
		name := p.people(cleanName(raw))
		if d.commenters[name] {
			continue
		}
		if name != "" && !p.isSite(name) && !organisation.MatchString(name) {
			return name
		}
		site = first(site, name)
	}
	return site // papers that name nobody sign as themselves
}

// organisation finds what only the name of a company or a club has.
var organisation = regexp.MustCompile(`(?i)\be\.? ?v\.?$|\b(?:gmbh|inc|ltd|llc|verlag)\b`)

// people leaves the site out of a list of names.
func (p *page) people(list string) string {
	names := strings.Split(list, ", ")
	if len(names) < 2 {
		return list
	}
	return first(strings.Join(slices.DeleteFunc(names, p.isSite), ", "), list)
}

// signature is the first name after a word like "by" in a line of its own near the headline, or after the day of the article.
func signature(pieces []piece, headline int) string {
	for i, end := max(0, headline-piecesBefore), untilText(pieces, headline); i < end; i++ {
		if text := oneLine(pieces[i].Text); i != headline && len(text) <= longestName {
			if name := signed(text); isName(name) {
				return name
			}
		}
	}
	return ""
}

// signed is what stands after a word like "by", after a day and a dash, or before a bar and a day.
func signed(line string) string {
	if nameLabel.MatchString(line) {
		return cleanName(line)
	}
	if w := daysIn(line, true); len(w) == 1 && w[0].at < 2 {
		_, after, _ := strings.Cut(line, " - ")
		return after
	}
	if parts := strings.Split(line, " | "); len(parts) > 1 && len(daysIn(parts[len(parts)-1], true)) > 0 {
		return cleanName(parts[len(parts)-2])
	}
	return ""
}

// isName reports whether a text may be the name of a person or several: up to six words, each with a capital but those between names.
func isName(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r), isSign(r):
			capitals++
		case !particles[strings.ToLower(w)]:
			return false
		}
	}
	return capitals > 1 || len(words) == 1 && capitals == 1
}

// particles are words inside of names, and between two.
var particles = map[string]bool{"and": true, "und": true, "et": true, "y": true, "e": true, "och": true, "&": true, "von": true, "van": true, "der": true, "den": true, "de": true, "del": true, "da": true, "di": true, "la": true, "le": true, "bin": true, "al": true, "ten": true, "ter": true, "zu": true}

// Labels before a name, and what follows one: a date, a time, the name's office, a number of words.
var (
	nameLabel = regexp.MustCompile(`(?i)^\s*(?:posted on .{4,30} by|(?:written|posted|published|words|story|reported|reviewed|updated|medically reviewed|foto|text) by|read more about|show all articles of|` +
		`zeige alle beiträge von|veröffentlicht von|geschrieben von|ein beitrag von|autor(?:in)?(?:en)?|by|von|vom|par|por|di|door|av|af|text|authors?|redaktion|redacción|` +
		`投稿者|著者|執筆|文・写真|取材・文|文・|作者|撰文|记者|記者|本报记者|编辑|編輯|责任编辑|責任編輯|来源|來源|文)(?:\s*[:：/／｜|]\s*|\s+)`)
	gluedLabel = regexp.MustCompile(`^(?:By|Von|ARTICLES OF|SHOW ALL ARTICLES OF)([A-ZÄÖÜ][\p{L}]+\s)`)
	nameTail   = regexp.MustCompile(`(?i)\s*(?:[|·•→]|\s[-–—/]\s|\bam \d|\bon \d|\d{1,2}[.:/]\s?\d|\d{4}|,\s*\d|\d{1,2}\.? (?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc])|` +
		`\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? |\s(?:am|um|on|january|february|march|april|may|june|july|august|september|october|november|december)\s*$|\bposted\b|\bupdated\b|\bpublished\b|\bkategorien?\b|\S+@\S+|[\p{Han}\p{Hangul}]{2,4}\s*기자|\s기자|` +
		`\b(?:illustration|illustriert|fotos?|photos?|photograph|edited|reviewed|translated|übersetzung|übersetzt)\w*(?:\s(?:by|von)|:)).*$`)
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
	name = strings.Trim(name, " ,;|·-–—:：/()（）*")
	if !strings.ContainsFunc(name, unicode.IsLetter) || len([]rune(name)) > longestName || len([]rune(name)) < 2 || notName[strings.ToLower(name)] {
		return ""
	}
	return name
}

// notName are words that stand where a name should.
var notName = map[string]bool{
	"admin": true, "administrator": true, "author": true, "authors": true, "autor": true, "posted on": true, "posted": true, "by": true, "von": true, "username": true,
	"editor": true, "staff": true, "guest": true, "about the author": true, "作者": true, "记者": true, "編輯": true, "编辑": true, "責任編輯": true, "责任编辑": true,
	"follow": true, "share": true, "home": true, "undefined": true, "null": true, "user": true, "reply": true, "submit": true,
}
