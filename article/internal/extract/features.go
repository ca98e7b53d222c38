package extract

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// The features of a piece, by which weigh.go says how likely it is to belong to the article. far is the distance to an
// element that is not around the piece.
const far = 20

// evidence is all that is known of a page when its pieces are weighed.
type evidence struct {
	pieces      []piece
	survey      *survey
	around      [][3]*area // the areas around each piece that grow
	titleAt     int        // the piece that is the page's headline, or -1
	body, about *proposal  // JSON-LD articleBody, description; nil where the page has none
	thread      map[*html.Node]threadOf
	runs        []*run
	sections    *sections
	wording     *wording
	place       *place
	shared      []float64 // features of all pieces
	ballots     [voters]*ballot
	posts       []*html.Node        // of each piece, the post that it stands in, if any
	heads       map[*html.Node]bool // of posts: their author and time
}

func (p *page) evidence(pieces []piece, c *proposed) *evidence {
	e := &evidence{pieces: pieces, titleAt: -1, survey: newSurvey(pieces)}
	for i := range pieces {
		e.around = append(e.around, e.survey.levels(&pieces[i]))
	}
	e.body, e.about = proposalOf(p.data.articleBody), proposalOf(p.data.description)
	e.findTitle(p.data)
	e.findThreads()
	e.sections, e.wording, e.place = e.findSections(), e.findWording(p), e.findPlace()
	e.shared = append(e.pageFeatures(p), e.addressFeatures(p)...)
	e.count(byReadability, c.votes(pieces))
	return e
}

func proposalOf(text string) *proposal {
	if len(text) < 60 {
		return nil
	}
	p := piece{Block: block.Block{Text: text}}
	p.read()
	return newProposal([]piece{p})
}

func (e *evidence) findTitle(d pageData) {
	for _, want := range append([]string{d.headline, d.meta["og:title"], d.title}, d.h1[:min(len(d.h1), 3)]...) {
		w := bare(want)
		if len(w) < 4 {
			continue
		}
		for i := range e.pieces {
			if len(e.pieces[i].Text) < 3*len(want)+20 && bare(e.pieces[i].Text) == w {
				e.titleAt = i
				if e.pieces[i].Kind == block.Heading {
					return
				}
			}
		}
		if e.titleAt >= 0 {
			return
		}
	}
	for i := range e.pieces {
		if e.pieces[i].Kind == block.Heading && e.pieces[i].Level == 1 {
			e.titleAt = i
			return
		}
	}
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func clip(v, most int) float64 { return float64(max(-most, min(most, v))) }

// pageFeatures are the same for all pieces of a page.
func (e *evidence) pageFeatures(p *page) []float64 {
	t := &e.survey.total
	tokens := float64(t.tokens)
	cjk, long := 0, 0
	for i := range e.pieces {
		x := &e.pieces[i]
		cjk += x.cjk
		if len(x.tokens) >= 20 && x.linkDensity() < 0.3 {
			long += len(x.tokens)
		}
	}
	return []float64{
		math.Log1p(tokens), ratio(float64(cjk), tokens), ratio(float64(t.linked), float64(t.bytes)), ratio(float64(long), tokens),
		yes(p.isForum()), yes(p.data.isArticle), yes(e.body != nil), float64(len(e.pieces)),
	}
}

// forums are the programs and the addresses that threads are known by.
var (
	forumPrograms  = pattern.Lazy(`(?i)discourse|vbulletin|phpbb|xenforo|discuz|mybb|smf|simple machines|invision|vanilla|flarum|nodebb|fluxbb|punbb|phpwind`)
	forumAddresses = pattern.Lazy(`(?i)/(threads?|topics?|forums?|bbs|questions?|discussions?|boards?|t|p)[/-]|(viewtopic|showthread|viewthread|thread-|topic-|forum|bbs|club|community)`)
)

func (p *page) isForum() bool {
	return p.data.isForum || forumPrograms().MatchString(p.data.meta["generator"]) || forumAddresses().MatchString(p.at.Host+p.at.Path+"?"+p.at.RawQuery)
}

var pageNames = []string{
	"page tokens", "page cjk", "page links", "page long", "is forum", "is article", "has body", "page pieces",
}

// firstNames are those of the features of a piece at its first reading, in order, secondNames those at its second.
var (
	firstNames  = slices.Concat(namesBy("read"), pieceNames, sectionNames, wordingNames, placeNames, pageNames, addressNames)
	secondNames = slices.Concat(firstNames, namesBy("first"))
)

var pieceNames = []string{
	"tokens", "signs", "links", "kind", "level", "ends", "marks", "commas", "cjk", "lead", "phrase", "datelike", "digits",
	"near tokens", "near links", "before tokens", "after tokens",
	"place", "from title",
	"parent pieces", "parent links", "parent mean", "grand links", "grand mean", "great links", "great share", "shape pieces", "shape mean", "shape links", "shape share",
	"in body", "in about", "is title", "repeated",
	"thread members", "thread share", "thread mean", "thread rank", "member post",
	"up article", "up main", "up aside", "up nav", "up footer", "up header", "up form", "up table", "up list", "up quote", "up figure", "deep",
	"up comment", "up related", "up share", "up menu", "up foot", "up sidebar", "up promo", "up meta", "up caption", "up head", "up content", "up post", "up signature",
}

var kinds = map[block.Kind]float64{
	block.Paragraph: 0, block.Heading: 1, block.ListItem: 2, block.Quote: 3, block.TableRow: 4, block.Caption: 5, block.Code: 6, block.Footnote: 7,
}

// features are those of one piece at its first reading, named by firstNames.
func (e *evidence) features(i int) []float64 {
	f := make([]float64, 0, len(secondNames))
	f = e.voteFeatures(f, i, byReadability)
	f = e.textFeatures(f, i)
	f = e.nearFeatures(f, i)
	f = e.placeFeatures(f, i)
	f = e.areaFeatures(f, i)
	f = e.nameFeatures(f, i)
	f = e.sections.features(f, i)
	f = e.wording.features(f, &e.pieces[i])
	f = e.placeOf(f, &e.pieces[i])
	return append(f, e.shared...)
}

// phrases are what pages say around their texts, in small letters.
var phrases = []string{
	"©", "copyright", "all rights reserved", "版权", "版權", "免责声明", "icp备", "责任编辑", "責任編輯", "相关阅读", "相關", "推荐阅读", "上一篇", "下一篇",
	"转载", "轉載", "原标题", "来源：", "编辑：", "扫码", "关注", "无断", "無断", "関連記事",
	"share this", "share on", "follow us", "subscribe", "sign up", "sign in", "log in", "login", "newsletter", "read more", "read also",
	"advertisement", "privacy policy", "terms of", "posted by", "filed under", "leave a", "reply", "related articles", "related posts",
	"related stories", "click here", "all prices", "mehr zum thema", "lire aussi", "leer más", "abonn",
}

var (
	wholePhrases = pattern.Lazy(`co(?:okie|mment)s?\b`) // phrases too, but no beginnings of words
	dateLike     = pattern.Lazy(`(?i)\b(19|20)\d\d[-/.年]\s?\d{1,2}|\d{1,2}[./]\d{1,2}[./](19|20)?\d\d|\d{1,2}:\d\d|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\bago\b|小时前|分钟前`)
)

// saysPhrase reports whether a text holds one of the phrases. Plain searches one by one take a tenth of the time of one expression.
func saysPhrase(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) }) || wholePhrases().MatchString(text)
}

func (e *evidence) textFeatures(f []float64, i int) []float64 {
	x := &e.pieces[i]
	marks, commas, digits := 0, 0, 0
	for _, r := range x.Text {
		switch r {
		case '.', '!', '?', '。', '！', '？', ';', '；', '…':
			marks++
		case ',', '，', '、', '،':
			commas++
		}
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	head := x.Text[:min(len(x.Text), 300)]
	return append(f, math.Log1p(float64(len(x.tokens))), math.Log1p(float64(x.signs)), x.linkDensity(), kinds[x.Kind], float64(x.Level),
		yes(endsSentence(x.Text)), ratio(float64(marks), float64(x.signs)), float64(min(commas, 9)), ratio(float64(x.cjk), float64(len(x.tokens))),
		yes(x.Lead != ""), yes(len(x.Text) < 300 && saysPhrase(head)), yes(len(x.Text) < 200 && (digits > 0 || aDistance(head)) && dateLike().MatchString(head)), ratio(float64(digits), float64(x.signs)))
}

// aDistance reports whether a text may name a day without a digit, by how long ago it was: most texts have neither, and need no search.
func aDistance(text string) bool {
	return strings.Contains(text, "前") || strings.Contains(strings.ToLower(text), "ago")
}

func endsSentence(text string) bool {
	text = strings.TrimRight(text, "”\"’')）」』】 ")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?。！？…．:：;；", r)
}

func (e *evidence) nearFeatures(f []float64, i int) []float64 {
	tokens, linked, bytes := 0, 0, 0
	for j := max(0, i-2); j <= min(len(e.pieces)-1, i+2); j++ {
		tokens, linked, bytes = tokens+len(e.pieces[j].tokens), linked+e.pieces[j].linked, bytes+len(e.pieces[j].Text)
	}
	size := func(j int) float64 {
		if j < 0 || j >= len(e.pieces) {
			return -1
		}
		return math.Log1p(float64(len(e.pieces[j].tokens)))
	}
	return append(f, math.Log1p(float64(tokens)), min(1, ratio(float64(linked), float64(bytes))), size(i-1), size(i+1))
}

func (e *evidence) placeFeatures(f []float64, i int) []float64 {
	title := clip(i-e.titleAt, 60)
	if e.titleAt < 0 {
		title = -99
	}
	return append(f, ratio(float64(i), float64(len(e.pieces))), title)
}

// areaFeatures are of what stands around the piece: the nearest element with more in it, the one around that, and so on; and of
// all pieces of the same shape.
func (e *evidence) areaFeatures(f []float64, i int) []float64 {
	x, all := &e.pieces[i], float64(e.survey.total.tokens)
	parent, grand, great := e.around[i][0], e.around[i][1], e.around[i][2]
	g := e.survey.groups[e.survey.shapes[i]]
	f = append(f, float64(min(parent.pieces, 200)), parent.linkDensity(), parent.mean(), grand.linkDensity(), grand.mean(),
		great.linkDensity(), ratio(float64(great.tokens), all),
		float64(min(g.pieces, 200)), g.mean(), g.linkDensity(), ratio(float64(g.tokens), all))
	held := func(p *proposal) float64 {
		if p == nil {
			return -1
		}
		return p.holds(x)
	}
	return append(f, held(e.body), held(e.about), yes(i == e.titleAt), yes(e.repeated(i)))
}

// levels are the areas around a piece that grow: each has more in it than the one before.
func (s *survey) levels(x *piece) [3]*area {
	var l [3]*area
	at, size := 0, 1
	for n, up := x.node, 0; n != nil && up < maxClimb && at < 3; n, up = n.Parent, up+1 {
		if a := s.areas[n]; a != nil && a.pieces > size {
			l[at], size = a, a.pieces
			at++
		}
	}
	for ; at < 3; at++ {
		l[at] = &s.total
	}
	return l
}

func contains(outer, n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// repeated reports whether the same words stand a little further up.
func (e *evidence) repeated(i int) bool {
	if len(e.pieces[i].tokens) < 4 {
		return false
	}
	for j := max(0, i-60); j < i; j++ {
		if e.pieces[j].whole == e.pieces[i].whole {
			return true
		}
	}
	return false
}

func (e *evidence) nameFeatures(f []float64, i int) []float64 {
	t := e.threadFeatures(e.pieces[i].node)
	f = append(f, t[:]...)
	var tags [11]int
	var named [hints]int
	for k := range tags {
		tags[k] = far
	}
	for k := range named {
		named[k] = far
	}
	up := 0
	for n := e.pieces[i].node; n != nil && up < maxClimb; n, up = n.Parent, up+1 {
		if k := tagFeature(n.DataAtom); k >= 0 {
			tags[k] = min(tags[k], up)
		}
		h := e.survey.hintsOf(n)
		for k := range named {
			if h&(1<<k) != 0 {
				named[k] = min(named[k], up)
			}
		}
	}
	for _, t := range tags {
		f = append(f, float64(min(t, far)))
	}
	f = append(f, float64(min(up, 60)))
	for _, h := range named {
		f = append(f, float64(min(h, far)))
	}
	return f
}

func tagFeature(a atom.Atom) int {
	switch a {
	case atom.Article:
		return 0
	case atom.Main:
		return 1
	case atom.Aside:
		return 2
	case atom.Nav:
		return 3
	case atom.Footer:
		return 4
	case atom.Header:
		return 5
	case atom.Form:
		return 6
	case atom.Table:
		return 7
	case atom.Ul, atom.Ol, atom.Dl:
		return 8
	case atom.Blockquote:
		return 9
	case atom.Figure:
		return 10
	}
	return -1
}
