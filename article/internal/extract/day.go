package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// dayLayout is how days are written.
const dayLayout = "2006-01-02"

// written is a day in a text.
type written struct {
	day string
	at  int // where it begins
}

// Days as people write them: year first, day first with dots, with slashes or dashes, with the month's name.
var (
	yearFirst = pattern.Lazy(`(?:^|\D)((?:19|20)\d\d)(?:\s?[-/.]\s?|年\s?|년\s?)(\d{1,2})(?:\s?[-/.]\s?|月\s?|월\s?)(\d{1,2})(?:\D|$)`)
	dotted    = pattern.Lazy(`(?:^|[^\d.])(\d{1,2})(?:\.\s?|\s?[|·]\s?)(\d{1,2})(?:\.\s?|\s?[|·]\s?)((?:19|20)\d\d|\d\d)(?:[^\d.]|\.?$|\.\s)`)
	slashed   = pattern.Lazy(`(?:^|[^\d/-])(\d{1,2})([/-])(\d{1,2})[/-]((?:19|20|25)\d\d|\d\d)(?:[^\d/-]|$)`)
	dayMonth  = pattern.Lazy(`(?:^|[^\p{N}\p{Lu}])(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?(?:\s|-|\s(?:de|of)\s|)(\p{L}[\p{L}\p{M}]{1,13})[.,]{0,2}(?:\s|-|\s(?:de|del)\s|/)?((?:19|20)\d\d)(?:\D|$)`)
	monthDay  = pattern.Lazy(`(?:^|[^\p{L}\p{M}])(\p{L}[\p{L}\p{M}]{1,13})\.?\s?(\d{1,2})(?:st|nd|rd|th)?(?:,\s?|\s|\s,\s?)((?:19|20)\d\d)(?:\D|$)`)
	yearMonth = pattern.Lazy(`(?:^|\D)((?:19|20)\d\d)(?:\.|,|-|)\s?(\p{L}{3,12})\.?(?:\s|-)(\d{1,2})(?:\D|$)`)
)

// gluedTime is a day with the time right behind it, as elements without white space between them leave it.
var gluedTime = pattern.Lazy(`([./-](?:(?:19|20)\d\d|\d\d))([0-2]\d:[0-5]\d)`)

// Day is the first day that is written in a short text, as people write it; "" where there is none.
func Day(text string) string {
	if days := daysIn(strings.Join(strings.Fields(text), " "), false); len(days) > 0 {
		return days[0].day
	}
	return ""
}

// daysIn are the days that are written in a short text, in order. monthFirst says how 3/4/2026 is meant.
func daysIn(text string, monthFirst bool) []written {
	plain := isASCII(text)
	text, where := plainDigits(text)
	if !strings.ContainsAny(text, "0123456789") { // as most texts: each form has a digit
		return nil
	}
	var found []written
	add := func(at int, y, m, d string) {
		if len(y) == 2 {
			y = "20" + y
		}
		if is := day(y, m, d); is != "" {
			found = append(found, written{is, where(at)})
		}
	}
	if !plain {
		otherCalendars(text, add)
	}
	for _, at := range jalaliYear().FindAllStringSubmatchIndex(text, 8) {
		addJalali(add, at[2], text[at[2]:at[3]], text[at[4]:at[5]], text[at[6]:at[7]])
	}
	for _, form := range []struct {
		re      *regexp.Regexp
		y, m, d int
	}{{yearFirst(), 1, 2, 3}, {dotted(), 3, 2, 1}, {dayMonth(), 3, 2, 1}, {monthDay(), 3, 1, 2}, {yearMonth(), 1, 2, 3}} {
		for _, at := range form.re.FindAllStringSubmatchIndex(text, 8) {
			group := func(i int) string { return text[at[2*i]:at[2*i+1]] }
			month := group(form.m)
			if month[0] > '9' {
				month = monthNumber(month)
			}
			add(at[2], group(form.y), month, group(form.d))
		}
	}
	for _, at := range slashed().FindAllStringSubmatchIndex(text, 8) {
		d, m := text[at[2]:at[3]], text[at[6]:at[7]]
		if monthFirst && !over12(d) || over12(m) {
			d, m = m, d
		}
		add(at[2], text[at[8]:at[9]], m, d)
	}
	slices.SortStableFunc(found, func(a, b written) int { return a.at - b.at })
	return found
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

func over12(s string) bool {
	n, _ := strconv.Atoi(s)
	return n > 12
}

// monthNames are the names of the months in languages that write dates with them; forms that begin alike are given once.
var monthNames = [12]string{
	"january januar januari janvier enero janeiro gennaio gener ianuarie jänner január stycznia styczeń ledna leden января янв січня ocak ιανουαρίου tammikuuta يناير jaanuar януари јануар janvāris sausio ינואר בינואר जनवरी জানুয়ারি জানুয়ারি ژانویه جنوری ιανουάριος",
	"february februar februari février fevrier febrero fevereiro febbraio febrer februarie feber február lutego luty února únor февраля фев лютого şubat φεβρουαρίου helmikuuta فبراير veebruar февруари фебруар februāris vasario פברואר בפברואר फरवरी फ़रवरी ফেব্রুয়ারি فوریه فروری φεβρουάριος",
	"march märz maerz mars marzo março marco març marts maart marec március marca marzec března březen марта березня mart martie μαρτίου maaliskuuta مارس märts kovo מרץ במרץ मार्च মার্চ مارچ μάρτιος",
	"april avril abril aprile apríl április kwietnia kwiecień dubna duben апреля квітня nisan aprilie απριλίου huhtikuuta أبريل ابريل aprill април balandžio אפריל באפריל अप्रैल এপ্রিল آوریل اپریل απρίλιος",
	"may mai mayo maio maggio maig maj mei máj május maja května květen мая май травня mayıs μαΐου toukokuuta مايو мај gegužės מאי במאי मई মে مئی μάιος",
	"june juni juin junio junho giugno juny június jún czerwca czerwiec června červen июня червня haziran iunie ιουνίου kesäkuuta يونيو juuni јун юни jūnijs birželio יוני ביוני जून জুন ژوئن جون ιούνιος",
	"july juli juillet julio julho luglio juliol július júl lipca lipiec července červenec июля липня temmuz iulie ιουλίου heinäkuuta يوليو juuli јул юли jūlijs liepos יולי ביולי जुलाई জুলাই ژوئیه جولائی ιούλιος",
	"august août aout agosto agost augustus augusti augusztus sierpnia sierpień srpna srpen августа серпня ağustos agustus αυγούστου elokuuta أغسطس avgust rugpjūčio אוגוסט באוגוסט अगस्त আগস্ট اوت اگست αύγουστος",
	"september septembre septiembre setembro settembre setembre szeptember września wrzesień září сентября вересня eylül septembrie σεπτεμβρίου syyskuuta سبتمبر septembar септембар септември septembris rugsėjo ספטמבר בספטמבר सितंबर सितम्बर সেপ্টেম্বর سپتامبر ستمبر σεπτέμβριος",
	"october oktober octobre octubre outubro ottobre október października październik října říjen октября жовтня ekim octombrie οκτωβρίου lokakuuta أكتوبر oktobar oktoober октобар октомври oktobris spalio אוקטובר באוקטובר अक्टूबर অক্টোবর اکتبر اکتوبر οκτώβριος",
	"november novembre noviembre novembro novembri listopada listopad ноября листопада kasım noiembrie νοεμβρίου marraskuuta نوفمبر novembar новембар ноември novembris lapkričio נובמבר בנובמבר नवंबर नवम्बर নভেম্বর نوامبر نومبر νοέμβριος",
	"december dezember décembre decembre diciembre dezembro dicembre desember desembre grudnia grudzień prosince prosinec декабря грудня aralık decembrie δεκεμβρίου joulukuuta ديسمبر decembar detsember децембар декември decembris gruodžio דצמבר בדצמבר दिसंबर दिसम्बर ডিসেম্বর دسامبر دسمبر δεκέμβριος",
}

// monthNumber is the number of a month whose name is a word, or begins with one of at least three letters; or "".
func monthNumber(word string) string {
	word = strings.ToLower(word)
	short := utf8.RuneCountInString(word) < 3
	for i, names := range monthNames {
		if short {
			if slices.Contains(strings.Fields(names), word) {
				return strconv.Itoa(i + 1)
			}
			continue
		}
		if strings.HasPrefix(names, word) || strings.Contains(names, " "+word) {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}

var (
	isoDay = pattern.Lazy(`^(\d{4})(?:[-/.]|年\s?)(\d{1,2})(?:[-/.]|月\s?)(\d{1,2})(?:\D|$)`)
	packed = pattern.Lazy(`^(\d{4})(\d{2})(\d{2})(?:\D|$|\d{4}|\d{6}$)`)
	unix   = pattern.Lazy(`^(1[0-9]{9})(?:\d{3})?$`)
)

// forMachines reports whether a time is written as machines write it.
func forMachines(at string) bool {
	_, known := moment(at)
	return known || isoDay().MatchString(at) || packed().MatchString(at) || unix().MatchString(at)
}

// layouts are how pages write times for machines that are neither ISO 8601 nor Chinese.
var layouts = []string{time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, "Mon Jan 02 15:04:05 MST 2006"}

// dayOf reads a time as pages write it for machines.
func dayOf(at string) string {
	at = strings.TrimSpace(at)
	for _, form := range []*regexp.Regexp{isoDay(), packed()} {
		if m := form.FindStringSubmatch(at); m != nil {
			return day(m[1], m[2], m[3])
		}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, at); err == nil {
			return t.Format(dayLayout)
		}
	}
	if m := unix().FindStringSubmatch(at); m != nil {
		seconds, _ := strconv.ParseInt(m[1], 10, 64)
		return time.Unix(seconds, 0).UTC().Format(dayLayout)
	}
	if len(at) < 80 {
		if in := daysIn(at, true); len(in) > 0 {
			return in[0].day
		}
	}
	return ""
}

// day is a date that exists and may be one of a page on the web, or "".
func day(y, m, d string) string {
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(m)
	of, _ := strconv.Atoi(d)
	if year > 2500 {
		year -= buddhist
	}
	t := time.Date(year, time.Month(month), of, 0, 0, 0, 0, time.UTC)
	if year < 1990 || int(t.Month()) != month || t.Day() != of {
		return ""
	}
	return t.Format(dayLayout)
}

// moments are how times in UTC, or without a zone, are written for machines.
var moments = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "20060102T15:04:05Z", time.RFC1123, time.RFC1123Z}

// moment reads a time that is in UTC or has no zone; false for others.
func moment(at string) (time.Time, bool) {
	for _, layout := range moments {
		if t, err := time.Parse(layout, at); err == nil {
			_, offset := t.Zone()
			return t.UTC(), offset == 0
		}
	}
	return time.Time{}, false
}

// zoned writes the zone of a time with a colon.
func zoned(at string) string {
	if n := len(at) - 5; n > 0 && (at[n] == '+' || at[n] == '-') && !strings.Contains(at[n:], ":") {
		return at[:n+3] + ":" + at[n+3:]
	}
	return at
}
