package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// progressEmoji stands under the asking message while it is worked on, where no status is allowed.
const progressEmoji = "eyes"

const (
	progressTime  = 5 * time.Second // for each call: what comes later helps nobody
	askAgain      = time.Hour       // a workspace that refused a stream or a status is asked again then
	localeTime    = 500 * time.Millisecond
	sweepMarks    = 20 * time.Second // how often marks are looked for that no request bears any more
	mostLeftMarks = 20
)

// progress is what runs beside the replies to show that they are on their way. It never posts a message, delays nothing,
// and its failures are only logged.
type progress struct {
	running sync.WaitGroup

	mu      sync.Mutex
	refused map[string]time.Time // by workspace and method: until when it is not tried
}

// allowed reports whether a workspace is to be asked for something that it may refuse.
func (p *progress) allowed(team, method string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !now.Before(p.refused[team+" "+method])
}

// refused remembers a workspace that refuses something for good, and reports whether it does now, be it this one time.
func (b *Bot) refused(ask Ask, method string, err error) bool {
	b.log.Debug("progress refused", "job", ask.Key, "method", method, "err", err)
	switch code := slackCode(err); {
	case code == "" || passes(err) || slackIsDown(err):
		return false // limited, or no answer
	case slices.Contains(onlyHere, code):
		return true
	}
	b.progress.mu.Lock()
	defer b.progress.mu.Unlock()
	if b.progress.refused == nil {
		b.progress.refused = map[string]time.Time{}
	}
	b.progress.refused[ask.Team+" "+method] = b.now().Add(askAgain)
	return true
}

// onlyHere are refusals that say nothing of the next request.
var onlyHere = []string{"invalid_thread_ts", "channel_not_found", "thread_not_found", "message_not_found", "not_in_channel", "cannot_reply_to_message"}

// showProgress tells the asker that work goes on, and returns what ends that; neither waits for Slack. A command has the text
// of its acknowledgement instead.
func (b *Bot) showProgress(ctx context.Context, ask Ask) *showing {
	s := newShowing(b.streams(ask))
	if ask.Via == ViaCommand || ask.Via == ViaButton || ask.Via == ViaWatch || ask.TS == "" || ask.External && !ask.Rules.Shared {
		return s
	}
	own := ask.sources()
	s.reading(own[:min(len(own), mostSources)])
	ctx = context.WithoutCancel(ctx)
	b.progress.running.Go(func() {
		w := b.wordsSoon(ctx, ask)
		s.speak(w)
		streams := s.streams && b.stream(ctx, ask, s)
		close(s.still)
		if streams {
			return
		}
		hide := b.show(ctx, ask, w, s.ended)
		<-s.ended
		hide(ctx)
	})
	return s
}

// wordsSoon are the words for somebody who is to see at once that work goes on: their own where their language is told in
// time.
func (b *Bot) wordsSoon(ctx context.Context, ask Ask) *Words {
	ctx, cancel := context.WithTimeout(ctx, localeTime)
	defer cancel()
	return WordsFor(firstOf(b.localeHere(ctx, ask), ask.Wrote, ask.Language))
}

// localeHere is the language of what is said around a reply: the one that was set where it is asked, else the asker's.
func (b *Bot) localeHere(ctx context.Context, ask Ask) string {
	if ask.Rules.Language != "" {
		return ask.Rules.Language
	}
	return b.localeOf(ctx, ask.User)
}

// show shows a status, or a reaction where none is allowed and Slack leaves room for one, and returns what takes it away.
func (b *Bot) show(ctx context.Context, ask Ask, w *Words, ended <-chan struct{}) (hide func(context.Context)) {
	switch shown, refused := b.showStatus(ctx, ask, w); {
	case shown:
		return func(ctx context.Context) { b.clearStatus(ctx, ask) }
	case !refused:
		return func(context.Context) {}
	}
	select {
	case <-ended:
		return func(context.Context) {}
	default:
	}
	mark := store.Mark{Key: ask.Key, Team: ask.Team, Channel: ask.Channel, TS: ask.TS, Name: progressEmoji}
	if !b.makeMark(ctx, mark) {
		return func(context.Context) {}
	}
	return func(ctx context.Context) { b.takeMark(ctx, mark) }
}

// showStatus reports whether a status is shown; else, whether Slack refuses it.
func (b *Bot) showStatus(ctx context.Context, ask Ask, w *Words) (shown, refused bool) {
	const method = "assistant.threads.setStatus"
	if !b.progress.allowed(ask.Team, method, b.now()) {
		return false, true
	}
	if err := b.setStatus(ctx, ask, w.f(thinking)); err != nil {
		return false, b.refused(ask, method, err)
	}
	return true, false
}

func (b *Bot) clearStatus(ctx context.Context, ask Ask) {
	if err := b.setStatus(ctx, ask, ""); err != nil {
		b.log.Debug("status not cleared", "job", ask.Key, "err", err) // Slack clears it at our reply, or after two minutes
	}
}

func (b *Bot) setStatus(ctx context.Context, ask Ask, status string) error {
	ctx, cancel := context.WithTimeout(ctx, progressTime)
	defer cancel()
	return b.slack.once(ctx, func(ctx context.Context, api *slack.Client) error {
		return api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
			ChannelID: ask.Channel, ThreadTS: ask.Thread, Status: status,
		})
	})
}

// endCommand takes the private "Reading …" of a command away once its reply is there.
func (b *Bot) endCommand(ctx context.Context, ask Ask) {
	if ask.Via != ViaCommand || ask.ResponseURL == "" {
		return
	}
	b.beside(ctx, func(ctx context.Context, api *slack.Client) error {
		_, _, err := api.PostMessageContext(ctx, ask.Channel, slack.MsgOptionDeleteOriginal(ask.ResponseURL))
		return err
	}, func(err error) {
		b.log.Debug("command's line not taken away", "job", ask.Key, "err", err)
	})
}

// beside calls Slack once, beside what goes on and whatever becomes of it; failed hears where that came to nothing.
func (b *Bot) beside(ctx context.Context, call func(context.Context, *slack.Client) error, failed func(error)) {
	ctx = context.WithoutCancel(ctx)
	b.progress.running.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, progressTime)
		defer cancel()
		if err := b.slack.once(ctx, call); err != nil {
			failed(err)
		}
	})
}

// makeMark puts a reaction under the asking message where Slack's limits leave room for it and for taking it away again.
// It is written down first.
func (b *Bot) makeMark(ctx context.Context, m store.Mark) bool {
	if !b.slack.spare("reactions.remove") { // the tighter of the two limits
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, progressTime)
	defer cancel()
	if err := b.cfg.Store.NoteMark(ctx, m); err != nil {
		b.log.Warn("no progress shown", "job", m.Key, "err", err)
		return false
	}
	err := b.slack.once(ctx, func(ctx context.Context, api *slack.Client) error {
		return api.AddReactionContext(ctx, m.Name, slack.ItemRef{Channel: m.Channel, Timestamp: m.TS})
	})
	if err == nil || slackCode(err) == "already_reacted" {
		return true
	}
	b.log.Debug("no progress shown", "job", m.Key, "err", err)
	if _, limited := retryAfter(err); limited || slackCode(err) != "" {
		b.dropMark(ctx, m) // it was not made
		return false
	}
	// Of all else nobody knows, and the sweep looks; where the request has ended, it may have looked too early.
	if err := b.cfg.Store.NoteMark(context.WithoutCancel(ctx), m); err != nil {
		b.log.Warn("mark not noted", "job", m.Key, "err", err)
	}
	return false
}

// takeMark takes a reaction away; where that fails, the sweep tries again.
func (b *Bot) takeMark(ctx context.Context, m store.Mark) {
	ctx, cancel := context.WithTimeout(ctx, progressTime)
	defer cancel()
	err := b.slack.once(ctx, func(ctx context.Context, api *slack.Client) error {
		return api.RemoveReactionContext(ctx, m.Name, slack.ItemRef{Channel: m.Channel, Timestamp: m.TS})
	})
	if _, limited := retryAfter(err); limited || err != nil && (slackCode(err) == "" || slackIsDown(err)) {
		b.log.Debug("reaction not removed", "job", m.Key, "err", err)
		return
	}
	b.dropMark(ctx, m)
}

func (b *Bot) dropMark(ctx context.Context, m store.Mark) {
	if err := b.cfg.Store.DropMark(ctx, m.Key); err != nil {
		b.log.Warn("mark not dropped", "job", m.Key, "err", err)
	}
}

// sweep takes away what crashes and a Slack that did not answer have left, until ctx is done.
func (b *Bot) sweep(ctx context.Context) error {
	ticker := time.NewTicker(b.cfg.sweepEvery)
	defer ticker.Stop()
	for {
		left, err := b.cfg.Store.LeftMarks(ctx, mostLeftMarks)
		if err != nil && ctx.Err() == nil {
			b.log.Warn("marks not swept", "err", err)
		}
		for _, m := range left {
			if b.slack.spare("reactions.remove") {
				b.takeMark(ctx, m)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}
