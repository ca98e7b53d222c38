package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// Ask is what a person wants of Footnote, as it is stored until it is answered.
type Ask struct {
	Key     string  `json:"key"` // Slack's own identity of the request, see the constructors below
	Kind    AskKind `json:"kind"`
	Via     Via     `json:"via"`
	Team    string  `json:"team"`
	Channel string  `json:"channel"`
	// ChannelKind is channel, group, im or mpim; "" where the event does not say.
	ChannelKind string `json:"channel_kind,omitempty"`
	ChannelName string `json:"channel_name,omitempty"`
	User        string `json:"user"`
	UserTeam    string `json:"user_team,omitempty"` // where it differs from Team, the asker is from outside
	TS          string `json:"ts,omitempty"`        // of the asking message; "" for commands
	Thread      string `json:"thread,omitempty"`    // root of the thread that the reply belongs to
	InThread    bool   `json:"in_thread,omitempty"` // the asking message stood in a thread that was there before

	Links    []string        `json:"links,omitempty"`
	Files    []File          `json:"files,omitempty"`
	Pasted   string          `json:"pasted,omitempty"`   // a text that is itself the document
	Question string          `json:"question,omitempty"` // "": a summary
	Compares bool            `json:"compares,omitempty"` // the question asks for nothing but how texts compare
	Check    bool            `json:"check,omitempty"`    // "is that right?": the message above is compared with the thread's documents
	Shows    wanted          `json:"shows,omitempty"`    // "where does it say that?": the passages of the reply above are shown
	Talk     bool            `json:"talk,omitempty"`     // the discussion itself is asked about
	Search   string          `json:"search,omitempty"`   // what the workspace's messages are searched for
	Style    summarize.Style `json:"style,omitempty"`
	Language string          `json:"language,omitempty"` // as asked for, BCP 47
	Wrote    string          `json:"wrote,omitempty"`    // the language in which a summary was ordered, where its words tell
	Whole    bool            `json:"whole,omitempty"`    // a summary of a long text although it costs
	Quoted   bool            `json:"quoted,omitempty"`   // without a model

	Offer   string `json:"offer,omitempty"`   // of a press: the key of the request whose reply it belongs to
	Pressed string `json:"pressed,omitempty"` // of a press: ts of the message with the button
	Private bool   `json:"private,omitempty"` // of a press: only who pressed sees the message

	// Of is the key of the request whose message was edited or deleted, whose work was stopped, or that brought a word for the admins.
	Of string `json:"of,omitempty"`
	// Reworded says that an edit changed only how it is asked, not what about.
	Reworded bool `json:"reworded,omitempty"`

	ResponseURL string `json:"response_url,omitempty"` // of a command or shortcut
	ActionToken string `json:"action_token,omitempty"` // of a message that wants a search: for some minutes, Slack's leave to search for who wrote it
	External    bool   `json:"external,omitempty"`     // Slack said that the channel is shared with another company
	Internal    bool   `json:"internal,omitempty"`     // Slack said that it is not; without either it said nothing

	Digest *DigestAsk `json:"digest,omitempty"` // of a request of kind AskDigest
	Forget forgetting `json:"forget,omitempty"` // of a request of kind AskForget
	Set    *setting   `json:"set,omitempty"`    // of a request of kind AskSet
	Word   string     `json:"word,omitempty"`   // for the admins
	To     string     `json:"to,omitempty"`     // the admin who is told

	Trigger string `json:"-"` // of a command or press: opens a modal

	Asked time.Time `json:"-"` // when it was stored

	Shown *showing `json:"-"` // what shows that it is worked on; nil where it is not
	Rules rules    `json:"-"` // what holds where it is asked; see [Bot.do]
}

// AskKind is what is wanted.
type AskKind string

// The kinds of requests.
const (
	AskReply   AskKind = "reply" // a summary or an answer
	AskHelp    AskKind = "help"
	AskDigest  AskKind = "digest"
	AskBack    AskKind = "back"    // the asking message was deleted
	AskWelcome AskKind = "welcome" // Footnote was invited
	AskWatch   AskKind = "watch"   // links that are shared here are to be read
	AskQuiet   AskKind = "quiet"   // they are not any more
	AskForget  AskKind = "forget"
	AskStop    AskKind = "stop" // the work on another request is to end
	AskSet     AskKind = "set"  // settings were sent
	AskUsage   AskKind = "usage"
	AskThumbs  AskKind = "feedback" // what was thought of replies, or a word for the admins
	AskTell    AskKind = "tell"     // admins are to be told something
	AskSpent   AskKind = "spent"    // somebody is to be told that a day's budget is used up

	askSettings AskKind = "settings" // are to be shown: never stored
)

// Via is how it was asked.
type Via string

// The ways to ask.
const (
	ViaMention  Via = "mention"
	ViaDM       Via = "dm"
	ViaCommand  Via = "command"
	ViaButton   Via = "button"
	ViaReaction Via = "reaction"
	ViaShortcut Via = "shortcut"
	ViaInvite   Via = "invite"
	ViaWatch    Via = "watch" // a link that was shared in a watched channel: nobody asked for it
	ViaClock    Via = "clock" // a digest that was due: nobody waits for it

	ViaUninstall Via = "uninstall"
	ViaHouse     Via = "house" // what Footnote asks of itself
)

// quiet reports whether nothing that failed is said before others: they were not asked, and saw nobody ask.
func (a Ask) quiet() bool {
	switch a.Via {
	case ViaCommand, ViaButton, ViaReaction, ViaShortcut, ViaInvite, ViaWatch, ViaUninstall, ViaHouse:
		return true
	case ViaMention, ViaDM, ViaClock:
	}
	return false
}

// File is a file that was shared with Footnote.
type File struct {
	ID        string `json:"id"`
	Name      string `json:"name,omitempty"`
	MimeType  string `json:"mimetype,omitempty"`
	Size      int64  `json:"size,omitempty"`
	URL       string `json:"url,omitempty"` // url_private_download, else url_private
	Permalink string `json:"permalink,omitempty"`
	External  bool   `json:"external,omitempty"` // lives outside Slack
}

// messageKey is the identity of what a message asks: the same for every event that Slack makes of it.
func messageKey(team, channel, ts string) string { return team + "/" + channel + "/" + ts }

// editKey is the identity of an edit of the message that asked for the request of that key.
func editKey(of, editedTS string) string { return of + "/e" + editedTS }

// backKey is the identity of the end of the message that asked for the request of that key.
func backKey(of string) string { return of + "/back" }

// stopKey is the identity of the wish that the work on the request of that key ends.
func stopKey(of string) string { return of + "/stop" }

// reactionKey is the identity of all reactions that ask under one message.
func reactionKey(team, channel, ts string) string { return messageKey(team, channel, ts) + "/reaction" }

// watchKey is the identity of the links that a message shares in a watched channel.
func watchKey(team, channel, ts string) string { return messageKey(team, channel, ts) + "/watch" }

// joinedKey is the identity of an invitation.
func joinedKey(team, channel, ts string) string { return team + "/" + channel + "/joined/" + ts }

// commandKey is the identity of a slash command.
func commandKey(team, trigger string) string { return team + "/command/" + trigger }

// actionKey is the identity of one press of a button.
func actionKey(team, channel, actionTS string) string {
	return team + "/" + channel + "/action/" + actionTS
}

// slotKey is the identity of a digest's slot: whoever finds it due makes the same request.
func slotKey(d store.Digest, due time.Time) string {
	return fmt.Sprintf("%s/%s/digest/%d/%d", d.Team, d.Channel, d.Number, due.Unix())
}

func (a Ask) request() (store.Request, error) {
	payload, err := json.Marshal(a)
	if err != nil {
		return store.Request{}, fmt.Errorf("encode request %s: %w", a.Key, err)
	}
	return store.Request{
		Key: a.Key, Team: a.Team, Channel: a.Channel, Thread: a.Thread, Asker: a.User, Kind: string(a.Kind), Payload: payload,
	}, nil
}

func askOf(r store.Request) (Ask, error) {
	var a Ask
	if err := json.Unmarshal(r.Payload, &a); err != nil {
		return Ask{}, fmt.Errorf("decode request %s: %w", r.Key, err)
	}
	return a, nil
}

// thread is where the reply belongs.
func (a Ask) thread() store.ThreadID {
	return store.ThreadID{Team: a.Team, Channel: a.Channel, TS: a.Thread}
}

// person is who asks, among all workspaces; "" where a clock does.
func (a Ask) person() string {
	if a.User == "" {
		return ""
	}
	return a.Team + " " + a.User
}

// conversation is the scope of what was read from files and messages: it never answers elsewhere.
func (a Ask) conversation() string { return a.Channel }
