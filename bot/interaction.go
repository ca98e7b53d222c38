package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/internal/joblog"
	"github.com/footnote-bot/footnote/summarize"
)

// interaction is something that somebody pressed, chose or sent, as far as it is used.
type interaction struct {
	Type      string `json:"type"`
	TriggerID string `json:"trigger_id"`
	User      struct {
		ID     string `json:"id"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Container struct {
		MessageTS   string `json:"message_ts"`
		ThreadTS    string `json:"thread_ts"`
		ChannelID   string `json:"channel_id"`
		IsEphemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Actions []pressed     `json:"actions"`
	View    *viewAsPosted `json:"view"`
}

// pressed is one element that was used, and with what value.
type pressed struct {
	ActionID string `json:"action_id"`
	Value    string `json:"value"`
	ActionTS string `json:"action_ts"`
	Selected struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

func (p pressed) value() string { return firstOf(p.Value, p.Selected.Value) }

// viewAsPosted is a modal of ours, or somebody's home, as Slack sends it back.
type viewAsPosted struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	CallbackID string `json:"callback_id"`
	Metadata   string `json:"private_metadata"`
	State      struct {
		Values map[string]map[string]json.RawMessage `json:"values"`
	} `json:"state"`
}

// field is what was chosen or written in a block of one element, both of that name; "" where it has none.
func (v *viewAsPosted) field(name string) string {
	var in struct {
		Value    string `json:"value"`
		Time     string `json:"selected_time"`
		Selected struct {
			Value string `json:"value"`
		} `json:"selected_option"`
	}
	if err := json.Unmarshal(v.State.Values[name][name], &in); err != nil {
		return ""
	}
	return firstOf(in.Selected.Value, in.Time, in.Value)
}

// spot is where a reply stands that was acted on.
type spot struct {
	Key     string `json:"key"` // of the request that it belongs to
	Channel string `json:"channel"`
	Thread  string `json:"thread"`
	TS      string `json:"ts"`
	Private bool   `json:"private,omitempty"` // only who acts sees it
}

// spot reads where a press happened: from the message, else from the modal that was opened there.
func (in interaction) spot(p pressed) (at spot, ok bool) {
	if in.View != nil {
		err := json.Unmarshal([]byte(in.View.Metadata), &at)
		return at, err == nil && at.Key != "" && at.Channel != ""
	}
	c := in.Container
	key := strings.TrimPrefix(strings.TrimPrefix(p.Value, thumbGood), thumbBad)
	at = spot{Key: key, Channel: c.ChannelID, Thread: firstOf(c.ThreadTS, c.MessageTS), TS: c.MessageTS, Private: c.IsEphemeral}
	return at, key != "" && c.ChannelID != "" && c.MessageTS != ""
}

// press is what somebody did with a reply.
type press struct {
	interaction
	pressed
	spot
}

// parseInteraction finds the press of one of our buttons in what Slack sends; false for all else.
func parseInteraction(payload json.RawMessage) (press, bool, error) {
	var in interaction
	if err := json.Unmarshal(payload, &in); err != nil {
		return press{}, false, fmt.Errorf("decode interaction: %w", err)
	}
	if in.Type != "block_actions" || in.User.ID == "" {
		return press{}, false, nil
	}
	for _, a := range in.Actions {
		if at, ok := in.spot(a); ok && a.ActionTS != "" {
			return press{in, a, at}, true, nil
		}
	}
	return press{}, false, nil
}

// asked turns a press that wants another reply into what is asked; false where it wants none. The workspace is ours: of a
// shared channel the payload may name the other side's.
func (id identity) asked(p press) (Ask, bool) {
	ask := Ask{
		Key: actionKey(id.Team, p.Channel, p.ActionTS), Kind: AskReply, Via: ViaButton, Team: id.Team, Channel: p.Channel,
		User: p.User.ID, UserTeam: p.User.TeamID, Thread: p.Thread, InThread: true, Offer: p.Key, Pressed: p.TS, Private: p.Private,
	}
	switch p.ActionID {
	case actionWhole:
		ask.Whole = true
	case actionLonger:
		ask.Style = summarize.Detailed
	case actionShorter:
		ask.Style = summarize.Brief
	case actionStyle:
		if ask.Style = summarize.Style(p.value()); !slices.Contains(summarize.Styles, ask.Style) {
			return Ask{}, false
		}
	case actionLanguage:
		ask.Language = p.value()
	case actionTalk:
		ask.Talk = true
	default:
		return Ask{}, false
	}
	return ask, true
}

func (b *Bot) acceptInteraction(ctx context.Context, env Envelope) error {
	if digest, err := b.digestPressed(ctx, env.Payload); digest || err != nil {
		return err
	}
	if settings, err := b.settingsPressed(ctx, env.Payload); settings || err != nil {
		return err
	}
	shortcut, asked, err := b.self.shortcut(env.Payload)
	if err == nil && asked {
		return b.store(ctx, shortcut)
	}
	p, ok, err := parseInteraction(env.Payload)
	if err != nil {
		b.log.Warn("interaction not understood", "err", err)
		return nil
	}
	if !ok {
		b.log.Debug("interaction ignored")
		return nil
	}
	ctx = joblog.With(ctx, p.Key) // of the reply that it was pressed below
	if ask, ok := b.self.asked(p); ok {
		if err := b.store(ctx, ask); err != nil {
			return err
		}
		if p.View != nil {
			b.soon(ctx, "say that work goes on", func(ctx context.Context) error { return b.showDone(ctx, p, modalWorking) })
		}
		return nil
	}
	if do := b.atOnce(actionKind(p.ActionID)); do != nil {
		b.soon(ctx, p.ActionID, func(ctx context.Context) error { return do(ctx, p) })
	}
	return nil
}

// actionKind takes away what tells the elements of one block from each other.
func actionKind(action string) string {
	if strings.HasPrefix(action, actionWithdraw) {
		return actionWithdraw
	}
	return strings.TrimSuffix(action, nextSuffix)
}

// atOnce is what is done with a press that needs no job: Slack gives a modal three seconds, and what is stored has them.
func (b *Bot) atOnce(action string) func(context.Context, press) error {
	return map[string]func(context.Context, press) error{
		actionPassages: b.openPassages, actionPage: b.turnPage, actionMore: b.openMore, actionLeftOut: b.openLeftOut,
		actionFeedback: b.takeFeedback, actionWithdraw: b.withdraw, actionForget: b.forgetReply,
		actionPreview: b.openPreview,
	}[action]
}

// soon does something beside the acknowledgement that waits; [Bot.Work] ends after it.
func (b *Bot) soon(ctx context.Context, what string, do func(context.Context) error) {
	b.presses.Go(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
		defer cancel()
		if err := do(ctx); err != nil {
			b.log.WarnContext(ctx, "press not answered", "what", what, "err", err)
		}
	})
}
