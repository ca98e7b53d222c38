package bot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"
)

// homeOf is who opened the app's home, as an event tells of it; "" where it tells of something else.
func homeOf(payload json.RawMessage) (user string) {
	var cb callback
	var ev struct{ Type, User, Tab string }
	if json.Unmarshal(payload, &cb) != nil || json.Unmarshal(cb.Event, &ev) != nil || ev.Type != "app_home_opened" || ev.Tab != "home" {
		return ""
	}
	return ev.User
}

// today is what somebody, and for admins the workspace, used on this UTC day.
type today struct {
	replies, most int // most is 0 where there is no cap
	admin         bool
	tokens        int
	usd           float64
}

// showHome publishes somebody's home: what Footnote is, where texts go, what they used, and what is stored of them.
func (b *Bot) showHome(ctx context.Context, user string) error {
	who, err := b.person(ctx, user)
	if err != nil {
		return err
	}
	use := today{most: b.cfg.PersonDay, admin: who.admin}
	if use.replies, err = b.cfg.Store.PersonReplies(ctx, b.self.Team, user, b.now()); err != nil {
		return err
	}
	if who.admin {
		if use.tokens, use.usd, err = b.cfg.Store.Spent(ctx, b.self.Team, b.now()); err != nil {
			return err
		}
	}
	view := drawHome(WordsFor(firstOf(b.cfg.Language, who.locale)), b.cfg.TextsGoTo, use)
	return b.slack.call(ctx, "views.publish", "", func(ctx context.Context, api *slack.Client) error {
		_, err := api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view})
		return err
	})
}

func drawHome(w *Words, hosts []string, use today) slack.HomeTabViewRequest {
	d := &drawing{}
	d.section(true, w.f(helpCommandTitle), escape(w.f(helpMention)))
	goes := w.f(homeNoModel)
	if len(hosts) > 0 {
		goes = w.f(homeTextsGoTo, strings.Join(hosts, ", "))
	}
	d.section(true, escape(goes))
	used := w.f(homeUsed, use.replies)
	if use.most > 0 {
		used = w.f(homeUsedOf, use.replies, use.most)
	}
	lines := []string{escape(used)}
	if use.admin {
		lines = append(lines, escape(w.f(homeWorkspace, thousands(use.tokens), dollars(use.usd))))
	}
	d.section(true, lines...)
	d.section(true, escape(w.f(homeStored)))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: d.blocks}}
}
