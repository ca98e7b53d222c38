package playground

var authMethods = map[string]method{
	"api.test":  {run: testAPI},
	"auth.test": {run: testAuth},
	"team.info": {scopes: []string{"team:read"}, run: teamInfo},
	"bots.info": {scopes: []string{"users:read"}, run: botInfo},

	"apps.connections.open": {scopes: []string{"connections:write"}, tokens: []tokenKind{appToken}, run: openConnection},
}

func testAPI(c *call) (answer, error) {
	if code := c.str("error"); code != "" {
		return nil, fail(code)
	}
	return answer{"args": c.shown()}, nil
}

func testAuth(c *call) (answer, error) {
	a := answer{"url": c.ws.base + "/", "team": "Playground", "user": c.who.name, "team_id": teamID, "user_id": c.who.id, "is_enterprise_install": false}
	if c.who.isBot() {
		a["bot_id"] = c.who.botID
	}
	return a, nil
}

func teamInfo(c *call) (answer, error) {
	return answer{"team": answer{
		"id": teamID, "name": "Playground", "domain": "playground", "url": c.ws.base + "/", "email_domain": "", "is_verified": false,
		"icon": answer{"image_default": true},
	}}, nil
}

func botInfo(c *call) (answer, error) {
	p := c.ws.personOfBot(c.str("bot"))
	if p == nil {
		return nil, fail("bot_not_found")
	}
	return answer{"bot": botJSON(p)}, nil
}

func openConnection(c *call) (answer, error) {
	return answer{"url": c.s.sockets.ticketURL()}, nil
}
