package fetch

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

func TestCompany(t *testing.T) {
	tests := []struct {
		link, service string
		account       bool
	}{
		{"https://docs.google.com/document/d/1/edit", "Google Docs", true},
		{"https://docs.google.com/spreadsheets/d/1", "Google Sheets", true},
		{"https://docs.google.com/presentation/d/1", "Google Slides", true},
		{"https://docs.google.com/document/d/e/1/pub", "", false},
		{"https://docs.google.com/spreadsheets/d/e/1/pubhtml", "", false},
		{"https://www.google.com/url?q=https://docs.google.com/document/d/1", "Google Docs", true},
		{"https://drive.google.com/file/d/1/view", "Google Drive", true},
		{"https://ours.atlassian.net/wiki/x", "Confluence", true},
		{"https://ours.atlassian.net/browse/X-1", "Jira", true},
		{"https://jira.ours.example/browse/X-1", "Jira", false},
		{"https://www.notion.so/x", "Notion", true},
		{"https://ours.notion.site/x", "Notion", false},
		{"https://ours.sharepoint.com/:w:/x", "SharePoint", true},
		{"https://1drv.ms/x", "OneDrive", true},
		{"https://www.figma.com/design/x", "Figma", true},
		{"https://www.figma.com/blog/x", "", false},
		{"https://github.com/a/b", "GitHub", false},
		{"https://gitlab.ours.example/a/b", "GitLab", false},
		{"https://ours.slack.com/docs/T1/F1", "Slack", true},
		{"https://slack.com/blog/x", "", false},
		{"https://ours.feishu.cn/docx/x", "Feishu", true},
		{"https://notgithub.com/a", "", false},
		{"https://news.example/", "", false},
		{"::", "", false},
	}
	for _, tt := range tests {
		if service, account := Company(tt.link); service != tt.service || account != tt.account {
			t.Errorf("Company(%s) = %q, %v, want %q, %v", tt.link, service, account, tt.service, tt.account)
		}
	}
}

// What services answer to who has no account, and what they show to everybody.
func TestCompanyAnswers(t *testing.T) {
	srv := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.Host + r.URL.Path {
		case "ours.sharepoint.com/doc":
			http.Redirect(w, r, "http://login.microsoftonline.com/common/oauth2/authorize?client_id=x", http.StatusFound)
		case "ours.atlassian.net/browse/X-1":
			http.Redirect(w, r, "http://id.atlassian.com/login?continue=x", http.StatusFound)
		case "github.com/us/ours":
			w.WriteHeader(http.StatusNotFound)
		case "github.com/us/busy":
			w.WriteHeader(http.StatusTooManyRequests)
		case "www.notion.so/ours":
			fmt.Fprint(w, `<title>Notion</title><div id="notion-app"></div><noscript>JavaScript must be enabled</noscript>`)
		case "gitlab.com/us/ours":
			http.Redirect(w, r, "/users/sign_in", http.StatusFound)
		case "login.microsoftonline.com/common/oauth2/authorize", "id.atlassian.com/login", "gitlab.com/users/sign_in":
			fmt.Fprint(w, `<form><input type="password"></form>`)
		default:
			fmt.Fprint(w, "<p>"+storyText)
		}
	})
	hosts := map[string][][]string{}
	for _, h := range []string{
		"ours.sharepoint.com", "login.microsoftonline.com", "ours.atlassian.net", "id.atlassian.com", "github.com", "www.notion.so", "gitlab.com", "ours.notion.site",
	} {
		hosts[h] = [][]string{{public}}
	}
	f, _ := world(t, srv, names(hosts))
	tests := []struct {
		link, service string
		want          failure.Kind
	}{
		{"http://ours.sharepoint.com/doc", "SharePoint", failure.Private},
		{"http://ours.atlassian.net/browse/X-1", "Jira", failure.Private},
		{"http://github.com/us/ours", "GitHub", failure.Private},
		{"http://github.com/us/busy", "", failure.BotWall},
		{"http://gitlab.com/us/ours", "GitLab", failure.Private},
		{"http://www.notion.so/ours", "Notion", failure.Private},
		{"http://github.com/them/theirs", "", ""},
		{"http://ours.notion.site/page", "", ""},
		{"http://ours.atlassian.net/wiki/public", "", ""},
	}
	for _, tt := range tests {
		page, err := f.Get(t.Context(), tt.link, Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.link, err)
			continue
		}
		got := WallBefore(page, string(page.Body))
		x := Extracted{}
		if tt.want == "" {
			x.Words = 500
		}
		if got == nil {
			got = WallAfter(page, string(page.Body), x)
		}
		switch {
		case got == nil && tt.want != "", got != nil && got.Kind != tt.want, got != nil && got.Service != tt.service:
			t.Errorf("%s: %+v, want %q of %q", tt.link, got, tt.want, tt.service)
		}
	}
}
