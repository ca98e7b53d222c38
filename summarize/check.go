package summarize

import (
	"regexp"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

// verdict is what a check of one claim found.
type verdict struct {
	reason      Reason // "" where it holds
	failed      article.Citation
	said, found string
	weak        bool
}

// check compares a claim with exactly what it cites.
func check(text, lang, speaker string, cited []article.Citation) verdict {
	v := verify.Check(verify.Claim{Text: text, Language: lang, Speaker: speaker}, cited)
	return verdict{reason: Reason(v.Reason), failed: v.Failed, said: v.Said, found: v.Found, weak: v.Weak}
}

// check compares a claim with exactly what it cites, lets it bring no link or year from elsewhere, and wants it to say
// something.
func (j *judge) check(text, speaker string, cited []article.Citation) verdict {
	says, stranger := withoutHanNames(text, j.lang, cited)
	if stranger != "" {
		return verdict{reason: Name, failed: cited[0], said: stranger}
	}
	v := check(says, j.lang, speaker, cited)
	if v.reason != "" {
		return v
	}
	if saysNothing(text, j.question, j.lang) {
		return verdict{reason: Unrelated, failed: cited[0]}
	}
	source := strings.ToLower(quotes(cited))
	for _, link := range address.FindAllString(strings.ToLower(text), -1) {
		if !strings.Contains(source, strings.TrimRight(link, ".,;:!?)")) {
			return verdict{reason: Name, failed: cited[0], said: link}
		}
	}
	for _, y := range year.FindAllString(text, -1) {
		if !strings.Contains(source, y) && strings.Contains(cited[0].Document().Text, y) {
			return verdict{reason: Date, failed: cited[0], said: y}
		}
	}
	return v
}

var (
	// address is a link or the name of a site, as a claim might smuggle one in.
	address = regexp.MustCompile(`\b(?:https?://|www\.)[^\s<>"]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|co|dev|app|info|biz|xyz|site|online|invalid|example|test|cn|ru|de|uk|jp|fr)\b(?:/[^\s<>"]*)?`)
	// year is one that the verifier may have taken from the sentences around: what happened then is not what happened here.
	year = regexp.MustCompile(`\b(?:1[0-9]|20)[0-9]{2}\b`)
)

// withoutHanNames takes the names in Han characters out of a claim in a language that is written otherwise: they are
// kept as the text writes them, so each must stand in the cited words or be of who speaks them; one that does not is the
// stranger. What is left is in one language, and compared as such.
func withoutHanNames(text, lang string, cited []article.Citation) (rest, stranger string) {
	if writtenInHan(lang) {
		return text, ""
	}
	var known strings.Builder
	known.WriteString(quotes(cited))
	for _, c := range cited {
		for _, p := range c.Passages() {
			known.WriteString(p.Speaker + "\n")
		}
	}
	rest = hanRun.ReplaceAllStringFunc(text, func(name string) string {
		if !strings.Contains(known.String(), name) {
			stranger = name
		}
		return ""
	})
	return rest, stranger
}

var hanRun = regexp.MustCompile(`\p{Han}+`)

// writtenInHan reports whether a language is written in Han characters, or with many of them.
func writtenInHan(lang string) bool {
	return slices.Contains([]string{"zh", "ja", "yue", "ko"}, lexical.Base(lang))
}

// recite looks for the sentences that carry a claim whose own do not, near those first.
func recite(docs []*article.Document, text, lang, speaker string, near []article.Citation) ([]article.Citation, bool) {
	return verify.Recite(docs, verify.Claim{Text: text, Language: lang, Speaker: speaker}, near)
}
