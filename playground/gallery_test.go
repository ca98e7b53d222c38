package playground

import (
	"io/fs"
	"strings"
	"testing"
	"time"
)

// TestGalleryShowsEveryDrawing: each drawing is there in English and in both Chinese scripts, nothing of it is refused or left
// undrawn, and no file is shown nowhere.
func TestGalleryShowsEveryDrawing(t *testing.T) {
	files, err := fs.Glob(galleryFiles, "gallery/*.json")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	w := newWorkspace(time.Now, "http://own.example", newFeed())
	for _, l := range tongues {
		names := map[string]bool{}
		for _, group := range w.newViewer("ann").gallery(l.language, "").Groups {
			for _, p := range group.Pictures {
				shown[p.Name], names[strings.TrimSuffix(p.Name, l.suffix)] = true, true
				body := p.Body
				if p.View != nil {
					body = p.View.Body
				}
				for _, bad := range []string{"bk-error", "bk-unknown"} {
					if strings.Contains(string(body), bad) || body == "" {
						t.Errorf("%s: %q in %.300s", p.Name, bad, body)
					}
				}
			}
		}
		for _, group := range drawings {
			for _, d := range group.of {
				if !names[d.name] && (d.name != "hostile" || l.suffix == "") {
					t.Errorf("%s is not drawn in %s", d.name, l.language)
				}
			}
		}
	}
	for _, f := range files {
		if name := strings.TrimSuffix(strings.TrimPrefix(f, "gallery/"), ".json"); !shown[name] {
			t.Errorf("%s is shown nowhere", f)
		}
	}
}
