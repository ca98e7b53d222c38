package speaker

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/lexical"
)

// What a conversation has at least: turns, fewer where its labels are numbered, and turns of one who asks.
const (
	leastTurns    = 6
	leastNumbered = 4
	fewNumbered   = 3 // where all of the text is turns
	leastAsked    = 2
	manyTurns     = 20
)

// said is a paragraph with the label of whoever says it.
type said struct {
	at          int // of the paragraph
	label, text string
	role        string
	official    bool // the label has the name in full, as a parliament's minutes have
	asks        bool // it is the label of whoever asks, whom it does not name
	timed       bool // a time stands beside the label
	loose       bool // and nothing tells where the label ends: 10:02 Ann gone
	heads       bool // it is a line of its own, above what is said: Ann 10:02
}

// conversations gives the paragraphs of transcripts, chats and interviews their speakers, whose labels no list knows:
// they repeat, take turns, and are numbered or timed alike, or one of them asks and another answers, or they take turns
// in no fixed order and speak in sentences.
func (f *finder) conversations(done []bool) {
	all, turns := f.labelled(done)
	if !f.isConversation(turns, done) {
		if turns = f.amongPeople(all, done); len(turns) == 0 {
			return
		}
	}
	once := map[int]bool{}
	for _, t := range all {
		once[t.at] = true
	}
	for _, t := range turns {
		delete(once, t.at)
	}
	f.takeTurns(turns, once, done)
}

// isConversation reports whether turns are those of a conversation by how they follow each other.
func (f *finder) isConversation(turns []said, done []bool) bool {
	labels := map[string]int{}
	for _, t := range turns {
		labels[callName(t.label)]++
	}
	numbered := areNumbered(labels) && len(labels) < len(turns) // what is counted up to its end are days or steps
	if len(turns) < fewNumbered || len(labels) > mostPeople || !numbered && !areTimed(turns) && (len(labels) < 2 || len(turns) < leastNumbered) {
		return false
	}
	running := f.between(turns, done)
	if 3*len(turns) < running {
		return false
	}
	covered := len(turns)
	for k, t := range turns {
		if t.heads && k+1 < len(turns) {
			covered += min(longestTurn, turns[k+1].at-t.at-1)
		}
	}
	whole := 5*covered >= 4*running
	switch {
	case whole && numbered && (len(turns) >= leastNumbered || len(turns) == running), whole && areTimed(turns):
	case len(turns) >= leastTurns && asksAndAnswers(turns):
	case whole && len(turns) >= manyTurns && 4*len(labels) <= len(turns) && isTalk(turns):
	case whole && len(turns) >= leastTurns && 2*len(labels) <= len(turns) && !arePlainWords(labels) && isTalk(turns):
	case whole && len(turns) >= leastNumbered && areFullNames(labels) && inSentences(turns):
	default:
		return false
	}
	return true
}

// between is how many paragraphs stand from the first turn to the last.
func (f *finder) between(turns []said, done []bool) int {
	n := 0
	for i := turns[0].at; i <= turns[len(turns)-1].at; i++ {
		p := f.paragraphs[i]
		if !done[i] && p.Kind != block.Caption && !isWithin(p.Text, "(", ")") && !isWithin(p.Text, "[", "]") && !isSpan(p.Text) {
			n++
		}
	}
	return n
}

// takeTurns assigns the turns, and what goes on below them; a label that stands there once ends a turn.
func (f *finder) takeTurns(turns []said, once map[int]bool, done []bool) {
	fullest, names := map[string]string{}, map[string]string{}
	for _, t := range turns {
		if call := callName(t.label); len(t.label) > len(fullest[call]) {
			fullest[call] = t.label
		}
	}
	for k, t := range turns {
		call := callName(t.label)
		name, known := names[call]
		if t.asks {
			name, known = "", true
		}
		if !known {
			if name = fullest[call]; !t.official {
				name = f.nameOf(name)
			}
			names[call] = name
			f.know(name, t.role)
		}
		end, most := len(f.paragraphs), longestLast
		if k+1 < len(turns) {
			end, most = turns[k+1].at, longestTurn
		}
		for i := t.at; i < end && i <= t.at+most; i++ {
			p := f.paragraphs[i]
			if i > t.at && (t.timed && IsTimed(p.Text) || p.Kind == block.Heading || p.Kind == block.Caption || done[i] || once[i] || isSpan(p.Text) || endsInterview(p.Text, name) ||
				k+1 == len(turns) && !t.timed && !f.goesOnAnswering(p, i-t.at+1)) {
				break
			}
			f.assign(i, name)
			done[i] = true
		}
	}
}

// nameOf is who a label names: in full where it is initials or a last name of somebody whom the text names.
func (f *finder) nameOf(label string) string {
	if letters := strings.NewReplacer(".", "", " ", "").Replace(label); len(letters) >= 2 && len(letters) <= 3 && strings.ToUpper(letters) == letters {
		if name := f.byInitials(letters); name != "" {
			return name
		}
	}
	return f.fullName(label)
}

// byInitials is the one name in the beginning of the text that has these initials; "" where there is none, or there are
// several.
func (f *finder) byInitials(letters string) string {
	found := ""
	for _, m := range fullNames().FindAllString(beginning(f.all, longestIntroduction), -1) {
		if m = endName(m); strings.Contains(m, ".") {
			continue
		}
		var initials strings.Builder
		for word := range strings.FieldsSeq(m) {
			if !particles[word] {
				r, _ := utf8.DecodeRuneInString(word)
				initials.WriteRune(r)
			}
		}
		if initials.String() != letters || m == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = m
	}
	return found
}

// endName cuts the beginning of a word off that only looks like a part of a name: Anne Morel di(rige).
func endName(name string) string {
	if cut := strings.LastIndexByte(name, ' '); cut > 0 && particles[name[cut+1:]] {
		return name[:cut]
	}
	return name
}

// labelled are the paragraphs with labels, none of them of facts or of answers; kept are those whose labels repeat, or
// are numbered as others are, or stand beside times, and are none of questions.
func (f *finder) labelled(done []bool) (all, kept []said) {
	count, stems := map[string]int{}, map[string]int{}
	again := map[string]int{}
	for _, p := range f.paragraphs {
		if rest := behindStamp(p.Text); len(rest) < len(p.Text) {
			again[rest]++
		}
	}
	clear := 0 // labels beside times that end where a colon says so
	for i, p := range f.paragraphs {
		if done[i] || p.Kind == block.Caption || p.Kind == block.Footnote {
			continue
		}
		t, ok := turnOf(p, again)
		label := strings.Trim(t.label, "#*<>[] ")
		if strings.HasPrefix(label, "（") || strings.HasPrefix(label, "(") {
			label = strings.Trim(label, "（）() ")
		}
		plain := plainLabel(label)
		if !ok || label == "" || notNames[plain] || !t.timed && answerLabels[plain] || !(t.timed && !t.loose) && !namesSomebody(label) || isPlaceholder(t.text) {
			continue
		}
		t.at, t.label, t.asks = i, label, !t.timed && questionLabels[plain]
		if t.timed && !t.loose && !t.heads {
			clear++
		}
		count[callName(label)]++
		if stem := strings.TrimRight(label, "0123456789"); stem != label {
			stems[stem]++
		}
		all = append(all, t)
	}
	for _, t := range all {
		once := count[callName(t.label)] == 1 && stems[strings.TrimRight(t.label, "0123456789")] < 3
		switch {
		case t.asks, t.loose && clear >= fewNumbered: // what a program writes between the messages
		case !once, t.timed && !t.loose && !t.heads && clear >= fewNumbered:
			kept = append(kept, t)
		}
	}
	return all, kept
}

// isPlaceholder: a program writes that there was something else than words: <Media omitted>.
func isPlaceholder(text string) bool {
	return isWithin(text, "<", ">") || isWithin(text, "[", "]")
}

// callName is what is left of a label in capitals where it is shortened: OSEI-WAGNER of ABENA OSEI-WAGNER.
func callName(label string) string {
	if strings.ToUpper(label) == label && strings.ToLower(label) != label {
		return lastField(label)
	}
	return label
}

// namesSomebody: a label begins with a capital, or is in a script that has none.
func namesSomebody(label string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	return unicode.IsLetter(first) && !unicode.IsLower(first)
}

// areNumbered: labels that differ in their numbers only, as tools give them to people: Person1, 说话人2, SPEAKER_00.
func areNumbered(labels map[string]int) bool {
	stem := ""
	for label := range labels {
		bare := strings.TrimRight(label, "0123456789")
		if bare == label || bare == "" || stem != "" && bare != stem {
			return false
		}
		stem = bare
	}
	return true
}

func areTimed(turns []said) bool {
	timed := 0
	for _, t := range turns {
		if t.timed {
			timed++
		}
	}
	return 5*timed >= 4*len(turns)
}

// asksAndAnswers: the turns of one label are questions, most of those of the others are none, and the two alternate.
func asksAndAnswers(turns []said) bool {
	asked, spoke, answered := map[string]int{}, map[string]int{}, map[string]int{}
	for i, t := range turns {
		spoke[t.label]++
		if !lexical.IsQuestion(t.text) {
			continue
		}
		asked[t.label]++
		if i+1 < len(turns) && turns[i+1].label != t.label {
			answered[t.label]++
		}
	}
	for who, n := range asked {
		others := 0
		for other, questions := range asked {
			if other != who {
				others += questions
			}
		}
		rest := len(turns) - spoke[who]
		if n >= leastAsked && 5*n >= 3*spoke[who] && 5*answered[who] >= 3*n && rest >= leastAsked && 5*others <= 2*rest {
			return true
		}
	}
	return false
}

// arePlainWords: one of the labels is a word in Latin script as fields of a list are called, too: Pro, Contra.
func arePlainWords(labels map[string]int) bool {
	for label := range labels {
		first, _ := utf8.DecodeRuneInString(label)
		if unicode.Is(unicode.Latin, first) && !strings.Contains(label, " ") && strings.ToUpper(label) != label {
			return true
		}
	}
	return false
}

// areFullNames: labels of two words with capitals at least, as people have them and fields of a list do not.
func areFullNames(labels map[string]int) bool {
	for label := range labels {
		if runs := capitalRuns(label); len(runs) == 0 || notFirst(label) {
			return false
		}
	}
	return true
}

// inSentences: most of what stands behind the labels ends as sentences do.
func inSentences(turns []said) bool {
	sentences := 0
	for _, t := range turns {
		if last, _ := utf8.DecodeLastRuneInString(t.text); unicode.Is(unicode.STerm, last) || last == '…' || last == '-' || last == '—' {
			sentences++
		}
	}
	return 2*sentences >= len(turns)
}

// isTalk: labels that follow each other in more ways than a list that repeats its facts, before sentences.
func isTalk(turns []said) bool {
	labels, pairs := map[string]bool{}, map[string]bool{}
	for i, t := range turns {
		labels[callName(t.label)] = true
		if i > 0 {
			pairs[callName(turns[i-1].label)+"\x00"+callName(t.label)] = true
		}
	}
	return len(pairs) > len(labels) && inSentences(turns)
}
