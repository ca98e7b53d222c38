package proposal

import (
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

type lineKind int

const (
	otherLine lineKind = iota // prose, fences, headings: nobody's claim
	claimLine
	noneLine
)

// claimForm is "* the claim [12, 13] @speaker": a bullet or number is not insisted on, the brackets are.
var claimForm = pattern.Lazy(`^(?:[*\-•‣·]|\d{1,2}[.)、])?\s*(.+?)\s*[\[【［]\s*(\d+(?:\s*[,，、;]\s*\d+)*)\s*[\]】］]\s*[.。]?\s*(?:@\s*(.*))?$`)

// outcomeWord is what stands before the claims of a discussion.
var outcomeWord = pattern.Lazy(`(?i)^\s*(?:decided|open|task|point)\s*$`)

func parseLine(line string) (Claim, lineKind) {
	line = strings.TrimSpace(line)
	if len(line) > mostBytes {
		return Claim{}, otherLine
	}
	if word := strings.Trim(line, "*-•. \"`"); strings.EqualFold(word, "none") {
		return Claim{}, noneLine
	}
	m := claimForm().FindStringSubmatch(line)
	if m == nil || !hasWords(m[1]) {
		return Claim{}, otherLine
	}
	c := Claim{Text: m[1], Speaker: strings.TrimSpace(m[3])}
	for _, d := range digits().FindAllString(m[2], mostPassages) {
		if n, err := strconv.Atoi(d); err == nil {
			c.Passages = append(c.Passages, n)
		}
	}
	switch parts := strings.Split(c.Text, "|"); {
	case len(parts) == 3:
		c.Value, c.Unit, c.What = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
	case len(parts) == 2 && outcomeWord().MatchString(parts[0]) && hasWords(parts[1]):
		c.Outcome, c.Text = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
	}
	return c, claimLine
}
