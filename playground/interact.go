package playground

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// What people do with commands, buttons, shortcuts and views, as the app hears of it. These wait for the app's
// acknowledgement, so none of them holds the workspace's lock while it does.

// A responseAddress is where an app may answer an interaction without a token.
type responseAddress struct {
	channel *channel
	person  *person
	message *message // the one that was acted on; of a command what acknowledged it, nil for none
	root    *message // the thread of private answers
	made    time.Time
	uses    int
}

const (
	responseLasts = 30 * time.Minute
	responseUses  = 5
)

func (w *workspace) newResponseURL(a *responseAddress) string {
	for id, old := range w.answers {
		if w.now().Sub(old.made) > responseLasts {
			delete(w.answers, id)
		}
	}
	id := newID("R") + newID("")
	a.made = w.now()
	w.answers[id] = a
	return w.base + "/response/" + id
}

func (w *workspace) teamJSON() map[string]any {
	return map[string]any{"id": teamID, "domain": "playground"}
}

func actorJSON(p *person) map[string]any {
	return map[string]any{"id": p.id, "username": p.name, "name": p.name, "team_id": p.teamID()}
}

func (c *channel) spokenName() string {
	switch c.kind {
	case directMessage:
		return "directmessage"
	case privateChannel:
		return "privategroup"
	case groupMessage:
		return "mpdm"
	case publicChannel:
	}
	return c.name
}

// interaction is what the payload of every interaction begins with.
func (w *workspace) interaction(kind string, p *person, fromView string) map[string]any {
	return map[string]any{
		"type": kind, "user": actorJSON(p), "team": w.teamJSON(), "api_app_id": appID, "token": "playground", "is_enterprise_install": false,
		"enterprise": nil, "trigger_id": w.newTrigger(p, fromView),
	}
}

// commandFailed is what Slack itself says.
const commandFailed = `%s failed with the error "%s"`

// command runs a slash command and shows the app's answer.
func (s *Server) command(ctx context.Context, p *person, ch *channel, command, text string) (string, ack) {
	s.ws.mu.Lock()
	address := &responseAddress{channel: ch, person: p}
	payload := map[string]string{
		"token": "playground", "team_id": teamID, "team_domain": "playground", "channel_id": ch.id, "channel_name": ch.spokenName(), "user_id": p.id,
		"user_name": p.name, "command": command, "text": text, "api_app_id": appID, "is_enterprise_install": "false",
		"response_url": s.ws.newResponseURL(address), "trigger_id": s.ws.newTrigger(p, ""),
	}
	s.ws.mu.Unlock()
	id, a := s.queue.ask(ctx, commandEnvelope, command, payload)
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	if !a.ok {
		s.ws.whisper(draft{channel: ch, author: s.ws.person(botUserID), text: fmt.Sprintf(say(pageLanguage(p.locale), commandFailed), command, a.reason)}, p.id)
		return id, a
	}
	var reply responseBody
	if len(a.payload) > 0 && json.Unmarshal(a.payload, &reply) == nil && (reply.Text != "" || len(reply.Blocks) > 0) {
		said, err := s.ws.respond(&responseAddress{channel: ch, person: p}, reply)
		if err != nil {
			a.ok, a.reason = false, err.Error()
		}
		address.message = said
	}
	return id, a
}

// act presses a button, or uses another element, of a message or view.
func (s *Server) act(ctx context.Context, p *person, m *message, v *view, actionID, blockID string, value any) (string, ack, error) {
	s.ws.mu.Lock()
	payload, err := s.ws.actionPayload(p, m, v, actionID, blockID, value)
	s.ws.mu.Unlock()
	if err != nil {
		return "", ack{}, err
	}
	id, a := s.queue.ask(ctx, interactionEnvelope, "block_actions", payload)
	return id, a, nil
}

func (w *workspace) actionPayload(p *person, m *message, v *view, actionID, blockID string, value any) (map[string]any, error) {
	var payload map[string]any
	var blocks any
	if v != nil {
		payload = w.interaction("block_actions", p, v.id)
		payload["container"], payload["view"] = map[string]any{"type": "view", "view_id": v.id}, w.viewJSON(v)
		blocks = v.content["blocks"]
	} else {
		payload = w.interaction("block_actions", p, "")
		container := map[string]any{"type": "message", "message_ts": m.ts, "channel_id": m.channel.id, "is_ephemeral": m.onlyFor != ""}
		if ts := m.threadTS(); ts != "" {
			container["thread_ts"] = ts
		}
		payload["container"] = container
		payload["channel"] = map[string]any{"id": m.channel.id, "name": m.channel.spokenName()}
		payload["message"], payload["state"] = w.messageJSON(m, true), map[string]any{"values": map[string]any{}}
		payload["response_url"] = w.newResponseURL(&responseAddress{channel: m.channel, person: p, message: m, root: m.thread})
		blocks = m.blocks
	}
	var found map[string]any
	eachElement(blocks, func(block string, e map[string]any) bool {
		other := value != nil && e["type"] == "button" && e["value"] != value
		if e["action_id"] == actionID && (blockID == "" || block == blockID) && !other {
			blockID, found = block, e
		}
		return found != nil
	})
	if found == nil {
		return nil, fail("action_not_found")
	}
	payload["actions"] = []any{action(found, blockID, w.newTS(), value)}
	return payload, nil
}

// action is what happened to an element.
func action(e map[string]any, blockID, ts string, value any) map[string]any {
	a := map[string]any{"type": e["type"], "action_id": e["action_id"], "block_id": blockID, "action_ts": ts}
	if e["text"] != nil {
		a["text"] = e["text"]
	}
	switch e["type"] {
	case "button", "icon_button":
		a["value"] = e["value"]
		if e["value"] == nil {
			delete(a, "value")
		}
	case "feedback_buttons":
		delete(a, "text")
		a["value"] = value
	default:
		maps.Copy(a, chosen(e, value))
	}
	return a
}

// shortcut uses a message shortcut.
func (s *Server) shortcut(ctx context.Context, p *person, m *message, callback string) (string, ack) {
	s.ws.mu.Lock()
	payload := s.ws.interaction("message_action", p, "")
	payload["callback_id"], payload["message_ts"], payload["message"] = callback, m.ts, s.ws.messageJSON(m, true)
	payload["channel"] = map[string]any{"id": m.channel.id, "name": m.channel.spokenName()}
	payload["action_ts"] = s.ws.newTS()
	payload["response_url"] = s.ws.newResponseURL(&responseAddress{channel: m.channel, person: p, root: m.thread})
	s.ws.mu.Unlock()
	return s.queue.ask(ctx, interactionEnvelope, "message_action", payload)
}

// submit sends a modal with its values (by block and action), and does what the app answers. As in Slack nothing is sent while
// something that has to be filled in is empty, and what is sent names every element, the empty ones with null.
func (s *Server) submit(ctx context.Context, v *view, values map[string]map[string]any) (string, ack) {
	s.ws.mu.Lock()
	v.fill(values)
	if missing := v.missing(); missing != "" {
		s.ws.mu.Unlock()
		return "", ack{reason: "missing_required_input: " + missing}
	}
	payload := s.ws.interaction("view_submission", v.person, v.id)
	payload["view"], payload["response_urls"] = s.ws.viewJSON(v), []any{}
	s.ws.mu.Unlock()
	id, a := s.queue.ask(ctx, interactionEnvelope, "view_submission", payload)
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	if a.ok {
		if err := s.ws.answerSubmission(v, a.payload); err != nil {
			a.ok, a.reason = false, err.Error()
		}
	}
	return id, a
}

func (w *workspace) answerSubmission(v *view, payload json.RawMessage) error {
	reply, _ := decodeJSON(payload).(map[string]any)
	content, _ := reply["view"].(map[string]any)
	kind, _ := reply["response_action"].(string)
	if kind == "update" || kind == "push" {
		if problems := checkView(content); len(problems) > 0 {
			return invalidArguments(problems)
		}
		content = maps.Clone(content)
		content["blocks"] = withIDs(asList(content["blocks"]))
	}
	switch kind {
	case "":
		if open := w.modals[v.person.id]; len(open) > 0 && open[len(open)-1] == v.id {
			w.closeTop(v.person)
		}
	case "clear":
		w.closeAll(v.person)
	case "errors":
		w.changes.publish(change{Kind: "view", User: v.person.id})
	case "update":
		w.replaceView(v, content)
	case "push":
		if len(w.modals[v.person.id]) >= maxModals {
			return fail("push_limit_reached")
		}
		w.stack(w.newView(v.person, content))
	default:
		return fail("invalid_response_action")
	}
	return nil
}

// dismissView closes a modal; the app hears of it where it asked to.
func (s *Server) dismissView(ctx context.Context, v *view) (string, ack) {
	s.ws.mu.Lock()
	notify := v.content["notify_on_close"] == true
	payload := s.ws.interaction("view_closed", v.person, "")
	delete(payload, "trigger_id")
	payload["view"], payload["is_cleared"] = s.ws.viewJSON(v), false
	for open := s.ws.modals[v.person.id]; slices.Contains(open, v.id); open = s.ws.modals[v.person.id] {
		s.ws.closeTop(v.person)
	}
	s.ws.mu.Unlock()
	if !notify {
		return "", ack{ok: true}
	}
	return s.queue.ask(ctx, interactionEnvelope, "view_closed", payload)
}

// A responseBody is what an app sends to a response address, or as the payload of an acknowledgement.
type responseBody struct {
	Text            string `json:"text"`
	Blocks          []any  `json:"blocks"`
	Attachments     []any  `json:"attachments"`
	ResponseType    string `json:"response_type"`
	ReplaceOriginal bool   `json:"replace_original"`
	DeleteOriginal  bool   `json:"delete_original"`
	ThreadTS        string `json:"thread_ts"`
}

// respond does what an app answered: a message for one or for all, which it returns, or a change of the message that was
// acted on.
func (w *workspace) respond(a *responseAddress, r responseBody) (*message, error) {
	if problems := checkBlocks(r.Blocks, inMessage); len(problems) > 0 {
		return nil, invalidBlocks(problems)
	}
	bot := w.person(botUserID)
	r.Text, r.Blocks = linked(r.Text), withIDs(r.Blocks)
	switch {
	case (r.DeleteOriginal || r.ReplaceOriginal) && a.message != nil && !a.message.stands():
		return nil, fail("message_not_found")
	case r.DeleteOriginal && a.message != nil && a.message.onlyFor != "":
		w.dismiss(a.message)
		return nil, nil
	case r.DeleteOriginal && a.message != nil:
		w.remove(a.message)
		return nil, nil
	case r.Text == "" && len(r.Blocks) == 0 && len(r.Attachments) == 0:
		return nil, fail("no_text")
	case r.ReplaceOriginal && a.message != nil:
		change := func() { a.message.text, a.message.blocks, a.message.attached = r.Text, r.Blocks, r.Attachments }
		if a.message.onlyFor != "" {
			change()
			w.changed(a.message)
		} else {
			w.edit(a.message, change)
		}
		return nil, nil
	}
	d := draft{channel: a.channel, author: bot, thread: a.root, text: r.Text, blocks: r.Blocks, attached: r.Attachments}
	if r.ThreadTS != "" {
		if root := a.channel.find(r.ThreadTS); root != nil && root.thread == nil {
			d.thread = root
		}
	}
	if r.ResponseType == "in_channel" {
		return w.post(d), nil
	}
	return w.whisper(d, a.person.id), nil
}

// serveResponseURL takes what an app answers to an interaction.
func (s *Server) serveResponseURL(w http.ResponseWriter, r *http.Request) {
	app := s.tokens[s.BotToken()]
	fault := s.faults.matchCall("response_url", app, arguments{})
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil || !fault.before(w, r) {
		return
	}
	status, reply := s.takeResponse(r.PathValue("id"), data)
	e := entry{Kind: "call", Method: "response_url", Caller: app.person.name, Fault: fault.kind(), OK: status == http.StatusOK}
	if shown, ok := decodeJSON(data).(map[string]any); ok {
		e.Args = arguments{json: shown}.shown()
	}
	if !e.OK {
		e.Error = strings.TrimSpace(string(reply))
	}
	s.journal.add(e)
	if !fault.after(w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// An error here means that the client is gone.
	_, _ = w.Write(reply)
}

func (s *Server) takeResponse(id string, data []byte) (int, []byte) {
	var body responseBody
	if err := json.Unmarshal(data, &body); err != nil {
		return http.StatusBadRequest, failure(fail("invalid_payload"))
	}
	if object, ok := decodeJSON(data).(map[string]any); ok {
		body.Blocks = asList(object["blocks"]) // with numbers as they were written
	}
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	a := s.ws.answers[id]
	switch {
	case a == nil || s.ws.now().Sub(a.made) > responseLasts:
		return http.StatusNotFound, failure(fail("expired_url"))
	case a.uses >= responseUses:
		return http.StatusNotFound, failure(fail("used_url"))
	}
	if _, err := s.ws.respond(a, body); err != nil {
		return http.StatusBadRequest, failure(err)
	}
	a.uses++
	return http.StatusOK, []byte(`{"ok":true}`)
}
