package fetch

import (
	"net/http"
	"net/url"
	"strings"
)

// Validator is what a server calls the state of a page that it gave (RFC 9110, section 8.8): with it the page can be asked
// for again, to be sent only where it has changed. The zero value is none.
type Validator struct {
	URL          string `json:"url"` // where the page was in the end; no other address is told of it
	ETag         string `json:"etag"`
	LastModified string `json:"last_modified"`
}

// longestTag bounds what is kept of a header, in bytes.
const longestTag = 512

// validatorOf reads what an answer says of its state.
func validatorOf(u *url.URL, header http.Header) Validator {
	v := Validator{URL: noFragment(u)}
	if tag := header.Get("ETag"); len(tag) <= longestTag && !strings.ContainsFunc(tag, isControl) {
		v.ETag = tag
	}
	if date := header.Get("Last-Modified"); len(date) <= longestTag {
		if _, err := http.ParseTime(date); err == nil {
			v.LastModified = date
		}
	}
	if v.ETag == "" && v.LastModified == "" {
		return Validator{}
	}
	return v
}

// isControl: bytes that may not stand in a header that is sent.
func isControl(r rune) bool { return r < 0x20 || r == 0x7f }

// isFor reports whether that address is the one that gave it.
func (v Validator) isFor(u *url.URL) bool { return v.URL != "" && v.URL == noFragment(u) }

// ask makes a request conditional.
func (v Validator) ask(header http.Header) {
	if v.ETag != "" {
		header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		header.Set("If-Modified-Since", v.LastModified)
	}
}
