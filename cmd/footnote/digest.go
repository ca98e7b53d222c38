package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/summarize"
)

type digestCmd struct {
	Feed  []string      `name:"feed" required:"" sep:"none" help:"A feed, or a site that has one; may be given several times." placeholder:"URL"`
	Since time.Duration `name:"since" default:"24h" help:"How far to look back."`
	JSON  bool          `name:"json" help:"Print JSON."`
	answering
}

// digestJSON is a digest as the command line's contract has it.
type digestJSON struct {
	From   time.Time        `json:"from"`
	To     time.Time        `json:"to"`
	Items  []digestItemJSON `json:"items"`
	Unread []digest.Unread  `json:"unread"`
	Left   int              `json:"left"` // entries that were not looked at
}

type digestItemJSON struct {
	Title   string          `json:"title"`
	Claims  json.RawMessage `json:"claims"`
	Sources []digest.Source `json:"sources"`
	Shared  []digest.Share  `json:"shared"` // by people: none on the command line
}

func (c *digestCmd) Run(ctx context.Context, p *program, env environment) error {
	s, err := env.settings()
	if err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	if c.Since <= 0 {
		return fmt.Errorf("--since %s is no time back: %w", c.Since, errUsage)
	}
	engine, err := s.newEngine(c.Engine, s.newLog(p.stderr))
	if err != nil {
		return err
	}
	reader, err := s.newReader()
	if err != nil {
		return err
	}
	to := time.Now()
	m := digestMaker{reader: reader, engine: engine, lang: c.Lang, asker: s.language, entries: map[string]article.FeedEntry{}}
	unread, err := m.gather(ctx, c.Feed, to.Add(-c.Since))
	if err != nil {
		return err
	}
	ed, err := m.compose(ctx)
	if err != nil {
		return err
	}
	ed.Unread = append(unread, ed.Unread...)
	if !c.JSON {
		fmt.Fprint(p.stdout, bot.DigestMarkdown(ed, to.Add(-c.Since), to, firstLanguage(c.Lang, s.language)))
	} else if err := printDigest(p, ed, to.Add(-c.Since), to); err != nil {
		return err
	}
	if len(unread) == len(c.Feed) {
		return errTold
	}
	return nil
}

func firstLanguage(tags ...string) string {
	for _, t := range tags {
		if t != "" {
			return t
		}
	}
	return ""
}

// digestMaker makes a digest of feeds.
type digestMaker struct {
	reader      *article.Reader
	engine      *summarize.Engine
	lang, asker string
	entries     map[string]article.FeedEntry // by link
	links       []digest.Link
}

// gather reads feeds side by side and takes what they announced since a moment. Those that cannot be read are returned.
func (m *digestMaker) gather(ctx context.Context, feeds []string, since time.Time) ([]digest.Unread, error) {
	readings, failures := make([]article.FeedReading, len(feeds)), make([]*article.Error, len(feeds))
	g, gctx := errgroup.WithContext(ctx)
	for i, link := range feeds {
		g.Go(func() (err error) {
			if readings[i], err = m.reader.FindFeed(gctx, link, article.Options{}); err != nil && !errors.As(err, &failures[i]) {
				return err
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var unread []digest.Unread
	for i, feed := range readings {
		if failures[i] != nil {
			unread = append(unread, digest.Unread{URL: feeds[i], Kind: failures[i].Kind})
			continue
		}
		title := firstLanguage(feed.Title, feeds[i])
		for _, e := range feed.Entries {
			if e.Link == "" || !e.Published.IsZero() && e.Published.Before(since) {
				continue
			}
			m.entries[e.Link] = e
			m.links = append(m.links, digest.Link{URL: e.Link, Entry: &digest.Entry{Feed: title, Title: e.Title, Published: e.Published}})
		}
	}
	return unread, nil
}

func (m *digestMaker) compose(ctx context.Context) (*digest.Edition, error) {
	request := func(doc *article.Document) summarize.Request {
		return summarize.Request{Documents: []*article.Document{doc}, Style: summarize.Brief, Language: m.lang, Asker: m.asker}
	}
	return digest.Compose(ctx, digest.Gather(m.links), digest.Work{
		Read: func(ctx context.Context, it digest.Item) (*article.Document, error) {
			if doc := m.reader.ReadEntry(ctx, m.entries[it.Link]); doc != nil {
				return doc, nil
			}
			read, err := m.reader.ReadLink(ctx, it.Link, article.Options{})
			return read.Document, err
		},
		Ask: func(ctx context.Context, doc *article.Document, quoted bool) (*summarize.Reply, error) {
			req := request(doc)
			if quoted {
				req.Engine = summarize.Extractive
			}
			return m.engine.Summarize(ctx, req)
		},
		Forecast: func(doc *article.Document) int { return m.engine.Forecast(request(doc)).Tokens },
	})
}

func printDigest(p *program, ed *digest.Edition, from, to time.Time) error {
	out := digestJSON{From: from.UTC().Truncate(time.Second), To: to.UTC().Truncate(time.Second), Items: []digestItemJSON{}, Unread: append([]digest.Unread{}, ed.Unread...), Left: ed.Left}
	for _, s := range ed.Stories {
		data, err := json.Marshal(s.Reply)
		if err != nil {
			return fmt.Errorf("encode reply: %w", err)
		}
		var reply struct {
			Claims json.RawMessage `json:"claims"`
		}
		if err := json.Unmarshal(data, &reply); err != nil {
			return fmt.Errorf("encode claims: %w", err)
		}
		sources := append([]digest.Source{{Link: s.Item.Link, Title: s.Document.Title}}, s.Also...)
		out.Items = append(out.Items, digestItemJSON{Title: s.Document.Title, Claims: reply.Claims, Sources: sources, Shared: append([]digest.Share{}, s.Item.Shares...)})
	}
	return printJSON(p.stdout, out)
}
