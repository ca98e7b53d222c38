package article

import (
	"context"
	"time"
)

// Config is what a Reader may be told; the zero value reads public pages only.
type Config struct {
	// AllowPrivateHosts lists host, host:port or CIDR for which the checks of name, port and address are skipped.
	AllowPrivateHosts []string
	// UserAgent is sent with every request; empty means "Footnote/VERSION (+https://github.com/footnote-bot/footnote)".
	UserAgent string
	// CacheDir holds what may be made again, such as the compiled PDF engine; empty means the user's cache folder.
	CacheDir string
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Options say how one source is to be read.
type Options struct {
	AcceptLanguage string // of the asker, BCP 47; empty sends "*"
	PublicOnly     bool   // ignore AllowPrivateHosts: the asker is a guest or from outside
}

// Source is bytes that are already here: a file, standard input, a pasted text.
type Source struct {
	Data        []byte
	URL         string // where the bytes came from, so that links resolve and citations lead somewhere; may be ""
	Name        string // file name, a hint only
	ContentType string // as a server declared it, a hint only
	Kind        Kind   // forces the format where not empty (Message for pasted text)
	Title       string // where the source is known by a name of its own; else found in the bytes
}

// Reading is a document and what it took to read it.
type Reading struct {
	Document *Document
	Fetch    time.Duration // waiting for the network
	Extract  time.Duration // making a document of the bytes
}

// Reader reads links and files. It is safe for use by several goroutines.
type Reader struct {
	cfg Config
}

// NewReader makes a Reader; it fails where the configuration cannot be used.
func NewReader(cfg Config) (*Reader, error) { return &Reader{cfg: cfg}, nil }

// ReadLink fetches a link and reads what is there. Errors are *Error, or the context's cause.
func (r *Reader) ReadLink(ctx context.Context, link string, opts Options) (Reading, error) {
	panic("being built")
}

// ReadSource reads bytes that are already here. Errors are *Error, or the context's cause.
func (r *Reader) ReadSource(ctx context.Context, src Source, opts Options) (Reading, error) {
	panic("being built")
}
