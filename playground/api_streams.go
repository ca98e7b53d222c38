package playground

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"
)

var streamMethods = map[string]method{
	"chat.startStream":  {scopes: []string{"chat:write"}, tokens: []tokenKind{botToken}, run: startStream},
	"chat.appendStream": {scopes: []string{"chat:write"}, tokens: []tokenKind{botToken}, run: appendStream},
	"chat.stopStream":   {scopes: []string{"chat:write"}, tokens: []tokenKind{botToken}, run: stopStream},

	"assistant.threads.setStatus":           {scopes: []string{"chat:write", "assistant:write"}, tokens: []tokenKind{botToken}, run: setStatus},
	"assistant.threads.setTitle":            {scopes: []string{"assistant:write"}, tokens: []tokenKind{botToken}, run: setTitle},
	"assistant.threads.setSuggestedPrompts": {scopes: []string{"assistant:write"}, tokens: []tokenKind{botToken}, run: setPrompts},
	"agents.sessions.setStatus":             {scopes: []string{"chat:write"}, tokens: []tokenKind{botToken}, run: setSession},
}

// A piece is what one call adds to a stream.
type piece struct {
	text   string
	tasks  []map[string]any
	plan   string
	blocks []any
}

// taskStates are the states of a task; one without is pending.
var taskStates = []string{"", "pending", "in_progress", "complete", "error"}

// readPiece reads markdown_text or chunks.
func (c *call) readPiece() (piece, error) {
	p := piece{text: c.str("markdown_text")}
	v, ok := c.value("chunks")
	chunks, isList := v.([]any)
	switch {
	case !ok || (v != nil && !isList):
		return p, fail("invalid_chunks")
	case p.text != "" && len(chunks) > 0:
		return p, fail("markdown_text_conflict")
	case utf8.RuneCountInString(p.text) > maxMarkdown:
		return p, fail("msg_too_long")
	}
	for _, v := range chunks {
		if err := p.add(v); err != nil {
			return p, err
		}
	}
	if problems := checkBlocks(p.blocks, inStream); len(problems) > 0 {
		return p, invalidBlocks(problems)
	}
	return p, nil
}

func (p *piece) add(v any) error {
	chunk, _ := v.(map[string]any)
	text := func(name string) string { s, _ := chunk[name].(string); return s }
	switch chunk["type"] {
	case "markdown_text":
		if text("text") == "" {
			return fail("invalid_chunks")
		}
		p.text += text("text")
	case "plan_update":
		p.plan = text("title")
	case "task_update":
		if text("id") == "" || text("title") == "" || !slices.Contains(taskStates, text("status")) {
			return fail("invalid_chunks")
		}
		task := maps.Clone(chunk)
		task["type"], task["task_id"] = "task_card", text("id")
		delete(task, "id")
		p.tasks = append(p.tasks, task)
	case "blocks":
		blocks, ok := chunk["blocks"].([]any)
		if !ok {
			return fail("invalid_chunks")
		}
		p.blocks = append(p.blocks, blocks...)
	default:
		return fail("invalid_chunks")
	}
	return nil
}

// grow adds a piece to a stream's message.
func (m *message) grow(p piece) {
	st := m.stream
	st.text += p.text
	if p.plan != "" {
		st.plan = p.plan
	}
	for _, task := range p.tasks {
		i := slices.IndexFunc(st.tasks, func(t any) bool { return t.(map[string]any)["task_id"] == task["task_id"] })
		if i < 0 {
			st.tasks = append(st.tasks, task)
			continue
		}
		merged := maps.Clone(st.tasks[i].(map[string]any))
		maps.Copy(merged, task)
		st.tasks[i] = merged
	}
	st.blocks = append(st.blocks, withIDs(p.blocks)...)
	m.text, m.blocks = st.text, st.shown()
}

// shown is a stream as blocks: its text, its tasks, then the blocks that came with it.
func (st *stream) shown() []any {
	var blocks []any
	if st.text != "" {
		blocks = append(blocks, map[string]any{"type": "markdown", "text": st.text})
	}
	if st.plan != "" {
		blocks = append(blocks, map[string]any{"type": "plan", "title": st.plan, "tasks": slices.Clone(st.tasks)})
	} else {
		blocks = append(blocks, st.tasks...)
	}
	return append(blocks, st.blocks...)
}

func startStream(c *call) (answer, error) {
	ch, root, err := c.target()
	switch {
	case err != nil:
		return nil, err
	case root == nil:
		return nil, &apiError{"invalid_arguments", answer{"response_metadata": answer{"messages": []string{"[ERROR] missing required field: thread_ts"}}}}
	case !ch.isDirect() && c.str("recipient_team_id") == "":
		return nil, fail("missing_recipient_team_id")
	case c.str("recipient_team_id") != "" && c.str("recipient_team_id") != teamID:
		return nil, fail("invalid_recipient_team_id")
	case !ch.isDirect() && c.str("recipient_user_id") == "":
		return nil, fail("missing_recipient_user_id")
	}
	p, err := c.readPiece()
	if err != nil {
		return nil, err
	}
	grown := &message{stream: &stream{state: "in_progress", started: c.ws.now()}}
	grown.grow(p)
	m := c.ws.post(draft{channel: ch, author: c.who, thread: root, text: grown.text, blocks: grown.blocks, stream: grown.stream})
	return answer{"channel": ch.id, "ts": m.ts}, nil
}

// streaming is the caller's stream that is still open.
func (c *call) streaming() (*message, error) {
	ch, err := c.conversation("channel")
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("ts"))
	switch {
	case m == nil:
		return nil, fail("message_not_found")
	case m.author != c.who:
		return nil, fail("message_not_owned_by_app")
	case m.stream != nil && m.stream.stopped:
		return nil, fail("stopped_by_user")
	case !c.ws.live(m):
		return nil, fail("message_not_in_streaming_state")
	}
	return m, nil
}

func appendStream(c *call) (answer, error) {
	m, err := c.streaming()
	if err != nil {
		return nil, err
	}
	p, err := c.readPiece()
	switch {
	case err != nil:
		return nil, err
	case p.text == "" && p.plan == "" && len(p.tasks)+len(p.blocks) == 0:
		return nil, fail("no_text")
	}
	c.ws.edit(m, func() { m.grow(p) })
	return answer{"channel": m.channel.id, "ts": m.ts}, nil
}

func stopStream(c *call) (answer, error) {
	m, err := c.streaming()
	if err != nil {
		return nil, err
	}
	p, err := c.readPiece()
	if err != nil {
		return nil, err
	}
	v, ok := c.value("blocks")
	blocks, isList := v.([]any)
	if !ok || (v != nil && !isList) {
		return nil, fail("invalid_blocks_format")
	}
	if problems := checkBlocks(blocks, inStream); len(problems) > 0 {
		return nil, invalidBlocks(problems)
	}
	metadata, err := c.metadata()
	if err != nil {
		return nil, err
	}
	p.blocks = append(p.blocks, blocks...)
	c.ws.edit(m, func() {
		m.grow(p)
		m.stream.state = "completed"
		if metadata != nil {
			m.metadata = metadata
		}
	})
	return answer{"channel": m.channel.id, "ts": m.ts, "message": c.ws.messageJSON(m, true)}, nil
}

// assistantThread is the thread that an assistant method is about.
func (c *call) assistantThread(needed bool) (threadKey, error) {
	ch, err := c.conversation("channel_id")
	if err != nil {
		return threadKey{}, err
	}
	ts := c.str("thread_ts")
	root, err := c.root(ch, ts)
	switch {
	case !ch.has(c.who.id):
		return threadKey{}, fail("channel_not_found")
	case err != nil, needed && root == nil:
		return threadKey{}, fail("invalid_thread_ts")
	}
	return threadKey{ch.id, ts}, nil
}

func setStatus(c *call) (answer, error) {
	key, err := c.assistantThread(true)
	if err != nil {
		return nil, err
	}
	loading := c.list("loading_messages")
	if len(loading) > 10 || slices.ContainsFunc(loading, func(s string) bool { return utf8.RuneCountInString(s) > 50 }) {
		return nil, fail("invalid_arguments")
	}
	c.ws.setStatus(key, status{text: c.str("status"), loading: loading})
	return nil, nil
}

func setTitle(c *call) (answer, error) {
	if c.s.app.pane == noPane {
		return nil, fail("not_agent_app")
	}
	key, err := c.assistantThread(true)
	if err != nil {
		return nil, err
	}
	remember(c.ws.titles, key, c.str("title"))
	c.ws.changes.publish(change{Kind: "status", Channel: key.channel, TS: key.thread})
	return nil, nil
}

func setPrompts(c *call) (answer, error) {
	if c.s.app.pane == noPane {
		return nil, fail("not_agent_app")
	}
	key, err := c.assistantThread(false)
	if err != nil {
		return nil, err
	}
	v, ok := c.value("prompts")
	prompts, isList := v.([]any)
	if !ok || !isList || len(prompts) > 4 {
		return nil, fail("invalid_arguments")
	}
	for i, p := range prompts {
		prompt, _ := p.(map[string]any)
		title, _ := prompt["title"].(string)
		message, _ := prompt["message"].(string)
		if title == "" || message == "" {
			return nil, &apiError{"invalid_arguments", answer{"response_metadata": answer{
				"messages": []string{fmt.Sprintf("[ERROR] a prompt needs title and message [json-pointer:/prompts/%d]", i)},
			}}}
		}
	}
	remember(c.ws.prompts, key, prompts)
	c.ws.changes.publish(change{Kind: "prompts", Channel: key.channel, TS: key.thread})
	return nil, nil
}

func setSession(c *call) (answer, error) {
	if !c.s.cfg.AgentSessions {
		return nil, fail("feature_disabled")
	}
	if c.str("thread_ts") == "" {
		return nil, fail("thread_ts_required")
	}
	key, err := c.assistantThread(true)
	if err != nil {
		return nil, err
	}
	state := c.str("status")
	if !slices.Contains([]string{"processing", "active", "suspended", "closed"}, state) {
		return nil, fail("invalid_arguments")
	}
	remember(c.ws.sessions, key, state)
	c.ws.changes.publish(change{Kind: "status", Channel: key.channel, TS: key.thread})
	return nil, nil
}
