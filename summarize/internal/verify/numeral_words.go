package verify

import "strings"

// Number words of English, German and Spanish; accents are folded (ü is u, ñ is n).

var numberWords = map[string]map[string]float64{
	"en": {
		"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
		"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
	},
	"de": {
		"null": 0, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
		"zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
		"zwanzig": 20, "dreisig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "dutzend": 12,
	},
	"es": {
		"cero": 0, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
		"trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20,
		"veintiuno": 21, "veintiun": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
		"veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70,
		"ochenta": 80, "noventa": 90, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400,
		"cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600, "setecientos": 700, "setecientas": 700,
		"ochocientos": 800, "ochocientas": 800, "novecientos": 900, "novecientas": 900, "docena": 12,
	},
}

// powerWords multiply what stands before them.
var powerWords = map[string]map[string]float64{
	"en": {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6, "tn": 1e12, "mln": 1e6, "bln": 1e9, "trn": 1e12, "млн": 1e6, "млрд": 1e9, "тыс": 1e3, "k": 1e3, "m": 1e6, "b": 1e9, "lakh": 1e5, "crore": 1e7},
	"de": {"hundert": 100, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "billion": 1e12, "billionen": 1e12, "mio": 1e6, "mrd": 1e9, "tsd": 1e3},
	"es": {"cien": 100, "ciento": 100, "mil": 1e3, "millon": 1e6, "millones": 1e6, "billon": 1e12, "billones": 1e12},
	"fr": {"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9},
	"it": {"mila": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9},
	"pt": {"mil": 1e3, "milhao": 1e6, "milhoes": 1e6, "bilhao": 1e9, "bilhoes": 1e9},
}

// vagueWords are several of a power: dozens, thousands, millions of.
var vagueWords = map[string]map[string]float64{
	"en": {"dozens": 12, "tens": 10, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12},
	"de": {"dutzende": 12, "dutzenden": 12, "hunderte": 100, "hunderten": 100, "tausende": 1e3, "tausenden": 1e3},
	"es": {"docenas": 12, "decenas": 10, "cientos": 100, "centenares": 100, "miles": 1e3},
}

// ordinalWords; the first is never asked for.
var ordinalWords = map[string]map[string]float64{
	"en": {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20},
	"de": {"zweite": 2, "dritte": 3, "vierte": 4, "funfte": 5, "sechste": 6, "siebte": 7, "achte": 8, "neunte": 9, "zehnte": 10},
	"es": {"segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "septimo": 7, "septima": 7, "octavo": 8, "octava": 8, "noveno": 9, "novena": 9, "decimo": 10, "decima": 10},
}

// fractionWords are parts of a whole, and its multiples; their unit is "part" or "times".
var fractionWords = map[string]map[string]float64{
	"en": {"half": 0.5, "third": 1. / 3, "thirds": 1. / 3, "quarter": 0.25, "quarters": 0.25, "fifths": 0.2, "tenths": 0.1},
	"de": {"halfte": 0.5, "halb": 0.5, "halbe": 0.5, "halbes": 0.5, "halben": 0.5, "drittel": 1. / 3, "viertel": 0.25, "funftel": 0.2, "zehntel": 0.1},
	"es": {"mitad": 0.5, "medio": 0.5, "media": 0.5, "tercio": 1. / 3, "tercios": 1. / 3, "cuartos": 0.25},
}

var timesWords = map[string]map[string]float64{
	"en": {"double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2, "thrice": 3, "triple": 3, "tripled": 3, "triples": 3, "threefold": 3, "quadrupled": 4, "tenfold": 10},
	"de": {"doppelt": 2, "verdoppelt": 2, "verdoppelte": 2, "verdoppelten": 2, "zweimal": 2, "dreimal": 3, "verdreifacht": 3, "dreifach": 3, "zweifach": 2},
	"es": {"doble": 2, "duplicado": 2, "duplico": 2, "duplica": 2, "triple": 3, "triplico": 3},
}

// wordNumeral reads a number in words that begins at i: twenty-five, two hundred and fifty thousand, half a million.
func wordNumeral(cs []char, i int, lang string) (numeral, bool) {
	small, powers := numberWords[lang], powerWords[lang]
	if small == nil {
		return numeral{}, false
	}
	total, section, end, count := 0.0, 0.0, i, 0
	for k := i; ; {
		w, next := letters(cs, k)
		v, known := small[w]
		p, isPower := powers[w]
		if !known && !isPower && lang == "de" {
			v, known = germanCompound(w)
		}
		if count == 0 && !known {
			if w == "a" || w == "an" || w == "ein" || w == "eine" || w == "un" || w == "una" {
				return numeral{}, false
			}
			if !isPower || p < 100 || len(w) < 3 {
				return numeral{}, false
			}
		}
		switch {
		case known && w == "dozen" && section > 0:
			section *= v
		case known && (section == 0 || int(section)%100 >= 20 && int(section)%10 == 0 && v < 10 || int(section)%100 == 0 && v < 100):
			section += v
		case isPower && p == 100 && len(w) >= 3:
			section = max(section, 1) * p
		case isPower && len(w) >= 3:
			total += max(section, 1) * p
			section = 0
		case count > 0 && (w == "and" || w == "y" || w == "und") && continues(cs, next, small):
			k = skipSpaces(cs, next)
			continue
		default:
			return numeral{lo: total + section, hi: total + section, end: end, digit: count == 1 && total == 0 && section < 2}, count > 0
		}
		count++
		end, k = next, next
		if cs[k].r == ' ' || cs[k].r == '-' && isLetter(cs[k+1].r) {
			k++
		}
	}
}

func continues(cs []char, i int, small map[string]float64) bool {
	w, _ := letters(cs, skipSpaces(cs, i))
	v, ok := small[w]
	return ok && v > 0
}

// germanCompound reads funfundzwanzig, dreihundert, zweitausendfunfhundert; already folded.
func germanCompound(w string) (float64, bool) {
	if len(w) < 6 {
		return 0, false
	}
	small := numberWords["de"]
	if v, ok := small[w]; ok {
		return v, true
	}
	for _, p := range []struct {
		word  string
		value float64
	}{{"tausend", 1000}, {"hundert", 100}} {
		if head, tail, ok := strings.Cut(w, p.word); ok {
			h, ok1 := germanPart(head)
			t, ok2 := germanPart(strings.TrimPrefix(tail, "und"))
			if head == "" || head == "ein" {
				h, ok1 = 1, true
			}
			return h*p.value + t, ok1 && ok2
		}
	}
	if head, tail, ok := strings.Cut(w, "und"); ok {
		ones, ok1 := small[head]
		tens, ok2 := small[tail]
		if head == "ein" {
			ones, ok1 = 1, true
		}
		return tens + ones, ok1 && ok2 && tens >= 20
	}
	return 0, false
}

func germanPart(w string) (float64, bool) {
	if w == "" {
		return 0, true
	}
	if v, ok := numberWords["de"][w]; ok {
		return v, true
	}
	return germanCompound(w)
}
