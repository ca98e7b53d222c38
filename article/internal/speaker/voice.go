package speaker

import "strings"

// oneVoice gives what is quoted and nobody's to the only person who is quoted in all of the text, where nobody else is
// named beside it.
func (f *finder) oneVoice(done []bool, looked int, lang language) {
	who, quoted := "", 0
	for i, p := range f.paragraphs[:looked] {
		if done[i] {
			continue
		}
		plain, speech := unquoted(p.Text), inSpeech(p)
		for j, name := range f.said[i] {
			if name != "" && who != "" && name != who {
				return
			}
			if name != "" {
				who = name
			}
			if name != "" && speech[j] {
				quoted++
			}
			if r := p.Sentences[j]; name == "" && speech[j] && lang.find(plain[r[0]:r[1]]).kind == other {
				return
			}
		}
	}
	if quoted < leastQuoted {
		return
	}
	known := false // whether the text has named them
	for i, p := range f.paragraphs[:looked] {
		if done[i] {
			continue
		}
		plain, speech := unquoted(p.Text), inSpeech(p)
		if known = known || strings.Contains(p.Text, lastField(who)); !known || isQuotation(plain) || f.tellsOfAnother(p, plain, who, lang) {
			continue
		}
		for j, r := range p.Sentences {
			if f.said[i][j] != "" || !speech[j] {
				continue
			}
			text := plain[r[0]:r[1]]
			if kind := lang.find(text).kind; kind == pronoun || kind == described || kind == nothing && isQuotation(text) {
				f.said[i][j] = who
			}
		}
		f.fillQuotations(i, p)
	}
}

// tellsOfAnother reports whether a paragraph tells of anybody but one person.
func (f *finder) tellsOfAnother(p Paragraph, plain, who string, lang language) bool {
	if oneselfEastAsian[f.lang] != nil && !strings.Contains(plain, who) {
		return true // no capitals tell
	}
	for _, r := range p.Sentences {
		if text := plain[r[0]:r[1]]; f.namesAnother(text, who) || somebody().MatchString(text) || heAbove(text, who) || !onlyMentions(lang.mentions(text), who) {
			return true
		}
	}
	return false
}

// callsByName reports whether a text has a word of a name: people seldom call themselves so.
func callsByName(text, name string) bool {
	for word := range strings.FieldsSeq(name) {
		if namelike(word) && strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// leastQuoted is how many sentences of direct speech tell that somebody is quoted throughout.
const leastQuoted = 1
