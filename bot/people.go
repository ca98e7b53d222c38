package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

// person is what matters of somebody who asks.
type person struct {
	name   string // to be shown, never a mention
	locale string // BCP 47; "" where unknown
	zone   string // by its IANA name; "" where unknown
	ours   bool   // of our own workspace, guests too; unknown counts as not
	member bool   // a full member of our own workspace; unknown counts as none
	admin  bool   // of our own workspace
	until  time.Time

	stranger bool // of another company: neither of our own workspace nor of our organization; unknown counts as none
}

const personFor = 10 * time.Minute

// location is the zone that somebody lives in; UTC where it is unknown.
func (p person) location() *time.Location {
	zone, err := time.LoadLocation(p.zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// person looks somebody up. Whom Slack does not know or show is an outsider without a language; that Slack did not answer
// says nothing of them, and is the error.
func (b *Bot) person(ctx context.Context, user string) (person, error) {
	if user == "" {
		return person{}, nil
	}
	b.mu.Lock()
	p, ok := b.people[user]
	b.mu.Unlock()
	if ok && b.now().Before(p.until) {
		return p, nil
	}
	return b.looking.Do(ctx, user, func(ctx context.Context) (person, error) { return b.askPerson(ctx, user) })
}

func (b *Bot) askPerson(ctx context.Context, user string) (person, error) {
	var info *slack.User
	err := b.slack.call(ctx, "users.info", "", func(ctx context.Context, api *slack.Client) (err error) {
		info, err = api.GetUserInfoContext(ctx, user, slack.GetUserInfoOptionIncludeLocale(true))
		return err
	})
	switch {
	case slackCode(err) != "" && !passes(err):
		b.log.WarnContext(ctx, "person unknown", "user", user, "err", err)
		return person{}, nil
	case err != nil:
		return person{}, fmt.Errorf("ask who %s is: %w", user, err)
	}
	p := person{
		name: firstOf(info.Profile.DisplayName, info.RealName, info.Profile.RealName, info.Name), locale: info.Locale,
		ours:  !info.IsStranger && (info.TeamID == "" || info.TeamID == b.self.Team),
		zone:  info.TZ,
		until: b.now().Add(personFor),
	}
	p.stranger = !p.ours && (b.self.Enterprise == "" || info.Enterprise.EnterpriseID != b.self.Enterprise)
	p.member = p.ours && !info.IsRestricted && !info.IsUltraRestricted
	p.admin = p.member && (info.IsAdmin || info.IsOwner || info.IsPrimaryOwner)
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.people) > 10_000 { // a cache, not a directory
		clear(b.people)
	}
	b.people[user] = p
	return p, nil
}

// nameOf is somebody's name where Slack tells it; where it does not, a name is not worth waiting for.
func (b *Bot) nameOf(ctx context.Context, user string) string {
	p, err := b.person(ctx, user)
	if err != nil {
		b.log.InfoContext(ctx, "no name", "user", user, "err", err)
	}
	return p.name
}

// localeOf is the language of somebody whom we tell that we cannot serve them; where Slack does not tell it, they hear of
// it all the same.
func (b *Bot) localeOf(ctx context.Context, user string) string {
	p, err := b.person(ctx, user)
	if err != nil {
		b.log.InfoContext(ctx, "no locale", "user", user, "err", err)
	}
	return firstOf(b.cfg.Language, p.locale)
}

// reader is the asker as one who reads a reply where it stands: a full member only where all who may read along are. What
// is read for them, and shown, is what the least of them could open.
func (b *Bot) reader(ctx context.Context, ask Ask) (person, error) {
	who, err := b.person(ctx, ask.User)
	if err != nil || !who.member {
		return who, err
	}
	outsiders, err := b.outsidersRead(ctx, ask)
	who.member = who.member && !outsiders
	return who, err
}
