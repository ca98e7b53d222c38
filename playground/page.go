package playground

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// The page is a small Slack in a browser: it is drawn here as a whole (assets/page.html), kept fresh by page_events.go, and
// acts through the routes below /playground/api. page_view.go says what stands on it, readings.go serves what it offers to read.

// pageTemplates are those of the page, by its language.
var pageTemplates = sync.OnceValue(func() map[string]*template.Template {
	files := []string{"assets/page.html", "assets/message.html", "assets/modal.html", "assets/gallery.html"}
	return map[string]*template.Template{english: parseWith(english, files...), chinese: parseWith(chinese, files...)}
})

// parseWith reads templates with their words in a language.
func parseWith(lang string, files ...string) *template.Template {
	words := template.FuncMap{"t": func(text string) string { return say(lang, text) }}
	return template.Must(template.New("page").Funcs(words).ParseFS(assets, files...))
}

// pageRoutes are what a browser asks for; a name that was rebound to this machine gets none of it.
func (s *Server) pageRoutes(mux *http.ServeMux) {
	static, err := fs.Sub(assets, "assets")
	if err != nil {
		panic("playground: assets are missing: " + err.Error()) // embedded; cannot be
	}
	files := http.StripPrefix("/assets/", http.FileServerFS(static))
	mux.HandleFunc("GET /{$}", s.guard(s.servePage))
	mux.HandleFunc("GET /gallery", s.guard(s.serveGallery))
	mux.HandleFunc("GET /playground/modal", s.guard(s.serveModal))
	mux.HandleFunc("GET /playground/home", s.guard(s.serveHome))
	mux.HandleFunc("GET /playground/events", s.guard(s.serveEvents))
	mux.HandleFunc("GET /archives/{channel}/{message}", s.guard(s.signedIn(s.servePermalink)))
	mux.HandleFunc("GET /files/{user}/{id}/{name}", s.guard(s.signedIn(s.serveFileToPeople)))
	mux.HandleFunc("GET /read/{name}", s.guard(s.serveReading))
	mux.HandleFunc("GET /assets/", s.guard(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-cache")
		files.ServeHTTP(w, r)
	}))
}

// pagePolicy lets the page load nothing but its own files: whatever a message holds, nothing of it runs or calls home.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; " +
	"base-uri 'none'; frame-ancestors 'none'"

func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	seq := s.ws.changes.last() // before anything is read, so that nothing is missed
	connected := s.connected()
	s.ws.mu.Lock()
	v := s.ws.newViewer(r.URL.Query().Get("as"))
	page := v.page(r.URL.Query().Get("in"), r.URL.Query().Get("thread"), r.URL.Query().Get("tab"))
	s.ws.mu.Unlock()
	page.Seq, page.Connected = seq, connected

	var b bytes.Buffer
	if err := pageTemplates()[page.Language].ExecuteTemplate(&b, "page.html", page); err != nil {
		s.log.Error("page cannot be drawn", "err", err)
		http.Error(w, "the page cannot be drawn: "+err.Error(), http.StatusInternalServerError)
		return
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // not Secure: the page is served on the machine itself, over HTTP
		Name: s.sessionName(), Value: s.session(), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.base.Scheme == "https",
	})
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // as above
		Name: s.sessionName() + "as", Value: page.As, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.base.Scheme == "https",
	})
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", pagePolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	// An error here means that the browser is gone.
	_, _ = w.Write(b.Bytes())
}

// connected reports whether an app listens.
func (s *Server) connected() bool { return s.cfg.EventsURL != "" || s.sockets.count() > 0 }

// Whoever opened the page is signed in: links to messages and files lead somewhere. A program that fetches such a link
// without having opened the page is sent to the sign-in page, as Slack does it.
func (s *Server) signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie(s.sessionName()); err != nil || c.Value != s.session() {
			http.Redirect(w, r, "/signin?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
			return
		}
		next(w, r)
	}
}

// sessionName has the port in it, since browsers share cookies between ports.
func (s *Server) sessionName() string { return "playground" + s.base.Port() }

func (s *Server) session() string {
	sum := sha256.Sum256([]byte("page session " + s.secret))
	return hex.EncodeToString(sum[:16])
}

// servePermalink opens the conversation, and the thread, that a message stands in, as whoever the page was last opened as.
func (s *Server) servePermalink(w http.ResponseWriter, r *http.Request) {
	digits := strings.TrimPrefix(r.PathValue("message"), "p")
	if len(digits) < 7 {
		http.NotFound(w, r)
		return
	}
	ts := digits[:len(digits)-6] + "." + digits[len(digits)-6:]
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	c := s.ws.channelNamed(r.PathValue("channel"), nil)
	if c == nil || c.find(ts) == nil {
		http.NotFound(w, r)
		return
	}
	m := c.find(ts)
	as := ""
	if last, err := r.Cookie(s.sessionName() + "as"); err == nil {
		as = last.Value
	}
	v := s.ws.newViewer(as)
	if !c.visibleTo(v.person) {
		v = s.ws.newViewer(c.members[0])
	}
	thread := ""
	if m.thread != nil || len(m.replies) > 0 {
		thread = m.rootTS()
	}
	http.Redirect(w, r, v.link(c, thread)+"#"+domID("m", ts), http.StatusFound)
}

// serveFileToPeople shows a file to who has the page open; nothing in it runs.
func (s *Server) serveFileToPeople(w http.ResponseWriter, r *http.Request) {
	s.ws.mu.Lock()
	f := s.ws.files[r.PathValue("id")]
	var data []byte
	var kind string
	if f != nil && f.uploaded && !f.deleted {
		data, kind = f.data, f.kind
	}
	s.ws.mu.Unlock()
	if data == nil {
		http.NotFound(w, r)
		return
	}
	shown := []string{"application/pdf", "text/plain", "image/png", "image/jpeg", "image/gif", "image/webp"}
	switch {
	case strings.HasPrefix(kind, "text/"):
		kind = "text/plain; charset=utf-8"
	case !slices.Contains(shown, kind):
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Security-Policy", "sandbox")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	// An error here means that the browser is gone.
	_, _ = w.Write(data)
}
