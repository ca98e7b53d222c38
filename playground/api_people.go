package playground

var peopleMethods = map[string]method{
	"users.info": {scopes: []string{"users:read"}, run: userInfo},
	"users.list": {scopes: []string{"users:read"}, run: listUsers},

	"reactions.add":    {scopes: []string{"reactions:write"}, run: addReaction},
	"reactions.remove": {scopes: []string{"reactions:write"}, run: removeReaction},
	"reactions.get":    {scopes: []string{"reactions:read"}, run: getReactions},
}

func userInfo(c *call) (answer, error) {
	p := c.ws.person(c.str("user"))
	if p == nil {
		return nil, fail("user_not_found")
	}
	return answer{"user": c.ws.userJSON(p, c.flag("include_locale"))}, nil
}

func listUsers(c *call) (answer, error) {
	people, meta, err := page(c, c.ws.people, func(p *person) string { return p.id }, len(c.ws.people))
	if err != nil {
		return nil, err
	}
	members := make([]any, 0, len(people))
	for _, p := range people {
		members = append(members, c.ws.userJSON(p, c.flag("include_locale")))
	}
	return answer{"members": members, "cache_ts": c.ws.now().Unix(), "response_metadata": meta}, nil
}

// reactable is the message that a reaction is about.
func reactable(c *call) (*message, error) {
	if c.str("timestamp") == "" {
		return nil, fail("no_item_specified")
	}
	ch, err := c.conversation("channel")
	if err != nil {
		return nil, err
	}
	if !ch.has(c.who.id) && c.who.isBot() {
		return nil, fail("not_in_channel")
	}
	m := ch.find(c.str("timestamp"))
	if m == nil {
		return nil, fail("message_not_found")
	}
	return m, nil
}

func addReaction(c *call) (answer, error) {
	m, err := reactable(c)
	switch {
	case err != nil:
		return nil, err
	case !knownEmoji(c.str("name")):
		return nil, fail("invalid_name")
	case m.channel.archived:
		return nil, fail("is_archived")
	case !c.ws.react(m, c.who, c.str("name")):
		return nil, fail("already_reacted")
	}
	return nil, nil
}

func removeReaction(c *call) (answer, error) {
	m, err := reactable(c)
	switch {
	case err != nil:
		return nil, err
	case !c.ws.unreact(m, c.who, c.str("name")):
		return nil, fail("no_reaction")
	}
	return nil, nil
}

func getReactions(c *call) (answer, error) {
	m, err := reactable(c)
	if err != nil {
		return nil, err
	}
	return answer{"type": "message", "channel": m.channel.id, "message": c.ws.messageJSON(m, false)}, nil
}
