// Package prompts holds every word that a model is sent: templates and JSON schemas, embedded, versioned, and
// replaceable by a folder of the user's.
package prompts

// Set is one set of prompts.
type Set struct{}
