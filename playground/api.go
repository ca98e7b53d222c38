package playground

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// answer is what a method says beside ok.
type answer map[string]any

// apiError is an answer that is not ok.
type apiError struct {
	code   string
	fields answer // beside ok and error
}

func (e *apiError) Error() string { return e.code }

func fail(code string) error { return &apiError{code: code} }

var errInvalidJSON = errors.New("body is no JSON object")

// A method is one of the Web API.
type method struct {
	scopes []string    // any of them will do; none: no scope is needed
	tokens []tokenKind // none: bots and people
	run    func(*call) (answer, error)
}

// A call is one use of a method, by one token. It runs under the workspace's lock.
type call struct {
	*arguments
	s        *Server
	ws       *workspace
	who      *person
	token    *token
	warnings []string
}

// methods are all that this Slack knows; each family has its table in its own file.
var methods = mergeMethods(authMethods, chatMethods, streamMethods, conversationMethods, fileMethods, peopleMethods, viewMethods, searchMethods)

func mergeMethods(families ...map[string]method) map[string]method {
	all := map[string]method{}
	for _, family := range families {
		maps.Copy(all, family)
	}
	return all
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	e := entry{Kind: "call", Method: name}
	if r.Method != http.MethodPost && r.Method != http.MethodGet {
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	args, err := readArguments(w, r)
	if err != nil {
		code := "invalid_form_data"
		if errors.Is(err, errInvalidJSON) {
			code = "invalid_json"
		}
		writeAnswer(w, nil, nil, failure(fail(code)))
		return
	}
	m, known := methods[name]
	t := s.tokens[tokenIn(r, args)]
	fault := s.faults.matchCall(name, t, args)
	e.Args, e.Fault = args.shown(), fault.kind()
	if t != nil {
		e.Caller = t.person.name
	}
	if !fault.before(w, r) {
		e.Error = "fault"
		s.journal.add(e)
		return
	}
	body := s.answer(r, name, m, known, t, args, &e)
	s.journal.add(e)
	if fault.after(w, r) {
		writeAnswer(w, t, m.scopes, body)
	}
}

// answer checks and runs a call; the answer is JSON.
func (s *Server) answer(r *http.Request, name string, m method, known bool, t *token, args arguments, e *entry) []byte {
	refused := func(err error) []byte {
		e.Error = err.Error()
		return failure(err)
	}
	switch {
	case !known:
		return refused(fail("unknown_method"))
	case name == "api.test":
	case t == nil && tokenIn(r, args) == "":
		return refused(fail("not_authed"))
	case t == nil:
		return refused(fail("invalid_auth"))
	case name == "apps.connections.open" && bearer(r) == "":
		return refused(fail("not_authed")) // Slack takes this token in the header alone
	case len(m.tokens) > 0 && !slices.Contains(m.tokens, t.kind), len(m.tokens) == 0 && t.kind == appToken:
		return refused(fail("not_allowed_token_type"))
	case len(m.scopes) > 0 && !slices.ContainsFunc(m.scopes, t.may):
		return refused(missingScope(t, m.scopes...))
	}
	c := &call{arguments: &args, s: s, ws: s.ws, token: t}
	if t != nil {
		c.who = t.person
	}
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	result, err := m.run(c)
	if err != nil {
		return refused(err)
	}
	e.OK = true
	return c.success(result)
}

func (c *call) success(result answer) []byte {
	if result == nil {
		result = answer{}
	}
	result["ok"] = true
	if len(c.warnings) > 0 {
		result["warning"] = strings.Join(c.warnings, ",")
		meta, ok := result["response_metadata"].(answer)
		if !ok {
			meta = answer{}
		}
		meta["warnings"] = c.warnings
		result["response_metadata"] = meta
	}
	return encode(result)
}

func failure(err error) []byte {
	body := answer{"ok": false}
	if e, ok := errors.AsType[*apiError](err); ok {
		maps.Copy(body, e.fields)
		body["error"] = e.code
	} else {
		body["error"] = "internal_error"
	}
	return encode(body)
}

func missingScope(t *token, needed ...string) error {
	return &apiError{"missing_scope", answer{"needed": strings.Join(needed, ","), "provided": strings.Join(t.scopes, ",")}}
}

// encode writes JSON as Slack does, without escaping of HTML.
func encode(v any) []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return []byte(`{"ok":false,"error":"internal_error"}`)
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

func writeAnswer(w http.ResponseWriter, t *token, accepted []string, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set(ClockHeader, clockRoute)
	if t != nil {
		w.Header().Set("X-OAuth-Scopes", strings.Join(t.scopes, ","))
	}
	if len(accepted) > 0 {
		w.Header().Set("X-Accepted-OAuth-Scopes", strings.Join(accepted, ","))
	}
	// An error here means that the client is gone.
	_, _ = w.Write(body)
}

func bearer(r *http.Request) string {
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(value)
}

func tokenIn(r *http.Request, args arguments) string {
	if t := bearer(r); t != "" {
		return t
	}
	return args.str("token")
}
