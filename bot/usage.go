package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/store"
)

// usageDays is how far back the longer of the two spans of a report of usage goes.
const usageDays = 30

func askUsage(a *Ask, rest string) bool {
	a.Kind = AskUsage
	return rest == ""
}

// showUsage tells who asks what they used; members of the workspace what the channel did too, and admins the workspace.
func (b *Bot) showUsage(ctx context.Context, ask Ask) error {
	who, err := b.person(ctx, ask.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	rules, lines := ask.Rules, []string{w.f(usageTitle)}
	add := func(label phrase, of store.Spender, caps string) error {
		line, err := b.usageLine(ctx, w, of)
		if err == nil {
			lines = append(lines, w.f(label)+line+caps)
		}
		return err
	}
	most := ""
	if rules.PersonDay > 0 {
		most = w.f(usageOfReplies, rules.PersonDay)
	}
	if err := add(usageYou, store.Spender{Team: ask.Team, Person: ask.User}, most); err != nil {
		return err
	}
	if who.member && ask.ChannelKind != "im" {
		if err := add(usageChannel, store.Spender{Team: ask.Team, Channel: ask.Channel}, w.capped(rules.Conversation)); err != nil {
			return err
		}
	}
	if who.admin {
		if err := add(usageWorkspace, store.Spender{Team: ask.Team}, w.capped(rules.Workspace)); err != nil {
			return err
		}
	}
	return b.tellPrivately(ctx, ask, escape(strings.Join(lines, "\n")))
}

// usageLine is what somebody used today and in the last days.
func (b *Bot) usageLine(ctx context.Context, w *Words, of store.Spender) (string, error) {
	now := b.now()
	today, err := b.cfg.Store.UsedToday(ctx, of, now)
	if err != nil {
		return "", err
	}
	lately, err := b.cfg.Store.Used(ctx, of, store.UTCDay(now).AddDate(0, 0, 1-usageDays), now.Add(time.Second))
	if err != nil {
		return "", err
	}
	return w.f(usageSpans, w.used(today), usageDays, w.used(lately)), nil
}

// used says what was used: replies, calls to a model, tokens, and money as far as prices are known.
func (w *Words) used(u store.Used) string {
	text := w.f(usageUsed, w.counted(usageReply, usageReplies, u.Replies), w.counted(usageCall, usageCalls, u.Calls), thousands(u.Tokens))
	switch {
	case u.Calls == 0:
		return text
	case u.Unpriced == u.Calls:
		return text + w.f(usageNoPrice)
	case u.Unpriced > 0:
		return text + w.f(usageSomePrices, dollars(u.USD), w.counted(usageCall, usageCalls, u.Unpriced))
	}
	return text + w.f(usagePrice, dollars(u.USD))
}

// counted is a number with its noun.
func (w *Words) counted(one, many phrase, n int) string {
	if n == 1 {
		return w.f(one)
	}
	return w.f(many, thousands(n))
}

// caps says what may be used a day; "" where there is no cap.
func (w *Words) caps(c caps) string {
	var parts []string
	if c.Tokens > 0 {
		parts = append(parts, w.f(capTokens, thousands(c.Tokens)))
	}
	if c.USD > 0 {
		parts = append(parts, fmt.Sprintf("$%.2f", c.USD))
	}
	return strings.Join(parts, w.f(listComma))
}

func (w *Words) capped(c caps) string {
	if text := w.caps(c); text != "" {
		return w.f(usageCap, text)
	}
	return ""
}
