package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// mostSources is how many links and files one reply reads; the rest is named.
const mostSources = 5

// mostKnown is how many documents of a thread are asked at once: a digest's thread has that many.
const mostKnown = 20

// answer works out what a request comes to: it reads and asks, and posts nothing.
func (b *Bot) answer(ctx context.Context, ask Ask) (*outcome, error) {
	who, err := b.reader(ctx, ask)
	if err != nil {
		return nil, err
	}
	out := &outcome{Locale: firstOf(ask.Rules.Language, who.locale), Asker: who.name, rich: b.rich()}
	if ask.Via != ViaClock {
		if out.Private, err = b.closed(ctx, ask); err != nil || out.Private != "" {
			return out, err
		}
	}
	if ask.Kind == AskHelp {
		out.Help = true
		return out, nil
	}
	if out.Private, err = b.mayNotAsk(ctx, ask); err != nil || out.Private != "" {
		return out, err
	}
	if over, err := b.enoughToday(ctx, ask); err != nil || over {
		out.Private, out.Arg = enoughToday, ask.Rules.PersonDay
		return out, err
	}
	if err := b.mark(ctx, ask, store.Reading); err != nil {
		return nil, err
	}
	if ask.Kind == AskDigest {
		return out, b.gather(ctx, ask, who, out)
	}
	if ask.Search != "" && b.cfg.Search {
		if err := b.search(ctx, ask, who, out); err != nil {
			return nil, err
		}
		return out, b.noteSpent(ctx, ask, out)
	}
	if shown, err := b.showAgain(ctx, ask, out); err != nil || shown {
		return out, err
	}
	found, err := b.sources(ctx, ask)
	if err != nil {
		return nil, err
	}
	if found.refused != "" {
		out.Private = found.refused
		return out, nil
	}
	if len(found.sources) == 0 {
		out.Help = true
		return out, nil
	}
	out.Above = ask.Via == ViaMention && !ask.Check && ask.InThread && len(ask.sources()) == 0 && !found.sources[0].talk
	if found.fresh() > mostSources {
		for _, s := range found.sources[mostSources:] {
			out.Unread = append(out.Unread, s.name())
		}
		found.sources = found.sources[:mostSources]
	}
	ask.Shown.reading(found.sources)
	began := b.now()
	readings, err := b.readAll(ctx, ask, who, found.sources)
	if err != nil {
		return nil, err
	}
	b.stats.took(stageRead, b.now().Sub(began))
	if err := b.mark(ctx, ask, store.Asking); err != nil {
		return nil, err
	}
	ask.Shown.finding(ask)
	began = b.now()
	defer func() { b.stats.took(stageAsk, b.now().Sub(began)) }()
	if ask.Via == ViaWatch {
		readings = slices.DeleteFunc(readings, tooShort)
	}
	if ask.Check {
		err = b.checkAbove(ctx, ask, out, readings)
	} else if err = b.offer(ctx, &ask, out, readings); err == nil {
		err = b.compose(ctx, ask, out, readings)
	}
	if err != nil {
		return nil, err
	}
	return out, b.noteSpent(ctx, ask, out)
}

// compose makes the parts of a reply from what was read.
func (b *Bot) compose(ctx context.Context, ask Ask, out *outcome, readings []reading) error {
	var read []reading
	for _, r := range readings {
		if r.doc != nil {
			read = append(read, r)
		}
	}
	if ask.Question != "" && len(read) > 0 {
		p, err := b.engine(ctx, ask, out.Locale, read, "")
		if err != nil {
			return err
		}
		if ask.Compares && len(read) > 1 && !comparedByModel(p.reply) {
			return b.sideBySide(ctx, ask, out, readings, p.reply)
		}
		out.Parts = append(out.Parts, p)
	}
	parts, err := b.summaries(ctx, ask, out, readings)
	out.Parts = append(out.Parts, parts...)
	return err
}

// summaries are a part for each reading that could not be had, and, where nothing is asked, for each other: the engine is
// asked for them side by side.
func (b *Bot) summaries(ctx context.Context, ask Ask, out *outcome, readings []reading) ([]part, error) {
	parts := make([]part, len(readings))
	g, gctx := errgroup.WithContext(ctx)
	for i, r := range readings {
		switch {
		case r.doc == nil:
			if r.failure != nil {
				b.stats.unread.WithLabelValues(string(r.failure.Kind)).Inc()
				b.log.Info("not read", "job", ask.Key, "kind", string(r.failure.Kind), "err", r.failure)
			}
			parts[i] = part{Source: r.source.name(), Failure: r.failure, Refused: r.refused}
		case ask.Question == "" && out.Offer == nil:
			g.Go(func() (err error) {
				parts[i], err = b.engine(gctx, ask, out.Locale, []reading{r}, styleOf(ask, readings))
				return err
			})
		}
	}
	if err := g.Wait(); err != nil {
		return nil, cause(ctx, err)
	}
	return slices.DeleteFunc(parts, func(p part) bool { return p.reply == nil && p.Failure == nil && p.Refused == "" }), nil
}

// comparedByModel reports whether a model wrote the answer, or chose the passages in it: one to compare texts is of no use else.
func comparedByModel(r *summarize.Reply) bool {
	return r.Engine != summarize.Extractive || slices.Contains(r.Notes, summarize.UncheckedModel)
}

// sideBySide puts the key sentences of each text where no model compares them. What the answer notes, that the model is down or
// the budget used up, is noted with the first.
func (b *Bot) sideBySide(ctx context.Context, ask Ask, out *outcome, readings []reading, answer *summarize.Reply) error {
	ask.Wrote, ask.Question, ask.Quoted = summarize.AskedIn(ask.Question), "", true
	most := min(len(readings), mostSources)
	for _, r := range readings[most:] {
		out.Unread = append(out.Unread, r.source.name())
	}
	parts, err := b.summaries(ctx, ask, out, readings[:most])
	if err != nil {
		return err
	}
	if first := slices.IndexFunc(parts, func(p part) bool { return p.reply != nil }); first >= 0 {
		r := parts[first].reply
		for _, n := range answer.Notes {
			if !slices.Contains(r.Notes, n) {
				r.Notes = append(r.Notes, n)
			}
		}
	}
	out.Parts = append(out.Parts, parts...)
	return nil
}

// styleOf is how each of several readings is summarized.
func styleOf(ask Ask, readings []reading) summarize.Style {
	if len(readings) > 1 && ask.Style == "" {
		return summarize.Brief
	}
	return firstOf(ask.Style, ask.Rules.Style)
}

// wish is what the engine is asked for, and where its reply may be kept.
type wish struct {
	req    summarize.Request
	engine *summarize.Engine
	scope  string // conversation, where a document is no public page
}

func (b *Bot) wish(ctx context.Context, ask Ask, locale string, read []reading, style summarize.Style) (wish, error) {
	asker := firstOf(ask.Wrote, locale)
	w := wish{req: summarize.Request{Question: ask.Question, Style: style, Language: ask.Language, Asker: asker, Budget: b.budget(ask), OnReading: ask.Shown.checking}}
	w.engine = b.engineOf(ask.Rules)
	if ask.Quoted || ask.Rules.Quoted {
		w.req.Engine = summarize.Extractive
	}
	for _, r := range read {
		w.req.Documents = append(w.req.Documents, r.doc)
		if r.scope != "" {
			w.scope = r.scope
		}
	}
	var err error
	if ask.InThread && ask.Question != "" {
		if w.req.History, err = b.history(ctx, ask); err != nil {
			return wish{}, err
		}
	}
	w.req.Broke, err = b.overBudget(ctx, ask)
	return w, err
}

// kept is the reply to the same wish of before, if there is one.
func (b *Bot) kept(ctx context.Context, team string, w wish) (*summarize.Reply, error) {
	data, ok, err := b.cfg.Store.CachedReply(ctx, team, w.scope, w.engine.CacheKey(w.req), replyFor)
	if err != nil || !ok {
		return nil, err
	}
	reply, err := summarize.DecodeReply(data, w.req.Documents)
	if err != nil {
		b.log.WarnContext(ctx, "kept reply not understood", "err", err)
		return nil, nil
	}
	return reply, nil
}

// engine asks the engine for one part: an answer where something was asked, else a summary.
func (b *Bot) engine(ctx context.Context, ask Ask, locale string, read []reading, style summarize.Style) (part, error) {
	p := part{Source: read[0].source.name()}
	for _, r := range read {
		p.Documents = append(p.Documents, docRef{ID: r.doc.ID, Scope: r.scope})
	}
	w, err := b.wish(ctx, ask, locale, read, style)
	if err != nil {
		return part{}, err
	}
	kept := ask.Search == "" // what a search found is kept nowhere
	if kept {
		if p.reply, err = b.kept(ctx, ask.Team, w); err != nil {
			return part{}, err
		}
	}
	if p.reply != nil {
		p.reply.Usage = summarize.Usage{} // it costs nothing the second time
		b.count(ctx, ask, p.reply)
		return p, b.withoutWithdrawn(ctx, ask.Team, p.reply)
	}
	do := w.engine.Answer
	if ask.Question == "" {
		do = w.engine.Summarize
	}
	if p.reply, err = do(ctx, w.req); err != nil {
		b.countCutOff(ctx, ask, p.reply)
		return part{}, fmt.Errorf("ask the engine: %w", cause(ctx, err))
	}
	b.count(ctx, ask, p.reply)
	if kept {
		b.keep(ctx, ask, w, p.reply)
	}
	return p, b.withoutWithdrawn(ctx, ask.Team, p.reply)
}

// keep stores a reply for whoever asks the same, unless another time it would be better.
func (b *Bot) keep(ctx context.Context, ask Ask, w wish, r *summarize.Reply) {
	for _, passing := range []summarize.Note{summarize.ModelDown, summarize.OverBudget, summarize.UncheckedModel} {
		if slices.Contains(r.Notes, passing) {
			return
		}
	}
	data, err := r.Encode()
	if err == nil {
		err = b.cfg.Store.CacheReply(ctx, ask.Team, w.scope, w.engine.CacheKey(w.req), data)
	}
	if err != nil {
		b.log.Warn("reply not cached", "job", ask.Key, "err", err)
	}
}

// replyFor is how long the same question to the same documents costs no tokens.
const replyFor = 7 * 24 * time.Hour

// countCutOff counts what a reply took that was stopped before it was there; nil took nothing.
func (b *Bot) countCutOff(ctx context.Context, ask Ask, r *summarize.Reply) {
	if r == nil || r.Usage.Calls == 0 {
		return
	}
	b.stats.spent(r.Model, r.Usage)
	b.spend(context.WithoutCancel(ctx), ask, r.Usage)
}

func (b *Bot) count(ctx context.Context, ask Ask, r *summarize.Reply) {
	b.stats.reply(r)
	b.spend(ctx, ask, r.Usage)
}

// spend stores what an attempt of a request took.
func (b *Bot) spend(ctx context.Context, ask Ask, u summarize.Usage) {
	who := store.Spender{Team: ask.Team, Channel: ask.Channel, Person: ask.payer()}
	if err := b.addUsage(ctx, who, ask.Key, u); err != nil {
		b.log.Error("usage not stored", "job", ask.Key, "err", err)
	}
	if err := b.warnAdmins(ctx, ask); err != nil {
		b.log.Error("admins not warned", "job", ask.Key, "err", err)
	}
}

// addUsage stores what the reply to the request of that key took.
func (b *Bot) addUsage(ctx context.Context, who store.Spender, key string, u summarize.Usage) error {
	return b.cfg.Store.AddUsage(ctx, store.Usage{
		Team: who.Team, Channel: who.Channel, Person: who.Person, Key: key, At: b.now(), Calls: u.Calls,
		PromptTokens: u.PromptTokens, CachedTokens: u.CachedTokens, CompletionTokens: u.CompletionTokens, CostUSD: u.CostUSD,
	})
}

// history is what was asked and answered in the thread before.
func (b *Bot) history(ctx context.Context, ask Ask) ([]summarize.Turn, error) {
	thread, err := b.cfg.Store.Thread(ctx, ask.thread())
	if err != nil {
		return nil, err
	}
	var turns []summarize.Turn
	last := ""
	for _, t := range thread.Turns {
		if t.Key != ask.Key && (t.Question != "" || t.Answer != "") {
			turns = append(turns, summarize.Turn{Question: t.Question, Answer: t.Answer})
			last = t.Key
		}
	}
	if last == "" {
		return nil, nil
	}
	turns[len(turns)-1].Cites, err = b.citedBy(ctx, ask.Team, last)
	return turns[max(0, len(turns)-mostTurns):], err
}

// citedBy is what the reply to a request cites; nothing where it is kept no more.
func (b *Bot) citedBy(ctx context.Context, team, key string) ([]summarize.Span, error) {
	data, err := b.cfg.Store.Reply(ctx, team, key)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read the reply to %s: %w", key, err)
	}
	var out outcome
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("read the reply to %s: %w", key, err)
	}
	var spans []summarize.Span
	for _, p := range out.Parts {
		if len(p.Reply) == 0 {
			continue
		}
		cited, err := summarize.CitedBy(p.Reply)
		if err != nil {
			return nil, fmt.Errorf("read the reply to %s: %w", key, err)
		}
		spans = append(spans, cited...)
	}
	return spans, nil
}

const mostTurns = 5

func (b *Bot) mark(ctx context.Context, ask Ask, phase store.Phase) error {
	return b.cfg.Store.Mark(ctx, ask.Key, phase)
}

// failureOf turns an error of reading into one that can be told; false where it is none of reading's.
func failureOf(err error) (*article.Error, bool) {
	var failure *article.Error
	ok := errors.As(err, &failure)
	return failure, ok
}
