package door

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// what is what a request is about: a source or a text.
type what struct {
	Source string `json:"source"`
	Text   string `json:"text"`
	URL    string `json:"url"` // where the text came from
}

// how says how a reply is wanted.
type how struct {
	Language string `json:"language"`
	Engine   string `json:"engine"`
}

type summaryRequest struct {
	what
	how
	Style summarize.Style `json:"style"`
}

type answerRequest struct {
	what
	how
	Question string `json:"question"`
}

type checkRequest struct {
	what
	Statements string `json:"statements"`
}

// mostText is the largest text that is taken, in bytes: some 800,000 English words.
const mostText = 5 << 20

// read reads what a request is about.
func (d *Door) read(ctx context.Context, w what, lang string) (article.Reading, error) {
	link := isLink(w.Source)
	switch {
	case (w.Source == "") == (w.Text == ""):
		return article.Reading{}, wrong(badRequest, "Give either source or text.")
	case w.Source != "" && w.URL != "":
		return article.Reading{}, wrong(badRequest, "url says where a text came from; a source has its own.")
	case len(w.Text) > mostText:
		return article.Reading{}, wrong(bodyTooLarge, "The text is longer than %d bytes.", mostText)
	case w.Text != "":
		return d.cfg.Reader.ReadSource(ctx, article.Source{Data: []byte(w.Text), URL: w.URL})
	case !link && d.cfg.File == nil:
		return article.Reading{}, wrong(badValue, "source is a link: it begins with https:// or http://.")
	case !link:
		return d.readFile(ctx, w.Source)
	case d.cfg.Page == nil:
		return d.cfg.Reader.ReadLink(ctx, w.Source, article.Options{AcceptLanguage: cmp.Or(lang, d.cfg.Language)})
	}
	began := d.cfg.Now()
	doc, err := d.cfg.Page(ctx, w.Source, cmp.Or(lang, d.cfg.Language))
	return article.Reading{Document: doc, Fetch: d.cfg.Now().Sub(began)}, err
}

func (d *Door) readFile(ctx context.Context, name string) (article.Reading, error) {
	src, err := d.cfg.File(strings.TrimPrefix(name, "file://"))
	if err != nil {
		kind := article.Unreachable
		if errors.Is(err, fs.ErrNotExist) {
			kind = article.NotFound
		}
		if known, ok := errors.AsType[*article.Error](err); ok {
			kind = known.Kind
		}
		return article.Reading{}, &article.Error{Kind: kind, URL: name, Err: err}
	}
	read, err := d.cfg.Reader.ReadSource(ctx, src)
	if err == nil && read.Document.Title == "" {
		read.Document.Title = src.Name // people know a file by its name
	}
	return read, err
}

func isLink(source string) bool {
	scheme, _, ok := strings.Cut(source, "://")
	return ok && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}

func (h how) check() error {
	if h.Language == "" {
		return nil
	}
	if _, err := language.Parse(h.Language); err != nil {
		return wrong(badValue, "language %q is none that is known, such as en or zh-Hans.", h.Language)
	}
	return nil
}

// reply is a reply and how long it took.
type reply struct {
	*summarize.Reply
	timing Timing
}

func (d *Door) summarize(ctx context.Context, r summaryRequest) (*reply, error) {
	return d.reply(ctx, r.what, r.how, summarize.Request{Style: r.Style})
}

func (d *Door) answer(ctx context.Context, r answerRequest) (*reply, error) {
	if strings.TrimSpace(r.Question) == "" {
		return nil, wrong(badRequest, "The question is empty.")
	}
	if style, lang, ok := d.cfg.Words.OrdersSummary(r.Question); ok {
		r.Language = cmp.Or(r.Language, lang)
		return d.reply(ctx, r.what, r.how, summarize.Request{Style: style})
	}
	return d.reply(ctx, r.what, r.how, summarize.Request{Question: r.Question})
}

func (d *Door) reply(ctx context.Context, w what, h how, req summarize.Request) (*reply, error) {
	began := d.cfg.Now()
	if err := h.check(); err != nil {
		return nil, err
	}
	terms, err := d.terms(ctx)
	if err != nil {
		return nil, err
	}
	read, err := d.read(ctx, w, cmp.Or(h.Language, terms.Language))
	if err != nil {
		return nil, err
	}
	req.Documents, req.Language, req.Asker, req.Broke = []*article.Document{read.Document}, h.Language, terms.Language, terms.Broke
	if terms.Quoted || h.Engine == string(summarize.Extractive) {
		req.Engine = summarize.Extractive
	}
	asked := d.cfg.Now()
	do := terms.Engine.Answer
	if req.Question == "" {
		do = terms.Engine.Summarize
		d.limit(terms.Engine, &req, h.Engine == string(summarize.OpenAI))
	}
	r, err := do(ctx, req)
	if err != nil {
		return nil, err
	}
	d.spend(ctx, r.Usage)
	now := d.cfg.Now()
	return &reply{r, Timing{Fetch: read.Fetch, Extract: read.Extract, Engine: now.Sub(asked), Total: now.Sub(began)}}, nil
}

// limit keeps a summary from taking more tokens than whoever asks agreed to, by naming the engine.
func (d *Door) limit(engine *summarize.Engine, req *summarize.Request, agreed bool) {
	req.Budget = summarize.Allowance(d.cfg.AskAbove, agreed)
	if !agreed && d.cfg.AskAbove > 0 && engine.Forecast(*req).Tokens > d.cfg.AskAbove {
		req.Broke = true
	}
}

func (d *Door) check(ctx context.Context, r checkRequest) (*summarize.Check, error) {
	if strings.TrimSpace(r.Statements) == "" {
		return nil, wrong(badRequest, "There are no statements.")
	}
	terms, err := d.terms(ctx)
	if err != nil {
		return nil, err
	}
	read, err := d.read(ctx, r.what, terms.Language)
	if err != nil {
		return nil, err
	}
	req := summarize.Request{Documents: []*article.Document{read.Document}, Broke: terms.Broke}
	if terms.Quoted {
		req.Engine = summarize.Extractive
	}
	c, err := terms.Engine.CheckText(ctx, req, r.Statements)
	if errors.Is(err, summarize.ErrNoStatement) {
		return nil, wrong(badValue, "There is no statement in it that can be checked.")
	}
	if err != nil {
		return nil, err
	}
	d.spend(ctx, c.Usage)
	return c, nil
}

// Timing is how long the steps of a reply took.
type Timing struct{ Fetch, Extract, Engine, Total time.Duration }

// WithTiming is a reply's JSON with timing_ms.
func WithTiming(r *summarize.Reply, t Timing) ([]byte, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode reply: %w", err)
	}
	timing, err := json.Marshal(map[string]int64{
		"fetch": t.Fetch.Milliseconds(), "extract": t.Extract.Milliseconds(), "engine": t.Engine.Milliseconds(), "total": t.Total.Milliseconds(),
	})
	if err != nil {
		return nil, fmt.Errorf("encode timing: %w", err)
	}
	return append(append(append(data[:len(data)-1], `,"timing_ms":`...), timing...), '}'), nil
}
