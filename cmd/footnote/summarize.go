package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/door"
	"github.com/footnote-bot/footnote/summarize"
)

// answering are the flags that summarize and ask share.
type answering struct {
	Lang   string `name:"lang" help:"Language of the reply (BCP 47)." placeholder:"TAG"`
	Engine string `name:"engine" help:"auto, openai or extractive." placeholder:"ENGINE"`
}

type summarizeCmd struct {
	target
	answering
	Style string `name:"style" help:"brief, standard, detailed, voices or figures." placeholder:"STYLE"`
}

func (c *summarizeCmd) Run(ctx context.Context, p *program, env environment) error {
	style := summarize.Style(c.Style)
	if style != "" && !slices.Contains(summarize.Styles, style) {
		return fmt.Errorf("--style %q is none of %v: %w", c.Style, summarize.Styles, errUsage)
	}
	return reply(ctx, p, env, c.target, c.answering, summarize.Request{Style: style})
}

type askCmd struct {
	target
	Question string `arg:"" help:"What to answer."`
	answering
}

func (c *askCmd) Run(ctx context.Context, p *program, env environment) error {
	if c.Question == "" {
		return fmt.Errorf("the question is empty: %w", errUsage)
	}
	if style, lang, wrote, ok := bot.OrdersSummary(c.Question); ok {
		if c.Lang == "" {
			c.Lang = lang
		}
		return reply(ctx, p, env, c.target, c.answering, summarize.Request{Style: style, Asker: wrote})
	}
	return reply(ctx, p, env, c.target, c.answering, summarize.Request{Question: c.Question})
}

// reply reads the target, asks the engine and prints the reply.
func reply(ctx context.Context, p *program, env environment, t target, a answering, req summarize.Request) error {
	start := time.Now()
	s, err := env.settings()
	if err != nil {
		return err
	}
	if err := a.check(); err != nil {
		return err
	}
	engine, err := s.newEngine(a.Engine, s.newLog(p.stderr))
	if err != nil {
		return err
	}
	read, err := t.read(ctx, p, s)
	if err != nil {
		return t.tell(p, s, err)
	}
	req.Documents, req.Language, req.Asker = []*article.Document{read.Document}, a.Lang, cmp.Or(s.language, req.Asker)
	asked := time.Now()
	do := engine.Answer
	if req.Question == "" {
		do = engine.Summarize
		limit(p, engine, a, s.askAbove, &req)
	}
	r, err := do(ctx, req)
	if err != nil {
		return err
	}
	if t.JSON {
		data, err := door.WithTiming(r, door.Timing{Fetch: read.Fetch, Extract: read.Extract, Engine: time.Since(asked), Total: time.Since(start)})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(p.stdout, "%s\n", data)
		return err
	}
	fmt.Fprint(p.stdout, bot.Terminal(r, bot.Screen{Locale: s.language, Name: t.name(), Width: p.columns()}))
	return nil
}

// limit keeps a summary from taking more tokens than anybody agreed to: where the model was not asked for by name, such a
// text is quoted instead.
func limit(p *program, engine *summarize.Engine, a answering, most int, req *summarize.Request) {
	agreed := a.Engine == "openai" || most == 0
	req.Budget = summarize.Allowance(most, agreed)
	if agreed {
		return
	}
	if f := engine.Forecast(*req); f.Tokens > most {
		req.Broke = true
		fmt.Fprintf(p.stderr, "A summary by the model would take about %d tokens, and FOOTNOTE_ASK_ABOVE is %d. With --engine openai it reads all of the text.\n", f.Tokens, most)
	}
}

func (a answering) check() error {
	if a.Lang != "" {
		if _, err := language.Parse(a.Lang); err != nil {
			return fmt.Errorf("--lang %q is no language tag, such as en or zh-Hans: %w", a.Lang, errUsage)
		}
	}
	if !slices.Contains([]string{"", "auto", "openai", "extractive"}, a.Engine) {
		return fmt.Errorf("--engine %q is none of auto, openai, extractive: %w", a.Engine, errUsage)
	}
	return nil
}
