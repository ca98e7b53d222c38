package playground

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

var conversationMethods = map[string]method{
	"conversations.history": {run: history},
	"conversations.replies": {run: replies},
	"conversations.info":    {run: conversationInfo},
	"conversations.list":    {run: listConversations},
	"users.conversations":   {run: listJoined},
	"conversations.members": {run: listMembers},
	"conversations.open":    {scopes: []string{"im:write", "mpim:write"}, run: openConversation},
	"conversations.join":    {scopes: []string{"channels:join", "channels:write"}, run: joinConversation},
	"conversations.leave":   {scopes: []string{"channels:write", "channels:manage", "channels:join"}, run: leaveConversation},
	"conversations.invite":  {scopes: []string{"channels:write", "groups:write", "channels:manage"}, run: invite},
	"conversations.kick":    {scopes: []string{"channels:write", "groups:write", "channels:manage"}, run: kick},
	"conversations.create":  {scopes: []string{"channels:write", "groups:write", "channels:manage"}, run: createConversation},
	"conversations.archive": {scopes: []string{"channels:write", "groups:write", "channels:manage"}, run: archiveConversation},
}

// scopePrefix is how the scopes of a kind of conversation begin.
var scopePrefix = map[channelKind]string{publicChannel: "channels", privateChannel: "groups", directMessage: "im", groupMessage: "mpim"}

// conversation is the one that an argument names, as far as the caller may know of it.
func (c *call) conversation(argument string) (*channel, error) {
	ch := c.ws.channelNamed(c.str(argument), c.who)
	if ch == nil || !ch.visibleTo(c.who) {
		return nil, fail("channel_not_found")
	}
	return ch, nil
}

// scoped is a conversation of which the token may do something (history, read).
func (c *call) scoped(what string) (*channel, error) {
	ch, err := c.conversation("channel")
	if err != nil {
		return nil, err
	}
	if scope := scopePrefix[ch.kind] + ":" + what; !c.token.may(scope) {
		return nil, missingScope(c.token, scope)
	}
	return ch, nil
}

// readable is a conversation whose messages the caller may read: a bot has to be in it.
func (c *call) readable() (*channel, error) {
	ch, err := c.scoped("history")
	if err == nil && c.who.isBot() && !ch.has(c.who.id) {
		return nil, fail("not_in_channel")
	}
	return ch, err
}

// span is the part of a conversation that is asked for.
func (c *call) span(messages []*message) []*message {
	oldest, latest, inclusive := c.str("oldest"), c.str("latest"), c.flag("inclusive")
	return slices.DeleteFunc(slices.Clone(messages), func(m *message) bool {
		after := oldest == "" || compareTS(m.ts, oldest) > 0 || (inclusive && compareTS(m.ts, oldest) == 0)
		before := latest == "" || compareTS(m.ts, latest) < 0 || (inclusive && compareTS(m.ts, latest) == 0)
		return !after || !before
	})
}

// compareTS compares timestamps, and moments such as 1700000000 that clients give as bounds.
func compareTS(a, b string) int {
	aSec, aMicro, _ := strings.Cut(a, ".")
	bSec, bMicro, _ := strings.Cut(b, ".")
	aSec, bSec = strings.TrimLeft(aSec, "0"), strings.TrimLeft(bSec, "0")
	if len(aSec) != len(bSec) {
		return len(aSec) - len(bSec)
	}
	pad := func(s string) string { return (s + "000000")[:6] }
	return strings.Compare(aSec+pad(aMicro), bSec+pad(bMicro))
}

// mostOfAPage is the most that somebody may ask for at once.
const mostOfAPage = 999

// page cuts a list at the cursor and the limit. Cursors name the last message of the page before.
func page[T any](c *call, items []T, name func(T) string, standard int) ([]T, answer, error) {
	if cursor := c.str("cursor"); cursor != "" {
		last, err := base64.StdEncoding.DecodeString(cursor)
		i := slices.IndexFunc(items, func(item T) bool { return "next:"+name(item) == string(last) })
		if err != nil || i < 0 {
			return nil, nil, fail("invalid_cursor")
		}
		items = items[i+1:]
	}
	limit := c.number("limit", 0)
	switch {
	case limit <= 0:
		limit = standard
	case limit > mostOfAPage:
		return nil, nil, fail("invalid_limit")
	}
	next := ""
	if len(items) > limit {
		items = items[:limit]
		next = base64.StdEncoding.EncodeToString([]byte("next:" + name(items[limit-1])))
	}
	return items, answer{"next_cursor": next}, nil
}

func (c *call) messagesJSON(messages []*message) []any {
	out := make([]any, 0, len(messages))
	for _, m := range messages {
		out = append(out, c.ws.messageJSON(m, c.flag("include_all_metadata")))
	}
	return out
}

func tsOf(m *message) string { return m.ts }

func history(c *call) (answer, error) {
	ch, err := c.readable()
	if err != nil {
		return nil, err
	}
	roots := slices.DeleteFunc(c.span(ch.messages), func(m *message) bool { return m.thread != nil && !m.broadcast })
	slices.Reverse(roots)
	messages, meta, err := page(c, roots, tsOf, 100)
	if err != nil {
		return nil, err
	}
	return answer{"messages": c.messagesJSON(messages), "has_more": meta["next_cursor"] != "", "pin_count": 0, "response_metadata": meta}, nil
}

func replies(c *call) (answer, error) {
	ch, err := c.readable()
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("ts"))
	if m == nil {
		return nil, fail("thread_not_found")
	}
	thread := []*message{m}
	if m.thread == nil {
		// The root comes first whatever the span is.
		thread = append(thread, c.span(m.replies)...)
	}
	messages, meta, err := page(c, thread, tsOf, 1000)
	if err != nil {
		return nil, err
	}
	return answer{"messages": c.messagesJSON(messages), "has_more": meta["next_cursor"] != "", "response_metadata": meta}, nil
}

func conversationInfo(c *call) (answer, error) {
	ch, err := c.scoped("read")
	if err != nil {
		return nil, err
	}
	j := c.ws.channelJSON(ch, c.who)
	if c.flag("include_locale") {
		j["locale"] = "en-US"
	}
	return answer{"channel": j}, nil
}

func listConversations(c *call) (answer, error) {
	return listChannels(c, func(ch *channel) bool { return ch.visibleTo(c.who) })
}

// listJoined lists those that the caller is in, and says neither that nor who else is.
func listJoined(c *call) (answer, error) {
	return listChannels(c, func(ch *channel) bool { return ch.has(c.who.id) }, "is_member", "num_members")
}

func listChannels(c *call, shows func(*channel) bool, without ...string) (answer, error) {
	types := c.list("types")
	if len(types) == 0 {
		types = []string{"public_channel"}
	}
	names := map[channelKind]string{publicChannel: "public_channel", privateChannel: "private_channel", directMessage: "im", groupMessage: "mpim"}
	for kind, name := range names {
		if scope := scopePrefix[kind] + ":read"; slices.Contains(types, name) && !c.token.may(scope) {
			return nil, missingScope(c.token, scope)
		}
	}
	found := slices.DeleteFunc(slices.Clone(c.ws.channels), func(ch *channel) bool {
		return !shows(ch) || !slices.Contains(types, names[ch.kind]) || (ch.archived && c.flag("exclude_archived"))
	})
	found, meta, err := page(c, found, func(ch *channel) string { return ch.id }, 100)
	if err != nil {
		return nil, err
	}
	channels := make([]any, 0, len(found))
	for _, ch := range found {
		j := c.ws.channelJSON(ch, c.who)
		maps.DeleteFunc(j, func(name string, _ any) bool { return slices.Contains(without, name) })
		channels = append(channels, j)
	}
	return answer{"channels": channels, "response_metadata": meta}, nil
}

func listMembers(c *call) (answer, error) {
	ch, err := c.scoped("read")
	if err != nil {
		return nil, err
	}
	members, meta, err := page(c, ch.members, func(id string) string { return id }, 100)
	if err != nil {
		return nil, err
	}
	return answer{"members": members, "response_metadata": meta}, nil
}

func openConversation(c *call) (answer, error) {
	ch := c.ws.channelNamed(c.str("channel"), nil)
	if ch == nil {
		people := []*person{c.who}
		for _, id := range c.list("users") {
			p := c.ws.person(strings.TrimSpace(id))
			if p == nil {
				return nil, fail("user_not_found")
			}
			people = append(people, p)
		}
		if len(people) < 2 {
			return nil, fail("users_list_not_supplied")
		}
		ch = c.ws.direct(people...)
	}
	switch {
	case !ch.isDirect() || !ch.has(c.who.id):
		return nil, fail("channel_not_found")
	case c.flag("return_im"):
		return answer{"channel": c.ws.channelJSON(ch, c.who), "already_open": true}, nil
	}
	return answer{"channel": answer{"id": ch.id}}, nil
}

func joinConversation(c *call) (answer, error) {
	ch, err := c.conversation("channel")
	switch {
	case err != nil:
		return nil, err
	case ch.kind != publicChannel:
		return nil, fail("method_not_supported_for_channel_type")
	case ch.archived:
		return nil, fail("is_archived")
	}
	if ch.has(c.who.id) {
		c.warnings = append(c.warnings, "already_in_channel")
	}
	c.ws.join(ch, c.who, "")
	return answer{"channel": c.ws.channelJSON(ch, c.who)}, nil
}

func leaveConversation(c *call) (answer, error) {
	ch, err := c.conversation("channel")
	switch {
	case err != nil:
		return nil, err
	case ch.isDirect():
		return nil, fail("method_not_supported_for_channel_type")
	case !ch.has(c.who.id):
		return answer{"not_in_channel": true}, nil
	}
	c.ws.leave(ch, c.who)
	return nil, nil
}

func invite(c *call) (answer, error) {
	ch, err := c.conversation("channel")
	switch {
	case err != nil:
		return nil, err
	case ch.isDirect():
		return nil, fail("method_not_supported_for_channel_type")
	case !ch.has(c.who.id):
		return nil, fail("not_in_channel")
	case ch.archived:
		return nil, fail("is_archived")
	}
	for _, id := range c.list("users") {
		p := c.ws.person(strings.TrimSpace(id))
		switch {
		case p == nil:
			return nil, fail("user_not_found")
		case ch.has(p.id):
			return nil, fail("already_in_channel")
		}
		c.ws.join(ch, p, c.who.id)
	}
	return answer{"channel": c.ws.channelJSON(ch, c.who)}, nil
}

func kick(c *call) (answer, error) {
	ch, err := c.conversation("channel")
	p := c.ws.person(c.str("user"))
	switch {
	case err != nil:
		return nil, err
	case p == nil:
		return nil, fail("user_not_found")
	case !ch.has(p.id) || ch.isDirect():
		return nil, fail("not_in_channel")
	}
	c.ws.leave(ch, p)
	if p.id == botUserID {
		c.ws.hearLeft(ch, c.who)
	}
	return nil, nil
}

// channelNameForm is what a channel's name is made of, and mostChannelName how many characters it may have.
var channelNameForm = pattern.Lazy(`^[\p{Ll}\p{Lo}\p{N}_-]+$`)

const mostChannelName = 80

func createConversation(c *call) (answer, error) {
	name := c.str("name")
	switch {
	case c.who.guest:
		return nil, fail("restricted_action")
	case !channelNameForm().MatchString(name) || utf8.RuneCountInString(name) > mostChannelName:
		return nil, fail("invalid_name_specials")
	case slices.ContainsFunc(c.ws.channels, func(ch *channel) bool { return ch.name == name }):
		return nil, fail("name_taken")
	case len(c.ws.channels) >= maxChannels:
		return nil, fail("restricted_action")
	}
	ch := &channel{id: newID("C"), name: name, kind: publicChannel, creator: c.who.id, members: []string{c.who.id}}
	if c.flag("is_private") {
		ch.kind = privateChannel
	}
	c.ws.addChannel(ch)
	return answer{"channel": c.ws.channelJSON(ch, c.who)}, nil
}

// maxChannels bounds what one workspace keeps in memory.
const maxChannels = 500

func archiveConversation(c *call) (answer, error) {
	ch, err := c.conversation("channel")
	switch {
	case err != nil:
		return nil, err
	case ch.name == "general":
		return nil, fail("cant_archive_general")
	case ch.isDirect():
		return nil, fail("method_not_supported_for_channel_type")
	case ch.archived:
		return nil, fail("already_archived")
	}
	ch.archived = true
	c.ws.changes.publish(change{Kind: "channel", Channel: ch.id})
	c.ws.hearArchived(ch, c.who)
	return nil, nil
}
