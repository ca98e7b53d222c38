package fetch

import (
	"strings"

	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// How much visible text, in signs, a page has at most that is nothing but a wall.
const (
	bare  = 600  // where the mark may stand on pages too that were let through
	short = 1500 // where the mark stands on walls alone
)

// where says in which part of a page a mark counts.
type where int

const (
	code   where = iota // tags and scripts
	begins              // the beginning of a run of visible text
	titled              // title or first heading, whole or up to the site's name
)

// mark is what walls of one kind bear.
type mark struct {
	kind  failure.Kind
	where where
	most  int  // signs of visible text beside which it still counts; with a status of refusal it always does
	also  bool // pages that were let through bear it too: without a refusal it counts only where next to nothing was extracted
	any   []string
}

// marks are from the pages themselves; the vendors document only a few.
var marks = []mark{
	// Cloudflare, DataDome, PerimeterX, AWS WAF, Sucuri, DDoS-Guard, Anubis, Baidu, WeChat
	{failure.BotWall, code, short, false, []string{
		"window._cf_chl_opt", `id="challenge-form"`, "geo.captcha-delivery.com", "ct.captcha-delivery.com", "var dd={'rt':", `id="px-captcha"`,
		"window.gokuprops", "sucuri_cloudproxy_js", "check.ddos-guard.net", "/.within.website/x/cmd/anubis", "wappass.baidu.com/static/captcha",
		`id="js_verify"`,
	}},
	// Cloudflare, Imperva, PerimeterX, AWS WAF, Akamai, Zhihu, Toutiao and Douyin
	{failure.BotWall, code, bare, true, []string{
		"/orchestrate/chl_page/", "challenges.cloudflare.com", "/_incapsula_resource", "_pxappid", "errors.edgesuite.net", ".awswaf.com/", "zse-ck",
		"byted_acrawler", "__ac_signature",
	}},
	{failure.BotWall, begins, bare, false, []string{
		"request unsuccessful. incapsula incident id", "making sure you're not a bot", "please enable js and disable any ad blocker",
		"access denied - sucuri website firewall", "you've been blocked by network security", "your request has been blocked due to a network policy",
		"press & hold to confirm", "please verify you are a human", "verify you are human", "verifying you are human", "checking your browser before",
		"checking if the site connection is secure", "you don't have permission to access \"", "you don't have permission to access /",
		"sorry, you have been blocked", "performing security verification", "our systems have detected unusual traffic", "系统监测到您的网络环境存在异常",
		"当前环境异常", "完成验证后即可继续访问", "请完成安全验证", "请完成下列验证后继续",
	}},
	{failure.BotWall, titled, bare, false, []string{
		"just a moment", "nur einen moment", "einen moment", "un momento", "un instant", "请稍候", "attention required", "access to this page has been denied",
		"pardon our interruption", "access denied", "robot check", "robot or human", "are you a robot", "security check", "human verification",
		"ddos-guard", "ddos protection by ddos-guard", "making sure you're not a bot", "百度安全验证", "验证码中间页", "安全验证", "sina visitor system",
		"client challenge", "vercel security checkpoint",
	}},
	{failure.Gone, begins, bare, false, []string{
		"该内容已被发布者删除", "此内容因违规无法查看", "此内容被投诉且经审核涉嫌侵权", "此内容发送失败无法查看", "the content has been deleted by the author",
	}},
	{failure.Login, begins, short, false, []string{"请您登录后查看更多专业优质内容"}},
	{failure.Consent, titled, short, false, []string{"before you continue to google", "before you continue to google search", "before you continue to google maps", "before you continue to youtube", "bevor sie zur google suche weitergehen", "继续使用 google 之前"}},
	{failure.Consent, code, bare, true, []string{"consent.google.", "consent.yahoo.com", "consent.youtube.com", "/privacygate", "guce."}},
	{failure.NotFound, titled, bare, false, missingTitles},
}

// missingTitles are titles of pages that say there is none, although their status does not.
var missingTitles = []string{
	"404", "404 not found", "not found", "page not found", "error 404", "404 error", "404 page not found", "page not found (404)", "http 404",
	"sorry, page not found", "oops! page not found", "this page could not be found", "page cannot be found", "page can't be found",
	"the page you requested was not found", "oops! that page can't be found", "页面不存在", "页面未找到", "找不到页面", "您访问的页面不存在", "抱歉，您访问的页面不存在",
	"你访问的页面不存在", "页面找不到了", "404页面", "您要查看的页面不存在或已删除", "找不到網頁", "頁面不存在", "ページが見つかりません", "お探しのページは見つかりません",
	"お探しのページは見つかりませんでした", "페이지를 찾을 수 없습니다", "seite nicht gefunden", "page introuvable", "page non trouvée", "página no encontrada",
	"página não encontrada", "pagina non trovata", "страница не найдена",
}

// jsonMarks are answers that are no page at all.
var jsonMarks = pattern.Lazy(`"code"\s*:\s*(?:40352|40362)\b`)

// headerWalls are headers that say it themselves, whatever the status.
var headerWalls = []struct{ name, value string }{
	{"Cf-Mitigated", "challenge"}, {"X-Amzn-Waf-Action", "challenge"}, {"X-Amzn-Waf-Action", "captcha"},
}

// vendorHeaders are on pages that were let through, too: they count where nothing at all is to be seen.
var vendorHeaders = []string{"X-Datadome", "X-Iinfo", "X-Sucuri-Id"}

// addressWalls are addresses that one is sent to instead of the page: parts of //host/path.
var addressWalls = []struct {
	kind failure.Kind
	part string
}{
	{failure.BotWall, "/mp/wappoc_appmsgcaptcha"},
	{failure.BotWall, "/showcaptcha"},
	{failure.BotWall, "google.com/sorry/"},
	{failure.BotWall, "/account/unhuman"},
	{failure.BotWall, "//wappass.baidu.com/"},
	{failure.BotWall, "//passport.weibo.com/visitor/visitor"},
	{failure.Login, "linkedin.com/authwall"},
	{failure.Consent, "//consent."},
	{failure.Consent, "//guce."},
	{failure.Consent, "//cmp."},
	{failure.Consent, "/privacygate"},
}

// loginPath is a path that one is sent to for signing in.
var loginPath = pattern.Lazy(`(?i)(?:^|/)(?:log-?in|sign-?in|sign_in|passport|sso|oauth2?|authorize|servicelogin|accountchooser)(?:[/.]|$)`)

// barriers are classes and ids of what stands between readers and the rest of a text.
var barriers = set(`paywall regwall tp-modal piano meteredcontent subscriber-only`)

// rootIDs are ids of the element that the usual frameworks fill.
var rootIDs = set(`root app __next __nuxt main-app ___gatsby svelte`)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for n := range strings.FieldsSeq(names) {
		m[n] = true
	}
	return m
}

var (
	// notFree and notFreeItem are schema.org's flag, as JSON-LD and as microdata, apart since an expression that begins with
	// plain words is found fast; tier is the one of Facebook's and Google's metadata.
	notFree     = pattern.Lazy(`"isaccessibleforfree"\s*:\s*"?false`)
	notFreeItem = pattern.Lazy(`itemprop="?isaccessibleforfree"?\s+content="?false`)
	tier        = pattern.Lazy(`<meta[^>]+article:content_tier[^>]+content\s*=\s*["']?(?:locked|metered)`)
	// wordCount is how long the whole text is, as its publisher says.
	wordCount = pattern.Lazy(`"wordcount"\s*:\s*"?([0-9]{1,6})\b`)
	// partLeft and signsLeft are how much of a text is left behind the wall.
	partLeft  = pattern.Lazy(`剩余\s*[0-9０-９.]+\s*[%％]\s*未读`)
	signsLeft = pattern.Lazy(`残り\s*[0-9０-９,，]+\s*文字`)
)

// barrierWords begin the notice of a wall.
var barrierWords = []string{
	"subscribe to continue reading", "subscribe to read", "subscribe to keep reading", "this article is for subscribers", "this content is for subscribers",
	"to continue reading", "continue reading with a subscription", "create a free account to continue",
	"register to continue reading", "本文为付费内容", "订阅后阅读全文", "付费后阅读全文", "登录后阅读全文", "订阅阅读全文", "この記事は有料会員限定", "有料会員になると",
	"유료 기사입니다", "이 기사는 유료",
}
