package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// mostFields of one page are read.
const mostFields = 2000

// field is what was typed or chosen on a page, or written over it, where it stands.
type field struct {
	text                     string
	left, right, top, bottom float64
}

// forms reads what the annotations of a file's pages show. The engine's form, which knows what fields have of those
// above them and what the choices of a list are called, is opened with the first field.
type forms struct {
	instance pdfium.Pdfium
	doc      references.FPDF_DOCUMENT
	form     references.FPDF_FORMHANDLE
	asked    bool
}

// open opens the form; form stays empty where the engine has none.
func (f *forms) open() {
	if f.asked {
		return
	}
	f.asked = true
	opened, err := f.instance.FPDFDOC_InitFormFillEnvironment(&requests.FPDFDOC_InitFormFillEnvironment{Document: f.doc, FormFillInfo: structs.FPDF_FORMFILLINFO{
		// Nothing is filled in, so that the engine asks for none of these.
		FFI_Invalidate:         func(references.FPDF_PAGE, float64, float64, float64, float64) {},
		FFI_SetCursor:          func(enums.FXCT) {},
		FFI_SetTimer:           func(int, func(int)) int { return 0 },
		FFI_KillTimer:          func(int) {},
		FFI_GetLocalTime:       func() structs.FPDF_SYSTEMTIME { return structs.FPDF_SYSTEMTIME{} },
		FFI_GetPage:            func(references.FPDF_DOCUMENT, int) *references.FPDF_PAGE { return nil },
		FFI_GetRotation:        func(references.FPDF_PAGE) enums.FPDF_PAGE_ROTATION { return enums.FPDF_PAGE_ROTATION_NONE },
		FFI_ExecuteNamedAction: func(string) {},
	}})
	if err == nil {
		f.form = opened.FormHandle
	}
}

func (f *forms) close() {
	if f.form != "" {
		_, _ = f.instance.FPDFDOC_ExitFormFillEnvironment(&requests.FPDFDOC_ExitFormFillEnvironment{FormHandle: f.form})
	}
}

// onPage are the filled fields of a page, and what is counted of its annotations: fields that show something which
// cannot be read, comments, files.
func (f *forms) onPage(index int) (fields []field, off ledger.Ledger) {
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: index}}
	count, err := f.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: at})
	if err != nil {
		return nil, off
	}
	for i := range count.Count {
		if i == mostFields {
			off.Add(ledger.FormValue, count.Count-mostFields)
			return fields, off
		}
		opened, err := f.instance.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: at, Index: i})
		if err != nil {
			continue
		}
		a := annotation{f, opened.Annotation}
		if shown, ok := a.read(&off); ok {
			fields = append(fields, shown)
		}
		_, _ = f.instance.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: opened.Annotation})
	}
	return fields, off
}

type annotation struct {
	*forms
	ref references.FPDF_ANNOTATION
}

func (a annotation) value(key string) string {
	found, err := a.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a.ref, Key: key})
	if err != nil {
		return ""
	}
	return inOneLine(found.Value)
}

// Bits of a field's and of an annotation's flags (ISO 32000-1, tables 165, 226 and 228).
const (
	hiddenFlags = 1<<1 | 1<<5 // hidden, no view
	password    = 1 << 13
	pushButton  = 1 << 16
)

// read reads what an annotation shows on the page. What opens only at a click is counted.
func (a annotation) read(off *ledger.Ledger) (f field, ok bool) {
	kind, err := a.instance.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.ref})
	flags, flagsErr := a.instance.FPDFAnnot_GetFlags(&requests.FPDFAnnot_GetFlags{Annotation: a.ref})
	rect, rectErr := a.instance.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a.ref})
	if err != nil || flagsErr != nil || rectErr != nil || flags.Flags&hiddenFlags != 0 {
		return field{}, false
	}
	f = field{left: float64(rect.Rect.Left), right: float64(rect.Rect.Right), top: float64(rect.Rect.Top), bottom: float64(rect.Rect.Bottom)}
	switch kind.Subtype {
	case enums.FPDF_ANNOT_SUBTYPE_WIDGET:
		text, bad := a.typed()
		if f.text = text; bad {
			off.Add(ledger.FormValue, 1)
		}
	case enums.FPDF_ANNOT_SUBTYPE_FREETEXT:
		f.text = a.value("Contents")
	case enums.FPDF_ANNOT_SUBTYPE_FILEATTACHMENT:
		off.Add(ledger.UnreadPart, 1)
	case enums.FPDF_ANNOT_SUBTYPE_LINK, enums.FPDF_ANNOT_SUBTYPE_POPUP: // a popup shows what its comment has
	default:
		off.AddText(ledger.Other, a.value("Contents"))
	}
	return f, f.text != ""
}

// typed is what was typed into a field, or chosen; bad where it shows something that cannot be read.
func (a annotation) typed() (text string, bad bool) {
	a.open()
	own := 0
	if found, err := a.instance.FPDFAnnot_GetNumberValue(&requests.FPDFAnnot_GetNumberValue{Annotation: a.ref, Key: "Ff"}); err == nil {
		own = int(found.Value)
	}
	state, kind := a.value("AS"), a.kind()
	switch {
	case own&(password|pushButton) != 0, kind == "Push":
		return "", false
	case kind == "Btn" || kind == "" && state != "":
		if state == "" || state == "Off" {
			return "", false
		}
		return "☒", false
	case kind == "Ch":
		if chosen := a.chosen(); chosen != "" {
			return chosen, false
		}
	case kind == "Tx":
		if v := a.held(); v != "" {
			return v, false
		}
	}
	found, err := a.instance.FPDFAnnot_GetAP(&requests.FPDFAnnot_GetAP{Annotation: a.ref, AppearanceMode: enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL})
	if err != nil {
		return a.held(), false
	}
	if text, bad = drawnText(found.Value); text == "" {
		text = a.held()
	}
	unknown := kind == "" && found.Value == "" // a field that no form names may have its value above it, where nothing looks
	return text, (bad || unknown) && text == ""
}

// kind is a field's type as PDF writes it, "Push" for a button that does something; "" where it is not known.
func (a annotation) kind() string {
	if a.form != "" {
		found, err := a.instance.FPDFAnnot_GetFormFieldType(&requests.FPDFAnnot_GetFormFieldType{FormHandle: a.form, Annotation: a.ref})
		if err == nil {
			switch found.FormFieldType {
			case enums.FPDF_FORMFIELD_TYPE_PUSHBUTTON:
				return "Push"
			case enums.FPDF_FORMFIELD_TYPE_CHECKBOX, enums.FPDF_FORMFIELD_TYPE_RADIOBUTTON:
				return "Btn"
			case enums.FPDF_FORMFIELD_TYPE_COMBOBOX, enums.FPDF_FORMFIELD_TYPE_LISTBOX:
				return "Ch"
			case enums.FPDF_FORMFIELD_TYPE_TEXTFIELD:
				return "Tx"
			default:
			}
		}
	}
	return a.value("FT")
}

// held is the value of a field, which may be that of the field above it.
func (a annotation) held() string {
	if a.form != "" {
		found, err := a.instance.FPDFAnnot_GetFormFieldValue(&requests.FPDFAnnot_GetFormFieldValue{FormHandle: a.form, Annotation: a.ref})
		if err == nil && found.FormFieldValue != "" {
			return inOneLine(found.FormFieldValue)
		}
	}
	return a.value("V")
}

// mostOptions of a list are looked through.
const mostOptions = 1000

// chosen are the choices of a list by the names that people see.
func (a annotation) chosen() string {
	if a.form == "" {
		return ""
	}
	count, err := a.instance.FPDFAnnot_GetOptionCount(&requests.FPDFAnnot_GetOptionCount{FormHandle: a.form, Annotation: a.ref})
	if err != nil {
		return ""
	}
	var names []string
	for i := range min(count.OptionCount, mostOptions) {
		is, err := a.instance.FPDFAnnot_IsOptionSelected(&requests.FPDFAnnot_IsOptionSelected{FormHandle: a.form, Annotation: a.ref, Index: i})
		if err != nil || !is.IsOptionSelected {
			continue
		}
		label, err := a.instance.FPDFAnnot_GetOptionLabel(&requests.FPDFAnnot_GetOptionLabel{FormHandle: a.form, Annotation: a.ref, Index: i})
		if err == nil {
			names = append(names, inOneLine(label.OptionLabel))
		}
	}
	return strings.Join(names, ", ")
}

func inOneLine(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
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
