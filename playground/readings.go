package playground

import (
	"embed"
	"net/http"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The readings are pages of our own, to try Footnote on without the internet. Their towns, companies and people are invented.

//go:embed readings
var readingFiles embed.FS

// A reading is a page that is offered, with questions that it answers.
type reading struct {
	name      string
	title     string
	about     string
	language  string // BCP 47
	gb18030   bool   // stored as UTF-8, served in GB18030
	questions []question
}

type question struct{ text, note string }

var readings = []reading{
	{
		name: "living-wall.html", title: "Wrenhaven votes for a living sea wall", about: "English · a news article, with all the clutter of a news page",
		language: "en", questions: []question{{"How much does the wall cost?", ""}},
	},
	{
		name: "evening-school.html", title: "把夜校办到家门口", about: "Chinese · an interview, in the encoding GB18030", language: "zh", gb18030: true,
		questions: []question{{"夜校最大的开支是什么？", ""}, {"What is the largest cost of the evening schools?", "needs a model"}},
	},
	{
		name: "ferry-report.pdf", title: "Brannoc Ferry in 2025", about: "English · a report, as a PDF in two columns", language: "en",
		questions: []question{{"How many passengers did the ferry carry in 2025?", ""}},
	},
}

type readingView struct {
	Name, Title, About, Language, URL, Fill string
	Questions                               []questionView
}

type questionView struct{ Text, Note, Fill, Language string }

func (v *viewer) readings(here *channel) []readingView {
	list := make([]readingView, 0, len(readings))
	for _, r := range readings {
		link := v.ws.base + "/read/" + r.name
		view := readingView{Name: r.name, Title: r.title, About: r.about, Language: r.language, URL: "/read/" + r.name, Fill: addressed(here, link)}
		for _, q := range r.questions {
			view.Questions = append(view.Questions, questionView{q.text, q.note, addressed(here, link+" "+q.text), languageOf(q.text)})
		}
		list = append(list, view)
	}
	return list
}

// questions are what can be asked on in a thread about a reading.
func (v *viewer) questions(root *message) []questionView {
	var list []questionView
	for _, r := range readings {
		if !strings.Contains(root.text, "/read/"+r.name) {
			continue
		}
		for _, q := range r.questions {
			list = append(list, questionView{q.text, q.note, addressed(root.channel, q.text), languageOf(q.text)})
		}
	}
	return list
}

// addressed puts the mention in front, which a direct message does not need.
func addressed(c *channel, text string) string {
	if c.isDirect() {
		return text
	}
	return "@Footnote " + text
}

func languageOf(text string) string {
	if isWord(firstRune(text)) {
		return "en"
	}
	return "zh"
}

// serveReading serves a reading as its own site would: no policy that would keep a text fragment from being found. With
// ?label=none the page says nowhere how it is encoded.
func (s *Server) serveReading(w http.ResponseWriter, r *http.Request) {
	for _, known := range readings {
		if known.name != r.PathValue("name") {
			continue
		}
		data, err := readingFiles.ReadFile("readings/" + known.name)
		if err != nil {
			http.Error(w, "the page cannot be read: "+err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if strings.HasSuffix(known.name, ".pdf") {
			w.Header().Set("Content-Type", "application/pdf")
		}
		if known.gb18030 {
			w.Header().Set("Content-Type", "text/html") // the label stands in the page
			if r.URL.Query().Get("label") == "none" {
				data = []byte(strings.Replace(string(data), `<meta charset="gb18030">`, "", 1))
			}
			if data, err = simplifiedchinese.GB18030.NewEncoder().Bytes(data); err != nil {
				http.Error(w, "the page cannot be encoded: "+err.Error(), http.StatusInternalServerError)
				return
			}
		}
		w.Header().Set("Content-Language", known.language)
		// An error here means that the client is gone.
		_, _ = w.Write(data)
		return
	}
	http.NotFound(w, r)
}
