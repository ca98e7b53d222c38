package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// An alphabet is what a language writes beyond ASCII: of a script of its own the letters that two thirds of a text are made of, the others,
// and those that hardly occur; of Latin the letters with their marks, which all are common.
type alphabet struct {
	common, other, rare string
	latin               bool
}

// alphabets are those of the languages that were written in encodings of one byte a sign.
var alphabets = []alphabet{
	{common: "äöüß", latin: true},                                      // German
	{common: "àâæçéèêëîïôùûüÿœ", latin: true},                          // French
	{common: "áéíñóúü", latin: true},                                   // Spanish
	{common: "àáâãçéêíóôõúü", latin: true},                             // Portuguese
	{common: "àèéìíîòóùú", latin: true},                                // Italian
	{common: "àçèéíïòóúü", latin: true},                                // Catalan
	{common: "áäèéëêïíóöüú", latin: true},                              // Dutch
	{common: "æøåéäöü", latin: true},                                   // Danish, Norwegian, Swedish, Finnish
	{common: "áðéíóúýþæö", latin: true},                                // Icelandic
	{common: "ąćęłńóśźż", latin: true},                                 // Polish
	{common: "áčďéěíňóřšťúůýž", latin: true},                           // Czech
	{common: "áäčďéíĺľňóôŕšťúýž", latin: true},                         // Slovak
	{common: "áéíóöőúüű", latin: true},                                 // Hungarian
	{common: "ăâîşţ", latin: true},                                     // Romanian
	{common: "čćđšž", latin: true},                                     // Croatian, Slovenian
	{common: "âçğıİîöşüû", latin: true},                                // Turkish
	{common: "ąčęėįšųūž", latin: true},                                 // Lithuanian
	{common: "āčēģīķļņšūž", latin: true},                               // Latvian
	{common: "äõöüšž", latin: true},                                    // Estonian
	{common: "оеаинтсрвл", other: "кмдпуягьызбчйхжш", rare: "юцщэфъё"}, // Russian
	{common: "оаинвтіерсл", other: "кдумпязьбгйчхжш", rare: "юцщєїфґ"}, // Ukrainian
	{common: "аоеинтрсвл", other: "кдпмзуябчгщъж", rare: "хцйшфюьє"},   // Bulgarian
	{common: "αοιετσνηυρ", other: "πκμλςωόίάέδγήχύθβφ", rare: "ώξζψϊϋΐΰ"},
	{common: "الينمورتب", other: "ةعدسفهكقأحجشىصطءخإ", rare: "ضذزغظثئؤآ"},
	{common: "יולהמרתאב", other: "שנדעקחםפכסגטץןצז", rare: "ךף"},
	{common: "านรอกเงมยลวดทสต", other: "ะปบคหแจพชขใไโผธณ็่้ิีึืุูัำ์ๆซศษญภฐฎฏฑฒฉฟฝฬฤฌฮฆ", rare: "ฃฅๅฦ"},
}

// oneByte are the encodings of one byte a sign that are looked at, the likeliest first.
var oneByte = []string{
	"windows-1252", "windows-1251", "windows-1250", "iso-8859-2", "windows-1253", "iso-8859-7", "windows-1254", "windows-1257", "koi8-r", "koi8-u",
	"ibm866", "iso-8859-5", "windows-1256", "windows-1255", "windows-874", "iso-8859-15", "macintosh",
}

// How much speaks for a text, and against it, by each of its signs beyond ASCII. labelBonus is what a label adds.
const (
	commonLetter  = 1.0
	otherLetter   = 0.5
	latinLetter   = 1.0
	ownSign       = 0.2 // quotation marks, dashes
	rareLetter    = -1.0
	oddSign       = -2.0 // ¹, ¤, ½; a capital behind a small letter, a letter at a figure
	foreignLetter = -4.0
	noSign        = -8.0
	labelBonus    = 0.3
)

// longRun is how many letters with marks do not stand in a row in Latin script.
const longRun = 4

// printed are signs that texts in any language have.
const printed = "“”„‘’‚«»‹›–—…•·§°€£©®№™¿¡\u00a0\u00ad"

// byAlphabet is the encoding of one byte a sign in which a text has the letters of one language and signs where signs belong; nil where it is
// in none. What a page says of itself, in label, is worth something.
func byAlphabet(data []byte, label string) (encoding.Encoding, string) {
	var best encoding.Encoding
	bestName, most := "", 0.0
	beyond := 0
	for _, b := range data {
		if b >= utf8.RuneSelf {
			beyond++
		}
	}
	for _, name := range oneByte {
		enc, err := htmlindex.Get(name)
		if err != nil {
			continue
		}
		text, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			continue
		}
		score := likely([]rune(string(text)))
		if name == label {
			score += labelBonus * float64(beyond)
		}
		if score > most {
			best, bestName, most = enc, name, score
		}
	}
	return best, bestName
}

// likely is how much speaks for a text in the language that most speaks for.
func likely(text []rune) float64 {
	common := 0.0
	letters := map[rune]int{} // small
	var runs []int            // how many letters beyond ASCII stand in a row, four and more
	run := 0
	for i, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		common += signValue(text, i)
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			letters[small(r)]++
		}
		if run++; i+1 == len(text) || text[i+1] < utf8.RuneSelf {
			if run >= longRun {
				runs = append(runs, run)
			}
			run = 0
		}
	}
	best := 0.0
	for k, a := range alphabets {
		value := a.value(letters)
		if a.latin {
			for _, n := range runs { // no language in Latin script spells so
				value -= float64(n) * 2
			}
		}
		if k == 0 || value > best {
			best = value
		}
	}
	return common + best
}

// signValue is what a sign says by itself and by what stands next to it.
func signValue(text []rune, i int) float64 {
	r := text[i]
	before, after := rune(' '), rune(' ')
	if i > 0 {
		before = text[i-1]
	}
	if i+1 < len(text) {
		after = text[i+1]
	}
	switch inWord := unicode.IsLetter(before) && unicode.IsLetter(after); {
	case r == utf8.RuneError, unicode.IsControl(r):
		return noSign
	case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && (unicode.Is(unicode.Latin, before) || unicode.Is(unicode.Latin, after)):
		return foreignLetter
	case unicode.IsLetter(r) || unicode.IsMark(r):
		if unicode.IsUpper(r) && unicode.IsLower(before) || unicode.IsLower(r) && unicode.IsUpper(after) || unicode.IsDigit(before) || unicode.IsDigit(after) {
			return oddSign
		}
		return 0
	case strings.ContainsRune(printed, r) && (!inWord || strings.ContainsRune("’·\u00ad–—", r)):
		return ownSign
	case inWord:
		return foreignLetter
	}
	return oddSign
}

func (a alphabet) value(letters map[rune]int) float64 {
	value := 0.0
	for r, n := range letters {
		each := foreignLetter
		switch {
		case strings.ContainsRune(a.common, r) && a.latin:
			each = latinLetter
		case strings.ContainsRune(a.common, r):
			each = commonLetter
		case strings.ContainsRune(a.other, r):
			each = otherLetter
		case strings.ContainsRune(a.rare, r):
			each = rareLetter
		}
		value += each * float64(n)
	}
	return value
}

// small is a letter as an alphabet lists it.
func small(r rune) rune {
	if r == 'İ' {
		return r
	}
	return unicode.ToLower(r)
}
