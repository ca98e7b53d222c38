package bot

import (
	"context"
	"strings"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// deliver posts what a request came to, and notes what its thread is about.
func (b *Bot) deliver(ctx context.Context, ask Ask, out *outcome) error {
	err := b.deliverParts(ctx, ask, out)
	if say, ok := unpostable(err); ok && ask.Via == ViaCommand {
		w := WordsFor(out.Locale)
		if err := b.tellPrivately(ctx, ask, escape(w.f(say))); err != nil {
			return err
		}
		err = nil
	}
	return err
}

func (b *Bot) deliverParts(ctx context.Context, ask Ask, out *outcome) error {
	w := WordsFor(out.Locale)
	switch {
	case out.Private != "":
		text := w.f(out.Private)
		if out.Arg > 0 {
			text = w.f(out.Private, out.Arg)
		}
		return b.tellPrivately(ctx, ask, escape(text))
	case out.Digest != nil:
		return b.deliverDigest(ctx, ask, out)
	case out.Help:
		return b.deliverHelp(ctx, ask, w)
	case len(out.Parts) == 0 && out.Offer == nil:
		return store.Stop(errNoReply)
	}
	if refused := allRefused(out.Parts); refused != "" && out.Offer == nil {
		return b.tellPrivately(ctx, ask, escape(w.f(refused)))
	}
	if ask.Via == ViaCommand && noneRead(out.Parts) && out.Offer == nil {
		var lines []string
		for _, p := range out.Parts {
			lines = append(lines, escape(w.partFailure(p)))
		}
		return b.tellPrivately(ctx, ask, strings.Join(lines, "\n"))
	}
	thread := ask.Thread
	if ask.Via == ViaCommand {
		root, err := b.postOnce(ctx, post{ask: ask, part: store.RootPart}, b.late(ask, w, drawRoot(ask, out)))
		if err != nil {
			return err
		}
		thread = root
	}
	reply := drawOutcome(ask, out)
	if ask.Via != ViaCommand { // whose root says it
		reply = b.late(ask, w, reply)
	}
	if _, err := b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: thread}, reply); err != nil {
		return err
	}
	b.endCommand(ctx, ask)
	return b.remember(ctx, ask, out, thread)
}

func (b *Bot) deliverHelp(ctx context.Context, ask Ask, w *Words) error {
	text := w.f(helpMention)
	if ask.InThread {
		text = w.f(nothingAbove)
	}
	_, err := b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: ask.Thread}, b.late(ask, w, plain(text)))
	return err
}

// remember notes what the thread is about, so that a later question needs no link.
func (b *Bot) remember(ctx context.Context, ask Ask, out *outcome, thread string) error {
	turn := store.Turn{Key: ask.Key, Question: ask.Question, At: b.now()}
	var docs []store.ThreadDocument
	if out.Offer != nil {
		for _, d := range out.Offer.About {
			docs = append(docs, store.ThreadDocument{ID: d.ID, Scope: d.Scope, URL: d.URL, Message: firstOf(ask.TS, thread), Key: ask.Key})
		}
	}
	for _, p := range out.Parts {
		if p.reply == nil {
			continue
		}
		for i, ref := range p.Documents {
			d := p.reply.Documents[i]
			docs = append(docs, store.ThreadDocument{ID: ref.ID, Scope: ref.Scope, URL: d.URL, Message: firstOf(ask.TS, thread), Key: ask.Key})
		}
		turn.Answer = strings.TrimSpace(turn.Answer + " " + claimsText(p.reply))
	}
	if len(docs) == 0 {
		return nil
	}
	id := store.ThreadID{Team: ask.Team, Channel: ask.Channel, TS: thread}
	if err := b.cfg.Store.AddDocuments(ctx, id, docs...); err != nil {
		return err
	}
	return b.cfg.Store.AddTurn(ctx, id, turn)
}

func claimsText(r *summarize.Reply) string {
	texts := make([]string, 0, len(r.Claims))
	for _, c := range r.Claims {
		texts = append(texts, c.Text)
	}
	return strings.Join(texts, " ")
}

// allRefused is the private word where nothing that was asked for may be shown here; "" else.
func allRefused(parts []part) phrase {
	for _, p := range parts {
		if p.Refused == "" {
			return ""
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return parts[0].Refused
}

func noneRead(parts []part) bool {
	for _, p := range parts {
		if p.reply != nil || p.check != nil {
			return false
		}
	}
	return true
}
