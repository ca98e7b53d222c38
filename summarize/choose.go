package summarize

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
)

const withNeighbours = 8 // how many of the best finds bring theirs

// choose picks the passages that the model reads for a question: those that the answer before it cites, and those that
// retrieval finds, best first, each with its neighbours in the paragraph, until so many tokens are full. It gives nil and true
// where everything fits.
func (s *session) choose(ctx context.Context, query string, tokens int) (keep map[int]struct{}, whole bool) {
	if totalTokens(s.req.Documents) <= tokens {
		return nil, true
	}
	c := choosing{session: s, numbering: numbered(s.req.Documents), keep: map[int]struct{}{}, room: tokens}
	for _, cited := range s.before() {
		for _, p := range cited.Passages() {
			c.add(cited.Document(), p.Number)
		}
	}
	for rank, hit := range s.engine.meanings.find(ctx, s.req.Documents, query, 200) {
		around := []int{hit.Passage, hit.Passage + 1, hit.Passage - 1}
		if rank >= withNeighbours {
			around = around[:1]
		}
		paragraph, _ := hit.Doc.Passage(hit.Passage)
		for _, n := range around {
			if p, ok := hit.Doc.Passage(n); ok && p.Paragraph == paragraph.Paragraph {
				c.add(hit.Doc, n)
			}
		}
	}
	return c.keep, false
}

// choosing is the state of one choice.
type choosing struct {
	*session
	numbering sources
	keep      map[int]struct{} // in the common numbering
	room      int              // tokens
}

// add takes a passage, unless it is withheld or too long for the room that is left.
func (c *choosing) add(d *article.Document, number int) {
	p, ok := d.Passage(number)
	n := c.numbering.number(d, number)
	if _, has := c.keep[n]; !ok || has || c.shut.has(d, number) {
		return
	}
	if cost := model.Estimate(d.PassageText(p)) + lineTokens; cost <= c.room {
		c.room -= cost
		c.keep[n] = struct{}{}
	}
}

// before is what the answer before this question cites, of the documents that are still asked about.
func (s *session) before() []article.Citation {
	n := len(s.req.History)
	if n == 0 {
		return nil
	}
	var out []article.Citation
	for _, span := range s.req.History[n-1].Cites {
		for _, d := range s.req.Documents {
			if d.ID != span.Document {
				continue
			}
			if c, err := d.Cite(span.Start, span.End); err == nil {
				out = append(out, c)
			}
		}
	}
	return out
}

// ownWords is the number of content words from which a question stands for itself.
const ownWords = 3

// query is what is searched for: the question, and, where that has few words of its own ("and the second one?"), what
// was asked and answered before it.
func (s *session) query() string {
	n := len(s.req.History)
	if n == 0 || len(lexical.ContentWords(s.req.Question, lexical.Language(s.req.Question))) >= ownWords {
		return s.req.Question
	}
	before := s.req.History[n-1]
	if before.Question == "" { // a summary leads everywhere; what it cites is read too
		return s.req.Question
	}
	return s.req.Question + "\n" + before.Question + "\n" + head(before.Answer, 200)
}

// foreign is the language of the text, where the question is in another one.
func (s *session) foreign() (lang string, is bool) {
	asked, lang := lexical.Language(s.req.Question), documentLanguage(s.req.Documents)
	return lang, asked != "" && !sameLanguage(asked, lang)
}

// translate asks the model for a question's words in the language of the text, since retrieval compares words.
func (s *session) translate(ctx context.Context, question, lang string) (words string, ok bool) {
	task, err := s.engine.cfg.Prompts.Search(prompts.Search{Question: question, Language: languageName(lang)})
	if err != nil {
		return "", false
	}
	c := call{task: task, most: 1}
	resp, err := s.engine.cfg.Model.Chat(ctx, c.request())
	s.spend(resp.Usage, resp.Model)
	if err != nil {
		return "", false
	}
	var out struct{ Words string }
	if json.Unmarshal([]byte(resp.Text), &out) != nil {
		out.Words, _, _ = strings.Cut(strings.TrimSpace(resp.Text), "\n")
	}
	return head(out.Words, 400), lexical.Language(out.Words) == "" || sameLanguage(lexical.Language(out.Words), lang)
}

// nearest are the passages that come closest to the question.
func (s *session) nearest(ctx context.Context, query string, n int) []article.Citation {
	var out []article.Citation
	for _, hit := range s.engine.meanings.find(ctx, s.req.Documents, query, n+10) {
		if len(out) == n || s.shut.has(hit.Doc, hit.Passage) {
			continue
		}
		if c, err := hit.Doc.CitePassages(hit.Passage, hit.Passage); err == nil {
			out = append(out, c)
		}
	}
	return out
}
