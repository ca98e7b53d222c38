package summarize

import (
	"context"
	"errors"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/proposal"
)

// errEnough ends an answer that has all the claims that were asked for, and more.
var errEnough = errors.New("enough claims")

// call is one thing asked of the model about sources.
type call struct {
	src  sources
	task prompts.Task
	most int // claims wanted
}

// outcome is what a call brought besides claims.
type outcome struct {
	answerable *bool // nil: the model did not say
	understood bool  // the answer was in one of the forms
	complete   bool
	model      string
	usage      model.Usage
	err        error // of the model; nil where the answer was understood in spite of it
}

// ask makes one call, and gives each claim to hear as soon as it is there. An answer in no form at all is asked for once
// more, in lines, which every model can write.
func (e *Engine) ask(ctx context.Context, c call, hear hearer) outcome {
	out := e.askOnce(ctx, c, c.request(), hear)
	if out.understood || out.err != nil || ctx.Err() != nil {
		return out
	}
	req := c.request()
	req.Schema = nil
	again := e.askOnce(ctx, c, req, hear)
	again.usage = out.usage.Add(again.usage)
	return again
}

func (e *Engine) askOnce(ctx context.Context, c call, req model.Request, hear hearer) outcome {
	var reader *proposal.Reader
	heard := 0
	reader = proposal.New(func(p proposal.Claim) error {
		if heard++; heard > 2*c.most+3 {
			return errEnough
		}
		return hear(reader, p)
	})
	req.OnText, req.OnRestart = reader.Write, func() { reader.Restart(); heard = 0 }
	resp, err := e.cfg.Model.Chat(ctx, req)
	if errors.Is(err, errEnough) || errors.Is(err, proposal.ErrNonsense) {
		err = nil
	}
	understood, closeErr := reader.Close()
	if closeErr != nil && !errors.Is(closeErr, errEnough) {
		err = errors.Join(err, closeErr)
	}
	return outcome{
		answerable: reader.Answerable(), understood: understood, complete: resp.Complete,
		model: resp.Model, usage: resp.Usage, err: err,
	}
}

// request puts what stays the same first: instructions, sources, and only then the task.
func (c call) request() model.Request {
	user := c.task.Text
	if c.src.text != "" {
		user = c.src.text + "\n\n" + user
	}
	messages := []model.Message{{Role: "user", Content: user}}
	if c.task.System != "" {
		messages = append([]model.Message{{Role: "system", Content: c.task.System}}, messages...)
	}
	return model.Request{
		Messages:  messages,
		Schema:    &model.Schema{Name: c.task.Form.Name, JSON: c.task.Form.Schema, Example: c.task.Form.Example},
		TextForm:  c.task.Form.Lines,
		MaxTokens: answerTokens(c.most),
	}
}

// tokens is about what a call takes, in and out.
func (c call) tokens() int {
	return c.src.tokens() + model.Estimate(c.task.System) + model.Estimate(c.task.Text) + c.most*claimTokens
}

// hearer takes a proposal while the answer that it stands in is being read.
type hearer func(*proposal.Reader, proposal.Claim) error

// listener makes a hearer for an answer from sources; done is called when the answer has ended.
type listener func(sources) (hear hearer, done func(outcome))

// ask makes one call of the session, and counts what it took.
func (s *session) ask(ctx context.Context, c call, listen listener) outcome {
	hear, done := listen(c.src)
	out := s.engine.ask(ctx, c, hear)
	s.spend(out.usage, out.model)
	done(out)
	return out
}
