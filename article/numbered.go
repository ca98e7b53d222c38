package article

import (
	"strings"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// keepNumbers writes the numbers of items and headings before them, where the text refers to one of them: "go back to step 2" says
// nothing where no step has a number.
func keepNumbers(blocks []block.Block) {
	numbers := map[string]bool{}
	for _, b := range blocks {
		if core := coreOf(b); core != "" {
			numbers[core] = true
		}
	}
	if len(numbers) < 2 || !refersToOne(blocks, numbers) {
		return
	}
	for i := range blocks {
		if b := &blocks[i]; coreOf(*b) != "" {
			b.Text, b.Lead = b.Number+" "+b.Text, ""
		}
	}
}

// coreOf is the number of an item or heading without the signs around it.
func coreOf(b block.Block) string {
	if b.Kind != block.ListItem && b.Kind != block.Heading {
		return ""
	}
	return strings.ToLower(strings.Trim(b.Number, " .()[]、．）（"))
}

// reference finds what may be a reference: in brackets; behind a word of some length and before the end of a clause or another word; in Chinese
// and Japanese behind 第 or a word, and before no sign that counts things.
var reference = pattern.Lazy(`[(（]([0-9]{1,2}|[a-z]|[ivx]{1,5})[)）]|\p{L}{4,}[ \x{a0}]([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})(?:[,;:.!?)»”،؛]?(?:\s|$))|` +
	`(?:第|[\p{Han}\p{Katakana}]{2})([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[步項项点條条]|[\p{Hiragana}，。、；）)]|$)`)

func refersToOne(blocks []block.Block, numbers map[string]bool) bool {
	for _, b := range blocks {
		if b.Kind == block.Code || b.Kind == block.TableRow {
			continue
		}
		for _, m := range reference().FindAllStringSubmatch(b.Text, -1) {
			if numbers[m[1]] || numbers[m[2]] || numbers[m[3]] {
				return true
			}
		}
	}
	return false
}

// marker is the number of an item that begins a stretch of text.
var marker = pattern.Lazy(`^[(（]?[0-9A-Za-z一二三四五六七八九十.]{1,8}[.)）、] +`)
