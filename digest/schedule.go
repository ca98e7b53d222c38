package digest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Schedule is when a digest is due: at a time of day on some days of the week, or every so many hours. Its zone is kept
// by name, so that it follows the zone's rules when they change. The zero value is no schedule: make one by [Parse].
type Schedule struct {
	Days   Days
	Hour   int
	Minute int
	Every  int // hours between two, counted from midnight; 0: once a day, at Hour:Minute
	zone   *time.Location
}

// Days is a set of days of the week.
type Days uint8

// The sets that have a name of their own.
const (
	EveryDay Days = 1<<7 - 1
	Weekdays Days = EveryDay &^ (1<<time.Saturday | 1<<time.Sunday)
)

// On is the set of one day.
func On(d time.Weekday) Days { return 1 << d }

// Has reports whether a day is in the set.
func (s Days) Has(d time.Weekday) bool { return s&On(d) != 0 }

// List is the set's days, Monday first.
func (s Days) List() []time.Weekday {
	var list []time.Weekday
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); s.Has(d) {
			list = append(list, d)
		}
	}
	return list
}

// Zone is the zone's name in the IANA database.
func (s Schedule) Zone() string { return s.zone.String() }

// Location is the zone itself.
func (s Schedule) Location() *time.Location { return s.zone }

// In is the same schedule in another zone, by its IANA name.
func (s Schedule) In(zone string) (Schedule, error) {
	loc, err := loadZone(zone)
	if err != nil {
		return Schedule{}, err
	}
	s.zone = loc
	return s, nil
}

// Next is the first moment after another at which the digest is due: an instant for each day (and hour, where Every is
// set), by the clock on the wall. A time that a day lacks because the clocks go forward is as much later as they go; one
// that a day has twice counts the first time; a day that a zone leaves out has none.
func (s Schedule) Next(after time.Time) time.Time {
	local := after.In(s.zone)
	year, month, day := local.Date()
	var next time.Time
	// A zone that moves over the date line may have an instant of yesterday's date after one of today's.
	for d := day - 1; d <= day+8; d++ {
		date := time.Date(year, month, d, 12, 0, 0, 0, time.UTC)
		if !s.Days.Has(date.Weekday()) {
			continue
		}
		for _, hour := range s.hours() {
			t, there := onWall(date.Add(time.Duration(hour-12)*time.Hour+time.Duration(s.Minute)*time.Minute), s.zone)
			if there && t.After(after) && (next.IsZero() || t.Before(next)) {
				next = t
			}
		}
		if !next.IsZero() && d > day {
			break
		}
	}
	return next
}

// onWall is the first instant at which the clocks of a zone show what wall shows in UTC. Where they jump over it, the
// instant is as much after the jump as wall is; false where the jump takes a whole day away. time.Date promises neither
// of a time that comes twice nor of one that does not come which instant it gives: it differs from zone to zone.
func onWall(wall time.Time, zone *time.Location) (time.Time, bool) {
	year, month, day := wall.Date()
	guess := time.Date(year, month, day, wall.Hour(), wall.Minute(), 0, 0, zone)
	changes := make([]time.Time, 0, 2)
	start, end := guess.ZoneBounds()
	for _, change := range []time.Time{start, end} {
		if !change.IsZero() {
			changes = append(changes, change)
		}
	}
	best := guess
	for _, change := range changes {
		before, after := offset(change.Add(-time.Second)), offset(change.In(zone))
		early, late := wall.Add(-max(before, after)), wall.Add(-min(before, after))
		switch {
		case after > before && early.Before(change) && !late.Before(change): // jumped over
			return late.In(zone), after-before < 24*time.Hour
		case after < before && early.Before(change) && !late.Before(change): // comes twice
			best = early.In(zone)
		}
	}
	return best, true
}

func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

func (s Schedule) hours() []int {
	if s.Every == 0 {
		return []int{s.Hour}
	}
	var hours []int
	for h := 0; h < 24; h += s.Every {
		hours = append(hours, h)
	}
	return hours
}

// Last is the last moment at which the digest was due, at or before now and not before from, which was one; and how many
// were due from there to now.
func (s Schedule) Last(from, now time.Time) (last time.Time, missed int) {
	const most = 24 * 400 // of more than a year of hours only the end counts
	if now.Sub(from) > most*time.Hour {
		if recent := s.Next(now.Add(-8 * 24 * time.Hour)); !recent.After(now) {
			from = recent
		}
	}
	last, missed = from, 1
	for next := s.Next(last); !next.After(now) && !next.IsZero(); next = s.Next(last) {
		last, missed = next, missed+1
	}
	return last, missed
}

// Period is about the time between two digests: how far the first one looks back.
func (s Schedule) Period() time.Duration {
	const day = 24 * time.Hour
	switch n := len(s.Days.List()); {
	case s.Every > 0:
		return time.Duration(s.Every) * time.Hour
	case n == 1:
		return 7 * day
	}
	return day
}

// String is the schedule as [Parse] reads it: "daily 09:00 Europe/Berlin".
func (s Schedule) String() string {
	if s.zone == nil {
		return ""
	}
	if s.Every > 0 {
		return fmt.Sprintf("every %dh %s", s.Every, s.zone)
	}
	days := "daily"
	switch s.Days {
	case EveryDay:
	case Weekdays:
		days = "weekdays"
	default:
		names := make([]string, 0, 7)
		for _, d := range s.Days.List() {
			names = append(names, d.String()[:3])
		}
		days = "weekly " + strings.Join(names, ",")
	}
	return fmt.Sprintf("%s %02d:%02d %s", days, s.Hour, s.Minute, s.zone)
}

// loadZone finds a zone by its IANA name, however it is capitalised.
func loadZone(name string) (*time.Location, error) {
	name = strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	if name == "" || strings.EqualFold(name, "local") {
		return nil, fmt.Errorf("%q is no time zone", name)
	}
	for _, spelling := range []string{name, strings.ToUpper(name), capitals(name)} {
		if loc, err := time.LoadLocation(spelling); err == nil {
			return loc, nil
		}
	}
	return nil, fmt.Errorf("%q is no time zone such as Europe/Berlin", name)
}

// capitals writes a zone as the database does: America/Port-au-Prince has small words, but few others.
func capitals(name string) string {
	upper := true
	return strings.Map(func(r rune) rune {
		was := upper
		upper = r == '/' || r == '_' || r == '-'
		if was {
			return []rune(strings.ToUpper(string(r)))[0]
		}
		return []rune(strings.ToLower(string(r)))[0]
	}, name)
}

// clock reads a time of day: 9, 9:30, 09:30, 9am, 9:30pm, 9点, 9点半, 9点30分.
func clock(word string) (hour, minute int, ok bool) {
	word = strings.ToLower(strings.NewReplacer("：", ":", "点半", ":30", "點半", ":30", "点", ":", "點", ":", "时", ":", "分", "", "鐘", "", "钟", "").Replace(word))
	word, pm := strings.CutSuffix(strings.ReplaceAll(word, ".", ""), "pm")
	word, am := strings.CutSuffix(word, "am")
	for _, before := range []string{"下午", "晚上"} {
		if rest, found := strings.CutPrefix(word, before); found {
			word, pm = rest, true
		}
	}
	for _, before := range []string{"上午", "早上", "凌晨"} {
		if rest, found := strings.CutPrefix(word, before); found {
			word, am = rest, true
		}
	}
	hours, minutes, _ := strings.Cut(strings.TrimSpace(word), ":")
	hour, err := strconv.Atoi(hours)
	if err != nil || len(hours) > 2 {
		return 0, 0, false
	}
	if minutes != "" {
		if minute, err = strconv.Atoi(minutes); err != nil || len(minutes) != 2 {
			return 0, 0, false
		}
	}
	switch {
	case pm && hour < 12:
		hour += 12
	case am && hour == 12:
		hour = 0
	case (am || pm) && hour > 12 && !pm:
		return 0, 0, false
	}
	return hour, minute, hour >= 0 && hour < 24 && minute >= 0 && minute < 60
}
