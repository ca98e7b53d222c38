package fetch

import (
	"net/url"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// company is a service whose documents mostly need an account, known by its host.
type company struct {
	name    string
	hosts   []string // the host itself; with a leading dot any host below it, with a dot at its end any that begins so
	paths   []string // prefixes of the path; none means all
	account bool     // without one there is nothing to see; else most is public, and only a refusal speaks of an account
}

// published are parts of a path under which these services show documents to everybody.
var published = []string{"/pub", "/pubhtml", "/published"}

var (
	googleDocs = []string{"docs.google.com"}
	atlassian  = []string{".atlassian.net"}
	feishu     = []string{"/docx", "/docs", "/wiki", "/sheets", "/base", "/minutes", "/file", "/slides"}
)

var companies = []company{
	{"Google Docs", googleDocs, []string{"/document"}, true},
	{"Google Sheets", googleDocs, []string{"/spreadsheets"}, true},
	{"Google Slides", googleDocs, []string{"/presentation"}, true},
	{"Google Docs", googleDocs, nil, true},
	{"Google Drive", []string{"drive.google.com"}, nil, true},
	{"Notion", []string{"notion.so", ".notion.so", "app.notion.com"}, nil, true},
	{"Notion", []string{".notion.site"}, nil, false},
	{"Confluence", atlassian, []string{"/wiki"}, true},
	{"Jira", atlassian, nil, true},
	{"Confluence", []string{"confluence.", "wiki.atlassian.com"}, nil, false},
	{"Jira", []string{"jira."}, nil, false},
	{"OneDrive", []string{"onedrive.live.com", "1drv.ms", ".onedrive.com"}, nil, true},
	{"SharePoint", []string{".sharepoint.com"}, nil, true},
	{"Figma", []string{"figma.com", "www.figma.com"}, []string{"/file", "/design", "/board", "/proto", "/slides", "/deck", "/make"}, true},
	{"GitHub", []string{"github.com", "gist.github.com", "raw.githubusercontent.com"}, nil, false},
	{"GitLab", []string{"gitlab.com", "gitlab."}, nil, false},
	{"Slack", []string{".slack.com", "slack.com"}, []string{"/canvas", "/docs", "/files", "/archives", "/client"}, true},
	{"Feishu", []string{".feishu.cn"}, feishu, true},
	{"Lark", []string{".larksuite.com"}, feishu, true},
	{"Tencent Docs", []string{"docs.qq.com"}, nil, true},
}

// Company names the service of a link whose documents mostly need an account; needsAccount is false where most of them
// are public (GitHub), or this one is. What such a service shows to everybody is read; only where it answers with a
// sign-in page or "not found" is the account the reason.
func Company(link string) (service string, needsAccount bool) {
	u, err := url.Parse(unwrap(link))
	if err != nil {
		return "", false
	}
	host := strings.ToLower(u.Hostname())
	for _, c := range companies {
		if c.is(host, u.Path) {
			return c.name, c.account
		}
	}
	return "", false
}

func (c company) is(host, path string) bool {
	at := false
	for _, h := range c.hosts {
		at = at || host == h || h[0] == '.' && strings.HasSuffix(host, h) || h[len(h)-1] == '.' && strings.HasPrefix(host, h)
	}
	if !at {
		return false
	}
	for _, free := range published {
		if c.account && (strings.HasSuffix(path, free) || strings.Contains(path, free+"/")) {
			return false
		}
	}
	for _, p := range c.paths {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return len(c.paths) == 0
}

var googleFile = pattern.Lazy(`^/(document|spreadsheets|presentation)/(?:u/[0-9]+/)?d/([A-Za-z0-9_-]{16,})(?:/|$)`)

var gid = pattern.Lazy(`(?:^|[&#?])gid=([0-9]+)`)

// exportOf is where Google hands out a document that everybody with the link may read, which its own page draws by
// scripts; "" for other links.
func exportOf(link string) string {
	u, err := url.Parse(link)
	if err != nil || strings.ToLower(u.Hostname()) != "docs.google.com" {
		return ""
	}
	m := googleFile().FindStringSubmatch(u.Path)
	if m == nil || strings.Contains(u.Path, "/pub") || strings.Contains(u.Path, "/export") {
		return ""
	}
	base := "https://docs.google.com/" + m[1] + "/d/" + m[2]
	switch m[1] {
	case "document":
		return base + "/export?format=docx"
	case "presentation":
		return base + "/export/pptx"
	}
	if sheet := gid().FindStringSubmatch(u.RawQuery + "#" + u.Fragment); sheet != nil {
		return base + "/export?format=csv&gid=" + sheet[1]
	}
	return base + "/export?format=csv"
}

// isExport reports whether an address is where Google's export ends, and not its sign-in page.
func isExport(final string) bool {
	u, err := url.Parse(final)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return host == "docs.google.com" || strings.HasSuffix(host, ".googleusercontent.com")
}
