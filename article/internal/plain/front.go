package plain

import "strings"

// frontMatter takes the lines at the top off that say what a text is, between "---" as YAML or "+++" as TOML, and reads
// the plain ones of them. Rules with text between them look like that: it has no blank line at its top and nothing but
// fields, lists and comments.
func (d *Document) frontMatter(source string) string {
	source = strings.TrimPrefix(source, "\ufeff")
	fence, sign := "---", ":"
	if strings.HasPrefix(source, "+++\n") {
		fence, sign = "+++", "="
	}
	rest, ok := strings.CutPrefix(source, fence+"\n")
	if !ok || strings.HasPrefix(strings.TrimLeft(rest, " \t"), "\n") {
		return source
	}
	head, body, ok := cutLine(rest, fence)
	if !ok || !strings.Contains(head, sign) {
		return source
	}
	for line := range strings.SplitSeq(head, "\n") {
		key, value, _ := strings.Cut(line, sign)
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			d.Title = value
		case "author", "authors", "by":
			d.Author = strings.Trim(value, "[]")
		case "date", "published":
			d.Date = value
		case "lang", "language":
			d.Language = value
		}
	}
	return body
}

// cutLine cuts a text at the first line that is no more than a fence; "..." ends YAML, too.
func cutLine(text, fence string) (before, after string, found bool) {
	at := 0
	for line := range strings.Lines(text) {
		if end := strings.TrimRight(line, " \t\n"); end == fence || fence == "---" && end == "..." {
			return text[:at], text[at+len(line):], true
		}
		at += len(line)
	}
	return text, "", false
}
