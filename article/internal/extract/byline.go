package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
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
		if authorClass().MatchString(c) {
			return true
		}
	}
	return false
}

// authorClass finds the class of a name's element by its end: author, post-author, text__author, byline__name.
var authorClass = pattern.Lazy(`(?:^|[-_])(?:author|byline|writer|reporter|username)(?:[-_]{0,2}name)?$`)

// authorNames are names of meta elements that hold an author, the most trusted first.
var authorNames = []string{
	"dc:creator", "author", "parsely-author", "dc.creator", "dcterms.creator", "citation_author", "sailthru.author", "byl", "article:author", "article:author_name", "dable:author",
	"authors", "creator", "dcsext.author", "rbauthors", "og:article:author", "og:author", "article_author", "articleauthor", "bt:author", "cxenseparse:author",
	"vr:author", "shareaholic:article_author_name",
}

// byline is who wrote it, without the label before the name, and without date and office after it. What the page says for machines
// goes first, then what it shows beside the headline and in its text, then what readability finds, then what is marked up.
func (p *page) byline(c *proposed, pieces []piece, headline int, kept []piece) string {
	d := p.data
	said := []string{d.author}
	for _, name := range authorNames {
		said = append(said, d.meta[name])
	}
	said = append(said, signature(pieces, headline), d.labelled(), reporters(kept))
	instead := ""
	if c != nil {
		said = append(said, c.byline)
	}
	said = append(said, d.authors...)
	for _, raw := range said {
		name := p.people(cleanName(raw))
		if d.commenters[name] && !p.isForum() && !slices.ContainsFunc(d.authors, func(a string) bool { return cleanName(a) == name }) {
			continue
		}
		if name != "" && !p.isSite(name) && !organisation().MatchString(name) {
			name = spelled(name, said)
			if p.isForum() || !login().MatchString(name) {
				return name
			}
		}
		instead = first(instead, name)
	}
	return instead // papers that name nobody sign as themselves
}

// organisation finds what only the name of a company or a club has.
var organisation = pattern.Lazy(`(?i)\be\.? ?v\.?$|\b(?:gmbh|inc|ltd|llc|verlag)\b`)

// login finds a name that somebody logs in with.
var login = pattern.Lazy(`^[a-z0-9]+(?:[_.-][a-z0-9]+)+$`)

// spelled is how a page spells the name elsewhere that somebody logs in with.
func spelled(name string, said []string) string {
	if login().MatchString(name) {
		for _, other := range said {
			if full := cleanName(other); strings.Contains(full, " ") && bare(full) == bare(name) {
				return full
			}
		}
	}
	return name
}

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
	if nameLabel().MatchString(line) {
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
