package model

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

//go:embed prices.json
var builtinPrices []byte

// Prices is a table of what models cost.
type Prices struct{ rows []priceRow }

type priceRow struct {
	Pattern string   `json:"model"` // as in path.Match, without regard to case
	Input   float64  `json:"input"` // US dollars per million tokens
	Cached  *float64 `json:"cached"`
	Output  float64  `json:"output"`
	Date    string   `json:"date"` // when it was true
}

// ParsePrices reads a table: a JSON list of {"model", "input", "cached", "output", "date"} in US dollars per million
// tokens. A model is a pattern with * and ?; the longest pattern that fits counts. Without "cached" the input's price does.
func ParsePrices(data []byte) (*Prices, error) {
	var rows []priceRow
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	for i, row := range rows {
		if _, err := path.Match(row.Pattern, ""); err != nil || row.Pattern == "" {
			return nil, fmt.Errorf("read prices: row %d: bad model pattern %q", i+1, row.Pattern)
		}
		if row.Input < 0 || row.Output < 0 || (row.Cached != nil && *row.Cached < 0) {
			return nil, fmt.Errorf("read prices: row %d: negative price", i+1)
		}
	}
	return &Prices{rows: rows}, nil
}

// Cost is what a usage costs with a model in US dollars, nil where the model is not in the table.
func (p *Prices) Cost(model string, u Usage) *float64 {
	row := p.find(model)
	if row == nil {
		return nil
	}
	cached := row.Input
	if row.Cached != nil {
		cached = *row.Cached
	}
	cost := (float64(u.PromptTokens-u.CachedTokens)*row.Input + float64(u.CachedTokens)*cached +
		float64(u.CompletionTokens)*row.Output) / 1e6
	return &cost
}

// Cost is what a usage costs in US dollars with the model that is asked first, nil where its price is unknown.
func (c *Client) Cost(u Usage) *float64 { return c.cfg.Prices.Cost(c.models[0].name, u) }

func (p *Prices) find(model string) *priceRow {
	model = strings.ToLower(model)
	if i := strings.LastIndexByte(model, '/'); i >= 0 {
		model = model[i+1:] // routers name models "vendor/model"
	}
	var best *priceRow
	for i, row := range p.rows {
		ok, err := path.Match(strings.ToLower(row.Pattern), model)
		if err == nil && ok && (best == nil || len(row.Pattern) > len(best.Pattern)) {
			best = &p.rows[i]
		}
	}
	return best
}
