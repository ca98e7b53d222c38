package playground

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// An update is one thing that a page that is open has to change.
type update struct {
	Kind    string `json:"kind"` // message, status, presence, view, prompts, reload
	List    string `json:"list,omitempty"`
	Channel string `json:"channel,omitempty"`
	Thread  string `json:"thread,omitempty"` // ts of the root
	TS      string `json:"ts,omitempty"`
	ID      string `json:"id,omitempty"`
	HTML    string `json:"html,omitempty"`
	Text    string `json:"text,omitempty"` // of a status; of a presence, the run
	On      bool   `json:"on,omitempty"`
}

// breath is how often an idle connection shows that it lives.
const breath = 15 * time.Second

// serveEvents tells an open page what has become different, as server-sent events. Their ids are the feed's numbers, so a
// page that was cut off goes on where it stopped.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	since, err := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64)
	if err != nil {
		since, err = strconv.ParseInt(r.URL.Query().Get("since"), 10, 64)
	}
	if err != nil || since > s.ws.changes.last() { // of another run
		since = 0
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	out := &eventWriter{w: w, flush: http.NewResponseController(w).Flush}
	out.write(since, update{Kind: "presence", On: s.connected(), Text: s.run()})
	s.follow(r.Context(), out, r.URL.Query().Get("as"), since)
}

// run is a name of this run, so that a page notices when another one answers.
func (s *Server) run() string { return s.session()[:8] }

// follow writes what changes until the page is gone.
func (s *Server) follow(ctx context.Context, out *eventWriter, as string, since int64) {
	idle := time.NewTicker(breath)
	defer idle.Stop()
	on := s.connected()
	for out.err == nil {
		changes, complete, wake := s.ws.changes.after(since)
		if !complete {
			since = s.ws.changes.last()
			out.write(since, update{Kind: "reload"})
			continue
		}
		for _, c := range changes {
			since = c.Seq
			for _, u := range s.updates(c, as) {
				out.write(since, u)
			}
		}
		if now := s.connected(); now != on {
			on = now
			out.write(since, update{Kind: "presence", On: on, Text: s.run()})
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-idle.C:
			out.breathe()
		}
	}
}

// updates are what a change means to somebody's page.
func (s *Server) updates(c change, as string) []update {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	v := s.ws.newViewer(as)
	var ch *channel
	for _, known := range s.ws.channels {
		if known.id == c.Channel {
			ch = known
		}
	}
	switch {
	case c.User != "" && c.User != v.person.id:
		return nil
	case c.Kind == "view":
		return []update{{Kind: "view"}}
	case c.Kind == "channel":
		return []update{{Kind: "reload"}}
	case ch == nil || !ch.visibleTo(v.person):
		return nil
	case c.Kind == "prompts":
		return []update{{Kind: "prompts", Channel: ch.id, HTML: v.drawnPrompts(ch)}}
	case c.Kind == "message":
		return v.changed(ch, c.TS, ch.find(c.TS))
	case c.Kind == "ephemeral":
		return v.changed(ch, c.TS, ch.findPrivate(c.TS, v.person.id))
	case c.Kind == "status":
		return v.statusChanged(ch, c.TS)
	}
	return nil
}

func (v *viewer) changed(ch *channel, ts string, m *message) []update {
	if m == nil { // its root shows one reply less: the page reads itself again
		return []update{{Kind: "reload", Channel: ch.id, TS: ts}}
	}
	var list []update
	if m.thread == nil || m.broadcast {
		list = append(list, v.drawn(m, inMain))
	}
	if m.onlyFor == "" || m.thread != nil {
		list = append(list, v.drawn(m, inThread))
	}
	if m.thread != nil && m.onlyFor == "" && ch.find(m.thread.ts) != nil {
		list = append(list, v.drawn(m.thread, inMain)) // how many replies it has
	}
	return list
}

func (v *viewer) drawn(m *message, where place) update {
	return update{
		Kind: "message", List: string(where), Channel: m.channel.id, Thread: m.rootTS(), TS: m.ts, ID: domID(where, m.ts), HTML: v.drawnPart("message", v.message(m, where)),
	}
}

func (v *viewer) drawnPrompts(c *channel) string { return v.drawnPart("prompts", v.prompts(c)) }

// drawnPart is a template of the page, in the viewer's language.
func (v *viewer) drawnPart(name string, data any) string {
	var b strings.Builder
	if err := pageTemplates()[v.language()].ExecuteTemplate(&b, name, data); err != nil {
		return escapeHTML(name + " cannot be drawn: " + err.Error())
	}
	return b.String()
}

func (v *viewer) statusChanged(ch *channel, ts string) []update {
	root := ch.find(ts)
	if root == nil {
		return nil
	}
	return []update{v.drawn(root, inMain), {Kind: "status", Channel: ch.id, Thread: ts, Text: v.status(root)}}
}

// eventWriter writes server-sent events until it fails once.
type eventWriter struct {
	w     http.ResponseWriter
	flush func() error
	err   error
}

func (e *eventWriter) write(id int64, u update) {
	data, err := json.Marshal(u)
	if err != nil {
		e.err = err
		return
	}
	e.send(fmt.Sprintf("id: %d\ndata: %s\n\n", id, data))
}

func (e *eventWriter) breathe() { e.send(": still here\n\n") }

func (e *eventWriter) send(text string) {
	if e.err != nil {
		return
	}
	if _, e.err = e.w.Write([]byte(text)); e.err == nil {
		e.err = e.flush()
	}
}
