package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dayLayout is how days are dayForms.
const dayLayout = "2006-01-02"

// published is the day that it was published on, as the page writes it, in the page's own zone. What it says for machines of the article goes
// first, then of the page, then what the address says, then what the libraries find.
func (p *page) published(c candidates, pieces []piece, titleAt int) string {
	d := p.data
	said := []string{
		d.published, d.meta["article:published_time"], d.meta["datepublished"], d.pagePublished, d.dated, d.meta["og:published_time"],
		d.meta["parsely-pub-date"], d.meta["pubdate"], d.meta["publishdate"], d.meta["sailthru.date"], d.meta["dc.date.issued"], d.meta["date"], d.meta["dc.date"], d.wechat,
	}
	for _, at := range said {
		if day := dayOf(at); day != "" {
			return day
		}
	}
	day := first(dayNear(pieces, titleAt), addressDay(p.base.Path))
	if day == "" && len(d.times) > 0 {
		day = dayOf(d.times[0])
	}
	for _, f := range []*candidate{c.trafilatura, c.readability} {
		if day == "" && f != nil {
			day = f.date
		}
	}
	return day
}

var (
	isoDay  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)`)
	packed  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:\D|$)`)
	hanDay  = regexp.MustCompile(`^(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日`)
	pathDay = regexp.MustCompile(`/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?:[/_.-]|$)`)
)

// Days as people read them.
var (
	dayForms = []*regexp.Regexp{
		regexp.MustCompile(`(?P<y>(?:19|20)\d\d)[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})(?:\D|$)`),
		regexp.MustCompile(`(?:^|\D)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d)`),
		regexp.MustCompile(`(?:^|\D)(?P<d>\d{1,2})(?:st|nd|rd|th|\.|º)?\s(?:de\s)?(?P<m>\p{L}{3,10})\.?,?\s(?:de\s)?(?P<y>(?:19|20)\d\d)`),
		regexp.MustCompile(`(?P<m>\p{L}{3,10})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)`),
	}
	months = monthNames("jan ene gen|feb fév fev|mar mär mars|apr avr abr|may mai mag maj|jun juin giu|jul juil lug|aug aoû ago|sep set|oct okt out ott|nov|dec dez déc dic")
)

func monthNames(list string) map[string]string {
	names := map[string]string{}
	for i, month := range strings.Split(list, "|") {
		for name := range strings.FieldsSeq(month) {
			names[name] = strconv.Itoa(i + 1)
		}
	}
	return names
}

// dayNear is the first day that is written beside the page's headline; where it has none, at its top.
func dayNear(pieces []piece, titleAt int) string {
	const before, after, long = 3, 8, 200
	for i := max(0, titleAt-before); i < min(len(pieces), titleAt+after); i++ {
		if text := pieces[i].Text; len(text) < long && i != titleAt {
			if found := dayIn(text); found != "" {
				return found
			}
		}
	}
	return ""
}

func dayIn(text string) string {
	for _, form := range dayForms {
		m := form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		month := m[form.SubexpIndex("m")]
		if r := []rune(strings.ToLower(month)); len(r) >= 3 {
			if month = months[string(r[:3])]; month == "" {
				month = months[string(r[:min(len(r), 4)])]
			}
		}
		if found := day(m[form.SubexpIndex("y")], month, m[form.SubexpIndex("d")]); found != "" {
			return found
		}
	}
	return ""
}

// layouts are how pages write times that are neither ISO 8601 nor Chinese.
var layouts = []string{
	time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "Mon, 02 Jan 2006 15:04:05",
	"Monday, January 2, 2006", "02.01.2006", "02.01.2006 15:04", "Mon Jan 02 15:04:05 MST 2006",
}

// dayOf reads a time as pages write it for machines.
func dayOf(at string) string {
	at = strings.TrimSpace(at)
	for _, form := range []*regexp.Regexp{isoDay, hanDay, packed} {
		if m := form.FindStringSubmatch(at); m != nil {
			return day(m[1], m[2], m[3])
		}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, at); err == nil {
			return t.Format(dayLayout)
		}
	}
	return ""
}

// addressDay is the day in the path of an address.
func addressDay(path string) string {
	if m := pathDay.FindStringSubmatch(path); m != nil {
		return day(m[1], m[2], m[3])
	}
	return ""
}

// day is a date that exists and may be one of a page on the web, or "".
func day(y, m, d string) string {
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(m)
	of, _ := strconv.Atoi(d)
	t := time.Date(year, time.Month(month), of, 0, 0, 0, 0, time.UTC)
	if year < 1990 || int(t.Month()) != month || t.Day() != of {
		return ""
	}
	return t.Format(dayLayout)
}

var wechatCT = regexp.MustCompile(`var\s+ct\s*=\s*"(\d{10})"`)

// wechatDay is the day that WeChat keeps in a script of its own, in China's time.
func wechatDay(script string) string {
	m := wechatCT.FindStringSubmatch(script)
	if m == nil {
		return ""
	}
	seconds, _ := strconv.ParseInt(m[1], 10, 64)
	return time.Unix(seconds, 0).In(time.FixedZone("CST", 8*3600)).Format(dayLayout)
}
