package article_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/article/internal/pdf"
	"github.com/footnote-bot/footnote/internal/testneed"
)

// pdfReader is a reader whose PDF engine is compiled already: under the race detector that takes most of a minute.
func pdfReader(t *testing.T) *article.Reader {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_CACHE_DIR")
	if testing.Short() {
		t.Skip("PDF: the engine takes seconds to compile")
	}
	compiled, err := filepath.Glob(filepath.Join(pdf.CacheDir(dir), "*", "*"))
	testneed.Tool(t, !raceEnabled || err == nil && len(compiled) > 0, "the PDF engine to be compiled: run it once without -race")
	r, err := article.NewReader(article.Config{CacheDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// setPage writes a page of lines, each at its place, in the font F1 or, where it has Han signs, F3.
func setPage(p *articletest.PDF, number int, lines ...[]placed) {
	var b strings.Builder
	for _, l := range slices.Concat(lines...) {
		if strings.ContainsFunc(l.text, func(r rune) bool { return r > unicode.MaxLatin1 }) {
			fmt.Fprintf(&b, "BT /F3 %g Tf %g %g Td <", l.size, l.x, l.y)
			for _, u := range utf16.Encode([]rune(l.text)) {
				fmt.Fprintf(&b, "%04x", u)
			}
			b.WriteString("> Tj ET\n")
			continue
		}
		fmt.Fprintf(&b, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", l.size, l.x, l.y, l.text)
	}
	p.Stream(number+1, "", b.String())
	p.Object(number, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R /F3 4 0 R >> >> /Contents %d 0 R >>", number+1))
}

type placed struct {
	x, y, size float64
	text       string
}

func column(x, y, size float64, lines ...string) []placed {
	var out []placed
	for i, l := range lines {
		out = append(out, placed{x, y - float64(i)*size*1.3, size, l})
	}
	return out
}

// hanFont writes font 4, which has no glyphs and says what its codes mean.
func hanFont(p *articletest.PDF) {
	p.Object(4, "<< /Type /Font /Subtype /Type0 /BaseFont /Ours /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>")
	p.Object(5, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>")
	p.Object(6, "<< /Type /FontDescriptor /FontName /Ours /Flags 4 /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >>")
	p.Stream(7, "", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> endcodespacerange "+
		"3 beginbfrange <0020> <007e> <0020> <2000> <20ff> <2000> <3000> <ffff> <3000> endbfrange endcmap end end")
}

func TestReadPDF(t *testing.T) {
	r := pdfReader(t)
	p := articletest.NewPDF()
	hanFont(p)
	head := func(n int) []placed { return column(50, 775, 9, fmt.Sprintf("The Harbour Review %d", n)) }
	setPage(p, 10, head(1), column(50, 740, 20, "The last boat"),
		column(50, 700, 11, "The ferry left the old harbour at noon with", "a crew of four. It was the last time, and pas-", "sengers knew it well before the boat was to be"),
		column(320, 700, 11, "sold to the town across the bay.", "The passengers waved until it was gone."))
	setPage(p, 12, head(2), column(50, 740, 20, "最后一班渡轮"),
		column(50, 700, 11, "渡 轮 中 午 离 开 了 码 头 ， 船 上 没 有 一", "个乘客，船长说这是最后一次，明天这里会变成"),
		column(320, 700, 11, "公园。", "傍晚它空着回来，没有人在岸边等它。"))
	setPage(p, 14, head(3), column(50, 700, 11, "On the third page stands one more sentence about the boat."), column(300, 30, 9, "3"))
	p.Pages(3, 10, 12, 14)
	reading, err := r.ReadSource(t.Context(), article.Source{Data: p.Bytes(""), Name: "report.html", ContentType: "text/html"})
	if err != nil {
		t.Fatal(err)
	}
	d := reading.Document
	if err := d.Check(); err != nil || d.Kind != article.PDF {
		t.Errorf("kind %s, %v", d.Kind, err)
	}
	var got []string
	for _, passage := range d.Passages {
		got = append(got, fmt.Sprintf("%d %s", passage.Page, d.PassageText(passage)))
	}
	want := []string{
		"1 The last boat",
		"1 The ferry left the old harbour at noon with a crew of four.",
		"1 It was the last time, and passengers knew it well before the boat was to be sold to the town across the bay.",
		"1 The passengers waved until it was gone.",
		"2 最后一班渡轮",
		"2 渡轮中午离开了码头，船上没有一个乘客，船长说这是最后一次，明天这里会变成公园。",
		"2 傍晚它空着回来，没有人在岸边等它。",
		"3 On the third page stands one more sentence about the boat.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
}
