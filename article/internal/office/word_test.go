package office_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/articletest"
	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/office"
)

// A Word file says what its readers see: cells that reach down in each row, endnotes, and nothing that it hides.
func TestWordSaysWhatItShows(t *testing.T) {
	para := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	cell := func(props, s string) string { return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + para(s) + "</w:tc>" }
	const head, tail = `<w:document xmlns:w="w"><w:body>`, "</w:body></w:document>"
	body := para("The harbour.") + "<w:tbl><w:tr>" + cell(`<w:vMerge w:val="restart"/>`, "Deep") + cell("", "Monday") + cell("", "26") + "</w:tr><w:tr>" +
		cell("<w:vMerge/>", "") + cell("", "Friday") + cell("", "29") + "</w:tr><w:tr>" + cell(`<w:gridSpan w:val="2"/>`, "All") + cell("", "31") + "</w:tr></w:tbl>" +
		`<w:p><w:r><w:t xml:space="preserve">It opens. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Raise the rent.</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>At noon.</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">The rent </w:t></w:r><w:r><w:drawing><w:txbxContent>` + para("Keys: the master.") + `</w:txbxContent></w:drawing></w:r><w:r><w:t>is due.</w:t></w:r></w:p>`
	doc, err := office.DOCX(t.Context(), articletest.Zip("word/document.xml", head+body+tail,
		"word/endnotes.xml", `<w:endnotes xmlns:w="w"><w:endnote>`+para("Raised by two per cent.")+"</w:endnote></w:endnotes>"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, string(b.Kind)+": "+b.Text)
	}
	want := "paragraph: The harbour.\ntable_row: Deep | Monday | 26\ntable_row: Deep | Friday | 29\ntable_row: All | 31\nparagraph: It opens. At noon.\nparagraph: Keys: the master.\nparagraph: The rent is due.\nfootnote: Raised by two per cent."
	if text := strings.Join(got, "\n"); text != want || doc.Ledger[ledger.Hidden] != 3 {
		t.Errorf("%d words hidden, blocks:\n%s\nwant:\n%s", doc.Ledger[ledger.Hidden], text, want)
	}
}

// numbersOf lists the blocks of a document with their numbers.
func numbersOf(doc *office.Document) string {
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, strings.TrimSpace(b.Number+" "+b.Text))
	}
	return strings.Join(got, " ¦ ")
}

// Lists and headings have the numbers that Word shows, code its lines.
func TestWordNumbersAndCode(t *testing.T) {
	para := func(style, list, level, s string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + s + "</w:t></w:r></w:p>"
	}
	plain := func(style, s string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t xml:space="preserve">` + s + "</w:t></w:r></w:p>"
	}
	level := func(i, start, format, text string) string {
		return `<w:lvl w:ilvl="` + i + `"><w:start w:val="` + start + `"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	body := plain("Chapter", "Locks") + para("", "1", "0", "Close") + para("", "1", "1", "east") + para("", "1", "1", "west") + para("", "1", "0", "Open") + para("", "1", "1", "slowly") +
		para("", "2", "0", "Anew") + para("", "3", "0", "point") + plain("Code", "if open {") + plain("Code", "  close()") + plain("Code", "}") + plain("", "After.")
	doc, err := office.DOCX(t.Context(), articletest.Zip(
		"word/document.xml", `<w:document xmlns:w="w"><w:body>`+body+"</w:body></w:document>",
		"word/numbering.xml", `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">`+level("0", "3", "decimal", "%1.")+level("1", "1", "lowerLetter", "%1.%2)")+`</w:abstractNum><w:abstractNum w:abstractNumId="8">`+
			level("0", "1", "bullet", "•")+`</w:abstractNum><w:abstractNum w:abstractNumId="9">`+level("0", "1", "chineseCounting", "第%1章")+`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`+
			`<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num></w:numbering>`,
		"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="Chapter"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style><w:style w:styleId="Code"><w:name w:val="HTML Preformatted"/></w:style></w:styles>`,
	))
	if err != nil {
		t.Fatal(err)
	}
	want := "第一章 Locks ¦ 3. Close ¦ 3.a) east ¦ 3.b) west ¦ 4. Open ¦ 4.a) slowly ¦ 1. Anew ¦ point ¦ if open {\n  close()\n} ¦ After."
	if got := numbersOf(doc); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Cells show the numbers of their paragraphs, also those that hold nothing else, and lists go on behind a table.
func TestNumbersInCellsOfWordTables(t *testing.T) {
	para := func(list, s string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + s + "</w:t></w:r></w:p>"
	}
	row := func(cells ...string) string {
		return "<w:tr><w:tc>" + strings.Join(cells, "</w:tc><w:tc>") + "</w:tc></w:tr>"
	}
	body := "<w:tbl>" + row(para("1", ""), `<w:p><w:r><w:t>Lock</w:t></w:r></w:p>`, para("2", "Close")+para("2", "Open")) + row(para("1", ""), para("3", "a point"), para("2", "Go")) + "</w:tbl>" + para("1", "After")
	level := `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="`
	doc, err := office.DOCX(t.Context(), articletest.Zip(
		"word/document.xml", `<w:document xmlns:w="w"><w:body>`+body+"</w:body></w:document>",
		"word/numbering.xml", `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">`+level+`decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8">`+level+`lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>`+
			`<w:abstractNum w:abstractNumId="9">`+level+`bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num></w:numbering>`,
	))
	if err != nil {
		t.Fatal(err)
	}
	want := "1. | Lock | a) Close b) Open ¦ 2. | a point | c) Go ¦ 3. After"
	if got := numbersOf(doc); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNumbersOnSlides(t *testing.T) {
	para := func(level, bullet, s string) string {
		return `<a:p><a:pPr lvl="` + level + `">` + bullet + "</a:pPr><a:r><a:t>" + s + "</a:t></a:r></a:p>"
	}
	const period, letter = `<a:buAutoNum type="arabicPeriod"/>`, `<a:buAutoNum type="alphaLcParenR"/>`
	doc, err := office.PPTX(t.Context(), articletest.Zip(
		"ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="r1" Target="slides/1.xml"/></Relationships>`,
		"ppt/slides/1.xml", `<p:sld xmlns:p="p" xmlns:a="a"><p:sp>`+para("0", period, "Close")+para("1", letter, "east")+para("1", letter, "west")+para("0", period, "Open")+para("1", letter, "slowly")+
			para("0", "<a:buNone/>", "Then")+para("0", period, "Anew")+`<a:p><a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r><a:r><a:t> eels</a:t></a:r></a:p></p:sp></p:sld>`,
	))
	if err != nil {
		t.Fatal(err)
	}
	want := "1. Close ¦ a) east ¦ b) west ¦ 2. Open ¦ a) slowly ¦ Then ¦ 1. Anew ¦ 10⁶ eels"
	if got := numbersOf(doc); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What a Word file shows is in the text, or counted.
func TestWordParts(t *testing.T) {
	run := func(props, s string) string {
		return "<w:r><w:rPr>" + props + `</w:rPr><w:t xml:space="preserve">` + s + "</w:t></w:r>"
	}
	para := func(inside string) string { return "<w:p>" + inside + "</w:p>" }
	row := func(cells ...string) string {
		return "<w:tr><w:tc>" + strings.Join(cells, "</w:tc><w:tc>") + "</w:tc></w:tr>"
	}
	cell := func(s string) string { return para(run("", s)) }
	sym := func(font, code string) string {
		return `<w:r><w:sym w:font="` + font + `" w:char="` + code + `"/></w:r>`
	}
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	inner := "<w:tbl>" + row(cell("half the club"), cell("half the town")) + "</w:tbl>"
	tests := []struct {
		name, body, want string
		off              ledger.Ledger
	}{
		{"a table in a cell", "<w:tbl>" + row(cell("Roof"), cell("council")+inner, cell("1,200 euros")) + "</w:tbl>", "Roof | council; half the club, half the town | 1,200 euros", nil},
		{"a table in a cell of the last row", "<w:tbl>" + row(cell("Wall"), inner) + "</w:tbl>" + cell("After."), "Wall | half the club, half the town ¦ After.", nil},
		{
			"a long table in a cell", "<w:tbl>" + row(cell("Roof"), "<w:tbl>"+row(cell(strings.Repeat("a ", 150)+"b"), cell(strings.Repeat("c ", 150)+"d"))+"</w:tbl>") + "</w:tbl>",
			"Roof | ¦ " + strings.Repeat("a ", 150) + "b | " + strings.Repeat("c ", 150) + "d", nil,
		},
		{"powers", para(run("", "10") + run(`<w:vertAlign w:val="superscript"/>`, "6") + run("", " stones, the 1") + run(`<w:vertAlign w:val="superscript"/>`, "st") + run("", " wall")), "10⁶ stones, the 1st wall", nil},
		{"a formula", para(run("", "So ") + "<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>" + run("", " holds.")), "So E = mc² holds.", nil},
		{"hidden by a style", para(run(`<w:rStyle w:val="Inner"/>`, "Secret words.") + run("", "Shown.")), "Shown.", ledger.Ledger{ledger.Hidden: 2}},
		{"hidden by the style that its style is based on", para(run(`<w:rStyle w:val="Innermost"/>`, "Secret words.") + run(`<w:rStyle w:val="Outer"/>`, "Shown.")), "Shown.", ledger.Ledger{ledger.Hidden: 2}},
		{"raised by a style", para(run("", "Built in 1987") + run(`<w:rStyle w:val="Mark"/>`, "4") + run("", ", sold.")), "Built in 1987⁴, sold.", nil},
		{
			"the mark between two paragraphs is deleted", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("", "It left ") + `</w:p><w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>` + run("", "Gone.") + `</w:moveFrom></w:p>` + cell("at noon.") +
				`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("", "The last.") + "</w:p>", "It left at noon. ¦ The last.", nil,
		},
		{
			"a deleted mark at the end of a cell and before a table", "<w:tbl>" + row(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+run("", "Roof")+"</w:p>", cell("slate")) + "</w:tbl><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("", "So.") + "</w:p><w:tbl>" + row(cell("a")) + "</w:tbl>",
			"Roof | slate ¦ So. ¦ a", nil,
		},
		{"a deleted row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + cell("raft") + "</w:tc></w:tr>" + row(cell("shown")) + "</w:tbl>", "shown", ledger.Ledger{ledger.Hidden: 1}},
		{
			"signs of fonts without letters", para(run("", "At 100 ") + sym("Symbol", "F0B0") + run("", "C, ") + sym("Symbol", "F0B3") + sym("Symbol", "61") + sym("Wingdings", "F0FE") + sym("Times", "2260") + sym("Webdings", "F041")),
			"At 100 °C, ≥α☑≠",
			ledger.Ledger{ledger.Image: 1},
		},
		{"how signs are read", para("<w:r><w:ruby><w:rt>" + run("", "かも") + "</w:rt><w:rubyBase>" + run("", "鴨") + "</w:rubyBase></w:ruby></w:r>" + run("", "の川")), "鴨の川", ledger.Ledger{ledger.Navigation: 2}},
		{"a hidden row", "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + cell("secret") + "</w:tc></w:tr>" + row(cell("shown")) + "</w:tbl>", "shown", ledger.Ledger{ledger.Hidden: 1}},
		{
			"fields of an old form", para(run("", "Boat: ") + `<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="ketch"/><w:listEntry w:val="sloop"/></w:ddList></w:ffData></w:fldChar></w:r>` +
				`<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>` + run("", " insured")), "Boat: sloop☒ insured", nil,
		},
		{"raised as LibreOffice raises", para(run("", "10") + run(`<w:position w:val="8"/><w:sz w:val="19"/>`, "6") + run("", " stones")), "10⁶ stones", nil},
		{
			"a field in the code of another", para(run("", "Due ") + char("begin") + char("begin") + char("separate") + run("", "NOW") + char("end") + char("separate") + run("", "on 1 March") + char("end") + run("", ".")),
			"Due on 1 March.", nil,
		},
		{"a code that does not end", para(run("", "It is ")+char("begin")+run("", "CODE")) + cell("After.") + para(char("end")+run("", "The end.")), "It is ¦ After. ¦ The end.", nil},
		{
			"a newer form that shows nothing", para("<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + cell("Boxed.") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
			"Boxed.", nil,
		},
		{
			"a row that begins further in", `<w:tbl><w:tr><w:tc>` + cell("Holm") + `</w:tc><w:tc>` + cell("Summer") + `</w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + cell("Gray") + `</w:tc></w:tr>` +
				`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>` + cell("Winter") + `</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`,
			"Holm | Summer | Gray ¦ Winter | Gray", nil,
		},
		{"words drawn as a picture", para(`<w:r><w:pict><v:textpath string="Draft only"/></w:pict></w:r>`), "Draft only", nil},
		{
			"a chart", para(`<w:r><w:drawing><c:chart r:id="c"/></w:drawing></w:r>`) + cell("After."),
			"Boats ¦ | Sail | Rowed ¦ 2024 | 12.5% | 181 ¦ 2025 | 30% | 236 ¦ After.", nil,
		},
		{"a chart that is not there", para(`<w:r><w:drawing><c:chart r:id="none"/></w:drawing></w:r>`) + cell("After."), "After.", ledger.Ledger{ledger.Chart: 1}},
		{"shapes that hang together", para(`<w:r><w:drawing><dgm:relIds r:dm="d"/></w:drawing></w:r>`), "First the wall ¦ Then the clock", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := office.DOCX(t.Context(), articletest.Zip(
				"word/document.xml", `<w:document xmlns:w="w" xmlns:m="m" xmlns:v="v" xmlns:c="c" xmlns:r="r" xmlns:dgm="g" xmlns:mc="mc"><w:body>`+tt.body+"</w:body></w:document>",
				"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="Inner"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Innermost"><w:basedOn w:val="Inner"/></w:style>`+
					`<w:style w:styleId="Outer"><w:basedOn w:val="Inner"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style><w:style w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>`,
				"word/_rels/document.xml.rels", `<Relationships><Relationship Id="c" Type="x/chart" Target="charts/c.xml"/><Relationship Id="d" Type="x/diagramData" Target="diagrams/d.xml"/></Relationships>`,
				"word/charts/c.xml", articletest.Chart, "word/diagrams/d.xml",
				`<dgm:dataModel xmlns:dgm="g" xmlns:a="a"><dgm:pt><dgm:t><a:p><a:r><a:t>First the </a:t></a:r><a:r><a:t>wall</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt/><dgm:pt><dgm:t><a:p><a:r><a:t>Then the clock</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>`,
			))
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(doc); got != tt.want {
				t.Errorf("text %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff(tt.off, doc.Ledger); diff != "" {
				t.Errorf("not in the text (-want +got):\n%s", diff)
			}
		})
	}
}

// The parts of a file have the names that it gives them.
func TestWordPartsOfOtherNames(t *testing.T) {
	para := func(inside string) string { return "<w:p>" + inside + "<w:r><w:t>It left.</w:t></w:r></w:p>" }
	doc, err := office.DOCX(t.Context(), articletest.Zip(
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>`,
		"word/_rels/document2.xml.rels", `<Relationships><Relationship Id="s" Type="x/styles" Target="styles2.xml"/><Relationship Id="f" Type="x/footnotes" Target="notes/f.xml"/></Relationships>`,
		"word/document2.xml", `<w:document xmlns:w="w"><w:body>`+para(`<w:pPr><w:pStyle w:val="Mine"/></w:pPr>`)+"</w:body></w:document>",
		"word/styles2.xml", `<w:styles xmlns:w="w"><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Mine"><w:basedOn w:val="H"/></w:style></w:styles>`,
		"word/notes/f.xml", `<w:footnotes xmlns:w="w">`+para("")+"</w:footnotes>",
	))
	if err != nil {
		t.Fatal(err)
	}
	want := []block.Block{{Kind: block.Heading, Text: "It left.", Level: 2}, {Kind: block.Footnote, Text: "It left."}}
	if diff := cmp.Diff(want, doc.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestWhatStandsAroundWordIsCounted(t *testing.T) {
	part := `<w:p xmlns:w="w"><w:r><w:t>The harbour office</w:t></w:r></w:p>`
	doc, err := office.DOCX(t.Context(), articletest.Zip(
		"word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>It left.</w:t></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="a" Type="x/header" Target="h.xml"/><Relationship Id="b" Type="x/footer" Target="h.xml"/><Relationship Id="c" Type="x/comments" Target="h.xml"/><Relationship Id="d" Type="x/oleObject" Target="o.bin"/></Relationships>`,
		"word/h.xml", part,
	))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ledger.Ledger{ledger.RepeatedHead: 6, ledger.Other: 3, ledger.UnreadPart: 1}, doc.Ledger); diff != "" || texts(doc) != "It left." {
		t.Errorf("text %q, not in it (-want +got):\n%s", texts(doc), diff)
	}
}

func texts(doc *office.Document) string {
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, strings.TrimSpace(b.Text))
	}
	return strings.Join(got, " ¦ ")
}

// A show says what its slides show.
func TestSlides(t *testing.T) {
	para := func(s string) string { return "<a:p><a:r><a:t>" + s + "</a:t></a:r></a:p>" }
	shape := func(inside string) string { return "<p:sp><p:txBody>" + inside + "</p:txBody></p:sp>" }
	at := func(top, height, inside string) string {
		return `<p:sp><p:spPr><a:xfrm><a:off x="0" y="` + top + `"/><a:ext cx="9" cy="` + height + `"/></a:xfrm></p:spPr><p:txBody>` + inside + "</p:txBody></p:sp>"
	}
	title := func(inside string) string {
		return `<p:sp><p:nvPr><p:ph type="title"/></p:nvPr><p:txBody>` + inside + "</p:txBody></p:sp>"
	}
	unseen := func(name, inside string) string {
		return "<p:" + name + `><p:nvPr><p:cNvPr id="1" hidden="1"/></p:nvPr>` + inside + "</p:" + name + ">"
	}
	cell := func(attrs, inside string) string {
		return "<a:tc" + attrs + "><a:txBody>" + inside + "</a:txBody></a:tc>"
	}
	tests := []struct {
		name, attrs, slide, want string
		off                      ledger.Ledger
	}{
		{
			"cells that span, of two paragraphs", "", "<a:tbl><a:tr>" + cell(` rowSpan="2"`, para("Deep basin")) + cell("", para("Monday")+para("Friday")) + cell("", para("26 °C")) + "</a:tr><a:tr>" +
				cell(` vMerge="1"`, "<a:p/>") + cell(` gridSpan="2"`, para("closed")) + cell(` hMerge="1"`, "<a:p/>") + "</a:tr></a:tbl>",
			"Deep basin | Monday Friday | 26 °C ¦ Deep basin | closed", nil,
		},
		{"a chart", "", `<p:graphicFrame><c:chart r:id="c"/></p:graphicFrame>`, "Boats ¦ | Sail | Rowed ¦ 2024 | 12.5% | 181 ¦ 2025 | 30% | 236", nil},
		{"hidden", ` show="0"`, shape(para("Old prices of the year")) + `<c:chart r:id="c"/>`, "", ledger.Ledger{ledger.Hidden: 15}},
		{"hidden shapes", "", unseen("sp", para("Old price")) + shape(para("New.")) + unseen("grpSp", shape(para("Older"))+shape(para("price"))) + shape(para("Newer.")), "New. ¦ Newer.", ledger.Ledger{ledger.Hidden: 4}},
		{"drawn in another order", "", at("500", "90", para("Third.")) + at("100", "90", para("First.")) + "<p:grpSp>" + at("300", "90", para("Second,")) + at("310", "90", para("grouped.")) + "</p:grpSp>" + at("10", "20", para("Title")), "Title ¦ First. ¦ Second, ¦ grouped. ¦ Third.", nil},
		{"beside each other", "", at("500", "90", para("Left.")) + at("450", "90", para("Right.")) + at("100", "90", para("Under.")) + title(para("Title")), "Title ¦ Left. ¦ Right. ¦ Under.", nil},
		{"an older form beside it", "", "<mc:AlternateContent><mc:Choice>" + shape(para("New.")) + "</mc:Choice><mc:Fallback>" + shape(para("New.")) + "</mc:Fallback></mc:AlternateContent>", "New.", nil},
		{"a newer form that shows nothing", "", "<mc:AlternateContent><mc:Choice/><mc:Fallback>" + shape(para("Old.")) + "</mc:Fallback></mc:AlternateContent>", "Old.", nil},
		{"nothing but a picture", "", `<p:pic><a:blip r:embed="x"/></p:pic>`, "", ledger.Ledger{ledger.Image: 1, ledger.UnreadPart: 1}},
		{"a number and a foot", "", shape(para("It left.")) + `<p:sp><p:nvPr><p:ph type="ftr"/></p:nvPr>` + para("Harbour office") + "</p:sp>", "It left.", ledger.Ledger{ledger.RepeatedHead: 2}},
		{"a formula", "", shape("<a:p><a:r><a:t>So </a:t></a:r><a14:m><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath></a14:m></a:p>"), "So 10⁶", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := office.PPTX(t.Context(), articletest.Zip(
				"ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst></p:presentation>`,
				"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="rId1" Target="slides/1.xml"/></Relationships>`,
				"ppt/slides/1.xml", `<p:sld xmlns:p="p" xmlns:a="a" xmlns:c="c" xmlns:r="r" xmlns:m="m" xmlns:mc="mc" xmlns:a14="b"`+tt.attrs+"><p:cSld><p:spTree>"+tt.slide+"</p:spTree></p:cSld></p:sld>",
				"ppt/slides/_rels/1.xml.rels", `<Relationships><Relationship Id="c" Type="x/chart" Target="../charts/c.xml"/></Relationships>`,
				"ppt/charts/c.xml", articletest.Chart,
			))
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(doc); got != tt.want {
				t.Errorf("text %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff(tt.off, doc.Ledger); diff != "" {
				t.Errorf("not in the text (-want +got):\n%s", diff)
			}
		})
	}
}
