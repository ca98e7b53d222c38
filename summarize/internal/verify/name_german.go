package verify

import "strings"

// German writes every noun with a capital: what tells a name is what stands before it, and how it ends.

// germanName tells names from other nouns, which have capitals too: by what stands before and how the word ends.
func germanName(r *reading, i int) bool {
	w := r.words[i]
	for _, ending := range []string{"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tat", "taten", "ismus", "nis", "tum", "ling", "chen", "lein", "ment", "enz", "anz", "eur", "ierung"} {
		if strings.HasSuffix(w.text, ending) {
			return false
		}
	}
	run := i+1 < len(r.words) && r.words[i+1].capital && !r.words[i+1].first && r.words[i+1].start == w.end+1
	if i == 0 || w.first {
		return run && len(w.text) > 3 && w.text != "laut"
	}
	p := r.words[i-1]
	if p.capital && p.end+1 == w.start && (!p.first || givenFirst(p)) {
		return true
	}
	if run {
		return true
	}
	switch p.text {
	case "in", "nach", "aus", "von", "bei", "durch", "gegen", "sagte", "sagt", "laut", "herr", "frau", "prasident", "mit", "fur":
		return i+1 == len(r.words) || !strings.HasSuffix(w.text, "en")
	}
	return false
}

// givenFirst reports whether the word that begins a sentence may be a first name: no article, and without the endings of
// German adjectives, which have a capital there too.
func givenFirst(w word) bool {
	if !w.content || titleWords[w.text] {
		return false
	}
	for _, ending := range []string{"e", "en", "er", "es", "em", "ig", "lich", "isch"} {
		if strings.HasSuffix(w.text, ending) {
			return false
		}
	}
	return true
}

// placeBefore are the words behind which a German noun without an article is a place, most likely.
var placeBefore = words("in nach aus von bei")

// foreign reports whether none of the words stands anywhere in the evidence: of German nouns, only those are taken for swapped.
func (c *comparison) foreign(said []int) bool {
	set := wordSet(c.ev.words)
	for _, i := range said {
		if !set[c.claim.words[i].text] {
			return true
		}
	}
	return false
}
