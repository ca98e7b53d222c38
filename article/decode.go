package article

import (
	"github.com/footnote-bot/footnote/article/internal/charset"
	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// decode makes UTF-8 of a page's bytes.
func decode(page *fetch.Page) (string, error) {
	declared := page.Header.Get("Content-Type")
	if declared == "" {
		declared = page.ContentType
	}
	text, _, err := charset.Decode(page.Body, declared)
	return text, err
}

// decodeForWall is the text of a page that may be a wall; false where its bytes are no text.
func decodeForWall(page *fetch.Page) (string, bool) {
	if isBinary(page.Body) {
		return "", false
	}
	text, err := decode(page)
	return text, err == nil
}
