package playground

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Block Kit is drawn here from the JSON that an app really posted: one partial of assets/blockkit.html a block, mrkdwn in
// blockkit_mrkdwn.go, rich text in blockkit_rich.go, standard Markdown in blockkit_markdown.go, and what can be pressed in
// blockkit_elements.go. What Slack would refuse, and what is not drawn, shows as an error where it stands.

//go:embed assets
var assets embed.FS

// blockTemplates are those of blocks, by the language of the words around them.
var blockTemplates = sync.OnceValue(func() map[string]*template.Template {
	return map[string]*template.Template{english: parseWith(english, "assets/blockkit.html"), chinese: parseWith(chinese, "assets/blockkit.html")}
})

// An artist draws blocks for one reader.
type artist struct {
	lang    string              // of what is said around an app's own words
	base    string              // images from here are shown, all others are only named
	people  func(string) string // the name behind an id; "" where there is none
	channel func(string) string
	surface surface // where the blocks stand; "" is a message
}

// markup marks HTML that this file's family has made: every piece of outside text in it was escaped.
func markup(s string) template.HTML {
	return template.HTML(s) //nolint:gosec // escaped where it was put together; the fuzz test holds it to that
}

func escapeHTML(s string) string {
	return template.HTMLEscapeString(strings.ToValidUTF8(s, "\uFFFD"))
}

// partial runs one of assets/blockkit.html.
func (a *artist) partial(name string, data any) template.HTML {
	var b strings.Builder
	if err := blockTemplates()[a.lang].ExecuteTemplate(&b, name, data); err != nil {
		return markup(`<p class="bk-error" role="note">` + escapeHTML(err.Error()) + `</p>`)
	}
	return markup(b.String())
}

// blocks draws a message's blocks, one below the other.
func (a *artist) blocks(blocks []any) template.HTML {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(string(a.block(block, 0)))
	}
	return markup(b.String())
}

// deepest is how many blocks may stand inside each other.
const deepest = 4

func (a *artist) block(v any, depth int) template.HTML {
	o, _ := v.(map[string]any)
	if depth > deepest {
		return a.blockError(refused, str(o, "type"), []string{"stands too deep inside other blocks"}, v)
	}
	where := a.surface
	if where == "" {
		where = inStream // all that may ever stand in a message
	}
	k := &checker{surface: where, ids: map[string]bool{}}
	k.blocks("", []any{v}, 1)
	if len(k.problems) > 0 {
		reasons := make([]string, 0, len(k.problems))
		for _, p := range k.problems {
			reasons = append(reasons, p.Message+" ("+p.Pointer+")")
		}
		return a.blockError(refused, str(o, "type"), reasons, v)
	}
	return a.known(o, depth)
}

// known draws a block that Slack would take.
func (a *artist) known(o map[string]any, depth int) template.HTML {
	switch kind := str(o, "type"); kind {
	case "section":
		return a.section(o)
	case "context":
		return a.context(o)
	case "header":
		return a.partial("header", map[string]any{"Text": named(str(object1(o, "text"), "text")), "Level": number(o["level"], 1)})
	case "input":
		return a.inputBlock(o)
	case "divider":
		return a.partial("divider", nil)
	case "image":
		return a.partial("image", a.image(o, "bk-image"))
	case "actions", "context_actions":
		return a.partial("actions", a.elements(asList(o["elements"]), str(o, "block_id")))
	case "rich_text":
		return a.partial("rich_text", a.richText(o))
	case "markdown":
		return a.partial("markdown", markdownHTML(str(o, "text")))
	case "table", "data_table":
		return a.table(o)
	case "container":
		return a.container(o, depth)
	case "layout":
		return a.layout(o, depth)
	case "task_card", "plan":
		return a.tasks(o)
	default:
		return a.blockError(undrawn, kind, []string{"Slack takes this block; the playground does not draw it"}, o)
	}
}

const (
	refused = "Slack would refuse this block"
	undrawn = "Not drawn here"
)

// blockError shows what is not drawn, and why.
func (a *artist) blockError(what, kind string, reasons []string, v any) template.HTML {
	source, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		source = []byte(err.Error())
	}
	const most = 4000
	if len(source) > most {
		source = append(source[:most:most], "…"...)
	}
	if kind == "" {
		kind = "without a type"
	}
	return a.partial("error", map[string]any{"What": what, "Kind": clipped(kind, 80), "Reasons": reasons, "Source": strings.ToValidUTF8(string(source), "")})
}

func clipped(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func (a *artist) section(o map[string]any) template.HTML {
	text := object1(o, "text")
	fields := []template.HTML{}
	for _, f := range asList(o["fields"]) {
		field, _ := f.(map[string]any)
		fields = append(fields, a.text(field))
	}
	var accessory template.HTML
	if e := object1(o, "accessory"); e != nil {
		accessory = a.element(e, str(o, "block_id"))
	}
	return a.partial("section", map[string]any{
		"Text": a.text(text), "Folded": o["expand"] != true && isLong(str(text, "text")), "Fields": fields, "Accessory": accessory,
	})
}

// Slack folds what is long behind "See more". Where exactly is not documented; here it is what takes more than three lines of a
// phone, so that a message which stays short when it is folded is seen to do so.
const (
	foldedLines = 3
	lineWidth   = 42 // columns; a Han character takes two
)

func isLong(text string) bool {
	lines := 0
	for line := range strings.SplitSeq(plainOf(text), "\n") {
		columns := 0
		for _, r := range line {
			columns++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				columns++
			}
		}
		lines += 1 + columns/lineWidth
	}
	return lines > foldedLines
}

// plainOf is mrkdwn as it is seen: of links only their labels.
func plainOf(text string) string {
	var b strings.Builder
	for text != "" {
		if end := strings.IndexByte(text, '>'); text[0] == '<' && end > 0 {
			body, label, labelled := strings.Cut(text[1:end], "|")
			if labelled {
				body = label
			}
			b.WriteString(body)
			text = text[end+1:]
			continue
		}
		_, n := utf8.DecodeRuneInString(text)
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

func (a *artist) context(o map[string]any) template.HTML {
	var parts []template.HTML
	for _, v := range asList(o["elements"]) {
		e, _ := v.(map[string]any)
		if str(e, "type") == "image" {
			parts = append(parts, a.partial("image", a.image(e, "bk-icon")))
			continue
		}
		parts = append(parts, markup(`<span class="bk-context-text">`+string(a.text(e))+`</span>`))
	}
	return a.partial("context", parts)
}

// text draws a text object of either kind.
func (a *artist) text(o map[string]any) template.HTML {
	if str(o, "type") == mrkdwn {
		return a.mrkdwn(str(o, "text"), o["verbatim"] == true)
	}
	return markup(strings.ReplaceAll(escapeHTML(named(str(o, "text"))), "\n", "<br>"))
}

func (a *artist) image(o map[string]any, class string) map[string]any {
	link := str(o, "image_url")
	return map[string]any{
		"Class": class, "Alt": str(o, "alt_text"), "Title": str(object1(o, "title"), "text"), "URL": safeURL(link), "Own": a.base != "" && strings.HasPrefix(link, a.base+"/"),
	}
}

func (a *artist) table(o map[string]any) template.HTML {
	rows := [][]template.HTML{}
	for _, r := range asList(o["rows"]) {
		row := []template.HTML{}
		for _, c := range asList(r) {
			cell, _ := c.(map[string]any)
			switch str(cell, "type") {
			case "rich_text":
				row = append(row, a.richText(cell))
			case "raw_number":
				row = append(row, markup(escapeHTML(fmt.Sprint(cell["value"]))))
			default:
				row = append(row, markup(escapeHTML(str(cell, "text"))))
			}
		}
		rows = append(rows, row)
	}
	aligned := []string{}
	for _, s := range asList(o["column_settings"]) {
		setting, _ := s.(map[string]any)
		aligned = append(aligned, str(setting, "align"))
	}
	align := func(column int) string {
		if column < len(aligned) && (aligned[column] == "right" || aligned[column] == "center") {
			return "is-" + aligned[column]
		}
		return ""
	}
	return a.partial("table", map[string]any{"Caption": str(o, "caption"), "Head": rows[:1], "Rows": rows[1:], "Align": align})
}

func (a *artist) container(o map[string]any, depth int) template.HTML {
	title := markup(escapeHTML(str(object1(o, "title"), "text")))
	if rich := object1(o, "rich_text_title"); rich != nil {
		title = a.richText(rich)
	}
	var inner strings.Builder
	for _, child := range asList(o["child_blocks"]) {
		inner.WriteString(string(a.block(child, depth+1)))
	}
	return a.partial("container", map[string]any{
		"Title": title, "Subtitle": a.text(object1(o, "subtitle")), "Inner": markup(inner.String()),
		"Collapsible": o["is_collapsible"] == true, "Open": o["default_collapsed"] != true,
	})
}

func (a *artist) layout(o map[string]any, depth int) template.HTML {
	rows := [][]template.HTML{}
	for _, r := range asList(o["rows"]) {
		row := []template.HTML{}
		line, _ := r.(map[string]any)
		for _, i := range asList(line["items"]) {
			item, _ := i.(map[string]any)
			row = append(row, a.block(item["block"], depth+1))
		}
		rows = append(rows, row)
	}
	return a.partial("layout", map[string]any{"Label": str(o, "label"), "Rows": rows})
}

// tasks draws a plan or a single task, as streams show them.
func (a *artist) tasks(o map[string]any) template.HTML {
	list := asList(o["tasks"])
	title := str(o, "title")
	if str(o, "type") == "task_card" {
		list, title = []any{o}, ""
	}
	type task struct {
		Title, Status   string
		Said            string // the status in words
		Details, Output template.HTML
		Sources         []map[string]any
	}
	tasks := []task{}
	for _, v := range list {
		t, _ := v.(map[string]any)
		drawn := task{Title: str(t, "title"), Status: str(t, "status"), Said: saidStates[str(t, "status")], Details: a.loose(t["details"]), Output: a.loose(t["output"])}
		for _, s := range asList(t["sources"]) {
			source, _ := s.(map[string]any)
			drawn.Sources = append(drawn.Sources, map[string]any{"URL": safeURL(str(source, "url")), "Text": str(source, "text")})
		}
		tasks = append(tasks, drawn)
	}
	return a.partial("tasks", map[string]any{"Title": title, "Tasks": tasks})
}

// saidStates are the states of a task, in words.
var saidStates = map[string]string{"pending": "to do", "in_progress": "under way", "complete": "done", "error": "failed"}

// loose draws what may be a text or a block of rich text.
func (a *artist) loose(v any) template.HTML {
	switch v := v.(type) {
	case string:
		return markup(escapeHTML(v))
	case map[string]any:
		return a.richText(v)
	}
	return ""
}

func str(o map[string]any, name string) string {
	s, _ := o[name].(string)
	return s
}

func object1(o map[string]any, name string) map[string]any {
	v, _ := o[name].(map[string]any)
	return v
}

func number(v any, otherwise int) int {
	if n, err := strconv.Atoi(fmt.Sprint(v)); err == nil {
		return n
	}
	return otherwise
}

// safeURL is an address that a page may lead to, else "": nothing that runs.
func safeURL(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto", "tel":
	default:
		return ""
	}
	// The address as it was written: a text fragment must arrive byte for byte.
	return strings.TrimSpace(link)
}

// anchor is a link into a window of its own; where the address leads nowhere safe, only its label.
func anchor(link, label string) string {
	safe := safeURL(link)
	if safe == "" {
		return label
	}
	return `<a href="` + escapeHTML(safe) + `" target="_blank" rel="noopener noreferrer">` + label + `</a>`
}
