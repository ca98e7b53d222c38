package summarize

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
)

// replyLanguage is the language of a reply: as asked, else the question's, else the asker's, else the document's.
func replyLanguage(req Request) string {
	if req.Language != "" {
		return req.Language
	}
	if lang := lexical.LanguageOr(req.Question, req.Asker); lang != "" {
		return withScript(lang, req.Question, req)
	}
	if lang := plainTag(req.Asker); lang != "" {
		return lang
	}
	return documentLanguage(req.Documents)
}

// AskedIn guesses the language in which something is asked, as a BCP 47 tag; "" where nothing speaks for any.
func AskedIn(question string) string {
	return withScript(lexical.Language(question), question, Request{})
}

// documentLanguage is the language of the first document that has one, English where nothing is known.
func documentLanguage(docs []*article.Document) string {
	if lang := extractive.LanguageOf(docs); lang != "" {
		return lang
	}
	return "en"
}

func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// withScript says which Chinese a question is: by characters that only one of them has, else as the asker and the
// documents write.
func withScript(lang, question string, req Request) string {
	if lang != "zh" {
		return lang
	}
	// Every traditional character has a simplified form; of the simplified ones many are traditional too.
	const simplifiedOnly = "这个们为国说时会对过还点开关问题么谁吗给几让观应产发东车马长费钱两岁见现实样进动电话书写买卖员报"
	for _, r := range question {
		switch sign := string(r); {
		case strings.Contains(simplifiedOnly, sign):
			return "zh-Hans"
		case unicode.Is(unicode.Han, r) && lexical.Fold(sign) != sign:
			return "zh-Hant"
		}
	}
	for _, tag := range []string{plainTag(req.Asker), documentLanguage(req.Documents)} {
		if lexical.Base(tag) == "zh" {
			return tag
		}
	}
	return "zh-Hans"
}

// plainTag is a locale without its region ("en-US" is "en"), but with the script of Chinese ("zh-TW" is "zh-Hant").
func plainTag(locale string) string {
	tag, err := language.Parse(locale)
	if err != nil || locale == "" {
		return ""
	}
	base, _ := tag.Base()
	if base.String() == "zh" {
		script, _ := tag.Script()
		return "zh-" + script.String()
	}
	return base.String()
}

// languageName is a language's English name, as prompts use it.
func languageName(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.English.Tags().Name(parsed); name != "" {
		return name
	}
	return tag
}

// sameLanguage reports whether two tags are of one language; an unknown one is the same as any.
func sameLanguage(a, b string) bool {
	return a == "" || b == "" || lexical.Base(a) == lexical.Base(b)
}
