package article_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// answer is what a server gives for one address.
type answer struct {
	name   string
	link   string // host and path
	status int    // 0 is 200
	header string // "Name: value", parted by |
	body   string
	to     string // host and path of where it sends
	want   article.FailureKind
}

// The marks of walls by who builds them; the words around them are ours.
var wallAnswers = []answer{
	{"Cloudflare, by its header", "news.example/cf1", 403, "Cf-Mitigated: challenge", "<title>One moment</title>", "", article.BotWall},
	{"Cloudflare, by its header with status 200", "news.example/cf2", 0, "Cf-Mitigated: challenge", "<title>One moment</title><p>Wait.", "", article.BotWall},
	{"Cloudflare, by its options", "news.example/cf3", 0, "", "<title>News</title><p>Wait.<script>window._cf_chl_opt={a:1}</script>", "", article.BotWall},
	{"Cloudflare, by its platform", "news.example/cf4", 503, "", `<title>News</title><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>`, "", article.BotWall},
	{"Cloudflare, by its title", "news.example/cf5", 0, "", "<title>Just a moment...</title><p>news.example checks your connection.", "", article.BotWall},
	{"Cloudflare, by its other title", "news.example/cf6", 403, "", "<title>Attention Required! | Cloudflare</title><h1>Sorry</h1>", "", article.BotWall},
	{"Cloudflare, by its form", "news.example/cf7", 0, "", `<title>News</title><form id="challenge-form" action="/x"></form>`, "", article.BotWall},
	{"Cloudflare, by its host", "news.example/cf8", 403, "", `<title>News</title><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>`, "", article.BotWall},
	{"DataDome, by its script", "news.example/dd1", 403, "", `<title>news.example</title><script src="https://ct.captcha-delivery.com/c.js"></script>`, "", article.BotWall},
	{"DataDome, by its frame", "news.example/dd2", 403, "", `<title>news.example</title><iframe src="https://geo.captcha-delivery.com/captcha/"></iframe>`, "", article.BotWall},
	{"DataDome, by its variable", "news.example/dd3", 0, "", `<title>news.example</title><script>var dd={'rt':'c'}</script>`, "", article.BotWall},
	{"DataDome, by its words", "news.example/dd4", 0, "", `<title>news.example</title><p>Please enable JS and disable any ad blocker</p>`, "", article.BotWall},
	{"DataDome, by its header and nothing else", "news.example/dd5", 0, "X-Datadome: protected", "", "", article.BotWall},
	{"PerimeterX, by its element", "news.example/px1", 0, "", `<title>News</title><div id="px-captcha"></div>`, "", article.BotWall},
	{"PerimeterX, by its title", "news.example/px2", 0, "", `<title>Access to this page has been denied</title><p>We think that you are a robot.`, "", article.BotWall},
	{"PerimeterX, by its id", "news.example/px3", 403, "", `<title>News</title><script>window._pxAppId='PX1'</script>`, "", article.BotWall},
	{"PerimeterX asks", "news.example/px4", 0, "", `<title>Robot or human?</title><p>Activate and hold the button.`, "", article.BotWall},
	{"PerimeterX wants a button held", "news.example/px5", 0, "", `<title>News</title><p>Press &amp; Hold to confirm you are a human (and not a bot).`, "", article.BotWall},
	{"Imperva, by its resource", "news.example/im1", 403, "", `<script src="/_Incapsula_Resource?SWJ=1"></script>`, "", article.BotWall},
	{"Imperva, by its words", "news.example/im2", 0, "", `<p>Request unsuccessful. Incapsula incident ID: 1-2</p>`, "", article.BotWall},
	{"Imperva, by its title", "news.example/im3", 0, "", `<title>Pardon Our Interruption</title><p>Something about your browser made us think.`, "", article.BotWall},
	{"Imperva, by its header and nothing else", "news.example/im4", 0, "X-Iinfo: 1-2", `<html></html>`, "", article.BotWall},
	{"AWS, a challenge", "news.example/aws1", 202, "X-Amzn-Waf-Action: challenge", "", "", article.BotWall},
	{"AWS, a captcha", "news.example/aws2", 405, "X-Amzn-Waf-Action: captcha", "<title>News</title>", "", article.BotWall},
	{"AWS, by its script", "news.example/aws3", 405, "", `<script src="https://x.token.awswaf.com/x/challenge.js"></script>`, "", article.BotWall},
	{"AWS, by its properties", "news.example/aws4", 0, "", `<script>window.gokuProps = {}</script><p>Wait.`, "", article.BotWall},
	{"Akamai, by its words", "news.example/ak1", 0, "", `<title>News</title><p>You don't have permission to access "http://news.example/" on this server.<p>Reference #18.2`, "", article.BotWall},
	{"Akamai, by its host", "news.example/ak2", 403, "", `<TITLE>Access Denied</TITLE><a href="https://errors.edgesuite.net/18.2">18.2</a>`, "", article.BotWall},
	{"Sucuri, by its words", "news.example/su1", 0, "", `<p>Access Denied - Sucuri Website Firewall</p>`, "", article.BotWall},
	{"Sucuri, by its script", "news.example/su2", 0, "", `<script>sucuri_cloudproxy_js=''</script><p>Wait.`, "", article.BotWall},
	{"Sucuri, by its header and nothing else", "news.example/su3", 0, "X-Sucuri-Id: 1", `<html></html>`, "", article.BotWall},
	{"DDoS-Guard", "news.example/dg", 0, "", `<title>News</title><script src="https://check.ddos-guard.net/check.js"></script>`, "", article.BotWall},
	{"Anubis, by its words", "news.example/an1", 0, "", `<title>Making sure you're not a bot!</title><p>Loading`, "", article.BotWall},
	{"Anubis, by its path", "news.example/an2", 0, "", `<title>News</title><img src="/.within.website/x/cmd/anubis/static/img/x.webp">`, "", article.BotWall},
	{"Yandex", "ya.example/story", 0, "", "<p>One more step.", "ya.example/showcaptcha", article.BotWall},
	{"Google", "www.google.com/search", 0, "", "<p>Traffic.", "www.google.com/sorry/index", article.BotWall},
	{"Baidu sends away", "www.baidu.com/story", 0, "", "<p>验证", "wappass.baidu.com/static/captcha", article.BotWall},
	{"Baidu, by its script", "news.example/bd1", 0, "", `<script src="https://wappass.baidu.com/static/captcha/x.js"></script><p>x`, "", article.BotWall},
	{"Baidu, by its title", "news.example/bd2", 0, "", `<title>百度安全验证</title><p>问题反馈`, "", article.BotWall},
	{"Reddit", "news.example/rd", 0, "", `<title>News</title><p>You've been blocked by network security.<p>Log in to go on.`, "", article.BotWall},
	{"WeChat sends away", "mp.weixin.qq.com/s/x", 0, "", "<p>环境异常", "mp.weixin.qq.com/mp/wappoc_appmsgcaptcha", article.BotWall},
	{"WeChat, by its words", "mp.weixin.qq.com/s/y", 0, "", "<title></title><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>", "", article.BotWall},
	{"WeChat, by its element", "mp.weixin.qq.com/s/z", 0, "", `<a id="js_verify">去验证</a>`, "", article.BotWall},
	{"WeChat, deleted", "mp.weixin.qq.com/s/d", 0, "", "<div>该内容已被发布者删除</div>", "", article.Gone},
	{"WeChat, against its rules", "mp.weixin.qq.com/s/e", 0, "", "<div>此内容因违规无法查看</div>", "", article.Gone},
	{"Zhihu sends away", "www.zhihu.com/question/1", 0, "", "<p>验证", "www.zhihu.com/account/unhuman", article.BotWall},
	{"Zhihu, in JSON", "www.zhihu.com/question/2", 403, "", `{"error":{"code":40352,"message":"系统监测到您的网络环境存在异常"}}`, "", article.BotWall},
	{"Zhihu, its other code", "www.zhihu.com/question/3", 0, "", `{"error":{"code":40362,"message":"x"}}`, "", article.BotWall},
	{"Zhihu, by its words", "www.zhihu.com/question/4", 0, "", `<p>系统监测到您的网络环境存在异常，请完成验证。`, "", article.BotWall},
	{"Zhihu, by its script", "www.zhihu.com/question/5", 403, "", `<meta id="zh-zse-ck" content="1">`, "", article.BotWall},
	{"Zhihu wants one to sign in", "www.zhihu.com/question/6", 0, "", `<p>请您登录后查看更多专业优质内容`, "", article.Login},
	{"Weibo sends away", "weibo.com/1/x", 0, "", "<p>x", "passport.weibo.com/visitor/visitor", article.BotWall},
	{"Weibo, by its title", "weibo.com/1/y", 0, "", "<title>Sina Visitor System</title>", "", article.BotWall},
	{"Toutiao", "www.toutiao.com/article/1", 0, "", `<script>window.byted_acrawler={}</script>`, "", article.BotWall},
	{"Douyin", "www.douyin.com/note/1", 0, "", `<script>var __ac_signature=1</script>`, "", article.BotWall},
	{"Douyin, by its title", "www.douyin.com/note/2", 0, "", `<title>验证码中间页</title>`, "", article.BotWall},
	{"LinkedIn sends away", "www.linkedin.com/pulse/x", 0, "", "<p>Join.", "www.linkedin.com/authwall", article.Login},
	{"LinkedIn, by its status", "www.linkedin.com/pulse/y", 999, "", "", "", article.BotWall},
	{"sent to sign in", "news.example/li1", 0, "", "<title>Sign in</title><p>Your name", "news.example/signin", article.Login},
	{"sent to a passport", "news.example/li2", 0, "", "<title>x</title><p>x", "news.example/passport", article.Login},
	{"sent to a single sign-on", "news.example/li3", 0, "", "<title>x</title><p>x", "news.example/sso", article.Login},
	{"a form for a password", "news.example/li4", 0, "", `<title>News</title><form>Name <input name="n"> <input type="password"></form>`, "", article.Login},
	{"Google asks about cookies", "www.google.com/maps", 0, "", "<p>We use cookies.", "consent.google.com/ml", article.Consent},
	{"Yahoo asks about cookies", "news.example/co2", 0, "", "<p>We use cookies.", "consent.yahoo.com/v2/collect", article.Consent},
	{"Yahoo, its other host", "news.example/co3", 0, "", "<p>We use cookies.", "guce.yahoo.example/consent", article.Consent},
	{"a gate for privacy", "news.example/co4", 0, "", "<p>We use cookies.", "news.example/privacygate", article.Consent},
	{"a manager of consent", "news.example/co5", 0, "", "<p>We use cookies.", "cmp.news.example/x", article.Consent},
	{"not found, with status 200", "news.example/nf1", 0, "", "<title>Page not found | News</title><p>Try the search.", "", article.NotFound},
	{"not found in Chinese, with status 200", "news.example/nf2", 0, "", "<h1>页面不存在</h1><p>返回首页", "", article.NotFound},
	{"scripts, React", "news.example/js1", 0, "", `<title>News</title><div id="root"></div><script src="/a.js"></script>`, "", article.Scripts},
	{"scripts, Next", "news.example/js2", 0, "", `<title>News</title><div id="__next"></div><script src="/a.js"></script>`, "", article.Scripts},
	{"scripts, Vue", "news.example/js3", 0, "", `<title>News</title><div id="app"></div><script src="/a.js"></script>`, "", article.Scripts},
	{"scripts, Angular", "news.example/js4", 0, "", `<title>News</title><app-root ng-version="17"></app-root><script src="/a.js"></script>`, "", article.Scripts},
	{"scripts, Nuxt", "news.example/js5", 0, "", `<title>News</title><div></div><script>window.__NUXT__={}</script>`, "", article.Scripts},
	{"scripts, by their words", "news.example/js6", 0, "", `<title>News</title><noscript>You need to enable JavaScript to run this app.</noscript>`, "", article.Scripts},
}

const (
	teaser = "<h1>The last boat</h1><p>The ferry left the old harbour at noon with a crew of four and no passengers.</p><p>It was the last time, and the harbour master watched it go.</p>"
	free   = `<title>The last boat</title><article>` + teaser + `%s</article>`
)

// paywalls stop after two paragraphs.
var paywalls = []string{
	`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`,
	`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>`,
	`<script type="application/ld+json">{"hasPart":{"isAccessibleForFree":"False","cssSelector":".paywall"}}</script>`,
	`<meta property="article:content_tier" content="locked">`,
	`<meta property="article:content_tier" content="metered">`,
	`<div class="paywall"></div>`, `<div class="tp-modal"></div>`, `<div id="piano"></div>`, `<div class="meteredContent"></div>`,
	`<div class="subscriber-only"></div>`, `<div class="regwall"></div>`,
	`<div>本文为付费内容</div>`, `<div>剩余 67%未读</div>`, `<div>订阅后阅读全文</div>`, `<div>この記事は有料会員限定です</div>`, `<div>残り1,234文字</div>`,
	`<div>유료 기사입니다</div>`,
}

// longStory is an article of its own words; inside stands in its middle.
func longStory(inside string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><title>A year on the quay</title></head><body><article><h1>A year on the quay</h1>`)
	for i, what := range strings.Fields("ropes nets lamps barrels gulls tides sails anchors letters winters storms songs") {
		fmt.Fprintf(&b, "<p>In month %d the people of Port Ellery spoke of little but %s, and the harbour master wrote down what each of them said about it. "+
			"She found that %d of them had seen the same thing, that nobody could explain it, and that the council would have to meet once more before the ferry could leave.</p>", i+1, what, 7*i+3)
		if i == 5 {
			b.WriteString(inside)
		}
	}
	return b.String() + "</article></body></html>"
}

// town serves answers under any name.
func town(t *testing.T, answers []answer) (r *article.Reader, port string) {
	t.Helper()
	at := map[string]answer{}
	for _, a := range answers {
		at[a.link] = a
		if a.to != "" && a.to != a.link {
			at[a.to] = answer{body: a.body}
		}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := strings.Cut(r.Host, ":")
		a := at[host+r.URL.Path]
		for line := range strings.SplitSeq(a.header, "|") {
			if name, value, ok := strings.Cut(line, ": "); ok {
				w.Header().Set(name, value)
			}
		}
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		if a.to != "" {
			target, path, _ := strings.Cut(a.to, "/")
			w.Header().Set("Location", "http://"+target+":"+r.Host[strings.IndexByte(r.Host, ':')+1:]+"/"+path)
			a.status = http.StatusFound
		}
		if a.status == 999 { // no status of HTTP's, and sent all the same
			hijacked(w, "HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n")
			return
		}
		if a.status != 0 {
			w.WriteHeader(a.status)
		}
		_, _ = io.WriteString(w, a.body)
	}))
	t.Cleanup(server.Close)
	return anyNameTo(t), server.URL[strings.LastIndexByte(server.URL, ':'):]
}

// anyNameTo is a reader for which every name is this machine's.
func anyNameTo(t *testing.T) *article.Reader {
	t.Helper()
	r, err := article.NewReaderOf(fetch.Config{
		AllowPrivateHosts: []string{"127.0.0.0/8"}, HostDelay: time.Nanosecond,
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		},
	}, os.Getenv("FOOTNOTE_CACHE_DIR"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func hijacked(w http.ResponseWriter, raw string) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_, _ = io.WriteString(conn, raw)
		_ = conn.Close()
	}
}

func linkTo(a answer, port string) string {
	host, path, _ := strings.Cut(a.link, "/")
	return "http://" + host + port + "/" + path
}

func TestWalls(t *testing.T) {
	r, port := town(t, wallAnswers)
	for _, a := range wallAnswers {
		t.Run(a.name, func(t *testing.T) {
			wantFailure(t, a.want)(r.ReadLink(t.Context(), linkTo(a, port), article.Options{}))
		})
	}
}

func TestPaywalls(t *testing.T) {
	var answers []answer
	for i, mark := range paywalls {
		answers = append(answers, answer{name: mark, link: fmt.Sprintf("news.example/%d", i), body: fmt.Sprintf(free, mark)})
	}
	r, port := town(t, answers)
	for _, a := range answers {
		t.Run(a.name, func(t *testing.T) {
			_, err := r.ReadLink(t.Context(), linkTo(a, port), article.Options{})
			failed, ok := errors.AsType[*article.Error](err)
			if !ok || failed.Kind != article.Paywall || failed.Paragraphs != 2 || !strings.HasPrefix(failed.Preview, "The ferry left") {
				t.Errorf("error is %+v, want a paywall after two paragraphs", err)
			}
		})
	}
}

// What stands on walls may stand in articles, too: as the words that they quote, and as what a site has on all its pages.
func TestArticlesThatSpeakOfWalls(t *testing.T) {
	var answers []answer
	add := func(name, mark string) {
		inside := "<p>It said: “" + html.EscapeString(mark) + "”</p>" + mark
		answers = append(answers, answer{name: name, link: fmt.Sprintf("news.example/%d", len(answers)), body: longStory(inside)})
	}
	for _, a := range wallAnswers {
		add(a.name, a.body)
	}
	for _, mark := range paywalls {
		add(mark, mark)
	}
	r, port := town(t, answers)
	for _, a := range answers {
		t.Run(a.name, func(t *testing.T) {
			reading, err := r.ReadLink(t.Context(), linkTo(a, port), article.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if text := reading.Document.Text; !strings.Contains(text, "month 1 ") || !strings.Contains(text, "month 12 ") {
				t.Errorf("read only %q", text)
			}
		})
	}
}

// Each kind of failure, once, as a server, a file or the way there brings it about.
func TestEveryFailure(t *testing.T) {
	answers := []answer{
		{link: "news.example/bot_wall", status: 403, want: article.BotWall, body: "<title>Just a moment...</title>"},
		{link: "news.example/consent", to: "consent.google.com/ml", want: article.Consent, body: "<p>We use cookies."},
		{link: "news.example/login", status: 401, want: article.Login},
		{link: "news.example/paywall", want: article.Paywall, body: fmt.Sprintf(free, paywalls[0])},
		{link: "news.example/paid", status: 402, want: article.Paywall},
		{link: "news.example/scripts", want: article.Scripts, body: `<div id="root"></div><script src="/a.js"></script>`},
		{link: "news.example/not_found", status: 404, want: article.NotFound, body: "<p>Try the search."},
		{link: "news.example/gone", status: 410, want: article.Gone},
		{link: "news.example/server_error", status: 502, want: article.ServerError},
		{link: "news.example/list", want: article.NotArticle, body: "<title>News</title>" + strings.Repeat(`<p><a href="/story">The ferry has left</a></p>`, 30)},
		{link: "news.example/data", want: article.NotArticle, header: "Content-Type: application/json", body: `{"ferry":{"left":"noon"}}`},
		{link: "news.example/media", want: article.Media, header: "Content-Type: image/png", body: "\x89PNG\r\n\x1a\n0000"},
		{link: "news.example/too_large", want: article.TooLarge, header: "Content-Type: application/pdf|Content-Length: 90000000", body: "%PDF-1.7\n"},
		{link: "news.example/redirect_loop", to: "news.example/redirect_loop", want: article.RedirectLoop},
		{link: "news.example/encoding", want: article.Encoding, header: "Content-Encoding: odd", body: "x"},
		{link: "news.example/scanned_pdf", want: article.ScannedPDF, header: "Content-Type: application/pdf", body: string(scannedPDF())},
		{link: "news.example/encrypted_pdf", want: article.EncryptedPDF, header: "Content-Type: application/pdf", body: string(encryptedPDF())},
		{link: "news.example/damaged", want: article.Damaged, header: "Content-Type: application/pdf", body: "%PDF-1.7\nnothing"},
		{link: "news.example/damaged_word", want: article.Damaged, body: "PK\x03\x04 nothing"},
		{link: "news.example/empty", want: article.Empty, body: " \n "},
		{link: "news.example/unsupported", want: article.Unsupported, body: "\x7fELF\x02\x01\x01" + strings.Repeat("\x00\x01\x02\x03\xff\x80", 500)},
		{link: "github.com/ours/private", status: 404, want: article.Private},
		{link: "news.example/legal", status: 451, want: article.Unreachable},
	}
	seen := map[article.FailureKind]bool{article.TooSlow: true, article.BlockedAddress: true, article.BadTLS: true} // below
	r, port := town(t, answers)
	pdfReader(t) // its engine is there, or this test is skipped
	for _, a := range answers {
		seen[a.want] = true
		t.Run(a.link, func(t *testing.T) {
			wantFailure(t, a.want)(r.ReadLink(t.Context(), linkTo(a, port), article.Options{}))
		})
	}
	t.Run("nobody answers", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		wantFailure(t, article.Unreachable)(r.ReadLink(t.Context(), "http://"+l.Addr().String(), article.Options{}))
	})
	t.Run("too slow", func(t *testing.T) {
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
		defer server.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		wantFailure(t, article.TooSlow)(r.ReadLink(ctx, server.URL, article.Options{}))
	})
	t.Run("an address inside", func(t *testing.T) {
		wantFailure(t, article.BlockedAddress)(r.ReadLink(t.Context(), "http://127.0.0.1"+port, article.Options{PublicOnly: true}))
		wantFailure(t, article.BlockedAddress)(r.ReadLink(t.Context(), "ftp://news.example/x", article.Options{}))
	})
	t.Run("a certificate of its own", func(t *testing.T) {
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.StartTLS()
		defer server.Close()
		wantFailure(t, article.BadTLS)(r.ReadLink(t.Context(), server.URL, article.Options{}))
	})
	for _, kind := range article.FailureKinds() {
		if !seen[kind] {
			t.Errorf("no test for %s", kind)
		}
	}
}

func scannedPDF() []byte {
	p := articletest.NewPDF()
	p.Stream(4, "", "0 0 m 500 500 l S")
	p.Page(5, 4, "")
	p.Pages(1, 5)
	return p.Bytes("")
}

func encryptedPDF() []byte {
	p := articletest.NewPDF()
	p.Stream(4, "", "BT /F1 11 Tf 50 700 Td (x) Tj ET")
	p.Page(5, 4, "")
	p.Pages(1, 5)
	some, other := string(bytes.Repeat([]byte("41"), 32)), string(bytes.Repeat([]byte("42"), 32))
	return p.Bytes("/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + some + "> /U <" + other + "> >>")
}

// What services show to everybody is read; where they want an account, they are named.
func TestCompanies(t *testing.T) {
	signIn := `<title>Sign in</title><form>Name <input type="password"></form>`
	answers := []answer{
		{name: "Google Docs", link: "docs.google.com/document/d/abcdefghijklmnop/export", to: "accounts.google.com/v3/signin/identifier", body: signIn},
		{name: "Notion", link: "www.notion.so/ours-1", body: `<title>Notion</title><div id="notion-app"></div><noscript>JavaScript must be enabled</noscript>`},
		{name: "Confluence", link: "ours.atlassian.net/wiki/spaces/x", to: "id.atlassian.com/login", body: signIn},
		{name: "Jira", link: "ours.atlassian.net/browse/X-1", to: "id.atlassian.com/login", body: signIn},
		{name: "SharePoint", link: "ours.sharepoint.com/doc", to: "login.microsoftonline.com/common/oauth2/authorize", body: signIn},
		{name: "OneDrive", link: "onedrive.live.com/edit", to: "login.live.com/login.srf", body: signIn},
		{name: "Figma", link: "www.figma.com/design/x/ours", to: "www.figma.com/login", body: signIn},
		{name: "GitHub", link: "github.com/ours/private", status: 404, body: "<title>Page not found</title>"},
		{name: "GitLab", link: "gitlab.com/ours/private", to: "gitlab.com/users/sign_in", body: signIn},
		{name: "Slack", link: "ours.slack.com/docs/T1/F1", to: "ours.slack.com/signin", body: signIn},
		{name: "", link: "ours.notion.site/public", body: longStory("")},
		{name: "", link: "docs.google.com/document/d/e/abcdefghijklmnop/pub", body: longStory("")},
		{name: "", link: "github.com/theirs/public", body: longStory("")},
		{name: "", link: "theirs.atlassian.net/wiki/public", body: longStory("")},
	}
	r, port := town(t, answers)
	for _, a := range answers {
		t.Run(a.link, func(t *testing.T) {
			reading, err := r.ReadLink(t.Context(), linkTo(a, port), article.Options{})
			if a.name == "" {
				if err != nil || reading.Document.Title != "A year on the quay" {
					t.Errorf("a public page: %v", err)
				}
				return
			}
			if failed, ok := errors.AsType[*article.Error](err); !ok || failed.Kind != article.Private || failed.Service != a.name {
				t.Errorf("error is %v, want private, of %s", err, a.name)
			}
		})
	}
}
