package pdf

import (
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// isBlank reports whether nothing is drawn on a page, as on the back of a title.
func isBlank(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) bool {
	count, err := instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}})
	return err == nil && count.Count == 0
}

const (
	mostObjects = 200 // of a page are looked through for pictures
	mostStrokes = 50  // lines and areas that a page without text has: more may be letters that are drawn
)

// isPicture reports whether a page holds a picture, or what may be drawn letters.
func isPicture(instance pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) bool {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	count, err := instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return false
	}
	strokes := 0
	for i := range min(count.Count, mostObjects) {
		object, err := instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		kind, err := instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil {
			continue
		}
		switch kind.Type {
		case enums.FPDF_PAGEOBJ_IMAGE, enums.FPDF_PAGEOBJ_FORM:
			return true
		case enums.FPDF_PAGEOBJ_PATH, enums.FPDF_PAGEOBJ_SHADING:
			strokes++
		default:
		}
	}
	return strokes > mostStrokes
}
