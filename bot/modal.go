package bot

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// What a modal holds.
const (
	mostTitle  = 24 // characters of its title
	mostListed = 40 // claims, or statements left out
	neighbours = 2  // passages shown on either side of one

	nextSuffix = "_next" // of the second of two buttons that do the same
)

// modal is a view for somebody who looks closer at a reply.
func modal(title, shut string, at spot, d *drawing) slack.ModalViewRequest {
	meta, err := json.Marshal(at)
	if err != nil {
		meta = nil // of strings and a bool: it cannot fail
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: titleText(title), Close: plainText(shut), PrivateMetadata: string(meta), CallbackID: "footnote_reply",
		Blocks: slack.Blocks{BlockSet: d.blocks},
	}
}

// titleText is the title of a modal.
func titleText(title string) *slack.TextBlockObject {
	if r := []rune(title); len(r) > mostTitle {
		title = string(r[:mostTitle-1]) + "…"
	}
	return plainText(title)
}

// citedClaim is a passage of an outcome, and the claim that it carries.
type citedClaim struct {
	claim string
	cite  article.Citation
}

func shownIn(out *outcome) []citedClaim {
	var all []citedClaim
	for _, p := range out.Parts {
		switch {
		case p.reply != nil:
			claims, _ := ordered(p.reply)
			for _, e := range evidenceOf(claims) {
				text := claims[e.numbers[0]-1].Text
				if p.reply.Engine == summarize.Extractive {
					text = ""
				}
				all = append(all, citedClaim{text, e.cite})
			}
		case p.check != nil:
			for _, s := range p.check.Statements {
				for _, cite := range s.Citations {
					all = append(all, citedClaim{s.Text, cite})
				}
			}
		}
	}
	return all
}

// drawPassages is the modal that shows one passage, between its neighbours where the viewer may see them, and leads on to the
// others.
func drawPassages(w *Words, out *outcome, at spot, page int, inContext bool) slack.ModalViewRequest {
	d := &drawing{room: room{quote: 1 << 20}}
	all := shownIn(out)
	if len(all) == 0 {
		d.section(true, escape(w.f(modalNoPassage)))
		return modal(w.f(buttonPassages), w.f(modalShut), at, d)
	}
	page = min(max(page, 0), len(all)-1)
	s := all[page]
	if s.claim != "" {
		d.section(true, mrkdwn(s.claim))
	}
	before, after := "", ""
	if inContext {
		before, after = around(s.cite)
	}
	if doc := s.cite.Document(); doc != nil {
		d.context(titleLink(w, doc))
	}
	d.section(true, mrkdwn(tail(before, mostSection)))
	d.section(true, "> "+d.passage(w, s.cite))
	d.section(true, mrkdwn(clip(after, mostSection)))
	if len(all) > 1 {
		var row []slack.BlockElement
		if page > 0 {
			row = append(row, button(actionPage, strconv.Itoa(page-1), w.f(modalBack)))
		}
		if page < len(all)-1 {
			next := button(actionPage, strconv.Itoa(page+1), w.f(modalNext))
			next.ActionID += nextSuffix
			row = append(row, next)
		}
		d.context(escape(w.f(modalPage, page+1, len(all))))
		d.blocks = append(d.blocks, slack.NewActionBlock("", row...))
	}
	return modal(w.f(buttonPassages), w.f(modalShut), at, d)
}

// previews are the paragraphs that pages show before their walls.
func previews(out *outcome) []string {
	var all []string
	for _, p := range out.Parts {
		if p.Failure != nil && p.Failure.Preview != "" {
			all = append(all, strings.Split(p.Failure.Preview, "\n\n")...)
		}
	}
	return all
}

// drawPreview is the modal that shows them, each below its page.
func drawPreview(w *Words, out *outcome, at spot) slack.ModalViewRequest {
	d := &drawing{}
	for _, p := range out.Parts {
		if p.Failure == nil || p.Failure.Preview == "" {
			continue
		}
		if isWebLink(p.Failure.URL) {
			d.context(linkTo(p.Failure.URL, siteOf(p.Failure.URL)))
		}
		for paragraph := range strings.SplitSeq(p.Failure.Preview, "\n\n") {
			d.section(true, "> "+mrkdwn(strings.Join(strings.Fields(paragraph), " ")))
		}
	}
	return modal(w.f(modalPreview), w.f(modalShut), at, d)
}

// around are the sentences on either side of a citation, with their paragraphs.
func around(c article.Citation) (before, after string) {
	doc, ps := c.Document(), c.Passages()
	if doc == nil || len(ps) == 0 {
		return "", ""
	}
	start, end := c.Range()
	if p, ok := doc.Passage(max(1, ps[0].Number-neighbours)); ok {
		before = doc.Text[min(p.Start, start):start]
	}
	if p, ok := doc.Passage(min(len(doc.Passages), ps[len(ps)-1].Number+neighbours)); ok {
		after = doc.Text[end:max(p.End, end)]
	}
	return strings.TrimSpace(before), strings.TrimSpace(after)
}

// tail keeps the end of a text, at most n bytes of it.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return "…" + strings.ToValidUTF8(s[len(s)-n+3:], "")
}

// viewer says what somebody who opens a modal may do and see.
type viewer struct {
	rights   bool // they asked, or are an admin
	stranger bool // they are of another company
}

// drawMore is the modal of all that can be done with a reply. What it cost is no stranger's business.
func drawMore(w *Words, ask Ask, out *outcome, at spot, by viewer) slack.ModalViewRequest {
	d := &drawing{}
	if !by.stranger {
		d.context(escape(w.cost(out)))
	}
	if row := changes(w, ask, out); len(row) > 0 {
		d.section(true, escape(w.f(modalChange)))
		d.blocks = append(d.blocks, slack.NewActionBlock("", row...))
	}
	var last []slack.BlockElement
	if n := len(leftOutOf(out)); n > 0 {
		last = append(last, button(actionLeftOut, at.Key, w.f(modalLeftOut, n)))
	}
	if by.rights {
		d.withdrawable(w, out)
		forget := button(actionForget, at.Key, w.f(modalForget)).WithStyle(slack.StyleDanger)
		last = append(last, forget.WithConfirm(slack.NewConfirmationBlockObject(plainText(w.f(modalForget)), plainText(w.f(modalForgetSure)),
			plainText(w.f(modalYes)), plainText(w.f(modalNo)))))
	}
	if len(last) > 0 {
		d.blocks = append(d.blocks, slack.NewActionBlock("", last...))
	}
	if len(d.blocks) == 0 { // Slack opens no empty modal
		d.section(true, escape(w.f(modalNothing)))
	}
	return modal(w.f(buttonMore), w.f(modalShut), at, d)
}

// changes are the other forms in which a reply can be had.
func changes(w *Words, ask Ask, out *outcome) []slack.BlockElement {
	if out.Shows != "" || len(out.Parts) != 1 || out.Parts[0].reply == nil || !out.Parts[0].reply.Answerable {
		return nil
	}
	reply := out.Parts[0].reply
	var row []slack.BlockElement
	if ask.Question == "" {
		if reply.Style != summarize.Brief {
			row = append(row, button(actionShorter, ask.Key, w.f(modalShorter)))
		}
		var styles []*slack.OptionBlockObject
		for _, s := range summarize.Styles {
			if s != reply.Style {
				styles = append(styles, slack.NewOptionBlockObject(string(s), plainText(w.f(styleNames[s])), nil))
			}
		}
		row = append(row, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plainText(w.f(modalStyle)), actionStyle, styles...))
	}
	if reply.Engine == summarize.Extractive { // its words are the source's
		return row
	}
	return append(row, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plainText(w.f(modalLanguage)), actionLanguage, languageOptions(reply.Language)...))
}

var styleNames = map[summarize.Style]phrase{
	summarize.Brief: styleBrief, summarize.Standard: styleStandard, summarize.Detailed: styleDetailed, summarize.Voices: styleVoices,
	summarize.Figures: styleFigures,
}

// offeredLanguages are those that a reply is offered in, by their speakers' number among Slack's own languages; any other
// can be asked for in words.
var offeredLanguages = []string{"en", "zh-Hans", "zh-Hant", "es", "fr", "de", "ja", "ko", "pt", "ru", "it", "hi", "ar", "tr", "vi", "id", "pl", "nl"}

func languageOptions(but string) []*slack.OptionBlockObject {
	var options []*slack.OptionBlockObject
	for _, tag := range offeredLanguages {
		if tag != but {
			options = append(options, slack.NewOptionBlockObject(tag, plainText(display.Self.Name(language.Make(tag))), nil))
		}
	}
	return options
}

// withdrawable lists the claims, each with a button that withdraws it.
func (d *drawing) withdrawable(w *Words, out *outcome) {
	first := true
	for i, p := range out.Parts {
		if p.reply == nil || p.reply.Engine == summarize.Extractive {
			continue
		}
		for j, c := range p.reply.Claims[:min(len(p.reply.Claims), mostListed)] {
			if p.withdrawn(j) {
				continue
			}
			if first {
				d.section(true, escape(w.f(modalWithdraw)))
				first = false
			}
			text := markdownText(mrkdwn(clip(w.stated(c.Outcome, c.Text), mostSection/2)))
			element := button(fmt.Sprintf("%s_%d_%d", actionWithdraw, i, j), fmt.Sprintf("%d.%d", i, j), w.f(modalNotSupported))
			d.blocks = append(d.blocks, slack.NewSectionBlock(text, nil, slack.NewAccessory(element)))
		}
	}
}

func leftOutOf(out *outcome) []summarize.LeftOut {
	var all []summarize.LeftOut
	for _, p := range out.Parts {
		if p.reply != nil {
			all = append(all, p.reply.LeftOut...)
		}
	}
	return all
}

// drawLeftOut is the modal of what did not survive: each statement struck through, why, and, where the viewer may see it, the
// passage it failed on.
func drawLeftOut(w *Words, out *outcome, at spot, inContext bool) slack.ModalViewRequest {
	d := &drawing{room: room{quote: mostSection / 4}}
	n := 0
	for _, p := range out.Parts {
		if p.reply == nil {
			continue
		}
		for _, l := range p.reply.LeftOut {
			if n++; n > mostListed {
				continue
			}
			lines := []string{struck(clip(w.stated(l.Outcome, l.Text), mostSection/2)), escape(w.reasons[l.Reason])}
			if l.Words != "" {
				lines[1] += w.f(modalWords, mrkdwn(clip(l.Words, 300)))
			}
			if cite, ok := failedOn(p.reply, l); ok && inContext {
				lines = append(lines, "> "+d.passage(w, cite))
			}
			d.section(true, lines...)
		}
	}
	if n > mostListed {
		d.context(escape(w.f(modalMoreLeftOut, n-mostListed)))
	}
	return modal(w.f(modalLeftOutTitle), w.f(modalShut), at, d)
}

// failedOn is the passage that a statement was compared with.
func failedOn(r *summarize.Reply, l summarize.LeftOut) (article.Citation, bool) {
	if l.Failed.Document() != nil {
		return l.Failed, true
	}
	if len(l.Passages) == 0 || len(r.Documents) != 1 {
		return article.Citation{}, false
	}
	cite, err := r.Documents[0].CitePassages(l.Passages[0], l.Passages[0])
	return cite, err == nil
}

// struck is text struck through.
func struck(text string) string { return "~" + mrkdwn(strings.Join(strings.Fields(text), " ")) + "~" }

// cost says what a reply took.
func (w *Words) cost(out *outcome) string {
	var u summarize.Usage
	model, price := "", 0.0
	known := true
	for _, p := range out.Parts {
		var of summarize.Usage
		switch {
		case p.reply != nil:
			of, model = p.reply.Usage, firstOf(p.reply.Model, model)
		case p.check != nil:
			of = p.check.Usage
		}
		u.Calls, u.PromptTokens, u.CompletionTokens = u.Calls+of.Calls, u.PromptTokens+of.PromptTokens, u.CompletionTokens+of.CompletionTokens
		if of.CostUSD != nil {
			price += *of.CostUSD
		} else if of.Calls > 0 {
			known = false
		}
	}
	switch {
	case u.Calls == 0:
		return w.f(costNothing)
	case known:
		return w.f(costKnown, u.Calls, firstOf(model, "–"), thousands(u.PromptTokens+u.CompletionTokens), dollars(price))
	}
	return w.f(costUnknown, u.Calls, firstOf(model, "–"), thousands(u.PromptTokens+u.CompletionTokens))
}

// notice is a modal of one sentence.
func notice(w *Words, say phrase, at spot) slack.ModalViewRequest {
	d := &drawing{}
	d.section(true, escape(w.f(say)))
	return modal(w.f(buttonMore), w.f(modalShut), at, d)
}
