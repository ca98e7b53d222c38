package summarize

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
)

const (
	perReading    = 12 // claims that one call reads; more are read side by side
	readAhead     = 8  // claims from which those are read while others are being written
	opinionTokens = 80 // about what the reader writes on a statement, at most
)

// read has candidates read a second time: each beside the whole sentences that it cites, among controls of which the answer is
// known (controls.go). Opinions are by candidate; they are nil where they do not count: a control was answered wrong, the reader
// is known not to be trusted, gave no answer, or no budget is left. The error is the record's.
func (s *session) read(ctx context.Context, candidates []candidate) ([]opinion, error) {
	if len(candidates) == 0 {
		return []opinion{}, nil
	}
	return s.begin(ctx, documentOf(candidates)).finish(candidates)
}

// underway is a second reading that may begin before all claims are written.
type underway struct {
	session *session
	ctx     context.Context //nolint:containedctx // of the one request that it is a part of
	who     string
	known   bool // not to be trusted: this reading is for its record alone
	closed  bool // nothing is read
	err     error
	begun   int // candidates that are being read
	group   errgroup.Group
	parts   []*[]opinion
}

// begin begins a reading of candidates about a document.
func (s *session) begin(ctx context.Context, d *article.Document) *underway {
	u := &underway{session: s, ctx: ctx, who: s.readerOf(d)}
	u.group.SetLimit(atOnce)
	right, given, err := s.engine.cfg.Record.Controls(ctx, u.who)
	u.err = err
	u.known = BadRecord(right, given)
	u.closed = err != nil || u.known && s.engine.retries.Add(1)%recordRetry != 0
	return u
}

// add has some more candidates read, side by side with those before.
func (u *underway) add(candidates []candidate) {
	u.begun += len(candidates)
	if u.closed || len(candidates) == 0 {
		return
	}
	var part []opinion
	u.parts = append(u.parts, &part)
	u.group.Go(func() (err error) {
		part, err = u.session.readPart(u.ctx, u.who, candidates)
		return err
	})
}

// finish adds those of the candidates that were not added yet, and waits for what is thought of all of them.
func (u *underway) finish(candidates []candidate) ([]opinion, error) {
	if u.session.req.OnReading != nil && !u.closed {
		u.session.req.OnReading(len(candidates))
	}
	if rest := candidates[u.begun:]; len(rest) > 0 {
		parts := (len(rest) + perReading - 1) / perReading
		for part := range slices.Chunk(rest, (len(rest)+parts-1)/parts) {
			u.add(part)
		}
	}
	if err := cmp.Or(u.err, u.group.Wait()); err != nil {
		return nil, err
	}
	if u.closed || u.known || slices.ContainsFunc(u.parts, func(p *[]opinion) bool { return *p == nil }) {
		return nil, nil
	}
	var all []opinion
	for _, p := range u.parts {
		all = append(all, *p...)
	}
	return all, nil
}

// readPart makes one reading, and another with other controls where one of the first was answered wrong.
func (s *session) readPart(ctx context.Context, who string, candidates []candidate) ([]opinion, error) {
	for attempt := range uint64(2) {
		opinions, wrong, err := s.readOnce(ctx, who, candidates, attempt)
		if errors.Is(err, model.ErrContextLength) && len(candidates) > 1 {
			return s.readHalves(ctx, who, candidates)
		}
		if wrong == 0 || wrong > 1 || err != nil {
			return opinions, recordError(err)
		}
	}
	return nil, nil
}

// readHalves is for a reader who can read less than candidates and their sentences take together.
func (s *session) readHalves(ctx context.Context, who string, candidates []candidate) ([]opinion, error) {
	var out []opinion
	for part := range slices.Chunk(candidates, (len(candidates)+1)/2) {
		opinions, err := s.readPart(ctx, who, part)
		if opinions == nil || err != nil {
			return nil, err
		}
		out = append(out, opinions...)
	}
	return out, nil
}

// errReader is a reader that gave no answer: no fault of ours, and no reason to end.
var errReader = errors.New("the second reading failed")

func recordError(err error) error {
	if errors.Is(err, errReader) {
		return nil
	}
	return err
}

// readOnce makes one call. Opinions are nil unless all controls were answered right; wrong is how many were not.
func (s *session) readOnce(ctx context.Context, who string, candidates []candidate, attempt uint64) (opinions []opinion, wrong int, err error) {
	sheet, err := s.sheet(candidates, attempt)
	if err != nil {
		return nil, 0, errors.Join(errReader, err)
	}
	if sheet.tokens() > s.left() {
		s.note(OverBudget)
		return nil, 0, errReader
	}
	said, whole, err := s.put(ctx, sheet)
	if err != nil {
		return nil, 0, errors.Join(errReader, err)
	}
	opinions = make([]opinion, len(candidates))
	controls := 0
	for i, st := range sheet.statements {
		o := said[i+1]
		if st.candidate >= 0 {
			opinions[st.candidate] = o
			continue
		}
		controls++
		if (o.verdict == carried) != st.carried {
			wrong++
		}
	}
	s.graded(who, controls-wrong, controls)
	if whole {
		err = s.engine.cfg.Record.AddControls(ctx, who, documentOf(candidates).ID, s.engine.cfg.Now(), controls-wrong, controls)
	}
	if wrong > 0 || err != nil {
		return nil, wrong, err
	}
	return opinions, 0, nil
}

// graded counts controls.
func (s *session) graded(who string, right, given int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reading.Reader = who
	s.reading.Right += right
	s.reading.Given += given
}

// put puts a sheet before the reader; whole is false for an answer that was broken off.
func (s *session) put(ctx context.Context, sheet sheet) (said map[int]opinion, whole bool, err error) {
	if s.engine.minicheck() {
		return s.askMiniCheck(ctx, sheet)
	}
	resp, err := s.engine.reads().Chat(ctx, sheet.request())
	s.spend(resp.Usage, "")
	if err != nil {
		return nil, false, err
	}
	return readOpinions(resp.Text, len(sheet.statements)), resp.Complete, nil
}

// askMiniCheck asks one statement a call, in the only form that Bespoke-MiniCheck knows.
func (s *session) askMiniCheck(ctx context.Context, sheet sheet) (said map[int]opinion, whole bool, err error) {
	answers := make([]opinion, len(sheet.statements))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, st := range sheet.statements {
		group.Go(func() error {
			text, err := s.engine.cfg.Prompts.MiniCheck(sheet.sentences, st.text)
			if err != nil {
				return err
			}
			resp, err := s.engine.reads().Chat(ctx, model.Request{
				Messages: []model.Message{{Role: "user", Content: text}}, MaxTokens: 8, Attempts: readingAttempts,
			})
			s.spend(resp.Usage, "")
			switch word := strings.ToLower(strings.TrimLeft(resp.Text, " *\"\n")); {
			case strings.HasPrefix(word, "yes"):
				answers[i].verdict = carried
			case strings.HasPrefix(word, "no"):
				answers[i].verdict = notSaid
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, false, err
	}
	said = map[int]opinion{}
	for i, o := range answers {
		said[i+1] = o
	}
	return said, true, nil
}

// reads is who reads a second time.
func (e *Engine) reads() chatter {
	if e.cfg.Reader != nil {
		return e.cfg.Reader
	}
	return e.cfg.Model
}

// readerName is how the reader is called, where it says so.
func (e *Engine) readerName() string {
	if named, ok := e.reads().(interface{ Name() string }); ok {
		return named.Name()
	}
	return ""
}

func (e *Engine) minicheck() bool {
	return strings.Contains(strings.ToLower(e.readerName()), "minicheck")
}

// readerOf names the reader of claims about a document: which model it is, where it is asked, and between which languages it
// reads, since a model may be good at one pair and not at another.
func (s *session) readerOf(d *article.Document) string {
	return s.engine.readerID() + " " + lexical.Base(d.Language) + ">" + lexical.Base(s.reply.Language)
}

// Reader names who reads claims a second time, as the record does before the languages; "" where nobody does.
func (e *Engine) Reader() string {
	if e.cfg.Unread || e.reads() == nil {
		return ""
	}
	return e.readerID()
}

// readerID is the reader's name and address.
func (e *Engine) readerID() string {
	if placed, ok := e.reads().(interface{ Endpoint() string }); ok {
		return e.readerName() + "@" + placed.Endpoint()
	}
	return e.readerName()
}

func documentOf(candidates []candidate) *article.Document {
	return candidates[0].Citations[0].Document()
}

// sheet is what a reader is given: sentences, and statements of which some are controls.
type sheet struct {
	call
	sentences  string // without numbers
	statements []statement
}

// statement is a claim to be read, or a control.
type statement struct {
	text, speaker, hint string
	outcome             Outcome // stated with the text
	candidate           int     // whose claim it is; -1 for a control
	carried             bool    // the right answer to a control
}

const readingAttempts = 1 // a reader that is down costs one call, and the next reply asks it again

func (s sheet) request() model.Request {
	req := s.call.request()
	req.MaxTokens, req.Attempts = 200+len(s.statements)*opinionTokens, readingAttempts
	return req
}

func (s sheet) tokens() int {
	return s.src.tokens() + model.Estimate(s.task.System) + model.Estimate(s.task.Text) + len(s.statements)*opinionTokens/2
}

// sheet writes down candidates and controls, and the sentences beside which they are read: those cited, whole, and one on
// either side.
func (s *session) sheet(candidates []candidate, attempt uint64) (sheet, error) {
	numbering := numbered(s.req.Documents)
	keep := map[int]struct{}{}
	for _, c := range candidates {
		for _, cited := range c.Citations {
			for _, p := range c.beside(cited) {
				n := numbering.number(cited.Document(), p.Number)
				for k := n - 1; k <= n+1; k++ {
					if at, ok := numbering.at(k); ok && at.doc == cited.Document() && !s.shut.has(at.doc, at.number) {
						keep[k] = struct{}{}
					}
				}
			}
		}
	}
	src, err := s.sources(s.req.Documents, keep)
	if err != nil {
		return sheet{}, err
	}
	out := sheet{call: call{src: src}}
	controls, stock := s.controls(candidates, keep, attempt)
	out.sentences = strings.Join(append(src.sentences(), stock...), " ")
	if len(stock) > 0 {
		text, err := s.stockSource(stock, numbering.total())
		if err != nil {
			return sheet{}, err
		}
		out.src.text += "\n\n" + text
	}
	out.statements = place(candidates, controls, seedOf(candidates, attempt))
	if err := s.stateOutcomes(out.statements); err != nil {
		return sheet{}, err
	}
	out.task, err = s.engine.cfg.Prompts.Read(out.reading())
	return out, err
}

// stateOutcomes makes whole statements of texts that have an outcome.
func (s *session) stateOutcomes(statements []statement) (err error) {
	for i, st := range statements {
		if st.outcome == "" {
			continue
		}
		if statements[i].text, err = s.engine.cfg.Prompts.Outcome(string(st.outcome), st.text); err != nil {
			return err
		}
	}
	return nil
}

func (s sheet) reading() prompts.Reading {
	var r prompts.Reading
	for i, st := range s.statements {
		r.Statements = append(r.Statements, prompts.Line{Number: i + 1, Text: st.text, Speaker: st.speaker})
		if st.hint != "" {
			r.Hints = append(r.Hints, prompts.Line{Number: i + 1, Text: st.hint})
		}
	}
	return r
}
