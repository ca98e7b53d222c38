package summarize

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/prompts"
	"github.com/footnote-bot/footnote/summarize/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
)

const withNeighbours = 8 // how many of the best finds bring theirs

// choose picks the passages that the model reads for a question: those that retrieval finds, best first, each with its
// neighbours in the paragraph, until so many tokens are full. It gives nil and true where everything fits.
func (s *session) choose(query string, tokens int) (keep map[int]struct{}, whole bool) {
	if totalTokens(s.req.Documents) <= tokens {
		return nil, true
	}
	first := map[*article.Document]int{}
	next := 0
	for _, d := range s.req.Documents {
		first[d] = next
		next += len(d.Passages)
	}
	keep = map[int]struct{}{}
	room := tokens
	for rank, hit := range retrieve.New(s.req.Documents...).Search(query, 200) {
		around := []int{hit.Passage, hit.Passage + 1, hit.Passage - 1}
		if rank >= withNeighbours {
			around = around[:1]
		}
		paragraph, _ := hit.Doc.Passage(hit.Passage)
		for _, n := range around {
			p, ok := hit.Doc.Passage(n)
			ok = ok && p.Paragraph == paragraph.Paragraph
			if _, has := keep[first[hit.Doc]+n]; !ok || has || s.shut.has(hit.Doc, n) {
				continue
			}
			cost := model.Estimate(hit.Doc.PassageText(p)) + lineTokens
			if cost > room {
				continue
			}
			room -= cost
			keep[first[hit.Doc]+n] = struct{}{}
		}
	}
	return keep, false
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
func (s *session) nearest(query string, n int) []article.Citation {
	var out []article.Citation
	for _, hit := range retrieve.New(s.req.Documents...).Search(query, n+10) {
		if len(out) == n || s.shut.has(hit.Doc, hit.Passage) {
			continue
		}
		if c, err := hit.Doc.CitePassages(hit.Passage, hit.Passage); err == nil {
			out = append(out, c)
		}
	}
	return out
}
