package bot

import (
	"fmt"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// Terminal writes a reply as text for a terminal, in the words of locale where the reply's own language has none: the
// claims with their passages below them, then the sources.
func Terminal(r *summarize.Reply, locale string) string {
	w := wordsOf(r, locale)
	var b strings.Builder
	for _, d := range r.Documents {
		fmt.Fprintln(&b, strings.Join(nonEmpty(titleOf(w, d), siteOf(d.FinalURL)), " · "))
	}
	b.WriteString("\n")
	if !r.Answerable {
		fmt.Fprintln(&b, w.Unanswered(r, ""))
		if len(r.Nearest) > 0 {
			fmt.Fprintln(&b, w.f(nearest))
			for _, c := range r.Nearest {
				w.terminalPassage(&b, c)
			}
		}
	}
	if r.Style == summarize.Voices {
		for _, v := range voicesOf(r.Claims) {
			fmt.Fprintln(&b, w.voice(v))
			w.terminalClaims(&b, r, v.claims)
		}
	} else {
		w.terminalClaims(&b, r, r.Claims)
	}
	foot := []string{}
	if r.Engine == summarize.Extractive && len(r.Claims) > 0 {
		foot = append(foot, w.f(keySentences))
	}
	if r.Answerable {
		foot = append(foot, w.coverage(r))
	}
	foot = append(foot, nonEmpty(w.leftOut(len(r.LeftOut)))...)
	for _, n := range w.notes(r) {
		foot = append(foot, unescape.Replace(n))
	}
	if len(foot) > 0 {
		fmt.Fprintf(&b, "\n%s\n", strings.Join(foot, " · "))
	}
	return b.String()
}

func (w *Words) terminalClaims(b *strings.Builder, r *summarize.Reply, claims []summarize.Claim) {
	for i, c := range claims {
		if c.Figure != nil {
			fmt.Fprintf(b, "• %s\n", w.figure(c))
		}
		if r.Engine == summarize.Extractive {
			for _, cite := range c.Citations {
				w.terminalPassage(b, cite)
			}
			continue
		}
		if c.Confidence == summarize.Weak && (i == 0 || claims[i-1].Confidence != summarize.Weak) {
			fmt.Fprintln(b, w.f(lessCertain))
		}
		if c.Figure == nil {
			fmt.Fprintf(b, "• %s\n", c.Text)
		}
		for _, cite := range c.Citations {
			w.terminalPassage(b, cite)
		}
	}
}

func (w *Words) terminalPassage(b *strings.Builder, c article.Citation) {
	quote := strings.ReplaceAll(quoted(c.Quote(), languageOf(c)), "\n", "\n    ")
	fmt.Fprintf(b, "  %s  %s\n", quote, strings.Join(nonEmpty(c.Speaker(), w.place(c)), " · "))
	if link := c.Link(); link != "" {
		fmt.Fprintf(b, "    %s\n", link)
	}
}

func nonEmpty(values ...string) []string {
	var kept []string
	for _, v := range values {
		if v != "" {
			kept = append(kept, v)
		}
	}
	return kept
}
