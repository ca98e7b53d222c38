package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/summarize"
)

// figureRow is a number as people write it, and what it measures.
type figureRow struct {
	value, what string
	claim       summarize.Claim
}

// figureRows are the figures of a reply, each once.
func figureRows(claims []summarize.Claim) []figureRow {
	var rows []figureRow
	for _, c := range claims {
		row := figureRow{value: figureOf(c), what: c.Text, claim: c}
		if row.value != "" && c.Figure.What != "" {
			row.what = c.Figure.What
		}
		at := slices.IndexFunc(rows, row.repeats)
		if at < 0 {
			rows = append(rows, row)
			continue
		}
		rows[at].claim.Citations = slices.Concat(rows[at].claim.Citations, c.Citations)
	}
	return rows
}

// repeats reports whether two rows give the same figure of the same thing, or from the same words.
func (r figureRow) repeats(other figureRow) bool {
	if r.value != other.value {
		return false
	}
	return strings.EqualFold(r.what, other.what) ||
		r.value != "" && len(r.claim.Citations) > 0 && len(other.claim.Citations) > 0 && r.claim.Citations[0] == other.claim.Citations[0]
}

// figureOf is a number with its unit where people write it: as the passage has it, else by what kind of unit it is.
func figureOf(c summarize.Claim) string {
	if c.Figure == nil || c.Figure.Value == "" {
		return ""
	}
	value, unit := strings.TrimSpace(c.Figure.Value), strings.TrimSpace(c.Figure.Unit)
	if unit == "" || strings.Contains(value, unit) {
		return value
	}
	for _, cite := range c.Citations {
		for _, form := range []string{unit + value, value + unit, value + " " + unit, value + noBreak + unit, unit + " " + value} {
			if strings.Contains(cite.Quote(), form) {
				return strings.ReplaceAll(form, " ", noBreak)
			}
		}
	}
	first, _ := utf8.DecodeRuneInString(unit)
	switch {
	case unicode.Is(unicode.Sc, first):
		return unit + value
	case strings.ContainsRune("%‰°℃℉′″", first), isSpaceless(first):
		return value + unit
	}
	return value + noBreak + unit
}

// figure is a number and what it measures, on one line.
func (w *Words) figure(c summarize.Claim) string {
	row := figureRows([]summarize.Claim{c})[0]
	return strings.Join(nonEmpty(row.value, row.what), " · ")
}

// figures shows each number with what it measures: a table where Slack has it, else a line each; then the passages.
func (d *drawing) figures(w *Words, r *summarize.Reply) {
	rows := figureRows(r.Claims)
	claims := make([]summarize.Claim, 0, len(rows))
	lines := make([]string, 0, len(rows))
	for i, row := range rows {
		claims = append(claims, row.claim)
		line := strings.Join(nonEmpty(row.value, row.what), " · ")
		lines = append(lines, claimNumber(i, len(rows))+mrkdwn(line))
		d.say(line)
	}
	at := len(d.blocks)
	d.section(true, lines...)
	if table := figureTable(w, rows); table != nil {
		d.prefer(at, table)
	}
	d.passages(w, claims)
}

// mostRows is what a table block holds; its head is one of them.
const mostRows = 99

func figureTable(w *Words, rows []figureRow) *slack.TableBlock {
	if len(rows) > mostRows {
		return nil
	}
	cells := func(words ...string) []slack.TableCell {
		row := make([]slack.TableCell, 0, len(words))
		for _, word := range words {
			row = append(row, slack.NewTableRawTextCell(firstOf(clip(word, 500), "–")))
		}
		return row
	}
	table := slack.NewTableBlock("").WithColumnSettings(
		slack.ColumnSetting{Align: slack.ColumnAlignmentRight}, slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true})
	table.AddRow(cells(w.f(tableFigure), w.f(tableWhat))...)
	for _, row := range rows {
		table.AddRow(cells(row.value, row.what)...)
	}
	return table
}
