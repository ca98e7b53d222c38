package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// Sample is something that Footnote draws, of a text of its own: for people to look at in their Slack, and for Slack to say
// whether it takes it.
type Sample struct {
	Name   string // "summary, rich"
	Text   string // of the notification
	Blocks []slack.Block
	View   any // a modal or a home, instead
}

// Options are what Slack is told of a sample that is a message.
func (s Sample) Options() []slack.MsgOption {
	return message{text: s.Text, blocks: s.Blocks}.options()
}

// sampleKey stands in the buttons of samples: no request has it, so that they do nothing but say so.
const sampleKey = "sample"

var sampleTexts = map[string]struct {
	title, text string
	claims      []string
}{
	"en": {
		"The lighthouse of Brannoc", "The lighthouse of Brannoc was lit for the first time in 1823 by two brothers from the mainland.\n\n" +
			"Its keeper climbs two hundred and four steps every evening, and in winter he climbs them twice.\n\n" +
			"The lamp burns oil that the ferry brings once a month, when the sea lets the ferry land at all.",
		[]string{
			"Two brothers from the mainland lit the lighthouse for the first time in 1823.",
			"The keeper climbs 204 steps every evening, in winter twice.", "The ferry brings the lamp's oil once a month, if it can land.",
		},
	},
	"zh-Hans": {
		"布兰诺克灯塔", "布兰诺克灯塔于1823年由两兄弟首次点亮，他们来自大陆。\n\n守塔人每晚要登上二百零四级台阶，冬天则要登两次。\n\n灯油由渡船每月送来一次，前提是海况允许渡船靠岸。",
		[]string{"灯塔于1823年由来自大陆的两兄弟首次点亮。", "守塔人每晚登二百零四级台阶，冬天登两次。", "灯油每月由渡船送来一次，海况允许才行。"},
	},
}

// Samples draws replies of every kind in both layouts, and modals, in English and Chinese.
func Samples() ([]Sample, error) {
	var all []Sample
	for _, lang := range []string{"en", "zh-Hans"} {
		replies, err := sampleReplies(lang)
		if err != nil {
			return nil, err
		}
		for _, layout := range []string{ClassicLayout, RichLayout} {
			for _, r := range replies {
				ask := Ask{Kind: AskReply, Key: sampleKey, Question: r.question}
				m := drawOutcome(ask, &outcome{Locale: lang, Parts: []part{{reply: r.reply}}, rich: layout == RichLayout})
				all = append(all, Sample{Name: strings.Join([]string{r.name, lang, layout}, ", "), Text: m.text, Blocks: m.blocks})
			}
		}
		wall := &article.Error{Kind: article.Paywall, URL: "https://example.org/news", Paragraphs: 1, Preview: sampleTexts[lang].claims[0]}
		walled := &outcome{Locale: lang, Parts: []part{{Source: wall.URL, Failure: wall}}}
		m := drawOutcome(Ask{Kind: AskReply, Key: sampleKey}, walled)
		all = append(all, Sample{Name: "failure, " + lang, Text: m.text, Blocks: m.blocks})
		views, err := sampleViews(lang, replies[0].reply)
		if err != nil {
			return nil, err
		}
		all = append(all, views...)
	}
	return all, nil
}

func sampleViews(lang string, r *summarize.Reply) ([]Sample, error) {
	w, at, out := WordsFor(lang), spot{Key: sampleKey}, &outcome{Locale: lang, Parts: []part{{reply: r}}}
	admin := person{ours: true, member: true, admin: true}
	set, err := (&Bot{}).drawSettings(w, settingSpot{Scope: scopeConversation, Channel: "C"}, admin, nil, "")
	if err != nil {
		return nil, err
	}
	return []Sample{
		{Name: "passages, " + lang, View: drawPassages(w, out, at, 1, true)},
		{Name: "more, " + lang, View: drawMore(w, Ask{Kind: AskReply, Key: sampleKey}, out, at, viewer{rights: true})},
		{Name: "settings, " + lang, View: set},
		{Name: "home, " + lang, View: home{direct: "D"}.draw(w)},
	}, nil
}

// sampleReply is a reply to look at; question is "" for a summary.
type sampleReply struct {
	name, question string
	reply          *summarize.Reply
}

func sampleReplies(lang string) ([]sampleReply, error) {
	text := sampleTexts[lang]
	d := article.FromText(text.title, text.text, lang)
	d.URL, d.FinalURL, d.Kind = "https://example.org/lighthouse", "https://example.org/lighthouse", article.HTML
	var claims, sentences []summarize.Claim
	for i, claim := range text.claims {
		cite, err := d.CitePassages(i+1, i+1)
		if err != nil {
			return nil, fmt.Errorf("draw samples: %w", err)
		}
		cites := []article.Citation{cite}
		claims = append(claims, summarize.Claim{Text: claim, Confidence: summarize.Verified, Citations: cites})
		sentences = append(sentences, summarize.Claim{Text: cite.Quote(), Confidence: summarize.Verified, Citations: cites})
	}
	reply := func(engine summarize.EngineName, style summarize.Style, claims ...summarize.Claim) *summarize.Reply {
		return &summarize.Reply{Engine: engine, Language: lang, Style: style, Answerable: true, Documents: []*article.Document{d}, Claims: claims}
	}
	figure := claims[1]
	figure.Figure = &summarize.Figure{Value: "204", What: claims[1].Text}
	return []sampleReply{
		{"summary", "", reply(summarize.OpenAI, summarize.Standard, claims...)},
		{"answer", "?", reply(summarize.OpenAI, "", claims[0])},
		{"figures", "", reply(summarize.OpenAI, summarize.Figures, figure)},
		{"key sentences", "", reply(summarize.Extractive, summarize.Standard, sentences...)},
	}, nil
}
