package playground

import (
	"crypto/rand"
	"encoding/base64"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

var searchMethods = map[string]method{
	"assistant.search.context": {scopes: []string{"search:read.public"}, tokens: []tokenKind{botToken, userToken}, run: searchContext},
	"assistant.search.info":    {scopes: []string{"search:read.public"}, tokens: []tokenKind{botToken, userToken}, run: searchInfo},
}

// actionTokenLasts is how long an event's token lets an app search for who wrote the message. Slack's documents say only
// that it is short-lived.
const actionTokenLasts = 5 * time.Minute

// mostActionTokens bounds those that are remembered.
const mostActionTokens = 1000

// mostFound is the most that one page of results holds.
const mostFound = 20

// An actionToken lets an app search as far as a person may see.
type actionToken struct {
	person *person
	issued time.Time
}

// actionToken makes the token that the event of somebody's message carries.
func (w *workspace) actionToken(of *person) string {
	if len(w.actions) >= mostActionTokens {
		maps.DeleteFunc(w.actions, func(_ string, t actionToken) bool { return w.now().Sub(t.issued) > actionTokenLasts })
	}
	if len(w.actions) >= mostActionTokens {
		clear(w.actions)
	}
	token := strconv.FormatInt(w.now().UnixMicro(), 10) + "." + strings.ToLower(rand.Text())
	w.actions[token] = actionToken{person: of, issued: w.now()}
	return token
}

// searchScopes are what searching each kind of conversation needs; all but the first only people's tokens can have.
var searchScopes = map[string]struct {
	kind  channelKind
	scope string
}{
	"public_channel":  {publicChannel, "search:read.public"},
	"private_channel": {privateChannel, "search:read.private"},
	"im":              {directMessage, "search:read.im"},
	"mpim":            {groupMessage, "search:read.mpim"},
}

func searchInfo(*call) (answer, error) { return answer{"is_ai_search_enabled": true}, nil }

// searchContext finds messages that hold the query's words, as far as the person may see them for whom is searched.
func searchContext(c *call) (answer, error) {
	reader, err := c.searcher()
	if err != nil {
		return nil, err
	}
	terms := searchTerms(c.str("query"))
	if len(terms) == 0 {
		return nil, fail("invalid_arguments")
	}
	kinds, err := c.searchedKinds()
	if err != nil {
		return nil, err
	}
	limit := c.number("limit", mostFound)
	if limit < 1 || limit > mostFound {
		return nil, fail("invalid_limit")
	}
	from := 0
	if cursor := c.str("cursor"); cursor != "" {
		raw, err := base64.StdEncoding.DecodeString(cursor)
		if from, _ = strconv.Atoi(string(raw)); err != nil || from <= 0 {
			return nil, fail("invalid_cursor")
		}
	}
	hits := c.search(reader, kinds, terms)
	page, next := hits[min(from, len(hits)):], ""
	if len(page) > limit {
		page, next = page[:limit], base64.StdEncoding.EncodeToString([]byte(strconv.Itoa(from+limit)))
	}
	messages := make([]any, 0, len(page))
	for _, h := range page {
		messages = append(messages, c.foundJSON(h.message))
	}
	return answer{"results": answer{"messages": messages}, "response_metadata": answer{"next_cursor": next}}, nil
}

// searcher is for whom is searched: a person's token is theirs, a bot needs the token of what a person did.
func (c *call) searcher() (*person, error) {
	if c.token.kind == userToken {
		return c.who, nil
	}
	t, known := c.ws.actions[c.str("action_token")]
	if !known || c.ws.now().Sub(t.issued) > actionTokenLasts {
		return nil, fail("invalid_action_token")
	}
	return t.person, nil
}

func (c *call) searchedKinds() ([]channelKind, error) {
	for _, what := range c.list("content_types") {
		if what != "messages" {
			return nil, fail("invalid_arguments") // this Slack finds nothing else
		}
	}
	names := c.list("channel_types")
	if len(names) == 0 {
		names = []string{"public_channel"}
	}
	kinds := make([]channelKind, 0, len(names))
	for _, name := range names {
		of, known := searchScopes[name]
		switch {
		case !known:
			return nil, fail("invalid_arguments")
		case !c.token.may(of.scope):
			return nil, missingScope(c.token, of.scope)
		}
		kinds = append(kinds, of.kind)
	}
	return kinds, nil
}

// A hit is a message that was found, and how many of the terms it holds.
type hit struct {
	message *message
	score   int
}

// search finds the messages that hold at least half of the terms: those with most of them first, or the newest.
func (c *call) search(reader *person, kinds []channelKind, terms []string) []hit {
	var hits []hit
	after, before := int64(c.number("after", 0)), int64(c.number("before", 0))
	for _, ch := range c.ws.channels {
		if !slices.Contains(kinds, ch.kind) || !ch.visibleTo(reader) || ch.archived && !c.flag("include_archived_channels") {
			continue
		}
		for _, m := range ch.messages {
			seconds, _, _ := strings.Cut(m.ts, ".")
			at, _ := strconv.ParseInt(seconds, 10, 64)
			if m.subtype == "tombstone" || m.author.isBot() && !c.flag("include_bots") || at < after || before > 0 && at >= before {
				continue
			}
			score, text := 0, strings.ToLower(m.text)
			for _, term := range terms {
				if strings.Contains(text, term) {
					score++
				}
			}
			if 2*score >= len(terms) {
				hits = append(hits, hit{m, score})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		order := strings.Compare(b.message.ts, a.message.ts)
		if c.str("sort") != "timestamp" && a.score != b.score {
			order = b.score - a.score
		}
		if c.str("sort_dir") == "asc" {
			return -order
		}
		return order
	})
	return hits
}

// searchTerms are the words of a query; of scripts without spaces every two neighbours.
func searchTerms(query string) []string {
	var terms []string
	fields := strings.FieldsFunc(strings.ToLower(query), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, f := range fields {
		runes := []rune(f)
		if !unicode.Is(unicode.Han, runes[0]) || len(runes) < 3 {
			terms = append(terms, f)
			continue
		}
		for i := range len(runes) - 1 {
			terms = append(terms, string(runes[i:i+2]))
		}
	}
	return terms
}

// foundJSON is a message as results show it.
func (c *call) foundJSON(m *message) answer {
	j := answer{
		"author_user_id": m.author.id, "author_name": m.author.realName, "team_id": m.author.teamID(), "channel_id": m.channel.id,
		"channel_name": m.channel.name, "message_ts": m.ts, "content": m.text, "is_author_bot": m.author.isBot(), "permalink": c.ws.permalink(m),
	}
	if c.flag("include_message_blocks") && len(m.blocks) > 0 {
		j["blocks"] = slices.Clone(m.blocks)
	}
	return j
}
