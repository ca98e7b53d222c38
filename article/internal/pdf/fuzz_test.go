package pdf

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzLayout makes paragraphs of lines that stand anywhere on pages: each letter of them is in a paragraph, or in what pages repeat.
//
//fuzz:covers layout.go heads.go
func FuzzLayout(f *testing.F) {
	f.Add("Harbour News\nThe ferry left the old har-\nbour at noon.\n1\fHarbour News\n• It came back.\nAnd left.\n2\fHarbour News\nThe end.\n3", []byte{40, 100, 40, 90, 40, 80, 40, 2})
	f.Add("第一章\n渡轮离开了\n旧港。\f第二章\n它回来了。", []byte{200, 9, 40, 90, 40, 240, 1, 2})
	f.Fuzz(func(t *testing.T, text string, places []byte) {
		if len(text) > 2<<10 || !utf8.ValidString(text) {
			return
		}
		pages := placed(text, places)
		kept, dropped := dropRunning(pages)
		before, after := 0, 0
		for i := range pages {
			for _, l := range pages[i].lines {
				before += letters(l.text)
			}
			for _, l := range kept[i].lines {
				after += letters(l.text)
			}
		}
		if len(dropped) == 0 && before > after {
			t.Errorf("%d letters are dropped and not counted", before-after)
		}
		for _, b := range blocksOf(kept) {
			if !utf8.ValidString(b.Text) {
				t.Errorf("block %+v", b)
			}
			after -= letters(b.Text)
		}
		if after != 0 {
			t.Errorf("%d letters are lost of %q", after, text)
		}
	})
}

// placed puts lines on pages, which form feeds part; each takes two bytes for where it stands and how large it is.
func placed(text string, places []byte) []page {
	place := func(i int) float64 {
		if len(places) == 0 {
			return 0
		}
		return float64(places[i%len(places)])
	}
	var pages []page
	n := 0
	for part := range strings.SplitSeq(text, "\f") {
		p := page{number: len(pages) + 1, height: 800}
		for words := range strings.SplitSeq(part, "\n") {
			if strings.TrimSpace(words) == "" {
				continue
			}
			left, y, size := place(n), 800-place(n+1)*3, 8+float64(int(place(n+2))%8)
			p.lines = append(p.lines, line{
				text: words, left: left, right: left + size/2*float64(utf8.RuneCountInString(words)), first: y, last: y, size: size, bold: int(place(n))%7 == 0, page: p.number,
			})
			n++
		}
		pages = append(pages, p)
	}
	return pages
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// FuzzDrawnText reads what a field of a form draws: text between operators of a content stream.
//
//fuzz:covers forms.go
func FuzzDrawnText(f *testing.F) {
	f.Add("/Tx BMC q BT /F1 12 Tf (The \\(ferry\\) left\\056) Tj ET Q EMC")
	f.Add("[(a) -120 (b)] TJ <FEFF0041> Tj (\\")
	f.Fuzz(func(t *testing.T, operators string) {
		if len(operators) > 2<<10 {
			return
		}
		if text, _ := drawnText(operators); !utf8.ValidString(text) && utf8.ValidString(operators) {
			t.Errorf("%q draws %q", operators, text)
		}
	})
}
