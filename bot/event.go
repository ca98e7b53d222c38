package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// Envelope is what Slack sends, by socket or HTTP: its kind and its payload.
type Envelope struct {
	Type    EnvelopeType
	Payload json.RawMessage
}

// EnvelopeType is the kind of an envelope, named as Socket Mode does.
type EnvelopeType string

// The kinds of envelopes.
const (
	EventEnvelope       EnvelopeType = "events_api"
	CommandEnvelope     EnvelopeType = "slash_commands"
	InteractionEnvelope EnvelopeType = "interactive"
)

// callback is the envelope of an event. Only what is used is decoded, so that a field of an odd type elsewhere loses
// nothing.
type callback struct {
	TeamID         string          `json:"team_id"`
	EventID        string          `json:"event_id"`
	External       *bool           `json:"is_ext_shared_channel"`
	Event          json.RawMessage `json:"event"`
	Authorizations []struct {
		TeamID string `json:"team_id"`
	} `json:"authorizations"`
}

// eventType is the type of an event; "" where it has none.
func eventType(payload json.RawMessage) string {
	var cb struct {
		Event struct {
			Type string `json:"type"`
		} `json:"event"`
	}
	if json.Unmarshal(payload, &cb) != nil {
		return ""
	}
	return cb.Event.Type
}

// event is a message or a mention.
type event struct {
	Type        string            `json:"type"`
	Subtype     string            `json:"subtype"`
	User        string            `json:"user"`
	BotID       string            `json:"bot_id"`
	Text        string            `json:"text"`
	TS          string            `json:"ts"`
	ThreadTS    string            `json:"thread_ts"`
	Channel     string            `json:"channel"`
	ChannelType string            `json:"channel_type"`
	Team        string            `json:"team"`
	UserTeam    string            `json:"user_team"`
	Blocks      json.RawMessage   `json:"blocks"`
	Files       []json.RawMessage `json:"files"`
	Attachments []json.RawMessage `json:"attachments"`
	Edited      struct {
		TS string `json:"ts"`
	} `json:"edited"`

	Message   *event `json:"message"`          // of a change: as it is now
	Previous  *event `json:"previous_message"` // of a change or a deletion: as it was
	DeletedTS string `json:"deleted_ts"`

	ActionToken     string `json:"action_token"` // the leave to search for who wrote the message, of an agent
	AssistantThread struct {
		ActionToken string `json:"action_token"` // where Slack's documents show it
	} `json:"assistant_thread"`

	Reaction string `json:"reaction"`
	Item     struct {
		Type    string `json:"type"`
		Channel string `json:"channel"`
		TS      string `json:"ts"`
	} `json:"item"`
	Inviter string `json:"inviter"`
	EventTS string `json:"event_ts"`
}

// file is a shared file as an event has it.
type file struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Title       string `json:"title"`
	MimeType    string `json:"mimetype"`
	Size        int64  `json:"size"`
	URL         string `json:"url_private"`
	DownloadURL string `json:"url_private_download"`
	Permalink   string `json:"permalink"`
	IsExternal  bool   `json:"is_external"`
	Access      string `json:"file_access"`
}

// parseEvent turns an event into what is asked; false where it asks nothing of us.
func (id identity) parseEvent(payload json.RawMessage) (Ask, bool, error) {
	var cb callback
	if err := json.Unmarshal(payload, &cb); err != nil {
		return Ask{}, false, fmt.Errorf("decode event: %w", err)
	}
	var ev event
	if err := json.Unmarshal(cb.Event, &ev); err != nil {
		return Ask{}, false, fmt.Errorf("decode inner event: %w", err)
	}
	switch {
	case ev.Type == "app_uninstalled", ev.Type == "tokens_revoked":
		ask, ok := id.uninstalled(cb)
		return ask, ok, nil
	case ev.Type == "reaction_added":
		ask, ok := id.reacted(cb, ev)
		return ask, ok, nil
	case ev.Type == "member_joined_channel":
		ask, ok := id.invited(cb, ev)
		return ask, ok, nil
	case ev.Type == "message" && ev.Subtype == "message_changed":
		ask, ok := id.changed(cb, ev)
		return ask, ok, nil
	case ev.Type == "message" && ev.Subtype == "message_deleted":
		ask, ok := id.deleted(cb, ev)
		return ask, ok, nil
	case ev.Type == "message", ev.Type == "app_mention":
		ask, ok := id.message(cb, ev)
		return ask, ok, nil
	}
	return Ask{}, false, nil
}

// team is whose event it is: of a shared channel the envelope may name the other side.
func (cb callback) team() string {
	if len(cb.Authorizations) > 0 && cb.Authorizations[0].TeamID != "" {
		return cb.Authorizations[0].TeamID
	}
	return cb.TeamID
}

// asking is an Ask as every event begins it.
func (cb callback) asking(via Via, channel, user string) Ask {
	ask := Ask{Kind: AskReply, Via: via, Team: cb.team(), Channel: channel, User: user}
	if cb.External != nil {
		ask.External, ask.Internal = *cb.External, !*cb.External
	}
	return ask
}

// message is what a message asks; false where it asks nothing of us.
func (id identity) message(cb callback, ev event) (Ask, bool) {
	if !id.personal(ev) {
		return Ask{}, false
	}
	via := ViaMention
	switch {
	case ev.Type == "message" && (ev.ChannelType == "im" || ev.ChannelType == "app_home"):
		via = ViaDM
	case ev.Type != "app_mention" && !mentions(ev.Text, id.User):
		return Ask{}, false
	}
	ask := cb.asking(via, ev.Channel, ev.User)
	ask.Key, ask.ChannelKind, ask.TS, ask.Thread = messageKey(ask.Team, ev.Channel, ev.TS), ev.ChannelType, ev.TS, ev.TS
	ask.Links, ask.Files, ask.UserTeam = messageLinks(ev.Text, ev.Blocks), askedFiles(ev.Files), firstOf(ev.UserTeam, ev.Team)
	if ev.ThreadTS != "" && ev.ThreadTS != ev.TS {
		ask.Thread, ask.InThread = ev.ThreadTS, true
	}
	share := slack.Message{Msg: slack.Msg{Attachments: attachmentsOf(ev.Attachments)}}
	for _, l := range sharedLinks(share) {
		if !slices.Contains(ask.Links, l) {
			ask.Links = append(ask.Links, l)
		}
	}
	ask.Files = append(ask.Files, sharedFiles(share)...)
	text := forwarded(share.Attachments)
	if text == "" && len(ask.Links) == 0 && len(ask.Files) == 0 && onlyThanks(messageWords(ev.Text)) {
		return Ask{}, false
	}
	ask.understand(ev.Text, text)
	if ask.Search != "" {
		ask.ActionToken = firstOf(ev.ActionToken, ev.AssistantThread.ActionToken)
	}
	return ask, true
}

// personal reports whether a person other than us wrote the message, now.
func (id identity) personal(ev event) bool {
	switch ev.Subtype {
	case "", "file_share", "thread_broadcast":
	default:
		return false
	}
	return ev.BotID == "" && ev.User != "" && ev.User != id.User && ev.TS != "" && ev.Channel != ""
}

// understand sorts what was written, with what was forwarded, into question, pasted text, style and language.
func (a *Ask) understand(text, forwarded string) {
	words := messageWords(text)
	switch {
	case forwarded != "" && len(a.Files) == 0 && (len(a.Links) == 0 || pasted(forwarded, true)):
		a.Pasted, a.Links = forwarded, nil
		a.order(classify(words))
		a.Talk = false
		return
	case pasted(words, len(a.Links) > 0):
		a.Links = nil
		a.takePasted(messageBody(text))
		return
	}
	if len(a.Links) == 0 && len(a.Files) == 0 && asksHelp(words) {
		a.Kind = AskHelp
		return
	}
	if a.InThread && len(a.Links) == 0 && len(a.Files) == 0 && asksCheck(words) {
		a.Check = true
		return
	}
	a.order(classify(words))
	if len(a.Links) > 0 || len(a.Files) > 0 {
		a.Talk = false
		return
	}
	if !a.InThread {
		a.Search, _ = asksWorkspace(a.Question)
	}
	a.Shows = asksToSee(words)
	goesOn := a.Via == ViaDM && (a.Question != "" || a.Style != "" || a.Language != "")
	if !a.InThread && !goesOn && a.Search == "" { // nothing to go on
		a.Kind = AskHelp
	}
}

func (a *Ask) order(m meaning) {
	a.Question, a.Style, a.Language, a.Talk, a.Whole, a.Wrote = m.question, m.style, m.language, m.talk, m.whole, m.wrote
	a.Compares = m.compares
}

// takePasted takes a text for what is asked about; a first line that orders a summary, or that asks something, is no part
// of it.
func (a *Ask) takePasted(text string) {
	first, below, _ := strings.Cut(text, "\n")
	below = strings.TrimSpace(below)
	m := classify(first)
	asks := strings.HasSuffix(strings.TrimRight(first, " )）\"”"), "?") || strings.HasSuffix(strings.TrimRight(first, " )）\"”"), "？")
	if below == "" || m.question != "" && (!asks || len(first) > len(below)) {
		a.Pasted = text
		return
	}
	a.Pasted = below
	a.order(m)
	a.Talk = false
}

func askedFiles(raw []json.RawMessage) []File {
	var files []File
	for _, r := range raw {
		var f file
		if json.Unmarshal(r, &f) != nil || f.ID == "" {
			continue
		}
		files = append(files, f.asked())
	}
	return files
}

func (f file) asked() File {
	url := f.DownloadURL
	if url == "" {
		url = f.URL
	}
	return File{
		ID: f.ID, Name: firstOf(f.Name, f.Title), MimeType: f.MimeType, Size: f.Size, URL: url, Permalink: f.Permalink,
		External: f.IsExternal,
	}
}

func firstOf[T ~string](values ...T) T {
	for _, v := range values {
		if strings.TrimSpace(string(v)) != "" {
			return v
		}
	}
	return ""
}
