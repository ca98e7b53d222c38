package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

var (
	tokens   = pattern.Lazy(`<([^<>]+)>`)
	bareLink = pattern.Lazy(`(?i)https?://[^\s<>"（）「」『』“”，。；！？、` + "`" + `]+`)
	unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
	escaper  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// escape makes text safe for Slack's text and mrkdwn fields: it shows as it stands. No token, and so no mention, survives
// it, no :code: becomes a picture, and no control turns the direction of what is written around it.
func escape(s string) string { return escaper.Replace(inert(s)) }

// inert keeps codes of emoji from their pictures by an invisible space, and shows the controls of Unicode's bidirectional
// algorithm (UAX #9: embeddings, overrides, isolates) as their names.
func inert(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == ':' || turnsDirection(r) }) {
		return s
	}
	var b strings.Builder
	before := ' '
	for i, r := range s {
		switch {
		case turnsDirection(r):
			fmt.Fprintf(&b, "[U+%04X]", r)
		case r == ':' && !unicode.IsDigit(before) && emojiCode().MatchString(s[i:]):
			b.WriteString(":\u200b")
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// emojiCode is the code of an emoji at the beginning of a text; a time of day has digits before its colon.
var emojiCode = pattern.Lazy(`^:[\p{L}\p{M}\p{N}_+'-]+:`)

func turnsDirection(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// messageLinks finds the links of a message, in order, each once: in its blocks, where they stand unescaped, else in its text.
func messageLinks(text string, blocks json.RawMessage) []string {
	var links []string
	seen := map[string]bool{}
	add := func(link string) {
		if isWebLink(link) && !seen[link] {
			seen[link] = true
			links = append(links, link)
		}
	}
	var tree any
	if json.Unmarshal(blocks, &tree) == nil {
		walkLinks(tree, add)
	}
	if len(links) > 0 {
		return links
	}
	for _, m := range tokens().FindAllStringSubmatch(text, -1) {
		link, _, _ := strings.Cut(m[1], "|")
		add(unescape.Replace(link))
	}
	rest := tokens().ReplaceAllString(text, " ")
	for _, at := range bareLinks(rest) {
		add(unescape.Replace(rest[at.start:at.end]))
	}
	return links
}

// span is a range of bytes.
type span struct{ start, end int }

// bareLinks finds links that stand as they were typed, without what stands around them: marks of emphasis and brackets
// that were opened before, and the punctuation of the sentence. A bracket that the link itself opens is part of it.
func bareLinks(text string) []span {
	var found []span
	for _, m := range bareLink().FindAllStringIndex(text, -1) {
		start, end := m[0], m[1]
		if before, _ := utf8.DecodeLastRuneInString(text[:start]); before < utf8.RuneSelf && unicode.IsLetter(before) {
			continue // part of a word
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:start]); strings.ContainsRune("*_~'", before) {
			if i := strings.LastIndex(text[start:end], string(before)); i > 0 && !strings.ContainsFunc(text[start+i+1:end], wordRune) {
				end = start + i
			}
		}
		for end > start {
			last, size := utf8.DecodeLastRuneInString(text[start:end])
			link := text[start:end]
			if strings.ContainsRune(".,;:!?'*~", last) ||
				last == ')' && strings.Count(link, ")") > strings.Count(link, "(") ||
				last == ']' && strings.Count(link, "]") > strings.Count(link, "[") {
				end -= size
				continue
			}
			break
		}
		found = append(found, span{start, end})
	}
	return found
}

// wholeLink widens a link's range by the marks and brackets that hold nothing else, and by the label of [label](link).
func wholeLink(text string, at span) span {
	pairs := map[rune]rune{'*': '*', '_': '_', '~': '~', '`': '`', '\'': '\'', '(': ')', '[': ']', '（': '）', '"': '"', '“': '”', '「': '」'}
	for {
		before, size := utf8.DecodeLastRuneInString(text[:at.start])
		after, wide := utf8.DecodeRuneInString(text[at.end:])
		if closing, ok := pairs[before]; !ok || closing != after {
			return at
		}
		at = span{at.start - size, at.end + wide}
		if before == '(' && strings.HasSuffix(text[:at.start], "]") {
			if open := strings.LastIndexByte(text[:at.start], '['); open >= 0 {
				return span{open, at.end}
			}
		}
	}
}

// withoutLinks is a text without the links that stand in it as they were typed.
func withoutLinks(text string) string {
	var b strings.Builder
	last := 0
	for _, at := range bareLinks(text) {
		at = wholeLink(text, at)
		if at.start < last {
			continue
		}
		b.WriteString(text[last:at.start])
		last = len(text) - len(strings.TrimLeft(text[at.end:], ",.;:!，。；：、！"))
	}
	return b.String() + text[last:]
}

// walkLinks visits every link element of rich text, in the order of the JSON's lists.
func walkLinks(node any, visit func(string)) {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			walkLinks(child, visit)
		}
	case map[string]any:
		if n["type"] == "link" {
			if url, ok := n["url"].(string); ok {
				visit(url)
			}
		}
		walkLinks(n["elements"], visit)
	}
}

func isWebLink(s string) bool {
	l := strings.ToLower(s)
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://")
}

// messageWords is what a person wrote, without mentions and links, unescaped; lines are kept.
func messageWords(text string) string {
	text = tokens().ReplaceAllStringFunc(text, func(token string) string {
		body := token[1 : len(token)-1]
		switch {
		case strings.HasPrefix(body, "#"), strings.HasPrefix(body, "!subteam"):
			_, label, _ := strings.Cut(body, "|")
			return label
		case strings.HasPrefix(body, "@"), strings.HasPrefix(body, "!"):
			return ""
		}
		link, label, _ := strings.Cut(body, "|")
		switch {
		case isWebLink(link):
			return ""
		case label != "": // an address or a number keeps its words
			return label
		}
		return token
	})
	return tidyLines(withoutLinks(text))
}

// messageBody is a message as a text to read: links stand as the words that show for them.
func messageBody(text string) string {
	return tidyLines(tokens().ReplaceAllStringFunc(text, func(token string) string {
		body := token[1 : len(token)-1]
		target, label, labelled := strings.Cut(body, "|")
		switch {
		case labelled:
			return label
		case strings.HasPrefix(target, "@"), strings.HasPrefix(target, "!"), strings.HasPrefix(target, "#"):
			return ""
		}
		return target
	}))
}

func tidyLines(text string) string {
	lines := strings.Split(unescape.Replace(text), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// mentions reports whether a message's text mentions that user.
func mentions(text, user string) bool {
	return user != "" && (strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|"))
}
