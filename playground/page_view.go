package playground

import (
	"html/template"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A viewer is who looks at the page. Its methods need the workspace's lock.
type viewer struct {
	ws     *workspace
	person *person
	artist *artist
}

// writers are the people that the page lets one write as.
var writers = []string{"ann", "bob"}

// newViewer is the person of that name or id, else the first of the writers.
func (w *workspace) newViewer(name string) *viewer {
	p := w.personNamed(name)
	if p == nil || p.isBot() {
		p = w.personNamed(writers[0])
	}
	return &viewer{ws: w, person: p, artist: &artist{
		lang: pageLanguage(p.locale), base: w.base,
		people: func(id string) string {
			if p := w.person(id); p != nil {
				return p.realName
			}
			return ""
		},
		channel: func(id string) string {
			for _, c := range w.channels {
				if c.id == id {
					return c.name
				}
			}
			return ""
		},
	}}
}

// language is that of the page for the viewer.
func (v *viewer) language() string { return v.artist.lang }

// What assets/page.html shows.
type pageView struct {
	Language  string            // of the page's own words
	Words     map[string]string // those that its scripts say, where they are not English
	Seq       int64
	Connected bool
	Team      string
	Bot       string // id of its user
	As        string
	Writers   []writerView
	Channels  []channelView // with Footnote
	Others    []channelView // without
	Here      channelView
	Messages  []messageView
	Thread    *threadView
	Readings  []readingView
	Prompts   []promptView
	Composer  composerView
	Tab       string // of the app's: home or messages; "" elsewhere
	Tabs      []tabView
	Home      *modalView // nil where its tab is not open
}

type writerView struct {
	Name, Full, Link string
	Current          bool
}

type channelView struct {
	ID, Name, Label, Purpose, Link string
	Direct, Current, Heard         bool
}

type threadView struct {
	TS       string
	Close    string
	Messages []messageView
	Status   string
	Chips    []questionView
	Composer composerView
}

type composerView struct {
	ID, Channel, Thread, Label string
	Writers                    []writerView
	Readings                   []readingView
}

type promptView struct{ Title, Message string }

func (v *viewer) page(in, thread, tab string) pageView {
	here := v.conversation(in)
	tab = v.tab(here, tab)
	if tab == homeTab {
		thread = ""
	}
	p := pageView{Language: v.language(), Words: wordsOf(v.language()), Team: teamID, Bot: botUserID, As: v.person.name, Here: v.channel(here, here), Writers: v.writers(here, thread, tab), Tab: tab, Tabs: v.tabs(here, tab)}
	for _, c := range v.ws.channels {
		switch {
		case !c.has(v.person.id):
		case c.has(botUserID):
			p.Channels = append(p.Channels, v.channel(c, here))
		default:
			p.Others = append(p.Others, v.channel(c, here))
		}
	}
	if tab == homeTab {
		p.Home = v.home()
		return p
	}
	p.Readings = v.readings(here)
	p.Messages = v.mainMessages(here)
	p.Prompts = v.prompts(here)
	label := say(p.Language, "Message") + " " + p.Here.Label
	p.Composer = composerView{ID: "composer", Channel: here.id, Label: label, Writers: p.Writers, Readings: p.Readings}
	if root := here.find(thread); root != nil && root.thread == nil {
		p.Thread = v.thread(root)
		p.Thread.Composer.Writers = p.Writers
	}
	return p
}

// prompts are what the app suggests to write in a conversation.
func (v *viewer) prompts(c *channel) []promptView {
	var list []promptView
	for _, item := range v.ws.prompts[threadKey{c.id, ""}] {
		prompt, _ := item.(map[string]any)
		list = append(list, promptView{str(prompt, "title"), str(prompt, "message")})
	}
	return list
}

// conversation is the one asked for by name or id, where the viewer may see it; else #general. "footnote" is the direct message.
func (v *viewer) conversation(name string) *channel {
	if c := v.ws.channelNamed(name, v.person); c != nil && c.visibleTo(v.person) {
		return c
	}
	return v.ws.channelNamed("general", v.person)
}

func (v *viewer) channel(c, here *channel) channelView {
	view := channelView{ID: c.id, Name: c.name, Label: "#" + c.name, Purpose: c.purpose, Link: v.link(c, ""), Current: c == here, Heard: c.hears()}
	if c.isDirect() {
		view.Direct, view.Name, view.Purpose = true, v.others(c), directPurpose
		view.Label = view.Name
	}
	return view
}

// directPurpose stands where a channel has its purpose.
const directPurpose = "A direct message: no mention is needed"

// others are the names of the people that one writes to in a direct message.
func (v *viewer) others(c *channel) string {
	var names []string
	for _, id := range c.members {
		if p := v.ws.person(id); p != nil && p != v.person {
			names = append(names, p.realName)
		}
	}
	return strings.Join(names, ", ")
}

// link is the page's address with a conversation, and maybe a thread, open.
func (v *viewer) link(c *channel, thread string) string {
	in := c.name
	if c.kind == directMessage && c.has(botUserID) {
		in = "footnote"
	} else if in == "" {
		in = c.id
	}
	q := url.Values{"as": {v.person.name}, "in": {in}}
	if thread != "" {
		q.Set("thread", thread)
	}
	return "/?" + q.Encode()
}

func (v *viewer) writers(here *channel, thread, tab string) []writerView {
	var list []writerView
	for _, name := range writers {
		other := v.ws.newViewer(name)
		target, inThread := here, thread
		if here.isDirect() && other.person != v.person { // everybody has a direct message of their own
			target, inThread = v.ws.direct(other.person, v.ws.person(botUserID)), ""
		} else if !here.visibleTo(other.person) {
			target, inThread = v.ws.channelNamed("general", other.person), ""
		}
		link := other.link(target, inThread)
		if tab == homeTab {
			link = inTab(link, homeTab)
		}
		first, _, _ := strings.Cut(other.person.realName, " ")
		list = append(list, writerView{Name: name, Full: first, Link: link, Current: other.person == v.person})
	}
	return list
}

// mainMessages are what stands in a conversation outside its threads.
func (v *viewer) mainMessages(c *channel) []messageView {
	list := []messageView{}
	for _, m := range v.all(c) {
		if m.thread == nil || m.broadcast {
			list = append(list, v.message(m, inMain))
		}
	}
	return list
}

// all are the messages and what only the viewer sees, by time.
func (v *viewer) all(c *channel) []*message {
	list := slices.Clone(c.messages)
	for _, m := range c.private {
		if m.onlyFor == v.person.id {
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b *message) int { return strings.Compare(a.ts, b.ts) })
	return list
}

func (v *viewer) thread(root *message) *threadView {
	t := &threadView{TS: root.ts, Close: v.link(root.channel, ""), Status: v.status(root)}
	for _, m := range v.all(root.channel) {
		if m == root || m.thread == root {
			t.Messages = append(t.Messages, v.message(m, inThread))
		}
	}
	t.Composer = composerView{ID: "thread-composer", Channel: root.channel.id, Thread: root.ts, Label: say(v.language(), "Reply in the thread")}
	t.Chips = v.questions(root)
	return t
}

// status is what Footnote is doing in a thread.
func (v *viewer) status(root *message) string {
	st := v.ws.status(threadKey{root.channel.id, root.ts})
	if st.text == "" {
		return ""
	}
	return "Footnote " + st.text
}

// A place is one of the two lists of messages.
type place string

const (
	inMain   place = "m"
	inThread place = "t"
)

// domID is the id of a message's element in one of the lists.
func domID(where place, ts string) string {
	return string(where) + "-" + strings.ReplaceAll(ts, ".", "-")
}

// What assets/message.html shows.
type messageView struct {
	ID, TS, Channel, Root string
	Author, Initial, Face string
	App, Private, Gone    bool
	Mine, Edited, Writing bool
	Stoppable             bool
	Time, When            string
	Body                  template.HTML
	Files                 []fileView
	Reactions             []reactionView
	Shortcuts             []appShortcut
	Replies               string
	ThreadLink, Permalink string
	Status                string
	IsRoot, InThread      bool
}

type fileView struct {
	ID, Name, Kind, Link string
	Gone                 bool
}

type reactionView struct {
	Name, Emoji, Who string
	Count            int
	Mine             bool
}

func (v *viewer) message(m *message, where place) messageView {
	v.ws.live(m) // a stream that is too old is shown as broken
	at := timeOf(m.ts)
	view := messageView{
		ID: domID(where, m.ts), TS: m.ts, Channel: m.channel.id, Root: m.rootTS(), Author: m.author.realName, Face: m.author.name, App: m.author.isBot(),
		Private: m.onlyFor != "", Gone: m.subtype == "tombstone", Mine: m.author == v.person, Edited: m.edited != "",
		Writing: m.stream != nil && m.stream.state == "in_progress", Time: at.Format("15:04"), When: at.Format(time.RFC3339), Body: v.body(m),
		IsRoot: m.thread == nil && m.onlyFor == "", InThread: where == inThread,
	}
	view.Stoppable = view.Writing && v.ws.stops
	for _, s := range v.ws.offered {
		if s.Type == "message" {
			view.Shortcuts = append(view.Shortcuts, s)
		}
	}
	if m.username != "" {
		view.Author = m.username
	}
	if r := []rune(view.Author); len(r) > 0 {
		view.Initial = string(r[0])
	}
	for _, f := range m.files {
		view.Files = append(view.Files, v.file(f))
	}
	for _, r := range m.reactions {
		view.Reactions = append(view.Reactions, v.reaction(r))
	}
	if view.IsRoot && where == inMain {
		view.ThreadLink = v.link(m.channel, m.ts)
		view.Status = v.status(m)
		switch n := len(m.replies); {
		case n == 1:
			view.Replies = say(v.language(), "1 reply")
		case n > 1:
			view.Replies = strconv.Itoa(n) + say(v.language(), " replies")
		}
	}
	return view
}

// body draws the blocks; a message without any is its text. A stream's failure is visible, as it is in Slack.
func (v *viewer) body(m *message) template.HTML {
	body := v.artist.blocks(m.blocks)
	switch {
	case m.subtype == "tombstone":
		return markup(escapeHTML(m.text))
	case len(m.blocks) == 0 && m.text != "":
		body = v.artist.partial("section", map[string]any{"Text": v.artist.mrkdwn(m.text, false), "Folded": isLong(m.text)})
	}
	if len(m.attached) > 0 {
		body += v.artist.blockError(undrawn, "attachments", []string{"old attachments are not drawn"}, m.attached)
	}
	if m.stream != nil && m.stream.state == "errored" {
		body += markup(`<p class="bk-error" role="note">` + say(v.language(), streamCutOff) + `</p>`)
	}
	return body
}

func (v *viewer) file(f *file) fileView {
	j := v.ws.fileJSON(f)
	if f.deleted {
		return fileView{ID: f.id, Name: say(v.language(), fileDeleted), Gone: true}
	}
	kind := say(v.language(), str(j, "pretty_type")) + " · " + byteCount(len(f.data), v.language())
	return fileView{ID: f.id, Name: f.name, Kind: kind, Link: path.Join("/files", f.owner.id, f.id) + "/" + url.PathEscape(f.name)}
}

const (
	fileDeleted  = "This file was deleted"
	streamCutOff = "This message was cut off: its stream was not ended in time."
)

func byteCount(n int, lang string) string {
	if n < 1000 {
		return strconv.Itoa(n) + say(lang, " bytes")
	}
	return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + " kB"
}

func (v *viewer) reaction(r reaction) reactionView {
	names := make([]string, 0, len(r.users))
	for _, id := range r.users {
		names = append(names, v.artist.people(id))
	}
	return reactionView{
		Name: r.name, Emoji: emoji(r.name), Who: strings.Join(names, ", "), Count: len(r.users), Mine: slices.Contains(r.users, v.person.id),
	}
}

func timeOf(ts string) time.Time {
	seconds, _, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}
