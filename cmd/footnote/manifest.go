package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/bot"
)

type manifestCmd struct {
	HTTP    string `name:"http" help:"Take events over HTTP at this public address, not over Socket Mode." placeholder:"BASEURL"`
	Explain bool   `name:"explain" help:"Say why each scope is asked for."`
}

func (c *manifestCmd) Run(p *program, env environment) error {
	s, err := env.settings()
	if err != nil {
		return err
	}
	for _, f := range s.features {
		if !slices.Contains(bot.Features, f) {
			return fmt.Errorf("FOOTNOTE_FEATURES: %q is none of %s: %w", f, strings.Join(bot.Features, ", "), errUsage)
		}
	}
	if c.HTTP != "" && !strings.HasPrefix(c.HTTP, "https://") && !strings.HasPrefix(c.HTTP, "http://") {
		return fmt.Errorf("--http %q is no address: %w", c.HTTP, errUsage)
	}
	if c.Explain {
		fmt.Fprintln(p.stdout, strings.Join(bot.ExplainScopes(s.features), "\n"))
		return nil
	}
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(bot.Manifest(s.features, c.HTTP))
}
