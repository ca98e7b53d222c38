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
		{"a short text about captchas", page(200, here, here, `<html><title>Gates</title><p>Many sites now say “Verify you are human” or 环境异常 first. `+
			`Its page is called "Just a moment..." and loads challenges.cloudflare.com and window._cf_chl_opt.`), ""},
		{"a note about a wall's code", &Page{Status: 200, URL: here, FinalURL: here, ContentType: "text/markdown"}, ""},
		{"news about a site called 404", page(200, here, here, "<title>404 Media raises money | News</title><h1>404 Media raises money</h1><p>It did."), ""},
		{"a long text called not found", page(200, here, here, "<title>Not found</title><p>"+storyText), ""},
		{"a vendor's script on a page that it let through", page(200, here, here, `<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script><p>Short.`), ""},
		{"a WeChat article", page(200, here, here, `<div id="js_content" style="visibility: hidden">`+storyText+`</div><div id="js_verify"></div>`), ""},
		{"an icon before the text", page(200, here, here, `<svg width="1"/><p>`+storyText+`<div id="px-captcha"></div>`), ""},
		{"a challenge by its header", page(200, here, here, story, "cf-mitigated", "challenge"), failure.BotWall},
		{"a challenge by its title", page(403, here, here, "<title>Just a moment...</title><p>Wait"), failure.BotWall},
		{"a passed page that bears a vendor's header", page(200, here, here, story, "cf-ray", "1"), ""},
		{"a firewall's captcha", page(405, here, here, "", "x-amzn-waf-action", "captcha"), failure.BotWall},
		{"a vendor's script and nothing else", page(403, here, here, `<script src="https://ct.captcha-delivery.com/c.js"></script>`), failure.BotWall},
		{"WeChat asks for proof", page(200, "https://mp.weixin.qq.com/s/x", "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?x", "<p>环境异常"), failure.BotWall},
		{"WeChat says it was deleted", page(200, here, here, "<div>该内容已被发布者删除</div>"), failure.Gone},
		{"a challenge by its script", page(200, here, here, `<script>window._cf_chl_opt={}</script><p>One moment`), failure.BotWall},
		{"a vendor's script beside a refusal", page(429, here, here, `<script src="https://x.token.awswaf.com/x/challenge.js"></script>`+story), failure.BotWall},
		{"Akamai", page(403, here, here, `<TITLE>Access Denied</TITLE><H1>Access Denied</H1> You don't have permission to access "http://x" on this server.`), failure.BotWall},
		{"nothing, and a vendor's header", page(200, here, here, `<script src="/_Incapsula_Resource?x"></script>`, "x-iinfo", "1"), failure.BotWall},
		{"a short page with a vendor's header", page(200, here, here, "<p>Gone to the harbour.", "x-sucuri-id", "1"), ""},
		{"Yandex", page(200, here, "https://ya.example/showcaptcha?x", story), failure.BotWall},
		{"Zhihu in JSON", page(200, here, here, `{"error":{"code":40352,"message":"x"}}`), failure.BotWall},
		{"Zhihu", page(403, here, here, `<meta id="zh-zse-ck" content="1">`), failure.BotWall},
		{"Weibo", page(200, here, here, `<title>Sina Visitor System</title>`), failure.BotWall},
		{"LinkedIn", page(999, here, here, ``), failure.BotWall},
		{"an address that only mentions one", page(200, here, "https://news.example/story?from=consent.google.com", story), ""},
		{"a story about passports", page(200, here, "https://news.example/passport-control/story", "<p>Short."), ""},
		{"a question about cookies", page(200, here, here, `<title>Before you continue to Google Search</title><p>We use cookies`), failure.Consent},
		{"sent to sign in", page(200, here, "https://news.example/login?next=/story", "<title>Sign in</title>"), failure.Login},
		{"sent to a question about cookies", page(200, here, "https://consent.yahoo.com/v2/x", "<p>We value"), failure.Consent},
		{"not found", page(404, here, here, "<title>Oh</title>"), failure.NotFound},
		{"not found, with status 200", page(200, here, here, "<title>页面不存在</title><p>返回首页"), failure.NotFound},
		{"not found, with a vendor's widget", page(404, here, here, `<script src="https://challenges.cloudflare.com/x.js"></script>`), failure.NotFound},
		{"not found in the heading", page(200, here, here, "<title>News</title><h1>Oops! That page can’t be found.</h1>"), failure.NotFound},
		{"not here for legal reasons", page(451, here, here, ""), failure.Unreachable},
		{"a page behind a broken gateway", page(522, here, here, `<title>news.example | 522: Connection timed out</title>`), failure.ServerError},
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
			text := string(tt.page.Body)
			if text == "" && tt.want == "" {
				text = "# How walls are built\n\nThey load <script src=\"https://ct.captcha-delivery.com/c.js\"> and set window._cf_chl_opt."
			}
			got := WallBefore(tt.page, text)
			switch {
			case got == nil && tt.want != "":
				t.Errorf("taken for a page, want %s", tt.want)
			case got != nil && got.Kind != tt.want:
				t.Errorf("%v, want %q", got, tt.want)
			}
		})
	}
}

// Before a body is decoded nothing is said about what it shows.
func TestWallBeforeBytesAreText(t *testing.T) {
	const here = "https://news.example/story"
	tests := []struct {
		name string
		page *Page
		want failure.Kind
	}{
		{"a vendor's header", page(200, here, here, "<p>Gone.", "x-iinfo", "1"), ""},
		{"a path of sign-in pages", page(200, here, "https://news.example/sso/story", "<p>"+storyText), ""},
		{"an address of challenges", page(200, here, "https://news.example/showcaptcha", "<p>"), failure.BotWall},
		{"a status", page(404, here, here, "<p>"), failure.NotFound},
		{"a header that says so", page(200, here, here, "<p>", "cf-mitigated", "challenge"), failure.BotWall},
	}
	for _, tt := range tests {
		if got := WallBefore(tt.page, ""); got == nil && tt.want != "" || got != nil && got.Kind != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, got, tt.want)
		}
	}
}

func TestWallAfter(t *testing.T) {
	const here = "https://news.example/story"
	wall := `<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>`
	count := `<script type="application/ld+json">{"isAccessibleForFree":false,"wordCount":%s}</script>`
	tests := []struct {
		name, body string
		x          Extracted
		want       failure.Kind
	}{
		{"a free article", "<p>" + storyText, Extracted{Words: 500, Paragraphs: 5}, ""},
		{"a whole article that says it is not free", wall + "<p>" + storyText, Extracted{Words: 500, Paragraphs: 5}, ""},
		{"a longer free part", wall + "<p>" + storyText, Extracted{Words: 300, EndsMidSentence: true}, ""},
		{"a short article that is whole", strings.Replace(count, "%s", "44", 1), Extracted{Words: 40, Paragraphs: 2}, ""},
		{"the beginning of one", strings.Replace(count, "%s", `"900"`, 1) + "<p>Two", Extracted{Words: 40, Paragraphs: 2}, failure.Paywall},
		{"a stub before a wall", wall + "<p>Two sentences.", Extracted{Words: 40, Paragraphs: 2}, failure.Paywall},
		{"a stub before a wall of classes", `<p>Two</p><div class="x Paywall"></div>`, Extracted{Words: 40, Paragraphs: 2}, failure.Paywall},
		{"a stub that says so", `<p>Two</p><div>Subscribe to continue reading.</div>`, Extracted{Words: 40, Paragraphs: 2}, failure.Paywall},
		{"a stub by its metadata", `<meta property="article:content_tier" content="locked"><p>Two`, Extracted{Words: 40, Paragraphs: 2}, failure.Paywall},
		{"cut in the middle of a sentence", wall + "<p>Two", Extracted{Words: 170, Paragraphs: 2, EndsMidSentence: true}, failure.Paywall},
		{"a Chinese stub", "<p>开头……剩余82%未读", Extracted{Han: 120, Paragraphs: 2}, failure.Paywall},
		{"a Japanese stub", "<p>本文…</p><p>残り1,234文字</p>", Extracted{Han: 200, Paragraphs: 2}, failure.Paywall},
		{"a short text without a wall", "<p>Two sentences.", Extracted{Words: 40, Paragraphs: 2}, ""},
		{"a short text about walls", `<p>The paper says “Subscribe to continue reading” and sets "isAccessibleForFree": false, class="paywall".`, Extracted{Words: 40}, ""},
		{"a form", `<form><input name="u"><input type="password"></form>`, Extracted{Words: 5}, failure.Login},
		{"a form that nobody sees", `<form style="display: none"><input type="password"></form><p>Two sentences.`, Extracted{Words: 40}, ""},
		{"an article beside a form", `<form><input type="password"></form><p>` + storyText, Extracted{Words: 500}, ""},
		{"nothing but scripts", `<div id="root"></div><script src="/main.js"></script>`, Extracted{}, failure.Scripts},
		{"words that ask for scripts", `<p>You need to enable JavaScript to run this app.`, Extracted{Words: 9}, failure.Scripts},
		{"a page that scripts completed", `<div id="root"><p>` + storyText + `</div>`, Extracted{Words: 500}, ""},
		{"text in noscript", `<div id="root"></div><noscript><p>` + storyText + `</noscript>`, Extracted{Words: 500}, ""},
		{"a vendor's script and next to nothing", `<script>window._pxAppId='x'</script><p>Wait`, Extracted{Words: 1}, failure.BotWall},
		{"a vendor's script and a page drawn from its data", `<script>window._pxAppId='x'</script><div id="app"></div>`, Extracted{Words: 500}, ""},
		{"an error page with a menu", "<h1>Page not found</h1><p>" + storyText[:1500], Extracted{Words: 20}, failure.NotFound},
		{"a list of links", strings.Repeat(`<a href="/x">A headline</a>`, 30), Extracted{Words: 60, LinkDensity: 0.9}, failure.NotArticle},
		{"an article of many links", strings.Repeat(`<a href="/x">A headline</a>`, 30), Extracted{Words: 600, LinkDensity: 0.6}, ""},
	}
	for i := range tests {
		tests[i].x.Preview = "Two sentences."
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

func TestWallAfterAtHome(t *testing.T) {
	const home = "https://news.example/"
	headlines := strings.Repeat(`<a href="/x">A headline</a>`, 30)
	tests := []struct {
		name, link string
		x          Extracted
		want       failure.Kind
	}{
		{"a home page", home, Extracted{Words: 900, LinkDensity: 0.8}, failure.NotArticle},
		{"an article at a home page's address", home, Extracted{Words: 900, LinkDensity: 0.1}, ""},
		{"sent there from a story", home + "story", Extracted{Words: 40, LinkDensity: 0.2}, failure.NotFound},
	}
	for _, tt := range tests {
		got := WallAfter(page(200, tt.link, home, headlines), headlines, tt.x)
		if got == nil && tt.want != "" || got != nil && got.Kind != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, got, tt.want)
		}
	}
}

func TestWalled(t *testing.T) {
	for body, want := range map[string]bool{
		`<meta itemprop="isAccessibleForFree" content="False">`: true, `<script>{"isAccessibleForFree": true}</script>`: false,
		`<p>残り 400 文字`: true, `<p id="piano">`: true, `<p>Free for all.`: false, `no markup`: false,
	} {
		if got := Walled(body); got != want {
			t.Errorf("Walled(%s) = %v", body, got)
		}
	}
}

func BenchmarkWalls(b *testing.B) {
	text := "<html><title>Harbour</title><script>" + strings.Repeat("var a = 1; ", 20_000) + "</script>" + strings.Repeat(`<div class="a"><p>`+storyText[:400]+`</p></div>`, 500)
	p := page(200, "https://news.example/x", "https://news.example/x", text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if w := WallBefore(p, text); w != nil {
			b.Fatal(w)
		}
	}
}

//fuzz:covers walls.go sight.go marks.go
func FuzzWalls(f *testing.F) {
	f.Add("<title>Just a moment...</title><input type=password>", 403)
	f.Fuzz(func(_ *testing.T, body string, status int) {
		p := page(status, "https://a.example/", "https://a.example/login", body)
		_ = WallBefore(p, body)
		_ = WallAfter(p, body, Extracted{})
	})
}
