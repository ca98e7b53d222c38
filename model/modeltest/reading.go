package modeltest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Statement is a statement of a second reading: a line "S1: …" of what was sent.
type Statement struct {
	Number  int
	Outcome string // of a discussion, in the words before the text: "This was decided and not taken back"
	Text    string
	Speaker string // of " [said by NAME]" at its end
}

var (
	statementLine = regexp.MustCompile(`(?m)^S(\d+): (.*)$`)
	saidBy        = regexp.MustCompile(`^(.*) \[said by (.*)\]$`)
	outcome       = regexp.MustCompile(`^(This was [^:]*): (.*)$`)
)

// Statements are those that a request wants to have read; none where it wants something else.
func (r Request) Statements() []Statement {
	var out []Statement
	for _, m := range statementLine.FindAllStringSubmatch(r.Prompt(), -1) {
		n, _ := strconv.Atoi(m[1])
		st := Statement{Number: n, Text: m[2]}
		if by := saidBy.FindStringSubmatch(m[2]); by != nil {
			st.Text, st.Speaker = by[1], by[2]
		}
		if of := outcome.FindStringSubmatch(st.Text); of != nil {
			st.Outcome, st.Text = of[1], of[2]
		}
		out = append(out, st)
	}
	return out
}

// Shown reports whether a statement stands, word for word, in the sentences that were sent.
func (r Request) Shown(text string) bool {
	want := bare(text)
	for _, s := range r.Sentences() {
		if strings.Contains(bare(s), want) {
			return true
		}
	}
	return false
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Opinion is what a reader says of a statement.
type Opinion struct{ Verdict, Words, Mended string }

// The verdicts of a second reading.
const (
	Carried      = "carried"
	Contradicted = "contradicted"
	NotSaid      = "not_said"
)

// Judge is a reader: it has an opinion on each statement of a request.
type Judge func(Request, Statement) Opinion

// Read answers a second reading as a judge says.
func (r Request) Read(judge Judge) Reply {
	type answer struct {
		Statement int    `json:"statement"`
		Verdict   string `json:"verdict"`
		Words     string `json:"words"`
		Mended    string `json:"mended"`
	}
	var all []answer
	for _, st := range r.Statements() {
		o := judge(r, st)
		all = append(all, answer{st.Number, o.Verdict, o.Words, o.Mended})
	}
	text, err := json.Marshal(map[string]any{"statements": all})
	if err != nil {
		panic(err) // strings and numbers
	}
	return Reply{Text: string(text)}
}

// Knowing is a reader that is right of every control: what does not stand in the sentences, word for word, is carried only where it
// was claimed, or is one of what it is told, and is no lie.
func Knowing(claimed func(text string) bool, lies ...string) Judge {
	return func(r Request, st Statement) Opinion {
		switch {
		case slices.Contains(lies, st.Text):
			return Opinion{Verdict: NotSaid, Words: st.Text}
		case r.Shown(st.Text), claimed != nil && claimed(st.Text):
			return Opinion{Verdict: Carried}
		}
		return Opinion{Verdict: NotSaid}
	}
}

// WithReader makes a model of a script that writes: it reads what it wrote a second time, is right of every control, and finds all
// that it claimed carried, but lies.
func WithReader(script Script, lies ...string) Script {
	var said claims
	judge := Knowing(said.hold, lies...)
	return func(r Request) Reply {
		if len(r.Statements()) > 0 {
			return r.Read(judge)
		}
		reply := script(r)
		said.add(reply.Text)
		return reply
	}
}

// claims are the texts that a model wrote.
type claims struct {
	mu    sync.Mutex
	texts map[string]bool
}

var (
	textField = regexp.MustCompile(`"text"\s*:\s*("(?:[^"\\]|\\.)*")`)
	claimLine = regexp.MustCompile(`(?m)^\* (.*?) \[[\d, ]+\]`)
	figureRow = regexp.MustCompile(`\{"value"[^}]*\}`)
)

func (c *claims) add(reply string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts == nil {
		c.texts = map[string]bool{}
	}
	for _, m := range textField.FindAllStringSubmatch(reply, -1) {
		var text string
		if json.Unmarshal([]byte(m[1]), &text) == nil {
			c.texts[bare(text)] = true
		}
	}
	for _, m := range claimLine.FindAllStringSubmatch(reply, -1) {
		c.texts[bare(m[1])] = true
		if _, text, ok := strings.Cut(m[1], " | "); ok { // behind an outcome
			c.texts[bare(text)] = true
		}
	}
	for _, row := range figureRow.FindAllString(reply, -1) {
		var f struct{ Value, Unit, What string }
		if json.Unmarshal([]byte(row), &f) == nil {
			c.texts[bare(f.What+f.Value+f.Unit)] = true
		}
	}
}

func (c *claims) hold(text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.texts[bare(text)]
}

// MiniCheck makes a server of Bespoke-MiniCheck: it answers "Document: …", "Claim: …" with Yes or No, and knows nothing else.
func MiniCheck(supports func(document, claim string) bool) Script {
	return func(r Request) Reply {
		document, claim, ok := strings.Cut(strings.TrimPrefix(r.Prompt(), "Document: "), "\nClaim: ")
		if ok && supports(document, claim) {
			return Reply{Text: "Yes"}
		}
		return Reply{Text: "No"}
	}
}
