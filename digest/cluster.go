package digest

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// What makes two texts one story; see nameWeight for where these come from.
const (
	// Likeness from which groups of spaced scripts and of Han are one story, in a set of 60 texts or fewer. In a larger one
	// it is known better which words are common, so that what is left in common means more: it falls with the logarithm.
	likeSpaced, likeHan = 0.16, 0.10
	fallSpaced, fallHan = 0.035, 0.02
	leastLike           = 0.05
	// Two groups of at least this many texts are two stories, however alike, where each has a name or figure of its own that
	// most of its texts hold and none of the other: two injured players of one team, two fires in shops of one chain.
	ownGroup, ownShare = 4, 0.6
	// Containment of the shorter text's shingles from which it is a copy; made pairs of near-duplicates part at 0.8.
	copied = 0.7
)

// Text is what is compared of a page.
type Text struct {
	Lead  string // title and first sentences: what happened
	Body  string // all of it, for copies that begin differently
	Title string // "" where Lead has none
	Site  string // "" where it is unknown
}

// Clusters groups texts that tell of one event: by average linkage of their likeness. Each group lists its texts in their
// order; groups are in the order of their first texts.
func Clusters(texts []Text) [][]int {
	all := make([]terms, len(texts))
	shingles := make([]map[string]bool, len(texts))
	for i, t := range texts {
		all[i], shingles[i] = termsOf(t.Lead), shinglesOf(t.Body)
	}
	g := grouping{like: make([][]float64, len(texts)), texts: all, spaced: enough(likeSpaced, fallSpaced, len(texts)), han: enough(likeHan, fallHan, len(texts))}
	vs := vectors(all)
	for i := range texts {
		g.groups = append(g.groups, []int{i})
		g.unspaced = append(g.unspaced, mostlyUnspaced(texts[i].Lead))
		g.like[i] = make([]float64, len(texts))
		for j := range i {
			l := likeness(vs[i], vs[j])
			switch {
			case series(texts[i], texts[j]):
				l = 0
			case contained(shingles[i], shingles[j]) >= copied:
				l = 1
			}
			g.like[i][j], g.like[j][i] = l, l
		}
	}
	return g.join()
}

// series reports whether two texts are of a row that a site numbers: issues, releases, days. They may be the same but for
// the number, and are two stories.
func series(a, b Text) bool {
	if a.Site == "" || a.Site != b.Site {
		return false
	}
	one, other := figures().FindAllString(a.Title, -1), figures().FindAllString(b.Title, -1)
	return len(one) > 0 && len(other) > 0 && !slices.Equal(one, other)
}

var figures = pattern.Lazy(`\p{Nd}+`)

func enough(like, fall float64, texts int) float64 {
	return max(leastLike, like-fall*math.Log(max(1, float64(texts)/60)))
}

func mostlyUnspaced(text string) bool {
	signs, letters := 0, 0
	for _, r := range text {
		switch {
		case unspaced(r):
			signs++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return 4*signs > letters
}

// grouping is clusters while they grow.
type grouping struct {
	texts       []terms
	unspaced    []bool
	like        [][]float64 // between groups, by the index of their first text; the mean over pairs of their texts
	groups      [][]int     // nil where a group was joined to another
	spaced, han float64     // likeness that is enough
}

// join joins the two groups that are most alike until none are alike enough.
func (g *grouping) join() [][]int {
	for {
		a, b, ok := g.nearest()
		if !ok {
			break
		}
		if g.distinct(a, b) {
			g.like[a][b], g.like[b][a] = 0, 0
			continue
		}
		n, m := float64(len(g.groups[a])), float64(len(g.groups[b]))
		for k := range g.groups {
			if k != a && k != b && g.groups[k] != nil {
				mean := (n*g.like[a][k] + m*g.like[b][k]) / (n + m)
				g.like[a][k], g.like[k][a] = mean, mean
			}
		}
		g.groups[a] = append(g.groups[a], g.groups[b]...)
		g.groups[b] = nil
	}
	groups := slices.DeleteFunc(g.groups, func(group []int) bool { return group == nil })
	for _, group := range groups {
		slices.Sort(group)
	}
	return groups
}

// nearest are the two groups that are most alike; false where none are alike enough.
func (g *grouping) nearest() (a, b int, ok bool) {
	most := 0.0
	for i := range g.groups {
		if g.groups[i] == nil {
			continue
		}
		for j := range i {
			if g.groups[j] == nil || g.like[i][j] <= most {
				continue
			}
			need := g.spaced
			if g.unspaced[i] && g.unspaced[j] {
				need = g.han
			}
			if g.like[i][j] >= need {
				most, a, b, ok = g.like[i][j], j, i, true
			}
		}
	}
	return a, b, ok
}

// distinct reports whether two groups tell of two events of one kind: each has names of its own.
func (g *grouping) distinct(a, b int) bool {
	return len(g.groups[a]) >= ownGroup && len(g.groups[b]) >= ownGroup && g.hasOwn(a, b) && g.hasOwn(b, a)
}

func (g *grouping) hasOwn(a, b int) bool {
	held := map[string]int{}
	for _, i := range g.groups[a] {
		for mark := range g.texts[i].marks {
			held[mark]++
		}
	}
	for mark, n := range held {
		if float64(n) < ownShare*float64(len(g.groups[a])) {
			continue
		}
		if !slices.ContainsFunc(g.groups[b], func(i int) bool { return g.texts[i].marks[mark] }) {
			return true
		}
	}
	return false
}

// leadWords is how much of a page says what happened.
const leadWords = 60

// textOf is what is compared of a document.
func textOf(doc *article.Document) Text {
	lead := doc.Title
	words := article.CountWords(lead)
	for _, p := range doc.Passages {
		if words >= leadWords {
			break
		}
		text := doc.PassageText(p)
		if strings.EqualFold(strings.TrimSpace(text), strings.TrimSpace(doc.Title)) {
			continue
		}
		lead += "\n" + text
		words += article.CountWords(text)
	}
	const most = 20_000 // bytes: copies show in their beginnings
	body := doc.Text
	if len(body) > most {
		body = strings.ToValidUTF8(body[:most], "")
	}
	return Text{Lead: lead, Body: body, Title: doc.Title, Site: siteOf(doc.FinalURL)}
}

// stories joins pages that are the same once read, and those that tell one story. The page that people talked about most
// stands for it.
func stories(pages []page) []Story {
	pages = distinctPages(pages)
	texts := make([]Text, len(pages))
	for i, p := range pages {
		texts[i] = textOf(p.doc)
	}
	var list []Story
	for _, group := range Clusters(texts) {
		slices.SortStableFunc(group, func(a, b int) int {
			if pages[a].item.talk() > pages[b].item.talk() {
				return -1
			}
			if pages[a].item.talk() < pages[b].item.talk() {
				return 1
			}
			return 0
		})
		head := pages[group[0]]
		s := Story{Item: head.item, Document: head.doc}
		for _, i := range group[1:] {
			s.Item.Shares = append(s.Item.Shares, pages[i].item.Shares...)
			s.Also = append(s.Also, Source{Link: pages[i].item.Link, Title: pages[i].title()})
		}
		sortShares(s.Item.Shares)
		list = append(list, s)
	}
	return list
}

func (p page) title() string {
	if p.doc.Title != "" {
		return p.doc.Title
	}
	return p.item.announced()
}

// distinctPages joins items whose addresses differ and whose page is one: the same document, or the same final address.
func distinctPages(pages []page) []page {
	var distinct []page
	for _, p := range pages {
		i := slices.IndexFunc(distinct, func(q page) bool { return samePage(p.doc, q.doc) })
		if i < 0 {
			distinct = append(distinct, p)
			continue
		}
		into := &distinct[i].item
		into.Shares, into.Entries = append(into.Shares, p.item.Shares...), append(into.Entries, p.item.Entries...)
		sortShares(into.Shares)
	}
	return distinct
}

func samePage(a, b *article.Document) bool {
	return a.ID == b.ID || a.FinalURL != "" && article.CacheKey(a.FinalURL) == article.CacheKey(b.FinalURL) || a.Text == b.Text && a.Text != ""
}
