package playground

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A message is one post in a conversation, or one that only a single person sees.
type message struct {
	channel  *channel
	ts       string
	thread   *message // the root; nil for a message of its own
	author   *person
	username string // a name of the bot's own choice
	subtype  string
	text     string
	blocks   []any
	attached []any
	files    []*file
	clientID string // only of people's messages
	edited   string // ts of the edit
	metadata map[string]any

	reactions []reaction
	replies   []*message
	broadcast bool
	stream    *stream
	onlyFor   string // an ephemeral message's reader
}

// A reaction is an emoji and who gave it.
type reaction struct {
	name  string
	users []string
}

// keptMessages is how many messages a conversation keeps; older ones are forgotten.
const keptMessages = 2000

// keptPrivate is the same for ephemeral messages.
const keptPrivate = 200

// A draft is a message about to be posted; it has been checked.
type draft struct {
	channel   *channel
	author    *person
	thread    *message
	broadcast bool
	username  string
	subtype   string // of a message that Slack itself posts; else it is found out
	text      string
	blocks    []any
	attached  []any
	files     []*file
	metadata  map[string]any
	stream    *stream
}

// post puts a message into its conversation and says so.
func (w *workspace) post(d draft) *message {
	m := &message{
		channel: d.channel, ts: w.newTS(), thread: d.thread, author: d.author, username: d.username, text: d.text, blocks: d.blocks,
		attached: d.attached, files: d.files, metadata: d.metadata, stream: d.stream,
	}
	if !d.author.isBot() {
		m.clientID = newClientID()
	}
	switch {
	case d.subtype != "":
		m.subtype = d.subtype
	case d.broadcast && d.thread != nil:
		m.subtype, m.broadcast = "thread_broadcast", true
	case len(d.files) > 0:
		m.subtype = "file_share"
	case d.username != "":
		m.subtype = "bot_message"
	}
	if m.thread != nil {
		m.thread.replies = append(m.thread.replies, m)
	}
	c := d.channel
	c.messages = append(c.messages, m)
	if len(c.messages) > keptMessages {
		c.forget(c.messages[0])
	}
	for _, f := range d.files {
		f.share(c)
	}
	if d.author.id == botUserID {
		w.setStatus(threadKey{c.id, m.rootTS()}, status{})
	}
	w.changed(m)
	w.hearPosted(m)
	return m
}

// newClientID is a random UUID (RFC 9562, version 4).
func newClientID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// whisper shows a message to one person alone.
func (w *workspace) whisper(d draft, reader string) *message {
	m := &message{channel: d.channel, ts: w.newTS(), thread: d.thread, author: d.author, text: d.text, blocks: d.blocks, attached: d.attached, onlyFor: reader}
	c := d.channel
	c.private = append(c.private, m)
	if len(c.private) > keptPrivate {
		c.private = slices.Clone(c.private[len(c.private)-keptPrivate:])
	}
	w.changed(m)
	return m
}

// edit changes a message. A person's edit is marked as one; an app's is not.
func (w *workspace) edit(m *message, change func()) {
	w.alter(m, func(ts string) {
		change()
		if !m.author.isBot() {
			m.edited = ts
		}
	})
}

// unfurl shows previews below a message, of which the app hears as of a change that nobody made.
func (w *workspace) unfurl(m *message, previews []any) {
	w.alter(m, func(string) { m.attached = previews })
}

func (w *workspace) alter(m *message, change func(ts string)) {
	before, mentioned, ts := w.messageJSON(m, false), m.mentions(botUserID), w.newTS()
	change(ts)
	w.changed(m)
	w.hearChanged(m, before, ts, !mentioned)
}

// remove takes a message away; a root with replies leaves a tombstone.
func (w *workspace) remove(m *message) {
	before := w.messageJSON(m, false)
	if len(m.replies) > 0 {
		m.subtype, m.text, m.blocks, m.attached, m.files, m.metadata = "tombstone", "This message was deleted.", nil, nil, nil, nil
		m.reactions, m.stream, m.edited = nil, nil, ""
		w.changed(m)
		w.hearChanged(m, before, w.newTS(), false)
		return
	}
	m.channel.forget(m)
	w.changed(m)
	w.hearDeleted(m, before, w.newTS())
}

// dismiss takes an ephemeral message away.
func (w *workspace) dismiss(m *message) {
	m.channel.private = slices.DeleteFunc(m.channel.private, func(o *message) bool { return o == m })
	w.changed(m)
}

func (w *workspace) changed(m *message) {
	kind := "message"
	if m.onlyFor != "" {
		kind = "ephemeral"
	}
	w.changes.publish(change{Kind: kind, Channel: m.channel.id, TS: m.ts, User: m.onlyFor})
}

// forget drops a message without a word.
func (c *channel) forget(m *message) {
	c.messages = slices.DeleteFunc(c.messages, func(o *message) bool { return o == m })
	if m.thread != nil {
		m.thread.replies = slices.DeleteFunc(m.thread.replies, func(o *message) bool { return o == m })
	}
}

// find is the message with a timestamp; nil where there is none.
func (c *channel) find(ts string) *message {
	i, ok := slices.BinarySearchFunc(c.messages, ts, func(m *message, ts string) int { return strings.Compare(m.ts, ts) })
	if !ok {
		return nil
	}
	return c.messages[i]
}

// findPrivate is an ephemeral message that a person sees.
func (c *channel) findPrivate(ts, reader string) *message {
	for _, m := range c.private {
		if m.ts == ts && m.onlyFor == reader {
			return m
		}
	}
	return nil
}

// stands reports whether a message has not been taken away.
func (m *message) stands() bool {
	if m.onlyFor != "" {
		return m.channel.findPrivate(m.ts, m.onlyFor) == m
	}
	return m.channel.find(m.ts) == m && m.subtype != "tombstone"
}

func (m *message) rootTS() string {
	if m.thread != nil {
		return m.thread.ts
	}
	return m.ts
}

// threadTS is the thread_ts of a reply, or of a root with replies; else "".
func (m *message) threadTS() string {
	if m.thread != nil || len(m.replies) > 0 {
		return m.rootTS()
	}
	return ""
}

func (m *message) mentions(user string) bool {
	return strings.Contains(m.text, "<@"+user+">") || strings.Contains(m.text, "<@"+user+"|")
}

// permalink is where Slack's own pages show a message.
func (w *workspace) permalink(m *message) string {
	link := w.base + "/archives/" + m.channel.id + "/p" + strings.ReplaceAll(m.ts, ".", "")
	if m.thread != nil {
		link += "?thread_ts=" + m.thread.ts + "&cid=" + m.channel.id
	}
	return link
}

// react adds an emoji of a person; false where they gave it before.
func (w *workspace) react(m *message, p *person, name string) bool {
	i := slices.IndexFunc(m.reactions, func(r reaction) bool { return r.name == name })
	if i < 0 {
		m.reactions = append(m.reactions, reaction{name: name})
		i = len(m.reactions) - 1
	}
	r := &m.reactions[i]
	if slices.Contains(r.users, p.id) {
		return false
	}
	r.users = append(r.users, p.id)
	w.changed(m)
	w.hearReaction("reaction_added", m, p, name)
	return true
}

// unreact takes an emoji of a person back; false where there was none.
func (w *workspace) unreact(m *message, p *person, name string) bool {
	for i := range m.reactions {
		r := &m.reactions[i]
		if r.name != name || !slices.Contains(r.users, p.id) {
			continue
		}
		r.users = slices.DeleteFunc(r.users, func(id string) bool { return id == p.id })
		if len(r.users) == 0 {
			m.reactions = slices.Delete(m.reactions, i, i+1)
		}
		w.changed(m)
		w.hearReaction("reaction_removed", m, p, name)
		return true
	}
	return false
}

// messageJSON is a message as history and events show it.
func (w *workspace) messageJSON(m *message, withMetadata bool) map[string]any {
	j := map[string]any{"type": "message", "user": m.author.id, "text": m.text, "ts": m.ts, "team": m.author.teamID()}
	if m.subtype != "" {
		j["subtype"] = m.subtype
	}
	m.authorJSON(j)
	if len(m.blocks) > 0 {
		j["blocks"] = slices.Clone(m.blocks)
	}
	if len(m.attached) > 0 {
		j["attachments"] = slices.Clone(m.attached)
	}
	if len(m.files) > 0 {
		files := make([]any, 0, len(m.files))
		for _, f := range m.files {
			files = append(files, w.fileJSON(f))
		}
		j["files"], j["upload"] = files, false
	}
	if m.edited != "" {
		j["edited"] = map[string]any{"user": m.author.id, "ts": m.edited}
	}
	if withMetadata && m.metadata != nil {
		j["metadata"] = m.metadata
	}
	if m.stream != nil {
		j["streaming_state"] = m.stream.state
	}
	m.threadJSON(j)
	if len(m.reactions) > 0 {
		reactions := make([]any, 0, len(m.reactions))
		for _, r := range m.reactions {
			reactions = append(reactions, map[string]any{"name": r.name, "count": len(r.users), "users": slices.Clone(r.users)})
		}
		j["reactions"] = reactions
	}
	return j
}

func (m *message) authorJSON(j map[string]any) {
	if m.subtype == "tombstone" {
		j["user"], j["hidden"] = "USLACKBOT", true
		return
	}
	if m.clientID != "" {
		j["client_msg_id"] = m.clientID
	}
	if m.onlyFor != "" {
		j["is_ephemeral"] = true
	}
	p := m.author
	if !p.isBot() {
		return
	}
	j["bot_id"], j["app_id"] = p.botID, p.appID
	j["bot_profile"] = botJSON(p)
	if m.username != "" {
		j["username"] = m.username
	}
}

func botJSON(p *person) map[string]any {
	return map[string]any{"id": p.botID, "app_id": p.appID, "user_id": p.id, "name": p.realName, "icons": map[string]any{}, "deleted": false, "updated": 1_700_000_000, "team_id": teamID}
}

func (m *message) threadJSON(j map[string]any) {
	if ts := m.threadTS(); ts != "" {
		j["thread_ts"] = ts
	}
	if m.thread != nil {
		j["parent_user_id"] = m.thread.author.id
		if m.broadcast {
			j["root"] = map[string]any{"type": "message", "user": m.thread.author.id, "text": m.thread.text, "ts": m.thread.ts, "thread_ts": m.thread.ts}
		}
		return
	}
	if len(m.replies) == 0 {
		return
	}
	users := []string{}
	for _, r := range m.replies {
		if !slices.Contains(users, r.author.id) {
			users = append(users, r.author.id)
		}
	}
	j["reply_count"], j["reply_users"], j["reply_users_count"] = len(m.replies), users, len(users)
	j["latest_reply"], j["is_locked"], j["subscribed"] = m.replies[len(m.replies)-1].ts, false, false
}

// A stream is a message that grows while it is written.
type stream struct {
	state   string // in_progress, completed, errored
	started time.Time
	text    string // standard Markdown
	tasks   []any  // task_card blocks
	plan    string
	blocks  []any // of chunks, then those of the stop
	stopped bool  // by a person
}

// streamLasts is when Slack ends a stream by itself.
const streamLasts = 5 * time.Minute

// live reports whether a stream can still be written to, and ends one that is too old.
func (w *workspace) live(m *message) bool {
	st := m.stream
	if st == nil || st.state != "in_progress" {
		return false
	}
	if w.now().Sub(st.started) >= streamLasts {
		st.state = "errored"
		w.changed(m)
		return false
	}
	return true
}
