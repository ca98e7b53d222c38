package proposal

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// objects finds complete JSON objects in a text that grows.
type objects struct {
	open     []int // where the objects that are not closed yet begin
	inString bool
	escaped  bool
	seen     bool // a claim, or an empty list of them
}

// next looks at one more byte, and gives the claim that it completes.
func (o *objects) next(text []byte, pos int) (Claim, bool) {
	b := text[pos]
	switch {
	case o.escaped:
		o.escaped = false
	case o.inString:
		o.escaped = b == '\\'
		o.inString = b != '"'
	case b == '"':
		o.inString = len(o.open) > 0 // quotation marks of prose outside do not count
	case b == '{':
		o.open = append(o.open, pos)
	case b == '}' && len(o.open) > 0:
		start := o.open[len(o.open)-1]
		o.open = o.open[:len(o.open)-1]
		return o.claim(text[start : pos+1])
	}
	return Claim{}, false
}

// deepest bounds how deep in other objects a claim may stand.
const deepest = 8

// inside is how many bytes of an object in another one there are, 0 where none is open: small models run off into digits.
func (o *objects) inside(pos int) int {
	if len(o.open) < 2 {
		return 0
	}
	return pos - o.open[len(o.open)-1]
}

// object is what models write for a claim; they are not asked for more than a list of numbers and get it wrong still.
type object struct {
	Claims   *json.RawMessage `json:"claims"`
	Outcome  scalar           `json:"outcome"`
	Text     string           `json:"text"`
	Passages passages         `json:"passages"`
	Speaker  *string          `json:"speaker"`
	Value    scalar           `json:"value"`
	Unit     *string          `json:"unit"`
	What     string           `json:"what"`
}

func (o *objects) claim(data []byte) (Claim, bool) {
	if len(data) > mostBytes || len(o.open) > deepest {
		return Claim{}, false // an answer as a whole, whose claims were seen one by one, or none at all
	}
	var in object
	if json.Unmarshal(data, &in) != nil {
		return Claim{}, false
	}
	if in.Claims != nil {
		o.seen = true
		return Claim{}, false
	}
	c := Claim{
		Outcome: strings.TrimSpace(string(in.Outcome)),
		Text:    strings.TrimSpace(in.Text), Passages: in.Passages, Speaker: trimmed(in.Speaker),
		Value: strings.TrimSpace(string(in.Value)), Unit: trimmed(in.Unit), What: strings.TrimSpace(in.What),
	}
	if !hasWords(c.Text) && (!hasWords(c.Value) || !hasWords(c.What)) {
		return Claim{}, false
	}
	o.seen = true
	return c, true
}

// hasWords reports whether a text says anything at all.
func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

func trimmed(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}

// passages is a list of numbers, also where it came as one number, as strings, or as a string of several.
type passages []int

var digits = pattern.Lazy(`\d+`)

// mostPassages bounds the list of a model that only counts.
const mostPassages = 20

// UnmarshalJSON takes every number out of whatever is there; what is none is passed over.
func (p *passages) UnmarshalJSON(data []byte) error {
	*p = nil
	for _, d := range digits().FindAll(data, mostPassages+1) {
		if n, err := strconv.Atoi(string(d)); err == nil {
			*p = append(*p, n)
		}
	}
	if len(*p) > mostPassages || bytes.ContainsAny(data, ".{") {
		*p = nil // decimal fractions and objects are no numbers of sentences
	}
	return nil
}

// scalar is a string, or a number as it was written.
type scalar string

// UnmarshalJSON takes strings and numbers.
func (s *scalar) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*s = scalar(text)
		return nil
	}
	var number json.Number
	if json.Unmarshal(data, &number) == nil {
		*s = scalar(number)
	}
	return nil
}

var answerableField = pattern.Lazy(`"answerable"\s*:\s*"?(true|false|yes|no)\b`)

func answerable(text []byte) *bool {
	m := answerableField().FindSubmatch(text)
	if m == nil {
		return nil
	}
	yes := string(m[1]) == "true" || string(m[1]) == "yes"
	return &yes
}
