package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// stamp is an element that is marked up as a time.
type stamp struct {
	at, text string // for machines, for people
	kind     stampKind
}

type stampKind int

const (
	declaredStamp stampKind = iota // as the time of publication
	plainStamp
	changedStamp // as the time of the last change
)

// readStamp keeps a time outside of comments.
func (d *pageData) readStamp(n *html.Node) {
	kind, is := stampOf(n)
	if !is || len(d.stamps) >= mostHeadings || inSection(n, d.sections) {
		return
	}
	s := stamp{at: first(attr(n, "content"), attr(n, "datetime")), kind: kind}
	if !longer(n, 300) {
		s.text = textOf(n)
	}
	if s.at == "" && kind == declaredStamp {
		s.kind = plainStamp
	}
	if s.at != "" || s.text != "" {
		d.stamps = append(d.stamps, s)
		d.besideTime = first(d.besideTime, nameBeside(n))
	}
}

// nameClass finds the class that platforms give to the name of who writes, beside the time.
var nameClass = pattern.Lazy(`(?:^|[-_])(?:nick|nickname|name|user|writer|creator)$`)

// nameBeside is the name that is marked up in the same line as a time.
func nameBeside(stamp *html.Node) string {
	for n, up := stamp.Parent, 0; n != nil && up < 2 && !longer(n, longestName); n, up = n.Parent, up+1 {
		for d := range n.Descendants() {
			if d.Type != html.ElementNode || d.DataAtom == atom.H1 || d.DataAtom == atom.H2 {
				continue
			}
			for class := range strings.FieldsSeq(strings.ToLower(attr(d, "class"))) {
				if nameClass().MatchString(class) {
					return textOf(d)
				}
			}
		}
	}
	return ""
}

// stampOf tells what time an element is marked up as.
func stampOf(n *html.Node) (kind stampKind, is bool) {
	switch prop := attr(n, "itemprop"); {
	case strings.Contains(prop, "datePublished"):
		return declaredStamp, true
	case strings.Contains(prop, "dateModified"):
		return changedStamp, true
	case prop == "dateCreated" || prop == "uploadDate":
		return plainStamp, true
	}
	class := strings.ToLower(attr(n, "class"))
	if n.DataAtom != atom.Time && (n.DataAtom == atom.Meta || !datesClass(class)) {
		return 0, false
	}
	if strings.Contains(class, "updated") && !strings.Contains(class, "publish") && !strings.Contains(class, "entry-date") || strings.Contains(class, "modified") {
		return changedStamp, true
	}
	return plainStamp, true
}

var dateClass = pattern.Lazy(`(?:publish(?:ed)?|publication|pub|post(?:ed)?|entry|article|news|story|created?|release)[-_]{0,2}(?:date|time|datum)|` +
	`date[-_]?(?:published|posted|created)|dateline|(?:^|\s)(?:published|posted-on)(?:\s|$)`)

func datesClass(class string) bool {
	return class != "" && (strings.Contains(class, "date") || strings.Contains(class, "time") || strings.Contains(class, "publi") || strings.Contains(class, "posted")) &&
		dateClass().MatchString(class)
}
