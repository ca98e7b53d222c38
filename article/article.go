// Package article turns a link, a file or a text into a [Document]: the text that answers are cited from.
//
// [Reader.ReadLink] and [Reader.ReadSource] walk from bytes to a document: internal/fetch brings the bytes through one
// guarded dialer, sniff.go says what they are, formats.go hands them to a reader of that format (internal/extract for HTML,
// internal/pdf, internal/office, internal/plain), which returns blocks, and assemble.go makes one immutable text of
// these: what has no width is removed (clean.go), what a page broke is joined (broken.go), headings are found where the
// format marks none (headings.go), paragraphs are cut into passages (internal/sentence) and get their speakers
// (internal/speaker). [FromText] and [NewDiscussion] make documents of what is there already.
//
// A [Citation] is a range of bytes of a document and nothing else: there is no way to make one from words. What cannot
// be read is an [Error] with a [FailureKind]; its words for people stand in package bot. The package knows nothing of
// Slack and of models.
package article

import (
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/fetch"
)

// FailureKind is why something could not be read.
type FailureKind = failure.Kind

// Error is a reading that failed; find it with errors.As.
type Error = failure.Error

// The kinds of failures, see package failure.
const (
	BotWall        = failure.BotWall
	Consent        = failure.Consent
	Login          = failure.Login
	Paywall        = failure.Paywall
	Scripts        = failure.Scripts
	NotFound       = failure.NotFound
	Gone           = failure.Gone
	ServerError    = failure.ServerError
	NotArticle     = failure.NotArticle
	Media          = failure.Media
	TooLarge       = failure.TooLarge
	TooSlow        = failure.TooSlow
	RedirectLoop   = failure.RedirectLoop
	BlockedAddress = failure.BlockedAddress
	BadTLS         = failure.BadTLS
	Encoding       = failure.Encoding
	ScannedPDF     = failure.ScannedPDF
	EncryptedPDF   = failure.EncryptedPDF
	Damaged        = failure.Damaged
	Empty          = failure.Empty
	Unsupported    = failure.Unsupported
	Unreachable    = failure.Unreachable
	Private        = failure.Private
)

// FailureKinds lists every kind of failure.
func FailureKinds() []FailureKind { return append([]FailureKind(nil), failure.Kinds...) }

// CacheKey is the address of a page without what does not change it (tracking parameters, fragment, case of the host):
// two links with one key lead to one page.
func CacheKey(link string) string { return fetch.Key(link) }
