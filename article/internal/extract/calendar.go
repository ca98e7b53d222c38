package extract

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Days as they are written in other calendars, and with months that are no single word.
var (
	eraDay = pattern.Lazy(`(令和|平成|民國|民国)\s?(元|\d{1,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日`)
	// roundEra is a day of the Republic of China, whose name officials leave out.
	roundEra   = pattern.Lazy(`(?:^|[^\d\p{Han}])(1\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日`)
	thaiDay    = pattern.Lazy(`(?:^|\D)(\d{1,2})\s*([ก-ฮ][\p{L}\p{M}.]{2,11})\s*(?:พ\.?ศ\.?\s*)?(25\d\d|20\d\d|\d\d)(?:\D|$)`)
	jalaliDay  = pattern.Lazy(`(?:^|\D)(\d{1,2})\s+(\p{Arabic}{2,8})(?:\s?ماه)?[\s،,]+(1[34]\d\d)(?:\D|$)`)
	jalaliYear = pattern.Lazy(`(?:^|\D)(1[34]\d\d)[-/](\d{1,2})[-/](\d{1,2})(?:\D|$)`)
	thangDay   = pattern.Lazy(`(?:^|\D)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,|\s+năm)?\s+((?:19|20)\d\d)(?:\D|$)`)
)

// eras are the years before the first of an era.
var eras = map[string]int{"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}

// Years before those of the common era that Thailand and the Republic of China count.
const (
	buddhist = 543
	republic = 1911
)

var thaiMonths = strings.Fields(`มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
	มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค`)

var jalaliMonths = strings.Fields(`فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند`)

// otherCalendars gives each day of another calendar that a text holds, as year, month and day of the common one.
func otherCalendars(text string, add func(at int, y, m, d string)) {
	for _, at := range eraDay().FindAllStringSubmatchIndex(text, 8) {
		year := 1
		if n := text[at[4]:at[5]]; n != "元" {
			year, _ = strconv.Atoi(n)
		}
		add(at[2], strconv.Itoa(eras[text[at[2]:at[3]]]+year), text[at[6]:at[7]], text[at[8]:at[9]])
	}
	for _, at := range roundEra().FindAllStringSubmatchIndex(text, 8) {
		year, _ := strconv.Atoi(text[at[2]:at[3]])
		add(at[2], strconv.Itoa(republic+year), text[at[4]:at[5]], text[at[6]:at[7]])
	}
	for _, at := range thangDay().FindAllStringSubmatchIndex(text, 8) {
		add(at[2], text[at[6]:at[7]], text[at[4]:at[5]], text[at[2]:at[3]])
	}
	for _, at := range thaiDay().FindAllStringSubmatchIndex(text, 8) {
		year := text[at[6]:at[7]]
		if len(year) == 2 {
			year = "25" + year
		}
		add(at[2], year, nameIn(thaiMonths, strings.ReplaceAll(text[at[4]:at[5]], ".", "")), text[at[2]:at[3]])
	}
	for _, at := range jalaliDay().FindAllStringSubmatchIndex(text, 8) {
		addJalali(add, at[2], text[at[6]:at[7]], nameIn(jalaliMonths, text[at[4]:at[5]]), text[at[2]:at[3]])
	}
}

// nameIn is the number of a month in a list that has the months in their order, once or several times; or "".
func nameIn(months []string, name string) string {
	for i, month := range months {
		if month == name {
			return strconv.Itoa(i%12 + 1)
		}
	}
	return ""
}

// Of the Persian calendar: its year that began on 21 March 1990, before which there are no pages, and one that is to
// come.
const (
	firstJalali = 1369
	lastJalali  = 1410 // the years from here on, in writing of our time, are of the Islamic calendar
)

// addJalali adds a day of the Persian calendar. Six months have 31 days and five have 30; eight years of 33 are leap
// years, which is right for the years from 1343 to 1472.
func addJalali(add func(at int, y, m, d string), at int, y, m, d string) {
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(m)
	of, _ := strconv.Atoi(d)
	if year < firstJalali || year > lastJalali || month < 1 || month > 12 || of < 1 || of > 31 || month > 6 && of > 30 {
		return
	}
	days := (month-1)*30 + min(month-1, 6) + of - 1
	for passed := firstJalali; passed < year; passed++ {
		days += 365
		if (25*passed+11)%33 < 8 {
			days++
		}
	}
	is := time.Date(1990, time.March, 21, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	add(at, strconv.Itoa(is.Year()), strconv.Itoa(int(is.Month())), strconv.Itoa(is.Day()))
}

// plainDigits writes the digits of other scripts as 0 to 9; where says at which byte of the text a byte of it stands.
func plainDigits(text string) (plain string, where func(int) int) {
	same := func(at int) int { return at }
	if !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsDigit(r) }) {
		return text, same
	}
	var b strings.Builder
	var from []int
	for i, r := range text {
		before := b.Len()
		if r > unicode.MaxASCII && unicode.IsDigit(r) {
			b.WriteByte('0' + byte(digitValue(r)))
		} else {
			b.WriteRune(r)
		}
		for range b.Len() - before {
			from = append(from, i)
		}
	}
	from = append(from, len(text))
	return b.String(), func(at int) int { return from[at] }
}

// digitValue is the value of a decimal digit: Unicode has those of a script in a row that begins with its zero.
func digitValue(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-1) {
		r--
		n++
	}
	return n
}
