package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"

	"github.com/slack-go/slack/socketmode"
)

// ServeSocket takes envelopes over Socket Mode until ctx is done. It reconnects by itself; the error is one that no
// reconnecting mends, such as a revoked token. Connected is called with each change of the connection; it may be nil.
func (b *Bot) ServeSocket(ctx context.Context, connected func(bool)) error {
	client := socketmode.New(b.cfg.Slack, socketmode.OptionLog(slog.NewLogLogger(b.log.Handler(), slog.LevelDebug)))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() {
		cancel(fmt.Errorf("socket mode: %w", client.RunContext(ctx))) // it ends only with an error
	})
	lanes := openLanes()
	defer lanes.close()
	take := func(id string, env Envelope) {
		lanes.take(ctx, conversationIn(env.Payload), func() { b.answerEnvelope(ctx, client, id, env) })
	}
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case ev := <-client.Events:
			b.socketEvent(ev, connected, take)
		}
	}
}

// socketEvent notes changes of the connection, and hands envelopes on.
func (b *Bot) socketEvent(ev socketmode.Event, connected func(bool), take func(id string, env Envelope)) {
	switch ev.Type {
	case socketmode.EventTypeHello, socketmode.EventTypeDisconnect, socketmode.EventTypeConnecting,
		socketmode.EventTypeConnectionError, socketmode.EventTypeInvalidAuth, socketmode.EventTypeIncomingError:
		if connected != nil {
			connected(ev.Type == socketmode.EventTypeHello)
		}
		b.log.Debug("socket", "event", string(ev.Type))
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive:
		if ev.Request == nil || ev.Request.EnvelopeID == "" {
			return
		}
		take(ev.Request.EnvelopeID, Envelope{Type: EnvelopeType(ev.Request.Type), Payload: ev.Request.Payload})
	case socketmode.EventTypeErrorBadMessage:
		// slack-go drops what it cannot parse without acknowledging; Slack would send it again and again.
		bad, ok := ev.Data.(*socketmode.ErrorBadMessage)
		if !ok {
			return
		}
		var raw struct {
			EnvelopeID string          `json:"envelope_id"`
			Type       EnvelopeType    `json:"type"`
			Payload    json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(bad.Message, &raw) == nil && raw.EnvelopeID != "" {
			take(raw.EnvelopeID, Envelope{Type: raw.Type, Payload: raw.Payload})
		}
	}
}

// answerEnvelope acknowledges only what is stored, so that Slack sends again what is not.
func (b *Bot) answerEnvelope(ctx context.Context, client *socketmode.Client, id string, env Envelope) {
	answer, err := b.Accept(ctx, env)
	if err != nil {
		b.log.Error("envelope not stored", "type", string(env.Type), "err", err)
		return
	}
	var payload any
	if answer != nil {
		payload = answer
	}
	if err := client.AckCtx(ctx, id, payload); err != nil {
		b.log.Warn("envelope not acknowledged", "type", string(env.Type), "err", err)
	}
}
