package main

import "strings"

func (m *maker) numbered() {
	m.line("1. %s\n", m.take("items"))
	m.line("    %s\n", m.sentences(1))
	m.line("2. %s\n    a. %s\n    b. %s\n3. %s\n", m.take("items"), m.take("items"), m.take("items"), m.take("items"))
}

func (m *maker) nested() {
	items := m.pieces["rows"]
	m.line("- %s\n    - %s\n        - %s\n    - %s\n- %s\n", bare(items[0]), bare(items[1]), bare(items[2]), bare(items[3]), bare(items[4]))
}

// bare is a row as running text.
func bare(row string) string { return strings.ReplaceAll(row, " | ", ", ") }

func (m *maker) definitions() {
	for i := range 2 {
		term, meaning, _ := strings.Cut(m.take("terms"), " = ")
		m.line("%s\n:   %s\n", term, meaning)
		if i == 0 {
			m.line("    %s\n", m.sentences(1))
		}
	}
}

func (m *maker) plainTable() {
	for i, row := range m.pieces["rows"] {
		m.line("| %s |", row)
		if i == 0 {
			m.line("|---|:-:|--:|")
		}
	}
	m.line("\n: %s\n", m.sentences(1))
}

// blockTable has lists and paragraphs in its cells.
func (m *maker) blockTable() {
	left, _, _ := strings.Cut(m.pieces["rows"][1], " | ")
	m.html("<tr><td><p>" + left + "</p></td><td><ul><li>" + m.take("quotes") + "</li><li>" + m.sentences(1) + "</li></ul></td></tr>" +
		"<tr><td><p><strong>" + m.sentences(1) + "</strong></p></td><td><p>" + m.take("fields") + "</p></td></tr>")
}

// spanTable has a head over two columns and a cell over two rows.
func (m *maker) spanTable() {
	rows := make([][]string, 5)
	for i := range rows {
		rows[i] = strings.Split(m.pieces["rows"][i], " | ")
	}
	m.html("<tr><th>" + rows[0][0] + `</th><th colspan="2">` + rows[0][1] + `</th></tr><tr><td rowspan="2">` + rows[1][0] + "</td><td>" + rows[1][1] + "</td><td>" +
		rows[1][2] + "</td></tr><tr><td>" + rows[2][1] + "</td><td>" + rows[2][2] + "</td></tr><tr><td>" + strings.Join(rows[3], "</td><td>") + "</td></tr>")
}

func (m *maker) html(rows string) { m.line("```{=html}\n<table>%s</table>\n```\n", rows) }

func (m *maker) box() {
	m.line("::: textbox\n%s\n:::\n", m.take("boxes"))
	m.line("%s\n", m.sentences(1))
}

func (m *maker) codeAndField() {
	m.line("```\n%s\n```\n", strings.Join(m.pieces["code"], "\n"))
	m.line("[%s]{.field}\n", m.take("fields"))
}

func (m *maker) quoteAndFormula() {
	m.line("> %s\n", m.take("quotes"))
	m.line("$a^2 + b_1 = %d$\n", 10+m.IntN(80))
}

func (m *maker) columns() {
	m.line(":::::: columns\n::: column\n%s\n:::\n::: column\n%s\n:::\n::::::\n", m.sentences(1), m.take("boxes"))
}

func (m *maker) headingsInList() {
	m.line("-   ### %s\n\n    %s\n", m.take("headings"), m.sentences(1))
	m.line("-   ### %s\n\n    %s\n", m.take("headings"), m.take("quotes"))
}
