package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/pdf"
)

// engine starts PDFium with the cache that all tests share. Compiling it takes seconds, under the race detector most of
// a minute: then tests need a warm cache.
func engine(t testing.TB) *pdf.Engine {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_CACHE_DIR")
	required := os.Getenv("FOOTNOTE_TEST_REQUIRE") == "all"
	if !required && (testing.Short() || raceEnabled && !warm(dir)) {
		t.Skip("PDF: the engine is not compiled yet; run without -short and -race first, or set FOOTNOTE_TEST_REQUIRE=all")
	}
	e := pdf.New(dir)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func warm(dir string) bool {
	found, err := filepath.Glob(filepath.Join(pdf.CacheDir(dir), "*", "*"))
	return err == nil && len(found) > 0
}

// text is one line of type on a page of 600 by 800 points.
type text struct {
	x, y, size float64
	s          string
	font       string // F1 Helvetica, F2 bold, F3 a Chinese font without glyphs that says what its codes mean
}

// file writes a PDF by hand, one slice of lines a page.
func file(trailer string, pages ...[]text) []byte {
	var b bytes.Buffer
	var at []int
	object := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	stream := func(body string) { object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(body), body)) }
	b.WriteString("%PDF-1.5\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 10+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d >>", kids.String(), len(pages)))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
	object("<< /Type /Font /Subtype /Type0 /BaseFont /Ours /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>")
	object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R >>")
	object("<< /Type /FontDescriptor /FontName /Ours /Flags 4 /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >>")
	stream("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> endcodespacerange " +
		"2 beginbfrange <2000> <20ff> <2000> <3000> <ffff> <3000> endbfrange endcmap end end")
	object("<< /Title (A day at the harbour) /Author (Ann Bell) /CreationDate (D:20240501120000Z) >>")
	for i, lines := range pages {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> /Contents %d 0 R >>", 11+2*i))
		var body strings.Builder
		for _, l := range lines {
			fmt.Fprintf(&body, "BT /%s %g Tf %g %g Td %s Tj ET\n", l.font, l.size, l.x, l.y, coded(l))
		}
		stream(body.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 9 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, start)
	return b.Bytes()
}

func coded(l text) string {
	if l.font != "F3" {
		return "(" + strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l.s) + ")"
	}
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(l.s)) {
		fmt.Fprintf(&b, "%04x", u)
	}
	return "<" + b.String() + ">"
}

// column sets lines below each other.
func column(font string, x, y, size float64, lines ...string) []text {
	var out []text
	for i, s := range lines {
		out = append(out, text{x, y - float64(i)*size*1.3, size, s, font})
	}
	return out
}

func join(parts ...[]text) []text {
	var all []text
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func TestRead(t *testing.T) {
	e := engine(t)
	part := func(page int) string { return []string{"one", "two", "three"}[page-1] }
	twoColumns := func(page int) []text {
		return join(
			column("F1", 50, 770, 9, fmt.Sprintf("The Harbour Review %d", page)),
			column("F2", 50, 740, 18, "The last boat, part "+part(page)),
			column("F1", 50, 700, 11, "The ferry left the old harbour at noon with", "a crew of four. It was the last time, and pas-", "sengers knew it; one minded much, well-", "minded though she was. The well is dry.", ""),
			column("F1", 62, 700-5*11*1.3, 11, "A new paragraph is set in. It goes on in"),
			column("F1", 50, 700-6*11*1.3, 11, "the next column, which begins with the"),
			column("F1", 330, 700, 11, "word that is missing here.", "The end of "+part(page)+"."),
			column("F1", 300, 30, 9, fmt.Sprint(page)),
		)
	}
	doc, err := e.Read(t.Context(), file("", twoColumns(1), twoColumns(2), twoColumns(3)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		if b.Page == 2 {
			got = append(got, fmt.Sprintf("%s: %s", b.Kind, b.Text))
		}
	}
	want := []string{
		"heading: The last boat, part two",
		"paragraph: The ferry left the old harbour at noon with a crew of four. It was the last time, and passengers knew it; one minded much, well-minded though she was. The well is dry.",
		"paragraph: A new paragraph is set in. It goes on in the next column, which begins with the word that is missing here.",
		"paragraph: The end of two.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("second page (-want +got):\n%s", diff)
	}
	if doc.Title != "A day at the harbour" || doc.Author != "Ann Bell" || doc.Created != "2024-05-01" || doc.Pages != 3 {
		t.Errorf("title %q, author %q, created %q, %d pages", doc.Title, doc.Author, doc.Created, doc.Pages)
	}
}

func TestReadChinese(t *testing.T) {
	e := engine(t)
	doc, err := e.Read(t.Context(), file("", join(
		column("F3", 50, 740, 20, "最后一班渡轮"),
		column("F3", 50, 700, 12, "渡轮中午离开了码头，船上没有一个乘客。船长说，这是", "最后一次。"),
		column("F3", 50, 640, 12, "傍晚它空着回来，没有人在岸边等它。"),
	)))
	if err != nil {
		t.Fatal(err)
	}
	want := []block.Block{
		{Kind: block.Heading, Text: "最后一班渡轮", Level: 1, Page: 1},
		{Kind: block.Paragraph, Text: "渡轮中午离开了码头，船上没有一个乘客。船长说，这是最后一次。", Page: 1},
		{Kind: block.Paragraph, Text: "傍晚它空着回来，没有人在岸边等它。", Page: 1},
	}
	if diff := cmp.Diff(want, doc.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestFailures(t *testing.T) {
	e := engine(t)
	whole := file("", column("F1", 50, 700, 11, "The ferry left the old harbour at noon with a crew of four people."))
	encrypted := file("/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"+strings.Repeat("41", 32)+"> /U <"+strings.Repeat("42", 32)+"> >>", nil)
	for _, tt := range []struct {
		name string
		data []byte
		want failure.Kind
	}{
		{"no text on any page", file("", nil, nil), failure.ScannedPDF},
		{"a password", encrypted, failure.EncryptedPDF},
		{"no pages", []byte("%PDF-1.4\nnothing else"), failure.Damaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := e.Read(t.Context(), tt.data)
			if known, ok := errors.AsType[*failure.Error](err); !ok || known.Kind != tt.want {
				t.Errorf("error is %v, want %s", err, tt.want)
			}
		})
	}
	t.Run("a wrong table of objects", func(t *testing.T) {
		broken := bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n9"), 1)
		if _, err := e.Read(t.Context(), broken); err != nil {
			t.Error(err)
		}
	})
	t.Run("stopped", func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		stopped := errors.New("stopped")
		cancel(stopped)
		if _, err := e.Read(ctx, whole); !errors.Is(err, stopped) {
			t.Errorf("error is %v, want the cause", err)
		}
	})
	t.Run("after all of these", func(t *testing.T) {
		if doc, err := e.Read(t.Context(), whole); err != nil || len(doc.Blocks) != 1 {
			t.Errorf("the engine does not read any more: %v", err)
		}
	})
}

//fuzz:covers *.go
func FuzzRead(f *testing.F) {
	f.Add(file("", column("F1", 50, 700, 11, "The ferry left.", "It came back.")))
	f.Add([]byte("%PDF-1.7\n1 0 obj << /Type /Pages /Kids [1 0 R] /Count 99999 >> endobj trailer << /Root 1 0 R >>"))
	e := engine(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := e.Read(t.Context(), data); err != nil {
			if _, ok := errors.AsType[*failure.Error](err); !ok {
				t.Fatalf("not a typed failure: %v", err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	e := engine(b)
	var lines []string
	for range 50 {
		lines = append(lines, "The ferry left the old harbour at noon with a crew of four people.")
	}
	pages := make([][]text, 10)
	for i := range pages {
		pages[i] = column("F1", 50, 780, 10, lines...)
	}
	data := file("", pages...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := e.Read(b.Context(), data); err != nil {
			b.Fatal(err)
		}
	}
}
