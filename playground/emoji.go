package playground

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/internal/pattern"
)

//go:embed emoji.txt
var emojiText string

// emojiNames are the standard emoji's, sorted; there are no others here.
var emojiNames = sync.OnceValue(func() []string { return strings.Fields(emojiText[strings.IndexByte(emojiText, '\n'):]) })

var skinTone = pattern.Lazy(`::skin-tone-[2-6]$`)

// knownEmoji reports whether a reaction of that name can be given.
func knownEmoji(name string) bool {
	_, found := slices.BinarySearch(emojiNames(), skinTone().ReplaceAllString(name, ""))
	return found
}
