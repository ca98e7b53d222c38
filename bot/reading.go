package bot

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
)

// reading is one source as it was read, or why it was not.
type reading struct {
	source  source
	doc     *article.Document
	scope   string // conversation, for what is no public page
	failure *article.Error
	refused phrase
}

// readAll reads every source, several at once as far as it is the asker's turn. The error is one of ours; what cannot be read is in the readings.
func (b *Bot) readAll(ctx context.Context, ask Ask, who person, sources []source) ([]reading, error) {
	readings := make([]reading, len(sources))
	g, gctx := errgroup.WithContext(ctx)
	for i, s := range sources {
		g.Go(func() error {
			r, err := b.read(gctx, ask, who, s)
			readings[i] = r
			ask.Shown.read(i, r.doc != nil)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, cause(ctx, err)
	}
	for _, r := range readings {
		if r.doc == nil || r.source.known != nil || r.scope == store.Shared {
			continue // it is stored: a page as it was read
		}
		if err := b.cfg.Store.SaveDocument(ctx, ask.Team, r.scope, r.doc); err != nil {
			return nil, err
		}
	}
	return readings, nil
}

func (b *Bot) read(ctx context.Context, ask Ask, who person, s source) (reading, error) {
	r := reading{source: s}
	var err error
	switch {
	case s.known != nil && !who.member && b.mayBeHidden(ask, s):
		return b.read(ctx, ask, who, source{link: s.link, title: s.title})
	case s.known != nil:
		r.scope = s.known.Scope
		r.doc, err = b.cfg.Store.Document(ctx, ask.Team, s.known.Scope, s.known.ID)
		if errors.Is(err, store.ErrNotFound) && s.link != "" { // forgotten meanwhile: read it again
			return b.read(ctx, ask, who, source{link: s.link})
		}
	case s.talk:
		r.scope = ask.conversation()
		r.doc, err = b.readDiscussion(ctx, ask.Channel, ask.Thread, ask.TS)
		if slackCode(err) != "" && !passes(err) {
			err = &article.Error{Kind: article.Private, URL: b.messageLink(ask.Channel, ask.Thread, ""), Err: err}
		}
	case s.file != nil || s.pasted != "":
		r.scope = ask.conversation()
		r.doc, err = b.readFresh(ctx, ask, who, s)
	default:
		if channel, ts, ok := b.slackPermalink(s.link); ok {
			return b.readPermalink(ctx, ask, who, s, channel, ts)
		}
		r.doc, err = b.readFresh(ctx, ask, who, s)
	}
	if failure, ok := failureOf(err); ok {
		r.failure = failure
		return r, nil
	}
	return r, err
}

// readFresh reads a file, a pasted text or a page, when it is the asker's turn.
func (b *Bot) readFresh(ctx context.Context, ask Ask, who person, s source) (*article.Document, error) {
	done, err := b.turns.take(ctx, ask.person())
	if err != nil {
		return nil, err
	}
	defer done()
	switch {
	case s.file != nil:
		return b.readFile(ctx, *s.file)
	case s.pasted != "":
		return b.readPasted(ctx, ask, s.pasted)
	}
	return b.readPage(ctx, ask, who, s.link)
}

// mayBeHidden reports whether what a thread is known to be about may be something that not everybody can open: a page is
// read again then, as from outside, and a message of another conversation is refused. What people have put into this
// conversation itself is everybody's who is in it.
func (b *Bot) mayBeHidden(ask Ask, s source) bool {
	if s.known.Scope == "" {
		return s.link != ""
	}
	channel, _, ok := b.slackPermalink(s.link)
	return ok && channel != ask.Channel
}

// readPage reads a web page in the language of who asks.
func (b *Bot) readPage(ctx context.Context, ask Ask, who person, link string) (*article.Document, error) {
	return b.pages.Read(ctx, ask.Team, link, firstOf(ask.Language, ask.Rules.Language, who.locale), !who.member)
}

func (b *Bot) readPasted(ctx context.Context, ask Ask, text string) (*article.Document, error) {
	read, err := b.cfg.Reader.ReadSource(ctx, article.Source{
		Data: []byte(text), Kind: article.Message, URL: b.messageLink(ask.Channel, ask.TS, ask.Thread),
	})
	return read.Document, err
}
