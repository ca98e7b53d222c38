package office

import (
	"slices"
	"strings"
)

// style is what the paragraphs or runs are that have it.
type style struct {
	level  int // of a heading; else 0
	hidden bool
	raised bool
	code   bool
	list   string // that its paragraphs belong to; else ""
	depth  int    // in that list, from 0
}

// deepestStyle bounds how many styles one is based on.
const deepestStyle = 20

// value is an element of Word's XML that is no more than its value.
type value struct {
	Val string `xml:"val,attr"`
}

// styleElement is a style as a file defines it: what it does not say, it has of the one that it is based on.
type styleElement struct {
	ID      string `xml:"styleId,attr"`
	Name    value  `xml:"name"`
	Base    value  `xml:"basedOn"`
	Outline *struct {
		Val int `xml:"val,attr"`
	} `xml:"pPr>outlineLvl"`
	List  *value `xml:"pPr>numPr>numId"`
	Depth *struct {
		Val int `xml:"val,attr"`
	} `xml:"pPr>numPr>ilvl"`
	Vanish *value `xml:"rPr>vanish"`
	Align  *value `xml:"rPr>vertAlign"`
}

// styles gives each style by its id; a heading is one by its outline level or its name.
func (a *archive) styles(part string) (map[string]style, error) {
	var sheet struct {
		Style []styleElement `xml:"style"`
	}
	if err := a.decode(part, &sheet); err != nil {
		return nil, err
	}
	byID := make(map[string]styleElement, len(sheet.Style))
	for _, s := range sheet.Style {
		byID[s.ID] = s
	}
	styles := make(map[string]style, len(sheet.Style))
	for _, s := range sheet.Style {
		chain := []styleElement{s}
		for base, ok := byID[s.Base.Val]; ok && len(chain) < deepestStyle; base, ok = byID[base.Base.Val] {
			chain = append(chain, base)
		}
		var known style
		for _, e := range slices.Backward(chain) {
			known.refine(e)
		}
		styles[s.ID] = known
	}
	return styles, nil
}

// refine takes over what a style says.
func (s *style) refine(e styleElement) {
	name := strings.ToLower(e.Name.Val)
	s.code = s.code || isCode(name)
	if e.Vanish != nil {
		s.hidden = !isOff(e.Vanish.Val)
	}
	if e.Align != nil {
		s.raised = e.Align.Val == "superscript"
	}
	if e.List != nil {
		s.list, s.depth = e.List.Val, 0
	}
	if e.Depth != nil {
		s.depth = e.Depth.Val
	}
	switch {
	case e.Outline != nil && e.Outline.Val >= 0 && e.Outline.Val < 9:
		s.level = e.Outline.Val + 1
	case e.Outline != nil:
		s.level = 0
	case strings.HasPrefix(name, "heading "):
		s.level = digit(name[len("heading "):])
	case name == "title":
		s.level = 1
	}
}

// isCode goes by the names that Word ("HTML Preformatted", stored in English everywhere), LibreOffice ("Preformatted
// Text"), pandoc ("Source Code") and most authors give to the style of code.
func isCode(style string) bool {
	for word := range strings.FieldsSeq(style) {
		switch word {
		case "code", "preformatted", "verbatim", "listing", "sourcecode", "codeblock":
			return true
		}
	}
	return false
}

func digit(s string) int {
	if s != "" && s[0] >= '1' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return 1
}
