package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
	if !longer(n, 100) {
		s.text = textOf(n)
	}
	if s.at == "" && kind == declaredStamp {
		s.kind = plainStamp
	}
	if s.at != "" || s.text != "" {
		d.stamps = append(d.stamps, s)
	}
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

func datesClass(classes string) bool {
	for c := range strings.FieldsSeq(classes) {
		switch c {
		case "published", "published-date", "publish-date", "publication-date", "date-published", "published_date", "publish_date", "pubdate", "pub-date", "pub_date", "pubtime", "pub-time", "pub_time",
			"publish-time", "publish_time", "posted-on", "post-date", "post_date", "postdate", "entry-date", "article-date", "article_date", "article__date", "news-date", "dateline", "date-display-single", "post-time", "article-time":
			return true
		}
	}
	return false
}
