package main

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/internal/joblog"
	"github.com/footnote-bot/footnote/internal/pattern"
	"github.com/footnote-bot/footnote/internal/redact"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize"
)

// newLog writes to w, with what looks like a token masked, and of links only where they lead.
func (s settings) newLog(w io.Writer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: s.logLevel, ReplaceAttr: mask}
	if s.logFormat == "json" {
		return slog.New(joblog.Handler(slog.NewJSONHandler(w, opts)))
	}
	return slog.New(joblog.Handler(slog.NewTextHandler(w, opts)))
}

var tokenLike = pattern.Lazy(`\b(xox[a-z]|xapp|xoxe\.xox[a-z]|sk)-[A-Za-z0-9-]{6,}`)

func mask(_ []string, a slog.Attr) slog.Attr {
	value := a.Value.String()
	if a.Value.Kind() == slog.KindAny || a.Value.Kind() == slog.KindString {
		if masked := redact.Links(tokenLike().ReplaceAllString(value, "$1-…")); masked != value {
			return slog.String(a.Key, masked)
		}
	}
	return a
}

func (s settings) newReader() (*article.Reader, error) {
	r, err := article.NewReader(article.Config{AllowPrivateHosts: s.allowPrivateHosts, CacheDir: s.cacheDir})
	if err != nil {
		return nil, fmt.Errorf("set up reading: %w: %w", err, errUsage)
	}
	return r, nil
}

// newEngine makes the engine that the settings name, for one command; force is the --engine flag, "" or auto for none.
func (s settings) newEngine(force string, log *slog.Logger) (*summarize.Engine, error) {
	choices, err := s.newEngines(force, nil, log)
	if err != nil {
		return nil, err
	}
	return choices[0].Engine, nil
}

// newEngines makes an engine for each pair of models that may write and read a second time; that of the operator is the first.
// Readers are known by the record; nil is one in memory.
func (s settings) newEngines(force string, record summarize.Record, log *slog.Logger) ([]bot.Choice, error) {
	if force != "" {
		s.engine = force
	}
	set, err := prompts.Load(s.promptsDir)
	if err != nil {
		return nil, fmt.Errorf("load prompts: %w: %w", err, errUsage)
	}
	for _, name := range s.retired {
		log.Warn("this setting does nothing any more", "setting", name)
	}
	cfg := summarize.Config{Prompts: set, Unread: !s.secondReading, Record: record}
	if cfg.Embedder, err = s.newEmbedder(log); err != nil {
		return nil, err
	}
	if !s.useModel() {
		engine, err := summarize.New(cfg)
		return []bot.Choice{{Engine: engine}}, err
	}
	writer, err := s.newModel(log)
	if err != nil {
		return nil, err
	}
	var second *model.Client
	if reader, elsewhere := s.reader(); elsewhere {
		if second, err = reader.newModel(log); err != nil {
			return nil, fmt.Errorf("set up the reader: %w", err)
		}
	}
	return pairs(cfg, writer, second)
}

// pairs makes an engine for each model that writes with each that reads; without a second client each reads what it wrote.
func pairs(cfg summarize.Config, writer, second *model.Client) ([]bot.Choice, error) {
	var choices []bot.Choice
	add := func(c bot.Choice) (err error) {
		if c.Engine, err = summarize.New(cfg); err == nil {
			choices = append(choices, c)
		}
		return err
	}
	for _, name := range writer.Models() {
		cfg.Model = writer.First(name)
		if second == nil {
			if err := add(bot.Choice{Model: name}); err != nil {
				return nil, err
			}
			continue
		}
		for _, reader := range second.Models() {
			cfg.Reader = second.First(reader)
			if err := add(bot.Choice{Model: name, Reader: reader}); err != nil {
				return nil, err
			}
		}
	}
	return choices, nil
}

// reader is the settings of the model that reads a second time, as if it were the one that writes; false where it is. The key of
// the one that writes goes to no other server.
func (s settings) reader() (settings, bool) {
	if s.readerModel == "" && s.readerBaseURL == "" {
		return s, false
	}
	s.openAIModel = cmp.Or(s.readerModel, s.openAIModel)
	if s.readerBaseURL != "" {
		s.openAIBaseURL, s.openAIKey = s.readerBaseURL, ""
	}
	s.openAIKey = cmp.Or(s.readerKey, s.openAIKey)
	return s, true
}

func (s settings) newModel(log *slog.Logger) (*model.Client, error) {
	cfg := model.Config{
		APIKey: s.openAIKey, BaseURL: strings.TrimSuffix(s.openAIBaseURL, "/"), Model: s.openAIModel, Log: log,
		FirstToken: s.firstToken, Time: s.modelTime, Slots: model.NewSlots(s.modelCalls),
	}
	if s.pricesFile != "" {
		data, err := os.ReadFile(s.pricesFile)
		if err == nil {
			cfg.Prices, err = model.ParsePrices(data)
		}
		if err != nil {
			return nil, fmt.Errorf("FOOTNOTE_PRICES_FILE: %w: %w", err, errUsage)
		}
	}
	client, err := model.New(cfg)
	if err != nil {
		return nil, fmt.Errorf("set up the model: %w: %w", err, errUsage)
	}
	return client, nil
}

// textsGoTo names the hosts that see what is read, and their models: who writes, and who reads claims a second time.
func (s settings) textsGoTo() []string {
	if !s.useModel() {
		return nil
	}
	host := func(base string) string {
		u, err := url.Parse(cmp.Or(base, "https://api.openai.com/v1"))
		if err != nil || u.Host == "" {
			return base
		}
		return u.Host
	}
	places := []string{host(s.openAIBaseURL) + " (" + s.openAIModel + ")"}
	if s.readerModel != "" || s.readerBaseURL != "" {
		places = append(places, host(cmp.Or(s.readerBaseURL, s.openAIBaseURL))+" ("+cmp.Or(s.readerModel, s.openAIModel)+")")
	}
	return places
}
