package playground

import (
	"crypto/rand"
	"slices"
	"strings"
)

// A tokenKind decides which methods a token may call.
type tokenKind string

const (
	botToken  tokenKind = "xoxb"
	userToken tokenKind = "xoxp"
	appToken  tokenKind = "xapp"
)

// A token lets its bearer act as one person or bot.
type token struct {
	value  string
	kind   tokenKind
	person *person
	scopes []string
}

func (t *token) may(scope string) bool { return slices.Contains(t.scopes, scope) }

// everyScope is all that an app without a manifest may do.
func everyScope() []string {
	return []string{
		"app_mentions:read", "assistant:write", "channels:history", "channels:join", "channels:read", "chat:write", "commands",
		"files:read", "files:write", "groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history", "mpim:read",
		"reactions:read", "reactions:write", "search:read.public", "team:read", "users:read",
	}
}

// peopleScopes are what a person's token may do beside a bot's.
var peopleScopes = []string{"channels:write", "groups:write", "mpim:write", "search:read.im", "search:read.mpim", "search:read.private"}

func issueTokens(ws *workspace, botScopes []string) map[string]*token {
	tokens := map[string]*token{}
	issue := func(kind tokenKind, prefix string, p *person, scopes []string) {
		t := &token{value: string(kind) + "-" + prefix + strings.ToLower(rand.Text()), kind: kind, person: p, scopes: scopes}
		tokens[t.value] = t
	}
	for _, p := range ws.people {
		switch {
		case p.id == botUserID:
			issue(botToken, "", p, botScopes)
			issue(appToken, "1-"+appID+"-", p, []string{"connections:write"})
		case p.botID != "":
			issue(botToken, "", p, everyScope())
		default:
			issue(userToken, "", p, slices.Concat(everyScope(), peopleScopes))
		}
	}
	return tokens
}

func (s *Server) tokenOf(kind tokenKind, person string) string {
	for value, t := range s.tokens {
		if t.kind == kind && t.person.id == person {
			return value
		}
	}
	return ""
}
