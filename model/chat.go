package model

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strings"
)

// Chat makes the call, and takes Config.Time at most. What arrived before an error is in the response beside it. The
// error is an [*Error], the context's cause, or what OnText returned.
func (c *Client) Chat(ctx context.Context, req Request) (Response, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.cfg.Time, errSlow)
	defer cancel()
	if !c.cfg.Slots.take(ctx) {
		if cause := cancelled(ctx); cause != nil {
			return Response{}, cause
		}
		return Response{}, &Error{Kind: Busy, Model: c.Name()}
	}
	defer c.cfg.Slots.give()
	return c.chat(ctx, req)
}

// chat walks the failover list. A model is asked whether it rests only now that there is a slot: those that waited for
// one while it failed are told at once.
func (c *Client) chat(ctx context.Context, req Request) (Response, error) {
	var (
		total Usage
		last  Response
		err   error
	)
	for i, m := range c.models {
		if !m.breaker.allow(c.cfg.Now()) {
			if err == nil {
				err = &Error{Kind: Resting, Model: m.name}
			}
			continue
		}
		var resp Response
		resp, err = c.ask(ctx, m, req)
		c.report(m, err)
		total = total.Add(resp.Usage)
		last = resp
		if err == nil || !worthFailover(err) || ctx.Err() != nil || !restart(req, resp, i < len(c.models)-1) {
			break
		}
		if i < len(c.models)-1 {
			c.cfg.Log.WarnContext(ctx, "model failed, asking the next", slog.String("model", m.name), slog.Any("err", err))
		}
	}
	last.Usage = total
	return last, err
}

// report tells the breaker how a call ended.
func (c *Client) report(m *served, err error) {
	failure, ok := errors.AsType[*Error](err)
	switch {
	case err == nil:
		m.breaker.succeed()
	case ok && failure.tellsOfServer():
		m.breaker.fail(c.cfg.Now(), failure.RetryAfter)
	default:
		m.breaker.release()
	}
}

// worthFailover reports whether another model may do what this one could not. A prompt that is too long is for the
// caller to shorten: that costs less than a larger model.
func worthFailover(err error) bool {
	failure, ok := errors.AsType[*Error](err)
	return ok && failure.Kind != ContextLength
}

// restart prepares for another attempt at an answer of which pieces were handed on; false where that is not possible.
func restart(req Request, resp Response, again bool) bool {
	if !again || resp.Text == "" || req.OnText == nil {
		return true
	}
	if req.OnRestart == nil {
		return false
	}
	req.OnRestart()
	return true
}

// ask asks one model until it answers, as often as it makes sense.
func (c *Client) ask(ctx context.Context, m *served, req Request) (Response, error) {
	var (
		total Usage
		able  = m.ability()
		tries = 1
		cuts  = 0
	)
	for {
		got, err := c.call(ctx, m.name, able, req)
		total = total.Add(got.usage)
		resp := Response{Text: got.text, Form: able.formOf(req), Model: got.model, Complete: got.complete, Usage: total}
		if err == nil {
			m.learn(able, req.Schema != nil, strings.HasPrefix(strings.TrimSpace(got.text), "{"))
			return resp, nil
		}
		if cause := cancelled(ctx); cause != nil {
			return resp, cause
		}
		failure, ok := errors.AsType[*Error](err)
		if !ok {
			return resp, err
		}
		if failure.Kind == Refused {
			less, ok := able.without(failure.Detail, req.Schema != nil)
			if !ok {
				return resp, err
			}
			c.cfg.Log.DebugContext(ctx, "server refused a form", slog.String("model", m.name), slog.String("form", string(able.form)), slog.Any("err", err))
			able = less
			continue
		}
		if failure.Kind == Cut || failure.Kind == Stalled {
			cuts++
		}
		if !c.again(ctx, failure, tries, cuts, cmp.Or(req.Attempts, attempts)) || !restart(req, resp, true) {
			return resp, err
		}
		tries++
	}
}

// again waits for the next attempt; false where there is none: enough were made, an answer broke twice, or the server
// wants to be left alone for longer than the caller has time.
func (c *Client) again(ctx context.Context, failure *Error, tries, cuts, most int) bool {
	if failure.Kind == RateLimited {
		most = attempts
	}
	if !failure.worthRetry() || tries >= most || cuts >= 2 || failure.RetryAfter > c.cfg.MaxWait {
		return false
	}
	return wait(ctx, backoff(tries, failure.RetryAfter))
}

func (a ability) formOf(req Request) Form {
	if req.Schema == nil {
		return PlainText
	}
	return a.form
}
