package bot

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// offer stands in place of a summary that would take more tokens than anybody should spend unasked: its price, a button
// that wants it all the same, and the advice to ask a question, which takes far less.
type offer struct {
	Kind    article.Kind     `json:"kind,omitempty"` // of the one document; "" of several
	Tokens  int              `json:"tokens"`
	CostUSD *float64         `json:"cost_usd,omitempty"` // nil where it is unknown
	Style   summarize.Style  `json:"style,omitempty"`
	About   []offeredReading `json:"about"`
}

// offeredReading is one document that was read and not summarized.
type offeredReading struct {
	docRef
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
}

// budget is how many tokens one reply may take.
func (b *Bot) budget(ask Ask) int {
	if ask.Question != "" {
		return 0
	}
	return summarize.Allowance(b.cfg.AskAbove, ask.Whole)
}

// mayTakeTooMuch tells most summaries from those that are worth a look at what is kept.
func (b *Bot) mayTakeTooMuch(ask Ask, readings []reading, style summarize.Style) bool {
	tokens := 0
	for _, r := range readings {
		if r.doc != nil {
			tokens += b.engineOf(ask.Rules).Forecast(summarize.Request{Documents: []*article.Document{r.doc}, Style: style}).Tokens
		}
	}
	return tokens > b.cfg.AskAbove
}

// offer makes an offer of a summary that would take too much; what was summarized before costs nothing. Where it is known to
// be cheap, however many tokens it takes, it is made as if they had agreed.
func (b *Bot) offer(ctx context.Context, ask *Ask, out *outcome, readings []reading) error {
	if ask.Question != "" || ask.Whole || b.cfg.AskAbove == 0 {
		return nil
	}
	o := &offer{Style: styleOf(*ask, readings)}
	if !b.mayTakeTooMuch(*ask, readings, o.Style) {
		return nil
	}
	zero := 0.0
	o.CostUSD = &zero
	for _, r := range readings {
		if r.doc == nil {
			continue
		}
		w, err := b.wish(ctx, *ask, out.Locale, []reading{r}, o.Style)
		if err != nil {
			return err
		}
		known, err := b.kept(ctx, ask.Team, w)
		if err != nil {
			return err
		}
		o.About = append(o.About, offeredReading{
			docRef: docRef{ID: r.doc.ID, Scope: r.scope}, Title: titleOf(WordsFor(out.Locale), r.doc), URL: firstOf(r.doc.FinalURL, r.doc.URL),
		})
		if known != nil {
			continue
		}
		o.Kind = r.doc.Kind
		f := w.engine.Forecast(w.req)
		o.Tokens += f.Tokens
		if f.CostUSD == nil || o.CostUSD == nil {
			o.CostUSD = nil
			continue
		}
		sum := *o.CostUSD + *f.CostUSD
		o.CostUSD = &sum
	}
	if len(o.About) > 1 {
		o.Kind = ""
	}
	switch {
	case o.Tokens <= b.cfg.AskAbove:
	case o.CostUSD != nil && *o.CostUSD <= cheap:
		ask.Whole = true
	default:
		out.Offer = o
	}
	return nil
}

// cheap is what nobody needs to be asked about, in US dollars.
const cheap = 0.01

// drawOffer shows what a summary would take.
func drawOffer(ask Ask, out *outcome) message {
	w, o := WordsFor(out.Locale), out.Offer
	d := &drawing{ask: ask, locale: out.Locale, room: room{quote: 120}}
	titles, names := o.titles()
	text := w.f(offerTokens, w.longText(o), thousands(round(o.Tokens)))
	if o.CostUSD != nil {
		text = w.f(offerCost, w.longText(o), w.about(*o.CostUSD))
	}
	text += "\n" + w.f(offerQuestion)
	d.context(strings.Join(titles, " · "))
	d.section(true, escape(text))
	d.say(strings.Join(names, " · ") + "\n" + text)
	for _, p := range out.Parts {
		d.part(p, len(out.Parts))
	}
	d.blocks = append(d.blocks, slack.NewActionBlock("", button(actionWhole, ask.Key, w.f(offerButton))))
	return d.message()
}

// longText names what is long.
func (w *Words) longText(o *offer) string {
	switch {
	case len(o.About) > 1:
		return w.f(longTexts)
	case o.Kind == article.HTML:
		return w.f(longArticle)
	case o.Kind == article.Discussion:
		return w.f(longDiscussion)
	case o.Kind == article.PDF, o.Kind == article.DOCX, o.Kind == article.PPTX, o.Kind == article.EPUB:
		return w.f(longReport)
	}
	return w.f(longText)
}

// about is an amount as people say it: cents, from a dollar on dollars.
func (w *Words) about(usd float64) string {
	cents := int(math.Round(100 * usd))
	switch {
	case usd >= 1:
		return w.f(dollarsAmount, fmt.Sprintf("%.2f", usd))
	case cents == 1:
		return w.f(oneCent)
	}
	return w.f(centsAmount, cents)
}

// titles are the documents' titles, as links where they have one, and as plain words.
func (o *offer) titles() (links, names []string) {
	for _, d := range o.About {
		names = append(names, d.Title)
		if isWebLink(d.URL) {
			links = append(links, linkTo(d.URL, d.Title))
		} else {
			links = append(links, mrkdwn(d.Title))
		}
	}
	return links, names
}

// round keeps two digits: a forecast knows no more.
func round(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}

func dollars(usd float64) string {
	if usd < 0.01 {
		return "< $0.01"
	}
	return fmt.Sprintf("$%.2f", usd)
}

// replace puts a message in the place of one of ours. Where that is gone, nothing is left to be said.
func (b *Bot) replace(ctx context.Context, press Ask, key string, m message) error {
	err := b.slack.call(ctx, "chat.update", press.Channel, func(ctx context.Context, api *slack.Client) error {
		_, _, _, err := api.UpdateMessageContext(ctx, press.Channel, press.Pressed, append(m.options(),
			slack.MsgOptionMetadata(slack.SlackMetadata{EventType: metadataType, EventPayload: map[string]any{metadataJob: key}}))...)
		return err
	})
	switch slackCode(err) {
	case "invalid_blocks", "invalid_blocks_format":
		if m.plainer != nil {
			return b.replace(ctx, press, key, message{text: m.text, blocks: m.plainer})
		}
	case "message_not_found":
		b.log.Info("the reply is gone", "job", press.Key)
		return nil
	case "cant_update_message", "edit_window_closed", "is_inactive":
		_, err = b.postOnce(ctx, post{ask: press, part: store.ReplyPart, thread: press.Thread}, m)
		return err
	}
	if err != nil {
		return fmt.Errorf("put the reply in place: %w", err)
	}
	return nil
}
