package lexical

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed simplified.txt
var simplifiedPairs string

// simplified maps traditional characters to simplified ones, others to zero. Characters that are both (乾, 著) follow the
// table's first choice: this is for comparing, where a wrong match costs less than a missed one.
var simplified = sync.OnceValue(func() *[0x10000]uint16 {
	table := new([0x10000]uint16)
	for line := range strings.Lines(simplifiedPairs) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for line = strings.TrimSpace(line); line != ""; {
			from, n := utf8.DecodeRuneInString(line)
			to, m := utf8.DecodeRuneInString(line[n:])
			table[from&0xffff] = uint16(to)
			line = line[n+m:]
		}
	}
	return table
})
