package playground

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// clockRoute is where the clock is read and moved; every answer of the Web API names it, so that a bot can follow.
const clockRoute = "/playground/api/clock"

// ClockHeader is the header in which answers name the route of the clock.
const ClockHeader = "X-Playground-Clock"

// clock is a clock that can be moved. It goes on from where it was moved to.
type clock struct {
	machine func() time.Time
	ahead   atomic.Int64 // nanoseconds
	read    atomic.Int64 // how often it was: who moves it may wait until those who follow it know
}

func (c *clock) now() time.Time { return c.machine().Add(time.Duration(c.ahead.Load())) }

// clockMove is a wish to move the clock: to a moment, by a duration, or back to the machine's.
type clockMove struct {
	Now   string `json:"now"`   // RFC 3339
	By    string `json:"by"`    // as Go writes durations: 90m, -2h
	Reset bool   `json:"reset"` // to the machine's time
}

func (c *clock) move(m clockMove) error {
	switch {
	case m.Reset:
		c.ahead.Store(0)
	case m.Now != "":
		to, err := time.Parse(time.RFC3339, m.Now)
		if err != nil {
			return fmt.Errorf("now %q: want a time such as 2026-11-30T09:00:00Z", m.Now)
		}
		c.ahead.Store(int64(to.Sub(c.machine())))
	default:
		by, err := time.ParseDuration(m.By)
		if err != nil {
			return fmt.Errorf("by %q: want a duration such as 90m", m.By)
		}
		c.ahead.Add(int64(by))
	}
	return nil
}

func (s *Server) serveClock(w http.ResponseWriter, _ *http.Request) {
	s.clock.read.Add(1)
	s.answerClock(w)
}

func (s *Server) answerClock(w http.ResponseWriter) {
	writeJSON(w, http.StatusOK, answer{
		"ok": true, "now": s.clock.now().UTC().Format(time.RFC3339Nano), "ahead": time.Duration(s.clock.ahead.Load()).String(), "read": s.clock.read.Load(),
	})
}

func (s *Server) moveClock(w http.ResponseWriter, r *http.Request) {
	var m clockMove
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&m); err != nil {
		writeJSON(w, http.StatusBadRequest, answer{"ok": false, "error": "invalid_json: " + err.Error()})
		return
	}
	if err := s.clock.move(m); err != nil {
		writeJSON(w, http.StatusBadRequest, answer{"ok": false, "error": err.Error()})
		return
	}
	s.answerClock(w)
}
