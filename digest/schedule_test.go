package digest_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/digest"
)

func TestParse(t *testing.T) {
	tests := []struct{ in, want string }{
		{"daily 09:00", "daily 09:00 Europe/Berlin"},
		{"Daily at 9", "daily 09:00 Europe/Berlin"},
		{"every day 9:05 pm", "daily 21:05 Europe/Berlin"},
		{"daily 12am", "daily 00:00 Europe/Berlin"},
		{"weekdays 8:30", "weekdays 08:30 Europe/Berlin"},
		{"weekdays 8:30 asia/kolkata", "weekdays 08:30 Asia/Kolkata"},
		{"weekly Mon 09:00", "weekly Mon 09:00 Europe/Berlin"},
		{"weekly on tuesday 9.00", ""},
		{"weekly Mon,Thursday 09:00 America/New York", "weekly Mon,Thu 09:00 America/New_York"},
		{"every friday 16:00", "weekly Fri 16:00 Europe/Berlin"},
		{"every 4h", "every 4h Europe/Berlin"},
		{"every 12 hours UTC", "every 12h UTC"},
		{"每天 9:00", "daily 09:00 Europe/Berlin"},
		{"每天9点半", "daily 09:30 Europe/Berlin"},
		{"每天上午9点", "daily 09:00 Europe/Berlin"},
		{"每天下午5：30 Asia/Shanghai", "daily 17:30 Asia/Shanghai"},
		{"工作日 8:30", "weekdays 08:30 Europe/Berlin"},
		{"每周一 09:00", "weekly Mon 09:00 Europe/Berlin"},
		{"每星期一、四 9:00", "weekly Mon,Thu 09:00 Europe/Berlin"},
		{"每周日晚上8点", "weekly Sun 20:00 Europe/Berlin"},
		{"每4小时", "every 4h Europe/Berlin"},
		{"每隔 6 个小时 UTC", "every 6h UTC"},
	}
	for _, tt := range tests {
		got, err := digest.Parse(tt.in, "Europe/Berlin")
		if got.String() != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("Parse(%q) is %q, %v; want %q", tt.in, got, err, tt.want)
			continue
		}
		if err != nil {
			continue
		}
		again, err := digest.Parse(got.String(), "UTC")
		if err != nil || again.String() != tt.want {
			t.Errorf("Parse(%q) is %q, %v; want itself", got, again, err)
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		in   string
		want error
	}{
		{"", digest.ErrSchedule},
		{"sometimes 09:00", digest.ErrSchedule},
		{"daily", digest.ErrTime},
		{"daily 25:00", digest.ErrTime},
		{"daily 9:60", digest.ErrTime},
		{"daily 13am", digest.ErrTime},
		{"daily 09:00 Mars/Olympus", digest.ErrZone},
		{"daily 09:00 local", digest.ErrZone},
		{"weekly 09:00", digest.ErrDay},
		{"weekly Someday 09:00", digest.ErrDay},
		{"every 0h", digest.ErrHours},
		{"every 25h", digest.ErrHours},
	}
	for _, tt := range tests {
		if got, err := digest.Parse(tt.in, "UTC"); !errors.Is(err, tt.want) {
			t.Errorf("Parse(%q) is %v, %v; want %v", tt.in, got, err, tt.want)
		}
	}
}

func parse(t testing.TB, text string) digest.Schedule {
	t.Helper()
	s, err := digest.Parse(text, "UTC")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// scan is an independent calculation: it walks over the minutes of a year, reads the wall clock at each, and notes when a
// wanted time of a date comes first. A time over which the clocks jump counts as much after the jump as it would have come
// after its beginning; a jump over a whole day has none.
func scan(zone *time.Location, year int, plans []digest.Schedule) [][]time.Time {
	found := make([][]time.Time, len(plans))
	seen := make([]map[time.Time]bool, len(plans))
	for i := range seen {
		seen[i] = map[time.Time]bool{}
	}
	note := func(t, wall time.Time) {
		for i, s := range plans {
			wanted := wall.Hour() == s.Hour && wall.Minute() == s.Minute
			if s.Every > 0 {
				wanted = wall.Hour()%s.Every == 0 && wall.Minute() == 0
			}
			if !wanted || !s.Days.Has(wall.Weekday()) || seen[i][wall] {
				continue
			}
			seen[i][wall] = true
			if last := len(found[i]) - 1; last < 0 || !found[i][last].Equal(t) {
				found[i] = append(found[i], t)
			}
		}
	}
	var before time.Time
	for t := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() == year; t = t.Add(time.Minute) {
		local := t.In(zone)
		wall := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), 0, 0, time.UTC)
		if jump := wall.Sub(before) - time.Minute; !before.IsZero() && jump > 0 && jump < 24*time.Hour {
			for lost := range int(jump.Minutes()) {
				d := time.Duration(lost) * time.Minute
				note(t.Add(d), before.Add(time.Minute+d))
			}
		}
		before = wall
		note(t, wall)
	}
	for i := range found {
		slices.SortFunc(found[i], time.Time.Compare)
		found[i] = slices.CompactFunc(found[i], time.Time.Equal)
	}
	return found
}

// A year of schedules in zones of both hemispheres, with half hours, clocks that change, a zone that changed its rules and
// one that left out a day, against a walk over its minutes.
func TestAYearOfSchedules(t *testing.T) {
	zones := []struct {
		name string
		year int
	}{
		{"Europe/Berlin", 2026},
		{"America/New_York", 2026},
		{"Australia/Lord_Howe", 2026},
		{"Asia/Kolkata", 2026},
		{"America/Santiago", 2026},
		{"Pacific/Chatham", 2026},
		{"Asia/Shanghai", 2026},
		{"UTC", 2026},
		{"America/Scoresbysund", 2026},
		{"Europe/Istanbul", 2016},
		{"Pacific/Apia", 2011},
		{"Africa/Casablanca", 2026},
		{"America/Caracas", 2016},
	}
	texts := []string{
		"daily 02:30", "daily 09:00", "daily 00:15", "daily 23:30", "weekdays 08:30", "weekly Sun 02:30", "every 4h", "every 1h", "every 7h",
	}
	for _, z := range zones {
		var plans []digest.Schedule
		for _, text := range texts {
			plans = append(plans, parse(t, text+" "+z.name))
		}
		for i, want := range scan(plans[0].Location(), z.year, plans) {
			s := plans[i]
			var got []time.Time
			for next := s.Next(time.Date(z.year, 1, 1, 0, 0, 0, -1, time.UTC)); next.UTC().Year() == z.year; next = s.Next(next) {
				got = append(got, next)
			}
			if len(got) != len(want) {
				t.Errorf("%s in %d: %d slots, want %d", s, z.year, len(got), len(want))
			}
			for i := range min(len(got), len(want)) {
				if !got[i].Equal(want[i]) {
					t.Errorf("%s in %d: slot %d is %s, want %s", s, z.year, i, got[i], want[i].In(s.Location()))
					break
				}
			}
		}
	}
}

func TestNextOnChangeDays(t *testing.T) {
	tests := []struct{ plan, after, want string }{
		{"daily 02:30 Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T03:30:00+02:00"}, // the clocks go from 2 to 3
		{"daily 02:30 Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T02:30:00+02:00"}, // the first of two
		{"daily 02:30 Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T02:30:00+01:00"}, // and not the second
		{"daily 02:30 Australia/Sydney", "2026-10-03T12:00:00Z", "2026-10-04T03:30:00+11:00"},
		{"daily 02:15 Australia/Lord_Howe", "2026-10-03T12:00:00Z", "2026-10-04T02:45:00+11:00"}, // half an hour
		{"daily 00:00 America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T01:00:00-03:00"},
		{"daily 09:00 Pacific/Apia", "2011-12-29T20:00:00Z", "2011-12-31T09:00:00+14:00"}, // there was no 30th
		{"weekly Mon 09:00 Asia/Kolkata", "2026-11-30T03:30:00Z", "2026-12-07T09:00:00+05:30"},
		{"every 4h Europe/Berlin", "2026-03-28T23:30:00Z", "2026-03-29T04:00:00+02:00"},
	}
	for _, tt := range tests {
		after, err := time.Parse(time.RFC3339, tt.after)
		if err != nil {
			t.Fatal(err)
		}
		if got := parse(t, tt.plan).Next(after).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s after %s is %s, want %s", tt.plan, tt.after, got, tt.want)
		}
	}
}

func TestLast(t *testing.T) {
	s := parse(t, "daily 09:00 Europe/London")
	at := func(text string) time.Time {
		v, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	tests := []struct {
		from, now, want string
		missed          int
	}{
		{"2026-11-02T09:00:00Z", "2026-11-02T09:00:20Z", "2026-11-02T09:00:00Z", 1},
		{"2026-11-02T09:00:00Z", "2026-11-06T15:00:00Z", "2026-11-06T09:00:00Z", 5},
		{"2020-11-02T09:00:00Z", "2026-11-06T15:00:00Z", "2026-11-06T09:00:00Z", 8},
	}
	for _, tt := range tests {
		last, missed := s.Last(at(tt.from), at(tt.now))
		if !last.Equal(at(tt.want)) || missed != tt.missed {
			t.Errorf("Last(%s, %s) is %s, %d; want %s, %d", tt.from, tt.now, last, missed, tt.want, tt.missed)
		}
	}
}

//fuzz:covers parse.go schedule.go
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"daily 09:00", "every 4h", "每周一 9点半", "weekly Mon,Thu 9pm UTC", "every", "周", "daily 9 :"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := digest.Parse(text, "Europe/Paris")
		if err != nil {
			return
		}
		again, err := digest.Parse(s.String(), "UTC")
		if err != nil || again.String() != s.String() {
			t.Fatalf("%q is %q, which is %q, %v", text, s, again, err)
		}
		now := time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)
		if next := s.Next(now); !next.After(now) || next.Sub(now) > 8*24*time.Hour {
			t.Fatalf("%s: after %s comes %s", s, now, next)
		}
	})
}
