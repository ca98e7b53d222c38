package pdf

import (
	"math"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// mostFields of one page are read.
const mostFields = 2000

// field is what was typed or chosen on a page, or written over it, where it stands.
type field struct {
	text                     string
	left, right, top, bottom float64
}

// fieldsOf are the filled fields of a page; unread counts those that show something which cannot be read.
func fieldsOf(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (fields []field, unread int) {
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	count, err := instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: at})
	if err != nil {
		return nil, 0
	}
	for i := range count.Count {
		if i == mostFields {
			return fields, unread + count.Count - mostFields
		}
		opened, err := instance.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: at, Index: i})
		if err != nil {
			continue
		}
		a := annotation{instance, opened.Annotation}
		if f, ok, bad := a.field(); ok {
			fields = append(fields, f)
		} else if bad {
			unread++
		}
		_, _ = instance.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: opened.Annotation})
	}
	return fields, unread
}

type annotation struct {
	instance pdfium.Pdfium
	ref      references.FPDF_ANNOTATION
}

func (a annotation) value(key string) string {
	found, err := a.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a.ref, Key: key})
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(found.Value, "")), " ")
}

// Bits of a field's and of an annotation's flags (ISO 32000-1, tables 165, 226 and 228).
const (
	hiddenFlags = 1<<1 | 1<<5 // hidden, no view
	password    = 1 << 13
	pushButton  = 1 << 16
)

// field reads what an annotation shows; bad where it shows something that cannot be read.
func (a annotation) field() (f field, ok, bad bool) {
	kind, err := a.instance.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.ref})
	if err != nil || kind.Subtype != enums.FPDF_ANNOT_SUBTYPE_WIDGET && kind.Subtype != enums.FPDF_ANNOT_SUBTYPE_FREETEXT {
		return field{}, false, false
	}
	flags, err := a.instance.FPDFAnnot_GetFlags(&requests.FPDFAnnot_GetFlags{Annotation: a.ref})
	rect, rectErr := a.instance.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a.ref})
	if err != nil || rectErr != nil || flags.Flags&hiddenFlags != 0 {
		return field{}, false, false
	}
	f = field{left: float64(rect.Rect.Left), right: float64(rect.Rect.Right), top: float64(rect.Rect.Top), bottom: float64(rect.Rect.Bottom)}
	if kind.Subtype == enums.FPDF_ANNOT_SUBTYPE_FREETEXT {
		f.text = a.value("Contents")
		return f, f.text != "", false
	}
	f.text, bad = a.typed()
	return f, f.text != "", bad
}

// typed is what was typed into a field, or chosen.
func (a annotation) typed() (text string, bad bool) {
	own := 0
	if found, err := a.instance.FPDFAnnot_GetNumberValue(&requests.FPDFAnnot_GetNumberValue{Annotation: a.ref, Key: "Ff"}); err == nil {
		own = int(found.Value)
	}
	state := a.value("AS")
	switch kind := a.value("FT"); {
	case own&(password|pushButton) != 0:
		return "", false
	case kind == "Btn" || kind == "" && state != "":
		if state == "" || state == "Off" {
			return "", false
		}
		return "☒", false
	case kind == "Tx":
		if v := a.value("V"); v != "" {
			return v, false
		}
	}
	found, err := a.instance.FPDFAnnot_GetAP(&requests.FPDFAnnot_GetAP{Annotation: a.ref, AppearanceMode: enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL})
	if err != nil {
		return a.value("V"), false
	}
	text, bad = drawnText(found.Value)
	if text == "" {
		text = a.value("V")
	}
	// A kid that is not drawn has its kind and value in the field above it, where the engine does not look: who opens the file sees it.
	above := found.Value == "" && a.value("FT") == ""
	return text, (bad || above) && text == ""
}

// drawnText is what the operators of an appearance write, where they say it in plain letters; bad where they do not.
func drawnText(operators string) (text string, bad bool) {
	var all []string
	for len(operators) > 0 {
		open := strings.IndexAny(operators, "(<")
		if open < 0 {
			break
		}
		if operators[open] == '<' {
			bad = bad || !strings.HasPrefix(operators[open:], "<<")
			operators = operators[open+1:]
			continue
		}
		s, rest := literal(operators[open+1:])
		operators = rest
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	text = strings.Join(all, " ")
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) {
		return "", true
	}
	return text, bad && text == ""
}

// literal reads a string of an operator up to its end (ISO 32000-1, 7.3.4.2).
func literal(s string) (text, rest string) {
	var b strings.Builder
	depth := 1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			if i++; i < len(s) && strings.IndexByte("nrtbf", s[i]) < 0 {
				b.WriteByte(s[i])
			}
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return b.String(), s[i+1:]
			}
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}

// place puts fields where people read them: behind their label on the same line, in the gap of a line, below the label above them, or
// where they stand on the page.
func (p *page) place(fields []field) {
	slices.SortStableFunc(fields, func(a, b field) int {
		if math.Abs(a.top-b.top) > 4 {
			return int(b.top - a.top)
		}
		return int(a.left - b.left)
	})
	for _, f := range fields {
		if i := p.beside(f); i >= 0 {
			p.lines[i].take(f)
			continue
		}
		at := 0
		for i, l := range p.lines {
			if l.last >= f.bottom {
				at = i + 1
			}
		}
		size := math.Min(12, f.top-f.bottom)
		p.lines = slices.Insert(p.lines, at, line{text: f.text, left: f.left, right: f.right, first: f.bottom, last: f.bottom, size: size, page: p.number, filled: true})
	}
}

// beside is the line that a field is a part of, the nearest on its left; -1 where there is none.
func (p *page) beside(f field) int {
	best := -1
	middle := (f.top + f.bottom) / 2
	for i, l := range p.lines {
		if l.first > f.top || l.first+l.size < f.bottom || math.Abs(l.first+l.size/3-middle) > math.Max(l.size, (f.top-f.bottom)/2) || l.left > f.left {
			continue
		}
		if best < 0 || l.left > p.lines[best].left {
			best = i
		}
	}
	return best
}

// take writes a field into the line: behind it, or into the gap that it stands in.
func (l *line) take(f field) {
	l.filled = true
	if f.left >= l.right-l.size/2 {
		l.text += " " + f.text
		l.right = math.Max(l.right, f.right)
		return
	}
	near := int(float64(len(l.text)) * (f.left - l.left) / l.width())
	best := -1
	for i := range len(l.text) {
		if l.text[i] == ' ' && (best < 0 || abs(i-near) < abs(best-near)) {
			best = i
		}
	}
	if best < 0 {
		l.text += " " + f.text
		return
	}
	l.text = l.text[:best] + " " + f.text + l.text[best:]
}

func abs(n int) int { return max(n, -n) }
