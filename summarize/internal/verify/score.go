package verify

// Score is how much of a claim a text holds, from 0 to 1, by its words alone.
func Score(claim, text string) float64 {
	r := read(claim, "")
	ev := &evidence{reading: read(text, r.lang)}
	c := &comparison{claim: r, ev: ev, one: r.lang == ev.lang, a: align(r, ev.reading)}
	return c.score()
}

func (c *comparison) score() float64 {
	return 0.7*c.share() + 0.3*c.a.coverage
}
