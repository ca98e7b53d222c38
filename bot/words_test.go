package bot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// phrases reads the names of all phrases from the files that name them, so that none can be forgotten here.
func phrases(t *testing.T) []phrase {
	t.Helper()
	var all []phrase
	for _, name := range []string{"words.go", "words_buttons.go", "words_progress.go", "words_house.go", "words_search.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, phrasesIn(t, file)...)
	}
	if len(all) < 40 {
		t.Fatalf("found only %d phrases", len(all))
	}
	return all
}

func phrasesIn(t *testing.T, file *ast.File) []phrase {
	t.Helper()
	var all []phrase
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "phrase" {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, phrase(value))
		}
		return true
	})
	return all
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	all := phrases(t)
	for lang, w := range tables {
		for _, p := range all {
			text := w.f(p)
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no words for %s", lang, p)
			}
			if got, want := verbs(text), verbs(english.f(p)); !slices.Equal(got, want) {
				t.Errorf("%s: %s takes %v, in English %v", lang, p, got, want)
			}
		}
		for _, kind := range append(article.FailureKinds(), "private_service", "paywall_paragraphs", "scanned_pages") {
			if text := w.failures[kind]; text == "" || !strings.Contains(text, "%s") {
				t.Errorf("%s: failure %s is %q", lang, kind, text)
			}
		}
		for _, kind := range article.FailureKinds() {
			if w.unread[kind] == "" {
				t.Errorf("%s has no short name for %s", lang, kind)
			}
		}
		for _, r := range summarize.Reasons {
			if w.reasons[r] == "" {
				t.Errorf("%s has no words for reason %s", lang, r)
			}
		}
		for _, kind := range append(slices.Collect(maps.Keys(english.missing)), article.PartsMissing()...) {
			if w.missing[kind] == "" {
				t.Errorf("%s has no words for what is missing: %s", lang, kind)
			}
		}
	}
}

// Pages without text are counted, those of all files together.
func TestPagesWithoutTextAreCounted(t *testing.T) {
	doc := func(kind article.Kind, n int) *article.Document {
		return &article.Document{Kind: kind, Coverage: article.Coverage{Missing: []article.Missing{{Kind: "unread_part", Count: n}, {Kind: "image", Count: 4}}}}
	}
	tests := []struct {
		docs   []*article.Document
		en, zh string
	}{
		{[]*article.Document{doc(article.PDF, 1)}, ": one page without text, images", "：1 页没有文字、图片"},
		{[]*article.Document{doc(article.PDF, 2), doc(article.PDF, 3)}, ": 5 pages without text, images", "：5 页没有文字、图片"},
		{[]*article.Document{doc(article.EPUB, 2)}, ": 2 parts, images", "：2 个部分、图片"},
	}
	for _, tt := range tests {
		if got := english.missingList(tt.docs); got != tt.en {
			t.Errorf("missing is %q, want %q", got, tt.en)
		}
		if got := chinese.missingList(tt.docs); got != tt.zh {
			t.Errorf("missing is %q, want %q", got, tt.zh)
		}
	}
}

// What is no text is no reason to say that only a part was read.
func TestNoMatchNamesThePartOfTheText(t *testing.T) {
	for _, tt := range []struct{ kind, want string }{
		{"", english.f(noMatch)},
		{"navigation", english.f(noMatch)},
		{"image", english.f(noMatch)},
		{"unread_part", english.f(noMatchInPart) + ": one part"},
	} {
		d := &article.Document{Kind: article.EPUB, Coverage: article.Coverage{Missing: []article.Missing{{Kind: tt.kind, Count: 1}}}}
		if tt.kind == "" {
			d.Coverage.Missing = nil
		}
		r := &summarize.Reply{Unanswered: summarize.NoMatch, Documents: []*article.Document{d}}
		if got := english.Unanswered(r, "How many?"); got != tt.want {
			t.Errorf("%q missing: %q, want %q", tt.kind, got, tt.want)
		}
	}
}

// verbs are the kinds of values that a text takes, without their order.
func verbs(text string) []string {
	var found []string
	for _, verb := range []string{"s", "d"} {
		n := strings.Count(text, "%"+verb)
		for i := 1; i <= 5; i++ {
			n += strings.Count(text, "%["+strconv.Itoa(i)+"]"+verb)
		}
		for range n {
			found = append(found, verb)
		}
	}
	return found
}

func TestFailuresGiveAdvice(t *testing.T) {
	tests := []struct {
		name string
		err  article.Error
		lang string
		want string
	}{
		{
			"a wall after two paragraphs",
			article.Error{Kind: article.Paywall, URL: "https://www.news.example/a", Paragraphs: 2},
			"en",
			"news.example shows me two paragraphs and then asks to subscribe, so I won't summarise it. Paste the text here, or drop the PDF.",
		},
		{
			"a service that wants an account",
			article.Error{Kind: article.Private, URL: "https://docs.example/d", Service: "Google Docs"},
			"en",
			"I have no account at Google Docs. Download it as PDF or DOCX and drop it here.",
		},
		{"a scan", article.Error{Kind: article.ScannedPDF, Pages: 12}, "en", "That file holds 12 pictures of pages without text, and I can't read pictures. A version with text would do."},
		{"a file", article.Error{Kind: article.Empty}, "en", "That file holds no text that I could read. Paste the text here if you can see it."},
		{"in Chinese", article.Error{Kind: article.NotFound, URL: "https://news.example/a"}, "zh-Hans", "news.example 说这个页面不存在。请检查链接是否完整。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := WordsFor(tt.lang).Failure(&tt.err); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
