// Package injection finds text that gives orders to language models.
package injection

// InVisible reports whether the text that people see speaks to models.
func InVisible(text string) bool { return false }

// InHidden reports whether text that people cannot see does.
func InHidden(text string) bool { return false }
