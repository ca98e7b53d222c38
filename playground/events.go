package playground

import (
	"crypto/rand"
	"encoding/json"
)

// What follows from a change, in the words of the Events API. The app hears of conversations that it is in.

// hears reports whether the app is told what happens in a conversation.
func (c *channel) hears() bool { return c.has(botUserID) }

// message is a message as its event carries it: with the conversation, without what only history adds.
func (w *workspace) eventOf(m *message) map[string]any {
	e := w.messageJSON(m, false)
	for _, name := range []string{"reply_count", "reply_users", "reply_users_count", "latest_reply", "is_locked", "subscribed", "reactions"} {
		delete(e, name)
	}
	e["channel"], e["channel_type"], e["event_ts"] = m.channel.id, string(m.channel.kind), m.ts
	if w.pane != noPane && !m.author.isBot() {
		// For assistant.search.context: Slack sends it at the top, its documents show it in assistant_thread.
		token := w.actionToken(m.author)
		e["action_token"], e["assistant_thread"] = token, map[string]any{"action_token": token}
	}
	if m.author.team != "" {
		e["user_team"], e["source_team"] = m.author.team, m.author.team
	}
	return e
}

func (w *workspace) hearPosted(m *message) {
	if !m.channel.hears() {
		return
	}
	w.hearMention(m, m.ts)
	w.emit(w.eventOf(m))
	for _, f := range m.files {
		w.emit(map[string]any{
			"type": "file_shared", "channel_id": m.channel.id, "file_id": f.id, "user_id": m.author.id, "file": map[string]any{"id": f.id}, "event_ts": w.newTS(),
		})
	}
}

// hearMention tells of a mention; in direct messages the message itself says enough.
func (w *workspace) hearMention(m *message, ts string) {
	if m.channel.isDirect() || m.author.id == botUserID || !m.mentions(botUserID) {
		return
	}
	e := w.eventOf(m)
	e["type"], e["event_ts"] = "app_mention", ts
	delete(e, "channel_type")
	delete(e, "subtype")
	w.emit(e)
}

// hearChanged tells that a message is no longer what it was before; firstMention where a mention of the app may be new in it.
func (w *workspace) hearChanged(m *message, before map[string]any, ts string, firstMention bool) {
	if !m.channel.hears() {
		return
	}
	if firstMention {
		w.hearMention(m, ts)
	}
	w.emit(map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": m.channel.id, "channel_type": string(m.channel.kind),
		"ts": ts, "event_ts": ts, "message": w.messageJSON(m, false), "previous_message": before,
	})
}

func (w *workspace) hearDeleted(m *message, before map[string]any, ts string) {
	if !m.channel.hears() {
		return
	}
	w.emit(map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "channel": m.channel.id, "channel_type": string(m.channel.kind),
		"deleted_ts": m.ts, "ts": ts, "event_ts": ts, "previous_message": before,
	})
}

func (w *workspace) hearReaction(kind string, m *message, p *person, name string) {
	if !m.channel.hears() {
		return
	}
	w.emit(map[string]any{
		"type": kind, "user": p.id, "reaction": name, "item": map[string]any{"type": "message", "channel": m.channel.id, "ts": m.ts},
		"item_user": m.author.id, "event_ts": w.newTS(),
	})
}

func (w *workspace) hearJoined(c *channel, p *person, inviter string) {
	if !c.hears() {
		return
	}
	e := map[string]any{"type": "member_joined_channel", "user": p.id, "channel": c.id, "channel_type": "C", "team": teamID, "event_ts": w.newTS()}
	if c.kind == privateChannel {
		e["channel_type"] = "G"
	}
	if inviter != "" {
		e["inviter"] = inviter
	}
	w.emit(e)
}

func (w *workspace) hearLeft(c *channel, by *person) {
	kind := "channel_left"
	if c.kind == privateChannel {
		kind = "group_left"
	}
	w.emit(map[string]any{"type": kind, "channel": c.id, "actor_id": by.id, "event_ts": w.newTS()})
}

func (w *workspace) hearArchived(c *channel, by *person) {
	if !c.hears() {
		return
	}
	kind := "channel_archive"
	if c.kind == privateChannel {
		kind = "group_archive"
	}
	w.emit(map[string]any{"type": kind, "channel": c.id, "user": by.id, "is_moved": 0, "event_ts": w.newTS()})
}

func (w *workspace) hearShared(c *channel) {
	if c.hears() {
		w.emit(map[string]any{"type": "channel_shared", "connected_team_id": partnerTeam, "channel": c.id, "event_ts": w.newTS()})
	}
}

// hearHome tells that somebody opened the app's home or its messages.
func (w *workspace) hearHome(p *person, dm *channel, tab string, entities []any) {
	e := map[string]any{"type": "app_home_opened", "user": p.id, "channel": dm.id, "tab": tab, "event_ts": w.newTS()}
	if home := w.homes[p.id]; home != nil && tab == "home" {
		e["view"] = w.viewJSON(home)
	}
	if entities != nil {
		e["context"] = map[string]any{"entities": entities}
	}
	w.emit(e)
}

// hearPane tells where somebody's pane stands and what they look at, as apps of old hear of it: begun is a new thread.
func (w *workspace) hearPane(p *person, dm *channel, entities []any, begun bool) {
	kind := "assistant_thread_context_changed"
	if begun {
		kind = "assistant_thread_started"
		root := w.post(draft{channel: dm, author: w.person(botUserID), subtype: "assistant_app_thread", text: "New Assistant Thread"})
		w.panes[p.id] = root.ts
	}
	context := map[string]any{}
	for _, entity := range entities {
		if e, _ := entity.(map[string]any); e["type"] == "slack#/types/channel_id" {
			context = map[string]any{"channel_id": e["value"], "team_id": teamID, "enterprise_id": nil}
		}
	}
	w.emit(map[string]any{"type": kind, "event_ts": w.newTS(), "assistant_thread": map[string]any{
		"user_id": p.id, "context": context, "channel_id": dm.id, "thread_ts": w.panes[p.id],
	}})
}

// hearStopped tells that somebody pressed the stop button of a stream.
func (w *workspace) hearStopped(m *message, p *person) {
	w.emit(map[string]any{
		"type": "agent_session_stopped", "channel": m.channel.id, "user": p.id, "thread_ts": m.rootTS(), "streaming_message_ts": []string{m.ts},
		"event_ts": w.newTS(),
	})
}

// emitEvent wraps what happened and gives it to the queue.
func (s *Server) emitEvent(event map[string]any) {
	if !s.app.hears(event) {
		return
	}
	id := newID("Ev")
	shared := false
	if name, ok := event["channel"].(string); ok {
		ch := s.ws.channelNamed(name, nil)
		shared = ch != nil && ch.shared == extShared
	}
	payload := encode(map[string]any{
		"token": "playground", "team_id": teamID, "context_team_id": teamID, "context_enterprise_id": nil, "api_app_id": appID,
		"type": "event_callback", "event_id": id, "event_time": s.cfg.Now().Unix(), "event_context": "4-" + rand.Text(),
		"is_ext_shared_channel": shared, "event": event,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": teamID, "user_id": botUserID, "is_bot": true, "is_enterprise_install": false,
		}},
	})
	kind, _ := event["type"].(string)
	if sub, ok := event["subtype"].(string); ok {
		kind += "/" + sub
	}
	s.queue.add(&envelope{kind: eventEnvelope, payload: json.RawMessage(payload), event: kind, eventID: id})
}
