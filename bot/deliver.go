package bot

import (
	"context"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
)

// deliver posts what a request came to, and notes what its thread is about.
func (b *Bot) deliver(ctx context.Context, ask Ask, out *outcome) error {
	err := b.deliverParts(ctx, ask, out)
	if say, ok := unpostable(err); ok && ask.quiet() && ask.Via != ViaWatch {
		w := WordsFor(out.Locale)
		if err := b.tellPrivately(ctx, ask, escape(w.f(say))); err != nil {
			return err
		}
		err = nil
	}
	return err
}

func (b *Bot) deliverParts(ctx context.Context, ask Ask, out *outcome) error {
	if text := b.private(ask, out); text != "" {
		err := b.tellPrivately(ctx, ask, text)
		if _, elsewhere := unpostable(err); out.Private != "" && !elsewhere && slackCode(err) != "" && !passes(err) {
			b.log.WarnContext(ctx, "not told privately", "user", ask.User, "why", string(out.Private), "err", err)
			return nil // what is for the asker alone is not said before others instead
		}
		return err
	}
	switch {
	case out.Digest != nil:
		return b.deliverDigest(ctx, ask, out)
	case len(out.Parts) == 0 && out.Offer == nil && !out.Help && out.Search == nil:
		return store.Stop(errNoReply)
	}
	w, thread := WordsFor(out.Locale), ask.Thread
	if ask.Via == ViaCommand {
		root, err := b.postOnce(ctx, post{ask: ask, part: store.RootPart}, b.late(ask, w, drawRoot(ask, out)))
		if err != nil {
			return err
		}
		thread = root
	}
	reply := drawReply(ask, out)
	if ask.Via != ViaCommand { // whose root says it
		reply = b.late(ask, w, reply)
	}
	if _, err := b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: thread}, reply); err != nil {
		return err
	}
	b.endCommand(ctx, ask)
	if err := b.nameThread(ctx, ask, out); err != nil {
		return err
	}
	return b.remember(ctx, ask, out, thread)
}

// private is what the asker alone is told instead of a reply; "" where there is one.
func (b *Bot) private(ask Ask, out *outcome) string {
	w := WordsFor(out.Locale)
	switch refused := allRefused(out.Parts); {
	case out.Private != "" && out.Arg > 0:
		return escape(w.f(out.Private, out.Arg))
	case out.Private != "":
		return escape(w.f(out.Private))
	case out.Digest != nil || out.Offer != nil:
		return ""
	case out.Help && ask.quiet():
		return escape(w.f(nothingIn))
	case refused != "":
		return escape(w.f(refused))
	case len(out.Parts) > 0 && ask.quiet() && noneRead(out.Parts):
		var lines []string
		for _, p := range out.Parts {
			lines = append(lines, escape(w.partFailure(p)))
		}
		return strings.Join(lines, "\n")
	}
	return ""
}

// drawReply draws the reply that everybody sees.
func drawReply(ask Ask, out *outcome) message {
	switch {
	case out.Help && ask.InThread && ask.Kind != AskHelp:
		return plain(WordsFor(out.Locale).f(nothingAbove))
	case out.Help:
		return plain(WordsFor(out.Locale).f(helpMention))
	case out.Search != nil && out.Search.Said != "":
		return plain(out.Search.says(WordsFor(out.Locale)))
	}
	return drawOutcome(ask, out)
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
			if i < len(p.Found) {
				continue // kept nowhere
			}
			d := p.reply.Documents[i]
			if d.Kind == article.Discussion && d.URL == b.messageLink(ask.Channel, thread, "") {
				continue // the thread goes on: the next question reads it anew
			}
			docs = append(docs, store.ThreadDocument{ID: ref.ID, Scope: ref.Scope, URL: d.URL, Message: firstOf(ask.TS, thread), Key: ask.Key})
		}
		if ask.Compares && p.reply.Style != "" {
			turn.Question = "" // key sentences side by side are a summary
		}
		if len(p.Found) == 0 {
			turn.Answer = strings.TrimSpace(turn.Answer + " " + claimsText(p, ask.Question == ""))
		}
	}
	if len(docs) == 0 && turn.Answer == "" {
		return nil
	}
	id := store.ThreadID{Team: ask.Team, Channel: ask.Channel, TS: thread}
	if err := b.cfg.Store.AddDocuments(ctx, id, docs...); err != nil {
		return err
	}
	return b.cfg.Store.AddTurn(ctx, id, turn)
}

// claimsText is what a part says, without what a reader has struck; numbered as it is shown, for who asks about "the second point".
func claimsText(p part, numbered bool) string {
	texts := make([]string, 0, len(p.reply.Claims))
	for i, c := range p.reply.Claims {
		switch {
		case p.withdrawn(i):
		case numbered && len(p.reply.Claims) > 1:
			texts = append(texts, strconv.Itoa(i+1)+". "+c.Text)
		default:
			texts = append(texts, c.Text)
		}
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
