package summarize

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// engineVersion is part of every cache key: raise it when the same answer of a model would become another reply.
const engineVersion = 2

// CacheKey is the same for requests that would be replied to alike: by the same documents, question with its history,
// style, language, model and prompts. It holds none of their words.
func (e *Engine) CacheKey(req Request) string {
	key := struct {
		Engine    int
		Documents []string
		Question  string
		History   []Turn
		Style     Style
		Language  string
		Model     string
		Prompts   string
		Reader    string
		Meaning   bool `json:",omitempty"`
	}{Engine: engineVersion, Question: strings.Join(strings.Fields(req.Question), " "), History: req.History, Style: req.Style}
	for _, d := range req.Documents {
		key.Documents = append(key.Documents, d.ID)
	}
	if key.Question == "" && key.Style == "" {
		key.Style = Standard
	}
	key.Language, key.Meaning = replyLanguage(req), e.cfg.Embedder != nil
	if e.asks(req) {
		key.Prompts, key.Model = e.cfg.Prompts.Version(), "model"
		key.Reader = e.readerKey()
		if named, ok := e.cfg.Model.(interface{ Name() string }); ok {
			key.Model = named.Name()
		}
	}
	data, err := json.Marshal(key)
	if err != nil {
		data = fmt.Append(nil, key) // strings and numbers always marshal
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// readerKey says who reads a second time, if anybody.
func (e *Engine) readerKey() string {
	if e.cfg.Unread {
		return "unread"
	}
	return "read by " + e.readerID()
}
