package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// replied is a reply that somebody acts on: what was asked, and what it came to.
type replied struct {
	ask  Ask
	out  *outcome
	gone phrase // why there is no outcome
	w    *Words // of who acts
	who  person // who acts
}

// may reports whether somebody may change a reply: who asked, and admins.
func (r replied) may(user string) bool { return user == r.ask.User || r.who.admin }

// seesMore reports whether somebody may see more of the texts than the reply shows to everybody: who asked, for whom they were
// read, and full members. A page that a member asked about may be one that a guest cannot open.
func (r replied) seesMore(user string) bool { return user == r.ask.User || r.who.member }

// replied loads the reply that a press belongs to; nil where nothing of it is stored any more.
func (b *Bot) replied(ctx context.Context, p press) (*replied, error) {
	who, err := b.person(ctx, p.User.ID)
	if err != nil {
		b.log.Info("person unknown", "job", p.Key, "user", p.User.ID, "err", err)
	}
	r := &replied{who: who, w: WordsFor(firstOf(b.cfg.Language, who.locale)), gone: offerGone}
	if !who.ours {
		if r.gone, err = b.closedTo(ctx, p); err != nil || r.gone != offerGone {
			return r, err
		}
	}
	if r.ask, err = b.resolve(ctx, p.Key, 0); errors.Is(err, store.ErrNotFound) {
		return r, nil
	} else if err != nil {
		return r, err
	}
	if r.ask.Team != b.self.Team || r.ask.Channel != p.Channel {
		return r, nil
	}
	saved, err := b.cfg.Store.Reply(ctx, b.self.Team, p.Key)
	if errors.Is(err, store.ErrNotFound) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	r.ask.Key = p.Key
	r.out, err = b.loadOutcome(ctx, r.ask, saved)
	if errors.Is(err, store.ErrNotFound) {
		r.out, err = nil, nil
	}
	return r, err
}

// closedTo is why somebody of another company may not look closer at a reply, which is older than the place is shared, or was
// given while answers were; offerGone where they may.
func (b *Bot) closedTo(ctx context.Context, p press) (phrase, error) {
	ask := Ask{Team: b.self.Team, Channel: p.Channel, User: p.User.ID}
	var err error
	if ask.Rules, err = b.rules(ctx, ask.Team, ask.ruleScope()); err != nil {
		return offerGone, err
	}
	why, err := b.closed(ctx, ask)
	return firstOf(why, offerGone), err
}

// mostChanges is how many presses may follow one another from one request.
const mostChanges = 50

// resolve is what a request asks; where it is a press, what that changes of the request that it belongs to. User is who
// asked first.
func (b *Bot) resolve(ctx context.Context, key string, depth int) (Ask, error) {
	r, err := b.cfg.Store.Request(ctx, key)
	if err != nil {
		return Ask{}, err
	}
	if len(r.Payload) == 0 || depth > mostChanges {
		return Ask{}, fmt.Errorf("request %s was forgotten: %w", key, store.ErrNotFound)
	}
	ask, err := askOf(r)
	if err != nil || ask.Offer == "" {
		return ask, err
	}
	asked, err := b.resolve(ctx, ask.Offer, depth+1)
	if err != nil {
		return Ask{}, err
	}
	return asked.changed(ask), nil
}

// changed is what was asked with what a press wants otherwise.
func (a Ask) changed(press Ask) Ask {
	a.Style, a.Whole = firstOf(press.Style, a.Style), a.Whole || press.Whole
	a.Language, a.Talk = firstOf(press.Language, a.Language), a.Talk || press.Talk
	return a
}

// takePress works on a press that wants another reply. Who asked gets it in the reply's place; anybody else gets it
// privately.
func (b *Bot) takePress(ctx context.Context, press Ask) error {
	w := WordsFor(b.localeOf(ctx, press.User))
	asked, err := b.resolve(ctx, press.Offer, 0)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return b.tellPrivately(ctx, press, escape(w.f(offerGone)))
	case err != nil:
		return err
	case asked.Team != press.Team || asked.Channel != press.Channel:
		return b.tellPrivately(ctx, press, escape(w.f(offerGone)))
	}
	ask := asked.changed(press)
	ask.Key, ask.Via, ask.User, ask.UserTeam, ask.ResponseURL = press.Key, ViaButton, press.User, press.UserTeam, ""
	ask.External, ask.Internal = press.External, press.Internal // who reads along is asked for anew
	ask.Thread, ask.InThread = press.Thread, true
	out, err := b.outcome(ctx, ask)
	if err != nil {
		return err
	}
	if out.Private != "" || out.Help || len(out.Parts) == 0 && out.Offer == nil {
		return b.deliver(ctx, ask, out)
	}
	if press.User != asked.User || press.Private {
		return b.privately(ctx, ask, drawPrivately(ask, out))
	}
	if err := b.replace(ctx, press, asked.Key, drawOutcome(ask, out)); err != nil {
		return err
	}
	return b.remember(ctx, ask, out, ask.Thread)
}

// openPassages opens the modal that shows the passages of a reply in their context.
func (b *Bot) openPassages(ctx context.Context, p press) error {
	return b.open(ctx, p, func(r *replied) slack.ModalViewRequest {
		return drawPassages(r.w, r.out, p.spot, 0, r.seesMore(p.User.ID))
	})
}

func (b *Bot) turnPage(ctx context.Context, p press) error {
	page, err := strconv.Atoi(p.Value)
	if err != nil {
		return fmt.Errorf("page %q: %w", p.Value, err)
	}
	return b.update(ctx, p, func(r *replied) slack.ModalViewRequest {
		return drawPassages(r.w, r.out, p.spot, page, r.seesMore(p.User.ID))
	})
}

// openPreview opens the modal that shows what pages show before their walls.
func (b *Bot) openPreview(ctx context.Context, p press) error {
	return b.open(ctx, p, func(r *replied) slack.ModalViewRequest { return drawPreview(r.w, r.out, p.spot) })
}

// openMore opens the modal of all else that can be done with a reply.
func (b *Bot) openMore(ctx context.Context, p press) error {
	return b.open(ctx, p, func(r *replied) slack.ModalViewRequest {
		return drawMore(r.w, r.ask, r.out, p.spot, viewer{rights: r.may(p.User.ID), stranger: !r.who.ours})
	})
}

func (b *Bot) openLeftOut(ctx context.Context, p press) error {
	return b.update(ctx, p, func(r *replied) slack.ModalViewRequest { return drawLeftOut(r.w, r.out, p.spot, r.seesMore(p.User.ID)) })
}

// open shows a modal to who pressed. What is no longer stored is told there; a trigger that died is told privately.
func (b *Bot) open(ctx context.Context, p press, draw func(*replied) slack.ModalViewRequest) error {
	r, err := b.replied(ctx, p)
	if err != nil {
		return err
	}
	view := notice(r.w, r.gone, p.spot)
	if r.out != nil {
		view = draw(r)
	}
	err = b.slack.call(ctx, "views.open", "", func(ctx context.Context, api *slack.Client) error {
		_, err := api.OpenViewContext(ctx, p.TriggerID, view)
		return err
	})
	if expiredTrigger(err) {
		return b.tellPrivately(ctx, Ask{Team: b.self.Team, Channel: p.Channel, User: p.User.ID, Thread: p.Thread, InThread: true, Key: p.ActionTS},
			escape(r.w.f(pressedTooLong)))
	}
	return err
}

// expiredTrigger reports whether it was too late to open a modal.
func expiredTrigger(err error) bool {
	switch slackCode(err) {
	case "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id":
		return true
	}
	return false
}

// update changes the modal that was acted in.
func (b *Bot) update(ctx context.Context, p press, draw func(*replied) slack.ModalViewRequest) error {
	r, err := b.replied(ctx, p)
	if err != nil {
		return err
	}
	view := notice(r.w, r.gone, p.spot)
	if r.out != nil {
		view = draw(r)
	}
	return b.updateView(ctx, p, view)
}

func (b *Bot) updateView(ctx context.Context, p press, view slack.ModalViewRequest) error {
	if p.View == nil {
		return nil
	}
	return b.slack.call(ctx, "views.update", "", func(ctx context.Context, api *slack.Client) error {
		_, err := api.UpdateViewContext(ctx, view, "", "", p.View.ID)
		return err
	})
}

// showDone says in the modal what became of a press.
func (b *Bot) showDone(ctx context.Context, p press, say phrase) error {
	return b.updateView(ctx, p, notice(WordsFor(b.localeOf(ctx, p.User.ID)), say, p.spot))
}

func (b *Bot) takeFeedback(ctx context.Context, p press) error {
	kind := store.Good
	if strings.HasPrefix(p.Value, thumbBad) {
		kind = store.Bad
	}
	return b.cfg.Store.AddFeedback(ctx, store.Feedback{Team: b.self.Team, Key: p.Key, Person: p.User.ID, Kind: kind})
}

// forgetReply takes a reply away, and what is stored of it.
func (b *Bot) forgetReply(ctx context.Context, p press) error {
	r, err := b.replied(ctx, p)
	if err != nil {
		return err
	}
	if r.out == nil || !r.may(p.User.ID) {
		return b.updateView(ctx, p, notice(r.w, r.gone, p.spot))
	}
	if !p.Private {
		err = b.slack.call(ctx, "chat.delete", p.Channel, func(ctx context.Context, api *slack.Client) error {
			_, _, err := api.DeleteMessageContext(ctx, p.Channel, p.TS)
			return err
		})
		if err != nil && slackCode(err) != "message_not_found" {
			return fmt.Errorf("delete the reply: %w", err)
		}
	}
	for key, depth := p.Key, 0; key != "" && depth <= mostChanges; depth++ {
		request, err := b.cfg.Store.Request(ctx, key)
		if err != nil {
			break // swept away already
		}
		before, err := askOf(request)
		if err != nil {
			break // forgotten already
		}
		if err := b.cfg.Store.ForgetReply(ctx, b.self.Team, key); err != nil {
			return err
		}
		key = before.Offer
	}
	return b.showDone(ctx, p, modalForgotten)
}
