package verify

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// sayWords are the verbs that put words into a mouth.
var sayWords = map[string]map[string]bool{
	"en": words("said says say told tells stated states added adds argued argues claimed claims explained explains wrote writes noted notes announced announces warned warns insisted insists declared declares believes believed thinks thought replied replies admitted admits asked asks suggested suggests emphasized stressed stresses testified commented reported reports"),
	"de": words("sagte sagt sagten erklarte erklart betonte betont meinte meint schrieb schreibt behauptete behauptet berichtete berichtet kundigte fugte warnte argumentierte"),
	"es": words("dijo dice dijeron afirmo afirma declaro declara explico explica senalo senala anadio escribio escribe advirtio aseguro asegura sostuvo comento indico"),
}

// viewOf are the words before the name of whose view is given.
var viewOf = map[string]bool{
	"according to": true, "words of": true, "view of": true, "opinion of": true, "eyes of": true, "angaben von": true, "ansicht von": true, "meinung von": true,
	"worten von": true, "aussage von": true, "palabras de": true, "opinion de": true, "juicio de": true,
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
		case w.text == "zufolge" && r.lang == "de" && i > 0 && personal(r, i-1):
			out = append(out, run{from: nameStart(r, i-1), to: i})
		case w.text == "laut" && r.lang == "de", w.text == "segun" && r.lang == "es", i > 0 && viewOf[r.words[i-1].text+" "+w.text]:
			if k := i + 1; k < len(r.words) && personal(r, k) {
				_, to := nameRun(r.words, k, r.text)
				out = append(out, run{from: k, to: to})
			}
		}
	}
	return out
}

// telling marks the words of a text that only say who speaks: the names and their verbs.
func telling(r *reading) []bool {
	marked := make([]bool, len(r.words))
	for _, a := range attributions(r) {
		for k := a.from; k < a.to; k++ {
			marked[k] = true
		}
		if r.lang != "zh" && r.lang != "ja" {
			continue
		}
		rest := r.text[r.words[a.to-1].end:]
		for k := a.to; k < len(r.words) && k < a.to+6 && saysBehind(rest) && r.words[k].clause == r.words[a.to-1].clause; k++ {
			marked[k] = true
		}
	}
	for i, w := range r.words {
		marked[i] = marked[i] || sayWords[r.lang][w.text]
	}
	return marked
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
	if r.lang == "ja" {
		out = japaneseSpeakers(r)
	}
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
		if !isSurname(w.text) || i > 0 && r.words[i-1].sign && r.words[i-1].end == w.start && r.words[i-1].text != "据" && r.words[i-1].text != "在" && !titleBefore(r, i) {
			continue
		}
		for n := 3; n >= 2; n-- {
			if i+n < len(r.words) && r.words[i+n-1].end == r.words[i+n].start && allSigns(r.words[i:i+n]) && saysBehind(r.text[r.words[i+n-1].end:]) {
				out = append(out, run{from: i, to: i + n})
				break
			}
		}
	}
	return out
}

// saysBehind reports whether what stands behind a name says that somebody speaks: 说, 周四说, 日前表示.
func saysBehind(rest string) bool {
	for _, when := range []string{"周", "星期"} {
		if after, ok := strings.CutPrefix(rest, when); ok && len(after) >= len("一") {
			rest = after[runeEnd(after, 1):]
		}
	}
	for _, when := range []string{"昨天", "今天", "日前", "近日", "当天", "随后", "昨日", "今日", "曾", "还", "也", "则", "对此", "向记者", "对记者", "在会上", "在采访中"} {
		rest = strings.TrimPrefix(rest, when)
	}
	return beginsWithAny(rest, saysHan[:11]) || strings.HasPrefix(rest, "看来")
}

// runeEnd is where the first n characters of a text end.
func runeEnd(s string, n int) int {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// saysJapanese end what somebody is said to say.
var saysJapanese = []string{"と述べ", "と語", "と話", "と言", "と指摘", "と説明", "と主張", "と発言", "と答え", "と強調", "と明かし", "としている", "と書い", "と警告", "と考え", "とコメント"}

// japaneseSpeakers are names before は or が in a sentence that ends with what they say.
func japaneseSpeakers(r *reading) []run {
	var out []run
	for _, name := range japaneseNames(r) {
		if len(out) > 0 && r.words[out[len(out)-1].from].sentence == r.words[name.from].sentence {
			continue // whoever is named first speaks of the others
		}
		rest := r.text[r.words[name.to-1].end:]
		for _, form := range []string{"氏", "さん"} {
			rest = strings.TrimPrefix(rest, form)
		}
		if beginsWithAny(rest, []string{"の話では", "の話によ", "の説明では", "の見方では", "いわく", "曰く"}) {
			out = append(out, name)
			continue
		}
		if !strings.HasPrefix(rest, "は") && !strings.HasPrefix(rest, "が") {
			continue
		}
		if end := strings.IndexAny(rest, "。\n"); end >= 0 {
			rest = rest[:end]
		}
		for _, says := range saysJapanese {
			if strings.Contains(rest, says) {
				out = append(out, name)
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
