package playground

import (
	"html/template"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// mrkdwn draws Slack's own markup: code, quotes, emphasis, tokens between angle brackets, emoji. Without verbatim, addresses
// become links.
func (a *artist) mrkdwn(text string, verbatim bool) template.HTML {
	w := &mrkdwnWriter{artist: a, verbatim: verbatim}
	for i, part := range strings.Split(text, "```") {
		switch {
		case i%2 == 1 && strings.Count(text, "```") > i:
			w.out.WriteString(`<pre class="bk-pre">` + escapeHTML(entities.Replace(strings.Trim(part, "\n"))) + `</pre>`)
		case i%2 == 1:
			w.lines("```" + part)
		default:
			if i > 0 {
				part = strings.TrimPrefix(part, "\n")
			}
			w.lines(part)
		}
	}
	return markup(w.out.String())
}

type mrkdwnWriter struct {
	*artist
	verbatim bool
	out      strings.Builder
}

// lines draws text without blocks of code: lines that begin with > are quotes, and >>> quotes all that follows.
func (w *mrkdwnWriter) lines(text string) {
	var quoted, plain []string
	flush := func() {
		if len(quoted) > 0 {
			w.out.WriteString(`<blockquote>` + w.joined(quoted) + `</blockquote>`)
		}
		if len(plain) > 0 {
			w.out.WriteString(w.joined(plain))
		}
		quoted, plain = nil, nil
	}
	all := strings.Split(text, "\n")
	for i, line := range all {
		rest, isQuote := cutQuote(line)
		if again, twice := cutQuote(rest); isQuote && twice {
			if third, thrice := cutQuote(again); thrice {
				flush()
				quoted = append([]string{strings.TrimPrefix(third, " ")}, all[i+1:]...)
				break
			}
		}
		if isQuote != (len(quoted) > 0) {
			flush()
		}
		if isQuote {
			quoted = append(quoted, strings.TrimPrefix(rest, " "))
		} else {
			plain = append(plain, line)
		}
	}
	flush()
}

func cutQuote(line string) (string, bool) {
	if rest, ok := strings.CutPrefix(line, ">"); ok {
		return rest, true
	}
	return strings.CutPrefix(line, "&gt;")
}

func (w *mrkdwnWriter) joined(lines []string) string {
	drawn := make([]string, 0, len(lines))
	for _, line := range lines {
		drawn = append(drawn, w.inline(line, 0))
	}
	return strings.Join(drawn, "<br>")
}

var emphasis = map[byte]string{'*': "strong", '_': "em", '~': "s"}

// mostNested is how deep emphasis may stand inside emphasis; there are three kinds.
const mostNested = 3

// inline draws one line.
func (w *mrkdwnWriter) inline(s string, depth int) string {
	var b strings.Builder
	unclosed := map[byte]bool{} // marks that nothing ends from here on
	before := ' '
	for i := 0; i < len(s); {
		n, drawn := w.piece(s, i, before)
		if tag := emphasis[s[i]]; n == 0 && tag != "" && depth < mostNested && !unclosed[s[i]] && opens(s, i, before) {
			if end := closing(s, i); end > 0 {
				n, drawn = end+1-i, "<"+tag+">"+w.inline(s[i+1:end], depth+1)+"</"+tag+">"
			} else {
				unclosed[s[i]] = true
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s[i:])
			drawn = escapeHTML(s[i : i+n])
		}
		b.WriteString(drawn)
		before, _ = utf8.DecodeLastRuneInString(s[:i+n])
		i += n
	}
	return b.String()
}

// piece draws what is no letter and no emphasis: code, a token, an entity, an emoji, a bare address.
func (w *mrkdwnWriter) piece(s string, i int, before rune) (int, string) {
	switch s[i] {
	case '`':
		if end := codeEnd(s, i); end > 0 {
			return end - i, `<code>` + escapeHTML(entities.Replace(s[i+1:end-1])) + `</code>`
		}
	case '<':
		if end := tokenEnd(s, i); end > 0 {
			return end - i, w.token(s[i+1 : end-1])
		}
	case '&':
		for _, e := range []string{"&lt;", "&gt;", "&amp;"} {
			if strings.HasPrefix(s[i:], e) {
				return len(e), e
			}
		}
	case ':':
		if m := emojiToken().FindString(s[i:]); m != "" {
			return len(m), escapeHTML(emoji(strings.Trim(m, ":")))
		}
	case 'h':
		if !w.verbatim && !isWord(before) {
			if link := trimURL(linkForm().FindString(s[i:])); link != "" {
				return len(link), anchor(entities.Replace(link), escapeHTML(entities.Replace(link)))
			}
		}
	}
	return 0, ""
}

var emojiToken = pattern.Lazy(`^:[a-z0-9_+-]+:`)

// opens reports whether a mark can begin emphasis: behind a boundary, in front of a word. Slack knows only ASCII's
// boundaries, so a mark behind a Han character stays as it is.
func opens(s string, i int, before rune) bool {
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	return isBoundary(before) && i+1 < len(s) && !isBlank(after) && after != rune(s[i])
}

// closing is where the mark at i ends, on the same line; 0 where it does not.
func closing(s string, i int) int {
	for j := i + 1; j < len(s); j++ {
		switch s[j] {
		case '<':
			if end := tokenEnd(s, j); end > 0 {
				j = end - 1
			}
		case '`':
			if end := codeEnd(s, j); end > 0 {
				j = end - 1
			}
		case s[i]:
			last, _ := utf8.DecodeLastRuneInString(s[:j])
			after, n := utf8.DecodeRuneInString(s[j+1:])
			if j > i+1 && !isBlank(last) && (n == 0 || isBoundary(after)) {
				return j
			}
		}
	}
	return 0
}

func codeEnd(s string, i int) int {
	if n := strings.IndexByte(s[i+1:], '`'); n > 0 {
		return i + n + 2
	}
	return 0
}

func tokenEnd(s string, i int) int {
	if n := strings.IndexAny(s[i+1:], "<>"); n > 0 && s[i+1+n] == '>' {
		return i + n + 2
	}
	return 0
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }

func isBoundary(r rune) bool {
	return isBlank(r) || (r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)))
}

// token draws what stands between angle brackets.
func (w *mrkdwnWriter) token(body string) string {
	target, label, labelled := strings.Cut(body, "|")
	label = escapeHTML(entities.Replace(label))
	switch {
	case strings.HasPrefix(target, "@"):
		return mention("@" + nameOr(w.people, target[1:], label))
	case strings.HasPrefix(target, "#"):
		return mention("#" + nameOr(w.channel, target[1:], label))
	case strings.HasPrefix(target, "!date^"):
		return escapeHTML(dateToken(target, entities.Replace(label)))
	case strings.HasPrefix(target, "!"):
		name, _, _ := strings.Cut(target[1:], "^")
		return mention("@" + escapeHTML(name))
	}
	link := entities.Replace(target)
	if safeURL(link) == "" && !labelled { // no token at all
		return escapeHTML("<" + entities.Replace(body) + ">")
	}
	if !labelled || label == "" {
		label = escapeHTML(strings.TrimPrefix(link, "mailto:"))
	}
	return anchor(link, label)
}

func mention(escaped string) string { return `<span class="mention">` + escaped + `</span>` }

func nameOr(names func(string) string, id, label string) string {
	if name := names(id); name != "" {
		return escapeHTML(name)
	}
	if label != "" {
		return label
	}
	return escapeHTML(id)
}

// dateToken is !date^SECONDS^FORMAT^LINK as text; the fallback where it cannot be read.
func dateToken(target, fallback string) string {
	parts := strings.Split(target, "^")
	seconds, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || len(parts) < 3 {
		return fallback
	}
	return dateText(seconds, parts[2])
}

// dateText fills in Slack's date format, in UTC.
func dateText(seconds int64, format string) string {
	t := time.Unix(seconds, 0).UTC()
	long, short := t.Format("January 2, 2006"), t.Format("Jan 2, 2006")
	return strings.NewReplacer(
		"{date_num}", t.Format("2006-01-02"), "{date_slash}", t.Format("02/01/2006"), "{date_short}", short, "{date_short_pretty}", short,
		"{date_long}", t.Format("Monday, January 2, 2006"), "{date_long_pretty}", t.Format("Monday, January 2, 2006"),
		"{date}", long, "{date_pretty}", long, "{time}", t.Format("15:04"), "{time_secs}", t.Format("15:04:05"), "{ago}", short,
	).Replace(format)
}

// emojis are those that bots and people use here; others show by name.
var emojis = map[string]string{
	"eyes": "👀", "bookmark_tabs": "📑", "hourglass_flowing_sand": "⏳", "hourglass": "⌛", "white_check_mark": "✅", "x": "❌", "warning": "⚠️",
	"thumbsup": "👍", "+1": "👍", "thumbsdown": "👎", "-1": "👎", "heart": "❤️", "tada": "🎉", "smile": "😄", "slightly_smiling_face": "🙂", "wave": "👋",
	"pray": "🙏", "rocket": "🚀", "fire": "🔥", "memo": "📝", "newspaper": "📰", "page_facing_up": "📄", "link": "🔗", "mag": "🔍", "bulb": "💡",
	"question": "❓", "exclamation": "❗", "raised_hands": "🙌", "thinking_face": "🤔", "books": "📚", "book": "📖", "speech_balloon": "💬",
	"hammer_and_wrench": "🛠️", "no_entry_sign": "🚫", "lock": "🔒", "arrow_right": "➡️", "star": "⭐", "coffee": "☕", "calendar": "📅", "stopwatch": "⏱️",
}

func emoji(name string) string {
	name, _, _ = strings.Cut(name, "::")
	if e := emojis[name]; e != "" {
		return e
	}
	return ":" + name + ":"
}

// named puts emoji in the place of their names, in plain text.
func named(s string) string {
	return emojiAnywhere().ReplaceAllStringFunc(s, func(m string) string { return emoji(strings.Trim(m, ":")) })
}

var emojiAnywhere = pattern.Lazy(`:[a-z0-9_+-]+:`)
