package playground

import (
	"net/http"
	"slices"
)

// serveState is the whole workspace as JSON, for tests: what everybody sees, and what single people see.
func (s *Server) serveState(w http.ResponseWriter, r *http.Request) {
	s.waited(r, "message", "ephemeral", "status", "view", "channel", "prompts")
	version := s.ws.changes.last() // before the state is read, so that nothing is missed
	s.ws.mu.Lock()
	body := encode(s.ws.state(version))
	s.ws.mu.Unlock()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	// An error here means that the client is gone.
	_, _ = w.Write(body)
}

func (w *workspace) state(version int64) answer {
	people := []any{}
	for _, p := range w.people {
		people = append(people, map[string]any{
			"id": p.id, "name": p.name, "real_name": p.realName, "locale": p.locale, "tz": p.tz, "is_bot": p.isBot(), "is_guest": p.guest, "bot_id": p.botID,
		})
	}
	channels := []any{}
	for _, c := range w.channels {
		channels = append(channels, w.channelState(c))
	}
	statuses := []any{}
	for key := range w.statuses {
		if st := w.status(key); st.text != "" {
			statuses = append(statuses, map[string]any{"channel": key.channel, "thread_ts": key.thread, "status": st.text, "loading_messages": st.loading})
		}
	}
	sessions := []any{}
	for key, state := range w.sessions {
		sessions = append(sessions, map[string]any{"channel": key.channel, "thread_ts": key.thread, "status": state})
	}
	titles := []any{}
	for key, title := range w.titles {
		titles = append(titles, map[string]any{"channel": key.channel, "thread_ts": key.thread, "title": title})
	}
	prompts := []any{}
	for key, list := range w.prompts {
		prompts = append(prompts, map[string]any{"channel": key.channel, "thread_ts": key.thread, "prompts": list})
	}
	return answer{
		"ok": true, "version": version, "team": teamID, "bot": map[string]any{"user": botUserID, "bot_id": botID, "app_id": appID},
		"people": people, "channels": channels, "views": w.viewState(), "statuses": statuses, "sessions": sessions, "prompts": prompts, "titles": titles,
	}
}

func (w *workspace) channelState(c *channel) map[string]any {
	messages, private := []any{}, []any{}
	for _, m := range c.messages {
		w.live(m)
		messages = append(messages, w.messageJSON(m, true))
	}
	for _, m := range c.private {
		j := w.messageJSON(m, false)
		j["for"] = m.onlyFor
		private = append(private, j)
	}
	return map[string]any{
		"id": c.id, "name": c.name, "kind": string(c.kind), "members": slices.Clone(c.members), "archived": c.archived, "messages": messages,
		"ephemeral": private,
	}
}

// viewState is what each person has open.
func (w *workspace) viewState() map[string]any {
	views := map[string]any{}
	for _, p := range w.people {
		if p.isBot() {
			continue
		}
		modals := []any{}
		for _, id := range w.modals[p.id] {
			modals = append(modals, w.viewJSON(w.views[id]))
		}
		v := map[string]any{"modals": modals, "home": nil}
		if home := w.homes[p.id]; home != nil {
			v["home"] = w.viewJSON(home)
		}
		views[p.id] = v
	}
	return views
}
