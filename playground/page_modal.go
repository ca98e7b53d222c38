package playground

import (
	"html/template"
	"maps"
	"net/http"
)

// A modalView is a modal, or somebody's home, as the page shows it.
type modalView struct {
	ID, Title, Submit, Close string
	Home                     bool
	Body                     template.HTML
}

func (v *viewer) modal(id string, content map[string]any) *modalView {
	a := *v.artist
	a.surface = surface(str(content, "type"))
	return &modalView{
		ID: id, Title: str(object1(content, "title"), "text"), Submit: str(object1(content, "submit"), "text"),
		Close: str(object1(content, "close"), "text"), Home: a.surface == inHome, Body: a.blocks(asList(content["blocks"])),
	}
}

// topModal is the modal that somebody sees; nil where none is open.
func (v *viewer) topModal() *modalView {
	open := v.ws.modals[v.person.id]
	if len(open) == 0 {
		return nil
	}
	top := v.ws.views[open[len(open)-1]]
	return v.modal(top.id, top.content)
}

// serveModal is the modal that somebody has open; nothing where there is none.
func (s *Server) serveModal(w http.ResponseWriter, r *http.Request) {
	s.ws.mu.Lock()
	v := s.ws.newViewer(r.URL.Query().Get("as"))
	m := v.topModal()
	s.ws.mu.Unlock()
	if m == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	s.serveTemplate(w, v.language(), "modal", m)
}

// inputBlock draws a block that asks for something.
func (a *artist) inputBlock(o map[string]any) template.HTML {
	element, label := maps.Clone(object1(o, "element")), str(object1(o, "label"), "text")
	if str(element, "accessibility_label") == "" && element != nil {
		element["accessibility_label"] = label
	}
	return a.partial("input", map[string]any{
		"Label": label, "Hint": str(object1(o, "hint"), "text"), "Optional": o["optional"] == true,
		"Block": str(o, "block_id"), "Element": a.element(element, str(o, "block_id")),
	})
}
