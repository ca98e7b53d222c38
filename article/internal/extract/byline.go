package extract

import (
	"regexp"
	"slices"
	"strings"
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
	return holdsClass(strings.ToLower(attr(n, "class")), classStems, authorClass)
}

// holdsClass reports whether one of classes is such a mark; stems are what one of has each that does.
func holdsClass(classes string, stems []string, mark func() *regexp.Regexp) bool {
	if !slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(classes, stem) }) { // as most elements
		return false
	}
	for c := range strings.FieldsSeq(classes) {
		if mark().MatchString(c) {
			return true
		}
	}
	return false
}

// marksAuthor reports whether an element is marked up as the name of an author by its class, in other languages and by
// other marks than those that tell the posts of a page apart, too.
func marksAuthor(n *html.Node) bool {
	if namesAuthor(n) {
		return true
	}
	switch n.DataAtom {
	case atom.A, atom.Span, atom.P, atom.Div, atom.Strong, atom.Em, atom.B, atom.I, atom.H5, atom.Ul, atom.Li, atom.Dd, atom.Td:
	default:
		return false
	}
	if property := attr(n, "property"); property == "author" || property == "schema:author" {
		return true
	}
	return holdsClass(strings.ToLower(attr(n, "class")+" "+attr(n, "id")+" "+attr(n, "data-testid")), markStems, authorMark)
}

// These find the class of a name's element by its end: author, post-author, text__author, byline__name.
var (
	authorClass = pattern.Lazy(`(?:^|[-_])(?:author|byline|writer|reporter|username)(?:[-_]{0,2}name)?$`)
	authorMark  = pattern.Lazy(`(?:^|[-_])(?:authors?|autor|autore|auteurs?|byline|writer|reporter|journalist|(?:write|written|posted)-?by)(?:[-_]{0,2}(?:name|field))?$`)
)

// What one of has each class that authorClass and authorMark find.
var (
	classStems = []string{"author", "byline", "writer", "reporter", "username"}
	markStems  = []string{"aut", "by", "writer", "reporter", "journalist"}
)

// authorNames are names of meta elements that hold an author, the most trusted first.
var authorNames = []string{
	"dc:creator", "author", "parsely-author", "dc.creator", "dcterms.creator", "citation_author", "sailthru.author", "byl", "article:author", "article:author_name", "dable:author",
	"authors", "creator", "dcsext.author", "rbauthors", "og:article:author", "og:author", "article_author", "articleauthor", "bt:author", "cxenseparse:author",
	"vr:author", "shareaholic:article_author_name",
}

// byline is who wrote it, without the label before the name, and without date and office after it. What the page says
// for machines goes first, where it shows that name at all, then what it shows beside the headline and in its text,
// then what readability finds, then what is marked up, then what stands in a line with other things, at the end of the
// text, or beside the time.
func (p *page) byline(c *proposed, pieces []piece, headline int, kept []piece) string {
	d := p.data
	said := []string{d.author}
	var unseen []string
	for _, key := range authorNames {
		if names := namesInOrder(d.meta[key], key); names != "" && areShown(names, pieces) {
			said = append(said, names)
		} else {
			unseen = append(unseen, names)
		}
	}
	beside, near := signature(pieces, headline), p.named(pieces, headline)
	reported := reporters(kept)
	said = append(said, beside, d.labelled(), reported)
	signs := beside != "" || reported != ""
	if c != nil {
		said = append(said, first(d.apart[bare(c.byline)], c.byline))
	}
	said = append(said, d.authors...)
	said = append(said, signedBeside(pieces, headline))
	said = append(said, unseen...)
	certain := said
	said = append(said, near, p.closing(pieces, kept), d.besideTime)
	instead := cleanName(d.organisation)
	for _, raw := range said {
		name := p.people(cleanName(raw))
		if d.commenters[name] && !p.isForum() && !slices.ContainsFunc(d.authors, func(a string) bool { return cleanName(a) == name }) {
			continue
		}
		if name != "" && !p.isSite(name) && !(signs && p.isTitled(name)) && !organisation().MatchString(name) {
			name = p.withOthers(spelled(name, said), certain)
			if p.isForum() || !login().MatchString(name) {
				return name
			}
		}
		instead = first(instead, name)
	}
	return instead // papers that name nobody sign as themselves
}

// areShown reports whether the page shows one of some names anywhere. What meta elements tell machines alone is often
// who keeps the site.
func areShown(names string, pieces []piece) bool {
	for _, name := range persons(cleanName(names)) {
		want := bare(name)
		if want != "" && slices.ContainsFunc(pieces, func(x piece) bool {
			return strings.Contains(x.Text, name) || len(x.Text) <= longestLine && strings.Contains(bare(x.Text), want)
		}) {
			return true
		}
	}
	return false
}

// isTitled reports whether a name is one of the parts of the page's title behind the first, where the site's name
// stands.
func (p *page) isTitled(name string) bool {
	for rest := oneLine(p.data.title); name != ""; {
		at := strings.Index(rest, name)
		if at < 0 {
			break
		}
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(rest[:at], " "))
		rest = strings.TrimLeft(rest[at+len(name):], " ")
		if isSeparator(before) && (rest == "" || isSeparator(firstRune(rest))) {
			return true
		}
	}
	return false
}

// isSeparator reports whether a sign parts a title, maybe with others.
func isSeparator(r rune) bool { return strings.ContainsRune("|_-–—·•»«<>:：/｜", r) }

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
