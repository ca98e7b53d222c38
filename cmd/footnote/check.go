package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/summarize"
)

type checkCmd struct {
	target
	Text string `arg:"" help:"The text whose statements are compared with the source."`
}

func (c *checkCmd) Run(ctx context.Context, p *program, env environment) error {
	if strings.TrimSpace(c.Text) == "" {
		return fmt.Errorf("the text is empty: %w", errUsage)
	}
	s, err := env.settings()
	if err != nil {
		return err
	}
	engine, err := s.newEngine("", s.newLog(p.stderr))
	if err != nil {
		return err
	}
	read, err := c.read(ctx, p, s)
	if err != nil {
		return c.tell(p, s, err)
	}
	checked, err := engine.CheckText(ctx, summarize.Request{Documents: []*article.Document{read.Document}}, c.Text)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(p.stdout, checked)
	}
	_, err = fmt.Fprint(p.stdout, bot.TerminalCheck(checked, bot.Screen{Locale: s.language, Name: c.name(), Width: p.columns()}))
	return err
}
