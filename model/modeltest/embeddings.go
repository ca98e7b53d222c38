package modeltest

import (
	"encoding/json"
	"net/http"
)

// Embeds answers requests for embeddings; nil for one that fails with the status 500. It is set before the first request.
type Embeds func(text string) []float32

// StartEmbeddings makes the server answer requests for embeddings too, with the vectors that a script gives.
func (s *Server) StartEmbeddings(embeds Embeds) { s.embeds = embeds }

// Embedded are all texts that embeddings were asked for so far.
func (s *Server) Embedded() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.embedded...)
}

func (s *Server) serveEmbeddings(w http.ResponseWriter, r *http.Request) {
	var req struct {
		Model string   `json:"model"`
		Input []string `json:"input"`
	}
	if err := json.NewDecoder(r.Body).Decode(&req); err != nil || s.embeds == nil {
		http.Error(w, "no embeddings", http.StatusNotFound)
		return
	}
	s.mu.Lock()
	s.embedded = append(s.embedded, req.Input...)
	s.mu.Unlock()
	type datum struct {
		Object    string    `json:"object"`
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	var data []datum
	for i, text := range req.Input {
		v := s.embeds(text)
		if v == nil {
			http.Error(w, `{"error":{"message":"no vector"}}`, http.StatusInternalServerError)
			return
		}
		data = append([]datum{{"embedding", i, v}}, data...) // in no order, as servers may
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "model": req.Model, "data": data})
}
