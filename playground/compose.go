package playground

import (
	"encoding/json"
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// composed is a text as Slack keeps it after somebody typed it: with tokens in the text, and as rich text.
type composed struct {
	text   string
	blocks []any
}

var (
	tokenForm = pattern.Lazy(`^<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!here|!channel|!everyone|(?:https?://|mailto:)[^<>|\s]+)(?:\|([^<>|]*))?>`)
	linkForm  = pattern.Lazy(`^https?://[^\s<>"，。、；：！？（）「」『』《》【】“”‘’…]+`)
	mailForm  = pattern.Lazy(`^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+`)
	bareForm  = pattern.Lazy(`^[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.(?:com|org|net|io|dev|app|edu|gov|info|cn|uk|de|fr|jp|eu)(?:\.[a-z]{2})?(?:/[^\s<>"，。、；：！？（）“”]*)?`)
	nameForm  = pattern.Lazy(`^@([a-zA-Z0-9._-]+)`)
	entities  = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// A composer turns a typed text into what Slack makes of it, piece by piece.
type composer struct {
	names   func(name string) *person
	text    strings.Builder
	plain   strings.Builder // text not yet an element
	section []any
	blocks  []any // elements of the rich_text block
	before  rune  // the rune in front of the next one
}

// compose reads what a person typed or a client sent for them: tokens (<@U1>, <https://…|label>), addresses without
// brackets, @names, code between backticks, and entities.
func (w *workspace) compose(typed string) composed {
	c := &composer{names: w.personNamed, before: ' '}
	for i, part := range strings.Split(typed, "```") {
		if i%2 == 1 {
			c.preformatted(entities.Replace(part), strings.Count(typed, "```") > i)
			continue
		}
		c.inline(part)
	}
	c.endSection()
	if len(c.blocks) == 0 {
		return composed{text: c.text.String()}
	}
	block := map[string]any{"type": "rich_text", "block_id": newBlockID(), "elements": c.blocks}
	return composed{text: c.text.String(), blocks: []any{block}}
}

// linked is an app's text as Slack keeps it: links get their brackets, all else stays as it was sent.
func linked(text string) string {
	var out strings.Builder
	before := ' '
	for text != "" {
		n := len(string(firstRune(text)))
		if n > len(text) || text[:n] != string(firstRune(text)) {
			n = 1
		}
		if end := strings.IndexByte(text, '>'); text[0] == '<' && end > 0 {
			n = end + 1
			out.WriteString(text[:n])
		} else if url := trimURL(linkForm().FindString(text)); url != "" && !isWord(before) {
			n = len(url)
			out.WriteString("<" + url + ">")
		} else {
			out.WriteString(text[:n])
		}
		before = lastRune(text[:n])
		text = text[n:]
	}
	return out.String()
}

func (c *composer) preformatted(code string, closed bool) {
	fence := "```" // without an end, or with nothing inside, it is just text
	if closed {
		fence = "``````"
	}
	if !closed || strings.Trim(code, "\n") == "" {
		c.inline(fence[:3] + escaper.Replace(code) + fence[3:])
		return
	}
	c.endSection()
	c.text.WriteString("```" + escaper.Replace(code) + "```")
	c.blocks = append(c.blocks, map[string]any{
		"type": "rich_text_preformatted", "border": 0,
		"elements": []any{map[string]any{"type": "text", "text": strings.Trim(code, "\n")}},
	})
}

func (c *composer) inline(s string) {
	for s != "" {
		n := c.token(s)
		if n == 0 {
			n = c.code(s)
		}
		if n == 0 && !isWord(c.before) {
			n = c.address(s)
		}
		if n == 0 {
			n = c.letter(s)
		}
		c.before = lastRune(s[:n])
		s = s[n:]
	}
}

// token takes <…> in the form that clients send.
func (c *composer) token(s string) int {
	m := tokenForm().FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	body, label := m[1], m[2]
	switch body[0] {
	case '@':
		c.element(m[0], map[string]any{"type": "user", "user_id": body[1:]})
	case '#':
		c.element(m[0], map[string]any{"type": "channel", "channel_id": body[1:]})
	case '!':
		c.element(m[0], map[string]any{"type": "broadcast", "range": body[1:]})
	default:
		c.link(entities.Replace(body), entities.Replace(label))
	}
	return len(m[0])
}

func (c *composer) code(s string) int {
	if s[0] != '`' {
		return 0
	}
	end := strings.IndexAny(s[1:], "`\n")
	if end <= 0 || s[1+end] != '`' {
		return 0
	}
	code := entities.Replace(s[1 : 1+end])
	c.element("`"+escaper.Replace(code)+"`", map[string]any{"type": "text", "text": code, "style": map[string]any{"code": true}})
	return end + 2
}

// address takes a link, an address of mail, a bare domain or an @name.
func (c *composer) address(s string) int {
	if url := trimURL(linkForm().FindString(s)); url != "" {
		c.link(entities.Replace(url), "")
		return len(url)
	}
	if mail := mailForm().FindString(s); mail != "" {
		c.link("mailto:"+mail, mail)
		return len(mail)
	}
	if m := nameForm().FindStringSubmatch(s); m != nil {
		if p := c.names(strings.TrimRight(m[1], ".")); p != nil {
			c.element("<@"+p.id+">", map[string]any{"type": "user", "user_id": p.id})
			return 1 + len(strings.TrimRight(m[1], "."))
		}
	}
	if bare := trimURL(bareForm().FindString(s)); bare != "" {
		if rest := s[len(bare):]; rest == "" || !isWord(firstRune(rest)) {
			c.link("http://"+entities.Replace(bare), entities.Replace(bare))
			return len(bare)
		}
	}
	return 0
}

// letter takes one rune, or one entity.
func (c *composer) letter(s string) int {
	for _, e := range []string{"&lt;", "&gt;", "&amp;"} {
		if strings.HasPrefix(s, e) {
			c.plain.WriteString(entities.Replace(e))
			c.text.WriteString(e)
			return len(e)
		}
	}
	n := len(string(firstRune(s)))
	if n > len(s) || s[:n] != string(firstRune(s)) {
		n = 1 // not UTF-8
	}
	c.plain.WriteString(strings.ToValidUTF8(s[:n], "\uFFFD"))
	c.text.WriteString(escaper.Replace(strings.ToValidUTF8(s[:n], "\uFFFD")))
	return n
}

func (c *composer) link(url, label string) {
	url = strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E").Replace(url)
	text := "<" + escaper.Replace(url)
	element := map[string]any{"type": "link", "url": url}
	if label != "" {
		text += "|" + escaper.Replace(label)
		element["text"] = label
	}
	c.element(text+">", element)
}

func (c *composer) element(text string, element map[string]any) {
	c.endPlain()
	c.text.WriteString(text)
	c.section = append(c.section, element)
}

func (c *composer) endPlain() {
	if c.plain.Len() > 0 {
		c.section = append(c.section, map[string]any{"type": "text", "text": c.plain.String()})
		c.plain.Reset()
	}
}

func (c *composer) endSection() {
	c.endPlain()
	if len(c.section) > 0 {
		c.blocks = append(c.blocks, map[string]any{"type": "rich_text_section", "elements": c.section})
		c.section = nil
	}
}

// trimURL leaves out what follows a link in a sentence: full stops, and a bracket that was not opened in it.
func trimURL(url string) string {
	for {
		trimmed := strings.TrimRight(url, ".,;:!?'*_~`")
		for _, pair := range []string{"()", "[]"} {
			if strings.HasSuffix(trimmed, pair[1:]) && strings.Count(trimmed, pair[:1]) < strings.Count(trimmed, pair[1:]) {
				trimmed = trimmed[:len(trimmed)-1]
			}
		}
		if trimmed == url {
			return url
		}
		url = trimmed
	}
}

func isWord(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '@')
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	r := []rune(s)
	if len(r) == 0 {
		return ' '
	}
	return r[len(r)-1]
}

// cloneJSON is a deep copy of decoded JSON.
func cloneJSON(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = cloneJSON(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = cloneJSON(e)
		}
		return out
	}
	return v
}

// decodeJSON reads JSON with numbers as they are written; nil where it is none.
func decodeJSON(data []byte) any {
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil || d.More() {
		return nil
	}
	return v
}
