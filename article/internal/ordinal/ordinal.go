// Package ordinal writes the numbers of items as lists and headings show them.
package ordinal

import (
	"strconv"
	"strings"
)

// Style is how a list counts.
type Style int

// The styles of lists.
const (
	None Style = iota
	Decimal
	LowerLetter
	UpperLetter
	LowerRoman
	UpperRoman
	Han
)

// highest is up to where letters, Roman numbers and Han signs count; what is above is written in digits.
const highest = 99

// Format writes a number; "" for a list that does not count.
func Format(s Style, n int) string {
	switch {
	case s == None:
		return ""
	case s == Decimal || n < 1 || n > highest:
		return strconv.Itoa(n)
	}
	switch s {
	case LowerLetter:
		return letters(n)
	case UpperLetter:
		return strings.ToUpper(letters(n))
	case LowerRoman:
		return strings.ToLower(roman(n))
	case UpperRoman:
		return roman(n)
	default:
		return han(n)
	}
}

// letters count a to z, then aa, bb and so on.
func letters(n int) string {
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	tens := []string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"}
	ones := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return tens[n/10] + ones[n%10]
}

func han(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	tens := ""
	if n >= 20 {
		tens = digits[n/10]
	}
	if n >= 10 {
		tens += "十"
	}
	return tens + digits[n%10]
}
