package bot

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// attachmentsOf decodes the attachments of an event, each by itself: one that is odd loses no other.
func attachmentsOf(raw []json.RawMessage) []slack.Attachment {
	var all []slack.Attachment
	for _, r := range raw {
		var a slack.Attachment
		if json.Unmarshal(r, &a) == nil {
			all = append(all, a)
		}
	}
	return all
}

// forwarded is the text of the messages that were forwarded with a message; "" where none was.
func forwarded(attachments []slack.Attachment) string {
	var texts []string
	for _, a := range attachments {
		if text := messageBody(firstOf(a.Text, a.Fallback)); a.IsShare && strings.TrimSpace(messageWords(a.Text)) != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n\n")
}

// sharedFiles are the files of a message, and of those forwarded with it.
func sharedFiles(m slack.Message) []File {
	all := m.Files
	for _, a := range m.Attachments {
		if a.IsShare {
			all = append(slices.Clip(all), a.Files...)
		}
	}
	files := make([]File, 0, len(all))
	for _, f := range all {
		files = append(files, file{
			ID: f.ID, Name: f.Name, Title: f.Title, MimeType: f.Mimetype, Size: int64(f.Size), URL: f.URLPrivate,
			DownloadURL: f.URLPrivateDownload, Permalink: f.Permalink, IsExternal: f.IsExternal,
		}.asked())
	}
	return files
}
