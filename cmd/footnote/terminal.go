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

// mostColumns is the width beyond which lines are hard to read.
const mostColumns = 100

// columns is the width of the terminal that results go to; 0 where they go elsewhere.
func (p *program) columns() int {
	f, ok := p.stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return min(width, mostColumns)
}
