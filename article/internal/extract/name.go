package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Labels before a name, and what follows one: a date, a time, the name's office, a number of words.
var (
	nameLabel = pattern.Lazy(`(?i)^\s*(?:posted on .{4,30} by|(?:written|posted|published|words|story|reported|reviewed|updated|medically reviewed|foto|text) by|read more about|show all articles of|` +
		`zeige alle beiträge von|veröffentlicht von|geschrieben von|ein beitrag von|autor(?:in)?(?:en)?|auteure?s?|(?:analysis|interview|text und fotos?|text & fotos?)(?: by| von)?|by|von|vom|par|por|di|door|av|af|text|authors?|redaktion|redacción|` +
		`του|της|των|كتبت?|بقلم|מאת|oleh|текст|авторы?|投稿者|質問者|著者|執筆|기자명|글|文・写真|取材・文|文・|作者|撰文|记者|記者|本报记者|本報記者|编辑|編輯|责任编辑|責任編輯|责编|責編|来源|來源|文)(?:\s*[:：=＝/／｜|]\s*|\s+)`)
	gluedLabel = pattern.Lazy(`^(?:By|Von|ARTICLES OF|SHOW ALL ARTICLES OF)([A-ZÄÖÜ][\p{L}]+\s)`)
	nameTail   = pattern.Lazy(`(?i)\s*(?:[|•→]|·\s|\s·|\s[-–—/]\s|\bam \d|\bon \d|\d{1,2}[.:/]\s?\d|\d{4}|,\s*\d|\d{1,2}\.? (?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[zc])|` +
		`\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day,?\s|[a-z]?,\s|\s\d)|\s(?:am|um|on|january|february|march|april|may|june|july|august|september|october|november|december)\s*$|\bposted\b|\bupdated\b|\bpublished\b|\bkategorien?\b|\S+@\S+|\s?(?:發表[在於于]|发表[在于]|發佈於|发布于)|[\p{Han}\p{Hangul}]{2,4}\s*기자|\s기자|` +
		`\b(?:illustration|illustriert|fotos?|photos?|photograph|edited|reviewed|translated|übersetzung|übersetzt)\w*(?:\s(?:by|von)|:)).*$`)
	// What else stands around a name: addresses, what it has won on a site, the number of an editor, brackets with numbers.
	nameNoise    = pattern.Lazy(`https?://\S*|\bwww\.\S+|(?:\s\d[\d,.k]*){2,}(?:\s.*)?$|\s[A-Z]{1,3}\d{2,}$|\s*[(\[][^)\]]*\d.*$|\s+[(（][^()（）]*(?:[)）](?:\s*\p{Han}.*)?)?$`)
	office       = pattern.Lazy(`(?i),\s*(?:senior|staff|chief|deputy|associate|managing|editor|reporter|correspondent|writer|contributor|profess|director|head|author|columnist|business|by the|(?:\p{L}+\s){1,3}(?:writer|reporter|correspondent|editor)).*$`)
	weekdayAtEnd = pattern.Lazy(`(?i)(?:^|[\s»(]+)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s*$`)
	// reporterBefore finds the office before a Chinese name.
	reporterBefore = pattern.Lazy(`^(?:\S{0,12}(?:记者|記者|评论员|評論員|特派员|特派員|通讯员)\s+|(?:本[报報]|实习|見習)?(?:记者|記者))(\p{Han}{2,4})$`)
	// photographer finds who took the picture, who is not the author.
	photographer = pattern.Lazy(`(?i)^\s*(?:photos?|fotos?|bild|фото|снимка|写真|撮影|摄影|사진)(?:\s*[:：/]|\s(?:by|von|courtesy|getty))|^\s*(?:фото|снимка)\s`)
)

// longestName is more than bylines have, in runes.
const longestName = 100

func cleanName(raw string) string {
	name := strings.ReplaceAll(oneLine(html.UnescapeString(raw)), "; ", ", ")
	if strings.HasPrefix(name, "http") || strings.HasPrefix(name, "www.") || strings.HasPrefix(name, "@") || photographer().MatchString(name) {
		return ""
	}
	name = strings.Trim(name, "[]【】（()）〔〕")
	if by, ok := credited(name); ok {
		name = by
	}
	for range 3 {
		cut := nameLabel().ReplaceAllString(name, "")
		cut = gluedLabel().ReplaceAllString(cut, "$1")
		if cut == name {
			break
		}
		name = cut
	}
	name = reporterBefore().ReplaceAllString(name, "$1")
	if strings.HasSuffix(name, " 기자") || strings.HasSuffix(name, "記者") || strings.HasSuffix(name, "记者") {
		name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "기자"), "記者"), "记者"))
	}
	if days := daysIn(name, true); len(days) > 0 && days[0].at > 0 {
		name = weekdayAtEnd().ReplaceAllString(name[:days[0].at], "")
	}
	name = oneLine(nameNoise().ReplaceAllString(name, ""))
	name = nameTail().ReplaceAllString(name, "")
	name = office().ReplaceAllString(name, "")
	if before, _, ok := strings.Cut(name, ","); ok && len([]rune(name)) > longestName {
		name = before
	}
	name = strings.Trim(name, " ,;|·-–—:：/()（）[]【】*")
	if end, ok := strings.CutSuffix(name, "."); ok && len(end)-strings.LastIndexAny(end, " .") > len("Dr") {
		name = end
	}
	if strings.ContainsRune(name, '：') || strings.Contains(name, ": ") { // a line of labels
		return ""
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) || len([]rune(name)) > longestName || len([]rune(name)) < 2 || notName[strings.ToLower(name)] {
		return ""
	}
	return name
}

// notName are words that stand where a name should.
var notName = map[string]bool{
	"admin": true, "administrator": true, "super user": true, "author": true, "authors": true, "autor": true, "posted on": true, "posted": true, "by": true, "von": true, "username": true,
	"editor": true, "staff": true, "guest": true, "about the author": true, "作者": true, "记者": true, "編輯": true, "编辑": true, "責任編輯": true, "责任编辑": true,
	"follow": true, "share": true, "home": true, "undefined": true, "null": true, "user": true, "reply": true, "submit": true, "name": true, "unknown": true,
}

// notWriting finds what others than the author did.
var notWriting = pattern.Lazy(`(?i)^\s*(?:updated|(?:medically )?reviewed|edited|translated|fact[- ]?checked|checked|curated|photos?|photographs?|illustrations?|illustrated) by\b`)

// takesPictures finds the office of who took the pictures, behind a name.
var takesPictures = pattern.Lazy(`(?i)^[(\s]*(?:photo|foto|fotó|фото|写真|撮影|摄影|攝影|사진|bild|illustration|video)`)
