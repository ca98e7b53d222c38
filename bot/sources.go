package bot

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/slack-go/slack"

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

// sources are what a request brings itself.
func (a Ask) sources() []source {
	var own []source
	for _, l := range a.Links {
		own = append(own, source{link: l})
	}
	for i := range a.Files {
		own = append(own, source{file: &a.Files[i]})
	}
	if a.Pasted != "" {
		own = append(own, source{pasted: a.Pasted})
	}
	return own
}

// sources finds what a request is about: what it brings itself, else what stands above it in its thread.
func (b *Bot) sources(ctx context.Context, ask Ask) (found, error) {
	f := found{sources: ask.sources()}
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

// siteName is the site of a document as people know it: its host; of a page on this machine or in its network, whose address
// says nothing to them, what the page calls its site.
func siteName(doc *article.Document) string {
	host := siteOf(doc.FinalURL)
	addr, err := netip.ParseAddr(host)
	if host == "localhost" || err == nil && (addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast()) {
		return doc.Site
	}
	return host
}

// siteOf is the host of a link as people know it.
func siteOf(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
