package playground

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// The gallery shows what an app's messages, modals and home look like: each file is the JSON that the app's own tests hold it
// to, drawn as everywhere else on the page.
//
//go:embed gallery/*.json
var galleryFiles embed.FS

type picture struct {
	Name string
	Body template.HTML
	View *modalView // nil for a message
}

func (v *viewer) gallery() []picture {
	names, err := fs.Glob(galleryFiles, "gallery/*.json")
	if err != nil {
		panic("playground: " + err.Error()) // the pattern is constant
	}
	pictures := make([]picture, 0, len(names))
	for _, name := range names {
		data, err := galleryFiles.ReadFile(name)
		if err != nil {
			panic("playground: " + err.Error()) // embedded
		}
		content, _ := decodeJSON(data).(map[string]any)
		p := picture{Name: strings.TrimSuffix(path.Base(name), ".json")}
		if view := object1(content, "view"); view != nil {
			p.View = v.modal("", view)
		} else {
			p.Body = v.artist.blocks(asList(content["blocks"]))
		}
		pictures = append(pictures, p)
	}
	return pictures
}

// serveGallery shows all of it, or with ?only=NAME one.
func (s *Server) serveGallery(w http.ResponseWriter, r *http.Request) {
	s.ws.mu.Lock()
	v := s.ws.newViewer(r.URL.Query().Get("as"))
	pictures := v.gallery()
	s.ws.mu.Unlock()
	if only := r.URL.Query().Get("only"); only != "" {
		kept := pictures[:0]
		for _, p := range pictures {
			if p.Name == only {
				kept = append(kept, p)
			}
		}
		pictures = kept
	}
	s.serveTemplate(w, v.language(), "gallery.html", map[string]any{"Pictures": pictures, "Language": v.language(), "Words": wordsOf(v.language())})
}

// serveTemplate answers with a part of the page in a language.
func (s *Server) serveTemplate(w http.ResponseWriter, lang, name string, data any) {
	var b bytes.Buffer
	if err := pageTemplates()[lang].ExecuteTemplate(&b, name, data); err != nil {
		s.log.Error("page cannot be drawn", "page", name, "err", err)
		http.Error(w, "the page cannot be drawn: "+err.Error(), http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", pagePolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	// An error here means that the browser is gone.
	_, _ = w.Write(b.Bytes())
}
