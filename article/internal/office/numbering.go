package office

import (
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/article/internal/ordinal"
)

// listLevels is how many levels Word's lists have.
const listLevels = 9

// numbering counts the items of lists and the headings that Word numbers.
type numbering struct {
	lists   map[string]*numberedList // by the id of their definition
	byID    map[string]string        // from the id of a list to that of its definition
	restart map[string]map[int]int   // levels at which a list begins anew
}

type numberedList struct {
	levels [listLevels]level
	counts [listLevels]int
	begun  [listLevels]bool
}

type level struct {
	start int
	style ordinal.Style
	text  string // such as "%1.%2)"
}

// numbering reads the part that defines lists.
func (a *archive) numbering(name string) (*numbering, error) {
	var part struct {
		Abstract []struct {
			ID    string `xml:"abstractNumId,attr"`
			Level []struct {
				Index  int    `xml:"ilvl,attr"`
				Start  *value `xml:"start"`
				Format value  `xml:"numFmt"`
				Text   value  `xml:"lvlText"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Num []struct {
			ID       string `xml:"numId,attr"`
			Abstract value  `xml:"abstractNumId"`
			Override []struct {
				Level int    `xml:"ilvl,attr"`
				Start *value `xml:"startOverride"`
			} `xml:"lvlOverride"`
		} `xml:"num"`
	}
	if err := a.decode(name, &part); err != nil {
		return nil, err
	}
	n := &numbering{lists: map[string]*numberedList{}, byID: map[string]string{}, restart: map[string]map[int]int{}}
	for _, abstract := range part.Abstract {
		list := &numberedList{}
		for _, l := range abstract.Level {
			if l.Index < 0 || l.Index >= listLevels {
				continue
			}
			list.levels[l.Index] = level{start: 1, style: countStyle(l.Format.Val), text: l.Text.Val}
			if l.Start != nil {
				list.levels[l.Index].start = number(l.Start.Val)
			}
		}
		n.lists[abstract.ID] = list
	}
	for _, num := range part.Num {
		n.byID[num.ID] = num.Abstract.Val
		for _, o := range num.Override {
			if o.Start == nil {
				continue
			}
			if n.restart[num.ID] == nil {
				n.restart[num.ID] = map[int]int{}
			}
			n.restart[num.ID][o.Level] = number(o.Start.Val)
		}
	}
	return n, nil
}

func countStyle(format string) ordinal.Style {
	switch format {
	case "bullet", "none", "":
		return ordinal.None
	case "lowerLetter":
		return ordinal.LowerLetter
	case "upperLetter":
		return ordinal.UpperLetter
	case "lowerRoman":
		return ordinal.LowerRoman
	case "upperRoman":
		return ordinal.UpperRoman
	}
	if strings.HasPrefix(format, "chinese") || strings.HasPrefix(format, "japanese") || strings.HasPrefix(format, "taiwanese") || strings.HasPrefix(format, "ideograph") {
		return ordinal.Han
	}
	return ordinal.Decimal
}

// next is what Word shows before the next paragraph of a list, at a level from 0; "" for a bullet.
func (n *numbering) next(id string, at int) string {
	list := n.lists[n.byID[id]]
	if list == nil || at < 0 || at >= listLevels {
		return ""
	}
	if start, ok := n.restart[id][at]; ok {
		delete(n.restart[id], at)
		list.counts[at], list.begun[at] = start, true
	} else {
		list.count(at)
	}
	for deeper := at + 1; deeper < listLevels; deeper++ {
		list.begun[deeper] = false
	}
	if list.levels[at].style == ordinal.None {
		return ""
	}
	text := list.levels[at].text
	for i := range listLevels {
		if mark := "%" + strconv.Itoa(i+1); strings.Contains(text, mark) {
			if i != at && !list.begun[i] {
				list.count(i)
			}
			text = strings.ReplaceAll(text, mark, ordinal.Format(list.levels[i].style, list.counts[i]))
		}
	}
	return strings.TrimSpace(text)
}

func (l *numberedList) count(at int) {
	if !l.begun[at] {
		l.counts[at], l.begun[at] = l.levels[at].start, true
		return
	}
	l.counts[at]++
}
