package main

import (
	"fmt"
	"os"

	"golang.org/x/term"
)

// progress counts on one line of a terminal; nil where the diagnostics go elsewhere.
func (p *program) progress(what string) func(n, of int) {
	f, ok := p.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return func(n, of int) {
		fmt.Fprintf(f, "\r%d of %d %s", n, of, what)
		if n == of {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}
