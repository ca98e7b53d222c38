package bot

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// sharedLinks are the links that a message shares: its own, those of a message forwarded with it, and those that another
// app's blocks and attachments lead to. What Slack itself shows of a link that stands there already is not one more.
func sharedLinks(m slack.Message) []string {
	links := messageLinks(m.Text, blocksJSON(m))
	seen := map[string]bool{}
	for _, l := range links {
		seen[l] = true
	}
	add := func(found ...string) {
		for _, l := range found {
			if isWebLink(l) && !seen[l] {
				seen[l] = true
				links = append(links, l)
			}
		}
	}
	if m.BotID != "" {
		add(markedLinks(m.Blocks)...)
	}
	for _, a := range m.Attachments {
		switch {
		case a.IsShare || a.IsMsgUnfurl: // somebody's message, forwarded
			add(messageLinks(a.Text, nil)...)
			add(markedLinks(a.Blocks)...)
		case m.BotID != "" && a.OriginalURL == "" && a.FromURL == "": // not Slack's own view of a link
			add(a.TitleLink)
			add(messageLinks(a.Pretext, nil)...)
			add(messageLinks(a.Text, nil)...)
			add(markedLinks(a.Blocks)...)
		}
	}
	return links
}

// markedLinks are the links in blocks of any kind: elements of rich text, mrkdwn, and buttons that open a page.
func markedLinks(blocks any) []string {
	data, err := json.Marshal(blocks)
	if err != nil {
		return nil
	}
	var tree any
	if json.Unmarshal(data, &tree) != nil {
		return nil
	}
	var links []string
	var walk func(node any)
	walk = func(node any) {
		switch n := node.(type) {
		case []any:
			for _, child := range n {
				walk(child)
			}
		case map[string]any:
			kind, _ := n["type"].(string)
			text, _ := n["text"].(string)
			url, _ := n["url"].(string)
			if kind == "link" || kind == "button" {
				links = append(links, url)
			}
			if kind == slack.MarkdownType {
				links = append(links, messageLinks(text, nil)...)
			}
			// In the order of the message, which a map does not keep.
			for _, name := range []string{"text", "title", "fields", "elements", "accessory", "message", "blocks"} {
				walk(n[name])
			}
		}
	}
	walk(tree)
	return links
}
