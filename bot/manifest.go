package bot

import (
	"slices"
	"strings"
)

// scope is one thing that the app asks a workspace for, and why.
type scope struct {
	name, why string
	feature   string // "" is always asked for
}

var scopes = []scope{
	{"app_mentions:read", "to hear when somebody mentions it", ""},
	{"chat:write", "to reply", ""},
	{"commands", "for /footnote", ""},
	{"im:history", "to hear direct messages, and to find its own replies after a crash", ""},
	{"channels:history", "to read the thread that it is asked in, and a channel's links for a digest", ""},
	{"groups:history", "the same in private channels that it was invited to", ""},
	{"mpim:history", "the same in group messages", ""},
	{"channels:read", "to know whether a linked message stands in a public channel, and whether another company reads a channel", ""},
	{"groups:read", "to know whether another company reads a private channel", ""},
	{"mpim:read", "the same of group messages", ""},
	{"reactions:write", "to show that it is at work", ""},
	{"reactions:read", "to hear the reaction that asks for a summary", "reactions"},
	{"assistant:write", "to suggest in the agent pane what may be asked", "agent"},
	{"users:read", "to answer in the asker's language, and to tell members from guests", ""},
	{"im:write", "to tell admins what is nearly used up, and who set a digest up why it pauses", ""},
	{"files:read", "to read the files that are shared with it", "files"},
	{"search:read.public", "to answer what was shared about something, from messages of public channels that the asker may see", "search"},
}

// botEvents are what the app hears of, with the feature that needs it; "" is always heard. The messages of channels are for
// edits and ends of those that asked; of what asks nothing of us nothing is kept.
var botEvents = []struct{ name, feature string }{
	{"agent_session_stopped", "agent"},
	{"app_mention", ""},
	{"app_context_changed", "agent"},
	{"app_home_opened", "agent"},
	{"channel_archive", "digest"},
	{"channel_left", "digest"},
	{"channel_shared", ""},
	{"group_archive", "digest"},
	{"group_left", "digest"},
	{"member_joined_channel", ""},
	{"message.channels", ""},
	{"message.groups", ""},
	{"message.im", ""},
	{"message.mpim", ""},
	{"app_uninstalled", ""},
	{"tokens_revoked", ""},
	{"reaction_added", "reactions"},
}

func eventsFor(features []string) []string {
	var names []string
	for _, e := range botEvents {
		if e.feature == "" || slices.Contains(features, e.feature) {
			names = append(names, e.name)
		}
	}
	return names
}

// Features lists what FOOTNOTE_FEATURES may name.
var Features = []string{"reactions", "watch", "digest", "agent", "files", "search"}

// Scopes are the scopes that the app needs for those features, sorted.
func Scopes(features []string) []string {
	var names []string
	for _, s := range scopes {
		if s.feature == "" || slices.Contains(features, s.feature) {
			names = append(names, s.name)
		}
	}
	slices.Sort(names)
	return names
}

// ExplainScopes says why each of those scopes is needed, a line each.
func ExplainScopes(features []string) []string {
	var lines []string
	for _, s := range scopes {
		if s.feature == "" || slices.Contains(features, s.feature) {
			lines = append(lines, s.name+": "+s.why)
		}
	}
	return lines
}

// Manifest is the manifest of the Slack app, ready to be encoded. With an HTTP address events come there; without one,
// over Socket Mode.
func Manifest(features []string, httpBase string) map[string]any {
	command := map[string]any{
		"command": "/footnote", "description": "Summarize a link, or answer from it, with cited passages",
		"usage_hint": "LINK [question]", "should_escape": false,
	}
	events := map[string]any{"bot_events": eventsFor(features)}
	interactivity := map[string]any{"is_enabled": true}
	if httpBase != "" {
		base := strings.TrimSuffix(httpBase, "/")
		command["url"] = base + "/slack/commands"
		events["request_url"] = base + "/slack/events"
		interactivity["request_url"] = base + "/slack/interactions"
	}
	manifest := map[string]any{
		"display_information": map[string]any{
			"name": "Footnote", "background_color": "#1f2937",
			"description": "Reads links, files and texts; answers in threads with passages copied from the source.",
			"long_description": "Give Footnote a link, a file or a text, with a question or without. It reads it and answers in the thread. " +
				"Every quoted passage is copied from the source by code, never by a language model, with a link that opens the page at that very " +
				"passage. A statement that the text does not support is left out, and the reply says so.",
		},
		"features": map[string]any{
			"app_home":       map[string]any{"home_tab_enabled": slices.Contains(features, "agent"), "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
			"bot_user":       map[string]any{"display_name": "Footnote", "always_online": true},
			"slash_commands": []any{command},
			"shortcuts": []any{map[string]any{
				"name": "Summarize with Footnote", "type": "message", "callback_id": shortcutSummarize,
				"description": "A summary of the message's links, files or text, in its thread",
			}},
		},
		"oauth_config": map[string]any{"scopes": map[string]any{"bot": Scopes(features)}},
		"settings": map[string]any{
			"event_subscriptions": events, "interactivity": interactivity, "org_deploy_enabled": false,
			"socket_mode_enabled": httpBase == "", "token_rotation_enabled": false,
		},
	}
	if slices.Contains(features, "agent") {
		w := &english
		manifest["features"].(map[string]any)["agent_view"] = map[string]any{
			"agent_description": "Reads links, files and texts, and answers with passages copied from the source.",
			"suggested_prompts": []any{map[string]any{"title": w.f(promptHelp), "message": w.f(promptHelpMessage)}},
		}
	}
	return manifest
}
