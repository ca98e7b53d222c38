package article_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
)

// A page with the abstract of a paper leads to the paper: as a page, else as a PDF. Where neither can be read the abstract says that it is not all.
func TestAbstractsLeadToTheirPapers(t *testing.T) {
	const abstract = "We measure how long small ferries wait for the tide in forty harbours, and find that the heaviest of them wait for nine minutes on average."
	const paper = "Waiting is dear: a boat that lies at the pier burns a third of the fuel that it burns under way, and its passengers miss their trains. "
	page := func(id string) string {
		return `<html lang="en"><head><title>[` + id + `] Waiting for the tide</title><meta name="citation_title" content="Waiting for the tide"><meta name="citation_author" content="Bell, Ann"><meta name="citation_date" content="2024/03/04">
<meta name="citation_pdf_url" content="/pdf/` + id + `"></head><body><header><a href="/login">Login</a></header><main><div id="abs"><h1 class="title mathjax"><span class="descriptor">Title:</span>Waiting for the tide</h1><div class="authors"><span class="descriptor">Authors:</span><a href="/a/bell">Ann Bell</a></div>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>` + abstract + `</blockquote><table summary="Additional metadata"><tr><td class="tablecell label">Comments:</td><td class="tablecell comments">9 pages</td></tr></table></div>
<div class="full-text"><h2>Access Paper:</h2><ul><li><a href="/pdf/` + id + `" class="abs-button download-pdf">View PDF</a></li><li><a href="/html/` + id + `v1" class="abs-button" id="latexml-download-link">HTML (experimental)</a></li></ul></div></main></body></html>`
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/abs/", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(page(strings.TrimPrefix(r.URL.Path, "/abs/"))))
	})
	mux.HandleFunc("/html/2403.00001v1", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<html lang="en"><head><title>Waiting for the tide</title></head><body><article><h1>Waiting for the tide</h1><p>` + abstract + `</p><h2>1 Introduction</h2><p>` + strings.Repeat(paper, 6) + `</p></article></body></html>`))
	})
	mux.HandleFunc("/pdf/2403.00002", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(abstract + "\n\n" + strings.Repeat(paper, 6))) // any file will do
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	r, err := article.NewReader(article.Config{AllowPrivateHosts: []string{strings.TrimPrefix(server.URL, "http://")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		id, final string
		whole     bool
	}{{"2403.00001", "/html/2403.00001v1", true}, {"2403.00002", "/pdf/2403.00002", true}, {"2403.00003", "/abs/2403.00003", false}} {
		reading, err := r.ReadLink(t.Context(), server.URL+"/abs/"+tt.id, article.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.id, err)
			continue
		}
		d := reading.Document
		if d.FinalURL != server.URL+tt.final || d.URL != server.URL+"/abs/"+tt.id || d.Title != "Waiting for the tide" || d.Byline == "" || d.Coverage.Whole() != tt.whole {
			t.Errorf("%s: read %s, title %q, byline %q, missing %v", tt.id, d.FinalURL, d.Title, d.Byline, d.Coverage.Missing)
		}
		if strings.Contains(d.Text, "burns a third") != tt.whole || !strings.Contains(d.Text, "forty harbours") {
			t.Errorf("%s: text is %q", tt.id, d.Text)
		}
	}
}
