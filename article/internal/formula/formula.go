// Package formula writes formulas in a row, so that they still say what they say in layers: 10⁻⁴ and never 10−4, (a + b)/2, x_(ij), √(x).
// It knows MathML (pages, e-books) and Office's own OMML, and makes one [Node] of both.
package formula

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest is how many bytes of text a formula has at most; a longer one is none that people read in a sentence.
const Longest = 4096

// Node is a part of a formula, whatever language it was written in.
type Node struct {
	Kind Kind
	Text string // of a token; what an accent or a fence is made of
	Kids []*Node
}

// Kind says how the parts of a node stand to each other.
type Kind int

// The kinds of nodes. Where the kids have roles, these are named in their order; a nil kid is not there.
const (
	Row      Kind = iota // one behind the other
	Word                 // a name or a text, in Text
	Number               // in Text
	Operator             // in Text
	Fraction             // above, below
	Scripts              // base, index, power
	Root                 // what is below the root, its degree
	Accent               // what it stands on; Text is the sign above
	Fence                // kids between Text's two signs, parted by commas
	Table                // rows; Text is what parts their cells where that is no comma
)

// Write writes a formula in one line.
func Write(n *Node) string {
	var w writer
	w.node(n)
	return strings.TrimSpace(w.text.String())
}

// writer keeps what stands between two parts apart, where they would run together.
type writer struct {
	text strings.Builder
	last rune // that was written
	word bool // the last token was a name of several letters
	tied bool // the next sign stands close to the last one

	fenced   bool // brackets stand around it
	fraction int  // where the fraction begins that was written last, counted from 1; 0 where something stands behind it
}

func (w *writer) node(n *Node) {
	if n == nil {
		return
	}
	switch n.Kind {
	case Row:
		for _, k := range n.Kids {
			w.node(k)
		}
	case Word, Number:
		w.token(n)
	case Operator:
		w.operator(n.Text)
	case Fraction:
		above := Write(n.kid(0))
		if !isAtom(above) {
			above = "(" + above + ")"
		}
		whole := above + "/" + grouped(n.kid(1))
		w.put(whole)
		w.fraction = w.text.Len() - len(whole) + 1
	case Scripts:
		w.scripts(n)
	case Root:
		w.put(degree(n.kid(1)) + "√" + grouped(n.kid(0)))
	case Accent:
		w.accent(n)
	case Fence:
		w.fence(n)
	case Table:
		w.table(n)
	}
}

func (n *Node) kid(i int) *Node {
	if i < len(n.Kids) {
		return n.Kids[i]
	}
	return nil
}

// put writes what stands for itself, apart from a figure or a name right before it.
func (w *writer) put(s string) {
	if s == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(s)
	w.multiply(first)
	if !w.tied && (isDigit(w.last) && isDigit(first) || w.word && (unicode.IsLetter(first) || isDigit(first) || first == '√')) {
		w.text.WriteByte(' ')
	}
	w.text.WriteString(s)
	w.last, _ = utf8.DecodeLastRuneInString(s)
	w.word, w.tied = false, false
}

// multiply puts a fraction in brackets that a factor follows: (2/9)gr² is not 2/(9gr²).
func (w *writer) multiply(first rune) {
	from := w.fraction - 1
	w.fraction = 0
	if from < 0 || !unicode.IsLetter(first) && !isDigit(first) && !strings.ContainsRune("√([", first) {
		return
	}
	text := w.text.String()
	w.text.Reset()
	w.text.WriteString(text[:from] + "(" + text[from:] + ")")
	w.last = ')'
}

func (w *writer) token(n *Node) {
	text := strings.Join(strings.Fields(n.Text), " ")
	if text == "" {
		if n.Text != "" && w.last != 0 && w.last != ' ' {
			w.text.WriteByte(' ')
			w.last, w.word = ' ', false
		}
		return
	}
	first, _ := utf8.DecodeRuneInString(text)
	w.multiply(first)
	long := n.Kind == Word && utf8.RuneCountInString(text) > 1
	if long && (unicode.IsLetter(w.last) || isDigit(w.last) || w.last == ')') {
		w.text.WriteByte(' ')
	}
	w.put(text)
	w.word = long
}

// Signs that stand between two sides, with a space on either side; a sign without a left side is part of what follows.
const (
	relations = "=≠<>≤≥≈≡≅∼∝→←↔⇒⇐⇔↦∈∉⊂⊆∪∩∧∨:≔"
	between   = "+-−±∓×÷"
	opening   = "([{⟨⌈⌊|‖"
)

func (w *writer) operator(text string) {
	text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r >= '\u2061' && r <= '\u2064' })
	if text == "" {
		return
	}
	first, size := utf8.DecodeRuneInString(text)
	w.multiply(first)
	alone := size == len(text)
	switch {
	case alone && strings.ContainsRune(relations, first),
		alone && strings.ContainsRune(between, first) && w.last != 0 && !strings.ContainsRune(relations+between+opening+",;", w.before()):
		if first == '-' {
			text = "−"
		}
		w.space()
		w.text.WriteString(text)
		w.last, w.word = first, false
		w.space()
		w.tied = true
	case text == "," || text == ";":
		w.text.WriteString(text)
		w.last, w.word = first, false
		w.space()
	default:
		long := utf8.RuneCountInString(text) > 1 && unicode.IsLetter(first)
		if long && (unicode.IsLetter(w.last) || isDigit(w.last)) {
			w.text.WriteByte(' ')
		}
		w.put(text)
		w.word = long
	}
}

// before is the last sign that is no space.
func (w *writer) before() rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(w.text.String(), " "))
	return r
}

func (w *writer) space() {
	if s := w.text.String(); s != "" && s[len(s)-1] != ' ' {
		w.text.WriteByte(' ')
	}
}

func (w *writer) scripts(n *Node) {
	base := Write(n.kid(0))
	if !isAtom(base) {
		base = "(" + base + ")"
	}
	s := base + lowered(Write(n.kid(1))) + raised(n.kid(2))
	w.put(s)
	w.word = isLarge(base) || isName(base) || unicode.IsLetter(w.last) && len(s) > len(base) // no letter runs on with that of an index
}

// isLarge: sums, products and integrals, which a space parts from what they run over.
func isLarge(s string) bool { return s != "" && strings.Contains("∑∏∫∬∮⋃⋂", s) }

// isName: log, lim and their like.
func isName(s string) bool {
	return utf8.RuneCountInString(s) > 1 && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// accents above a sign, as combining marks.
var accents = map[string]string{
	"¯": "\u0304", "‾": "\u0304", "ˉ": "\u0304", "_": "\u0332", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7",
	"˙": "\u0307", ".": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
}

func (w *writer) accent(n *Node) {
	base := Write(n.kid(0))
	mark := n.Text
	if combining, ok := accents[mark]; ok {
		mark = combining
	}
	if r, _ := utf8.DecodeRuneInString(mark); utf8.RuneCountInString(base) == 1 && unicode.Is(unicode.Mn, r) {
		w.put(base + mark)
		return
	}
	w.put(base)
}

func (w *writer) fence(n *Node) {
	signs := []rune(n.Text)
	open, closing := "(", ")"
	if len(signs) == 2 {
		open, closing = string(signs[0]), string(signs[1])
	}
	var parts []string
	for _, k := range n.Kids {
		within := writer{fenced: true}
		within.node(k)
		parts = append(parts, strings.TrimSpace(within.text.String()))
	}
	inside := strings.Trim(open, "\x00") + strings.Join(parts, ", ") + strings.Trim(closing, "\x00")
	w.word = false
	w.put(inside)
}

func (w *writer) table(n *Node) {
	var rows []string
	for _, row := range n.Kids {
		var cells []string
		for _, cell := range row.Kids {
			if s := Write(cell); s != "" {
				cells = append(cells, s)
			}
		}
		rows = append(rows, strings.Join(cells, cmp.Or(n.Text, ", ")))
	}
	all := strings.Join(rows, "; ")
	open := w.fenced && w.text.Len() == 0 || w.last != 0 && strings.ContainsRune(opening, w.before())
	if len(rows) > 1 && n.Text == "" && !open {
		all = "[" + all + "]"
	}
	w.put(all)
}

// grouped is a part in brackets, where it is more than one sign or number.
func grouped(n *Node) string {
	s := Write(n)
	if isAtom(s) && (isOne(n) || inBrackets(s)) {
		return s
	}
	return "(" + s + ")"
}

// isOne reports whether a part is one token, or one thing built of several.
func isOne(n *Node) bool {
	for n != nil && n.Kind == Row && len(n.Kids) == 1 {
		n = n.Kids[0]
	}
	return n == nil || n.Kind != Row || len(n.Kids) == 0
}

// isAtom: nothing in it can be torn apart by what is written next to it.
func isAtom(s string) bool {
	if utf8.RuneCountInString(s) <= 1 || inBrackets(s) {
		return true
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !isDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune(".,'′%°₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺_", r)
	})
}

// inBrackets: the bracket that opens a text closes at its end.
func inBrackets(s string) bool {
	if s == "" || s[0] != '(' && s[0] != '[' || s[len(s)-1] != ')' && s[len(s)-1] != ']' {
		return false
	}
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i == len(s)-1
			}
		}
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// The signs that stand above the line, and below it.
var (
	above = map[rune]rune{
		'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '-': '⁻', '−': '⁻', '–': '⁻', '+': '⁺',
	}
	below = map[rune]rune{
		'0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉', '-': '₋', '−': '₋', '–': '₋', '+': '₊',
	}
)

// Above is the sign that stands above the line for a figure or its sign, which may be a dash; r itself for anything
// else.
func Above(r rune) rune {
	if raised, ok := above[r]; ok {
		return raised
	}
	return r
}

// Raise writes a whole number as signs that stand above the line; false for anything else.
func Raise(s string) (string, bool) { return shift(s, above) }

// lower writes a whole number as signs that stand below the line; false for anything else.
func lower(s string) (string, bool) { return shift(s, below) }

func shift(s string, signs map[rune]rune) (string, bool) {
	if s == "" || len(s) > 12 {
		return "", false
	}
	var b strings.Builder
	for _, r := range s {
		sign, ok := signs[r]
		if !ok {
			return "", false
		}
		b.WriteRune(sign)
	}
	return b.String(), true
}

// raised is a power.
func raised(n *Node) string {
	s := Write(n)
	if signs, ok := Raise(s); ok || s == "" {
		return signs
	}
	switch s {
	case "∘", "°":
		return "°"
	case "′", "'", "″", "‴", "*", "†":
		return s
	}
	return "^" + grouped(n)
}

// degree is that of a root.
func degree(n *Node) string {
	s := Write(n)
	if signs, ok := Raise(s); ok || s == "" {
		return signs
	}
	return grouped(n)
}

func lowered(s string) string {
	if s == "" {
		return ""
	}
	if signs, ok := lower(s); ok {
		return signs
	}
	if !isAtom(s) || strings.ContainsAny(s, "_,") {
		s = "(" + s + ")"
	}
	return "_" + s
}
