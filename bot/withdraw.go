package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// claimOf names a claim of a document, whichever reply it stands in.
func claimOf(c summarize.Claim) string {
	id := ""
	if len(c.Citations) > 0 && c.Citations[0].Document() != nil {
		id = c.Citations[0].Document().ID
	}
	return id + "\x00" + strings.ToLower(strings.Join(strings.Fields(c.Text), " "))
}

// withdrawn reports whether a reader struck a claim of this part.
func (p part) withdrawn(claim int) bool { return slices.Contains(p.Withdrawn, claim) }

// withdraw strikes a claim that a reader found unsupported, and keeps it out of later answers.
func (b *Bot) withdraw(ctx context.Context, p press) error {
	r, err := b.replied(ctx, p)
	if err != nil {
		return err
	}
	var i, j int
	if _, err := fmt.Sscanf(p.Value, "%d.%d", &i, &j); err != nil {
		return fmt.Errorf("claim %q: %w", p.Value, err)
	}
	if r.out == nil || !r.may(p.User.ID) || i < 0 || i >= len(r.out.Parts) || r.out.Parts[i].reply == nil || j < 0 || j >= len(r.out.Parts[i].reply.Claims) {
		return b.updateView(ctx, p, notice(r.w, r.gone, p.spot))
	}
	at := &r.out.Parts[i]
	if !at.withdrawn(j) {
		at.Withdrawn = append(at.Withdrawn, j)
	}
	err = b.cfg.Store.AddFeedback(ctx, store.Feedback{
		Team: b.self.Team, Key: p.Key, Person: p.User.ID, Kind: store.NotSupported, Claim: claimOf(at.reply.Claims[j]),
	})
	if err != nil {
		return err
	}
	if err := b.saveOutcome(ctx, r.ask, r.out); err != nil {
		return err
	}
	if err := b.remember(ctx, r.ask, r.out, p.Thread); err != nil {
		return err
	}
	if !p.Private {
		err := b.replace(ctx, Ask{Key: p.Key, Channel: p.Channel, Pressed: p.TS, Thread: p.Thread, Team: b.self.Team}, p.Key, drawOutcome(r.ask, r.out))
		if err != nil {
			return err
		}
	}
	return b.updateView(ctx, p, drawMore(r.w, r.ask, r.out, p.spot, viewer{rights: true}))
}

// withoutWithdrawn leaves out of a new reply what a reader has found unsupported before.
func (b *Bot) withoutWithdrawn(ctx context.Context, team string, r *summarize.Reply) error {
	if r.Engine == summarize.Extractive {
		return nil
	}
	var kept []summarize.Claim
	for _, c := range r.Claims {
		gone, err := b.cfg.Store.Withdrawn(ctx, team, claimOf(c))
		if err != nil {
			return err
		}
		if !gone {
			kept = append(kept, c)
			continue
		}
		out := summarize.LeftOut{Text: c.Text, Outcome: c.Outcome, Reason: summarize.NotSaid}
		if len(c.Citations) > 0 {
			out.Failed = c.Citations[0]
			for _, p := range out.Failed.Passages() {
				out.Passages = append(out.Passages, p.Number)
			}
		}
		r.LeftOut = append(r.LeftOut, out)
	}
	if len(kept) == 0 && len(r.Claims) > 0 {
		r.Answerable, r.Unanswered = false, summarize.Unproven
	}
	r.Claims = kept
	return nil
}

// drawPrivately draws a reply for somebody who did not ask for it: it can be looked at closer, and no more.
func drawPrivately(ask Ask, out *outcome) message {
	return drawFor(ask, out, true)
}

// struckClaims marks the claims of a part that were withdrawn.
func (d *drawing) struckClaims(p part) {
	d.struck = nil
	if p.reply == nil {
		return
	}
	for _, j := range p.Withdrawn {
		if j >= 0 && j < len(p.reply.Claims) {
			d.struck = append(d.struck, claimOf(p.reply.Claims[j]))
		}
	}
}
