package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"text/tabwriter"
)

// Table is the scores of a measurement: a line for all rows, then one for each group of them.
type Table struct {
	columns []column
	groups  []group
}

// column is one score.
type column struct {
	key  string // in JSON
	head string // of the printed table
	as   unit
}

// group is the scores of some rows, one a column; [none] where there is nothing to score.
type group struct {
	name   string
	values []float64
}

var none = math.NaN()

// unit is how a score is printed; in JSON it is always the plain number.
type unit int

const (
	count    unit = iota // 12
	percent              // a share: 79.1%
	hundred              // a share: 79.1
	twofold              // a ratio: 1.52
	thousand             // a share: 0.791
	usd                  // 0.00012
)

func (u unit) text(v float64) string {
	if math.IsNaN(v) {
		return "-"
	}
	switch u {
	case percent:
		return fmt.Sprintf("%.1f%%", 100*v)
	case hundred:
		return fmt.Sprintf("%.1f", 100*v)
	case twofold:
		return fmt.Sprintf("%.2f", v)
	case thousand:
		return fmt.Sprintf("%.3f", v)
	case usd:
		return fmt.Sprintf("%.5f", v)
	default: // count
		return fmt.Sprintf("%.0f", v)
	}
}

// Print writes the table for people.
func (t Table) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(tw, "group\t")
	for _, c := range t.columns {
		fmt.Fprint(tw, c.head, "\t")
	}
	for _, g := range t.groups {
		fmt.Fprint(tw, "\n", g.name, "\t")
		for i, v := range g.values {
			fmt.Fprint(tw, t.columns[i].as.text(v), "\t")
		}
	}
	fmt.Fprintln(tw)
	return tw.Flush()
}

// MarshalJSON writes a list of groups: their name and their scores, null where there is nothing to score.
func (t Table) MarshalJSON() ([]byte, error) {
	out := make([]map[string]any, 0, len(t.groups))
	for _, g := range t.groups {
		line := map[string]any{"group": g.name}
		for i, v := range g.values {
			if line[t.columns[i].key] = v; math.IsNaN(v) {
				line[t.columns[i].key] = nil
			}
		}
		out = append(out, line)
	}
	return json.Marshal(out)
}

// tabulate scores all rows, and those of each group: by gives the name of a row's group, "" for none.
func tabulate[T any](columns []column, rows []T, score func([]T) []float64, by ...func(T) string) Table {
	t := Table{columns: columns, groups: []group{{"all", score(rows)}}}
	for _, name := range by {
		groups := map[string][]T{}
		for _, r := range rows {
			if n := name(r); n != "" {
				groups[n] = append(groups[n], r)
			}
		}
		for _, n := range slices.Sorted(maps.Keys(groups)) {
			t.groups = append(t.groups, group{n, score(groups[n])})
		}
	}
	return t
}

// share is n of all, none where there is nothing.
func share(n, of int) float64 { return ratio(float64(n), of) }

func ratio(sum float64, n int) float64 {
	if n == 0 {
		return none
	}
	return sum / float64(n)
}

// named is the name of a group, "" where it has no value.
func named(kind, value string) string {
	if value == "" {
		return ""
	}
	return kind + " " + value
}
