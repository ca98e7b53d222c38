package extractive

import "github.com/footnote-bot/footnote/article"

// cite makes citations of candidates.
func cite(found []candidate, q query) []article.Citation {
	var out []article.Citation
	for _, c := range found {
		if citation, err := c.doc.Cite(c.passage.Start, c.passage.End); err == nil {
			out = append(out, citation)
		}
	}
	return out
}
