package playground

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

var chatMethods = map[string]method{
	"chat.postMessage":   {scopes: []string{"chat:write"}, run: postMessage},
	"chat.update":        {scopes: []string{"chat:write"}, run: updateMessage},
	"chat.delete":        {scopes: []string{"chat:write"}, run: deleteMessage},
	"chat.postEphemeral": {scopes: []string{"chat:write"}, run: postEphemeral},
	"chat.getPermalink":  {run: getPermalink},
	"blocks.validate":    {run: validateBlocks},
}

var eventTypeForm = pattern.Lazy(`^[A-Za-z0-9_.]+$`)

// The lengths of texts, as others measured them at the real Slack.
const (
	maxText          = 40_000 // characters; more is cut
	maxUpdate        = 4_000  // bytes
	maxEphemeral     = 3_000  // characters
	maxMarkdown      = 12_000 // characters
	maxMetadataBytes = 8_000
)

// body is what a message is to say, as every method of the family reads it.
type body struct {
	text      string
	blocks    []any
	attached  []any
	hasBlocks bool // blocks were sent, be they empty
	hasText   bool
}

// readBody reads text, markdown_text, blocks and attachments, and checks the blocks.
func (c *call) readBody() (body, error) {
	b := body{text: c.str("text"), hasText: c.has("text")}
	v, ok := c.value("blocks")
	blocks, isList := v.([]any)
	if !ok || (v != nil && !isList) {
		return b, fail("invalid_blocks_format")
	}
	b.blocks, b.hasBlocks = blocks, v != nil
	attached, _ := c.value("attachments")
	b.attached, _ = attached.([]any)
	if md := c.str("markdown_text"); md != "" {
		switch {
		case b.text != "" || len(b.blocks) > 0:
			return b, fail("markdown_text_conflict")
		case utf8.RuneCountInString(md) > maxMarkdown:
			return b, fail("msg_too_long")
		}
		b.text, b.blocks, b.hasBlocks, b.hasText = md, []any{map[string]any{"type": "markdown", "text": md}}, true, true
	}
	if problems := checkBlocks(b.blocks, inMessage); len(problems) > 0 {
		return b, invalidBlocks(problems)
	}
	b.blocks = withIDs(b.blocks)
	return b, nil
}

func (b body) empty() bool {
	return strings.TrimSpace(b.text) == "" && len(b.blocks) == 0 && len(b.attached) == 0
}

// written is the body as Slack keeps it: a person's words become rich text.
func (c *call) written(b body) body {
	if c.who.isBot() {
		b.text = linked(b.text)
		return b
	}
	if len(b.blocks) == 0 {
		typed := c.ws.compose(b.text)
		b.text, b.blocks = typed.text, typed.blocks
	}
	return b
}

// target is the conversation and thread that a message goes to.
func (c *call) target() (*channel, *message, error) {
	ch, err := c.conversation("channel")
	if err != nil {
		return nil, nil, err
	}
	if err := c.mayPost(ch); err != nil {
		return nil, nil, err
	}
	root, err := c.root(ch, c.str("thread_ts"))
	return ch, root, err
}

func (c *call) mayPost(ch *channel) error {
	switch {
	case ch.archived:
		return fail("is_archived")
	case ch.has(c.who.id), ch.kind == publicChannel && c.token.may("chat:write.public"):
		return nil
	}
	return fail("not_in_channel")
}

// root is the message that a thread hangs on; nil where none is asked for. A reply is no root.
func (c *call) root(ch *channel, ts string) (*message, error) {
	if ts == "" {
		return nil, nil
	}
	root := ch.find(ts)
	switch {
	case root == nil:
		return nil, fail("thread_not_found")
	case root.thread != nil:
		return nil, fail("cannot_reply_to_message")
	}
	return root, nil
}

func postMessage(c *call) (answer, error) {
	ch, root, err := c.target()
	if err != nil {
		return nil, err
	}
	b, err := c.readBody()
	if err != nil {
		return nil, err
	}
	metadata, err := c.metadata()
	switch {
	case err != nil:
		return nil, err
	case b.empty():
		return nil, fail("no_text")
	case blockCharacters(b.blocks) > maxBlockCharacters:
		return nil, fail("msg_blocks_too_long")
	}
	if b.text == "" {
		c.warnings = append(c.warnings, "missing_text_in_message")
	}
	if utf8.RuneCountInString(b.text) > maxText {
		b.text = string([]rune(b.text)[:maxText])
		c.warnings = append(c.warnings, "message_truncated")
	}
	b = c.written(b)
	d := draft{
		channel: ch, author: c.who, thread: root, broadcast: c.flag("reply_broadcast"), text: b.text, blocks: b.blocks, attached: b.attached,
		metadata: metadata,
	}
	if c.who.isBot() && c.token.may("chat:write.customize") {
		d.username = c.str("username")
	}
	m := c.ws.post(d)
	return answer{"channel": ch.id, "ts": m.ts, "message": c.ws.messageJSON(m, true)}, nil
}

// metadata reads what apps hang on a message; people cannot.
func (c *call) metadata() (map[string]any, error) {
	v, ok := c.value("metadata")
	m, isObject := v.(map[string]any)
	switch {
	case v == nil && ok:
		return nil, nil
	case !ok, !isObject:
		return nil, fail("invalid_metadata_format")
	case len(m) == 0:
		return map[string]any{}, nil
	case !c.who.isBot():
		return nil, fail("metadata_must_be_sent_from_app")
	}
	kind, _ := m["event_type"].(string)
	payload, hasPayload := m["event_payload"].(map[string]any)
	switch {
	case !hasPayload || !eventTypeForm().MatchString(kind):
		return nil, fail("invalid_metadata_schema")
	case len(encode(m)) > maxMetadataBytes:
		return nil, fail("metadata_too_large")
	}
	return map[string]any{"event_type": kind, "event_payload": payload}, nil
}

// own is a message of the caller that can be changed.
func (c *call) own(refusal string) (*message, error) {
	ch, err := c.conversation("channel")
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("ts"))
	switch {
	case m == nil || m.subtype == "tombstone":
		return nil, fail("message_not_found")
	case m.author != c.who && (!c.who.admin || refusal != "cant_delete_message"):
		return nil, fail(refusal)
	case ch.archived:
		return nil, fail("is_archived")
	}
	return m, nil
}

func updateMessage(c *call) (answer, error) {
	m, err := c.own("cant_update_message")
	if err != nil {
		return nil, err
	}
	b, err := c.readBody()
	if err != nil {
		return nil, err
	}
	metadata, err := c.metadata()
	switch {
	case err != nil:
		return nil, err
	case c.ws.live(m):
		return nil, fail("streaming_state_conflict")
	case b.empty() && len(m.files) == 0:
		return nil, fail("no_text")
	case len(b.text) > maxUpdate:
		return nil, fail("msg_too_long")
	case c.who.isBot() && len(b.blocks) > 0 && hasRichText(m.blocks) && !hasRichText(b.blocks):
		return nil, fail("block_mismatch")
	}
	b = c.written(b)
	c.ws.edit(m, func() {
		if b.hasText || b.text != "" {
			m.text = b.text
		}
		m.blocks, m.attached = b.blocks, b.attached
		if metadata != nil {
			m.metadata = metadata
		}
	})
	return answer{"channel": m.channel.id, "ts": m.ts, "text": m.text, "message": c.ws.messageJSON(m, true)}, nil
}

func hasRichText(blocks []any) bool {
	return slices.ContainsFunc(blocks, func(b any) bool {
		object, _ := b.(map[string]any)
		return object["type"] == "rich_text"
	})
}

func deleteMessage(c *call) (answer, error) {
	m, err := c.own("cant_delete_message")
	if err != nil {
		return nil, err
	}
	c.ws.remove(m)
	return answer{"channel": m.channel.id, "ts": m.ts}, nil
}

func postEphemeral(c *call) (answer, error) {
	ch, root, err := c.target()
	if err != nil {
		return nil, err
	}
	b, err := c.readBody()
	reader := c.ws.person(c.str("user"))
	switch {
	case err != nil:
		return nil, err
	case reader == nil || !ch.has(reader.id):
		return nil, fail("user_not_in_channel")
	case b.empty():
		return nil, fail("no_text")
	case utf8.RuneCountInString(b.text) > maxEphemeral:
		return nil, fail("msg_too_long")
	}
	b = c.written(b)
	m := c.ws.whisper(draft{channel: ch, author: c.who, thread: root, text: b.text, blocks: b.blocks, attached: b.attached}, reader.id)
	return answer{"message_ts": m.ts}, nil
}

func getPermalink(c *call) (answer, error) {
	ch, err := c.conversation("channel")
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("message_ts"))
	if m == nil {
		return nil, fail("message_not_found")
	}
	return answer{"channel": ch.id, "permalink": c.ws.permalink(m)}, nil
}

// validateBlocks answers as blocks.validate does: for blocks, a message or a view.
func validateBlocks(c *call) (answer, error) {
	if v, ok := c.value("view"); ok && v != nil {
		if problems := checkView(v); len(problems) > 0 {
			return nil, invalidDetailed(problems)
		}
		return nil, nil
	}
	v, ok := c.value("blocks")
	if message, isObject := mustObject(c.value("message")); v == nil && isObject {
		v = message["blocks"]
	}
	blocks, isList := v.([]any)
	if !ok || !isList {
		return nil, fail("invalid_arguments")
	}
	if problems := checkBlocks(blocks, inMessage); len(problems) > 0 {
		return nil, invalidDetailed(problems)
	}
	return nil, nil
}

func mustObject(v any, ok bool) (map[string]any, bool) {
	object, isObject := v.(map[string]any)
	return object, ok && isObject
}
