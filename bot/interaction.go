package bot

import (
	"context"
	"encoding/json"
	"fmt"
)

// interaction is a press of a button, as far as it is used.
type interaction struct {
	Type string `json:"type"`
	User struct {
		ID     string `json:"id"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Container struct {
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		ChannelID string `json:"channel_id"`
	} `json:"container"`
	Actions []struct {
		ActionID string `json:"action_id"`
		Value    string `json:"value"`
		ActionTS string `json:"action_ts"`
	} `json:"actions"`
}

// actionWhole is the button that wants a long text summarized although it costs; its value is the key of the request
// that it belongs to.
const actionWhole = "footnote_whole"

// parseInteraction turns a press of one of our buttons into what is asked; false for all else. The workspace is ours: of
// a shared channel the payload may name the other side's.
func (id identity) parseInteraction(payload json.RawMessage) (Ask, bool, error) {
	var in interaction
	if err := json.Unmarshal(payload, &in); err != nil {
		return Ask{}, false, fmt.Errorf("decode interaction: %w", err)
	}
	if in.Type != "block_actions" || in.User.ID == "" || in.Container.ChannelID == "" || in.Container.MessageTS == "" {
		return Ask{}, false, nil
	}
	for _, a := range in.Actions {
		if a.ActionID != actionWhole || a.Value == "" || a.ActionTS == "" {
			continue
		}
		return Ask{
			Key: actionKey(id.Team, in.Container.ChannelID, a.ActionTS), Kind: AskReply, Via: ViaButton, Team: id.Team,
			Channel: in.Container.ChannelID, User: in.User.ID, UserTeam: in.User.TeamID,
			Thread: firstOf(in.Container.ThreadTS, in.Container.MessageTS), InThread: true,
			Offer: a.Value, Pressed: in.Container.MessageTS,
		}, true, nil
	}
	return Ask{}, false, nil
}

func (b *Bot) acceptInteraction(ctx context.Context, env Envelope) error {
	ask, asked, err := b.self.parseInteraction(env.Payload)
	if err == nil && !asked {
		ask, asked, err = b.self.shortcut(env.Payload)
	}
	if err != nil {
		b.log.Warn("interaction not understood", "err", err)
		return nil
	}
	if !asked {
		b.log.Debug("interaction ignored")
		return nil
	}
	return b.store(ctx, ask)
}
