package fetch

import (
	"net/url"
	"strings"
)

// company is a service whose documents need an account, known by its host.
type company struct {
	name  string
	hosts []string // the host itself, or with a leading dot any host below it
	paths []string // prefixes of the path; none means all
	free  []string // parts of an address that is published for everybody
}

var companies = []company{
	{"Google Docs", []string{"docs.google.com"}, []string{"/document"}, []string{"/pub"}},
	{"Google Sheets", []string{"docs.google.com"}, []string{"/spreadsheets"}, []string{"/pub"}},
	{"Google Slides", []string{"docs.google.com"}, []string{"/presentation"}, []string{"/pub"}},
	{"Google Docs", []string{"docs.google.com"}, nil, []string{"/pub"}},
	{"Google Drive", []string{"drive.google.com"}, nil, nil},
	{"Notion", []string{"notion.so", ".notion.so", ".notion.site", "notion.com"}, nil, nil},
	{"Confluence", []string{".atlassian.net"}, []string{"/wiki"}, nil},
	{"Jira", []string{".atlassian.net"}, nil, nil},
	{"SharePoint", []string{".sharepoint.com"}, nil, nil},
	{"OneDrive", []string{"onedrive.live.com", "1drv.ms"}, nil, nil},
	{"Figma", []string{"figma.com", "www.figma.com"}, []string{"/file", "/design", "/board", "/proto", "/slides", "/deck"}, nil},
	{"GitHub", []string{"github.com", "gist.github.com", "raw.githubusercontent.com"}, nil, nil},
	{"GitLab", []string{"gitlab.com"}, nil, nil},
	{"Slack", []string{".slack.com", "slack.com"}, []string{"/canvas", "/docs", "/files", "/archives"}, nil},
}

// Company names the service of a link whose documents need an account. What such a service publishes for everybody is
// read; only where it answers with a sign-in page or "not found" is the account the reason.
func Company(link string) (service string, ok bool) {
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	host := strings.ToLower(u.Hostname())
	for _, c := range companies {
		if c.is(host, u.Path) {
			return c.name, true
		}
	}
	return "", false
}

func (c company) is(host, path string) bool {
	at := false
	for _, h := range c.hosts {
		at = at || host == h || strings.HasPrefix(h, ".") && strings.HasSuffix(host, h)
	}
	if !at {
		return false
	}
	for _, free := range c.free {
		if strings.Contains(path, free) {
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
