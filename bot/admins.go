package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// Whom a notice reaches.
const (
	mostAdmins  = 10
	mostLookUps = 25 // pages of people among whom admins are looked for
	peopleAPage = 200
)

// nearCap is the share of a day's caps at which admins are told.
const nearCap = 0.8

// nearKey is the identity of the notice of a UTC day's usage.
func (b *Bot) nearKey(team string) string {
	return team + "/near/" + b.today()
}

// today is the UTC day, by which usage is capped.
func (b *Bot) today() string { return store.UTCDay(b.now()).Format(time.DateOnly) }

// warnAdmins has admins told, once a day, that what the workspace may use is nearly used up.
func (b *Bot) warnAdmins(ctx context.Context, ask Ask) error {
	if ask.Rules.Workspace == (caps{}) {
		return nil
	}
	used, err := b.cfg.Store.UsedToday(ctx, store.Spender{Team: ask.Team}, b.now())
	if err != nil || ask.Rules.Workspace.reached(used) < nearCap {
		return err
	}
	return b.store(ctx, Ask{Key: b.nearKey(ask.Team), Kind: AskTell, Via: ViaHouse, Team: ask.Team})
}

// tell tells admins something: each of them is told by a request of its own, so that none is told twice.
func (b *Bot) tell(ctx context.Context, ask Ask) error {
	if ask.To != "" {
		return b.tellAdmin(ctx, ask)
	}
	admins, err := b.admins(ctx)
	if err != nil {
		return err
	}
	for _, id := range admins {
		to := ask
		to.Key, to.To, to.Thread = ask.Key+"/"+id, id, id // each by itself
		if err := b.store(ctx, to); err != nil {
			return err
		}
	}
	return nil
}

// admins are some of the people who run the workspace.
func (b *Bot) admins(ctx context.Context) ([]string, error) {
	var found []string
	people := b.cfg.Slack.GetUsersPaginated(slack.GetUsersOptionLimit(peopleAPage))
	for page, more := 0, true; more && page < mostLookUps && len(found) < mostAdmins; page++ {
		err := b.slack.call(ctx, "users.list", "", func(ctx context.Context, _ *slack.Client) error {
			next, err := people.Next(ctx)
			if more = !next.Done(err); err != nil && more {
				return err
			}
			people = next
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("look for admins: %w", err)
		}
		if !more {
			break
		}
		for _, u := range people.Users {
			if (u.IsAdmin || u.IsOwner || u.IsPrimaryOwner) && !u.IsBot && !u.Deleted {
				found = append(found, u.ID)
			}
		}
	}
	if len(found) == 0 {
		b.log.WarnContext(ctx, "no admins found to be told")
	}
	return found[:min(len(found), mostAdmins)], nil
}

// tellAdmin tells one of them, in a direct message.
func (b *Bot) tellAdmin(ctx context.Context, ask Ask) error {
	w := WordsFor(b.localeOf(ctx, ask.To))
	text := w.f(wordOf, b.nameOf(ctx, ask.User), ask.Word)
	if ask.Word == "" {
		rules, err := b.rules(ctx, ask.Team, "")
		if err != nil {
			return err
		}
		used, err := b.cfg.Store.UsedToday(ctx, store.Spender{Team: ask.Team}, b.now())
		if err != nil {
			return err
		}
		text = w.f(nearlyUsedUp, w.used(used), w.caps(rules.Workspace))
	}
	channel, err := b.directTo(ctx, ask.To)
	if err != nil {
		return err
	}
	ask.Channel, ask.ChannelKind = channel, "im"
	_, err = b.postOnce(ctx, post{ask: ask, part: store.ReplyPart}, plain(text))
	return err
}

// directTo is the direct message with somebody.
func (b *Bot) directTo(ctx context.Context, user string) (channel string, err error) {
	err = b.slack.call(ctx, "conversations.open", "", func(ctx context.Context, api *slack.Client) error {
		c, _, _, err := api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}, ReturnIM: true})
		if err == nil {
			channel = c.ID
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("open a direct message: %w", err)
	}
	return channel, nil
}
