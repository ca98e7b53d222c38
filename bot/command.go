package bot

import (
	"encoding/json"
	"fmt"
	"strings"
)

// command is a slash command as Slack sends it: form fields, as JSON strings over a socket.
type command struct {
	TeamID      string `json:"team_id"`
	ChannelID   string `json:"channel_id"`
	ChannelName string `json:"channel_name"`
	UserID      string `json:"user_id"`
	Text        string `json:"text"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
}

// subcommand is one thing that /footnote can do; the help is made from this table.
type subcommand struct {
	name, usage string
	help        phrase
	ask         func(a *Ask, rest string) bool // false: wrong use
}

func subcommands() []subcommand {
	return []subcommand{
		{"", "LINK… [question]", helpCommandLink, askLinks},
		{"digest", "digest daily 09:00", helpCommandDigest, askDigest},
		{"digests", "digests", helpCommandDigests, askDigests},
		{"watch", "watch", helpCommandWatch, askWatch},
		{"quiet", "quiet", helpCommandQuiet, askQuiet},
		{"forget", "forget me", helpCommandForget, askForget},
		{"follow", "follow SITE", helpCommandFollow, askFollow},
		{"unfollow", "unfollow SITE", helpCommandUnfollow, askUnfollow},
		{"feeds", "feeds", helpCommandFeeds, askFeeds},
		{"settings", "settings", helpCommandSettings, askToSet},
		{"usage", "usage", helpCommandUsage, askUsage},
		{"feedback", "feedback [words for the admins]", helpCommandFeedback, askFeedback},
		{"help", "help", helpCommandHelp, askHelp},
	}
}

// parseCommand turns a slash command into what is asked; an Ask of kind AskHelp is a wrong use, or the wish for help.
func parseCommand(payload json.RawMessage) (Ask, error) {
	var c command
	if err := json.Unmarshal(payload, &c); err != nil {
		return Ask{}, fmt.Errorf("decode command: %w", err)
	}
	if c.TriggerID == "" || c.ChannelID == "" || c.UserID == "" {
		return Ask{}, fmt.Errorf("decode command: trigger, channel or user is missing")
	}
	a := Ask{
		Key: commandKey(c.TeamID, c.TriggerID), Kind: AskReply, Via: ViaCommand, Team: c.TeamID, Channel: c.ChannelID,
		ChannelName: c.ChannelName, User: c.UserID, ResponseURL: c.ResponseURL,
	}
	switch {
	case c.ChannelName == "directmessage", strings.HasPrefix(c.ChannelID, "D"):
		a.ChannelKind = "im"
	case c.ChannelName == "privategroup", strings.HasPrefix(c.ChannelID, "G"):
		a.ChannelKind = "group"
	}
	word, rest, _ := strings.Cut(strings.TrimSpace(c.Text), " ")
	for _, s := range subcommands() {
		if s.name != "" && strings.EqualFold(word, s.name) {
			if !s.ask(&a, strings.TrimSpace(rest)) {
				a.Kind = AskHelp
			}
			if a.Kind == askSettings {
				a.Trigger = c.TriggerID
			}
			return a, nil
		}
	}
	if !askLinks(&a, c.Text) {
		a.Kind = AskHelp
	}
	return a, nil
}

func askLinks(a *Ask, text string) bool {
	a.Links = messageLinks(text, nil)
	if len(a.Links) == 0 {
		return false
	}
	a.order(classify(messageWords(text)))
	a.Talk = false
	return true
}

func askHelp(a *Ask, _ string) bool {
	a.Kind = AskHelp
	return true
}

func askWatch(a *Ask, rest string) bool {
	a.Kind = AskWatch
	return rest == ""
}

func askQuiet(a *Ask, rest string) bool {
	a.Kind = AskQuiet
	return rest == ""
}
