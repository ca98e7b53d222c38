package fetch

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// sight is what a page shows and what it is made of, kept apart: an article may speak of a wall, only a wall is built
// like one.
type sight struct {
	signs     int      // visible, white space not counted
	unscript  int      // signs inside <noscript>
	nodes     []string // the first runs of visible text, as plainWords writes them
	title, h1 string
	code      string // tags and scripts, in lower case
	links     int
	passwords int    // fields for one, in forms that are shown
	scripts   int    // loaded from elsewhere
	root      bool   // a place that scripts would fill stands empty
	barrier   string // class or id that paywalls bear
	unread    bool   // there are bytes whose text nobody has seen
}

// mostNodes is how many runs of text are kept: all of any page but monsters.
const mostNodes = 5000

// visible looks at a page in one pass over its tokens. What is no markup shows all of itself.
func visible(text string) sight {
	if !strings.Contains(text, "<") {
		return sight{signs: signs(text), nodes: []string{plainWords(text)}}
	}
	return see(text, false)
}

func see(text string, nested bool) sight {
	l := &looker{z: html.NewTokenizer(strings.NewReader(text)), nested: nested}
	for l.next() {
	}
	l.s.title, l.s.h1, l.s.code = plainWords(l.title.String()), plainWords(l.h1.String()), strings.ToLower(l.code.String())
	return l.s
}

// looker walks over tokens.
type looker struct {
	z               *html.Tokenizer
	s               sight
	title, h1, code strings.Builder
	skip            string // the element whose text nobody sees
	in              string // title or h1
	mayBeRoot       bool   // the last token opened an element that scripts fill
	hiddenForm      bool
	nested          bool // inside <noscript>, of which there is no second floor
}

func (l *looker) next() bool {
	kind := l.z.Next()
	root := l.mayBeRoot
	l.mayBeRoot = false
	switch kind {
	case html.ErrorToken:
		return false
	case html.TextToken:
		l.mayBeRoot = root && signs(string(l.z.Raw())) == 0
		l.text()
	case html.StartTagToken, html.SelfClosingTagToken:
		l.start(kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		l.s.root = l.s.root || root
		switch name, _ := l.z.TagName(); string(name) {
		case l.skip:
			l.skip = ""
		case l.in:
			l.in = ""
		case "form":
			l.hiddenForm = false
		}
	}
	return true
}

func (l *looker) text() {
	switch {
	case l.skip == "script":
		l.code.Write(l.z.Raw())
		l.code.WriteByte('\n')
	case l.skip == "noscript":
		l.noscript(string(l.z.Text()))
	case l.skip != "":
	case l.in == "title":
		l.title.Write(l.z.Text())
	default:
		text := string(l.z.Text())
		if l.in == "h1" {
			l.h1.WriteString(text)
		}
		n := signs(text)
		l.s.signs += n
		if n > 0 && len(l.s.nodes) < mostNodes {
			l.s.nodes = append(l.s.nodes, plainWords(text))
		}
	}
}

// noscript counts what is shown to who runs no scripts; the tokenizer hands it over whole.
func (l *looker) noscript(raw string) {
	if !l.nested {
		l.s.unscript += see(raw, true).signs
	}
}

func (l *looker) start(closed bool) {
	l.code.Write(l.z.Raw())
	l.code.WriteByte('\n')
	name, more := l.z.TagName()
	tag := string(name)
	switch tag {
	case "script", "style", "template", "noscript", "svg":
		if l.skip == "" && !closed {
			l.skip = tag
		}
	case "title":
		if l.skip == "" && l.title.Len() == 0 {
			l.in = tag
		}
	case "h1":
		if l.h1.Len() == 0 {
			l.in = tag
		}
	case "a":
		l.s.links++
	}
	for more {
		var key, value []byte
		key, value, more = l.z.TagAttr()
		l.attribute(tag, string(key), string(value))
	}
}

func (l *looker) attribute(tag, key, value string) {
	switch {
	case key == "type" && tag == "input" && strings.EqualFold(value, "password") && !l.hiddenForm:
		l.s.passwords++
	case key == "src" && tag == "script":
		l.s.scripts++
	case tag == "form" && (key == "hidden" || key == "style" && displayNone().MatchString(value)):
		l.hiddenForm = true
	case key == "id" && tag == "div" && rootIDs[value]:
		l.mayBeRoot = true
	}
	if (key == "class" || key == "id") && l.s.barrier == "" {
		for name := range strings.FieldsSeq(value) {
			if barriers[strings.ToLower(name)] {
				l.s.barrier = name
			}
		}
	}
}

// starts reports whether a run of text begins with those words: walls say it themselves, articles quote it.
func (s sight) starts(words string) bool {
	for _, n := range s.nodes {
		if strings.HasPrefix(n, words) {
			return true
		}
	}
	return false
}

// says reports whether the words stand anywhere in what is seen first.
func (s sight) says(words string) bool {
	for _, n := range s.nodes {
		if strings.Contains(n, words) {
			return true
		}
	}
	return false
}

var apostrophes = strings.NewReplacer("’", "'", "‘", "'", "…", "...")

// plainWords is text in lower case with single spaces and plain apostrophes.
func plainWords(text string) string {
	return strings.Join(strings.Fields(apostrophes.Replace(strings.ToLower(text))), " ")
}

var displayNone = pattern.Lazy(`(?i)display\s*:\s*none`)

// segment splits a title at what stands between it and the site's name.
var segment = pattern.Lazy(`\s+[-|–—·•:»/]+\s+|[|_｜]+|\s*[:：]\s+`)

// titles are the parts of the title and the first heading, without punctuation at their ends.
func (s sight) titles() []string {
	var parts []string
	for _, t := range []string{s.title, s.h1} {
		for _, part := range append(segment().Split(t, -1), t) {
			parts = append(parts, strings.Trim(part, " .!?。！？~,，"))
		}
	}
	return parts
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
