// Package pattern keeps regular expressions that are compiled when they are first needed: some are large, and most runs of the
// program need few of them.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy is an expression that its first use compiles. Like [regexp.MustCompile] it panics, then, where the expression is wrong.
func Lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
