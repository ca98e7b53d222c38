package office

import "slices"

// inCode reports whether what is read belongs to a field's code and not to its result. The code of a field may hold other fields.
func (w *wordReader) inCode() bool { return slices.Contains(w.codes, false) }

// fieldChar is where a field begins, where its result does, and where it ends.
func (w *wordReader) fieldChar(kind string) {
	n := len(w.codes)
	switch {
	case kind == "begin" && n < maxDepth:
		w.codes = append(w.codes, false)
	case kind == "separate" && n > 0:
		w.codes[n-1] = true
	case kind == "end" && n > 0:
		w.codes = w.codes[:n-1]
	}
}

// endCodes ends the codes that a paragraph leaves open: no text behind it is lost.
func (w *wordReader) endCodes() {
	for i := range w.codes {
		w.codes[i] = true
	}
}

// formField is a field of an old form, which keeps what was chosen outside of the text.
type formField struct {
	entries []string
	chosen  string // the number of an entry
	checked bool
}

func (f *formField) start(name, value string) {
	switch name {
	case "ddList", "checkBox":
		*f = formField{}
	case "result":
		f.chosen = value
	case "default":
		if f.chosen == "" {
			f.chosen = value
		}
		f.checked = !isOff(value)
	case "checked":
		f.checked = !isOff(value)
	case "listEntry":
		f.entries = append(f.entries, value)
	}
}

// end is what the field shows.
func (f *formField) end(name string) string {
	switch i := number(f.chosen); {
	case name == "checkBox" && f.checked:
		return "☒"
	case name == "checkBox":
		return "☐"
	case f.chosen == "" && len(f.entries) > 0:
		return f.entries[0]
	case i >= 0 && i < len(f.entries):
		return f.entries[i]
	}
	return ""
}
