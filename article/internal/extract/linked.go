package extract

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/internal/pattern"
)

var (
	articleTypes      = pattern.Lazy(`(?i)(article|posting|report)$`)
	pageTypes         = pattern.Lazy(`(?i)page$`)
	workTypes         = pattern.Lazy(`(?i)^(?:recipe|howto|creativework|podcastepisode)$`)
	namedTypes        = pattern.Lazy(`(?i)^(person|organization|newsmediaorganization)$`)
	organisationTypes = pattern.Lazy(`(?i)(?:organization|corporation|website)$`)
	forumTypes        = pattern.Lazy(`(?i)^(discussionforumposting|qapage|question)$`)
)

// deepestData is how deep in linked data an article is looked for.
const deepestData = 8

// readJSONLD keeps what the first article among the page's linked data says.
func (d *pageData) readJSONLD(text string) {
	text = strings.TrimSpace(strings.Map(controlToSpace, text))
	var tree any
	if json.Unmarshal([]byte(text), &tree) != nil {
		text = unwrapped(text)
		if json.Unmarshal([]byte(text), &tree) != nil {
			tree = salvaged(text)
		}
	}
	d.walkLinked(tree, 0, false)
}

// walkLinked looks for the page's article; what is listed are others.
func (d *pageData) walkLinked(node any, depth int, listed bool) {
	if depth > deepestData {
		return
	}
	switch v := node.(type) {
	case []any:
		for _, c := range v {
			d.walkLinked(c, depth+1, listed)
		}
	case map[string]any:
		if isType(v["@type"], articleTypes()) {
			if !listed {
				d.keepArticle(v)
			}
			d.isArticle = true
		}
		if d.pagePublished == "" && (isType(v["@type"], pageTypes()) || isType(v["@type"], forumTypes())) {
			d.pagePublished = first(str(v["datePublished"]), str(v["dateCreated"]))
		}
		if isType(v["@type"], workTypes()) && !listed {
			d.pagePublished, d.workAuthor = first(d.pagePublished, str(v["datePublished"])), first(d.workAuthor, names(v["author"]))
		}
		d.isForum = d.isForum || isType(v["@type"], forumTypes())
		if id, name := str(v["@id"]), str(v["name"]); id != "" && name != "" && isType(v["@type"], namedTypes()) {
			d.named[id] = name
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			d.walkLinked(v[key], depth+1, listed || key == "itemListElement")
		}
	}
}

var wrapping = pattern.Lazy(`(?:/\*|//)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)(?:\s*\*/)?`)

// unwrapped takes off what pages wrap linked data in so that old browsers do not show it.
func unwrapped(text string) string {
	const most = 64 // bytes that it may take
	if len(text) > 2*most {
		head, tail := text[:most], text[len(text)-most:]
		text = wrapping().ReplaceAllString(head, " ") + text[most:len(text)-most] + wrapping().ReplaceAllString(tail, " ")
	} else {
		text = wrapping().ReplaceAllString(text, " ")
	}
	return strings.TrimRight(strings.TrimSpace(text), "; ")
}

// Fields of an article whose linked data is no valid JSON, for a comma too many or a quote that is not escaped.
var (
	fieldOfArticle = pattern.Lazy(`"(headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.){1,400})"`)
	typeOfArticle  = pattern.Lazy(`"@type"\s*:\s*"(?:\w*Article|\w*Posting)"`)
)

// mostSalvaged bounds what is searched of linked data that is not valid, in bytes.
const mostSalvaged = 100_000

// salvaged is what can be read of an article in linked data that is not valid; nil for other data.
func salvaged(text string) any {
	text = text[:min(len(text), mostSalvaged)]
	if !typeOfArticle().MatchString(text) {
		return nil
	}
	v := map[string]any{"@type": "Article"}
	for _, m := range fieldOfArticle().FindAllStringSubmatch(text, mostHeadings) {
		var s string
		if v[m[1]] == nil && json.Unmarshal([]byte(`"`+m[2]+`"`), &s) == nil {
			v[m[1]] = s
		}
	}
	return v
}

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
		d.author, d.authorIDs = names(v["author"]), references(v["author"])
		if areOrganisations(v["author"]) {
			d.author, d.organisation = names(v["creator"]), d.author
		}
	}
	if d.published == "" {
		d.published = first(str(v["datePublished"]), str(v["dateCreated"]))
	}
	if n := number(v["wordCount"]); n > d.wordCount {
		d.wordCount = n
	}
	if d.publisher == "" {
		d.publisher, d.publisherIDs = names(v["publisher"]), references(v["publisher"])
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

// areOrganisations reports whether all authors are said to be something else than persons.
func areOrganisations(v any) bool {
	switch a := v.(type) {
	case map[string]any:
		return isType(a["@type"], organisationTypes())
	case []any:
		for _, one := range a {
			if !areOrganisations(one) {
				return false
			}
		}
		return len(a) > 0
	}
	return false
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

// references are the identifiers of authors whose names stand elsewhere in the page's linked data.
func references(v any) (ids []string) {
	switch a := v.(type) {
	case map[string]any:
		if id := str(a["@id"]); id != "" && str(a["name"]) == "" {
			ids = append(ids, id)
		}
	case []any:
		for _, one := range a {
			ids = append(ids, references(one)...)
		}
	}
	return ids
}

// resolved are the names that identifiers refer to.
func (d *pageData) resolved(ids []string) string {
	var all []string
	for _, id := range ids {
		if name := d.named[id]; name != "" {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

func controlToSpace(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}
