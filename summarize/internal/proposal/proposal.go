// Package proposal reads what a model proposes while it is still writing: [Reader.Write] takes the pieces of its answer
// and hands out each claim the moment that it is complete.
//
// Two forms are told apart by what comes: JSON (json.go), in which every object with a text and passages is a claim,
// wherever it stands, so that prose, code fences and wrappers around it do no harm, and a cut loses no more than the
// last claim; and lines (lines.go) for models that can write no JSON. Nothing is believed here: numbers, names and
// texts are what the model wrote.
package proposal

import (
	"errors"
)

// Claim is one proposed claim. Figures have Value, Unit and What instead of a Text; those of a discussion an Outcome.
type Claim struct {
	Outcome  string
	Text     string
	Passages []int
	Speaker  string
	Value    string
	Unit     string
	What     string
}

// ErrNonsense ends an answer that goes on without becoming a claim.
var ErrNonsense = errors.New("no claim in a long stretch of the answer")

// mostBytes bounds what may stand between two claims.
const mostBytes = 8 << 10

// mostClaim bounds a claim inside the object that holds all of them.
const mostClaim = 1500

// Reader reads one answer. Its zero value is not ready: see New.
type Reader struct {
	emit  func(Claim) error
	text  []byte
	pos   int  // bytes of text that were looked at
	line  int  // where the current line begins
	since int  // bytes since the last claim
	lines bool // a claim came as a line

	json   objects
	answer *bool
}

// New makes a reader that hands claims to emit; an error from it comes back from Write.
func New(emit func(Claim) error) *Reader { return &Reader{emit: emit} }

// Write takes the next piece of an answer.
func (r *Reader) Write(piece string) error {
	r.text = append(r.text, piece...)
	for ; r.pos < len(r.text); r.pos++ {
		if r.since++; r.since > mostBytes || r.json.inside(r.pos) > mostClaim {
			return ErrNonsense
		}
		claim, ok := r.json.next(r.text, r.pos)
		if !ok && r.text[r.pos] == '\n' {
			claim, ok = r.endLine(r.pos)
		}
		if !ok {
			continue
		}
		r.since = 0
		if err := r.emit(claim); err != nil {
			r.pos++
			return err
		}
	}
	return nil
}

// endLine reads the line that ends before a byte, unless the answer is JSON.
func (r *Reader) endLine(end int) (Claim, bool) {
	line := string(r.text[r.line:end])
	r.line = end
	if r.json.seen || len(r.json.open) > 0 {
		return Claim{}, false
	}
	claim, kind := parseLine(line)
	switch kind {
	case claimLine:
		yes := true
		r.lines, r.answer = true, &yes
		return claim, true
	case noneLine:
		if !r.lines && r.answer == nil {
			no := false
			r.answer = &no
		}
	case otherLine:
	}
	return Claim{}, false
}

// Answerable is what the model said of the question so far, nil where it said nothing.
func (r *Reader) Answerable() *bool {
	if r.answer == nil {
		r.answer = answerable(r.text)
	}
	return r.answer
}

// Close ends the answer. It reports whether anything was understood: a claim, or that there is none.
func (r *Reader) Close() (understood bool, err error) {
	if claim, ok := r.endLine(len(r.text)); ok {
		err = r.emit(claim)
	}
	return r.json.seen || r.lines || r.Answerable() != nil, err
}

// Restart forgets what came so far: the answer begins anew.
func (r *Reader) Restart() { *r = Reader{emit: r.emit} }
