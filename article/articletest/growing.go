package articletest

import (
	"archive/zip"
	"bytes"
	"fmt"
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
	const text, mark = 5 << 20, 1 << 20
	return []Growing{
		{"lines of a log", lines("2026-11-28T02:%02d:%02dZ INFO worker 17 took job 4%d of the harbour and left it\n"), text},
		{"lines of a log that begin anywhere", lines("  02:%02d:%02d worker: the job %d was\n 02:00 taken\n"), text},
		{"lines that are all full", lines("the ferry of %02d:%02d that left the old harbour %d and\n"), text},
		{"lines of one sign", units("a\n"), 8 << 20},
		{"paragraphs of one sign", units("a\n\n"), text},
		{"one long line", units("the ferry left, "), text},
		{"one long line of Han", units("渡轮离开旧港，"), text},
		{"one word", units("ab"), text},
		{"broken Han lines", units("自今年三月，渡轮离开了旧港\n\n以来的第一班\n\n"), text},
		{"halves of sentences", units("the council of the old town and the harbour met and decided that\n\nthe ferry will not leave\n\n"), text},
		{"speakers that take turns", lines("Ann Doe%d%d: The ferry %d left.\n\nBob Roe: Yes.\n\n"), text},
		{"labels of their own", lines("Name%02d%02dX%d: The ferry left.\n\n"), text},
		{"labels in capitals", capitals, text},
		{"Chinese speakers", lines("船长余欢%02d%02d说，渡轮离开了%d。\n\n他表示，没有人看见。\n\n"), text},
		{"people who say", lines("Jane Xo%02d%02dan%d, head of research at the harbour, said the ferry left.\n\n"), text},
		{"quotations in one paragraph", units("“The ferry has left the old harbour,” said Ann Bell, a deckhand. "), text},
		{"people who say in one paragraph", oneLine(lines("Jane Xo%02d%02dan%d, head of research at the harbour, said the ferry left.\n")), text},
		{"Chinese names of all signs", chineseNames, text},
		{"one clause of places", units("在"), text},
		{"labels that are bold", titled("**Ann Doe:** It left.\n\n"), mark},
		{"quotations that stay open", units("“The ferry left, he said, and “"), text},
		{"brackets that stay open", units("（渡轮"), text},
		{"links", lines("See https://a.example/%02d%02d?x=%d now. "), text},
		{"a table of many columns", table, mark},
		{"a table of many rows", func(n int) []byte { return append([]byte("|a|b|\n|-|-|\n"), units("|a|b|\n")(n)...) }, mark},
		{"Markdown, brackets", titled("["), mark},
		{"Markdown, links in links", titled("[a]("), mark},
		{"Markdown, pictures", titled("![a"), mark},
		{"Markdown, emphasis", titled("*a **b "), mark},
		{"Markdown, emphasis that closes nothing", titled("a_b*c "), mark},
		{"Markdown, back quotes", backQuotes, mark},
		{"Markdown, tags", titled("<a b='"), mark},
		{"Markdown, notes", notes, mark},
		{"Markdown, references", references, mark},
		{"Markdown, lists", titled("- a\n"), mark},
		{"Markdown, lists in lists", staircase, mark},
		{"Markdown, lines of a quote", titled("> a\n"), mark},
		{"Markdown, breaks", titled("a  \n"), mark},
		{"rich text, tiny paragraphs", rich(`a\par `), text},
		{"rich text, one paragraph", rich(`the ferry left, `), text},
		{"rich text, groups", rich(`{a}`), text},
		{"rich text, signs", rich(`\u8226?`), text},
		{"rich text, bytes of other pages", rich(`\'e4{\b a}`), text},
		{"rich text, cells", rich(`a\cell `), text},
		{"a page of tiny paragraphs", paged("<p>a"), 10 << 20},
		{"a page of breaks", paged("a<br>"), 10 << 20},
		{"a page of sentences", paged("<p>" + Sentence), 10 << 20},
		{"a page of links", paged(`<li><a href="/a">The ferry left</a>`), 10 << 20},
		{"a page of one paragraph", paged(Sentence), 10 << 20},
		{"a page of inline elements", paged("<b>The</b> ferry "), 10 << 20},
		{"a page of rows", func(n int) []byte { return paged("<tr><td>The ferry<td>9<td>left")(n) }, 10 << 20},
		{"a page of one row", func(n int) []byte {
			return []byte("<html><body><table><tr>" + strings.Repeat("<td>a", n/5) + "<tr><td>b</table>")
		}, 10 << 20},
		{"cells that span", paged(`<table><tr><td rowspan=65534 colspan=1000>a<td rowspan=65534>b<tr><td>c<tr><td>d</table>`), 10 << 20},
		{"rows below cells that span", spanned, 10 << 20},
		{"a page of elements in elements", func(n int) []byte { return paged("<div><p>a")(n) }, 10 << 20},
		{"styles", func(n int) []byte {
			return []byte("<html><head><style>" + strings.Repeat(".a{display:none}", n/16) + "</style></head><body><p>" + strings.Repeat(Sentence, 9))
		}, 10 << 20},
		{"a Word file of tiny paragraphs", documentOf("<w:p><w:r><w:t>a</w:t></w:r></w:p>"), 10 << 20},
		{"a Word file of one row", func(n int) []byte {
			return wordFile("<w:tbl><w:tr>" + strings.Repeat("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>", n/50) + "</w:tr></w:tbl>")
		}, 10 << 20},
		{"a Word file of rows", func(n int) []byte {
			return wordFile("<w:tbl>" + strings.Repeat("<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>", n/60) + "</w:tbl>")
		}, 10 << 20},
		{"slides of tiny paragraphs", slides, 10 << 20},
		{"a chapter of tiny paragraphs", func(n int) []byte {
			return stored("mimetype", "application/epub+zip",
				"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
				"b.opf", `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
				"a.xhtml", "<html><body>"+strings.Repeat("<p>a</p>", n/8)+"</body></html>")
		}, 8 << 20},
		{"a feed of tiny entries", func(n int) []byte {
			return []byte(`<rss version="2.0"><channel><title>t</title>` + strings.Repeat("<item><title>a</title></item>", n/30) + "</channel></rss>")
		}, 10 << 20},
		{"a feed of one entry", func(n int) []byte {
			return []byte(`<rss version="2.0"><channel><title>t</title><item><title>a</title><description>` + strings.Repeat("a &lt;b&gt;", n/11) + "</description></item></channel></rss>")
		}, 10 << 20},
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

func rich(unit string) func(int) []byte {
	return func(size int) []byte { return []byte(`{\rtf1\ansi ` + strings.Repeat(unit, size/len(unit)) + "}") }
}

func paged(unit string) func(int) []byte {
	return func(size int) []byte {
		return []byte("<!doctype html><html><head><title>The boat</title></head><body><article>" + strings.Repeat(unit, size/len(unit)) + "</article></body></html>")
	}
}

// spanned is a table whose first cells span all the rows below.
func spanned(size int) []byte {
	columns := min(size/100, 200)
	return []byte("<html><body><table><tr>" + strings.Repeat("<td rowspan=65534>"+Sentence, columns) + strings.Repeat("<tr><td>a<td>b", size/14) + "</table>")
}

func wordFile(body string) []byte { return stored("word/document.xml", wordHead+body+wordTail) }

// stored makes an archive whose entries are as large as what they hold.
func stored(entries ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: entries[i], Method: zip.Store})
		must(err)
		write(w, entries[i+1])
	}
	must(z.Close())
	return b.Bytes()
}

func documentOf(unit string) func(int) []byte {
	return func(size int) []byte { return wordFile(strings.Repeat(unit, size/len(unit))) }
}

func slides(size int) []byte {
	return stored("ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="rId1" Target="slides/1.xml"/></Relationships>`,
		"ppt/slides/1.xml", `<p:sld xmlns:p="p" xmlns:a="a"><p:sp><p:txBody>`+strings.Repeat("<a:p><a:r><a:t>a</a:t></a:r></a:p>", size/34)+`</p:txBody></p:sp></p:sld>`)
}
