package verify

// alignment lays the words of a claim beside those of its evidence.
type alignment struct {
	claim, ev *reading
	to        []int // evidence word of each claim word, -1 where there is none
	back      []int // claim word of each evidence word
	edits     []edit
	coverage  float64 // part of the claim's content words that stand beside the same word
}

// edit is a place where the two differ: words of the claim against words of the evidence; either may be empty.
type edit struct {
	from, to     int  // of the claim
	evFrom, evTo int  // of the evidence
	left, right  int  // how many words beside it are the same in both, without a gap
	edgeL, edgeR bool // the claim begins or ends here
	tail         bool // the claim has ended, the evidence's clause has not
}

// tight reports whether the same words stand directly on both sides of the difference, so that one was put for the other.
func (e edit) tight() bool {
	switch {
	case e.edgeL && e.edgeR:
		return false
	case e.edgeL:
		return e.right >= 2
	case e.edgeR:
		return e.left >= 2
	}
	return e.left+e.right >= 3
}

const (
	scoreContent  = 4
	scoreFunction = 2
	scoreDiffer   = -3
	scoreExtra    = -2 // a word that only the claim has
	scoreOpen     = -3 // evidence that the claim passes over: to begin, and for each word of it
	scoreSkip     = 0
	most          = 1500 // words of evidence that are laid beside a claim; more is not cited by one claim
)

// align lays a claim beside its evidence so that as many words as possible are the same in the same order (Gotoh's
// algorithm; the evidence before and behind is free).
func align(claim, ev *reading) *alignment {
	a := &alignment{claim: claim, ev: ev}
	n, m := min(len(claim.words), 400), min(len(ev.words), most)
	a.to, a.back = filled(len(claim.words)), filled(len(ev.words))
	if n > 0 && m > 0 {
		a.trace(n, m)
	}
	a.dropLonely()
	a.findEdits(n)
	a.measure()
	return a
}

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// The moves into a cell of the table.
const (
	stop     byte = iota
	diagonal      // beside each other
	extra         // a word of the claim alone
	skipped       // words of the evidence alone
)

func (a *alignment) trace(n, m int) {
	const low = -1 << 20
	width := m + 1
	moves := make([]byte, (n+1)*width)    // best move
	extended := make([]bool, (n+1)*width) // the gap in the evidence goes on to the left
	prev, cur := make([]int, width), make([]int, width)
	for i := 1; i <= n; i++ {
		cur[0], moves[i*width] = prev[0]+scoreExtra, extra
		gap := low
		for j := 1; j <= m; j++ {
			at := i*width + j
			if open := cur[j-1] + scoreOpen; open > gap+scoreSkip {
				gap = open
			} else {
				gap += scoreSkip
				extended[at] = true
			}
			best, move := prev[j-1]+compare(a.claim.words[i-1], a.ev.words[j-1]), diagonal
			if s := prev[j] + scoreExtra; s > best {
				best, move = s, extra
			}
			if gap > best {
				best, move = gap, skipped
			}
			cur[j], moves[at] = best, move
		}
		prev, cur = cur, prev
	}
	end := 0
	for j := range prev {
		if prev[j] > prev[end] {
			end = j
		}
	}
	for i, j := n, end; i > 0 && j >= 0; {
		switch at := i*width + j; moves[at] {
		case diagonal:
			if same(a.claim.words[i-1], a.ev.words[j-1]) {
				a.to[i-1], a.back[j-1] = j-1, i-1
			}
			i, j = i-1, j-1
		case skipped:
			for extended[i*width+j] {
				j--
			}
			j--
		default:
			i--
		}
	}
}

func same(a, b word) bool { return a.stem == b.stem || a.text == b.text }

func compare(a, b word) int {
	switch {
	case !same(a, b):
		return scoreDiffer
	case a.content && !a.sign:
		return scoreContent
	}
	return scoreFunction
}

// dropLonely undoes matches of single signs that stand alone among differences: chance, in scripts where a name shares its
// signs with many words.
func (a *alignment) dropLonely() {
	var lonely []int
	for i, j := range a.to {
		if j < 0 || !a.claim.words[i].sign {
			continue
		}
		left := i > 0 && a.to[i-1] == j-1 && j > 0
		right := i+1 < len(a.to) && a.to[i+1] == j+1
		if !left && !right {
			lonely = append(lonely, i)
		}
	}
	for _, i := range lonely {
		a.back[a.to[i]], a.to[i] = -1, -1
	}
}

func (a *alignment) findEdits(n int) {
	first, last := a.next(0), a.previous(n-1)
	if first < 0 {
		return
	}
	if first > 0 {
		e := edit{from: 0, to: first, edgeL: true, right: a.run(first, 1)}
		for e.from < first && a.claim.words[e.from].clause != a.claim.words[first].clause && a.claim.words[e.from].clause != a.claim.words[first-1].clause {
			e.from++ // "The text says: …" is no part of the statement
		}
		e.evTo = a.to[first]
		e.evFrom = max(0, e.evTo-(first-e.from))
		for e.evFrom < e.evTo && a.ev.words[e.evFrom].sentence != a.ev.words[e.evTo].sentence {
			e.evFrom++
		}
		a.edits = append(a.edits, e)
	}
	a.findTail(last)
	for i := first; i < last; {
		k := a.next(i + 1)
		if k == i+1 && a.to[k] == a.to[i]+1 {
			i = k
			continue
		}
		a.edits = append(a.edits, edit{from: i + 1, to: k, evFrom: a.to[i] + 1, evTo: a.to[k], left: a.run(i, -1), right: a.run(k, 1)})
		i = k
	}
	if last < n-1 {
		e := edit{from: last + 1, to: n, evFrom: a.to[last] + 1, edgeR: true, left: a.run(last, -1)}
		e.evTo = min(len(a.ev.words), e.evFrom+n-1-last)
		a.edits = append(a.edits, e)
	}
}

// findTail notes what the evidence says right behind the claim's last word: in some languages that turns it round.
func (a *alignment) findTail(last int) {
	to := a.to[last] + 1
	if last != len(a.claim.words)-1 || to >= len(a.ev.words) || a.ev.words[to].clause != a.ev.words[to-1].clause {
		return
	}
	end := to
	for end < len(a.ev.words) && end < to+6 && a.ev.words[end].clause == a.ev.words[to].clause {
		end++
	}
	a.edits = append(a.edits, edit{from: last + 1, to: last + 1, evFrom: to, evTo: end, left: a.run(last, -1), edgeR: true, tail: true})
}

// run counts the words from i on that stand beside neighbours in both texts.
func (a *alignment) run(i, step int) int {
	n := 1
	for i+step >= 0 && i+step < len(a.to) && a.to[i+step] == a.to[i]+step && a.to[i+step] >= 0 {
		i += step
		n++
	}
	return n
}

func (a *alignment) next(i int) int {
	for ; i < len(a.to); i++ {
		if a.to[i] >= 0 {
			return i
		}
	}
	return -1
}

func (a *alignment) previous(i int) int {
	for ; i >= 0; i-- {
		if i < len(a.to) && a.to[i] >= 0 {
			return i
		}
	}
	return -1
}

func (a *alignment) measure() {
	all, hit := 0, 0
	for i, w := range a.claim.words {
		if !w.content {
			continue
		}
		all++
		if a.to[i] >= 0 {
			hit++
		}
	}
	if all > 0 {
		a.coverage = float64(hit) / float64(all)
	}
}
