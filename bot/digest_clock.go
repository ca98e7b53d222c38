package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
)

// How digests keep time.
const (
	digestTick   = time.Second      // how often it is looked whether one is due
	digestReplan = time.Minute      // how often it is made sure that each is due when its schedule says
	clockJump    = 10 * time.Second // more than this between two looks, beyond the time that went by, is a jump of the clock
	retryAtLeast = 15 * time.Second // before a digest that failed is tried again: a quarter of its delay, within these
	retryAtMost  = 15 * time.Minute
	givenUpAfter = 3 * 24 * time.Hour
)

// keepTime makes a request of each digest that is due, until ctx is done. A clock that jumps makes no slot twice: the ledger
// has them all, and digests are planned anew by the clock as it is.
func (b *Bot) keepTime(ctx context.Context) {
	ticker := time.NewTicker(digestTick)
	defer ticker.Stop()
	var planned time.Time // by the machine's own clock, which only goes forward
	last, lastNow := time.Now(), b.now()
	for {
		now := b.now()
		jump := now.Sub(lastNow) - time.Since(last)
		last, lastNow = time.Now(), now
		if planned.IsZero() || time.Since(planned) >= digestReplan || jump.Abs() > clockJump {
			planned = time.Now()
			b.logTime(ctx, "digests not planned", b.planDigests(ctx, now))
		}
		b.logTime(ctx, "digests not begun", b.beginDigests(ctx, now))
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (b *Bot) logTime(ctx context.Context, msg string, err error) {
	if err != nil && ctx.Err() == nil {
		b.log.ErrorContext(ctx, msg, "err", err) //nolint:sloglint // one of the constants above
	}
}

// planDigests moves every digest that is not due yet to where its schedule has it now: after the clock went back, or the
// rules of its zone changed.
func (b *Bot) planDigests(ctx context.Context, now time.Time) error {
	all, err := b.cfg.Store.Digests(ctx, b.self.Team, "")
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.State != store.DigestOn || !d.Next.After(now) {
			continue
		}
		s, err := digest.Parse(d.Schedule, "UTC")
		if err != nil {
			b.log.ErrorContext(ctx, "schedule not understood", "channel", d.Channel, "digest", d.Number, "err", err)
			continue
		}
		if next := s.Next(now); !next.Equal(d.Next) {
			if err := b.cfg.Store.MoveDigest(ctx, d, next); err != nil {
				return err
			}
		}
	}
	return nil
}

// beginDigests opens the slot of each digest that is due. One that missed several catches up once, for the last of them.
func (b *Bot) beginDigests(ctx context.Context, now time.Time) error {
	due, err := b.cfg.Store.DueDigests(ctx, b.self.Team, now)
	if err != nil {
		return err
	}
	for _, d := range due {
		s, err := digest.Parse(d.Schedule, "UTC")
		if err != nil {
			b.log.ErrorContext(ctx, "schedule not understood", "channel", d.Channel, "digest", d.Number, "err", err)
			continue
		}
		last, missed := s.Last(d.Next, now)
		ask := Ask{
			Key: slotKey(d, last), Kind: AskDigest, Via: ViaClock, Team: d.Team, Channel: d.Channel, Thread: digestThread(d.Number),
			Digest: &DigestAsk{Do: digestSlot, Number: d.Number, Due: last},
		}
		r, err := ask.request()
		if err != nil {
			return err
		}
		fresh, err := b.cfg.Store.OpenSlot(ctx, d, last, s.Next(now), r)
		if err != nil {
			return err
		}
		if fresh {
			b.stats.requests.WithLabelValues(string(ask.Via), string(ask.Kind)).Inc()
			b.log.InfoContext(ctx, "digest due", "job", ask.Key, "due", last, "missed", missed-1)
		}
	}
	return nil
}

// digestThread is what keeps the requests of one digest in order: they run one at a time, as those of a thread do.
func digestThread(number int) string { return fmt.Sprintf("digest/%d", number) }

// doSlot makes the digest of a slot. What fails is tried again as long as it makes sense, without cost of an attempt:
// nobody waits, and the next slot waits behind it.
func (b *Bot) doSlot(ctx context.Context, ask Ask) error {
	d, err := b.cfg.Store.Digest(ctx, ask.Team, ask.Channel, ask.Digest.Number)
	if err != nil {
		return err
	}
	if d.State != store.DigestOn { // paused or switched off meanwhile: what it would hold stays for the next one
		return b.closeSlot(ctx, ask, store.SlotFailed, store.Seen{})
	}
	out, err := b.outcome(ctx, ask)
	if err == nil {
		err = b.deliver(ctx, ask, out)
	}
	late := b.now().Sub(ask.Digest.Due)
	if err == nil || ctx.Err() != nil || store.IsStop(err) || passes(err) || late > givenUpAfter {
		return err
	}
	wait := min(max(late/4, retryAtLeast), retryAtMost)
	b.log.WarnContext(ctx, "digest failed, to be tried again", "job", ask.Key, "due", ask.Digest.Due, "again_in", wait, "err", err)
	return store.Snooze(wait)
}

func (b *Bot) closeSlot(ctx context.Context, ask Ask, state store.SlotState, seen store.Seen) error {
	return b.cfg.Store.CloseSlot(ctx, ask.Team, ask.Channel, ask.Digest.Number, ask.Key, state, seen)
}

// giveUpSlot ends a slot that could not be posted. Nobody asked for it at this moment, so nothing is said in the channel.
func (b *Bot) giveUpSlot(ctx context.Context, ask Ask, why error) error {
	b.stats.replies.WithLabelValues("digest_failed").Inc()
	err := b.closeSlot(ctx, ask, store.SlotFailed, store.Seen{})
	if say, ok := stopsDigest(why); ok {
		d, derr := b.cfg.Store.Digest(ctx, ask.Team, ask.Channel, ask.Digest.Number)
		if derr != nil {
			return errors.Join(err, derr)
		}
		err = errors.Join(err, b.pauseItself(ctx, d, say))
	}
	return err
}
