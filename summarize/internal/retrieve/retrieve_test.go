package retrieve_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

// document makes a document of paragraphs of sentences; a paragraph of one sentence that begins with # is a heading.
func document(title string, paragraphs ...[]string) *article.Document {
	doc := &article.Document{ID: title, Title: title}
	heading := ""
	for i, sentences := range paragraphs {
		if i > 0 {
			doc.Text += "\n\n"
		}
		for j, s := range sentences {
			if j > 0 {
				doc.Text += " "
			}
			role := "paragraph"
			if h, ok := strings.CutPrefix(s, "#"); ok {
				s, heading, role = h, h, "heading"
			}
			start := len(doc.Text)
			doc.Text += s
			doc.Passages = append(doc.Passages, article.Passage{
				Number: len(doc.Passages) + 1, Start: start, End: len(doc.Text), Heading: heading, Paragraph: i + 1, Role: role,
			})
		}
	}
	return doc
}

func harbour() *article.Document {
	return document("Harbour",
		[]string{"The ferry was slow.", "It crossed the bay twelve times a day.", "Nobody misses it."},
		[]string{"#The bridge"},
		[]string{"Work began in spring.", "It cost 90 million crowns.", "The mayor cut the ribbon."},
		[]string{"大桥于一九九八年通车。", "总造价为九千万。"},
	)
}

func TestSearch(t *testing.T) {
	tests := []struct{ name, query, want string }{
		{"the sentence itself", "How many times a day did the ferry cross the bay?", "It crossed the bay twelve times a day."},
		{"inflected", "crossing", "It crossed the bay twelve times a day."},
		{"a number", "What was 90?", "It cost 90 million crowns."},
		{"the heading decides", "What did the bridge cost in crowns?", "It cost 90 million crowns."},
		{"chinese", "大桥什么时候通车？", "大桥于一九九八年通车。"},
		{"traditional", "大橋什麼時候通車？", "大桥于一九九八年通车。"},
	}
	doc := harbour()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			hits := retrieve.New(doc).Search(tt.query, 3)
			if len(hits) == 0 {
				t.Fatalf("Search(%q) finds nothing", tt.query)
			}
			p, _ := hits[0].Doc.Passage(hits[0].Passage)
			if got := doc.PassageText(p); got != tt.want {
				t.Errorf("Search(%q) = %q, want %q", tt.query, got, tt.want)
			}
		})
	}
}

func TestSearchAmongDocuments(t *testing.T) {
	other := document("Museum", []string{"The museum cost 12 million crowns."})
	hits := retrieve.New(harbour(), other).Search("What did the museum cost?", 1)
	if len(hits) != 1 || hits[0].Doc != other || hits[0].Passage != 1 {
		t.Errorf("Search = %+v, want the passage of the museum", hits)
	}
}

func TestSearchFindsNothing(t *testing.T) {
	for _, docs := range [][]*article.Document{nil, {{}}, {harbour()}} {
		if hits := retrieve.New(docs...).Search("xylophone", 5); len(hits) != 0 {
			t.Errorf("Search = %+v, want nothing", hits)
		}
	}
	if hits := retrieve.New(harbour()).Search("ferry", -1); len(hits) != 0 {
		t.Errorf("Search for -1 = %+v, want nothing", hits)
	}
}

func TestSearchReachesFartherBehindTheBest(t *testing.T) {
	var paragraphs [][]string
	for i := range 20 {
		paragraphs = append(paragraphs, []string{"The ferry was late on day " + strings.Repeat("one and ", i) + "one."})
	}
	paragraphs = append(paragraphs, []string{"Spring came."}, []string{"Summer came."}, []string{"Autumn came."}, []string{"Winter came."},
		[]string{"The ferry lost its keel."}, []string{"It sank."}, []string{"Nobody was hurt."}, []string{"The end."}, []string{"No more."})
	doc := document("Log", paragraphs...)
	ranks := make(map[string]int)
	for i, h := range retrieve.New(doc).Search("Did the ferry lose its keel?", 100) {
		p, _ := doc.Passage(h.Passage)
		ranks[doc.PassageText(p)] = i + 1
	}
	near, far, foreign := ranks["The ferry lost its keel."], ranks["Nobody was hurt."], ranks["The end."]
	if near != 1 || far <= 20 || foreign != 0 {
		t.Errorf("ranks %d, %d, %d, want the first, one behind the first twenty, none", near, far, foreign)
	}
}

func TestRarity(t *testing.T) {
	ix := retrieve.New(harbour())
	stem := func(word string) string { return lexical.Tokens(word)[0].Stem }
	if often, once, never := ix.Rarity(stem("it")), ix.Rarity(stem("ferry")), ix.Rarity(stem("xylophone")); often >= once || once >= never || often <= 0 {
		t.Errorf("rarities of it, ferry, xylophone: %g, %g, %g, want them positive and rising", often, once, never)
	}
}

func TestSearchOfAnything(t *testing.T) {
	words := rapid.SampledFrom([]string{"ferry", "bay", "9", "大桥", "桥", "ๆ", "다리", "\xff", ".", "the"})
	rapid.Check(t, func(t *rapid.T) {
		var paragraphs [][]string
		for range rapid.IntRange(0, 12).Draw(t, "paragraphs") {
			var sentences []string
			for range rapid.IntRange(1, 4).Draw(t, "sentences") {
				sentences = append(sentences, strings.Join(rapid.SliceOfN(words, 1, 6).Draw(t, "words"), " "))
			}
			paragraphs = append(paragraphs, sentences)
		}
		doc := document("t", paragraphs...)
		k := rapid.SampledFrom([]int{0, 1, 5, 20, 21, 50, math.MaxInt}).Draw(t, "k")
		hits := retrieve.New(doc, doc).Search(strings.Join(rapid.SliceOf(words).Draw(t, "query"), " "), k)
		if len(hits) > k {
			t.Fatalf("%d hits, want at most %d", len(hits), k)
		}
		for i, h := range hits {
			if _, ok := h.Doc.Passage(h.Passage); !ok || !(h.Score > 0) {
				t.Fatalf("hit %+v is no passage or has no score", h)
			}
			if i > 0 && hits[i-1].Score < h.Score {
				t.Fatalf("hits rise: %+v", hits)
			}
		}
	})
}

// word is the i-th word of a made-up language.
func word(i int) string {
	syllables := []string{"ba", "ce", "do", "fi", "gu", "han", "je", "kol", "lim", "mur", "ne", "pra", "ro", "sti", "tu", "ver"}
	w := ""
	for i = i*2654435761 ^ i>>3; len(w) < 5; i /= 16 {
		w += syllables[i%16]
	}
	return w
}

// long is a document of about n words.
func long(n int) *article.Document {
	var paragraphs [][]string
	for i := 0; i < n; i += 80 {
		var sentences []string
		for j := range 4 {
			s := "In this year"
			for w := range 16 {
				s += " " + word((i*i+j*37+w*w*(i+7))%9973)
			}
			sentences = append(sentences, s+" ended.")
		}
		paragraphs = append(paragraphs, sentences)
	}
	return document("long", paragraphs...)
}

func BenchmarkNew100kWords(b *testing.B) {
	doc := long(100_000)
	b.ReportAllocs()
	for b.Loop() {
		retrieve.New(doc)
	}
}

func BenchmarkSearch100kWords(b *testing.B) {
	ix := retrieve.New(long(100_000))
	query := "In which year did " + word(17) + " and " + word(99) + " meet " + word(123) + ", " + word(7) + " and " + word(4000) + "?"
	b.ReportAllocs()
	for b.Loop() {
		ix.Search(query, 12)
	}
}
