package verify

import (
	"slices"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// Opposition is a figure or a date of a statement against that of a sentence with the same subject.
type Opposition struct {
	Said, Found string
	Citation    article.Citation
}

// Opposed finds the sentence of documents that says the same as a statement, in the same words and order, but for one figure
// with the same unit or one date of the same kind. A statement that some sentence carries is not opposed.
func Opposed(docs []*article.Document, statement string) (Opposition, bool) {
	said := read(statement, "")
	values := said.values()
	if len(values) == 0 {
		return Opposition{}, false
	}
	var found Opposition
	any := false
	for _, d := range docs {
		for _, p := range d.Passages {
			text := d.PassageText(p)
			if !holdsWords(said, values, text) {
				continue
			}
			has := read(text, d.Language)
			v, w, differ, same := said.against(has, values)
			switch {
			case !same:
			case !differ:
				return Opposition{}, false
			case !any:
				if c, err := d.CitePassages(p.Number, p.Number); err == nil {
					any, found = true, Opposition{said.text[v.start:v.end], has.text[w.start:w.end], c}
				}
			}
		}
	}
	return found, any
}

// value is a figure or a date, and where it stands.
type value struct {
	start, end int
	quantity   *quantity
	date       *date
}

// values are the figures and dates of a text, in their order.
func (r *reading) values() []value {
	var out []value
	for i := range r.dates {
		out = append(out, value{r.dates[i].start, r.dates[i].end, nil, &r.dates[i]})
	}
	for i, q := range r.quantities {
		if !q.small && q.vague == 0 && q.lo == q.hi {
			out = append(out, value{q.start, q.end, &r.quantities[i], nil})
		}
	}
	return out
}

// holdsWords reports whether a passage holds the content words of a statement, values aside: a cheap look before it is read.
func holdsWords(said *reading, values []value, text string) bool {
	stems := map[string]bool{}
	for _, t := range lexical.Tokens(text) {
		stems[t.Stem] = true
	}
	n := 0
	for _, w := range said.words {
		if w.content && !inValues(values, w) {
			if n++; !stems[w.stem] {
				return false
			}
		}
	}
	return n > 0
}

// against lays a statement beside a sentence: same where all words of the statement but those of its values stand there in
// order; differ where one value is another then, v against w.
func (r *reading) against(has *reading, values []value) (v, w value, differ, same bool) {
	at := r.inOrder(has, values)
	if at == nil {
		return v, w, false, false
	}
	others := has.values()
	for _, x := range values {
		if x.carriedBy(others) {
			continue
		}
		y, ok := r.beside(has, at, x, others)
		if !ok || differ {
			return v, w, false, false // what stands there is of another kind, or too much differs
		}
		v, w, differ = x, y, true
	}
	return v, w, differ, true
}

// inOrder gives, for each word of the statement, the word of the sentence beside it, -1 for those of values. It is nil where
// the statement's words are not those of a run that begins a sentence or a clause, values aside.
func (r *reading) inOrder(has *reading, values []value) []int {
	var theirs []int
	others := has.values()
	for k, w := range has.words {
		if !inValues(others, w) {
			theirs = append(theirs, k)
		}
	}
	var ours []int
	at := make([]int, len(r.words))
	for i, w := range r.words {
		at[i] = -1
		if !inValues(values, w) {
			ours = append(ours, i)
		}
	}
	if at := r.runIn(has, theirs, ours, at); at != nil || len(ours) < 3 {
		return at
	}
	if first := r.words[ours[0]]; first.content || first.sign {
		return nil
	}
	return r.runIn(has, theirs, ours[1:], at) // "So the ferry …"
}

// runIn finds words of the statement in a row among words of the sentence, from the beginning of a clause.
func (r *reading) runIn(has *reading, theirs, ours, at []int) []int {
	others := has.values()
	for from := 0; from+len(ours) <= len(theirs); from++ {
		if k := theirs[from]; k > 0 && has.words[k].clause == has.words[k-1].clause && !inValues(others, has.words[k-1]) {
			continue
		}
		n := 0
		for n < len(ours) && has.words[theirs[from+n]].stem == r.words[ours[n]].stem {
			n++
		}
		if n < len(ours) {
			continue
		}
		for n, i := range ours {
			at[i] = theirs[from+n]
		}
		return at
	}
	return nil
}

func inValues(values []value, w word) bool {
	for _, v := range values {
		if w.start < v.end && w.end > v.start {
			return true
		}
	}
	return false
}

func (v value) carriedBy(others []value) bool {
	for _, o := range others {
		switch {
		case v.quantity != nil && o.quantity != nil && matchQuantity(*v.quantity, *o.quantity):
			return true
		case v.date != nil && o.date != nil && v.date.in(*o.date):
			return true
		}
	}
	return false
}

// beside is the value of the sentence that stands where the statement has its own: between the same words, of one unit.
// Of several it is the one right behind those words: "opened in 1987 and again in 2004" is against "opened in 1978".
func (r *reading) beside(has *reading, at []int, v value, others []value) (value, bool) {
	from, to := 0, len(has.text)
	for i, w := range r.words {
		switch {
		case at[i] < 0:
		case w.end <= v.start:
			from = has.words[at[i]].end
		case w.start >= v.end && to == len(has.text):
			to = has.words[at[i]].start
		}
	}
	var between []value
	for _, o := range others {
		if o.start >= from && o.end <= to && v.comparable(o) {
			between = append(between, o)
		}
	}
	if len(between) == 1 {
		return between[0], true
	}
	for _, o := range between {
		if from > 0 && !slices.ContainsFunc(has.words, func(w word) bool { return w.start >= from && w.end <= o.start }) {
			return o, true
		}
	}
	return value{}, false
}

// comparable reports whether two values are of one kind: figures of one unit, dates that name the same parts.
func (v value) comparable(o value) bool {
	switch {
	case v.date != nil && o.date != nil:
		return sameFields(*v.date, *o.date)
	case v.quantity != nil && o.quantity != nil:
		return v.quantity.unit.base == o.quantity.unit.base && v.quantity.ordinal == o.quantity.ordinal
	}
	return false
}
