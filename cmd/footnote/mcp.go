package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"runtime/debug"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/door"
	"github.com/footnote-bot/footnote/summarize"
)

type mcpCmd struct{}

func (mcpCmd) Run(ctx context.Context, p *program, env environment) error {
	s, err := env.settings()
	if err != nil {
		return err
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(mostMemory)
	}
	log := s.newLog(p.stderr)
	reader, err := s.newReader()
	if err != nil {
		return err
	}
	engine, err := s.newEngine("", log)
	if err != nil {
		return err
	}
	d, err := door.New(door.Config{
		Reader: reader, Engine: engine, Words: doorWords{s.language}, File: localFile, Language: s.language, AskAbove: s.askAbove, Version: version(), Log: log,
	})
	if err != nil {
		return err
	}
	return d.Stdio(ctx, p.stdin, p.stdout)
}

// localFile is a file of this machine.
func localFile(name string) (article.Source, error) {
	data, err := readFile(name)
	if err == nil && len(data) > mostInput {
		err = &article.Error{Kind: article.TooLarge, Err: fmt.Errorf("more than %d bytes", mostInput)}
	}
	return article.Source{Name: filepath.Base(name), Data: data}, err
}

// newDoor is the way in for other programs; nil where there is no key.
func (svc *service) newDoor() (*door.Door, error) {
	s := svc.settings
	if s.apiKey == "" {
		return nil, nil
	}
	return door.New(door.Config{
		Reader: svc.reader, Engine: svc.engine, Words: doorWords{s.language}, Language: s.language, AskAbove: s.askAbove,
		Page: svc.bot.ReadPage,
		Terms: func(ctx context.Context) (door.Terms, error) {
			t, err := svc.bot.TermsOf(ctx, programs)
			return door.Terms(t), err
		},
		Spend: func(ctx context.Context, key string, u summarize.Usage) error {
			return svc.bot.Spend(ctx, programs, key, u)
		},
		Key: s.apiKey, Version: version(), Log: svc.log, Metrics: svc.metrics,
	})
}

// programs is whose replies the requests of all other programs count as.
const programs = "api"

// doorWords are bot's words for what other programs get.
type doorWords struct{ locale string }

func (w doorWords) Reply(r *summarize.Reply) string {
	return bot.Terminal(r, bot.Screen{Locale: w.locale})
}

func (w doorWords) Check(c *summarize.Check) string {
	return bot.TerminalCheck(c, bot.Screen{Locale: w.locale})
}

func (w doorWords) Failure(err *article.Error) string { return bot.WordsFor(w.locale).Failure(err) }

func (w doorWords) OrdersSummary(question string) (style summarize.Style, language string, ok bool) {
	style, language, _, ok = bot.OrdersSummary(question)
	return style, language, ok
}
