package extract

import (
	"strconv"
	"time"
)

// unixDay is the day of a Unix time in China, where the platforms that write it are.
func unixDay(seconds string) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return ""
	}
	return time.Unix(n, 0).In(time.FixedZone("CST", 8*3600)).Format("2006-01-02")
}
