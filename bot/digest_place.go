package bot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// stops is why a digest cannot be posted in a place; "" where it can: in one that another company reads, where answers are
// given there and who set it knows.
func (p place) stops(d store.Digest, r rules) phrase {
	switch {
	case p.closed:
		return digestStopArchived
	case !p.inside:
		return digestStopGone
	case p.shared && !(d.Shared && r.Shared):
		return digestStopShared
	}
	return ""
}

// stopsDigest is why a digest pauses when posting fails; false where it is tried again.
func stopsDigest(err error) (phrase, bool) {
	switch slackCode(err) {
	case "is_archived":
		return digestStopArchived, true
	case "channel_not_found", "not_in_channel":
		return digestStopGone, true
	case "restricted_action", "restricted_action_read_only_channel", "restricted_action_non_threadable_channel", "app_access_restricted":
		return digestStopMayNot, true
	}
	return "", false
}

// pauseItself pauses a digest whose channel does not take it any more, and tells who set it, once.
func (b *Bot) pauseItself(ctx context.Context, d store.Digest, why phrase) error {
	if d.Number == 0 || d.State != store.DigestOn {
		return nil
	}
	d.State, d.Why = store.DigestPaused, string(why)
	if _, err := b.cfg.Store.SaveDigest(ctx, d); err != nil {
		return err
	}
	b.log.InfoContext(ctx, "digest paused", "channel", d.Channel, "digest", d.Number, "why", string(why))
	w := WordsFor(firstOf(b.localeOf(ctx, d.Maker), d.Language))
	return b.tellOne(ctx, d.Maker, d.Channel, w.f(digestStopped, w.f(why, "<#"+d.Channel+">")))
}

// tellOne says something about a channel to one person, in a direct message. Who cannot be told is only logged: digests and
// feeds belong to their channel, and who made them may be gone, or be forgotten: then user is "".
func (b *Bot) tellOne(ctx context.Context, user, channel, text string) error {
	if user == "" {
		return nil
	}
	direct, err := b.directTo(ctx, user)
	if err == nil {
		text = strings.ReplaceAll(escape(text), "&lt;#"+channel+"&gt;", "<#"+channel+">")
		err = b.slack.call(ctx, "chat.postMessage", direct, func(ctx context.Context, api *slack.Client) error {
			_, _, err := api.PostMessageContext(ctx, direct, message{text: text}.options()...)
			return err
		})
	}
	if passes(err) {
		return err
	}
	if err != nil {
		b.log.WarnContext(ctx, "not told", "user", user, "channel", channel, "err", err)
	}
	return nil
}

// channelChanged takes events that tell of a channel which takes digests no longer: its digests pause. False where an event
// is none of these.
func (b *Bot) channelChanged(ctx context.Context, payload json.RawMessage) (bool, error) {
	var cb struct {
		Event struct {
			Type    string `json:"type"`
			Channel any    `json:"channel"` // of other events it may be an object
		} `json:"event"`
	}
	if err := json.Unmarshal(payload, &cb); err != nil {
		return false, nil //nolint:nilerr // whoever reads the whole of it says so
	}
	why, known := map[string]phrase{
		"channel_archive": digestStopArchived, "group_archive": digestStopArchived, "channel_left": digestStopGone,
		"group_left": digestStopGone, "channel_deleted": digestStopGone, "channel_shared": digestStopShared,
	}[cb.Event.Type]
	channel, _ := cb.Event.Channel.(string)
	if !known || channel == "" {
		return known, nil
	}
	b.mu.Lock()
	delete(b.places, channel)
	b.mu.Unlock()
	all, err := b.cfg.Store.Digests(ctx, b.self.Team, channel)
	if err != nil {
		return true, err
	}
	for _, d := range all {
		if why == digestStopShared && d.Shared {
			continue
		}
		if err := b.pauseItself(ctx, d, why); err != nil {
			return true, err
		}
	}
	return true, nil
}
