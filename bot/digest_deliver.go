package bot

import (
	"context"
	"strconv"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// deliverDigest posts a digest and its thread, and notes how far it came. One that was due and has nothing to say is
// quiet, or one line; who asked for one hears so privately.
func (b *Bot) deliverDigest(ctx context.Context, ask Ask, out *outcome) error {
	g := out.Digest
	switch {
	case g.Stop != "":
		d, err := b.cfg.Store.Digest(ctx, ask.Team, ask.Channel, g.Number)
		if err != nil {
			return err
		}
		if err := b.pauseItself(ctx, d, g.Stop); err != nil {
			return err
		}
		return b.closeSlot(ctx, ask, store.SlotFailed, store.Seen{})
	case len(out.Parts) == 0:
		return b.deliverQuiet(ctx, ask, out)
	case ask.Digest.Do == digestPreview:
		m := drawDigest(out, b.faces(ctx, ask, g.Items))
		note := WordsFor(b.localeOf(ctx, ask.User)).f(digestPreviewed)
		m.blocks = append([]slack.Block{slack.NewContextBlock("", markdownText(escape(note)))}, m.blocks...)
		m.text = escape(note) + "\n" + m.text
		return b.privately(ctx, ask, m)
	}
	root, err := b.postOnce(ctx, post{ask: ask, part: store.RootPart}, drawDigest(out, b.faces(ctx, ask, g.Items)))
	if err != nil {
		return err
	}
	if _, err := b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: root}, drawDigestThread(ask, out)); err != nil {
		return err
	}
	if err := b.remember(ctx, ask, out, root); err != nil {
		return err
	}
	b.endCommand(ctx, ask)
	ask.Digest.Number = g.Number
	return b.closeSlot(ctx, ask, store.SlotPosted, g.Seen)
}

// deliverQuiet says that there is nothing to say: to who asked, else in the channel where that is wanted.
func (b *Bot) deliverQuiet(ctx context.Context, ask Ask, out *outcome) error {
	w, g := WordsFor(out.Locale), out.Digest
	if ask.Via != ViaClock {
		w = WordsFor(b.localeOf(ctx, ask.User))
	}
	since := w.moment(g.Since, g.Made, g.Zone)
	text := w.f(digestNone, g.Channel, since)
	if list := w.unreadList(g.Unread); list != "" {
		text = w.f(digestNoneRead, g.Channel, since, list)
	}
	ask.Digest.Number = g.Number
	if ask.Via != ViaClock {
		if err := b.tellPrivately(ctx, ask, escape(text)); err != nil || ask.Digest.Do == digestPreview {
			return err
		}
		return b.closeSlot(ctx, ask, store.SlotQuiet, store.Seen{}) // the next one holds it still
	}
	d, err := b.cfg.Store.Digest(ctx, ask.Team, ask.Channel, g.Number)
	if err != nil {
		return err
	}
	if d.Quiet == quietLine {
		if _, err := b.postOnce(ctx, post{ask: ask, part: store.RootPart}, plain(text)); err != nil {
			return err
		}
	}
	return b.closeSlot(ctx, ask, store.SlotQuiet, g.Seen)
}

// digestButtons are those below a digest: anybody may pause it.
func digestButtons(w *Words, number int, paused bool) slack.Block {
	value := strconv.Itoa(number)
	button := func(action string, say phrase) *slack.ButtonBlockElement {
		return slack.NewButtonBlockElement(action, value, slack.NewTextBlockObject(slack.PlainTextType, w.f(say), false, false))
	}
	toggle := button(actionDigestPause, digestPauseButton)
	if paused {
		toggle = button(actionDigestResume, digestResumeButton)
	}
	return slack.NewActionBlock("", button(actionDigestEdit, digestEditButton), toggle)
}

// channelName is the channel as people write it.
func (a Ask) channelName() string {
	if a.ChannelName != "" && a.ChannelKind == "" {
		return "#" + a.ChannelName
	}
	return firstOf(a.ChannelName, a.Channel)
}
