package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

// place is what matters of a conversation.
type place struct {
	known  bool   // Slack shows it to us
	name   string // as people write it: "#news"; "" for direct messages
	inside bool   // we are in it
	closed bool   // archived
	public bool   // every full member of our workspace, and nobody else, can open it
	shared bool   // people of another company can read it, or will once they accept an invitation
	until  time.Time
}

// placeFor is how long we go by what Slack said of a conversation. A channel may be shared at any time: events say so
// themselves, and an invitation that nobody has accepted shows nobody anything. Much shorter, and a workspace with more
// channels than Slack answers such questions a minute (50) would wait for them all the time.
const placeFor = 10 * time.Minute

// place looks a conversation up. One that Slack does not show us is unknown; that Slack did not answer is the error.
func (b *Bot) place(ctx context.Context, channel string) (place, error) {
	b.mu.Lock()
	p, ok := b.places[channel]
	b.mu.Unlock()
	if ok && b.now().Before(p.until) {
		return p, nil
	}
	var info *slack.Channel
	err := b.slack.call(ctx, "conversations.info", "", func(ctx context.Context, api *slack.Client) (err error) {
		info, err = api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		return err
	})
	switch {
	case slackCode(err) != "" && !passes(err):
		b.log.InfoContext(ctx, "conversation unknown", "channel", channel, "err", err)
		return place{}, nil
	case err != nil:
		return place{}, fmt.Errorf("ask what conversation %s is: %w", channel, err)
	}
	p = place{known: true, shared: info.IsExtShared || info.IsPendingExtShared, until: b.now().Add(placeFor)}
	p.public = info.IsChannel && !info.IsPrivate && !info.IsIM && !info.IsMpIM && !p.shared
	direct := info.IsIM || info.IsMpIM
	p.inside, p.closed = info.IsMember || direct, info.IsArchived
	if !direct && info.Name != "" {
		p.name = "#" + info.Name
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.places) > 10_000 {
		clear(b.places)
	}
	b.places[channel] = p
	return p, nil
}

// closed is why nobody is answered where ask stands: another company reads there, or asks in a direct message, and no admin
// of our own workspace has allowed it; "" where answers are given. Only what Slack said of the place counts: one that it does
// not show us takes no messages of ours anyway.
func (b *Bot) closed(ctx context.Context, ask Ask) (phrase, error) {
	if ask.Rules.Shared {
		return "", nil
	}
	who, err := b.person(ctx, ask.User)
	switch outsider := ask.External || who.stranger; {
	case err != nil:
		return "", err
	case ask.ChannelKind == "im" || ask.Via == ViaDM:
		if outsider {
			return strangersOff, nil
		}
		return "", nil
	case outsider:
		return sharedOff, nil
	}
	p, err := b.place(ctx, ask.Channel)
	if err != nil || !p.shared {
		return "", err
	}
	return sharedOff, nil
}

// outsidersRead reports whether people of another company read what is said where ask stands. Of a conversation that
// Slack does not show us only the event itself can say that they do not; a command or a press has none.
func (b *Bot) outsidersRead(ctx context.Context, ask Ask) (bool, error) {
	if ask.External {
		return true, nil
	}
	if ask.ChannelKind == "im" {
		return false, nil // the asker alone
	}
	p, err := b.place(ctx, ask.Channel)
	if err != nil {
		return true, err
	}
	return p.shared || !p.known && !ask.Internal, nil
}
