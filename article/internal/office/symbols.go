package office

import (
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// The signs of the font Symbol from 0x21 and from 0xA0 (Adobe's Symbol encoding).
var (
	symbolLow  = []rune("!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
	symbolHigh = []rune("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
)

// The signs of the fonts of drawings that say something: boxes and ticks, arrows, points.
var (
	wingdings = map[rune]rune{
		0x6c: '●', 0x6e: '■', 0x6f: '☐', 0x9f: '•', 0xa7: '▪', 0xa8: '☐', 0xd8: '➢', 0xdf: '←', 0xe0: '→', 0xe1: '↑', 0xe2: '↓', 0xf0: '⇨', 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
	}
	wingdings2 = map[rune]rune{0x4f: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0xa3: '☐'}
)

// symbol writes a sign that a Word file names by its font and its code there; one that is not known is counted as the
// drawing that it is.
func (w *wordReader) symbol(font, code string) {
	n, err := strconv.ParseUint(code, 16, 16)
	if err != nil || w.inCode() {
		return
	}
	if r := symbolOf(font, rune(n)); r != 0 {
		w.write(string(r))
		return
	}
	w.doc.Ledger.Add(ledger.Image, 1)
}

// symbolOf is the sign of a code, 0 where it is not known. Fonts without letters have their codes from 0xF000.
func symbolOf(font string, code rune) rune {
	own := code >= 0xf000 && code <= 0xf0ff
	if own {
		code -= 0xf000
	}
	switch font = strings.ToLower(font); {
	case font == "symbol" && code >= 0x21 && int(code-0x21) < len(symbolLow):
		return symbolLow[code-0x21]
	case font == "symbol" && code >= 0xa0 && int(code-0xa0) < len(symbolHigh):
		return symbolHigh[code-0xa0]
	case font == "wingdings":
		return wingdings[code]
	case font == "wingdings 2":
		return wingdings2[code]
	case own || font == "symbol" || code <= ' ':
		return 0
	}
	return code // of a font that has letters
}
