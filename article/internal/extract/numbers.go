package extract

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/ordinal"
)

// mostItems bounds from where to where a list is counted.
const mostItems = 10_000

// numbered counts the items of ordered lists, each once.
type numbered map[*html.Node]int // the next number of a list

// of is the number of an item as a browser shows it; "" in lists without.
func (n numbered) of(item *html.Node) string {
	list := item.Parent
	if list == nil || list.DataAtom != atom.Ol {
		return ""
	}
	step := 1
	next, begun := n[list]
	if hasAttr(list, "reversed") {
		step = -1
	}
	if !begun {
		next = firstNumber(list, step)
	}
	if v, err := strconv.Atoi(attr(item, "value")); err == nil && v > -mostItems && v < mostItems {
		next = v
	}
	n[list] = next + step
	return ordinal.Format(styleOf(attr(list, "type")), next) + "."
}

func firstNumber(list *html.Node, step int) int {
	if start, err := strconv.Atoi(attr(list, "start")); err == nil && start > -mostItems && start < mostItems {
		return start
	}
	if step > 0 {
		return 1
	}
	items := 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			items++
		}
	}
	return items
}

func styleOf(kind string) ordinal.Style {
	switch kind {
	case "a":
		return ordinal.LowerLetter
	case "A":
		return ordinal.UpperLetter
	case "i":
		return ordinal.LowerRoman
	case "I":
		return ordinal.UpperRoman
	}
	return ordinal.Decimal
}
