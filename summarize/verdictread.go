package summarize

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// modelVerdict is what a model says of a statement: numbers of sentences.
type modelVerdict struct{ supports, contradicts []int }

const (
	mostVerdictBytes = 64 << 10 // of an answer; what is longer is none
	mostNumbers      = 20       // of sentences for one statement; a model that lists more only counts
)

var (
	flatObject  = regexp.MustCompile(`\{[^{}]*\}`)
	verdictLine = regexp.MustCompile(`(?im)^\W*S?(\d{1,3})\W+(yes|no|none)\b\W*((?:\d+[,，、; ]*)*)`)
)

// readVerdicts reads what a model writes about statements, by their index from 0: JSON, wherever in the answer it stands and
// also where it is cut short, else lines. A statement that is spoken of twice keeps what came first.
func readVerdicts(text string, statements int) map[int]modelVerdict {
	if len(text) > mostVerdictBytes {
		return nil
	}
	out := map[int]modelVerdict{}
	add := func(n int, v modelVerdict) {
		if _, seen := out[n-1]; n >= 1 && n <= statements && !seen {
			out[n-1] = v
		}
	}
	for _, object := range flatObject.FindAllString(text, -1) {
		var in struct {
			Statement   json.RawMessage
			Supports    json.RawMessage
			Contradicts json.RawMessage
		}
		if json.Unmarshal([]byte(object), &in) != nil || len(in.Supports)+len(in.Contradicts) == 0 {
			continue
		}
		if n := sentenceNumbers(string(in.Statement)); len(n) == 1 {
			add(n[0], modelVerdict{sentenceNumbers(string(in.Supports)), sentenceNumbers(string(in.Contradicts))})
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, m := range verdictLine.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			continue
		}
		switch numbers := sentenceNumbers(m[3]); strings.ToLower(m[2]) {
		case "yes":
			add(n, modelVerdict{supports: numbers})
		case "no":
			add(n, modelVerdict{contradicts: numbers})
		default:
			add(n, modelVerdict{})
		}
	}
	return out
}

// sentenceNumbers are the numbers in a list, also where it is one number, or strings; none where there are too many.
func sentenceNumbers(list string) []int {
	var out []int
	for _, d := range digits.FindAllString(list, mostNumbers+1) {
		if n, err := strconv.Atoi(d); err == nil {
			out = append(out, n)
		}
	}
	if len(out) > mostNumbers {
		return nil
	}
	return out
}
