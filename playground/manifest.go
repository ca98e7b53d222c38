package playground

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// app is what the app's manifest asks for: all of what it may do, hear and show.
type app struct {
	scopes    []string
	events    []string // nil: all
	commands  []string // nil: all
	shortcuts []appShortcut
	home      bool
	pane      paneKind
	anything  bool // there is no manifest
}

type appShortcut struct {
	Name     string `json:"name"`
	Type     string `json:"type"` // message or global
	Callback string `json:"callback_id"`
}

// A paneKind is how an app is an agent.
type paneKind string

const (
	noPane        paneKind = ""
	agentView     paneKind = "agent_view"     // direct messages are the pane
	assistantView paneKind = "assistant_view" // the pane's threads are begun by Slack; for apps of old
)

// manifest is as much of Slack's app manifest as matters here.
type manifest struct {
	Features struct {
		Home struct {
			Enabled bool `json:"home_tab_enabled"`
		} `json:"app_home"`
		AgentView     *struct{}     `json:"agent_view"`
		AssistantView *struct{}     `json:"assistant_view"`
		Shortcuts     []appShortcut `json:"shortcuts"`
		Commands      []struct {
			Command string `json:"command"`
		} `json:"slash_commands"`
	} `json:"features"`
	OAuth struct {
		Scopes struct {
			Bot []string `json:"bot"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
	} `json:"settings"`
}

// newApp reads a manifest; an app without one may do and hears all.
func newApp(data []byte) (app, error) {
	if data == nil {
		return app{scopes: everyScope(), home: true, pane: agentView, anything: true}, nil
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return app{}, fmt.Errorf("manifest: %w", err)
	}
	a := app{
		scopes: m.OAuth.Scopes.Bot, events: m.Settings.Events.Bot, shortcuts: m.Features.Shortcuts, home: m.Features.Home.Enabled,
	}
	switch {
	case m.Features.AgentView != nil && m.Features.AssistantView != nil:
		return app{}, errors.New("manifest: agent_view and assistant_view exclude each other")
	case m.Features.AgentView != nil:
		a.pane = agentView
	case m.Features.AssistantView != nil:
		a.pane = assistantView
	}
	for _, c := range m.Features.Commands {
		a.commands = append(a.commands, c.Command)
	}
	return a, a.check()
}

// check refuses subscriptions to what the app may not hear.
func (a app) check() error {
	for _, event := range a.events {
		needed, known := eventScopes[event]
		switch {
		case !known:
			return fmt.Errorf("manifest: unknown event %s", event)
		case len(needed) > 0 && !slices.ContainsFunc(needed, func(s string) bool { return slices.Contains(a.scopes, s) }):
			return fmt.Errorf("manifest: event %s needs %s", event, strings.Join(needed, " or "))
		case strings.HasPrefix(event, "assistant_thread_") && a.pane != assistantView:
			return fmt.Errorf("manifest: event %s needs assistant_view", event)
		}
	}
	if len(a.commands) > 0 && !slices.Contains(a.scopes, "commands") {
		return errors.New("manifest: slash_commands need the scope commands")
	}
	return nil
}

// eventScopes are the events that an app may subscribe to, each with the scopes of which it needs one.
var eventScopes = map[string][]string{
	"agent_session_stopped":            {"chat:write"},
	"app_context_changed":              {"assistant:write"},
	"app_home_opened":                  nil,
	"app_mention":                      {"app_mentions:read"},
	"app_uninstalled":                  nil,
	"assistant_thread_context_changed": {"assistant:write"},
	"assistant_thread_started":         {"assistant:write"},
	"channel_archive":                  {"channels:read"},
	"channel_left":                     {"channels:read"},
	"channel_shared":                   {"channels:read", "groups:read"},
	"channel_unshared":                 {"channels:read", "groups:read"},
	"file_shared":                      {"files:read"},
	"group_archive":                    {"groups:read"},
	"group_left":                       {"groups:read"},
	"member_joined_channel":            {"channels:read", "groups:read"},
	"message.channels":                 {"channels:history"},
	"message.groups":                   {"groups:history"},
	"message.im":                       {"im:history"},
	"message.mpim":                     {"mpim:history"},
	"reaction_added":                   {"reactions:read"},
	"reaction_removed":                 {"reactions:read"},
	"tokens_revoked":                   nil,
	"user_change":                      {"users:read"},
}

// messageEvents are the subscriptions of messages, by the kind of their conversation.
var messageEvents = map[string]string{
	string(publicChannel): "message.channels", string(privateChannel): "message.groups", string(directMessage): "message.im",
	string(groupMessage): "message.mpim",
}

// hears reports whether the app has subscribed to an event.
func (a app) hears(event map[string]any) bool {
	name, _ := event["type"].(string)
	if name == "message" {
		kind, _ := event["channel_type"].(string)
		name = messageEvents[kind]
	}
	return a.anything || slices.Contains(a.events, name)
}

// has reports whether a command, with its slash, is the app's.
func (a app) has(command string) bool { return a.anything || slices.Contains(a.commands, command) }

// offers reports whether the app has a shortcut of that type.
func (a app) offers(kind, callback string) bool {
	return a.anything || slices.ContainsFunc(a.shortcuts, func(s appShortcut) bool { return s.Type == kind && s.Callback == callback })
}
