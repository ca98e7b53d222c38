package playground

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// richText draws a block of rich text, or what stands in its place in a table or title.
func (a *artist) richText(o map[string]any) template.HTML {
	var b strings.Builder
	for _, v := range asList(o["elements"]) {
		part, _ := v.(map[string]any)
		b.WriteString(a.richPart(part))
	}
	return markup(b.String())
}

func (a *artist) richPart(part map[string]any) string {
	words := asList(part["elements"])
	border := ""
	if number(part["border"], 0) == 1 {
		border = " has-border"
	}
	switch str(part, "type") {
	case "rich_text_section":
		return `<div class="bk-rich-section">` + a.richWords(words) + `</div>`
	case "rich_text_quote":
		return `<blockquote class="bk-quote` + border + `">` + a.richWords(words) + `</blockquote>`
	case "rich_text_preformatted":
		return `<pre class="bk-pre">` + strings.ReplaceAll(a.richWords(words), "<br>", "\n") + `</pre>`
	case "rich_text_list":
		return a.richList(part, border)
	}
	return string(a.blockError(refused, str(part, "type"), []string{"is no part of rich text"}, part))
}

func (a *artist) richList(part map[string]any, border string) string {
	tag, start := "ul", ""
	if str(part, "style") == "ordered" {
		tag = "ol"
		if offset := number(part["offset"], 0); offset > 0 {
			start = ` start="` + strconv.Itoa(offset+1) + `"`
		}
	}
	indent := min(max(number(part["indent"], 0), 0), 8)
	var b strings.Builder
	fmt.Fprintf(&b, `<%s class="bk-list indent-%d%s"%s>`, tag, indent, border, start)
	for _, v := range asList(part["elements"]) {
		item, _ := v.(map[string]any)
		b.WriteString(`<li>` + a.richWords(asList(item["elements"])) + `</li>`)
	}
	b.WriteString("</" + tag + ">")
	return b.String()
}

func (a *artist) richWords(words []any) string {
	var b strings.Builder
	for _, v := range words {
		e, _ := v.(map[string]any)
		b.WriteString(styled(a.richWord(e), object1(e, "style")))
	}
	return b.String()
}

func styled(inner string, style map[string]any) string {
	for _, s := range []struct{ name, open, end string }{
		{"code", "<code>", "</code>"},
		{"strike", "<s>", "</s>"},
		{"italic", "<em>", "</em>"},
		{"bold", "<strong>", "</strong>"},
		{"underline", "<u>", "</u>"},
		{"highlight", "<mark>", "</mark>"},
		{"client_highlight", "<mark>", "</mark>"},
	} {
		if style[s.name] == true {
			inner = s.open + inner + s.end
		}
	}
	return inner
}

var colorForm = pattern.Lazy(`^#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$`)

func (a *artist) richWord(e map[string]any) string {
	switch str(e, "type") {
	case "text":
		return strings.ReplaceAll(escapeHTML(str(e, "text")), "\n", "<br>")
	case "link":
		label := str(e, "text")
		if label == "" {
			label = str(e, "url")
		}
		return anchor(str(e, "url"), escapeHTML(label))
	case "user":
		return mention("@" + nameOr(a.people, str(e, "user_id"), ""))
	case "channel":
		return mention("#" + nameOr(a.channel, str(e, "channel_id"), ""))
	case "usergroup":
		return mention("@" + escapeHTML(str(e, "usergroup_id")))
	case "broadcast":
		return mention("@" + escapeHTML(str(e, "range")))
	case "team":
		return mention(escapeHTML(str(e, "team_id")))
	case "emoji":
		return escapeHTML(richEmoji(e))
	case "date":
		return a.richDate(e)
	case "color":
		return richColor(str(e, "value"))
	case "file":
		return mention("file " + escapeHTML(str(e, "file_id")))
	case "citation":
		return richCitation(e)
	}
	return `<span class="bk-unknown" role="note">` + escapeHTML("["+str(e, "type")+"]") + `</span>`
}

// richEmoji prefers the code points that Slack gives beside the name.
func richEmoji(e map[string]any) string {
	var b strings.Builder
	for code := range strings.SplitSeq(str(e, "unicode"), "-") {
		n, err := strconv.ParseUint(code, 16, 32)
		if err != nil || n < 0x20 || n > 0x10FFFF {
			return emoji(str(e, "name"))
		}
		b.WriteRune(rune(n))
	}
	return b.String()
}

func (a *artist) richDate(e map[string]any) string {
	text := str(e, "fallback")
	if seconds, err := strconv.ParseInt(fmt.Sprint(e["timestamp"]), 10, 64); err == nil {
		text = dateText(seconds, str(e, "format"))
	}
	if link := str(e, "url"); link != "" {
		return anchor(link, escapeHTML(text))
	}
	return escapeHTML(text)
}

func richColor(value string) string {
	if !colorForm().MatchString(value) {
		return escapeHTML(value)
	}
	return `<svg class="bk-swatch" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="` + value + `"/></svg>` + value
}

// richCitation is the small mark that names a source.
func richCitation(e map[string]any) string {
	details := object1(e, "details")
	hint := strings.TrimSpace(str(details, "title") + " · " + str(details, "snippet"))
	label := escapeHTML("[" + str(e, "text") + "]")
	return `<sup class="bk-citation" title="` + escapeHTML(strings.Trim(hint, " ·")) + `">` + anchor(str(e, "url"), label) + `</sup>`
}
