package playground

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// The identities that never change, so that a bot's database fits the next run as well.
const (
	teamID    = "T0PLAYGRND"
	appID     = "A0FOOTNOTE"
	botUserID = "U0FOOTNOTE"
	botID     = "B0FOOTNOTE"
)

// workspace is all that this Slack knows. Whoever calls a method of it, or of what hangs on it, holds mu; none of them waits.
type workspace struct {
	mu      sync.Mutex
	now     func() time.Time
	base    string
	changes *feed
	emit    func(event map[string]any) // takes what the app is to hear

	lastTS   int64 // microseconds
	people   []*person
	channels []*channel
	files    map[string]*file
	fileIDs  []string // oldest first
	views    map[string]*view
	homes    map[string]*view    // by person
	modals   map[string][]string // ids of open views by person, the top one last
	statuses map[threadKey]status
	titles   map[threadKey]string
	prompts  map[threadKey][]any
	sessions map[threadKey]string
	triggers map[string]*trigger
	answers  map[string]*responseAddress
	actions  map[string]actionToken
	pane     paneKind          // of the app
	home     bool              // the app has a home
	offered  []appShortcut     // shortcuts of the app
	stops    bool              // the app hears of the stop button of its streams, so that there is one
	panes    map[string]string // root of the thread that stands in somebody's pane, where Slack begins those
}

// A person is somebody with an account: a human, or the user behind a bot.
type person struct {
	id, name, realName string
	locale, tz         string // locale is empty for bots
	admin, guest       bool
	team               string // of another company; "" for ours
	botID, appID       string // "" for humans
}

// A channelKind is a kind of conversation, with Slack's own words.
type channelKind string

const (
	publicChannel  channelKind = "channel"
	privateChannel channelKind = "group"
	directMessage  channelKind = "im"
	groupMessage   channelKind = "mpim"
)

// A channel is a conversation of any kind.
type channel struct {
	id, name string // direct messages have no name
	kind     channelKind
	creator  string
	created  time.Time
	archived bool
	shared   sharing
	purpose  string
	members  []string
	messages []*message // by ts, replies among them
	private  []*message // ephemeral ones, by ts
}

// sharing says whether people of another company are in a conversation (Slack Connect).
type sharing string

const (
	notShared     sharing = ""
	pendingShared sharing = "pending" // they are invited
	extShared     sharing = "shared"
)

// partnerTeam is the other company.
const partnerTeam = "T0PARTNER1"

// threadKey names a thread; the thread is "" for a whole conversation.
type threadKey struct{ channel, thread string }

// status is what an assistant says that it is doing.
type status struct {
	text    string
	loading []string
	at      time.Time
}

// statusLasts is how long a status stays without a reply.
const statusLasts = 2 * time.Minute

func newWorkspace(now func() time.Time, base string, changes *feed) *workspace {
	w := &workspace{
		now: now, base: base, changes: changes,
		files: map[string]*file{}, views: map[string]*view{}, homes: map[string]*view{}, modals: map[string][]string{},
		statuses: map[threadKey]status{}, titles: map[threadKey]string{}, prompts: map[threadKey][]any{}, sessions: map[threadKey]string{},
		triggers: map[string]*trigger{}, answers: map[string]*responseAddress{}, actions: map[string]actionToken{},
		panes: map[string]string{},
		people: []*person{
			{id: "U0ANN00001", name: "ann", realName: "Ann Miller", locale: "en-US", tz: "America/New_York", admin: true},
			{id: "U0BOB00001", name: "bob", realName: "Bob Chen", locale: "zh-CN", tz: "Asia/Shanghai"},
			{id: "U0CAROL001", name: "carol", realName: "Carol Novak", locale: "en-GB", tz: "Europe/London", guest: true},
			{id: "U0DANA0001", name: "dana", realName: "Dana Weiss", tz: "Europe/Berlin", team: partnerTeam},
			{id: botUserID, name: "footnote", realName: "Footnote", tz: "UTC", botID: botID, appID: appID},
			{id: "U0HERALD01", name: "herald", realName: "Herald", tz: "UTC", botID: "B0HERALD01", appID: "A0HERALD01"},
		},
	}
	ann, bob, carol, herald := "U0ANN00001", "U0BOB00001", "U0CAROL001", "U0HERALD01"
	w.addChannel(&channel{
		id: "C0GENERAL1", name: "general", kind: publicChannel, creator: ann, purpose: "What concerns everybody",
		members: []string{ann, bob, carol, botUserID, herald},
	})
	w.addChannel(&channel{
		id: "C0NEWS0001", name: "news", kind: publicChannel, creator: ann, purpose: "Links worth reading",
		members: []string{ann, bob, botUserID, herald},
	})
	w.addChannel(&channel{id: "C0RANDOM01", name: "random", kind: publicChannel, creator: bob, purpose: "No bots here", members: []string{ann, bob}})
	w.addChannel(&channel{id: "C0SECRET01", name: "board", kind: privateChannel, creator: ann, purpose: "Ann alone", members: []string{ann}})
	for _, id := range []string{ann, bob, carol} {
		w.addChannel(&channel{id: "D0" + id[2:5] + "00001", kind: directMessage, creator: id, members: []string{id, botUserID}})
	}
	return w
}

func (w *workspace) addChannel(c *channel) {
	c.created = w.now()
	w.channels = append(w.channels, c)
	w.changes.publish(change{Kind: "channel", Channel: c.id})
}

// newID is an id as Slack makes them: a letter for the kind, then ten letters and digits.
func newID(kind string) string { return kind + rand.Text()[:10] }

// newTS is a timestamp above all others.
func (w *workspace) newTS() string {
	w.lastTS = max(w.now().UnixMicro(), w.lastTS+1)
	return fmt.Sprintf("%d.%06d", w.lastTS/1e6, w.lastTS%1e6)
}

func (w *workspace) person(id string) *person {
	for _, p := range w.people {
		if p.id == id {
			return p
		}
	}
	return nil
}

// personNamed finds a person by name or id; nil where there is none.
func (w *workspace) personNamed(name string) *person {
	for _, p := range w.people {
		if p.id == name || strings.EqualFold(p.name, strings.TrimPrefix(name, "@")) {
			return p
		}
	}
	return nil
}

func (w *workspace) personOfBot(bot string) *person {
	for _, p := range w.people {
		if p.botID != "" && p.botID == bot {
			return p
		}
	}
	return nil
}

// channelNamed finds a conversation by id or name; a person's id or name is the direct message between them and who asks.
func (w *workspace) channelNamed(name string, who *person) *channel {
	if name == "" {
		return nil
	}
	for _, c := range w.channels {
		if c.id == name || (c.name != "" && c.name == strings.TrimPrefix(name, "#")) {
			return c
		}
	}
	if other := w.personNamed(name); other != nil && who != nil && other != who {
		return w.direct(who, other)
	}
	return nil
}

// direct is the conversation of the people given, made where there is none yet.
func (w *workspace) direct(people ...*person) *channel {
	ids := make([]string, 0, len(people))
	for _, p := range people {
		if !slices.Contains(ids, p.id) {
			ids = append(ids, p.id)
		}
	}
	slices.Sort(ids)
	for _, c := range w.channels {
		if members := slices.Sorted(slices.Values(c.members)); c.isDirect() && slices.Equal(members, ids) {
			return c
		}
	}
	c := &channel{id: newID("D"), kind: directMessage, creator: people[0].id, members: ids}
	if len(ids) > 2 {
		c.id, c.kind = newID("G"), groupMessage
	}
	w.addChannel(c)
	return c
}

func (c *channel) isDirect() bool { return c.kind == directMessage || c.kind == groupMessage }

func (c *channel) has(person string) bool { return slices.Contains(c.members, person) }

// visibleTo reports whether somebody knows that the conversation exists. Guests and people of another company know only
// those that they are in.
func (c *channel) visibleTo(p *person) bool {
	return c.has(p.id) || (c.kind == publicChannel && !p.guest && p.team == "")
}

// join makes somebody a member and says so; inviter is "" where they came by themselves.
func (w *workspace) join(c *channel, p *person, inviter string) {
	if c.has(p.id) {
		return
	}
	c.members = append(c.members, p.id)
	w.changes.publish(change{Kind: "channel", Channel: c.id})
	w.hearJoined(c, p, inviter)
}

func (w *workspace) leave(c *channel, p *person) {
	c.members = slices.DeleteFunc(c.members, func(id string) bool { return id == p.id })
	w.changes.publish(change{Kind: "channel", Channel: c.id})
}

func (w *workspace) setStatus(key threadKey, s status) {
	if s.text == "" {
		delete(w.statuses, key)
	} else {
		s.at = w.now()
		remember(w.statuses, key, s)
	}
	w.changes.publish(change{Kind: "status", Channel: key.channel, TS: key.thread})
}

// remember sets a value of a thread; of too many, some other is forgotten.
func remember[V any](of map[threadKey]V, key threadKey, v V) {
	const most = 1000
	for other := range of {
		if len(of) < most {
			break
		}
		delete(of, other)
	}
	of[key] = v
}

// status is what the assistant is doing in a thread; empty after two minutes.
func (w *workspace) status(key threadKey) status {
	s, ok := w.statuses[key]
	if ok && w.now().Sub(s.at) >= statusLasts {
		delete(w.statuses, key)
		return status{}
	}
	return s
}

func (p *person) isBot() bool { return p.botID != "" }

func (p *person) teamID() string {
	if p.team != "" {
		return p.team
	}
	return teamID
}

// userJSON is a person as users.info shows them.
func (w *workspace) userJSON(p *person, withLocale bool) map[string]any {
	label, offset := "", 0
	if zone, err := time.LoadLocation(p.tz); err == nil {
		label, offset = w.now().In(zone).Zone()
	}
	profile := map[string]any{
		"real_name": p.realName, "real_name_normalized": p.realName, "display_name": p.name, "display_name_normalized": p.name,
		"team": p.teamID(), "avatar_hash": "g" + strings.ToLower(p.id[2:]), "status_text": "", "status_emoji": "",
	}
	if p.isBot() {
		profile["bot_id"], profile["api_app_id"], profile["always_active"] = p.botID, p.appID, true
	}
	u := map[string]any{
		"id": p.id, "team_id": p.teamID(), "is_stranger": p.team != "", "name": p.name, "real_name": p.realName, "deleted": false, "color": "9f69e7",
		"tz": p.tz, "tz_label": label, "tz_offset": offset, "profile": profile,
		"is_admin": p.admin, "is_owner": p.admin, "is_primary_owner": p.admin, "is_restricted": p.guest, "is_ultra_restricted": false,
		"is_bot": p.isBot(), "is_app_user": false, "updated": 1_700_000_000, "has_2fa": false,
	}
	if withLocale && p.locale != "" {
		u["locale"] = p.locale
	}
	return u
}

// channelJSON is a conversation as conversations.info shows it to somebody.
func (w *workspace) channelJSON(c *channel, viewer *person) map[string]any {
	j := map[string]any{
		"id": c.id, "created": c.created.Unix(), "creator": c.creator, "is_archived": c.archived, "is_general": c.name == "general",
		"is_channel": c.kind == publicChannel, "is_group": c.kind == privateChannel, "is_im": c.kind == directMessage, "is_mpim": c.kind == groupMessage,
		"is_private": c.kind != publicChannel, "is_member": c.has(viewer.id), "is_shared": c.shared == extShared, "is_ext_shared": c.shared == extShared, "is_org_shared": false,
		"is_pending_ext_shared": c.shared == pendingShared, "context_team_id": teamID, "shared_team_ids": []string{teamID}, "unlinked": 0, "is_open": true,
	}
	if c.kind == directMessage {
		for _, id := range c.members {
			if id != viewer.id {
				j["user"] = id
			}
		}
		return j
	}
	j["name"], j["name_normalized"] = c.name, c.name
	j["topic"] = map[string]any{"value": "", "creator": "", "last_set": 0}
	j["purpose"] = map[string]any{"value": c.purpose, "creator": c.creator, "last_set": c.created.Unix()}
	j["previous_names"], j["num_members"] = []string{}, len(c.members)
	return j
}
