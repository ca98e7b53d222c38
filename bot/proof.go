package bot

import (
	"context"
	"errors"
	"slices"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// "Where does it say that?", "are you sure?" and "who says that?" ask for what the reply above rests on: its claims, each with
// its whole passages, where they stand and who says them. No model is asked: it is all there.

// showAgain makes an outcome of the last reply of a request's thread; false where nothing of the kind is asked, or no reply
// with a claim stands there: then the words are a question like any other.
func (b *Bot) showAgain(ctx context.Context, ask Ask, out *outcome) (bool, error) {
	if ask.Shows == "" {
		return false, nil
	}
	last, err := b.lastReply(ctx, ask)
	if err != nil || last == nil || last.Search != nil { // of what was found nothing is kept
		return false, err
	}
	for _, p := range last.Parts {
		if p.reply == nil || len(p.reply.Claims) == 0 {
			continue
		}
		p.reply.Usage = summarize.Usage{} // it was paid for
		p.reply.Claims = slices.DeleteFunc(p.reply.Claims, func(c summarize.Claim) bool { return len(c.Citations) == 0 })
		out.Parts = append(out.Parts, p)
	}
	if len(out.Parts) == 0 {
		return false, nil
	}
	out.Shows = ask.Shows
	b.count(ctx, ask, out.Parts[0].reply)
	return true, nil
}

// lastReply is the newest reply of the thread that a request stands in, or goes on from; nil where none is kept.
func (b *Bot) lastReply(ctx context.Context, ask Ask) (*outcome, error) {
	at := ask.thread()
	var err error
	if !ask.InThread {
		if at, err = b.cfg.Store.LastThread(ctx, at); errors.Is(err, store.ErrNotFound) {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
	}
	thread, err := b.cfg.Store.Thread(ctx, at)
	if err != nil {
		return nil, err
	}
	for _, t := range slices.Backward(thread.Turns) {
		if t.Key == ask.Key || t.Answer == "" {
			continue
		}
		data, err := b.cfg.Store.Reply(ctx, ask.Team, t.Key)
		if errors.Is(err, store.ErrNotFound) {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		last, err := b.loadOutcome(ctx, ask, data)
		if errors.Is(err, store.ErrNotFound) { // a document of it is kept no more
			return nil, nil
		}
		return last, err
	}
	return nil, nil
}

// proof draws the claims of a part, each with all its passages below it; what a reader has struck is left out.
func (d *drawing) proof(w *Words, p part) {
	claims := make([]summarize.Claim, 0, len(p.reply.Claims))
	for i, c := range p.reply.Claims {
		if !p.withdrawn(i) {
			claims = append(claims, c)
		}
	}
	lead := w.f(map[wanted]phrase{seeWhere: proofWhere, seeGround: proofGround, seeWho: proofWho}[d.shows])
	if d.shows == seeWho && !slices.ContainsFunc(claims, namesSpeaker) {
		lead = w.f(proofNobody)
	}
	d.section(true, escape(lead))
	d.say(lead)
	quoted := p.reply.Engine == summarize.Extractive
	var lines []string
	for _, c := range claims {
		if !quoted {
			lines = append(lines, d.claim(w, c))
			d.sayClaim(w, c)
		}
		for _, cite := range c.Citations {
			lines = append(lines, "> "+d.passage(w, cite))
			d.say(cite.Quote())
		}
	}
	d.section(true, lines...)
	d.context(w.from(p.reply.Documents))
}

// namesSpeaker reports whether the text names who says what a claim cites.
func namesSpeaker(c summarize.Claim) bool {
	return slices.ContainsFunc(c.Citations, func(cite article.Citation) bool { return cite.Speaker() != "" })
}
