package verify

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// checkSpeaker wants what a claim puts into somebody's mouth to be cited from that person: a passage that is theirs, or one
// that names them, itself or in its paragraph.
func checkSpeaker(c *comparison) finding {
	for _, who := range c.attributed() {
		if f := c.saidBy(who); f.reason != "" {
			return f
		}
	}
	return finding{}
}

// attributed are those to whom the claim attributes something: as it was given, and as its own words have it.
func (c *comparison) attributed() []string {
	var out []string
	if who := strings.TrimSpace(c.who); who != "" {
		out = append(out, who)
	}
	for _, a := range attributions(c.claim) {
		who := c.claim.span(a.from, a.to)
		if len(out) == 0 || !sameName(who, out[0]) {
			out = append(out, who)
		}
	}
	return out
}

func (c *comparison) saidBy(who string) finding {
	known, theirs := "", false
	for _, cited := range c.ev.cited {
		if sp := cited.First().Speaker; sp != "" {
			known, theirs = sp, theirs || sameName(who, sp)
		}
	}
	named := attributions(c.ev.reading)
	for _, a := range named {
		theirs = theirs || sameName(who, c.ev.span(a.from, a.to))
	}
	switch {
	case theirs, known == "" && holdsName(c.ev.text, who):
		return c.otherAttribution(who)
	case known != "":
		return finding{reason: speakerReason, said: who, found: known}
	case len(named) > 0:
		return c.differs(speakerReason, who, span{c.ev.words[named[0].from].start, c.ev.words[named[0].to-1].end})
	case c.heardAround(who):
		return finding{}
	}
	return finding{reason: speakerReason, said: who}
}

// otherAttribution finds, of an evidence that names the speaker, that it attributes the words to somebody else all the same.
func (c *comparison) otherAttribution(who string) finding {
	if !c.one {
		return finding{}
	}
	for _, e := range c.pairs() {
		for _, a := range attributions(c.claim) {
			if a.from >= e.to || a.to <= e.from {
				continue
			}
			for _, b := range attributions(c.ev.reading) {
				if b.from < e.evTo && b.to > e.evFrom && !sameName(c.claim.span(a.from, a.to), c.ev.span(b.from, b.to)) {
					return c.differs(speakerReason, who, span{c.ev.words[b.from].start, c.ev.words[b.to-1].end})
				}
			}
		}
	}
	return finding{}
}

// heardAround reports whether the speaker is named in the paragraph of what is cited, the one before it, or the byline.
func (c *comparison) heardAround(who string) bool {
	if holdsName(c.ev.around, who) {
		return true
	}
	for _, cited := range c.ev.cited {
		d := cited.Document()
		if d == nil {
			continue
		}
		paragraph := cited.First().Paragraph
		for n := cited.First().Number - 1; n >= 1; n-- {
			p, ok := d.Passage(n)
			if !ok || p.Paragraph < paragraph-1 {
				break
			}
			if holdsName(d.PassageText(p), who) {
				return true
			}
		}
	}
	return false
}

// sameName reports whether two names are of one person: one holds a word of the other that is no title.
func sameName(a, b string) bool {
	return holdsName(a, b) || holdsName(b, a)
}

// holdsName reports whether a text has a name: all of it, or its last word; of names in Han characters all.
func holdsName(text, name string) bool {
	if name = stripReading(name); name == "" {
		return false
	}
	var parts []lexical.Token
	for _, t := range signsOf(name) {
		if !titleWords[t.Text] {
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 {
		return false
	}
	if parts[0].Kind == lexical.Sign {
		return strings.Contains(lexical.Fold(text), lexical.Fold(name))
	}
	last := parts[len(parts)-1].Text
	for _, t := range signsOf(text) {
		if t.Text == last || strings.TrimSuffix(t.Text, "s") == last {
			return true
		}
	}
	return false
}

// stripReading takes the reading off a name: 余欢 (Yu Huan).
func stripReading(name string) string {
	if at := strings.IndexAny(name, "(（"); at > 0 {
		name = name[:at]
	}
	return strings.TrimSpace(name)
}

// sayWords are the verbs that put words into a mouth.
var sayWords = map[string]map[string]bool{
	"en": words("said says say told tells stated states added adds argued argues claimed claims explained explains wrote writes noted notes announced announces warned warns insisted insists declared declares believes believed thinks thought replied replies admitted admits asked asks suggested suggests emphasized stressed stresses testified commented reported reports"),
	"de": words("sagte sagt sagten erklarte erklart betonte betont meinte meint schrieb schreibt behauptete behauptet berichtete berichtet kundigte fugte warnte argumentierte"),
	"es": words("dijo dice dijeron afirmo afirma declaro declara explico explica senalo senala anadio escribio escribe advirtio aseguro asegura sostuvo comento indico"),
}

// attributions are the names beside a verb of saying, or behind "according to".
func attributions(r *reading) []run {
	if r.lang == "zh" || r.lang == "ja" {
		return hanAttributions(r)
	}
	var out []run
	verbs := sayWords[r.lang]
	for i, w := range r.words {
		switch {
		case verbs[w.text] && !w.capital:
			if k := i - 1; k >= 0 && personal(r, k) {
				out = append(out, run{from: nameStart(r, k), to: k + 1})
			} else if k := i + 1; k < len(r.words) && personal(r, k) && (i > 0 && r.words[i-1].clause != w.clause) {
				_, to := nameRun(r.words, k, r.text)
				out = append(out, run{from: k, to: to})
			}
		case w.text == "laut" && r.lang == "de", w.text == "segun" && r.lang == "es", w.text == "to" && i > 0 && r.words[i-1].text == "according":
			if k := i + 1; k < len(r.words) && personal(r, k) {
				_, to := nameRun(r.words, k, r.text)
				out = append(out, run{from: k, to: to})
			}
		}
	}
	return out
}

// personal reports whether a word may be the name of a speaker: a capital, no function word, no date.
func personal(r *reading, i int) bool {
	w := r.words[i]
	return w.capital && w.content && !w.number && !titleWords[w.text] && !inDates(r.dates, w) && (r.lang != "de" || germanName(r, i) || i == 0)
}

func nameStart(r *reading, i int) int {
	from, _ := nameRun(r.words, i, r.text)
	return from
}

func hanAttributions(r *reading) []run {
	var out []run
	for i, w := range r.words {
		if from, ok := spokenBefore(r, i); ok {
			out = append(out, run{from: from, to: i + 1})
			continue
		}
		if !w.sign {
			if i+1 < len(r.words) && w.capital && beginsWithAny(r.text[w.end:], saysHan[:11]) {
				out = append(out, run{from: nameStart(r, i), to: i + 1})
			}
			continue
		}
		if !isSurname(w.text) || i > 0 && r.words[i-1].sign && r.words[i-1].end == w.start && !titleBefore(r, i) {
			continue
		}
		for n := 3; n >= 2; n-- {
			if i+n < len(r.words) && r.words[i+n-1].end == r.words[i+n].start && allSigns(r.words[i:i+n]) && beginsWithAny(r.text[r.words[i+n-1].end:], saysHan[:11]) {
				out = append(out, run{from: i, to: i + n})
				break
			}
		}
	}
	return out
}

// spokenBefore finds the name that ends with word i, right before a verb of saying or によると, and begins a clause: one with
// dots or in kana, one that spells a foreign name, one that begins with a surname.
func spokenBefore(r *reading, i int) (from int, ok bool) {
	if !spelledOut(r.words[i]) || !beginsWithAny(r.text[r.words[i].end:], saysFirst) {
		return 0, false
	}
	from = i
	for from > 0 && spelledOut(r.words[from-1]) && i-from < 14 {
		gap := r.text[r.words[from-1].end:r.words[from].start]
		if gap != "" && !dotted(gap) || isHiragana(r.words[from-1].text) {
			break
		}
		from--
	}
	name, raw := plainSigns(r.words[from:i+1]), r.span(from, i+1)
	n := utf8.RuneCountInString(name)
	if from > 0 && r.words[from-1].clause == r.words[from].clause && !r.words[from-1].number {
		return 0, false
	}
	if r.lang == "ja" && n >= 3 && n <= 5 && !allKatakana(name) && strings.HasPrefix(r.text[r.words[i].end:], "によ") && !strings.ContainsAny(name[len(name)-3:], "书者所会社省厅庁局纸紙志誌版查査究果事表计計料府党家员員侧側人") {
		return from, true
	}
	return from, n >= 2 && (dotted(raw) || allKatakana(name) || mostlyIn(name, spelling) || isSurname(name) && n <= 4 && n >= 3)
}

// spelledOut is true of a character, or a word in kana, of a script without spaces.
func spelledOut(w word) bool { return w.sign || isKatakana(w.text) }

var saysFirst = []string{"表示", "认为", "認為", "指出", "强调", "透露", "によると", "によれば", "告诉"}

func isHiragana(s string) bool {
	for _, r := range s {
		return r >= 0x3041 && r <= 0x309f
	}
	return false
}

var hanTitles = []string{"教授", "总裁", "主席", "总统", "总理", "主任", "院长", "记者", "经理", "校长", "市长", "部长", "局长", "博士", "专家", "分析师", "发言人", "董事长", "首席", "学者", "作家", "诗人", "导演", "律师", "工程师"}

func titleBefore(r *reading, i int) bool {
	before := r.text[:r.words[i].start]
	return endsWithAny(lexical.Fold(before[runeStart(before, max(0, len(before)-12)):]), hanTitles)
}
