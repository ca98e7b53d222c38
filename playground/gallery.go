package playground

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

// The gallery shows what an app's messages, modals and home look like: each file is the JSON that the app's own tests hold it
// to, drawn as everywhere else on the page.
//
//go:embed gallery/*.json
var galleryFiles embed.FS

// drawings are those of the gallery by what they are for: the file's name, and what stands above it. Most of them are there in
// each of the app's languages.
var drawings = []struct {
	title string
	of    []drawing
}{
	{"Replies", []drawing{
		{"ordinary_summary", "A summary"},
		{"summary", "A summary with a less certain statement"},
		{"figures", "Figures"},
		{"voices", "Who said what"},
		{"ordinary_answer", "An answer"},
		{"answer", "An answer from a text in another language"},
		{"file", "An answer from a file"},
		{"several", "Several links"},
		{"check", "Is that right?"},
		{"discussion", "The discussion of a thread"},
		{"sentences", "Key sentences, without a model"},
		{"model_down", "Key sentences, while the model is down"},
		{"speaks_to_models", "A page that talks to language models"},
		{"hostile", "A page that tries to speak through Footnote"},
		{"withdrawn", "A statement that a reader withdrew"},
		{"privately", "What somebody else gets who presses a button"},
		{"rich", "The rich layout"},
		{"root", "Above the reply to a command"},
		{"help", "How to use it"},
	}},
	{"No answer", []drawing{
		{"not_in_text", "The text does not say it"},
		{"not_in_part", "It is not in the part that was read"},
		{"unproven", "No answer could be proven"},
		{"other_language", "The text is in another language, and there is no model"},
		{"no_match", "No sentence has the words, and there is no model"},
	}},
	{"Failures", []drawing{
		{"failure", "A text behind a wall"},
		{"failures", "All that can keep a text from being read"},
	}},
	{"While it works", []drawing{
		{"stream", "What is read and checked"},
		{"stopped", "Stopped"},
		{"offer", "A long text, and what it would cost"},
		{"offer_unpriced", "A long text, at an unknown price"},
		{"offer_root", "Above the offer to a command"},
	}},
	{"Digests", []drawing{
		{"digest", "A digest"},
		{"digest_thread", "The thread of a digest"},
		{"modal_digest", "How a digest is edited"},
	}},
	{"Behind the buttons", []drawing{
		{"modal_passages", "Passages in context"},
		{"modal_more", "More, for who asked"},
		{"modal_more_colleague", "More, for a colleague"},
		{"modal_left_out", "What was left out, and why"},
		{"modal_before_the_wall", "What stands before a wall"},
		{"modal_gone", "A reply that is no longer stored"},
	}},
	{"Home and settings", []drawing{
		{"home", "The home, without a model"},
		{"home_admin", "An admin's home"},
		{"modal_settings", "The settings of a channel"},
		{"modal_settings_admin", "The settings of a channel, for an admin"},
		{"modal_settings_workspace", "The settings of the workspace"},
	}},
}

type drawing struct{ name, title string }

// tongues are the languages of the gallery: how the files' names end, and what each is called in its own words.
var tongues = []struct{ suffix, language, name string }{{"", "en", "English"}, {"_zh", "zh-Hans", "简体中文"}, {"_hant", "zh-Hant", "繁體中文"}}

// What assets/gallery.html shows.
type galleryView struct {
	Language string
	Words    map[string]string
	As       string
	Tongues  []tongueView
	Groups   []groupView
}

type tongueView struct {
	Language, Name string
	Shown          bool
}

type groupView struct {
	Title    string
	Pictures []picture
}

type picture struct {
	Name, Title, Language string // the language of what is drawn
	App                   string // what stands beside the name of a program, in that language
	Body                  template.HTML
	View                  *modalView // nil for a message
}

// gallery is the drawings in a language, or with a name the one that bears it, whatever its language.
func (v *viewer) gallery(language, only string) galleryView {
	g := galleryView{Language: v.language(), Words: wordsOf(v.language()), As: v.person.name}
	for _, l := range tongues {
		g.Tongues = append(g.Tongues, tongueView{l.language, l.name, l.language == language && only == ""})
	}
	for _, group := range drawings {
		shown := groupView{Title: group.title}
		for _, d := range group.of {
			for _, l := range tongues {
				if name := d.name + l.suffix; only == name || only == "" && l.language == language {
					shown.Pictures = append(shown.Pictures, v.pictures(name, d.title, l.language)...)
				}
			}
		}
		if len(shown.Pictures) > 0 {
			g.Groups = append(g.Groups, shown)
		}
	}
	return g
}

// pictures is what a file holds, with the words around it in its own language; none where it is not there.
func (v *viewer) pictures(name, title, language string) []picture {
	data, err := galleryFiles.ReadFile("gallery/" + name + ".json")
	if err != nil {
		return nil // not drawn in that language
	}
	content, _ := decodeJSON(data).(map[string]any)
	a := *v.artist
	a.lang = pageLanguage(language)
	p := picture{Name: name, Title: title, Language: language, App: say(a.lang, "App")}
	blocks := asList(content["blocks"])
	switch view := object1(content, "view"); {
	case view != nil:
		drawn := viewer{ws: v.ws, person: v.person, artist: &a}
		p.View = drawn.modal("", view)
	case len(blocks) == 0:
		p.Body = a.mrkdwn(str(content, "text"), true)
	default:
		p.Body = a.blocks(blocks)
	}
	return []picture{p}
}

// serveGallery shows it in the language of who looks, or in another with ?lang=, or with ?only=NAME one drawing.
func (s *Server) serveGallery(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	s.ws.mu.Lock()
	v := s.ws.newViewer(q.Get("as"))
	language := q.Get("lang")
	for _, l := range tongues {
		if language == "" && pageLanguage(l.language) == v.language() {
			language = l.language
		}
	}
	g := v.gallery(language, q.Get("only"))
	s.ws.mu.Unlock()
	s.serveTemplate(w, v.language(), "gallery.html", g)
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
