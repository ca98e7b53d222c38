package extractive

import (
	"math"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// view is a passage, cut once for all questions that look at it.
type view struct {
	text   string
	tokens []lexical.Token
	stems  map[string]int // first place among tokens
}

func look(text string) view {
	v := view{text: text, tokens: lexical.Tokens(text), stems: make(map[string]int)}
	for i, t := range v.tokens {
		if _, ok := v.stems[t.Stem]; !ok {
			v.stems[t.Stem] = i
		}
	}
	return v
}

func (v view) has(stem string) bool { _, ok := v.stems[stem]; return ok }

// The evidence that a passage gives for a question, see evidenceFor.
const (
	fRank        = iota // score in retrieval, of the best one's
	fCovered            // weight of the question's terms that stand in it, of all
	fSquared            // the same with squared weights: rare terms above all
	fNear               // weight of those that stand beside it only, in the neighbours or the heading
	fOrder              // neighbours in the question that are neighbours in it
	fFound              // a number, date or share is wanted, and one is there that the question did not name
	fLacking            // and none is there
	fNameFound          // a person or place is wanted, and a name is there that the question did not name
	fNameLacking        // and none is there
	fLength             // logarithm of its length
	fHeading            // it is a heading
	fRow                // it is a row of a table or code: by how much it has not in common with the question
	fAsks               // it is a question itself
	fDenial             // one of both is denied, the other is not
	fNumbers            // numbers of the question that are not there nor beside it
	fNames              // names of the question that are not there nor beside it
	fFirst              // it opens its document
	fOpen               // weight covered of the terms that the title does not name
	fFocus              // weight covered of the terms near the word that asks
	fAlike              // weight of terms of which only the beginning stands in it
	fClose              // what is wanted stands close to terms of the question
	fCloseKin           // or to words that come near to them, by each term's nearest
	fScant              // how far it is from holding enough words to say something
	fLoose              // it lacks the mark at its end that sentences of its text have
	fDefines            // the question names nothing but the topic, and this opens the document
	fKind               // the first of those that say that something is wanted and there, one for each of kinds

	fPlace   = iota + len(kinds) - 1 // where it stands in its document, 0 to 1
	fTurn                            // in talk: what the turn before asks covers so much of the question
	fKin                             // how near it is in meaning, as q.kin says, else its words (bridge.go)
	fKinNear                         // how near the nearer of its neighbours is
	fKinPara                         // how near its paragraph is as a whole
	fKinBest                         // and the nearest passage of it
	fBridged                         // weight of terms that do not stand in it, each by how near a word of it comes
	features
)

type evidence [features]float64

// evidenceFor measures what a passage and its surroundings say to a question, and gives the place of the token that is
// wanted, -1 for none. rank is its share of the best score.
func evidenceFor(q query, v view, around []view, p article.Passage, rank float64) (e evidence, at int) {
	e[fRank] = rank
	e[fFirst] = truth(p.Number == 1)
	e.cover(q, v, around)
	e[fOrder] = inOrder(q, v)
	at = e.answers(q, v)
	e[fScant] = max(0, 1-v.content(q.lang)/enoughWords)
	e[fLength] = math.Log(float64(len(v.tokens)+1)) / 4
	e[fHeading] = truth(p.Role == "heading")
	if p.Role == "table_row" || p.Role == "code" {
		e[fRow] = 1 - min(1, e[fCovered]+e[fAlike])
	}
	e[fAsks] = truth(lexical.IsQuestion(v.text))
	e[fDenial] = truth(q.want&denial != 0 && cues(v.tokens, q.lang)&denial == 0)
	e.kinds(q, v)
	return e, at
}

// enoughWords is how many words of content a sentence has that says something.
const enoughWords = 5

// content counts the words that carry content; two signs count as one.
func (v view) content(lang string) float64 {
	n := 0.0
	for _, t := range v.tokens {
		switch {
		case t.Kind == lexical.Sign:
			n += 0.5
		case t.Kind != lexical.Pair && !lexical.IsStopword(t.Text, lang):
			n++
		}
	}
	return n
}

// kinds tells which of the kinds that are wanted are there.
func (e *evidence) kinds(q query, v view) {
	held := cues(v.tokens, q.lang)
	if strings.ContainsAny(v.text, "$€£¥￥₩") {
		held |= money
	}
	if holdsQuote(v.text) {
		held |= saying
	}
	for i, k := range kinds {
		e[fKind+i] = truth(q.want&k.asked != 0 && held&k.held != 0)
	}
}

// fits reports whether something is there of a kind that is wanted.
func (e evidence) fits() bool {
	return e[fFound] > 0 || e[fNameFound] > 0 || slices.ContainsFunc(e[fKind:fKind+telling], func(x float64) bool { return x > 0 })
}

// stands tells where a candidate stands: in its document, and behind what is asked there.
func (e *evidence) stands(q query, c candidate, before view) {
	e[fPlace] = float64(c.passage.Number-1) / float64(len(c.doc.Passages))
	if lexical.IsQuestion(before.text) {
		e[fTurn] = q.covered(before)
	}
}

// covered is the weight of the terms that stand in a passage, of all.
func (q query) covered(v view) float64 {
	sum := 0.0
	for _, t := range q.terms {
		if v.has(t.stem) {
			sum += t.weight
		}
	}
	return ratio(sum, q.total)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// weights are sums over terms of a question.
type weights struct{ all, squared, open, focus float64 }

func (w *weights) add(t term) {
	w.all += t.weight
	w.squared += t.weight * t.weight
	w.focus += t.weight * t.focus
	if !t.topic {
		w.open += t.weight
	}
}

// cover sums up which terms stand in the passage, which only nearly or beside it, and which not at all.
func (e *evidence) cover(q query, v view, around []view) {
	var asked, own weights
	var near, alike float64
	for _, t := range q.terms {
		asked.add(t)
		switch {
		case v.has(t.stem):
			own.add(t)
		case v.alike(t):
			alike += t.weight
		case slices.ContainsFunc(around, func(n view) bool { return n.has(t.stem) }):
			near += t.weight
		case t.kind == lexical.Number:
			e[fNumbers]++
		case t.name:
			e[fNames]++
		}
	}
	e[fCovered] = ratio(own.all, asked.all)
	e[fSquared] = ratio(own.squared, asked.squared)
	e[fNear] = ratio(near, asked.all)
	e[fOpen] = ratio(own.open, asked.open)
	e[fFocus] = ratio(own.focus, asked.focus)
	e[fAlike] = ratio(alike, asked.all)
	e[fDefines] = truth(asked.open == 0) * e[fFirst]
}

// alike reports whether a word stands there that begins as the term does: inflection that stems do not reach.
func (v view) alike(t term) bool {
	if t.kind != lexical.Word {
		return false
	}
	for _, o := range v.tokens {
		if o.Kind != lexical.Word {
			continue
		}
		n := 0
		for n < len(o.Stem) && n < len(t.stem) && o.Stem[n] == t.stem[n] {
			n++
		}
		if n >= 4 && 10*n >= 7*max(len(o.Stem), len(t.stem)) {
			return true
		}
	}
	return false
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// inOrder is the share of neighbouring terms of the question that stand within three tokens in the passage, in order.
func inOrder(q query, v view) float64 {
	kept, all := 0.0, 0.0
	for i := 1; i < len(q.terms); i++ {
		a, b := q.terms[i-1], q.terms[i]
		if a.kind == lexical.Sign || b.kind == lexical.Sign {
			continue
		}
		w := min(a.weight, b.weight)
		all += w
		x, ok := v.stems[a.stem]
		y, ok2 := v.stems[b.stem]
		if ok && ok2 && y > x && y-x <= 4 {
			kept += w
		}
	}
	return ratio(kept, all)
}

// answers tells whether a figure, date or name is there that is wanted, and gives its place, -1 for none.
func (e *evidence) answers(q query, v view) int {
	at := -1
	hard := q.want & (number | date | share)
	soft := q.want & (person | place)
	if hard != 0 {
		at = holds(q, v, hard)
		e[fFound], e[fLacking] = truth(at >= 0), truth(at < 0)
		e[fClose] = closeTo(q, v, at)
	}
	if soft != 0 && hard == 0 && cased(v.text) {
		at = holdsName(q, v)
		e[fNameFound], e[fNameLacking] = truth(at >= 0), truth(at < 0)
		e[fClose] = closeTo(q, v, at)
	}
	return at
}

// near gives the tokens within eight of a place.
func (v view) near(at int) []lexical.Token { return v.tokens[max(0, at-8):min(len(v.tokens), at+9)] }

// closeTo is the weight of the question's terms that are near to a place, of all.
func closeTo(q query, v view, at int) float64 {
	if at < 0 {
		return 0
	}
	close := make(map[string]bool)
	for _, t := range v.near(at) {
		close[t.Stem] = true
	}
	sum := 0.0
	for _, t := range q.terms {
		if close[t.stem] {
			sum += t.weight
		}
	}
	return ratio(sum, q.total)
}

// holds gives the place of a number, a date or a share that the question did not name; -1 where there is none.
func holds(q query, v view, want wanted) int {
	best := -1
	for i, t := range v.tokens {
		if t.Kind != lexical.Number || q.names(t.Stem) || want&date == 0 && v.dates(i) {
			continue
		}
		if want&(number|share) != 0 || yearLike(t.Stem) || len(t.Stem) <= 2 {
			if best < 0 || closeTo(q, v, i) > closeTo(q, v, best) {
				best = i
			}
		}
	}
	there := cues(v.tokens, q.lang)
	switch {
	case best >= 0:
		return best
	case want&share != 0 && (strings.ContainsAny(v.text, "%％٪") || there&share != 0),
		want&(number|share) != 0 && there&numeral != 0, want&date != 0 && there&month != 0:
		return len(v.tokens) / 2
	}
	return -1
}

// dates reports whether the number at i is a month, a day or a year by the sign behind it.
func (v view) dates(i int) bool {
	if i+1 >= len(v.tokens) || v.tokens[i+1].Start != v.tokens[i].End {
		return false
	}
	switch v.tokens[i+1].Text {
	case "月", "日", "号":
		return true
	case "年":
		return yearLike(v.tokens[i].Stem)
	}
	return false
}

func (q query) names(stem string) bool {
	for _, t := range q.terms {
		if t.stem == stem {
			return true
		}
	}
	return false
}

func yearLike(s string) bool { return len(s) == 4 && s >= "1000" && s <= "2199" || len(s) == 3 }

func cased(s string) bool { return strings.ToUpper(s) != s && strings.ToLower(s) != s }

// holdsName gives the place of a name that the question does not hold, the one closest to its terms; else -1.
func holdsName(q query, v view) int {
	best := -1
	for i, t := range v.tokens {
		if !looksLikeName(v.text, t) || q.names(t.Stem) || lexical.IsStopword(t.Text, q.lang) || cues(v.tokens[i:i+1], q.lang)&month != 0 {
			continue
		}
		if best < 0 || closeTo(q, v, i) > closeTo(q, v, best) {
			best = i
		}
	}
	return best
}
