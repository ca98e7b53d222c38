package article_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/internal/pdf"
	"github.com/footnote-bot/footnote/internal/testneed"
)

// pdfReader is a reader whose PDF engine is compiled already: under the race detector that takes most of a minute.
func pdfReader(t *testing.T) *article.Reader {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_CACHE_DIR")
	if testing.Short() {
		t.Skip("PDF: the engine takes seconds to compile")
	}
	compiled, err := filepath.Glob(filepath.Join(pdf.CacheDir(dir), "*", "*"))
	testneed.Tool(t, !raceEnabled || err == nil && len(compiled) > 0, "the PDF engine to be compiled: run it once without -race")
	r, err := article.NewReader(article.Config{CacheDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}
