package playground_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

// search asks for whom the token stands.
func search(api *slack.Client, query, action string, kinds ...string) ([]string, error) {
	answer, err := api.SearchAssistantContext(slack.AssistantSearchContextParameters{Query: query, ActionToken: action, ChannelTypes: kinds})
	if err != nil {
		return nil, err
	}
	var found []string
	for _, m := range answer.Results.Messages {
		found = append(found, m.ChannelName+": "+m.Content)
	}
	return found, nil
}

// A search finds what the person may see for whom it is made, and an app needs the token of what they wrote.
func TestSearchContext(t *testing.T) {
	var now clock
	h := open(t, playground.Config{Now: now.now})
	bot := h.listen(nil)
	carol := h.client(h.server.UserToken("carol"))
	for channel, text := range map[string]string{"C0RANDOM01": "The ferry costs nine pounds.", "C0SECRET01": "The ferry is for sale.", general: "The ferry sails at noon."} {
		h.say(h.ann, channel, text)
	}
	heard := func(who *slack.Client, text string) string {
		h.say(who, general, "<@"+botID+"> "+text)
		for {
			if e := bot.next(); e.kind == "app_mention" {
				token, _ := e.payload.Event["action_token"].(string)
				return token
			}
		}
	}
	anns, carols := heard(h.ann, "hello"), heard(carol, "hello")
	for _, tt := range []struct {
		name   string
		api    *slack.Client
		action string
		kinds  []string
		want   string
	}{
		{"a member", h.bot, anns, nil, "general: The ferry sails at noon.|random: The ferry costs nine pounds."},
		{"a guest", h.bot, carols, nil, "general: The ferry sails at noon."},
		{"private channels, with an app's token", h.bot, anns, []string{"public_channel", "private_channel"}, "missing_scope"},
		{"private channels, with her own", h.ann, "", []string{"private_channel"}, "board: The ferry is for sale."},
		{"private channels, with another's own", h.bob, "", []string{"private_channel"}, ""},
		{"no token", h.bot, "", nil, "invalid_action_token"},
		{"a made-up token", h.bot, "1.a", nil, "invalid_action_token"},
		{"a kind that there is not", h.bot, anns, []string{"secret"}, "invalid_arguments"},
	} {
		found, err := search(tt.api, "ferry", tt.action, tt.kinds...)
		got := strings.Join(slices.Sorted(slices.Values(found)), "|")
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	now.forward(time.Hour)
	if _, err := search(h.bot, "ferry", anns); err == nil || err.Error() != "invalid_action_token" {
		t.Errorf("an old token: %v", err)
	}
}

// Results come in pages of twenty at most, the best first, and an app without the scope has none.
func TestSearchPages(t *testing.T) {
	h := open(t, playground.Config{})
	for i := range 25 {
		h.say(h.ann, general, fmt.Sprintf("The ferry, crossing %d.", i))
	}
	best := h.say(h.ann, general, "The ferry captain sails.")
	seen, cursor := 0, ""
	for page := range 2 {
		answer, err := h.ann.SearchAssistantContext(slack.AssistantSearchContextParameters{Query: "ferry captain", Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		if page == 0 && (len(answer.Results.Messages) != 20 || answer.Results.Messages[0].MessageTS != best || !strings.Contains(answer.Results.Messages[0].Permalink, "/archives/"+general)) {
			t.Errorf("first page: %+v", answer.Results.Messages)
		}
		seen += len(answer.Results.Messages)
		cursor = answer.ResponseMetadata.NextCursor
	}
	if seen != 26 || cursor != "" {
		t.Errorf("%d found, then %q", seen, cursor)
	}
	if _, err := h.ann.SearchAssistantContext(slack.AssistantSearchContextParameters{Query: "ferry", Limit: 21}); err == nil || err.Error() != "invalid_limit" {
		t.Errorf("a limit of 21: %v", err)
	}
	bare := open(t, playground.Config{Manifest: []byte(`{"oauth_config":{"scopes":{"bot":["chat:write"]}}}`)})
	if _, err := search(bare.bot, "ferry", "x"); err == nil || err.Error() != "missing_scope" {
		t.Errorf("without the scope: %v", err)
	}
}
