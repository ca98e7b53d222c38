package bot

import (
	"context"
	"time"

	"github.com/slack-go/slack"
)

// person is what matters of somebody who asks.
type person struct {
	name   string // to be shown, never a mention
	locale string // BCP 47; "" where unknown
	member bool   // a full member of our own workspace; unknown counts as none
	until  time.Time
}

const personFor = 10 * time.Minute

// person looks somebody up; where Slack does not tell, the zero person is an outsider without a language.
func (b *Bot) person(ctx context.Context, user string) person {
	if user == "" {
		return person{}
	}
	b.mu.Lock()
	p, ok := b.people[user]
	b.mu.Unlock()
	if ok && b.now().Before(p.until) {
		return p
	}
	var info *slack.User
	err := b.slack.call(ctx, "users.info", "", func(ctx context.Context, api *slack.Client) (err error) {
		info, err = api.GetUserInfoContext(ctx, user, slack.GetUserInfoOptionIncludeLocale(true))
		return err
	})
	if err != nil || info == nil {
		b.log.Warn("person unknown", "user", user, "err", err)
		return person{}
	}
	p = person{
		name: firstOf(info.Profile.DisplayName, info.RealName, info.Profile.RealName, info.Name), locale: info.Locale,
		member: !info.IsRestricted && !info.IsUltraRestricted && !info.IsStranger && (info.TeamID == "" || info.TeamID == b.self.Team),
		until:  b.now().Add(personFor),
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.people) > 10_000 { // a cache, not a directory
		clear(b.people)
	}
	b.people[user] = p
	return p
}
