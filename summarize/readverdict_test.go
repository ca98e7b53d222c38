package summarize

import (
	"strings"
	"testing"
)

// FuzzOpinions reads whatever a reader answers: of statements that there are, each once, in words that the answer holds where they stand in lines.
//
//fuzz:covers readverdict.go
func FuzzOpinions(f *testing.F) {
	f.Add(`{"statements":[{"statement":1,"verdict":"carried","words":"","mended":""}]}`)
	f.Add(`{"statements":[{"statement":"S2","verdict":" Contradicted","words":5,"mended":{"x":1}},{"statement":2,"verdict":"CARRIED"}]}`)
	f.Add("S1 carried\nS2 not_said | for good | The mill closed.\n- S3: contradicted||")
	f.Add("S1 carried\nS1 not_said\n\x00S999 carried")
	f.Add(`[[[{"statement":-1,"verdict":"carried"}{"statement":3,"verdict":null}`)
	f.Fuzz(func(t *testing.T, answer string) {
		if len(answer) > 2<<10 {
			return
		}
		const statements = 4
		for n, o := range readOpinions(answer, statements) {
			if n < 1 || n > statements || o.verdict != strings.ToLower(strings.TrimSpace(o.verdict)) {
				t.Errorf("of statement %d: %+v", n, o)
			}
			if !strings.Contains(answer, "{") && (!strings.Contains(answer, o.words) || !strings.Contains(answer, o.mended)) {
				t.Errorf("%+v is not in %q", o, answer)
			}
		}
	})
}
