package article

import (
	"time"

	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// VersionOf is the version of a build.
var VersionOf = versionOf

// NewReaderOf makes a Reader that fetches as cfg says, so that any name leads to a test's server.
func NewReaderOf(cfg fetch.Config, cacheDir string) (*Reader, error) {
	fetcher, err := fetch.New(cfg)
	if err != nil {
		return nil, err
	}
	return newReader(Config{Now: time.Now, CacheDir: cacheDir}, fetcher), nil
}
