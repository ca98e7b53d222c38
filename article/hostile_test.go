package article_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/internal/testneed"
)

// Files that are made to harm their reader are read, or fail with a kind. How much memory they take is measured at the
// built program, in package e2e.
func TestHostilePDFs(t *testing.T) {
	r := pdfReader(t)
	for _, file := range articletest.HostilePDFs() {
		t.Run(file.Name, func(t *testing.T) {
			if file.Slow && (raceEnabled || !testneed.Whole()) {
				t.Skip("in CI, and without -race")
			}
			readHostile(t, r, file)
		})
	}
	t.Run("an ordinary one after all of these", func(t *testing.T) {
		p := articletest.NewPDF()
		p.Stream(4, "", "BT /F1 11 Tf 50 700 Td (The ferry left the old harbour at noon with a crew of four.) Tj ET")
		p.Page(5, 4, "")
		p.Pages(1, 5)
		readHostile(t, r, articletest.Hostile{Data: func() []byte { return p.Bytes("") }})
	})
}

func TestHostilePages(t *testing.T) {
	r, err := article.NewReader(article.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(articletest.HostilePages(), articletest.HostileArchives()...) {
		t.Run(file.Name, func(t *testing.T) {
			if file.Slow && (raceEnabled || !testneed.Whole()) {
				t.Skip("in CI, and without -race")
			}
			readHostile(t, r, file)
		})
	}
}

func readHostile(t *testing.T, r *article.Reader, file articletest.Hostile) {
	t.Helper()
	reading, err := r.ReadSource(t.Context(), article.Source{Data: file.Data()})
	if file.Want != "" {
		wantFailure(t, file.Want)(reading, err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := reading.Document.Check(); err != nil {
		t.Error(err)
	}
}

func TestHostilePDFIsStopped(t *testing.T) {
	r := pdfReader(t)
	stopped := errors.New("stopped")
	for _, file := range articletest.HostilePDFs() {
		if file.Name != "one page 100,000 times" {
			continue
		}
		ctx, cancel := context.WithTimeoutCause(t.Context(), 300*time.Millisecond, stopped) // whether the engine runs yet or not
		defer cancel()
		if _, err := r.ReadSource(ctx, article.Source{Data: file.Data()}); !errors.Is(err, stopped) {
			t.Errorf("error is %v, want the cause", err)
		}
		return
	}
	t.Error("there is no such file")
}
