package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/footnote-bot/footnote/store"
)

// forgetting is what a request of kind AskForget wants forgotten; a thread is named by a link of the Ask.
type forgetting string

const (
	forgetMe          forgetting = "me"
	forgetChannel     forgetting = "channel"
	forgetWorkspace   forgetting = "workspace"
	forgetThread      forgetting = "thread"
	forgetUninstalled forgetting = "uninstalled" // the app was taken out of the workspace
)

var forgetWords = map[string]forgetting{
	"me": forgetMe, "我": forgetMe, "channel": forgetChannel, "频道": forgetChannel, "頻道": forgetChannel,
	"workspace": forgetWorkspace, "工作区": forgetWorkspace, "工作區": forgetWorkspace,
}

// askForget wants to be told what: nothing is forgotten by a slip of the hand.
func askForget(a *Ask, rest string) bool {
	a.Kind = AskForget
	if what, ok := forgetWords[strings.ToLower(rest)]; ok {
		a.Forget = what
		return true
	}
	a.Links = messageLinks(rest, nil)
	a.Forget = forgetThread
	return len(a.Links) == 1
}

// uninstalled is what the end of an installation asks; false where only other tokens were revoked.
func (id identity) uninstalled(cb callback) (Ask, bool) {
	var ev struct {
		Type   string `json:"type"`
		Tokens struct {
			Bot []string `json:"bot"`
		} `json:"tokens"`
	}
	if err := json.Unmarshal(cb.Event, &ev); err != nil || ev.Type == "tokens_revoked" && len(ev.Tokens.Bot) == 0 {
		return Ask{}, false
	}
	return Ask{Kind: AskForget, Via: ViaUninstall, Team: cb.team(), Forget: forgetUninstalled, Key: uninstalledKey(cb.team(), cb.EventID)}, true
}

// forget takes away what somebody wants forgotten: our messages where Slack allows it, then what is stored. It goes on
// where an earlier attempt stopped, and whoever may not is told so.
func (b *Bot) forget(ctx context.Context, ask Ask) error {
	whose := store.Whose{Team: ask.Team, But: ask.Key}
	refused, w := phrase(""), WordsFor(b.cfg.Language)
	if ask.Forget != forgetUninstalled {
		who, err := b.person(ctx, ask.User)
		if err != nil {
			return err
		}
		w = WordsFor(firstOf(b.cfg.Language, who.locale))
		refused = b.narrow(&whose, ask, who)
	}
	if refused != "" {
		return b.tellPrivately(ctx, ask, escape(w.f(refused)))
	}
	if ask.Forget != forgetUninstalled { // without a token Slack takes nothing away
		posts, err := b.cfg.Store.PostsOf(ctx, whose)
		if err != nil {
			return err
		}
		for _, p := range posts {
			if err := b.unpost(ctx, p); err != nil {
				return err
			}
		}
	}
	gone, err := b.cfg.Store.Forget(ctx, whose)
	if err != nil {
		return err
	}
	b.unknow()
	b.log.Info("forgotten", "job", ask.Key, "what", string(ask.Forget), "texts", gone.Texts, "replies", gone.Replies, "digests", gone.Digests)
	if ask.Forget == forgetUninstalled {
		return nil
	}
	return b.tellPrivately(ctx, ask, escape(w.f(forgotten, gone.Texts, gone.Replies, gone.Digests)))
}

// narrow says whose things are meant, or why who asks may not have them forgotten.
func (b *Bot) narrow(whose *store.Whose, ask Ask, who person) phrase {
	switch ask.Forget {
	case forgetMe:
		whose.Person = ask.User
		return ""
	case forgetChannel:
		whose.Channel = ask.Channel
	case forgetThread:
		channel, ts, ok := b.slackPermalink(ask.Links[0])
		if !ok || channel != ask.Channel {
			return forgetElsewhere
		}
		whose.Channel, whose.Thread = channel, ts
	case forgetWorkspace:
		if !who.admin {
			return forgetAdmins
		}
		return ""
	default:
		return somethingBroke
	}
	if !who.member && ask.ChannelKind != "im" {
		return forgetMembers
	}
	return ""
}

// unknow empties what is remembered of people and places in memory.
func (b *Bot) unknow() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.people)
	clear(b.places)
}

func uninstalledKey(team, event string) string { return fmt.Sprintf("%s/uninstalled/%s", team, event) }
