package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

// How much visible text, in signs, a page has at most that is nothing but a wall.
const (
	bare  = 600  // with a mark that passed pages bear too
	short = 1500 // with a mark of words, which an article may quote
	small = 5000 // with a mark of code that no article bears by chance
)

// wall is a mark of pages that are none.
type wall struct {
	kind  failure.Kind
	most  int      // signs of visible text beside which the mark still counts
	marks []string // any of them in the body, lower case
}

// bodyWalls are from the pages themselves; the vendors document only a few (Cloudflare's cf-mitigated among them).
var bodyWalls = []wall{
	{failure.BotWall, small, []string{
		"window._cf_chl_opt", `id="challenge-form"`, "geo.captcha-delivery.com", "ct.captcha-delivery.com", "var dd={'rt':", `id="px-captcha"`,
		"window.gokuprops", "sucuri_cloudproxy_js", "check.ddos-guard.net", "/.within.website/x/cmd/anubis", "wappass.baidu.com/static/captcha",
		`id="js_verify"`, "byted_acrawler", "__ac_signature", "zse-ck", "sina visitor system",
	}},
	{failure.BotWall, short, []string{
		"request unsuccessful. incapsula incident id", "making sure you&#39;re not a bot", "making sure you're not a bot", "robot or human?",
		"please enable js and disable any ad blocker", "access denied - sucuri website firewall", "blocked by network security",
		"环境异常", "百度安全验证", "系统监测到您的网络环境存在异常", "验证码中间页", "完成验证后即可继续访问", "verify you are human", "are you a robot?",
	}},
	{failure.BotWall, bare, []string{
		"/cdn-cgi/challenge-platform/h/", "challenges.cloudflare.com", "/_incapsula_resource", "_pxappid", "errors.edgesuite.net", "press &amp; hold",
		"you don't have permission to access", "awswaf.com",
	}},
	{failure.Gone, short, []string{"该内容已被发布者删除", "此内容因违规无法查看", "the author has deleted this content"}},
	{failure.Login, short, []string{"请您登录后查看更多专业优质内容"}},
	{failure.Consent, bare, []string{"consent.google.", "consent.yahoo.com", "/privacygate", "guce.", "before you continue to google"}},
}

// titleWalls are titles of pages that are nothing else.
var titleWalls = []wall{
	{failure.BotWall, short, []string{
		"just a moment...", "attention required! | cloudflare", "access to this page has been denied", "pardon our interruption", "access denied",
		"robot check", "security check", "ddos-guard", "human verification",
	}},
	{failure.NotFound, short, []string{"404", "page not found", "not found", "页面不存在", "页面未找到", "找不到页面", "您访问的页面不存在", "ページが見つかりません", "seite nicht gefunden", "page introuvable", "página no encontrada"}},
}

// headerWalls are headers that say it themselves.
var headerWalls = []struct{ name, value string }{
	{"Cf-Mitigated", "challenge"}, {"X-Amzn-Waf-Action", "challenge"}, {"X-Amzn-Waf-Action", "captcha"},
}

// addressWalls are addresses that one is sent to instead of the page: parts of host and path.
var addressWalls = []struct {
	kind failure.Kind
	part string
}{
	{failure.BotWall, "/mp/wappoc_appmsgcaptcha"}, {failure.BotWall, "/showcaptcha"}, {failure.BotWall, "google.com/sorry/"},
	{failure.BotWall, "/account/unhuman"}, {failure.BotWall, "wappass.baidu.com"}, {failure.Login, "passport.weibo.com/visitor/visitor"},
	{failure.Login, "linkedin.com/authwall"}, {failure.Consent, "consent.google."}, {failure.Consent, "consent.yahoo.com"},
	{failure.Consent, "consent.youtube.com"}, {failure.Consent, "guce."}, {failure.Consent, "/privacygate"},
}

var loginPath = regexp.MustCompile(`(?i)(^|/)(login|signin|sign-in|sign_in|passport|sso|auth|authorize|servicelogin|accountchooser)([/._-]|$)`)

// WallBefore tells walls from header, address and marks in the page, before anything is extracted; nil where it may be a
// page. The text is the body decoded; it may be "" for bodies that are no text.
func WallBefore(p *Page, text string) *failure.Error {
	fail := func(kind failure.Kind, why string) *failure.Error {
		return &failure.Error{Kind: kind, URL: p.URL, Err: errors.New(why)}
	}
	for _, h := range headerWalls {
		if strings.EqualFold(p.Header.Get(h.name), h.value) {
			return fail(failure.BotWall, h.name+": "+h.value)
		}
	}
	service, wantsAccount := Company(p.URL)
	if redirected(p) {
		address := strings.ToLower(p.FinalURL)
		for _, w := range addressWalls {
			if strings.Contains(address, w.part) {
				return fail(w.kind, "sent to "+w.part)
			}
		}
		if u, err := url.Parse(p.FinalURL); err == nil && loginPath.MatchString(u.Path) {
			if wantsAccount {
				return &failure.Error{Kind: failure.Private, URL: p.URL, Service: service, Err: errors.New("sent to a sign-in page")}
			}
			if visible(text).signs < short {
				return fail(failure.Login, "sent to a sign-in page")
			}
		}
	}
	seen := visible(text)
	if kind := markOf(p, text, seen); kind != "" {
		return fail(kind, "a mark in the page")
	}
	kind, failed := statusFailure(p.Status)
	switch {
	case failed && wantsAccount && (kind == failure.NotFound || kind == failure.Login || kind == failure.BotWall):
		return &failure.Error{Kind: failure.Private, URL: p.URL, Service: service, Err: statusError(p, kind).Err}
	case failed:
		return statusError(p, kind)
	}
	switch major, _, _ := strings.Cut(p.ContentType, "/"); major {
	case "image", "audio", "video", "font":
		return fail(failure.Media, p.ContentType)
	}
	return nil
}

func redirected(p *Page) bool { return p.FinalURL != "" && Key(p.FinalURL) != Key(p.URL) }

// markOf looks for the marks of walls. With a status of refusal a mark counts whatever the page's length.
func markOf(p *Page, text string, seen sight) failure.Kind {
	if text == "" {
		return ""
	}
	refused := p.Status == http.StatusForbidden || p.Status == http.StatusMethodNotAllowed || p.Status == http.StatusTooManyRequests ||
		p.Status == http.StatusServiceUnavailable
	lower := strings.ToLower(text)
	for _, w := range bodyWalls {
		if !refused && seen.signs > w.most || strings.Contains(lower, `id="js_content"`) && seen.signs > 0 && w.kind == failure.BotWall {
			continue
		}
		for _, m := range w.marks {
			if strings.Contains(lower, m) {
				return w.kind
			}
		}
	}
	title := strings.ToLower(strings.TrimSpace(seen.title))
	for _, w := range titleWalls {
		if seen.signs > w.most {
			continue
		}
		for _, m := range w.marks {
			if title == m || strings.HasPrefix(title, m+" ") || strings.HasSuffix(title, " "+m) ||
				w.kind == failure.NotFound && m != "404" && seen.signs < bare && strings.Contains(title, m) {
				return w.kind
			}
		}
	}
	return ""
}

// Extracted is what an extractor found in a page.
type Extracted struct {
	Words           int // of spaced scripts
	Han             int // Han, kana and hangul signs
	Paragraphs      int
	LinkDensity     float64 // signs inside links of all signs, of the candidate
	EndsMidSentence bool
	Preview         string // the text itself
}

// A stub: less than this is no article where the page bears the mark of a wall.
const (
	stubWords = 150
	stubHan   = 300
)

func (x Extracted) stub() bool { return x.Words+x.Han/2 < stubWords && x.Han < stubHan }

var (
	notFree = regexp.MustCompile(`(?i)"isAccessibleForFree"\s*:\s*"?false`)
	tier    = regexp.MustCompile(`(?i)<meta[^>]+article:content_tier[^>]+content\s*=\s*["']?(locked|metered)`)
)

// paywallMarks are classes and words of walls that stand in the middle of a text.
var paywallMarks = []string{
	`class="paywall`, `class="regwall`, `class="tp-modal`, `id="piano`, "meteredcontent", "subscriber-only", "subscribe to continue reading",
	"subscribe to read the full", "this article is for subscribers", "to continue reading, subscribe", "本文为付费内容", "订阅后阅读全文",
	"付费后阅读全文", "登录后阅读全文", "この記事は有料会員限定", "有料会員になると", "유료 기사",
}

var remaining = regexp.MustCompile(`剩余\s*[0-9０-９.]+\s*%\s*未读|残り\s*[0-9０-９,]+\s*文字`)

// WallAfter tells stubs, sign-in forms, pages drawn by scripts and lists of links from articles, by what was extracted.
func WallAfter(p *Page, text string, x Extracted) *failure.Error {
	seen := visible(text)
	fail := func(kind failure.Kind, why string) *failure.Error {
		return &failure.Error{Kind: kind, URL: p.URL, Err: errors.New(why)}
	}
	switch {
	case Walled(text) && (x.stub() || x.EndsMidSentence && x.Words+x.Han/2 < 3*stubWords):
		e := fail(failure.Paywall, "a stub before a wall")
		e.Paragraphs, e.Preview = x.Paragraphs, x.Preview
		return e
	case seen.passwords > 0 && seen.signs < bare:
		return fail(failure.Login, "a sign-in form")
	case x.Words+x.Han < 30 && seen.signs < 200 && drawnByScripts(text):
		return fail(failure.Scripts, "nothing but scripts")
	case x.LinkDensity > 0.5 && x.stub() && seen.links > 10:
		return fail(failure.NotArticle, "a list of links")
	}
	return nil
}

// Walled reports whether a page bears the mark of a wall that lets only some readers see all of it.
func Walled(text string) bool {
	if notFree.MatchString(text) || tier.MatchString(text) || remaining.MatchString(text) {
		return true
	}
	lower := strings.ToLower(text)
	for _, m := range paywallMarks {
		if strings.Contains(lower, m) {
			return true
		}
	}
	return false
}

var scriptRoots = regexp.MustCompile(`(?i)<div[^>]+id\s*=\s*["']?(root|app|__next|__nuxt|main-app)\b|ng-version|window\.__NUXT__|enable JavaScript|启用\s*JavaScript`)

func drawnByScripts(text string) bool { return scriptRoots.MatchString(text) }

// sight is what a person would see of a page, counted.
type sight struct {
	signs, links, passwords int
	title                   string
}

// visible counts what a page shows, in one pass over its tokens.
func visible(text string) (s sight) {
	if !strings.Contains(text, "<") {
		return sight{signs: utf8.RuneCountInString(strings.Join(strings.Fields(text), ""))}
	}
	z := html.NewTokenizer(strings.NewReader(text))
	skip, inTitle := "", false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return s
		case html.TextToken:
			if inTitle {
				s.title += string(z.Text())
			} else if skip == "" {
				s.signs += signs(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, hasAttr := z.TagName()
			switch tag := string(name); tag {
			case "script", "style", "template", "noscript", "svg":
				if skip == "" {
					skip = tag
				}
			case "title":
				inTitle = s.title == ""
			case "a":
				s.links++
			case "input":
				for hasAttr {
					var key, value []byte
					key, value, hasAttr = z.TagAttr()
					if string(key) == "type" && strings.EqualFold(string(value), "password") {
						s.passwords++
					}
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if string(name) == skip {
				skip = ""
			}
			if string(name) == "title" {
				inTitle = false
			}
		}
	}
}

func signs(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
