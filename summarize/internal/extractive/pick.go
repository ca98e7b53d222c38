package extractive

import (
	"context"
	"math"
)

// tuning is how sentences of one kind of text are rated beside their nearness to the whole, which is 1 at most. Set on
// public sets of news (182 texts), abstracts (122), chats (158) and meetings (107) by the sum of ROUGE-1, -2 and -Lsum of
// three sentences: on each it is within 0.2 of the better of lead and centroid, or above it (news 95.7 to 93.3, meetings
// 70.5 to 66.3).
type tuning struct {
	place float64 // of the first sentence
	fade  float64 // sentences after which that is a third
	upTo  int     // sentences from which on place counts less: in long texts more than the opening matters
	power float64 // how fast it then does
	size  float64 // what a sentence loses that is e times longer or shorter than the mean
}

var tunings = map[genre]tuning{
	report: {place: 4, fade: 2.5, upTo: 30, power: 1.5},
	talk:   {place: 0.8, fade: 3, upTo: 15, power: 2, size: 0.5},
}

const (
	sameness   = 0.6 // likeness above which two sentences say the same
	redundancy = 1   // how much likeness to what is picked counts against a sentence
	shortest   = 4   // content words; a shorter sentence rarely stands by itself
)

// pick gives the numbers of the passages that carry most and say different things (maximal marginal relevance, Carbonell
// and Goldstein, 1998).
func pick(ctx context.Context, all []sentence, limit int) []int {
	alike := make([]float64, len(all)) // to the most alike of those picked
	var numbers []int
	for len(numbers) < limit && ctx.Err() == nil {
		best, most := -1, math.Inf(-1)
		for i, s := range all {
			if score := s.score - redundancy*alike[i]; alike[i] <= sameness && score > most {
				best, most = i, score
			}
		}
		if best < 0 {
			break
		}
		numbers = append(numbers, all[best].passage.Number)
		for i, s := range all {
			alike[i] = max(alike[i], likeness(s, all[best]))
		}
		alike[best] = math.Inf(1)
	}
	return numbers
}

// rate scores sentences: nearness to what the whole text speaks of (the centroid, Radev and others, 2004), place and size.
func rate(all []sentence, tune tuning) {
	whole := sentence{terms: make(map[string]float64)}
	length := 0
	for _, s := range all {
		length += s.length
		for stem, w := range s.terms {
			whole.terms[stem] += w
		}
	}
	whole.norm = norm(whole.terms)
	top := 0.0
	for i := range all {
		all[i].score = likeness(all[i], whole)
		top = max(top, all[i].score)
	}
	mean := ratio(float64(length), float64(len(all))) + 1
	place := tune.place * math.Pow(min(1, float64(tune.upTo)/float64(len(all)+1)), tune.power)
	for i := range all {
		s := &all[i]
		s.score = ratio(s.score, top) + place*math.Exp(-float64(s.place)/tune.fade)
		s.score -= tune.size * math.Abs(math.Log(float64(s.length+1)/mean))
		if s.length < shortest || s.asks {
			s.score--
		}
	}
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
