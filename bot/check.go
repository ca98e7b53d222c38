package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// checkAbove compares the statements of the nearest message above with what was read.
func (b *Bot) checkAbove(ctx context.Context, ask Ask, out *outcome, readings []reading) error {
	said, err := b.saidAbove(ctx, ask)
	if err != nil {
		return err
	}
	if said == "" { // then our own reply is meant
		ask.Shows = seeGround
		if shown, err := b.showAgain(ctx, ask, out); err != nil || shown {
			return err
		}
	}
	var docs []*article.Document
	p := part{}
	for _, r := range readings {
		if r.doc == nil {
			out.Parts = append(out.Parts, part{Source: r.source.name(), Failure: r.failure, Refused: r.refused})
			continue
		}
		docs = append(docs, r.doc)
		p.Documents = append(p.Documents, docRef{ID: r.doc.ID, Scope: r.scope})
	}
	if len(docs) == 0 {
		return nil
	}
	if said == "" {
		out.Parts = append(out.Parts, part{Refused: checkNothing})
		return nil
	}
	req := summarize.Request{Documents: docs, OnReading: ask.Shown.checking}
	if ask.Rules.Quoted {
		req.Engine = summarize.Extractive
	}
	if req.Broke, err = b.overBudget(ctx, ask); err != nil {
		return err
	}
	p.check, err = b.engineOf(ask.Rules).CheckText(ctx, req, said)
	switch {
	case ctx.Err() != nil:
		if p.check != nil {
			b.countCutOff(ctx, ask, &summarize.Reply{Model: p.check.Model, Usage: p.check.Usage})
		}
		return fmt.Errorf("check: %w", cause(ctx, err))
	case err != nil:
		b.log.Info("nothing to check", "job", ask.Key, "err", err)
		out.Parts = append(out.Parts, part{Refused: checkNothing})
		return nil
	}
	b.count(ctx, ask, &summarize.Reply{Engine: p.check.Engine, Answerable: true, Usage: p.check.Usage})
	out.Parts = append(out.Parts, p)
	return nil
}

// saidAbove is the nearest message above a request that says something and asks nothing of us.
func (b *Bot) saidAbove(ctx context.Context, ask Ask) (string, error) {
	thread, err := b.threadMessages(ctx, ask.Channel, ask.Thread)
	if err != nil {
		return "", err
	}
	for _, m := range slices.Backward(thread.messages) {
		if m.Timestamp >= ask.TS || m.User == b.self.User || m.BotID != "" || mentions(m.Text, b.self.User) {
			continue
		}
		if words := messageWords(m.Text); strings.TrimSpace(words) != "" {
			return words, nil
		}
	}
	return "", nil
}

// check draws what became of each statement, with its passage.
func (d *drawing) check(w *Words, c *summarize.Check) {
	var lines []string
	for _, s := range c.Statements {
		line := w.statement(s)
		d.say(line)
		lines = append(lines, mrkdwn(line))
		for _, cite := range s.Citations[:min(len(s.Citations), 1)] {
			lines = append(lines, "> "+d.passage(w, cite))
		}
	}
	d.section(true, lines...)
	d.context(w.from(c.Documents) + " · " + w.f(checkedHow(c)))
}

// statement is one statement and its verdict.
func (w *Words) statement(s summarize.Statement) string {
	text := strings.Join(strings.Fields(s.Text), " ")
	switch s.Verdict {
	case summarize.Supported:
		return w.f(checkSupported, text)
	case summarize.Contradicted:
		line := w.f(checkContradicted, text)
		if s.Said != "" && s.Found != "" {
			line += " (" + w.f(checkValues, s.Said, s.Found) + ")"
		}
		return line
	case summarize.NotStated:
		return w.f(checkNotStated, text)
	case summarize.Unchecked:
	}
	return w.f(checkUnchecked, text)
}

// TerminalCheck writes a check as text for a terminal.
func TerminalCheck(c *summarize.Check, screen Screen) string {
	if screen.Locale == "" && len(c.Documents) > 0 {
		screen.Locale = c.Documents[0].Language
	}
	t := &terminal{words: WordsFor(screen.Locale), width: screen.Width}
	t.sources(c.Documents, screen.Name)
	for _, s := range c.Statements {
		t.line("• ", t.words.statement(s))
		for _, cite := range s.Citations {
			t.passage("  ", cite)
		}
	}
	t.out.WriteString("\n")
	t.line("", t.words.f(checkedHow(c)))
	return t.out.String()
}

// checkedHow says what decided, and that a model did not where it should have.
func checkedHow(c *summarize.Check) phrase {
	switch {
	case c.Engine == summarize.OpenAI:
		return checkByModel
	case slices.Contains(c.Notes, summarize.UncheckedModel):
		return checkNoModel
	}
	return checkByRules
}
