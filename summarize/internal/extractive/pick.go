package extractive

import (
	"context"
	"math"
	"slices"
)

// tuning is how sentences of one kind of text are rated beside their nearness to the whole, which is 1 at most.
// Reports, features, chats and speeches were set on public sets of news (182 texts), abstracts (122), chats (158) and
// meetings (107 parts in Chinese, 22 whole ones in English), each choice on one half and kept where it also gained on
// the other; the other kinds, which no set with summaries holds, on 24 texts with sentences marked by hand
// (docs/eval.md). There nothing beats nearness alone by much: long sentences are welcome, and place says little.
// ROUGE-1, -2 and -Lsum of what is picked are at or above the better of lead and centroid on each set, but for -Lsum of
// XSum, which is 0.1 below its first sentence.
type tuning struct {
	place  float64 // of the first sentence; below nought where it only takes the floor
	focus  float64 // by what power of its nearness to the whole that counts
	fade   float64 // sentences after which that is a third
	upTo   float64 // sentences from which on place counts less: in long texts more than the opening matters
	power  float64 // how fast it then does
	shared float64 // of the words that most sentences share (SumBasic, Nenkova and Vanderwende, 2005)
	long   float64 // what a sentence loses that is e times longer than the mean
	short  float64 // and one that is e times shorter
	scrap  float64 // what one loses for each word that it is too short by to stand by itself
	steps  float64 // and a step of a numbered list
	asks   float64 // and a question; in a chat it often names the matter
	alike  float64 // how much likeness to what is picked counts against a sentence
	leans  float64 // and that it leans on the one before, which is not picked
	again  float64 // what a sentence loses for each one that is picked of its part of the text
	voiced float64 // and for each one that is picked of its speaker: who talks is to be heard
	settle float64 // what one gains that tells of a decision or a task
	own    float64 // what one loses in which who writes speaks of itself: on a live page that is the desk
	spared int     // letters, Han and kana two, that a summary may hold of however short a text
}

var tunings = map[genre]tuning{
	report:    {place: 5.5, fade: 1.2, upTo: 150, power: 1.5, shared: 0.6, long: 0.5, scrap: 0.3, asks: 8, alike: 2, leans: 3, spared: 300},
	feature:   {place: 2.5, fade: 6, upTo: 150, power: 1.5, shared: 0.6, long: 0.5, scrap: 0.3, asks: 8, alike: 0.8, leans: 3, again: 0.2, spared: 300},
	manual:    {place: 2, focus: 0.5, fade: 2, upTo: 150, power: 1.5, shared: 0.6, scrap: 0.3, steps: 1, asks: 8, alike: 2, leans: 3, again: 0.4, spared: 450},
	essay:     {place: 0.3, focus: 3, fade: 1, upTo: 100, power: 1, shared: 0.3, scrap: 0.3, asks: 8, alike: 2, leans: 3, again: 0.2, spared: 450},
	letter:    {place: -0.5, fade: 0.5, shared: 0.3, scrap: 0.4, asks: 8, alike: 2, leans: 3, again: 0.3, settle: 0.3, spared: 450},
	live:      {place: 0.3, focus: 0.5, fade: 1.8, upTo: 100, power: 1, shared: 0.3, scrap: 0.3, own: 1, asks: 8, alike: 2, leans: 3, again: 0.5, spared: 450},
	interview: {shared: 0.3, scrap: 0.3, asks: 8, alike: 2, leans: 3, again: 0.5, spared: 450},
	chat:      {place: 1, fade: 3, upTo: 30, power: 3, shared: 0.4, long: 0.6, short: 0.2, scrap: 0.4, asks: 8, alike: 0.8, leans: 0.7, voiced: 1, settle: 0.4, spared: 130},
	meeting:   {place: -0.5, fade: 0.5, shared: 0.3, scrap: 0.2, asks: 8, alike: 2, leans: 0.5, settle: 0.5, spared: 450},
	speech:    {place: -0.5, fade: 0.5, shared: 0.4, long: 0.6, short: 0.7, scrap: 0.2, asks: 8, alike: 2, leans: 0.5, settle: 0.3, spared: 150},
}

// recast makes an essay of what looks like a report or a page to be looked up in, where it does not open with what it
// is about: a column, a story that begins with a scene. What speaks to its reader under headings stays what it is.
func recast(kind genre, all []sentence, whole sentence) genre {
	own := 0
	for _, s := range all {
		own += int(truth(s.own))
	}
	switch {
	case kind != report && kind != feature && kind != manual,
		kind == manual && float64(own) >= addressed*float64(len(all)), leads(all, whole):
		return kind
	}
	return essay
}

// leads reports whether a text opens with what it is about, as news does and a scene does not: its first sentences are
// nearly as near to the whole as its nearest is. Of a text without paragraphs of several sentences that cannot be told.
func leads(all []sentence, whole sentence) bool {
	near, nearest := 0.0, 0.0
	opened, sentences, joined := 0, 0, 0
	for i, s := range all {
		if s.loose || s.broken {
			continue
		}
		sentences++
		joined += int(truth(i > 0 && all[i-1].passage.Paragraph == s.passage.Paragraph ||
			i+1 < len(all) && all[i+1].passage.Paragraph == s.passage.Paragraph))
		x := likeness(s, whole)
		nearest = max(nearest, x)
		if opened < openers {
			near += x
			opened++
		}
	}
	return len(all) == 0 || all[len(all)-1].passage.Paragraph < fewParagraphs || 2*joined < sentences ||
		near >= leading*float64(opened)*nearest
}

const (
	openers       = 3    // sentences that open a text
	leading       = 0.65 // of the greatest nearness, what they have in the mean in a report
	fewParagraphs = 4    // below which a text has no parts
)

// heard is how what a speaker says is rated: for what it says, wherever it stands.
var heard = tuning{place: 0.3, fade: 3, upTo: 15, power: 2, short: 0.5, scrap: 0.3, asks: 2, alike: 1, leans: 0.3}

// loosely is what a line loses that is probably no sentence.
const loosely = 2

// outcast is what a sentence loses that is picked only where there is no other.
const outcast = 20

const (
	sameness = 0.6 // likeness above which two sentences say the same
	scrap    = 4   // content words below which a sentence rarely stands by itself
	shred    = 2   // and below which it never does
)

// mostShare is how much of its text a summary is at most, in letters, Han and kana two, unless the text is so short that this
// were less than is spared.
const mostShare = 0.2

// room is how much a summary of these sentences may hold.
func room(all []sentence, spared int) int {
	total := 0
	for _, s := range all {
		total += s.signs
	}
	return max(spared, int(mostShare*float64(total)))
}

// pick gives the numbers of the passages that carry most and say different things (maximal marginal relevance, Carbonell
// and Goldstein, 1998). All but the first fit into the room, and none of these is a question, a courtesy or a scrap: rather a
// sentence less.
func pick(ctx context.Context, all []sentence, limit, room int, tune tuning) []int {
	alike := make([]float64, len(all)) // to the most alike of those picked
	taken, voiced := make(map[int]int), make(map[string]int)
	var numbers []int
	for len(numbers) < limit && ctx.Err() == nil {
		best, most := -1, math.Inf(-1)
		for i, s := range all {
			fits := len(numbers) == 0 || s.signs <= room && s.length >= shred && !s.asks && !s.broken && !s.polite
			score := s.score - tune.alike*alike[i] - tune.again*float64(taken[s.part]) - tune.voiced*float64(voiced[s.speaker])
			if s.leans && !slices.Contains(numbers, s.passage.Number-1) {
				score -= tune.leans // what it leans on is not there
			}
			if fits && alike[i] <= sameness && score > most {
				best, most = i, score
			}
		}
		if best < 0 {
			break
		}
		numbers = append(numbers, all[best].passage.Number)
		room -= all[best].signs
		taken[all[best].part]++
		voiced[all[best].speaker]++
		for i, s := range all {
			alike[i] = max(alike[i], likeness(s, all[best]))
		}
		alike[best] = math.Inf(1)
	}
	return numbers
}

// rate scores sentences: nearness to what the whole text speaks of (the centroid, Radev and others, 2004), place and size.
func rate(all []sentence, whole sentence, tune tuning) {
	in := make(map[string]float64)
	length := 0
	for _, s := range all {
		length += s.length
		for stem := range s.terms {
			in[stem]++
		}
	}
	near, common := make([]float64, len(all)), make([]float64, len(all))
	for i, s := range all {
		near[i] = likeness(s, whole)
		for stem := range s.terms {
			common[i] += in[stem]
		}
		common[i] = ratio(common[i], float64(len(s.terms)))
	}
	nearest, commonest := slices.Max(append(near, 0)), slices.Max(append(common, 0))
	mean := ratio(float64(length), float64(len(all))) + 1
	place := tune.place * math.Pow(min(1, tune.upTo/float64(len(all)+1)), tune.power)
	before := 0.0
	for i := range all {
		s := &all[i]
		size := math.Log(float64(s.length+1) / mean)
		s.score = ratio(near[i], nearest) + tune.shared*ratio(common[i], commonest) -
			tune.long*max(0, size) - tune.short*max(0, -size) - tune.asks*truth(s.asks) + tune.settle*s.settles
		s.score -= tune.own*truth(s.own) + tune.steps*truth(s.step)
		if s.broken {
			s.score -= outcast
		}
		if s.loose {
			s.score -= loosely
		}
		if s.polite {
			s.score--
			continue
		}
		s.score -= tune.scrap * float64(max(0, scrap-s.length))
		if place != 0 {
			s.score += place * math.Pow(ratio(near[i], nearest), 0.5+tune.focus) * math.Exp(-before/tune.fade)
		}
		before++
	}
}

// centroid holds the terms of all sentences.
func centroid(all []sentence) sentence {
	whole := sentence{terms: make(map[string]float64)}
	for _, s := range all {
		for stem, w := range s.terms {
			whole.terms[stem] += w
		}
	}
	whole.norm = norm(whole.terms)
	return whole
}

func norm(terms map[string]float64) float64 {
	sum := 0.0
	for _, w := range terms {
		sum += w * w
	}
	return math.Sqrt(sum)
}

// likeness is the cosine of two sentences' terms, 0 to 1.
func likeness(a, b sentence) float64 {
	if len(a.terms) > len(b.terms) {
		a, b = b, a
	}
	sum := 0.0
	for stem, w := range a.terms {
		sum += w * b.terms[stem]
	}
	return ratio(sum, a.norm*b.norm)
}
