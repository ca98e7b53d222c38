package office

import (
	"encoding/xml"

	"github.com/footnote-bot/footnote/article/internal/formula"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

// readFormula reads a formula up to its end, and hands on what it says in a row.
func readFormula(d *xml.Decoder, start xml.StartElement, doc *Document, write func(string)) error {
	text, words, err := formula.OMML(d, start)
	if err != nil {
		return err
	}
	doc.Ledger.Add(ledger.Formula, words)
	if text != "" {
		write(text)
	}
	return nil
}
