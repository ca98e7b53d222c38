package article_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
)

func link(tb testing.TB, d *article.Document, quote string) string {
	tb.Helper()
	at := strings.Index(d.Text, quote)
	if at < 0 {
		tb.Fatalf("%q is not in the text", quote)
	}
	c, err := d.Cite(at, at+len(quote))
	if err != nil {
		tb.Fatal(err)
	}
	return c.Link()
}

func TestLink(t *testing.T) {
	const text = "The ferry left at noon, as planned.\n\nIt was empty. The ferry came back late.\n\nThe ferry came back late on Sunday, too, although nobody had been waiting for it on the long pier since the early morning of that cold and windy day, and the crew of four went home without a word.\n\n渡轮中午离开了码头，船上没有一个乘客。"
	const at = "https://a.example/x"
	tests := []struct{ name, url, quote, want string }{
		{"once in the text", at, "It was empty.", at + "#:~:text=It%20was%20empty"},
		{"a dash and a comma are encoded", at, "left at noon, as", at + "#:~:text=left%20at%20noon%2C%20as"},
		{"words that occur before, in lower case", at, "ferry came back late on", at + "#:~:text=ferry%20came%20back%20late%20on"},
		{"the first of two", at, "The ferry came back late.", at + "#:~:text=The%20ferry%20came%20back%20late"},
		{"a long sentence", at, text[strings.Index(text, "The ferry came back late on"):strings.Index(text, "\n\n渡轮")], at + "#:~:text=The%20ferry%20came%20back%20late%20on,home%20without%20a%20word"},
		{"Chinese", at, "船上没有一个乘客。", at + "#:~:text=" + url.PathEscape("船上没有一个乘客")},
		{"the address has a fragment", at + "#part", "It was empty.", at + "#part:~:text=It%20was%20empty"},
		{"the address has a directive", at + "#part:~:text=old", "It was empty.", at + "#part:~:text=It%20was%20empty"},
		{"no address", "", "It was empty.", ""},
		{"a file in Slack", "https://team.slack.com/files/U1/F1/a.txt", "It was empty.", "https://team.slack.com/files/U1/F1/a.txt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, article.Source{Data: []byte(text), URL: tt.url})
			if got := link(t, d, tt.quote); got != tt.want {
				t.Errorf("link is\n%s, want\n%s", got, tt.want)
			}
		})
	}
}

// TestLinkAtPlacesWhereWordsPart: browsers take a start or an end only where their dictionary parts words, which differs.
func TestLinkAtPlacesWhereWordsPart(t *testing.T) {
	const at = "https://a.example/x"
	tests := []struct{ name, text, quote, want string }{
		{"Japanese, at a comma", "昨日の夜は港の灯台が消えていたので、渡し船は岸に着けなかった。", "", "昨日の夜は港の灯台が消えていたので,渡し船は岸に着けなかった"},
		{"Japanese without a comma, whole while it fits", "渡し船の船長は岸に着くまで灯台の光が見えなかった。", "", "渡し船の船長は岸に着くまで灯台の光が見えなかった"},
		{"Japanese without a comma, before and after を", "渡し船の古い機関を直した三人の若い整備士が港町の広場で市長から大きな花束を受け取った。", "", "渡し船の古い機関,受け取った"},
		{"Chinese without a comma", "住在码头对面的老船长每天早上都会看着自己亲手修好的那艘渡轮慢慢离开港口驶向对岸的小城。", "", "住在码头对面的老船长,亲手修好的那艘渡轮慢慢离开港口驶向对岸的小城"},
		{"a clause that ends inside a run of signs", "船长说码头上没有一个乘客离开。", "没有一个乘客", "船长说码头上-,没有一个乘客,-离开"},
		{
			"longer than links should be, for want of another place", "一八九三年春天，" + strings.Repeat("港口灯塔渡轮", 5) + "。", "",
			"一八九三年春天," + strings.Repeat("港口灯塔渡轮", 5),
		},
		{"no place at all", strings.Repeat("港口灯塔渡轮码头", 9), "", ""},
		{"the same line over and over", "渡轮离开了码头。\n\n渡轮离开了码头。\n\n渡轮离开了码头。\n\n渡轮离开了码头。\n\n渡轮离开了码头。", "last", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, article.Source{Data: []byte(tt.text), URL: at})
			quote := tt.quote
			if quote == "" {
				quote = tt.text
			}
			start := strings.LastIndex(d.Text, quote)
			if quote == "last" {
				start, quote = d.Passages[3].Start, "渡轮离开了码头。"
			}
			c, err := d.Cite(start, start+len(quote))
			if err != nil {
				t.Fatal(err)
			}
			want := at
			if tt.want != "" {
				want += "#:~:text=" + strings.NewReplacer("%2C", ",", "-%2C", "-,").Replace(url.QueryEscape(tt.want))
			}
			if got := c.Link(); got != want {
				t.Errorf("link is\n%s, want\n%s", unescaped(t, got), unescaped(t, want))
			}
			if got := c.OpensAtPassage(); got != (tt.want != "") {
				t.Errorf("OpensAtPassage is %v for %s", got, unescaped(t, c.Link()))
			}
		})
	}
}

// TestLinkToTwins: where a page repeats a whole stretch, as forums do, its first place will do for each; where only the
// words are the same, it will not.
func TestLinkToTwins(t *testing.T) {
	const post = "Anybody who has crossed the sound in winter knows that the old ferry rolls, and that its cabin smells of diesel and of wet dogs.\n\n" +
		"It left late.\n\nOn the other hand there is no better view of the lighthouse than from its narrow deck, and the tea is hot and free for everybody."
	twice := post + "\n\nQuoted below.\n\n" + post + "\n\n" + strings.Repeat("The harbour is open. ", 20)
	d := read(t, article.Source{Data: []byte(twice), URL: "https://a.example/x"})
	at := strings.LastIndex(d.Text, "It left late.")
	c, err := d.Cite(at, at+len("It left late."))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Link(), "https://a.example/x#:~:text=It%20left%20late"; got != want {
		t.Errorf("link to the second of two is %s, want %s", got, want)
	}
}

// TestLinkToTwinsOnALongPage: what tells a passage from its like is looked for in vain at great length before.
func TestLinkToTwinsOnALongPage(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		for range i%7 + 2 {
			b.WriteString("The keeper of the lighthouse wrote down each day which ships had passed, and at which hour of the day they did. ")
		}
		b.WriteString("\n\n")
	}
	const last = "On the first of May nobody wrote anything at all, since the lamp, the book, and both of its pencils had been taken away by the flood, which came at night."
	text := b.String() + last
	twice := text + "\n\n" + text + "\n\n" + text[:100]
	d := read(t, article.Source{Data: []byte(twice), URL: "https://a.example/x"})
	at := strings.LastIndex(d.Text, last)
	c, err := d.Cite(at, at+len(last))
	if err != nil {
		t.Fatal(err)
	}
	if !c.OpensAtPassage() {
		t.Errorf("link to the second of two is %s", c.Link())
	}
}

// TestCaptionsThatEndAlike differ only far before the words that are cited.
func TestCaptionsThatEndAlike(t *testing.T) {
	const alike = " in the harbour of Malen on the evening of the last day of the year, when the new ferry was given its name by the wife of the mayor, who had come by train. The ferry sails on Monday."
	text := "The mayor" + alike + "\n\nThe captain" + alike + "\n\nThe engineer" + alike
	d := read(t, article.Source{Data: []byte(text), URL: "https://a.example/x"})
	got := unescaped(t, link(t, d, "The ferry sails on Monday."))
	if got != "https://a.example/x#:~:text=The ferry sails on Monday" {
		t.Errorf("link to the first is %s", got)
	}
	at := strings.LastIndex(d.Text, "The ferry sails")
	c, err := d.Cite(at, len(d.Text))
	if err != nil {
		t.Fatal(err)
	}
	if got := unescaped(t, c.Link()); !strings.Contains(got, "text=The engineer in the harbour") || !strings.HasSuffix(got, "-,The ferry sails on Monday") {
		t.Errorf("link to the last is %s", got)
	}
}

func unescaped(t *testing.T, link string) string {
	t.Helper()
	plain, err := url.PathUnescape(link)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestLinkOfOtherKinds(t *testing.T) {
	for _, tt := range []struct {
		kind  article.Kind
		page  int
		place string // of the passage itself
		want  string
		opens bool
	}{
		{article.PDF, 3, "", "https://a.example/x#page=3", true},
		{article.PDF, 0, "", "https://a.example/x", false},
		{article.DOCX, 0, "", "https://a.example/x", false},
		{article.PPTX, 2, "", "https://a.example/x", false},
		{article.Message, 0, "", "https://a.example/x", false},
		{article.Discussion, 0, "https://team.slack.com/archives/C1/p1", "https://team.slack.com/archives/C1/p1", true},
	} {
		d := &article.Document{FinalURL: "https://a.example/x", Kind: tt.kind, Text: "Noon.", Passages: []article.Passage{{Number: 1, End: 5, Page: tt.page, Link: tt.place}}}
		c, err := d.Cite(0, 5)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Link(); got != tt.want || c.OpensAtPassage() != tt.opens {
			t.Errorf("link of %s is %s and opens at the passage: %v; want %s and %v", tt.kind, got, c.OpensAtPassage(), tt.want, tt.opens)
		}
	}
}

// TestLinkFindsExactlyTheCitedWords matches fragments as the specification says, by a matcher of its own.
func TestLinkFindsExactlyTheCitedWords(t *testing.T) {
	words := []string{"ferry", "Ferry", "noon", "the", "9.7%", "well-known", "née", "a", "left", "harbour", "渡轮", "码头", "没有", "ChatGPT", "6月", "，", "。", ",", ".", "“", "”", "港"}
	rapid.Check(t, func(t *rapid.T) {
		paragraph := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 60).Draw(t, "words"), rapid.SampledFrom([]string{" ", " ", ""}).Draw(t, "space"))
		})
		text := strings.Join(rapid.SliceOfN(paragraph, 1, 5).Draw(t, "paragraphs"), "\n\n")
		d := article.FromText("", text, "")
		if len(d.Passages) == 0 {
			return
		}
		d.FinalURL, d.Kind = "https://a.example/x", article.HTML
		p := d.Passages[rapid.IntRange(0, len(d.Passages)-1).Draw(t, "passage")]
		c, err := d.Cite(p.Start, p.End)
		if err != nil {
			t.Fatal(err)
		}
		_, directive, found := strings.Cut(c.Link(), "#:~:text=")
		if !found {
			return
		}
		if len(directive) > 480 {
			t.Fatalf("%d bytes: %s", len(directive), directive)
		}
		start, end := browse(t, text, directive)
		if from, to := trimmed(text, p.Start, p.End); (start != from || end != to) && (start != p.Start || end != p.End) {
			t.Fatalf("%s finds %q, want %q", directive, text[max(start, 0):max(end, 0)], d.PassageText(p))
		}
	})
}

// FuzzLink: whatever a text holds, a directive is short, and its start and end are the edges of the quote.
//
//fuzz:covers fragment.go fragment_words.go
func FuzzLink(f *testing.F) {
	f.Add("The ferry left.\n\nThe ferry left. It was empty.", uint16(1))
	f.Add("渡し船は港を出た。渡し船は港を出た。", uint16(1))
	f.Add("a, a, a, a, a, a, a, a, a, a, a, a a a a a a a", uint16(0))
	f.Add("e\u0301 ﬁn ẞ \u200dİ ½ ｆｅｒｒｙ 9.7% — ２０２６年", uint16(0))
	f.Fuzz(func(t *testing.T, text string, n uint16) {
		d := article.FromText("", text, "")
		if len(d.Passages) == 0 {
			return
		}
		d.FinalURL, d.Kind = "https://a.example/x", article.HTML
		p := d.Passages[int(n)%len(d.Passages)]
		c, err := d.Cite(p.Start, p.End)
		if err != nil {
			t.Fatal(err)
		}
		_, directive, found := strings.Cut(c.Link(), ":~:text=")
		if found != c.OpensAtPassage() || len(directive) > 480 {
			t.Fatalf("directive of %d bytes, opens at the passage: %v", len(directive), c.OpensAtPassage())
		}
		var terms []string
		for term := range strings.SplitSeq(directive, ",") {
			if plain := unescaped(t, strings.TrimSuffix(strings.TrimPrefix(term, "-"), "-")); plain == term || !strings.HasPrefix(term, "-") && !strings.HasSuffix(term, "-") {
				terms = append(terms, plain)
			}
		}
		if !found {
			return
		}
		from, to := trimmed(d.Text, p.Start, p.End)
		for _, quote := range []string{d.Text[from:to], c.Quote()} {
			if strings.HasPrefix(quote, terms[0]) && strings.HasSuffix(quote, terms[len(terms)-1]) {
				return
			}
		}
		t.Fatalf("%q has not the edges of %q", terms, c.Quote())
	})
}

func trimmed(text string, start, end int) (int, int) {
	for start < end && isMark(rune0(text[start:])) {
		start += len(string(rune0(text[start:])))
	}
	quote := strings.TrimRightFunc(text[start:end], func(r rune) bool { return isMark(r) && r != '%' })
	return start, start + len(quote)
}

func rune0(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func isMark(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !unicode.IsSymbol(r)
}

// browse finds the range of a directive in a text, naively: every position is tried.
func browse(t interface{ Fatalf(string, ...any) }, text, directive string) (start, end int) {
	var prefix, first, last, suffix string
	parts := strings.Split(directive, ",")
	if p, ok := strings.CutSuffix(parts[0], "-"); ok {
		prefix, parts = p, parts[1:]
	}
	if s, ok := strings.CutPrefix(parts[len(parts)-1], "-"); ok {
		suffix, parts = s, parts[:len(parts)-1]
	}
	first = parts[0]
	if len(parts) > 1 {
		last = parts[1]
	}
	for _, term := range []*string{&prefix, &first, &last, &suffix} {
		plain, err := url.PathUnescape(*term)
		if err != nil {
			t.Fatalf("%s: %v", directive, err)
		}
		*term = plain
	}
	for at := 0; at < len(text); at++ {
		from := at
		if prefix != "" {
			n := matches(text, at, prefix)
			if n < 0 {
				continue
			}
			from = at + n
			for from < len(text) && unicode.IsSpace(rune0(text[from:])) {
				from++
			}
		}
		n := matches(text, from, first)
		if n < 0 {
			continue
		}
		if suffix != "" {
			next := from + n
			for next < len(text) && unicode.IsSpace(rune0(text[next:])) {
				next++
			}
			if matches(text, next, suffix) < 0 {
				continue
			}
		}
		if last == "" {
			return from, from + n
		}
		for e := from + n; e < len(text); e++ {
			if m := matches(text, e, last); m >= 0 {
				return from, e + m
			}
		}
	}
	return -1, -1
}

// matches is how long the match of a term at a place is, -1 where there is none.
func matches(text string, at int, term string) int {
	if at > len(text) || !boundary(text, at) {
		return -1
	}
	for n := 1; at+n <= len(text) && n <= 2*len(term)+8; n++ {
		if plain(text[at:at+n]) == plain(term) && boundary(text, at+n) {
			return n
		}
	}
	return -1
}

func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// boundary is UAX #29's word boundary as far as these words need it: not between letters or digits of a spaced script,
// nor at the mark inside 9.7.
func boundary(text string, at int) bool {
	if at == 0 || at == len(text) {
		return true
	}
	if text[at]&0xC0 == 0x80 {
		return false
	}
	before := []rune(text[:at])
	after := []rune(text[at:])
	spaced := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r) }
	b, a := before[len(before)-1], after[0]
	if spaced(b) && spaced(a) {
		return false
	}
	if spaced(b) && strings.ContainsRune(".,", a) && len(after) > 1 && spaced(after[1]) {
		return false
	}
	return !strings.ContainsRune(".,", b) || !spaced(a) || len(before) < 2 || !spaced(before[len(before)-2])
}

func BenchmarkLink(b *testing.B) {
	d := readText(b, strings.Repeat("The ferry left at noon, and it came back late in the evening without anybody on it.\n\n", 400)+
		"On the last day of the year the ferry, which had never once been late in all that time, did not come back to the pier at all.")
	d.FinalURL = "https://a.example/x"
	last := d.Passages[len(d.Passages)-1]
	c, err := d.Cite(last.Start, last.End)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Link()
	}
}
