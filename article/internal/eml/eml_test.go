package eml_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/eml"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
)

const head = "From: =?utf-8?q?J=C3=BCrgen?= Lund <j@pond.example>\r\nDate: Mon, 4 May 2026 09:12:00 +0200\r\nSubject: =?iso-8859-1?q?Gr=FC=DFe?=\r\nMIME-Version: 1.0\r\n"

// part writes one part of a letter.
func part(kind, body string) string {
	return "Content-Type: " + kind + "\r\n\r\n" + body + "\r\n"
}

// parted writes a part that is made of parts.
func parted(kind string, parts ...string) string {
	const boundary = "b"
	return part("multipart/"+kind+"; boundary="+boundary, "--"+boundary+"\r\n"+strings.Join(parts, "--"+boundary+"\r\n")+"--"+boundary+"--")
}

// A letter says what its author wrote and quoted; what is attached is counted.
func TestLetters(t *testing.T) {
	plain := part("text/plain", "The weir holds, says the keeper.")
	tests := []struct {
		name, body, want string
		off              ledger.Ledger
	}{
		{"text", plain, "paragraph: The weir holds, says the keeper.", nil},
		{"without a type", "\r\nThe weir holds.", "paragraph: The weir holds.", nil},
		{
			"lines that flow, and a quotation", part("text/plain; format=flowed", "The weir holds, but the gate \r\nsticks.\r\n\r\nOn Sunday, Bo Marsh wrote:\r\n> Did you oil \r\n> it?\r\n\r\nNo.\r\n-- \r\nJ."),
			"paragraph: The weir holds, but the gate sticks. ¦ quote: Did you oil it? ¦ paragraph: No.",
			ledger.Ledger{ledger.Navigation: 6},
		},
		{"the encoding that it names", "Content-Transfer-Encoding: quoted-printable\r\n" + part("text/plain; charset=iso-8859-1", "Die W=E4rter z=FCrnen nicht."), "paragraph: Die Wärter zürnen nicht.", nil},
		{"bytes in letters", "Content-Transfer-Encoding: base64\r\n" + part("text/plain; charset=utf-8", "VGhlIHdlaXIg\r\naG9sZHMu"), "paragraph: The weir holds.", nil},
		{"HTML", part("text/html", "<p>The <b>weir</b> holds.</p><p style='display:none'>Secret words</p>"), "paragraph: The weir holds.", ledger.Ledger{ledger.Hidden: 2}},
		{"alternatives that say the same", parted("alternative", plain, part("text/html", "<p>The weir holds, says the keeper.</p>")), "paragraph: The weir holds, says the keeper.", nil},
		{"an alternative that says more", parted("alternative", part("text/plain", "See the page."), part("text/html", "<p>The weir holds, says the keeper of the pond.</p>")), "paragraph: The weir holds, says the keeper of the pond.", nil},
		{
			"what is attached", parted("mixed", plain, part("application/pdf", "x"), "Content-Disposition: attachment\r\n"+part("text/plain", "An annex."), part("image/png", "x")),
			"paragraph: The weir holds, says the keeper.",
			ledger.Ledger{ledger.UnreadPart: 2, ledger.Image: 1},
		},
		{"a letter in a letter", parted("mixed", plain, part("message/rfc822", "Subject: The old one\r\n\r\nIt did hold.")), "paragraph: The weir holds, says the keeper. ¦ heading: The old one ¦ paragraph: It did hold.", nil},
		{"parts without an end", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe weir holds.", "paragraph: The weir holds.", ledger.Ledger{ledger.UnreadPart: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := eml.Read([]byte(head + tt.body))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range l.Blocks {
				got = append(got, string(b.Kind)+": "+strings.Join(strings.Fields(b.Text), " "))
			}
			if text := strings.Join(got, " ¦ "); text != tt.want {
				t.Errorf("text %q, want %q", text, tt.want)
			}
			if diff := cmp.Diff(tt.off, l.Ledger); diff != "" {
				t.Errorf("not in the text (-want +got):\n%s", diff)
			}
			if l.Subject != "Grüße" || l.From != "Jürgen Lund" || l.Date != "2026-05-04T09:12:00+02:00" {
				t.Errorf("%q from %q at %q", l.Subject, l.From, l.Date)
			}
		})
	}
}

func TestNoLetter(t *testing.T) {
	_, err := eml.Read([]byte("no head\r\n\r\nThe weir holds."))
	if failed, ok := errors.AsType[*failure.Error](err); !ok || failed.Kind != failure.Damaged {
		t.Errorf("error is %v, want damaged", err)
	}
}

// longest bounds what a fuzzer writes, in bytes.
const longest = 4 << 10

// FuzzRead reads letters: no block of one is blank.
//
//fuzz:covers eml.go
func FuzzRead(f *testing.F) {
	plain := part("text/plain; format=flowed; delsp=yes", "The weir \r\n> a \r\n>> b\r\n-- \r\nc")
	for _, body := range []string{plain, parted("alternative", plain, part("text/html; charset=gbk", "<p>c")), parted("mixed", "Content-Transfer-Encoding: base64\r\n"+part("text/plain", "YQ=="), part("message/rfc822", "Subject: d\r\n\r\ne"))} {
		f.Add([]byte(head + body))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > longest {
			return
		}
		l, err := eml.Read(data)
		if err != nil {
			return
		}
		for _, b := range l.Blocks {
			if strings.TrimSpace(b.Text) == "" {
				t.Errorf("block %+v", b)
			}
		}
	})
}
