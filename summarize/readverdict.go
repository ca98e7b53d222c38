package summarize

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// opinion is what a reader says of a statement.
type opinion struct {
	verdict       string // carried, contradicted or not_said; anything else is none of them
	words, mended string
}

const (
	carried      = "carried"
	contradicted = "contradicted"
	notSaid      = "not_said"
)

const mostOpinionBytes = 64 << 10 // of an answer; what is longer is none

var (
	flatObject  = pattern.Lazy(`\{[^{}]*\}`)
	opinionLine = pattern.Lazy(`(?im)^[\s*\-•]*S(\d{1,3})\s*[:.]?\s+(carried|contradicted|not_said)\s*(?:\|([^|\n]*))?(?:\|([^|\n]*))?\s*$`)
)

// readOpinions reads what a model writes about statements, by their number: JSON objects, wherever in the answer they stand and
// also where it is cut short, else lines. Of a statement that is spoken of twice in two ways nothing is known. It gives nil for
// an answer in which no statement is spoken of.
func readOpinions(text string, statements int) map[int]opinion {
	if len(text) > mostOpinionBytes {
		return nil
	}
	var out map[int]opinion
	add := func(n int, o opinion) {
		if n < 1 || n > statements {
			return
		}
		if before, seen := out[n]; seen && before.verdict != o.verdict {
			o = opinion{}
		}
		if out == nil {
			out = map[int]opinion{}
		}
		out[n] = o
	}
	for _, object := range flatObject().FindAllString(text, -1) {
		var in struct {
			Statement json.RawMessage
			Verdict   *string
			Words     scalarText
			Mended    scalarText
		}
		if json.Unmarshal([]byte(object), &in) != nil || in.Verdict == nil {
			continue
		}
		if n, err := strconv.Atoi(strings.Trim(string(in.Statement), `"Ss `)); err == nil {
			add(n, opinion{strings.ToLower(strings.TrimSpace(*in.Verdict)), string(in.Words), string(in.Mended)})
		}
	}
	if out != nil {
		return out
	}
	for _, m := range opinionLine().FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			add(n, opinion{strings.ToLower(m[2]), strings.TrimSpace(m[3]), strings.TrimSpace(m[4])})
		}
	}
	return out
}

// scalarText is a string; what is none is "".
type scalarText string

// UnmarshalJSON takes strings alone, and does not mind others.
func (s *scalarText) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*s = scalarText(strings.Join(strings.Fields(text), " "))
	}
	return nil
}
