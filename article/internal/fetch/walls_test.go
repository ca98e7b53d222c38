package fetch

import (
	"net/http"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// page is HTML as a server may send it.
func page(status int, link, final, body string, header ...string) *Page {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &Page{Status: status, URL: link, FinalURL: final, Header: h, ContentType: "text/html", Body: []byte(body)}
}

var storyText = strings.Repeat("The harbour council talked about the wall for three hours before it voted. ", 40)

func TestWallBefore(t *testing.T) {
	const here = "https://news.example/story"
	story := "<html><title>Harbour</title><body><p>" + storyText
	tests := []struct {
		name string
		page *Page
		want failure.Kind
	}{
		{"an article", page(200, here, here, story), ""},
		{"an article about captchas", page(200, here, here, story+"<p>You see: “Verify you are human”. Press &amp; hold. 环境异常. challenges.cloudflare.com"), ""},
		{"an article about missing pages", page(200, here, here, "<title>Why pages are not found</title><p>"+storyText), ""},
		{"a short text", page(200, here, here, "<title>Note</title><p>Gone to the harbour."), ""},
		{"a challenge by its header", page(200, here, here, story, "cf-mitigated", "challenge"), failure.BotWall},
		{"a challenge by its title", page(403, here, here, "<title>Just a moment...</title><p>Wait"), failure.BotWall},
		{"a passed page that bears a vendor's header", page(200, here, here, story, "cf-ray", "1"), ""},
		{"a firewall's captcha", page(405, here, here, "", "x-amzn-waf-action", "captcha"), failure.BotWall},
		{"a vendor's script and nothing else", page(403, here, here, `<script src="https://ct.captcha-delivery.com/c.js"></script>`), failure.BotWall},
		{"WeChat asks for proof", page(200, "https://mp.weixin.qq.com/s/x", "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?x", "<p>环境异常"), failure.BotWall},
		{"WeChat says it was deleted", page(200, here, here, "<div>该内容已被发布者删除</div>"), failure.Gone},
		{"sent to sign in", page(200, here, "https://news.example/login?next=/story", "<title>Sign in</title>"), failure.Login},
		{"sent to a question about cookies", page(200, here, "https://consent.yahoo.com/v2/x", "<p>We value"), failure.Consent},
		{"not found", page(404, here, here, "<title>Oh</title>"), failure.NotFound},
		{"not found, with status 200", page(200, here, here, "<title>页面不存在</title><p>返回首页"), failure.NotFound},
		{"gone", page(410, here, here, ""), failure.Gone},
		{"trouble", page(502, here, here, "<title>Bad gateway</title>"), failure.ServerError},
		{"unauthorized", page(401, here, here, ""), failure.Login},
		{"payment required", page(402, here, here, ""), failure.Paywall},
		{"a private repository", page(404, "https://github.com/us/ours", "https://github.com/us/ours", ""), failure.Private},
		{"a document that wants an account", page(200, "https://docs.google.com/document/d/x/edit", "https://accounts.google.com/v3/signin/identifier", ""), failure.Private},
		{"a picture", &Page{Status: 200, URL: here, FinalURL: here, Header: http.Header{}, ContentType: "image/png"}, failure.Media},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := WallBefore(tt.page, string(tt.page.Body))
			switch {
			case got == nil && tt.want != "":
				t.Errorf("taken for a page, want %s", tt.want)
			case got != nil && got.Kind != tt.want:
				t.Errorf("%v, want %q", got, tt.want)
			}
		})
	}
}

func TestWallAfter(t *testing.T) {
	const here = "https://news.example/story"
	wall := `<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>`
	tests := []struct {
		name, body string
		x          Extracted
		want       failure.Kind
	}{
		{"a free article", "<p>" + storyText, Extracted{Words: 500, Paragraphs: 5}, ""},
		{"a whole article that says it is not free", wall + "<p>" + storyText, Extracted{Words: 500, Paragraphs: 5}, ""},
		{"a stub before a wall", wall + "<p>Two sentences.", Extracted{Words: 40, Paragraphs: 2, Preview: "Two sentences."}, failure.Paywall},
		{"a Chinese stub", "<p>开头……剩余82%未读", Extracted{Han: 120, Paragraphs: 2}, failure.Paywall},
		{"a short text without a wall", "<p>Two sentences.", Extracted{Words: 40, Paragraphs: 2}, ""},
		{"a form", `<form><input name="u"><input type="password"></form>`, Extracted{Words: 5}, failure.Login},
		{"nothing but scripts", `<div id="root"></div><script src="/main.js"></script>`, Extracted{}, failure.Scripts},
		{"a list of links", strings.Repeat(`<a href="/x">A headline</a>`, 30), Extracted{Words: 60, LinkDensity: 0.9}, failure.NotArticle},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := WallAfter(page(200, here, here, tt.body), tt.body, tt.x)
			switch {
			case got == nil && tt.want != "":
				t.Errorf("taken for an article, want %s", tt.want)
			case got != nil && got.Kind != tt.want:
				t.Errorf("%v, want %q", got, tt.want)
			case got != nil && got.Kind == failure.Paywall && (got.Paragraphs != 2 || got.Preview != tt.x.Preview):
				t.Errorf("paragraphs %d, preview %q", got.Paragraphs, got.Preview)
			}
		})
	}
}

func TestCompany(t *testing.T) {
	for link, want := range map[string]string{
		"https://docs.google.com/document/d/1/edit": "Google Docs", "https://docs.google.com/spreadsheets/d/1": "Google Sheets",
		"https://docs.google.com/presentation/d/1": "Google Slides", "https://docs.google.com/document/d/e/1/pub": "", "https://ours.atlassian.net/wiki/x": "Confluence",
		"https://ours.atlassian.net/browse/X-1": "Jira", "https://www.notion.so/x": "Notion", "https://ours.sharepoint.com/:w:/x": "SharePoint",
		"https://1drv.ms/x": "OneDrive", "https://www.figma.com/design/x": "Figma", "https://www.figma.com/blog/x": "", "https://github.com/a/b": "GitHub",
		"https://ours.slack.com/docs/T1/F1": "Slack", "https://news.example/": "", "::": "",
	} {
		if got, _ := Company(link); got != want {
			t.Errorf("Company(%s) = %q, want %q", link, got, want)
		}
	}
}

func FuzzWalls(f *testing.F) {
	f.Add("<title>Just a moment...</title><input type=password>", 403)
	f.Fuzz(func(_ *testing.T, body string, status int) {
		p := page(status, "https://a.example/", "https://a.example/login", body)
		_ = WallBefore(p, body)
		_ = WallAfter(p, body, Extracted{})
	})
}
