package digest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// What is wrong with a schedule that somebody wrote.
var (
	ErrSchedule = errors.New("not a schedule")           // such as "daily 09:00", "weekly Mon 09:00", "every 4h"
	ErrHours    = errors.New("not a number of hours")    // 1 to 24
	ErrTime     = errors.New("not a time of day")        // such as 09:00
	ErrZone     = errors.New("not the name of a zone")   // such as Europe/Berlin
	ErrDay      = errors.New("not a day of the week")    // Mon, 周一
	errNoTime   = fmt.Errorf("%w: missing", ErrTime)     // "daily"
	errEmpty    = fmt.Errorf("%w: missing", ErrSchedule) // ""
)

var (
	spacedHours = pattern.Lazy(`(?i)^(?:every\s+|每隔?\s*)(\d{1,3})\s*(?:h|hr|hrs|hour|hours|个?小时|小時|個小時|个钟头)(?:\s+(.*))?$`)
	spacedPM    = pattern.Lazy(`(?i)\b(\d{1,2}(?::\d{2})?)\s+([ap]\.?m\.?)(\s|$)`)
	glued       = pattern.Lazy(`^(每天|每日|天天|每个?工作日|工作日|(?:每个?)?(?:周|週|星期|礼拜)[一二三四五六日天](?:[、,，和](?:周|週|星期)?[一二三四五六日天])*)\s*(\S.*)$`)
)

var dayWords = map[string]Days{
	"daily": EveryDay, "day": EveryDay, "每天": EveryDay, "每日": EveryDay, "天天": EveryDay,
	"weekdays": Weekdays, "weekday": Weekdays, "workdays": Weekdays, "工作日": Weekdays, "每工作日": Weekdays, "每个工作日": Weekdays,
}

var hanDays = map[rune]time.Weekday{
	'一': time.Monday, '二': time.Tuesday, '三': time.Wednesday, '四': time.Thursday, '五': time.Friday, '六': time.Saturday, '日': time.Sunday, '天': time.Sunday,
}

// Parse reads a schedule as people write it, in English or Chinese: "daily 09:00", "weekdays 8:30", "weekly Mon 09:00",
// "every 4h", 每天 9:00, 工作日 8:30, 每周一 9:00, 每4小时; then a zone, if not the one given. Errors are one of those above.
func Parse(text, zone string) (Schedule, error) {
	text = strings.TrimSpace(spacedPM().ReplaceAllString(strings.Join(strings.Fields(text), " "), "$1$2$3"))
	if m := spacedHours().FindStringSubmatch(text); m != nil {
		hours, err := strconv.Atoi(m[1])
		if err != nil || hours < 1 || hours > 24 {
			return Schedule{}, fmt.Errorf("%w: %s", ErrHours, m[1])
		}
		return Schedule{Days: EveryDay, Every: hours}.at(m[2], zone)
	}
	if m := glued().FindStringSubmatch(text); m != nil {
		text = m[1] + " " + m[2]
	}
	words := strings.Fields(text)
	days, rest, err := parseDays(words)
	if err != nil {
		return Schedule{}, err
	}
	if len(rest) > 0 && strings.EqualFold(rest[0], "at") {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return Schedule{}, errNoTime
	}
	hour, minute, ok := clock(rest[0])
	if !ok {
		return Schedule{}, fmt.Errorf("%w: %s", ErrTime, rest[0])
	}
	return Schedule{Days: days, Hour: hour, Minute: minute}.at(strings.Join(rest[1:], " "), zone)
}

// at gives a schedule the zone that was named, else the usual one.
func (s Schedule) at(named, usual string) (Schedule, error) {
	named = strings.Trim(named, "()（） ")
	if named == "" {
		named = usual
	}
	in, err := s.In(named)
	if err != nil {
		return Schedule{}, fmt.Errorf("%w: %s", ErrZone, named)
	}
	return in, nil
}

// parseDays reads the days at the head of a schedule.
func parseDays(words []string) (Days, []string, error) {
	if len(words) == 0 {
		return 0, nil, errEmpty
	}
	first := strings.ToLower(words[0])
	if first == "every" && len(words) > 1 {
		words = words[1:]
		first = strings.ToLower(words[0])
	} else if first == "weekly" {
		words = words[1:]
		if len(words) > 0 && strings.EqualFold(words[0], "on") {
			words = words[1:]
		}
		if len(words) == 0 {
			return 0, nil, fmt.Errorf("%w: missing", ErrDay)
		}
		days, ok := namedDays(words[0])
		if !ok {
			return 0, nil, fmt.Errorf("%w: %s", ErrDay, words[0])
		}
		return days, words[1:], nil
	}
	if days, ok := dayWords[first]; ok {
		return days, words[1:], nil
	}
	if days, ok := namedDays(first); ok {
		return days, words[1:], nil
	}
	return 0, nil, fmt.Errorf("%w: %s", ErrSchedule, words[0])
}

// namedDays reads days of the week that commas part: "Mon", "Tuesday,Thu", 周一, 每周一、四.
func namedDays(word string) (Days, bool) {
	var days Days
	for name := range strings.FieldsFuncSeq(strings.ToLower(word), func(r rune) bool { return strings.ContainsRune(",，、和+", r) }) {
		d, ok := namedDay(name)
		if !ok {
			return 0, false
		}
		days |= On(d)
	}
	return days, days != 0
}

func namedDay(name string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		full := strings.ToLower(d.String())
		if short := strings.TrimSuffix(name, "s"); len(short) >= 3 && strings.HasPrefix(full, short) {
			return d, true
		}
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "每"), "个")
	for _, before := range []string{"周", "星期", "礼拜", "週"} {
		name = strings.TrimPrefix(name, before)
	}
	runes := []rune(name)
	if len(runes) != 1 {
		return 0, false
	}
	d, ok := hanDays[runes[0]]
	return d, ok
}
