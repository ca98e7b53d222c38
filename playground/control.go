package playground

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The routes below /playground/api: what a click does, what tests look at, and what goes wrong.

func (s *Server) controlRoutes(mux *http.ServeMux) {
	posts := map[string]func(context.Context, request) (answer, error){
		"message": s.controlMessage, "edit": s.controlEdit, "delete": s.controlDelete, "reaction": s.controlReaction,
		"command": s.controlCommand, "action": s.controlAction, "shortcut": s.controlShortcut, "view": s.controlView, "home": s.controlHome,
		"stop": s.controlStop, "unfurl": s.controlUnfurl, "context": s.controlContext, "verify": s.controlVerify, "share": s.controlShare, "faults/release": s.controlRelease,
	}
	for name, do := range posts {
		mux.HandleFunc("POST /playground/api/"+name, s.guard(s.control(do)))
	}
	mux.HandleFunc("GET "+clockRoute, s.guard(s.serveClock))
	mux.HandleFunc("POST "+clockRoute, s.guard(s.moveClock))
	mux.HandleFunc("GET /playground/api/state", s.guard(s.serveState))
	mux.HandleFunc("GET /playground/api/log", s.guard(s.serveLog))
	mux.HandleFunc("GET /playground/api/faults", s.guard(s.serveFaults))
	mux.HandleFunc("POST /playground/api/faults", s.guard(s.addFaults))
	mux.HandleFunc("DELETE /playground/api/faults", s.guard(s.clearFaults))
}

// guard keeps other sites' pages out: the Host has to be an address, localhost or ours (no name rebound to this
// machine), and what changes something has to be JSON that a browser sends for our own page alone.
func (s *Server) guard(next http.HandlerFunc) http.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		host = strings.Trim(host, "[]")
		switch {
		case net.ParseIP(host) == nil && host != "localhost" && r.Host != s.base.Host:
			http.Error(w, "unknown host", http.StatusMisdirectedRequest)
		case protection.Check(r) != nil:
			http.Error(w, "cross-site request", http.StatusForbidden)
		case r.Method == http.MethodPost && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"):
			http.Error(w, "want application/json", http.StatusUnsupportedMediaType)
		default:
			next(w, r)
		}
	}
}

// A request is what the routes take; each reads the fields that it needs.
type request struct {
	User       string                    `json:"user"`    // name or id
	Channel    string                    `json:"channel"` // name, id, or a person for the direct message with them
	TS         string                    `json:"ts"`
	ThreadTS   string                    `json:"thread_ts"`
	Text       string                    `json:"text"`
	Broadcast  bool                      `json:"reply_broadcast"`
	Files      []requestFile             `json:"files"`
	Name       string                    `json:"name"` // of a reaction
	Remove     bool                      `json:"remove"`
	Command    string                    `json:"command"`
	ActionID   string                    `json:"action_id"`
	BlockID    string                    `json:"block_id"`
	Value      any                       `json:"value"`
	CallbackID string                    `json:"callback_id"`
	ViewID     string                    `json:"view_id"`
	Action     string                    `json:"action"` // of a view: submit (also where empty) or close
	Values     map[string]map[string]any `json:"values"` // what stands in a view, by block and action
	Tab        string                    `json:"tab"`
	Entities   []any                     `json:"entities"`
	ID         string                    `json:"id"`
	Shared     sharing                   `json:"shared"` // of a channel: shared (also where empty), pending or no
}

type requestFile struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Content string `json:"content"` // text
	Base64  string `json:"base64"`  // instead of content
}

func (s *Server) control(do func(context.Context, request) (answer, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var body request
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxFileBytes*2)).Decode(&body); err != nil {
			writeJSON(w, http.StatusBadRequest, answer{"ok": false, "error": "invalid_json: " + err.Error()})
			return
		}
		a, err := do(r.Context(), body)
		if err != nil {
			refusal := answer{"ok": false, "error": err.Error()}
			if e, ok := errors.AsType[*apiError](err); ok {
				maps.Copy(refusal, e.fields)
			}
			writeJSON(w, http.StatusOK, refusal)
			return
		}
		if _, said := a["ok"]; !said {
			a["ok"] = true
		}
		writeJSON(w, http.StatusOK, a)
	}
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// An error here means that the client is gone.
	_, _ = w.Write(encode(v))
}

// as runs a method of the Web API as a person; the caller holds the lock.
func (s *Server) as(p *person, args map[string]any, run func(*call) (answer, error)) (answer, error) {
	kind := userToken
	if p.isBot() {
		kind = botToken
	}
	return run(&call{arguments: &arguments{json: args}, s: s, ws: s.ws, who: p, token: s.tokens[s.tokenOf(kind, p.id)]})
}

// actor is who a request speaks for.
func (s *Server) actor(r request) (*person, error) {
	if p := s.ws.personNamed(r.User); r.User != "" && p != nil && p.id != botUserID {
		return p, nil
	}
	return nil, fmt.Errorf("user %q: want ann, bob, carol, dana or an id", r.User)
}

// place is who acts, and where.
func (s *Server) place(r request) (*person, *channel, error) {
	p, err := s.actor(r)
	if err != nil {
		return nil, nil, err
	}
	ch := s.ws.channelNamed(r.Channel, p)
	if ch == nil || !ch.visibleTo(p) {
		return nil, nil, fail("channel_not_found")
	}
	return p, ch, nil
}

func (s *Server) controlMessage(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p, ch, err := s.place(r)
	if err != nil {
		return nil, err
	}
	if len(r.Files) == 0 {
		return s.as(p, map[string]any{"channel": ch.id, "text": r.Text, "thread_ts": r.ThreadTS, "reply_broadcast": r.Broadcast}, postMessage)
	}
	list := []any{}
	for _, f := range r.Files {
		data := []byte(f.Content)
		if f.Base64 != "" {
			if data, err = base64.StdEncoding.DecodeString(f.Base64); err != nil {
				return nil, fmt.Errorf("file %q: %w", f.Name, err)
			}
		}
		made := &file{name: f.Name, title: f.Name, owner: p, data: data, uploaded: true, kind: contentType(f.Name, data)}
		if len(data) > maxFileBytes {
			return nil, fail("storage_limit_reached")
		}
		if err := s.ws.addFile(made); err != nil {
			return nil, err
		}
		list = append(list, map[string]any{"id": made.id, "title": f.Title})
	}
	a, err := s.as(p, map[string]any{"channel_id": ch.id, "files": list, "initial_comment": r.Text, "thread_ts": r.ThreadTS}, completeUpload)
	if err != nil {
		return nil, err
	}
	m := ch.messages[len(ch.messages)-1]
	a["channel"], a["ts"], a["message"] = ch.id, m.ts, s.ws.messageJSON(m, false)
	return a, nil
}

func (s *Server) controlEdit(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p, ch, err := s.place(r)
	if err != nil {
		return nil, err
	}
	return s.as(p, map[string]any{"channel": ch.id, "ts": r.TS, "text": r.Text}, updateMessage)
}

func (s *Server) controlDelete(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p, ch, err := s.place(r)
	if err != nil {
		return nil, err
	}
	if m := ch.findPrivate(r.TS, p.id); m != nil {
		s.ws.dismiss(m)
		return answer{}, nil
	}
	return s.as(p, map[string]any{"channel": ch.id, "ts": r.TS}, deleteMessage)
}

func (s *Server) controlReaction(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p, ch, err := s.place(r)
	if err != nil {
		return nil, err
	}
	do := addReaction
	if r.Remove {
		do = removeReaction
	}
	if _, err := s.as(p, map[string]any{"channel": ch.id, "timestamp": r.TS, "name": r.Name}, do); err != nil {
		return nil, err
	}
	return answer{}, nil
}

// acknowledged is what the routes answer that wait for the app.
func acknowledged(id string, a ack) answer {
	reply := answer{"ok": a.ok, "envelope_id": id, "acknowledged": a.ok, "response": nil}
	if !a.ok {
		reply["error"] = a.reason
	}
	if len(a.payload) > 0 {
		reply["response"] = a.payload
	}
	return reply
}

func (s *Server) controlCommand(ctx context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	p, ch, err := s.place(r)
	s.ws.mu.Unlock()
	switch {
	case err != nil:
		return nil, err
	case !strings.HasPrefix(r.Command, "/"):
		return nil, errors.New("command: want /footnote")
	case !s.app.has(r.Command):
		return nil, fmt.Errorf("%s is not a valid command", r.Command)
	}
	return acknowledged(s.command(ctx, p, ch, r.Command, r.Text)), nil
}

func (s *Server) controlAction(ctx context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	m, v, p, err := s.actedOn(r)
	if err == nil && v != nil {
		v.fill(r.Values)
	}
	s.ws.mu.Unlock()
	if err != nil {
		return nil, err
	}
	id, a, err := s.act(ctx, p, m, v, r.ActionID, r.BlockID, r.Value)
	if err != nil {
		return nil, err
	}
	return acknowledged(id, a), nil
}

// actedOn is the message or view whose element somebody uses.
func (s *Server) actedOn(r request) (*message, *view, *person, error) {
	if r.ViewID != "" {
		p, err := s.actor(r)
		v := s.ws.views[r.ViewID]
		if err == nil && (v == nil || v.person != p) {
			err = fail("view_not_found")
		}
		return nil, v, p, err
	}
	p, ch, err := s.place(r)
	if err != nil {
		return nil, nil, nil, err
	}
	m := ch.find(r.TS)
	if m == nil {
		m = ch.findPrivate(r.TS, p.id)
	}
	if m == nil {
		return nil, nil, nil, fail("message_not_found")
	}
	return m, nil, p, nil
}

func (s *Server) controlView(ctx context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	_, v, _, err := s.actedOn(r)
	s.ws.mu.Unlock()
	switch {
	case err != nil:
		return nil, err
	case v == nil:
		return nil, fail("view_not_found")
	case r.Action == "close":
		return acknowledged(s.dismissView(ctx, v)), nil
	case r.Action == "" || r.Action == "submit":
		return acknowledged(s.submit(ctx, v, r.Values)), nil
	}
	return nil, fmt.Errorf("action %q: want submit or close", r.Action)
}

// controlShare shares a channel with another company, of which dana joins, or invites them; no ends that.
func (s *Server) controlShare(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	ch, dana := s.ws.channelNamed(r.Channel, nil), s.ws.personNamed("dana")
	if ch == nil {
		return nil, fail("channel_not_found")
	}
	switch r.Shared {
	case "", extShared:
		was := ch.shared
		ch.shared = extShared
		s.ws.join(ch, dana, "")
		if was != extShared {
			s.ws.hearShared(ch)
		}
	case pendingShared:
		ch.shared = pendingShared
	case "no":
		ch.shared = notShared
		s.ws.leave(ch, dana)
	default:
		return nil, fmt.Errorf("shared %q: want shared, pending or no", r.Shared)
	}
	return answer{"channel": s.ws.channelJSON(ch, dana)}, nil
}

// controlUnfurl shows a preview of a message's links, as Slack does by itself some time after a post.
func (s *Server) controlUnfurl(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	m, _, _, err := s.actedOn(r)
	switch {
	case err != nil:
		return nil, err
	case m == nil || m.onlyFor != "":
		return nil, fail("message_not_found")
	}
	s.ws.unfurl(m, []any{map[string]any{"id": 1, "title": "A preview", "fallback": "A preview", "text": r.Text}})
	return answer{}, nil
}

func (s *Server) controlVerify(ctx context.Context, _ request) (answer, error) {
	if s.cfg.EventsURL == "" {
		return nil, errors.New("no events URL is set")
	}
	ok, d := s.verify(ctx)
	return answer{"ok": ok, "status": d.status, "reason": d.reason}, nil
}

func (s *Server) controlRelease(_ context.Context, r request) (answer, error) {
	return answer{"released": s.faults.release(r.ID)}, nil
}

// waited lets a reader wait for something new: ?after=VERSION&wait=10s.
func (s *Server) waited(r *http.Request, kinds ...string) {
	wait, err := time.ParseDuration(r.URL.Query().Get("wait"))
	if err != nil || wait <= 0 {
		return
	}
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), min(wait, time.Minute))
	defer cancel()
	s.ws.changes.wait(ctx, after, kinds...)
}

func (s *Server) serveLog(w http.ResponseWriter, r *http.Request) {
	since, err := strconv.ParseInt(r.URL.Query().Get("since"), 10, 64)
	if err != nil {
		since = 0
	}
	s.waited(r, "log")
	version := s.ws.changes.last()
	writeJSON(w, http.StatusOK, answer{"ok": true, "version": version, "entries": s.journal.after(since), "waiting": s.queue.waiting(), "sockets": s.sockets.count()})
}

func (s *Server) serveFaults(w http.ResponseWriter, r *http.Request) {
	s.waited(r, "fault")
	version := s.ws.changes.last()
	rules, held := s.faults.list()
	writeJSON(w, http.StatusOK, answer{"ok": true, "version": version, "faults": rules, "held": held, "holding": len(held)})
}

// addFaults takes one rule or a list of them; a disconnect happens at once.
func (s *Server) addFaults(w http.ResponseWriter, r *http.Request) {
	var raw json.RawMessage
	var rules []fault
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&raw)
	if err == nil && strings.HasPrefix(strings.TrimSpace(string(raw)), "[") {
		err = json.Unmarshal(raw, &rules)
	} else if err == nil {
		rules = make([]fault, 1)
		err = json.Unmarshal(raw, &rules[0])
	}
	added, sockets := []fault{}, 0
	for _, rule := range rules {
		if err != nil {
			break
		}
		if rule.Kind == disconnect {
			reason := rule.Reason
			if reason == "" {
				reason = "refresh_requested"
			}
			sockets = s.sockets.disconnect(reason, rule.Cut)
			continue
		}
		if rule, err = s.faults.add(rule); err == nil {
			added = append(added, rule)
		}
	}
	if err != nil {
		writeJSON(w, http.StatusBadRequest, answer{"ok": false, "error": err.Error()})
		return
	}
	writeJSON(w, http.StatusOK, answer{"ok": true, "faults": added, "disconnected": sockets})
}

func (s *Server) clearFaults(w http.ResponseWriter, r *http.Request) {
	s.faults.clear(r.URL.Query().Get("id"))
	writeJSON(w, http.StatusOK, answer{"ok": true})
}
