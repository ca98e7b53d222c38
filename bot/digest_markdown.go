package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/summarize"
)

// DigestMarkdown writes a digest as Markdown, for mails and files, in the words of locale: each story with its claims and
// the passages below them, then what could not be read.
func DigestMarkdown(ed *digest.Edition, from, to time.Time, locale string) string {
	w := WordsFor(locale)
	var b strings.Builder
	since := w.moment(from, to, "UTC") + " UTC"
	switch n := len(ed.Stories); n {
	case 0:
		fmt.Fprintf(&b, "# %s\n", strings.TrimSpace(w.f(digestHeadNone, since)))
	case 1:
		fmt.Fprintf(&b, "# %s\n", w.f(digestHeadOne, since))
	default:
		fmt.Fprintf(&b, "# %s\n", w.f(digestHead, n, since))
	}
	for i, s := range ed.Stories {
		w.markdownStory(&b, i+1, s)
	}
	g := &gathering{Unread: ed.Unread, Left: ed.Left}
	if said := w.notShown(g); len(said) > 0 {
		fmt.Fprintf(&b, "\n%s\n", strings.Join(said, " · "))
	}
	for _, u := range ed.Unread {
		short, _, _ := strings.Cut(w.unread[u.Kind], "/")
		fmt.Fprintf(&b, "- <%s> (%s)\n", u.URL, short)
	}
	return b.String()
}

func (w *Words) markdownStory(b *strings.Builder, n int, s digest.Story) {
	title := markdownLink(firstOf(s.Document.FinalURL, s.Item.Link), titleOf(w, s.Document))
	parts := nonEmpty(title, siteName(s.Document))
	if len(s.Item.Entries) > 0 && s.Item.Entries[0].Feed != "" {
		parts = append(parts, plainMarkdown(w.f(digestFeed, s.Item.Entries[0].Feed)))
	}
	fmt.Fprintf(b, "\n## %d. %s\n", n, strings.Join(parts, " · "))
	if s.Reply == nil {
		return
	}
	for _, c := range s.Reply.Claims {
		if s.Reply.Engine != summarize.Extractive {
			fmt.Fprintf(b, "\n%s\n", plainMarkdown(c.Text))
		}
		for _, cite := range c.Citations {
			line := "> " + plainMarkdown(quoted(cite.Quote(), s.Document.Language))
			if place := w.place(cite); place != "" {
				line += " · " + place
			}
			if link := cite.Link(); link != "" {
				line += " · " + markdownLink(link, w.f(openPassage))
			}
			fmt.Fprintf(b, "\n%s\n", line)
		}
	}
	var also []string
	for _, o := range s.Also {
		also = append(also, markdownLink(o.Link, firstOf(siteOf(o.Link), o.Link)))
	}
	if len(also) > 0 {
		fmt.Fprintf(b, "\n%s\n", w.f(digestAlso, strings.Join(also, w.comma())))
	}
}

var markdownMarks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "\n", " ")

// plainMarkdown writes the words of others so that none of them marks anything.
func plainMarkdown(s string) string { return markdownMarks.Replace(s) }

func markdownLink(link, label string) string {
	if !isWebLink(link) {
		return plainMarkdown(label)
	}
	return "[" + plainMarkdown(label) + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(link) + ">)"
}
