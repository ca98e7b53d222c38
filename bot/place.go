package bot

import (
	"context"
	"fmt"
	"maps"
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
// themselves, and an invitation that nobody has accepted shows nobody anything.
const placeFor = 10 * time.Minute

// place looks a conversation up. One that Slack does not show us is unknown; that Slack did not answer is the error.
// Events say whether another company reads along, but not whether one is invited: so it is asked of each conversation.
// Where more are new than may be asked about at once, a list of all that we are in tells it of a thousand.
func (b *Bot) place(ctx context.Context, channel string) (place, error) {
	if p, ok := b.knownPlace(channel); ok {
		return p, nil
	}
	p, err := b.askPlace(ctx, channel, false)
	if !isLimited(err) {
		return p, err
	}
	if err := b.listPlaces(ctx); err != nil {
		return place{}, err
	}
	if p, ok := b.knownPlace(channel); ok {
		return p, nil
	}
	return b.askPlace(ctx, channel, true)
}

func (b *Bot) knownPlace(channel string) (place, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.places[channel]
	return p, ok && b.now().Before(p.until)
}

func (b *Bot) keepPlaces(places map[string]place) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.places)+len(places) > mostPlaces {
		clear(b.places)
	}
	maps.Copy(b.places, places)
}

// mostPlaces are kept in memory, and placesAPage are listed at once, as many as Slack gives.
const (
	mostPlaces  = 10_000
	placesAPage = 999
)

// askPlace asks what a conversation is, and waits for its turn, or does not.
func (b *Bot) askPlace(ctx context.Context, channel string, waits bool) (place, error) {
	const method = "conversations.info"
	var info *slack.Channel
	ask := func(ctx context.Context, api *slack.Client) (err error) {
		info, err = api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		return err
	}
	var err error
	if waits {
		err = b.slack.call(ctx, method, "", ask)
	} else {
		err = b.slack.try(ctx, method, ask)
	}
	switch {
	case slackCode(err) != "" && !passes(err):
		b.log.InfoContext(ctx, "conversation unknown", "channel", channel, "err", err)
		return place{}, nil
	case err != nil:
		return place{}, fmt.Errorf("ask what conversation %s is: %w", channel, err)
	}
	p := b.placeOf(info)
	p.inside = p.inside || info.IsMember
	b.keepPlaces(map[string]place{channel: p})
	return p, nil
}

// placeOf is what Slack says of a conversation. Whether we are in one that is not direct, a list of ours does not say.
func (b *Bot) placeOf(info *slack.Channel) place {
	direct := info.IsIM || info.IsMpIM
	p := place{known: true, shared: info.IsExtShared || info.IsPendingExtShared, inside: direct, closed: info.IsArchived, until: b.now().Add(placeFor)}
	p.public = info.IsChannel && !info.IsPrivate && !direct && !p.shared
	if !direct && info.Name != "" {
		p.name = "#" + info.Name
	}
	return p
}

// listPlaces looks up all conversations that we are in, once a minute at most: what is not among them then, is not there.
func (b *Bot) listPlaces(ctx context.Context) error {
	_, err := b.listing.Do(ctx, "", func(ctx context.Context) (none struct{}, err error) {
		b.mu.Lock()
		early := b.now().Before(b.listed.Add(time.Minute))
		b.mu.Unlock()
		if early {
			return none, nil
		}
		err = b.listAllPlaces(ctx)
		switch {
		case slackCode(err) != "" && !passes(err): // each is asked for then
			b.log.InfoContext(ctx, "conversations not listed", "err", err)
		case err != nil:
			return none, fmt.Errorf("list our conversations: %w", err)
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		b.listed = b.now()
		return none, nil
	})
	return err
}

func (b *Bot) listAllPlaces(ctx context.Context) error {
	params := &slack.GetConversationsForUserParameters{Types: []string{"public_channel", "private_channel", "mpim"}, Limit: placesAPage}
	for range mostPlaces / placesAPage {
		var page []slack.Channel
		err := b.slack.call(ctx, "users.conversations", "", func(ctx context.Context, api *slack.Client) (err error) {
			page, params.Cursor, err = api.GetConversationsForUserContext(ctx, params)
			return err
		})
		if err != nil {
			return err
		}
		found := make(map[string]place, len(page))
		for _, c := range page {
			p := b.placeOf(&c)
			p.inside = true
			found[c.ID] = p
		}
		b.keepPlaces(found)
		if params.Cursor == "" {
			break
		}
	}
	return nil
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
