// Package failure holds the closed set of reasons why something could not be read, so that every floor of package
// article can name one. Package article exports them under its own name.
package failure

import "fmt"

// Kind is why something could not be read. The values are a contract: they stand in JSON.
type Kind string

// All kinds of failures.
const (
	BotWall        Kind = "bot_wall"
	Consent        Kind = "consent"
	Login          Kind = "login"
	Paywall        Kind = "paywall"
	Scripts        Kind = "scripts" // nothing but scripts that would draw it
	NotFound       Kind = "not_found"
	Gone           Kind = "gone"
	ServerError    Kind = "server_error"
	NotArticle     Kind = "not_article" // home page, search page, list of links
	Media          Kind = "media"       // image, sound, video
	TooLarge       Kind = "too_large"
	TooSlow        Kind = "too_slow"
	RedirectLoop   Kind = "redirect_loop"
	BlockedAddress Kind = "blocked_address"
	BadTLS         Kind = "bad_tls"
	Encoding       Kind = "encoding"
	ScannedPDF     Kind = "scanned_pdf"
	EncryptedPDF   Kind = "encrypted_pdf"
	Damaged        Kind = "damaged"
	Empty          Kind = "empty"
	Unsupported    Kind = "unsupported"
	Unreachable    Kind = "unreachable"
	Private        Kind = "private" // needs an account that Footnote has not, or another conversation
)

// Kinds lists every kind, in the order of the contract.
var Kinds = []Kind{
	BotWall, Consent, Login, Paywall, Scripts, NotFound, Gone, ServerError, NotArticle, Media, TooLarge, TooSlow,
	RedirectLoop, BlockedAddress, BadTLS, Encoding, ScannedPDF, EncryptedPDF, Damaged, Empty, Unsupported, Unreachable, Private,
}

// Error is a reading that failed.
type Error struct {
	Kind       Kind
	URL        string // what was asked for; may be ""
	Service    string // the service that wants an account ("Google Docs"), where the kind is Private or Login and it is known
	Paragraphs int    // how many paragraphs could be read before the wall, for Paywall and Login
	Pages      int    // how many pages, slides or pictures hold no text that can be read, for ScannedPDF
	Preview    string // those paragraphs, separated by a blank line
	Err        error  `json:"-"` // what happened, for the log
}

func (e *Error) Error() string {
	what := "read"
	if e.URL != "" {
		what += " " + e.URL
	}
	if e.Err == nil {
		return fmt.Sprintf("%s: %s", what, e.Kind)
	}
	return fmt.Sprintf("%s: %s: %v", what, e.Kind, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
