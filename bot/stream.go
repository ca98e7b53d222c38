package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/store"
)

// In a direct message, the agent pane among them, a reply is a stream: its message stands there early and shows what is
// being read and checked, until the reply takes its place, whole, once all of it was read twice.

// The clocks of a stream. Slack ends one about five minutes after its start, whatever is appended, and takes 100 pieces a
// minute of a workspace.
const (
	streamFor   = 4 * time.Minute
	streamAfter = 300 * time.Millisecond // a reply that is there by then needs none
	streamEvery = 600 * time.Millisecond
)

// streams reports whether the reply to a request is a stream where Slack takes one.
func (b *Bot) streams(ask Ask) bool {
	return ask.Via == ViaDM && ask.Kind == AskReply && ask.Of == "" && ask.TS != "" && ask.Thread != ""
}

// stream shows what a request is at until it has ended; false where Slack takes no stream, and something else is to be shown.
func (b *Bot) stream(ctx context.Context, ask Ask, s *showing) bool {
	soon := time.NewTimer(b.cfg.streamAfter)
	defer soon.Stop()
	select {
	case <-s.ended:
		return true
	case <-soon.C:
	}
	stands, ok := b.startStream(ctx, ask, s)
	if !ok || stands.State != store.Intended {
		return ok
	}
	tick := time.NewTicker(streamEvery)
	defer tick.Stop()
	for b.now().Sub(stands.Streams) < streamFor {
		select {
		case <-s.ended:
			return true
		case <-tick.C:
		}
		if chunks := s.untold(false); len(chunks) > 0 && !b.appendStream(ctx, ask, stands.TS, chunks) {
			<-s.ended
			return true
		}
	}
	if err := b.stopStream(ctx, ask.Channel, stands.TS); err != nil {
		b.log.Debug("stream not ended", "job", ask.Key, "err", err) // the reply is written over it all the same
	}
	<-s.ended
	return true
}

// startStream begins the message of a reply, or finds the one that a dead process has begun. That it is meant is stored
// first, and where it stands as soon as Slack says so: a stream bears no key of ours until it ends.
func (b *Bot) startStream(ctx context.Context, ask Ask, s *showing) (stands store.Post, ok bool) {
	if !b.progress.allowed(ask.Team, "chat.startStream", b.now()) {
		return stands, false
	}
	ctx, cancel := context.WithTimeout(ctx, progressTime)
	defer cancel()
	p := post{ask: ask, part: store.ReplyPart, thread: ask.Thread}
	stands, fresh, err := b.intend(ctx, p)
	switch {
	case err != nil:
		b.log.Warn("no stream", "job", ask.Key, "err", err)
		return stands, false
	case !fresh:
		return stands, stands.TS != "" // or something was sent, which is looked for when the reply is there
	}
	chunks := s.untold(false)
	if len(chunks) == 0 {
		s.finding(ask)
		chunks = s.untold(false)
	}
	options := []slack.MsgOption{slack.MsgOptionTS(ask.Thread), slack.MsgOptionChunks(chunks...)}
	if ask.UserTeam == "" || ask.UserTeam == ask.Team {
		options = append(options, slack.MsgOptionRecipientTeamID(ask.Team), slack.MsgOptionRecipientUserID(ask.User))
	}
	stands.Streams = b.now() // before Slack's own clock begins, however long its answer takes
	err = b.slack.try(ctx, "chat.startStream", func(ctx context.Context, api *slack.Client) (err error) {
		_, stands.TS, err = api.StartStreamContext(ctx, ask.Channel, options...)
		return err
	})
	if err != nil {
		b.refused(ask, "chat.startStream", err)
		if err := b.settle(ctx, p, err); err != nil {
			b.log.Warn("no stream", "job", ask.Key, "err", err)
		}
		return stands, false
	}
	if err := b.cfg.Store.Streaming(ctx, ask.Key, p.part, ask.Channel, stands.TS, stands.Streams); err != nil {
		b.log.Warn("stream not noted", "job", ask.Key, "err", err) // it is found again as one without its ts
	}
	return stands, true
}

// appendStream shows what has changed; false where the stream takes no more. What does not get through is shown with the
// next change, or not at all.
func (b *Bot) appendStream(ctx context.Context, ask Ask, ts string, chunks []slack.StreamChunk) bool {
	ctx, cancel := context.WithTimeout(ctx, progressTime)
	defer cancel()
	err := b.slack.try(ctx, "chat.appendStream", func(ctx context.Context, api *slack.Client) error {
		_, _, err := api.AppendStreamContext(ctx, ask.Channel, ts, slack.MsgOptionChunks(chunks...))
		return err
	})
	if err == nil {
		return true
	}
	b.log.Debug("stream not told", "job", ask.Key, "err", err)
	if slackCode(err) != "stopped_by_user" {
		return passes(err)
	}
	if err := b.acceptLater(ctx, stopOf(ask)); err != nil {
		b.log.Warn("not stopped", "job", ask.Key, "err", err)
	}
	return false
}

// stopStream ends a stream with what stands below it.
func (b *Bot) stopStream(ctx context.Context, channel, ts string, options ...slack.MsgOption) error {
	return b.slack.call(ctx, "chat.stopStream", channel, func(ctx context.Context, api *slack.Client) error {
		_, _, err := api.StopStreamContext(ctx, channel, ts, options...)
		return err
	})
}

// finishStream puts a reply into the message that has streamed; false where that message is no more, and another is to be
// posted. It may be called again whatever died: what it does twice changes nothing.
func (b *Bot) finishStream(ctx context.Context, p post, stands store.Post, m message) (done bool, err error) {
	metadata, whole := slack.MsgOptionMetadata(p.metadata()), false
	if b.now().Sub(stands.Streams) < streamFor {
		options := []slack.MsgOption{metadata}
		if len(m.blocks) > 0 {
			options = append(options, slack.MsgOptionBlocks(m.blocks...))
		}
		if chunks := p.ask.Shown.last(); len(chunks) > 0 {
			options = append(options, slack.MsgOptionChunks(chunks...))
		}
		err := b.stopStream(ctx, p.ask.Channel, stands.TS, options...)
		switch {
		case slackCode(err) == "stopped_by_user" && !p.stopped:
			return false, errors.Join(errStopped, b.acceptLater(ctx, stopOf(p.ask)))
		case err != nil && (passes(err) || slackCode(err) == ""):
			return false, fmt.Errorf("end the stream: %w", err)
		}
		whole = err == nil
	}
	// What has streamed gives way to the reply: only so it has a text for notifications, and the form of every other reply.
	err = b.overwrite(ctx, p, stands.TS, m, metadata)
	switch code := slackCode(err); code {
	case "block_mismatch", "edit_window_closed", "cant_update_message":
		b.log.Warn("stream cannot become the reply, posting it anew", "job", p.ask.Key, "err", err)
		return false, b.deleteMessage(ctx, p.ask.Channel, stands.TS)
	case "message_not_found":
		return false, nil
	case "streaming_state_conflict": // Slack's own parts lag behind each other
		return false, &passing{err: err}
	}
	switch {
	case err == nil:
		return true, nil
	case passes(err) || slackCode(err) == "":
		return false, fmt.Errorf("finish the stream: %w", err)
	case whole:
		b.log.Warn("stream stays above the reply", "job", p.ask.Key, "err", err)
		return true, nil
	}
	return false, store.Stop(fmt.Errorf("finish the stream: %w", err))
}

// overwrite writes a reply over what has streamed.
func (b *Bot) overwrite(ctx context.Context, p post, ts string, m message, metadata slack.MsgOption) error {
	return b.plainerIfRefused(p, m, func(m message) error {
		err := b.changeMessage(ctx, p.ask.Channel, ts, m, metadata)
		if slackCode(err) != "streaming_state_conflict" {
			return err
		}
		if err := b.stopStream(ctx, p.ask.Channel, ts); err != nil && slackCode(err) == "" {
			return err
		}
		return b.changeMessage(ctx, p.ask.Channel, ts, m, metadata)
	})
}
