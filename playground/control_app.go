package playground

import (
	"context"
	"errors"
	"fmt"
)

// What people do with the app itself: its shortcuts, its home, its pane, the stop button of its streams.

func (s *Server) controlShortcut(ctx context.Context, r request) (answer, error) {
	if r.TS == "" && r.CallbackID != "" {
		return s.globalShortcut(ctx, r)
	}
	s.ws.mu.Lock()
	m, _, p, err := s.actedOn(r)
	s.ws.mu.Unlock()
	switch {
	case err != nil:
		return nil, err
	case m == nil || r.CallbackID == "":
		return nil, errors.New("shortcut: want callback_id, and ts for one of a message")
	case !s.app.offers("message", r.CallbackID):
		return nil, fail("shortcut_not_found")
	}
	return acknowledged(s.shortcut(ctx, p, m, r.CallbackID)), nil
}

// globalShortcut uses a shortcut that hangs on no message.
func (s *Server) globalShortcut(ctx context.Context, r request) (answer, error) {
	if !s.app.offers("global", r.CallbackID) {
		return nil, fail("shortcut_not_found")
	}
	s.ws.mu.Lock()
	p, err := s.actor(r)
	if err != nil {
		s.ws.mu.Unlock()
		return nil, err
	}
	payload := s.ws.interaction("shortcut", p, "")
	payload["callback_id"], payload["action_ts"] = r.CallbackID, s.ws.newTS()
	s.ws.mu.Unlock()
	return acknowledged(s.queue.ask(ctx, interactionEnvelope, "shortcut", payload)), nil
}

func (s *Server) controlHome(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p, err := s.actor(r)
	if err != nil {
		return nil, err
	}
	if r.Tab == "" {
		r.Tab = "home"
	}
	if r.Tab != "home" && r.Tab != "messages" {
		return nil, fmt.Errorf("tab %q: want home or messages", r.Tab)
	}
	dm := s.ws.direct(p, s.ws.person(botUserID))
	s.ws.hearHome(p, dm, r.Tab, r.Entities)
	if s.app.pane == assistantView && r.Tab == "messages" {
		s.ws.hearPane(p, dm, r.Entities, true)
	}
	a := answer{"channel": dm.id, "view": nil}
	if home := s.ws.homes[p.id]; home != nil {
		a["view"] = s.ws.viewJSON(home)
	}
	return a, nil
}

// controlContext says what somebody looks at beside the app's messages.
func (s *Server) controlContext(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p, err := s.actor(r)
	if err != nil {
		return nil, err
	}
	entities := r.Entities
	if ch := s.ws.channelNamed(r.Channel, p); ch != nil && entities == nil {
		entities = []any{map[string]any{"type": "slack#/types/channel_id", "value": ch.id, "team_id": teamID}}
	}
	dm := s.ws.direct(p, s.ws.person(botUserID))
	if s.app.pane == assistantView {
		s.ws.hearPane(p, dm, entities, s.ws.panes[p.id] == "")
		return answer{"channel": dm.id}, nil
	}
	s.ws.emit(map[string]any{
		"type": "app_context_changed", "user": p.id, "channel": dm.id, "event_ts": s.ws.newTS(), "context": map[string]any{"entities": entities},
	})
	return answer{"channel": dm.id}, nil
}

// controlStop presses the stop button of a stream.
func (s *Server) controlStop(_ context.Context, r request) (answer, error) {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	m, _, p, err := s.actedOn(r)
	switch {
	case err != nil:
		return nil, err
	case m == nil || !s.ws.live(m):
		return nil, fail("message_not_in_streaming_state")
	case !s.ws.stops:
		return nil, errors.New("a stream has a stop button only where the app has subscribed to agent_session_stopped")
	}
	s.ws.edit(m, func() { m.stream.stopped, m.stream.state = true, "completed" })
	s.ws.hearStopped(m, p)
	return answer{}, nil
}
