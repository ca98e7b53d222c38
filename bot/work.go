package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// outcome is what a request came to, stored before anything is posted: whoever continues after a crash posts the same.
type outcome struct {
	Parts   []part     `json:"parts,omitempty"`
	Unread  []string   `json:"unread,omitempty"`  // links beyond the most that are read
	Private phrase     `json:"private,omitempty"` // said to the asker alone instead of a reply
	Help    bool       `json:"help,omitempty"`
	Locale  string     `json:"locale,omitempty"` // of the asker
	Asker   string     `json:"asker,omitempty"`  // name of the asker
	Digest  *gathering `json:"digest,omitempty"`
	Offer   *offer     `json:"offer,omitempty"` // in place of a summary that would take much
	Search  *searched  `json:"search,omitempty"`
	Arg     int        `json:"arg,omitempty"`   // of the private phrase
	Shows   wanted     `json:"shows,omitempty"` // of the reply above, whose parts these are
	Above   bool       `json:"above,omitempty"` // what was read stood above in the thread, where people have talked
	Spent   bool       `json:"spent,omitempty"` // a day's budget is used up, and who asked is told so privately

	rich bool // the layout that the operator wants
}

// part is one block of a reply: a summary or an answer, or why there is none.
type part struct {
	Source    string          `json:"source,omitempty"` // what was asked for
	Failure   *article.Error  `json:"failure,omitempty"`
	Refused   phrase          `json:"refused,omitempty"` // a failure of ours, not of reading
	Reply     json.RawMessage `json:"reply,omitempty"`
	Documents []docRef        `json:"documents,omitempty"`
	Withdrawn []int           `json:"withdrawn,omitempty"` // claims that a reader found unsupported

	Found []*article.Document `json:"found,omitempty"` // those of Documents that are stored nowhere else, first

	Checked json.RawMessage `json:"checked,omitempty"`

	reply *summarize.Reply // decoded
	check *summarize.Check
}

// docRef is a stored document: pages have no scope, files and messages that of their conversation.
type docRef struct {
	ID    string `json:"id"`
	Scope string `json:"scope,omitempty"`
}

// do works on one request until it is answered. It may be called again for the same request after a crash, and goes on
// where the last one stopped. A Slack that is down or limits us is waited for.
func (b *Bot) do(ctx context.Context, r store.Request) error {
	ask, err := askOf(r)
	if err != nil {
		return store.Stop(err)
	}
	ask.Asked = r.Created
	if ask.Rules, err = b.rules(ctx, ask.Team, ask.ruleScope()); err != nil {
		return err
	}
	ask.Shown = b.showProgress(ctx, ask)
	defer ask.Shown.over()
	return b.orLater(r, b.work(ctx, ask))
}

func (b *Bot) work(ctx context.Context, ask Ask) error {
	switch {
	case ask.Offer != "":
		return b.takePress(ctx, ask)
	case ask.Digest != nil && !ask.Digest.makes():
		return b.manageDigest(ctx, ask)
	case ask.Via == ViaClock:
		return b.doSlot(ctx, ask)
	case ask.Kind == AskWatch:
		return b.watch(ctx, ask)
	case ask.Kind == AskQuiet:
		return b.quiet(ctx, ask)
	case ask.Via == ViaWatch:
		return b.replyUnasked(ctx, ask)
	case ask.Kind == AskWelcome:
		return b.welcome(ctx, ask)
	case ask.Kind == AskForget:
		return b.forget(ctx, ask)
	case ask.Kind == AskSet:
		return b.set(ctx, ask)
	case ask.Kind == AskUsage:
		return b.showUsage(ctx, ask)
	case ask.Kind == AskThumbs:
		return b.takeWord(ctx, ask)
	case ask.Kind == AskTell:
		return b.tell(ctx, ask)
	case ask.Kind == AskSpent:
		return b.sayBudgetSpent(ctx, ask)
	case ask.Kind == AskBack:
		return b.takeBack(ctx, ask)
	case ask.Kind == AskStop:
		return b.sayStopped(ctx, ask)
	case ask.Of != "":
		return b.rewrite(ctx, ask)
	case ask.Via == ViaReaction:
		if err := b.lookAt(ctx, &ask); err != nil {
			return err
		}
	}
	return b.reply(ctx, ask)
}

func (b *Bot) reply(ctx context.Context, ask Ask) error {
	out, err := b.outcome(ctx, ask)
	if err != nil {
		return err
	}
	began := b.now()
	if err := b.deliver(ctx, ask, out); err != nil {
		return err
	}
	if err := b.dropFound(ctx, ask, out); err != nil {
		return err
	}
	b.stats.took(stagePost, b.now().Sub(began))
	b.stats.took(stageTotal, b.now().Sub(ask.Asked))
	return nil
}

// A request waits for Slack for a day at most, and the longer, the less often it is tried.
const (
	longestAway = 24 * time.Hour
	soonest     = time.Second
	seldomest   = time.Minute
)

// orLater puts a request off where its error passes.
func (b *Bot) orLater(r store.Request, err error) error {
	p, ok := errors.AsType[*passing](err)
	if !ok {
		return err
	}
	age := b.now().Sub(r.Created)
	if age > longestAway {
		return store.Stop(fmt.Errorf("waited %s for Slack: %w", age.Round(time.Minute), err))
	}
	wait := max(p.wait, min(max(age/4, soonest), seldomest))
	b.noteWait(r.Key, p, wait, err)
	return store.Snooze(wait)
}

// waited is what was logged of waiting for a method of Slack's.
type waited struct {
	logged time.Time
	more   int // requests since
}

// noteWait logs that a request waits for Slack, once a minute for each method: hundreds may wait, and again and again.
func (b *Bot) noteWait(key string, p *passing, wait time.Duration, err error) {
	more, due := b.countWait(p.method)
	if !due {
		return
	}
	say := b.log.Warn
	if isLimited(err) {
		say = b.log.Info
	}
	say("Slack is waited for", "job", key, "method", p.method, "wait", wait, "unlogged", more, "err", err)
}

// countWait reports whether a wait for a method is to be logged, and how many were not since the last that was.
func (b *Bot) countWait(method string) (more int, due bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	w, now := b.waits[method], b.now()
	if now.Sub(w.logged) < time.Minute {
		b.waits[method] = waited{logged: w.logged, more: w.more + 1}
		return 0, false
	}
	if b.waits == nil {
		b.waits = map[string]waited{}
	}
	b.waits[method] = waited{logged: now}
	return w.more, true
}

// outcome loads what the request came to, or works it out and stores it.
func (b *Bot) outcome(ctx context.Context, ask Ask) (*outcome, error) {
	saved, err := b.cfg.Store.Reply(ctx, ask.Team, ask.Key)
	switch {
	case err == nil:
		return b.loadOutcome(ctx, ask, saved)
	case !errors.Is(err, store.ErrNotFound):
		return nil, fmt.Errorf("load outcome: %w", err)
	}
	b.stats.took(stageWait, b.now().Sub(ask.Asked))
	out, err := b.answer(ctx, ask)
	if err != nil {
		return nil, err
	}
	return out, b.saveOutcome(ctx, ask, out)
}

// rich reports whether the operator wants the rich layout.
func (b *Bot) rich() bool { return b.cfg.Layout == RichLayout }

func (b *Bot) saveOutcome(ctx context.Context, ask Ask, out *outcome) error {
	for i, p := range out.Parts {
		var err error
		switch {
		case p.reply != nil:
			out.Parts[i].Reply, err = p.reply.Encode()
		case p.check != nil:
			out.Parts[i].Checked, err = p.check.Encode()
		}
		if err != nil {
			return fmt.Errorf("encode reply: %w", err)
		}
	}
	data, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("encode outcome: %w", err)
	}
	return b.cfg.Store.SaveReply(ctx, ask.Team, ask.Key, data)
}

func (b *Bot) loadOutcome(ctx context.Context, ask Ask, data []byte) (*outcome, error) {
	out := outcome{rich: b.rich()}
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, store.Stop(fmt.Errorf("decode outcome: %w", err))
	}
	for i, p := range out.Parts {
		if len(p.Reply) == 0 && len(p.Checked) == 0 {
			continue
		}
		docs := slices.Clone(p.Found)
		for _, ref := range p.Documents[len(p.Found):] {
			d, err := b.cfg.Store.Document(ctx, ask.Team, ref.Scope, ref.ID)
			if err != nil {
				return nil, fmt.Errorf("load document %s: %w", ref.ID, err)
			}
			docs = append(docs, d)
		}
		var err error
		if len(p.Checked) > 0 {
			out.Parts[i].check, err = summarize.DecodeCheck(p.Checked, docs)
		} else {
			out.Parts[i].reply, err = summarize.DecodeReply(p.Reply, docs)
		}
		if err != nil {
			return nil, store.Stop(err)
		}
	}
	return &out, nil
}

// giveUp is called once a request has failed for good: who asked hears of it, as soon as Slack can be reached.
func (b *Bot) giveUp(ctx context.Context, r store.Request, why error) error {
	ask, err := askOf(r)
	if err != nil {
		return err
	}
	b.log.Error("request given up", "job", r.Key, "err", why)
	if ask.Rules, err = b.rules(ctx, ask.Team, ask.ruleScope()); err != nil {
		return err
	}
	if err := b.dropFoundFor(ctx, r.Team, r.Key); err != nil {
		return err
	}
	return b.orLater(r, b.sayGivenUp(ctx, ask, why))
}

func (b *Bot) sayGivenUp(ctx context.Context, ask Ask, why error) error {
	if ask.Via == ViaClock {
		return b.giveUpSlot(ctx, ask, why)
	}
	if ask.Digest != nil && ask.Digest.Do == digestNow {
		if err := b.closeSlot(ctx, ask, store.SlotFailed, store.Seen{}); err != nil {
			return err
		}
	}
	switch {
	case ask.Kind == AskBack, ask.Kind == AskStop, ask.Kind == AskWelcome, ask.Via == ViaWatch, ask.Via == ViaUninstall, ask.Via == ViaHouse:
		return nil // nobody waits for it
	case ask.External && !ask.Rules.Shared:
		return nil // nor is anything said there
	}
	w := WordsFor(b.localeHere(ctx, ask))
	if ask.quiet() {
		return b.tellPrivately(ctx, ask, w.f(somethingBroke))
	}
	_, err := b.postOnce(ctx, post{ask: ask, part: store.ReplyPart, thread: ask.Thread}, plain(w.f(somethingBroke)))
	return err
}
