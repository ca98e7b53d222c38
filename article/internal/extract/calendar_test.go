package extract

import "testing"

func TestDayInOtherCalendars(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Japanese era", "更新日：令和3年9月14日", "2021-09-14"},
		{"the first year of an era", "令和元年5月7日", "2019-05-07"},
		{"the era before", "平成30年 4月 1日", "2018-04-01"},
		{"Republic of China", "發布日期：民國110年7月2日", "2021-07-02"},
		{"Republic of China, without its name", "發布日期：110年7月2日", "2021-07-02"},
		{"Thai, a short month and the Buddhist year", "5 มี.ค. 2564 10:20 น.", "2021-03-05"},
		{"Thai, two digits of the year", "5 มี.ค. 64", "2021-03-05"},
		{"Thai, the whole month", "วันที่ 14 กุมภาพันธ์ พ.ศ. 2563", "2020-02-14"},
		{"Thai, with slashes", "05/03/2564", "2021-03-05"},
		{"Thai digits", "๕ มีนาคม ๒๕๖๔", "2021-03-05"},
		{"Persian", "۴ اسفند ۱۳۹۹، ۱۱:۳۰", "2021-02-22"},
		{"Persian, new year's day after a leap year", "۱ فروردین ۱۴۰۰", "2021-03-21"},
		{"Persian, the last day of a leap year", "۳۰ اسفند ۱۳۹۹", "2021-03-20"},
		{"Persian, in figures", "۱۴۰۳/۰۱/۰۱", "2024-03-20"},
		{"Persian, in figures of ours", "Date: 1403/01/01", "2024-03-20"},
		{"a year of the Islamic calendar", "۱۴۴۲/۰۷/۱۰", ""},
		{"Vietnamese", "Ngày 5 tháng 3 năm 2021", "2021-03-05"},
		{"Hindi", "12 जनवरी 2021", "2021-01-12"},
		{"Hindi, a month of two signs", "7 मई 2021", "2021-05-07"},
		{"Bengali", "১৮ ফেব্রুয়ারি ২০২০", "2020-02-18"},
		{"Hebrew", "14 במרץ 2021", "2021-03-14"},
		{"Arabic digits", "٥ أغسطس ٢٠٢١", "2021-08-05"},
		{"Serbian", "22. јун 2020.", "2020-06-22"},
		{"two letters that are no month", "12 ma 2021", ""},
		{"a number before a unit of years", "第110年9月30日", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Day(tt.text); got != tt.want {
				t.Errorf("the day in %q is %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestDaysStandWhereTheyAreWritten(t *testing.T) {
	text := "تاریخ انتشار: ۴ اسفند ۱۳۹۹"
	days := daysIn(text, false)
	if len(days) != 1 || text[days[0].at:] != "۴ اسفند ۱۳۹۹" {
		t.Errorf("days %v in %q", days, text)
	}
}
