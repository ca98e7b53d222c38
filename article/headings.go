package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// The longest line that is taken for a heading.
const (
	headingSigns = 30 // Han, kana
	headingWords = 12
)

// markHeadings finds headings in sources that mark none: a short line without a mark at its end before a paragraph that
// has one. A line that is bold from end to end is one in formats that know bold.
func markHeadings(blocks []block.Block, unmarked bool) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != block.Paragraph || !headingLike(b.Text) {
			continue
		}
		next := nextParagraph(blocks[i+1:])
		bold := b.Lead != "" && strings.TrimSpace(b.Lead) == strings.TrimSpace(b.Text)
		opens := i == 0 && len(blocks) > 3
		if (bold || unmarked) && (opens && !isByline(b.Text) || next && !isByline(b.Text)) {
			b.Kind, b.Level = block.Heading, 2
			if i == 0 {
				b.Level = 1
			}
		}
	}
}

// nextParagraph reports whether running text follows, not another short line or the next message of a chat.
func nextParagraph(rest []block.Block) bool {
	if len(rest) == 0 || rest[0].Kind != block.Paragraph && rest[0].Kind != block.ListItem && rest[0].Kind != block.Quote {
		return false
	}
	return !headingLike(rest[0].Text) && !speaker.IsTimed(rest[0].Text)
}

// headingLike: short, and without a mark at its end.
func headingLike(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) && !unicode.In(last, unicode.Pe, unicode.Pf) && last != '?' && last != '？' && last != '"' {
		return false
	}
	if strings.ContainsAny(text, "。；;|") || strings.Contains(text, "://") {
		return false
	}
	if _, rest, ok := speaker.Label(text); ok && rest != "" || speaker.IsTimed(text) {
		return false
	}
	if last == '?' || last == '？' {
		return false // a question of an interview more often than a heading
	}
	signs, words := 0, 0
	for field := range strings.FieldsSeq(text) {
		words++
		for _, r := range field {
			if ledger.Unspaced(r) {
				signs++
			}
		}
	}
	return signs <= headingSigns && words <= headingWords && utf8.RuneCountInString(text) <= 90
}

// bylineMarks begin or hold the line that names an author.
var bylineMarks = []string{"记者", "記者", "作者", "编辑", "編輯", "撰文", "文/", "文／", "文丨", "文｜", "来源", "來源", "责编", "采写"}

func isByline(text string) bool {
	return containsAny(text, bylineMarks) || strings.HasPrefix(text, "By ") || strings.HasPrefix(text, "by ") || strings.HasPrefix(text, "BY ")
}
