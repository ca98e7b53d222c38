package article

import (
	"time"

	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// VersionOf is the version of a build.
var VersionOf = versionOf

// What parsers of bytes are fuzzed by.
var (
	Sniff        = sniff
	FirstEntries = firstEntries
	NamedFeeds   = namedFeeds
)

// ShownOn is a text as a document of a page.
func ShownOn(page, text string) *Document {
	d := FromText("", text, "en")
	d.Kind, d.FinalURL, d.Shown = HTML, "https://a.example/x", showOn(showPage(page), d.Text, d.Passages)
	return d
}

// NewReaderOf makes a Reader that fetches as cfg says, so that any name leads to a test's server.
func NewReaderOf(cfg fetch.Config, cacheDir string) (*Reader, error) {
	fetcher, err := fetch.New(cfg)
	if err != nil {
		return nil, err
	}
	return newReader(Config{Now: time.Now, CacheDir: cacheDir}, fetcher), nil
}
