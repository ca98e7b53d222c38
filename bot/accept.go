package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// Answer is what goes back with an acknowledgement: a private line under a command.
type Answer struct {
	ResponseType string `json:"response_type,omitempty"`
	Text         string `json:"text"`
}

// Accept stores what an envelope asks, and returns what to answer at once; nil for nothing. It takes milliseconds. After
// an error the envelope must not be acknowledged. What cannot be understood is logged and accepted: sent again it would
// be no clearer.
func (b *Bot) Accept(ctx context.Context, env Envelope) (*Answer, error) {
	switch env.Type {
	case EventEnvelope:
		return nil, b.acceptEvent(ctx, env)
	case CommandEnvelope:
		return b.acceptCommand(ctx, env)
	case InteractionEnvelope:
		return nil, b.acceptInteraction(ctx, env)
	default:
		b.log.Debug("envelope ignored", "type", string(env.Type))
	}
	return nil, nil
}

func (b *Bot) acceptEvent(ctx context.Context, env Envelope) error {
	switch eventType(env.Payload) {
	case "message", "app_mention", "reaction_added": // nearly all that comes: it is decoded once
	default:
		if taken, err := b.acceptOther(ctx, env.Payload); taken || err != nil {
			return err
		}
	}
	ask, asked, err := b.self.parseEvent(env.Payload)
	if err != nil {
		b.log.Warn("event not understood", "err", err)
		return nil
	}
	switch {
	case !asked:
		return b.acceptShared(ctx, env)
	case ask.Of != "":
		return b.acceptLater(ctx, ask)
	}
	return b.store(ctx, ask)
}

// acceptOther takes what happens to channels, and what somebody does in the app's own places; false where it is none of that.
func (b *Bot) acceptOther(ctx context.Context, payload json.RawMessage) (taken bool, err error) {
	if changed, err := b.channelChanged(ctx, payload); changed || err != nil {
		return changed, err
	}
	if opened, ok := homeOf(payload); ok {
		b.soon(ctx, "show the home", func(ctx context.Context) error { return b.showHome(ctx, opened) })
		return true, nil
	}
	if p, opened := paneOf(payload); opened {
		b.suggest(ctx, p)
		return true, nil
	}
	if s, pressed := stoppingOf(payload); pressed {
		return true, b.acceptStop(ctx, s)
	}
	return false, nil
}

func (b *Bot) acceptCommand(ctx context.Context, env Envelope) (*Answer, error) {
	ask, err := parseCommand(env.Payload)
	if err != nil {
		b.log.Warn("command not understood", "err", err)
		return &Answer{ResponseType: "ephemeral", Text: WordsFor(b.cfg.Language).commandHelp()}, nil
	}
	w := WordsFor(firstOf(b.cfg.Language, b.knownLocale(ask.User), ask.Language))
	if ask.Kind == AskHelp {
		return &Answer{ResponseType: "ephemeral", Text: w.commandHelp()}, nil
	}
	if ask.Kind == askSettings {
		b.soon(ctx, "show settings", func(ctx context.Context) error { return b.openSettings(ctx, ask) })
		return nil, nil
	}
	if err := b.store(ctx, ask); err != nil {
		return nil, err
	}
	if ask.answeredAtOnce() {
		return nil, nil
	}
	text := w.f(readingDigest)
	switch ask.Kind {
	case AskForget:
		text = w.f(forgetsNow)
	case AskReply:
		sites := make([]string, 0, len(ask.Links))
		for _, l := range ask.Links {
			sites = append(sites, siteOf(l))
		}
		text = w.f(readingLink, strings.Join(sites, ", "))
	default:
	}
	return &Answer{ResponseType: "ephemeral", Text: escape(text)}, nil
}

// answeredAtOnce reports whether nothing needs to be said until the answer of a command is there.
func (a Ask) answeredAtOnce() bool {
	switch a.Kind {
	case AskWatch, AskQuiet, AskUsage, AskThumbs:
		return true
	default:
		return a.Digest != nil && !a.Digest.makes()
	}
}

func (b *Bot) store(ctx context.Context, ask Ask) error {
	r, err := ask.request()
	if err != nil {
		return err
	}
	fresh, err := b.cfg.Store.Accept(ctx, r)
	if err != nil {
		return fmt.Errorf("store request %s: %w", ask.Key, err)
	}
	if fresh {
		b.stats.requests.WithLabelValues(string(ask.Via), string(ask.Kind)).Inc()
	}
	b.log.Info("request", "job", ask.Key, "kind", string(ask.Kind), "via", string(ask.Via), "fresh", fresh)
	return nil
}

// knownLocale is the asker's locale where it is known already: an acknowledgement does not wait for Slack.
func (b *Bot) knownLocale(user string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.people[user].locale
}

// commandHelp is the help of /footnote, made from the table of its subcommands.
func (w *Words) commandHelp() string {
	lines := []string{w.f(helpCommandTitle)}
	for _, s := range subcommands() {
		lines = append(lines, "`/footnote "+escape(s.usage)+"`  "+w.f(s.help))
	}
	return strings.Join(append(lines, w.f(helpMention)), "\n")
}
