package bot

import (
	"testing"

	"github.com/footnote-bot/footnote/article"
)

// A site is its host, which says where a link leads; an address of the house says nothing, so the page may.
func TestSiteName(t *testing.T) {
	for link, want := range map[string]string{
		"https://www.coast.example/harbour": "coast.example",
		"http://127.0.0.1:8090/read/x":      "The Courier",
		"http://[::1]:8090/read/x":          "The Courier",
		"http://localhost/x":                "The Courier",
		"http://10.1.2.3/wiki":              "The Courier",
		"http://203.0.113.7/x":              "203.0.113.7", // a page out there may call itself what it likes
		"":                                  "",
	} {
		if got := siteName(&article.Document{FinalURL: link, Site: "The Courier"}); got != want {
			t.Errorf("the site of %q is %q, want %q", link, got, want)
		}
	}
}
