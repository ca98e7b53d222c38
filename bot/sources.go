package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
)

// source is one thing to read.
type source struct {
	link   string
	file   *File
	pasted string
	known  *docRef // read before, in this thread
	talk   bool    // the thread that the request stands in
	title  string  // of a known document
}

func (s source) name() string {
	switch {
	case s.file != nil:
		return s.file.Name
	case s.link != "":
		return s.link
	}
	return s.title
}

// found is what a request is about.
type found struct {
	sources []source
	refused phrase // why nothing of it may be read
}

// fresh is how many of the sources have to be read.
func (f found) fresh() int {
	n := 0
	for _, s := range f.sources {
		if s.known == nil {
			n++
		}
	}
	return n
}

// reading is one source as it was read, or why it was not.
type reading struct {
	source  source
	doc     *article.Document
	scope   string // conversation, for what is no public page
	failure *article.Error
	refused phrase
}

// sources finds what a request is about: what it brings itself, else what stands above it in its thread.
func (b *Bot) sources(ctx context.Context, ask Ask) (found, error) {
	var f found
	for _, l := range ask.Links {
		f.sources = append(f.sources, source{link: l})
	}
	for i := range ask.Files {
		f.sources = append(f.sources, source{file: &ask.Files[i]})
	}
	if ask.Pasted != "" {
		f.sources = append(f.sources, source{pasted: ask.Pasted})
	}
	switch {
	case len(f.sources) > 0:
		return f, nil
	case !ask.InThread && ask.Via == ViaDM:
		return b.lastAbout(ctx, ask)
	case !ask.InThread:
		return f, nil
	}
	if ask.Talk {
		return found{sources: []source{{talk: true}}}, nil
	}
	return b.above(ctx, ask)
}

// lastAbout are the documents of the last thread of a direct message: people go on below it as well as in it.
func (b *Bot) lastAbout(ctx context.Context, ask Ask) (found, error) {
	last, err := b.cfg.Store.LastThread(ctx, ask.thread())
	if errors.Is(err, store.ErrNotFound) {
		return found{}, nil
	}
	if err != nil {
		return found{}, err
	}
	ask.Thread = last.TS
	known, _, err := b.knownAbove(ctx, ask)
	return found{sources: known}, err
}

// above finds what stands above a request in its thread: for a summary the nearest document, for a question all that the
// thread is about, and what somebody has linked since; without any, the discussion itself is it.
func (b *Bot) above(ctx context.Context, ask Ask) (found, error) {
	known, last, err := b.knownAbove(ctx, ask)
	if err != nil {
		return found{}, err
	}
	thread, err := b.threadMessages(ctx, ask.Channel, ask.Thread)
	if err != nil {
		if len(known) > 0 && !passes(err) && ctx.Err() == nil {
			b.log.Warn("thread not read, asking what is known of it", "job", ask.Key, "err", err)
			return found{sources: known}, nil
		}
		return found{}, err
	}
	spoken := 0
	for _, m := range slices.Backward(thread.messages) {
		if m.Timestamp >= ask.TS || m.User == b.self.User {
			continue
		}
		if m.Timestamp <= last {
			break
		}
		if fresh := messageSources(m); len(fresh) > 0 {
			if ask.Question == "" {
				return found{sources: fresh}, nil
			}
			known = append(known, fresh...)
			return found{sources: known[max(0, len(known)-mostKnown):]}, nil
		}
		if strings.TrimSpace(messageWords(m.Text)) != "" {
			spoken++
		}
	}
	switch {
	case len(known) > 0:
		return found{sources: known}, nil
	case spoken == 0:
		return found{}, nil
	}
	return found{sources: []source{{talk: true}}}, nil
}

// knownAbove are the documents that the store knows of the thread: for a question all of them, for a summary those of
// the nearest message. Last is the newest message that is known to have brought some.
func (b *Bot) knownAbove(ctx context.Context, ask Ask) (sources []source, last string, err error) {
	thread, err := b.cfg.Store.Thread(ctx, ask.thread())
	if err != nil {
		return nil, "", err
	}
	for _, d := range slices.Backward(thread.Documents) {
		if len(sources) == mostKnown {
			break
		}
		if ask.TS != "" && d.Message > ask.TS || ask.Question == "" && last != "" && d.Message != last {
			continue
		}
		last = max(last, d.Message)
		scope := ""
		if d.Scope != "" {
			scope = ask.conversation()
		}
		sources = append([]source{{known: &docRef{ID: d.ID, Scope: scope}, link: d.URL}}, sources...)
	}
	return sources, last, nil
}

// messageSources are the things to read in somebody's message.
func messageSources(m slack.Message) []source {
	var sources []source
	for _, l := range sharedLinks(m) {
		sources = append(sources, source{link: l})
	}
	for _, f := range sharedFiles(m) {
		sources = append(sources, source{file: &f})
	}
	if text := forwarded(m.Attachments); len(sources) == 0 && text != "" {
		return []source{{pasted: text}}
	}
	if words := messageWords(m.Text); len(sources) == 0 && pasted(words, false) {
		sources = append(sources, source{pasted: messageBody(m.Text), link: ""})
	}
	return sources
}

// readAll reads every source, several at once. The error is one of ours; what cannot be read is in the readings.
func (b *Bot) readAll(ctx context.Context, ask Ask, who person, sources []source) ([]reading, error) {
	readings := make([]reading, len(sources))
	g, gctx := errgroup.WithContext(ctx)
	for i, s := range sources {
		g.Go(func() error {
			r, err := b.read(gctx, ask, who, s)
			readings[i] = r
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, cause(ctx, err)
	}
	for _, r := range readings {
		if r.doc == nil || r.source.known != nil {
			continue
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
	case s.file != nil:
		r.scope = ask.conversation()
		r.doc, err = b.readFile(ctx, *s.file)
	case s.pasted != "":
		r.scope = ask.conversation()
		r.doc, err = b.readPasted(ctx, ask, s.pasted)
	default:
		if channel, ts, ok := b.slackPermalink(s.link); ok {
			return b.readPermalink(ctx, ask, who, s, channel, ts)
		}
		r.doc, err = b.readPage(ctx, ask, who, s.link)
	}
	if failure, ok := failureOf(err); ok {
		r.failure = failure
		return r, nil
	}
	return r, err
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

// readPage reads a web page, fresh for CacheFor within the team. Those who ask for one at once wait for one reading.
func (b *Bot) readPage(ctx context.Context, ask Ask, who person, link string) (*article.Document, error) {
	lang := acceptLanguage(firstOf(ask.Language, b.cfg.Language, who.locale))
	opts := article.Options{AcceptLanguage: lang, PublicOnly: !who.member}
	if opts.PublicOnly {
		lang += " public" // an outsider's page never comes from an address that only members may read
	}
	key := article.CacheKey(link)
	return b.pages.Do(ctx, strings.Join([]string{ask.Team, key, lang}, "\x00"), func(ctx context.Context) (*article.Document, error) {
		known, ok, err := b.cfg.Store.Page(ctx, ask.Team, key, lang, b.cfg.CacheFor)
		if err != nil || ok && known.Fresh {
			return known.Document, err
		}
		opts.Known = known.Validator
		read, err := b.cfg.Reader.ReadLink(ctx, link, opts)
		if err != nil {
			return nil, err
		}
		doc := read.Document
		if read.NotModified {
			doc = known.Document
		}
		keys := []string{key}
		if ended := article.CacheKey(doc.FinalURL); ended != key {
			keys = append(keys, ended)
		}
		return doc, b.cfg.Store.SavePage(ctx, ask.Team, keys, lang, doc, read.Validator)
	})
}

func (b *Bot) readPasted(ctx context.Context, ask Ask, text string) (*article.Document, error) {
	read, err := b.cfg.Reader.ReadSource(ctx, article.Source{
		Data: []byte(text), Kind: article.Message, URL: b.messageLink(ask.Channel, ask.TS, ask.Thread),
	})
	return read.Document, err
}

// readFile downloads a file of this conversation and reads it.
func (b *Bot) readFile(ctx context.Context, f File) (*article.Document, error) {
	if f.URL == "" && !f.External { // from another company only the id comes
		var info *slack.File
		err := b.slack.call(ctx, "files.info", "", func(ctx context.Context, api *slack.Client) (err error) {
			info, _, _, err = api.GetFileInfoContext(ctx, f.ID, 0, 0)
			return err
		})
		if err != nil {
			return nil, fileError(f, fmt.Errorf("ask for the file: %w", err))
		}
		f = file{
			ID: info.ID, Name: info.Name, Title: info.Title, MimeType: info.Mimetype, Size: int64(info.Size), URL: info.URLPrivate,
			DownloadURL: info.URLPrivateDownload, Permalink: info.Permalink, IsExternal: info.IsExternal,
		}.asked()
	}
	if f.External || f.URL == "" {
		return nil, &article.Error{Kind: article.Private, URL: f.URL, Err: errors.New("the file lives outside Slack")}
	}
	if f.Size > b.cfg.MaxFile {
		return nil, &article.Error{Kind: article.TooLarge, Err: fmt.Errorf("file of %d bytes", f.Size)}
	}
	data := &limitedBuffer{left: b.cfg.MaxFile}
	err := b.slack.call(ctx, "files.download", "", func(ctx context.Context, api *slack.Client) error {
		return api.GetFileContext(ctx, f.URL, data)
	})
	switch {
	case errors.Is(err, errTooLarge):
		return nil, &article.Error{Kind: article.TooLarge, Err: err}
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		return nil, &article.Error{Kind: article.TooSlow, Err: err}
	}
	if err != nil {
		return nil, fileError(f, fmt.Errorf("download the file: %w", err))
	}
	read, err := b.cfg.Reader.ReadSource(ctx, article.Source{
		Data: data.Bytes(), Name: f.Name, ContentType: f.MimeType, URL: f.Permalink,
	})
	if err == nil && f.Name != "" {
		read.Document.Title = f.Name // people know a file by its name, not by the title that a program once wrote into it
	}
	return read.Document, err
}

// fileError makes a failure that can be told where Slack refuses the file; what may pass is tried again by the queue.
func fileError(f File, err error) error {
	if passes(err) {
		return err
	}
	var status slack.StatusCodeError
	refused := errors.As(err, &status) && status.Code < 500 || strings.Contains(err.Error(), "token") // slack-go has no type for it
	if slackCode(err) == "" && !refused {
		return err
	}
	return &article.Error{Kind: article.Private, URL: f.Permalink, Err: err}
}

var errTooLarge = errors.New("larger than what is read")

// limitedBuffer refuses more than left bytes.
type limitedBuffer struct {
	bytes.Buffer
	left int64
}

func (l *limitedBuffer) Write(p []byte) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, errTooLarge
	}
	return l.Buffer.Write(p)
}

func acceptLanguage(tag string) string {
	base, _, regional := strings.Cut(tag, "-")
	switch {
	case tag == "":
		return "*"
	case regional:
		return tag + "," + base + ";q=0.9,*;q=0.5"
	}
	return tag + ",*;q=0.5"
}

// siteOf is the host of a link as people know it.
func siteOf(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
