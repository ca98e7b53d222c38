package office

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// Up to how many lines and points of a chart are read; of more the words are counted.
const (
	mostSeries = 50
	mostPoints = 1000
)

// chart writes a chart as the table that it draws: a row for each category, behind one that names the series.
func (a *archive) chart(doc *Document, name string, page int) error {
	c := chartReader{page: page}
	if _, ok := a.files[name]; !ok {
		doc.Ledger.Add(ledger.Chart, 1)
		return nil
	}
	if err := a.parse(name, c.read); err != nil {
		return err
	}
	doc.Ledger.Add(ledger.Chart, c.unread)
	blocks := c.blocks()
	if len(blocks) == 0 && c.unread == 0 {
		doc.Ledger.Add(ledger.Chart, 1)
	}
	for _, b := range blocks {
		doc.add(b)
	}
	return nil
}

// series is one line, or one colour of columns.
type series struct {
	name       string
	categories map[int]string
	values     map[int]string
}

type chartReader struct {
	page   int
	titles []string // of the chart and its axes
	series []series
	unread int // words

	in     []string // the elements around
	format string   // of the numbers that are being read
	point  int
	text   strings.Builder
}

func (c *chartReader) read(d *xml.Decoder) error {
	return eachToken(d, nil, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			if len(c.in) > maxDepth {
				return errTooDeep
			}
			c.start(t)
		case xml.CharData:
			if len(c.in) > 0 && c.text.Len() < maxPart {
				c.text.Write(t)
			}
		case xml.EndElement:
			c.end(t.Name.Local)
		}
		return nil
	})
}

func (c *chartReader) start(e xml.StartElement) {
	c.text.Reset()
	c.in = append(c.in, e.Name.Local)
	switch e.Name.Local {
	case "ser":
		c.series = append(c.series, series{categories: map[int]string{}, values: map[int]string{}})
		if len(c.series) > mostSeries {
			c.series = c.series[:mostSeries+1]
			c.series[mostSeries] = series{categories: map[int]string{}, values: map[int]string{}}
		}
	case "title":
		if !c.within("ser") {
			c.titles = append(c.titles, "")
		}
	case "pt":
		c.point, _ = strconv.Atoi(attr(e, "idx"))
	case "numCache", "numLit", "strCache":
		c.format = ""
	}
}

func (c *chartReader) within(name string) bool { return slices.Contains(c.in, name) }

func (c *chartReader) end(name string) {
	if len(c.in) > 0 {
		c.in = c.in[:len(c.in)-1]
	}
	text := strings.TrimSpace(c.text.String())
	c.text.Reset()
	switch {
	case name == "formatCode":
		c.format = text
	case text == "" || name != "v" && name != "t" && name != "pt":
	case c.within("title") && name == "t" && len(c.titles) > 0:
		last := &c.titles[len(c.titles)-1]
		*last += text
	case len(c.series) == 0:
		c.unread += ledger.Words(text)
	case c.point < 0 || c.point >= mostPoints || len(c.series) > mostSeries || name != "v":
		c.unread += ledger.Words(text)
	default:
		c.put(&c.series[len(c.series)-1], text)
	}
}

func (c *chartReader) put(s *series, text string) {
	switch {
	case c.within("tx"):
		s.name = text
	case c.within("cat") || c.within("xVal"):
		s.categories[c.point] = strings.TrimSpace(s.categories[c.point] + " " + asShown(text, c.format)) // of several levels, all
	case c.within("val") || c.within("yVal"):
		s.values[c.point] = asShown(text, c.format)
	default:
		c.unread += ledger.Words(text)
	}
}

// asShown writes a number as the chart shows it: parts of a hundred, days.
func asShown(text, format string) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return text
	}
	switch {
	case strings.Contains(format, "%"):
		return plainNumber(n*100) + "%"
	case strings.Contains(strings.ToLower(format), "yy") && n > 0 && n < 200_000:
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format(time.DateOnly)
	}
	return plainNumber(n)
}

// plainNumber writes a number without what a binary fraction adds to it.
func plainNumber(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 12, 64), 64)
	if err != nil {
		rounded = n
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func (c *chartReader) blocks() []block.Block {
	var blocks []block.Block
	for _, title := range c.titles {
		if title != "" {
			blocks = append(blocks, block.Block{Kind: block.Caption, Text: title, Page: c.page})
		}
	}
	shown := c.series[:min(len(c.series), mostSeries)]
	head, last := []string{""}, -1
	categories := map[int]string{}
	for _, s := range shown {
		head = append(head, s.name)
		for i := range s.values {
			last = max(last, i)
		}
		for i, name := range s.categories {
			last = max(last, i)
			if categories[i] == "" {
				categories[i] = name
			}
		}
	}
	if last < 0 {
		return blocks
	}
	row := func(cells []string) {
		blocks = append(blocks, block.Block{Kind: block.TableRow, Text: strings.TrimSpace(strings.Join(cells, " | ")), Page: c.page})
	}
	if strings.Join(head, "") != "" {
		row(head)
	}
	for i := range last + 1 {
		cells := []string{categories[i]}
		for _, s := range shown {
			cells = append(cells, s.values[i])
		}
		if strings.Join(cells, "") != "" {
			row(cells)
		}
	}
	return blocks
}

// diagram takes the words of a SmartArt drawing, each shape an item.
func (a *archive) diagram(doc *Document, name string, page int) error {
	if _, ok := a.files[name]; !ok {
		doc.Ledger.Add(ledger.UnreadPart, 1)
		return nil
	}
	return a.parse(name, func(d *xml.Decoder) error {
		var text strings.Builder
		return eachToken(d, doc, func(token xml.Token) error {
			switch t := token.(type) {
			case xml.StartElement:
				if t.Name.Local == "t" {
					var shape struct {
						Paragraphs []struct {
							Runs []string `xml:"r>t"`
						} `xml:"p"`
					}
					if err := d.DecodeElement(&shape, &t); err != nil {
						return err
					}
					for _, p := range shape.Paragraphs {
						text.WriteString(strings.Join(p.Runs, "") + " ")
					}
				}
			case xml.EndElement:
				if t.Name.Local == "pt" {
					if s := strings.TrimSpace(text.String()); s != "" {
						doc.add(block.Block{Kind: block.ListItem, Text: s, Level: 1, Page: page})
					}
					text.Reset()
				}
			}
			return nil
		})
	})
}
