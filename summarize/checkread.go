package summarize

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/internal/lexical"
	"github.com/footnote-bot/footnote/summarize/internal/retrieve"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

const hitsPerStatement = 3 // sentences beside which each statement is read, with their neighbours

// readStatements has a reader who can be trusted decide on statements, each beside the sentences that retrieval finds for it.
// Where those do not say it, and the text is short enough to be read whole, it is: only then the text does not say it. False
// where no reader could be trusted.
func (s *session) readStatements(ctx context.Context, c *Check, open []int) bool {
	candidates, of := s.aboutStatements(ctx, c, open)
	opinions, err := s.read(ctx, candidates)
	if err != nil {
		s.fail(err)
		return false
	}
	if opinions == nil {
		s.note(UncheckedModel)
		return false
	}
	var absent []candidate
	var absentOf []int
	for i, o := range opinions {
		st := &c.Statements[of[i]]
		switch o.verdict {
		case carried:
			st.Verdict, st.Citations = Supported, telling(candidates[i], st.Text)
		case contradicted:
			st.Verdict, st.Citations = Contradicted, telling(candidates[i], st.Text+" "+o.mended)
			st.Said, st.Found = difference(st, o)
		case notSaid:
			absent, absentOf = append(absent, candidates[i]), append(absentOf, of[i])
		}
	}
	s.readWhole(ctx, c, absent, absentOf)
	return true
}

// readWhole reads statements beside all of a short text, to know whether it does not say them.
func (s *session) readWhole(ctx context.Context, c *Check, absent []candidate, of []int) {
	if len(absent) == 0 || notInText(s.req.Documents) != NotInText ||
		totalTokens(s.req.Documents) > min(s.engine.cfg.Whole, s.engine.window.size()) {
		return
	}
	for i := range absent {
		absent[i].whole = true
	}
	opinions, err := s.read(ctx, absent)
	if err != nil {
		s.fail(err)
	}
	for i, o := range opinions {
		if o.verdict == notSaid {
			c.Statements[of[i]].Verdict = NotStated
		}
	}
}

// aboutStatements finds, for each statement, the sentences that speak of it.
func (s *session) aboutStatements(ctx context.Context, c *Check, open []int) (candidates []candidate, of []int) {
	index := retrieve.New(s.req.Documents...)
	lang := documentLanguage(s.req.Documents)
	foreign := !sameLanguage(lang, s.reply.Language)
	for _, n := range open {
		query := c.Statements[n].Text
		if foreign {
			words, ok := s.translate(ctx, query, lang)
			if ok {
				query += "\n" + words
			}
		}
		found := candidate{Claim: Claim{Text: c.Statements[n].Text}}
		for _, hit := range index.Search(query, hitsPerStatement+5) {
			cited, err := hit.Doc.CitePassages(hit.Passage, hit.Passage)
			if err == nil && len(found.Citations) < hitsPerStatement && !s.shut.has(hit.Doc, hit.Passage) {
				found.Citations = append(found.Citations, cited)
			}
		}
		if first, err := s.firstShown(); len(found.Citations) == 0 && err == nil {
			found.Citations = []article.Citation{first} // no word leads anywhere: only reading all of it can tell
		}
		if len(found.Citations) > 0 {
			candidates, of = append(candidates, found), append(of, n)
		}
	}
	return candidates, of
}

// firstShown is the first passage that is not withheld.
func (s *session) firstShown() (article.Citation, error) {
	for _, d := range s.req.Documents {
		for _, p := range d.Passages {
			if !s.shut.has(d, p.Number) {
				return d.CitePassages(p.Number, p.Number)
			}
		}
	}
	return article.Citation{}, errors.New("no passage that may be shown")
}

// telling are the sentences, of those beside which a statement was read, that hold most of its words: one, or two where the
// second holds more of them.
func telling(c candidate, text string) []article.Citation {
	lang := lexical.Language(text)
	says, best := words(text, lang), c.Citations[:1]
	most := 0
	for i, one := range c.Citations {
		if n := held(says, lang, one); n > most {
			best, most = []article.Citation{one}, n
		}
		for _, other := range c.Citations[i+1:] {
			if n := held(says, lang, one, other); n > most+1 {
				best, most = []article.Citation{one, other}, n
			}
		}
	}
	return best
}

// held is how many of some words sentences have.
func held(says map[string]bool, lang string, cited ...article.Citation) int {
	has := map[string]bool{}
	for _, c := range cited {
		for w := range words(c.Quote(), lang) {
			has[w] = has[w] || says[w]
		}
	}
	n := 0
	for _, yes := range has {
		if yes {
			n++
		}
	}
	return n
}

// difference are the two values that differ: figures or dates where that is what it is, else the words that the reader named,
// where they are the statement's own, and those of the mended form that stand in the sentences cited.
func difference(st *Statement, o opinion) (said, found string) {
	if o, ok := verify.Opposed([]*article.Document{st.Citations[0].Document()}, st.Text); ok && slices.Contains(st.Citations, o.Citation) {
		return o.Said, o.Found
	}
	if strings.Contains(st.Text, o.words) {
		said = o.words
	}
	for _, part := range strings.FieldsFunc(o.mended, func(r rune) bool { return strings.ContainsRune(" ,;，；、", r) }) {
		inText := slices.ContainsFunc(st.Citations, func(c article.Citation) bool { return strings.Contains(c.Quote(), part) })
		if inText && !strings.Contains(st.Text, part) && len(part) > len(found) {
			found = part
		}
	}
	return said, found
}

// compare decides without a reader: what is certain contradicts.
func (s *session) compare(st *Statement) {
	o, ok := verify.Opposed(s.req.Documents, st.Text)
	if ok && !s.shut.touches(o.Citation) {
		st.Verdict, st.Said, st.Found, st.Citations = Contradicted, o.Said, o.Found, []article.Citation{o.Citation}
	}
}
