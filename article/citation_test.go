package article_test

import (
	"testing"

	"github.com/footnote-bot/footnote/article"
)

// A citation is a run of the text's own bytes, or there is none.
func TestCitationIsARangeOfTheText(t *testing.T) {
	d := article.NewDiscussion("https://a.example/1", "", []article.DiscussionMessage{
		{Author: "Ann", Text: "The ferry left.  It was late."}, {Author: "李明", Text: "渡轮离开了。"},
	}, nil)
	for start := -1; start <= len(d.Text)+1; start++ {
		for end := -1; end <= len(d.Text)+1; end++ {
			c, err := d.Cite(start, end)
			whole := start >= 0 && start < end && end <= len(d.Text) && isBoundary(d.Text, start) && isBoundary(d.Text, end)
			if (err == nil) != whole {
				t.Fatalf("Cite(%d, %d): %v", start, end, err)
			}
			if err != nil {
				continue
			}
			if from, to := c.Range(); c.Quote() != d.Text[start:end] || from != start || to != end || c.Document() != d {
				t.Fatalf("Cite(%d, %d) is %q, [%d, %d)", start, end, c.Quote(), from, to)
			}
		}
	}
	if c, err := d.CitePassages(1, len(d.Passages)); err != nil || c.Speaker() != "" || len(c.Passages()) != len(d.Passages) {
		t.Errorf("all passages: said by %q, %v", c.Speaker(), err)
	}
	if c, err := d.CitePassages(1, 1); err != nil || c.Speaker() != "Ann" || c.First().Number != 1 {
		t.Errorf("the first passage: said by %q, %v", c.Speaker(), err)
	}
	for _, run := range [][2]int{{0, 1}, {1, len(d.Passages) + 1}, {2, 1}} {
		if _, err := d.CitePassages(run[0], run[1]); err == nil {
			t.Errorf("passages %v are cited", run)
		}
	}
}

// isBoundary reports whether a character begins or the text ends there.
func isBoundary(text string, at int) bool {
	if at == len(text) {
		return true
	}
	for i := range text {
		if i == at {
			return true
		}
	}
	return false
}
