package bot

import (
	"context"
	"time"

	"github.com/slack-go/slack"
)

// progressEmoji stands under the asking message while it is worked on, where no status is allowed.
const progressEmoji = "eyes"

// showProgress tells the asker that work goes on, and returns what ends it. It never posts a message, and its failures
// are only logged. A command has the text of its acknowledgement instead.
func (b *Bot) showProgress(ctx context.Context, ask Ask) (stop func()) {
	if ask.Via == ViaCommand || ask.TS == "" {
		return func() {}
	}
	if b.setStatus(ctx, ask, WordsFor(b.cfg.Language).f(thinking)) == nil {
		return func() {
			b.atEnd(ctx, func(ctx context.Context) {
				if err := b.setStatus(ctx, ask, ""); err != nil {
					b.log.Debug("status not cleared", "job", ask.Key, "err", err)
				}
			})
		}
	}
	item := slack.ItemRef{Channel: ask.Channel, Timestamp: ask.TS}
	err := b.slack.call(ctx, "reactions.add", ask.Channel, func(ctx context.Context, api *slack.Client) error {
		return api.AddReactionContext(ctx, progressEmoji, item)
	})
	if err != nil && slackCode(err) != "already_reacted" {
		b.log.Debug("no progress shown", "job", ask.Key, "err", err)
		return func() {}
	}
	return func() {
		b.atEnd(ctx, func(ctx context.Context) {
			err := b.slack.call(ctx, "reactions.remove", ask.Channel, func(ctx context.Context, api *slack.Client) error {
				return api.RemoveReactionContext(ctx, progressEmoji, item)
			})
			if err != nil && slackCode(err) != "no_reaction" {
				b.log.Debug("reaction not removed", "job", ask.Key, "err", err)
			}
		})
	}
}

func (b *Bot) setStatus(ctx context.Context, ask Ask, status string) error {
	return b.slack.call(ctx, "assistant.threads.setStatus", ask.Channel, func(ctx context.Context, api *slack.Client) error {
		return api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
			ChannelID: ask.Channel, ThreadTS: ask.Thread, Status: status,
		})
	})
}

// atEnd runs what tidies up even where the request itself was cancelled.
func (b *Bot) atEnd(ctx context.Context, tidy func(context.Context)) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	tidy(ctx)
}
