package articletest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Growing is a kind of file that may be of any size, and that makes some step of its reading do its worst: rows times columns,
// nesting, one long line, many tiny blocks, long runs of lines that could be joined.
type Growing struct {
	Name string
	// Data is a file of about so many bytes of text.
	Data func(size int) []byte
	// Most is the size from which on no more of it is read.
	Most int
}

// GrowingFiles are the worst cases of every format.
func GrowingFiles() []Growing {
	return slices.Concat(growingTexts(), growingMarkdown(), growingRichText(), growingPages(), growingArchives(), growingFeeds())
}

// Of the sizes up to which a file is read, in bytes.
const (
	mostText = 5 << 20
	mostMark = 1 << 20
	mostHTML = 10 << 20
	mostFile = 10 << 20
)

func growingTexts() []Growing {
	return []Growing{
		{"lines of a log", lines("2026-11-28T02:%02d:%02dZ INFO worker 17 took job 4%d of the harbour and left it\n"), mostText},
		{"lines of a log that begin anywhere", lines("  02:%02d:%02d worker: the job %d was\n 02:00 taken\n"), mostText},
		{"lines that are all full", lines("the ferry of %02d:%02d that left the old harbour %d and\n"), mostText},
		{"lines of one sign", units("a\n"), 8 << 20},
		{"paragraphs of one sign", units("a\n\n"), mostText},
		{"one long line", units("the ferry left, "), mostText},
		{"one long line of Han", units("渡轮离开旧港，"), mostText},
		{"one word", units("ab"), mostText},
		{"broken Han lines", units("自今年三月，渡轮离开了旧港\n\n以来的第一班\n\n"), mostText},
		{"halves of sentences", units("the council of the old town and the harbour met and decided that\n\nthe ferry will not leave\n\n"), mostText},
		{"speakers that take turns", lines("Ann Doe%d%d: The ferry %d left.\n\nBob Roe: Yes.\n\n"), mostText},
		{"labels of their own", lines("Name%02d%02dX%d: The ferry left.\n\n"), mostText},
		{"labels in capitals", capitals, mostText},
		{"Chinese speakers", lines("船长余欢%02d%02d说，渡轮离开了%d。\n\n他表示，没有人看见。\n\n"), mostText},
		{"people who say", lines("Jane Xo%02d%02dan%d, head of research at the harbour, said the ferry left.\n\n"), mostText},
		{"quotations in one paragraph", units("“The ferry has left the old harbour,” said Ann Bell, a deckhand. "), mostText},
		{"people who say in one paragraph", oneLine(lines("Jane Xo%02d%02dan%d, head of research at the harbour, said the ferry left.\n")), mostText},
		{"Chinese names of all signs", chineseNames, mostText},
		{"one clause of places", units("在"), mostText},
		{"quotations that stay open", units("“The ferry left, he said, and “"), mostText},
		{"brackets that stay open", units("（渡轮"), mostText},
		{"a chat with times", lines("[%02d:%02d] Ann: the ferry %d left\n[10:00] Bob: yes\n"), mostText},
		{"rows of values", lines("%02d,%02d,%d,harbour,\"The ferry left\",,,9\n"), mostText},
		{"values of one row", lines("%02d,%02d,%d,"), mostText},
		{"quotes in quotes", units("> "), mostText},
		{"links", lines("See https://a.example/%02d%02d?x=%d now. "), mostText},
	}
}

func growingMarkdown() []Growing {
	return []Growing{
		{"labels that are bold", titled("**Ann Doe:** It left.\n\n"), mostMark},
		{"a table of many columns", table, mostMark},
		{"a table of many rows", func(n int) []byte { return append([]byte("|a|b|\n|-|-|\n"), units("|a|b|\n")(n)...) }, mostMark},
		{"Markdown, brackets", titled("["), mostMark},
		{"Markdown, links in links", titled("[a]("), mostMark},
		{"Markdown, pictures", titled("![a"), mostMark},
		{"Markdown, emphasis", titled("*a **b "), mostMark},
		{"Markdown, emphasis that closes nothing", titled("a_b*c "), mostMark},
		{"Markdown, back quotes", backQuotes, mostMark},
		{"Markdown, tags", titled("<a b='"), mostMark},
		{"Markdown, notes", notes, mostMark},
		{"Markdown, references", references, mostMark},
		{"Markdown, lists", titled("- a\n"), mostMark},
		{"Markdown, lists in lists", staircase, mostMark},
		{"Markdown, lines of a quote", titled("> a\n"), mostMark},
		{"Markdown, quotes in quotes", titled(strings.Repeat("> ", 90) + "a\n"), mostMark},
		{"Markdown, one paragraph", titled(Sentence), mostMark},
		{"Markdown, breaks", titled("a  \n"), mostMark},
	}
}

func growingPages() []Growing {
	return []Growing{
		{"a page of tiny paragraphs", paged("<p>a"), mostHTML},
		{"a page of breaks", paged("a<br>"), mostHTML},
		{"a page of lines that begin alike", pageOf(lines("<p>2026-11-28T02:%02d:%02dZ the ferry left %d")), mostHTML},
		{"a page of parts that no browser shows", pageOf(lines("<object><p>%02d %02d ferries left %d</object>")), mostHTML},
		{"a page of cells that are not there", pageOf(lines("<tr><td>aa|%02d<td hidden>%02d<td>%d")), mostHTML},
		{"a page of lists in lists", paged("<ul><li>a"), mostHTML},
		{"a page of forms", paged("<form><input value=a><select><option>a</select><label>a</label></form>"), mostHTML},
		{"a page of sentences", paged("<p>" + Sentence), mostHTML},
		{"a page of links", paged(`<li><a href="/a">The ferry left</a>`), mostHTML},
		{"a page of one paragraph", paged(Sentence), mostHTML},
		{"a page of inline elements", paged("<b>The</b> ferry "), mostHTML},
		{"a page of rows", paged("<tr><td>The ferry<td>9<td>left"), mostHTML},
		{"a page of one row", func(n int) []byte {
			return []byte("<html><body><table><tr>" + strings.Repeat("<td>a", n/5) + "<tr><td>b</table>")
		}, mostHTML},
		{"cells that span", paged(`<table><tr><td rowspan=65534 colspan=1000>a<td rowspan=65534>b<tr><td>c<tr><td>d</table>`), mostHTML},
		{"rows below cells that span", spanned, mostHTML},
		{"a page of elements in elements", paged("<div><p>a"), mostHTML},
		{"styles", func(n int) []byte {
			return []byte("<html><head><style>" + strings.Repeat(".a{display:none}", n/16) + "</style></head><body><p>" + strings.Repeat(Sentence, 9))
		}, mostHTML},
	}
}

func units(unit string) func(int) []byte {
	return func(size int) []byte { return bytes.Repeat([]byte(unit), size/len(unit)) }
}

// lines counts in a form that has three numbers.
func lines(form string) func(int) []byte {
	return func(size int) []byte {
		var b bytes.Buffer
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, form, i/60%60, i%60, i)
		}
		return b.Bytes()
	}
}

// capitals are labels that the text knows in small letters, too.
func capitals(size int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		name := string([]byte{byte('A' + i%26), byte('A' + i/26%26), byte('A' + i/676%26), byte('A' + i/17576%26)})
		for range 2 {
			fmt.Fprintf(&b, "%s: It left, Ann %s.\n\n", name, name[:1]+strings.ToLower(name[1:]))
		}
	}
	return b.Bytes()
}

// oneLine makes one paragraph of lines.
func oneLine(data func(int) []byte) func(int) []byte {
	return func(size int) []byte { return bytes.ReplaceAll(data(size), []byte("\n"), []byte(" ")) }
}

// chineseNames are thousands of people of one surname.
func chineseNames(size int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "船长王%c%c说，渡轮离开了旧港。他没有等人。\n\n", '一'+rune(i%900), '不'+rune(i/900))
	}
	return b.Bytes()
}

// table has a row of as many columns as it has rows, which are short.
func table(size int) []byte {
	const row = "|\n"
	columns := size / 6
	return []byte(strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n" + strings.Repeat(row, columns))
}

func titled(unit string) func(int) []byte {
	return func(size int) []byte { return []byte("# A\n\n## B\n\n" + strings.Repeat(unit, size/len(unit))) }
}

// backQuotes opens code with ever more marks.
func backQuotes(size int) []byte {
	var b bytes.Buffer
	b.WriteString("# A\n\n## B\n\n")
	for i := 1; b.Len() < size; i++ {
		b.WriteString(strings.Repeat("`", i%2000+1) + "a ")
	}
	return b.Bytes()
}

func notes(size int) []byte {
	var b bytes.Buffer
	b.WriteString("# A\n\n## B\n\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b\n\n", i, i)
	}
	return b.Bytes()
}

func references(size int) []byte {
	var b bytes.Buffer
	b.WriteString("# A\n\n## B\n\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "[a][%d] \n\n[%d]: /b\n\n", i, i)
	}
	return b.Bytes()
}

// staircase is lists in lists, ninety floors down and up again.
func staircase(size int) []byte {
	var b bytes.Buffer
	b.WriteString("# A\n\n## B\n\n")
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.Repeat("  ", i%90) + "- a\n")
	}
	return b.Bytes()
}

func paged(unit string) func(int) []byte { return pageOf(units(unit)) }

// pageOf is a page of parts.
func pageOf(parts func(int) []byte) func(int) []byte {
	return func(size int) []byte {
		return []byte("<!doctype html><html><head><title>The boat</title></head><body><article>" + string(parts(size)) + "</article></body></html>")
	}
}

// spanned is a table whose first cells span all the rows below.
func spanned(size int) []byte {
	columns := min(size/100, 200)
	return []byte("<html><body><table><tr>" + strings.Repeat("<td rowspan=65534>"+Sentence, columns) + strings.Repeat("<tr><td>a<td>b", size/14) + "</table>")
}
