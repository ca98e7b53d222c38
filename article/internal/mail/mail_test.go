package mail_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/mail"
)

func TestBody(t *testing.T) {
	tests := []struct {
		name, text string
		want       []mail.Part
		left       string // some of its words
	}{
		{
			"answers below what they answer", "Am 03.03.24 um 21:15 schrieb Tom Harrow:\n> Sollen wir nicht einfach warten, bis das Wasser tief genug\n> ist?\n\nNein, denn die schweren Boote brauchen drei Meter, und so lange\nwill niemand warten.\n\n> Und wer sagt es?\n\nDie Tafel.\n-- \nAnn Bell",
			[]mail.Part{
				{Kind: block.Paragraph, Text: "Sollen wir nicht einfach warten, bis das Wasser tief genug ist?", Quoted: true, Of: "Tom Harrow"},
				{Kind: block.Paragraph, Text: "Nein, denn die schweren Boote brauchen drei Meter, und so lange will niemand warten."},
				{Kind: block.Paragraph, Text: "Und wer sagt es?", Quoted: true, Of: "Tom Harrow"},
				{Kind: block.Paragraph, Text: "Die Tafel."},
			},
			"schrieb",
		},
		{
			"an introduction over two lines", "On Mon, Mar 4, 2024 at 10:02 AM Anne de Morel via ferry <ferry@lists.example>\nwrote:\n>> And if it is foggy?\n> Then we wait.\nGood.",
			[]mail.Part{
				{Kind: block.Paragraph, Text: "And if it is foggy?", Quoted: true},
				{Kind: block.Paragraph, Text: "Then we wait.", Quoted: true, Of: "Anne de Morel"},
				{Kind: block.Paragraph, Text: "Good."},
			},
			"wrote:",
		},
		{
			"code, items and short lines", "Try this:\n\n    if fog {\n        wait()\n    }\n\nIt needs\n\n- a horn that can be heard on the other side of the bay in a storm, and\n  a bell\n- a lamp\n\n    at night only\n",
			[]mail.Part{
				{Kind: block.Paragraph, Text: "Try this:"},
				{Kind: block.Code, Text: "    if fog {\n        wait()\n    }"},
				{Kind: block.Paragraph, Text: "It needs"},
				{Kind: block.ListItem, Text: "a horn that can be heard on the other side of the bay in a storm, and a bell"},
				{Kind: block.ListItem, Text: "a lamp"},
				{Kind: block.Code, Text: "    at night only"},
			},
			"",
		},
		{
			"a patch", "Wait for the tide.\n---\n leave.go | 2 +-\n\ndiff --git a/leave.go b/leave.go\n@@ -1,2 +1,2 @@\n func leave() {\n-\tgo()\n+\twait()\n-- \n2.43.0",
			[]mail.Part{
				{Kind: block.Paragraph, Text: "Wait for the tide."},
				{Kind: block.Code, Text: "---\n leave.go | 2 +-\n\ndiff --git a/leave.go b/leave.go\n@@ -1,2 +1,2 @@\n func leave() {\n-\tgo()\n+\twait()"},
			},
			"2.43.0",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, left := mail.Body(tt.text)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
			if !strings.Contains(left, tt.left) || tt.left == "" && left != "" {
				t.Errorf("left is %q, want %q in it", left, tt.left)
			}
		})
	}
}

func TestName(t *testing.T) {
	for line, want := range map[string]string{
		"On Sun, Mar 3, 2024 at 9:15 PM, Tom Harrow <tom@a.example> wrote:":  "Tom Harrow",
		"Le lun. 4 mars 2024 à 10:02, Anne de Morel <a@b.example> a écrit :": "Anne de Morel",
		"Tom Harrow schrieb am Montag:":                                      "Tom Harrow",
		"tom@a.example wrote:":                                               "",
		"He wrote:":                                                          "",
	} {
		if got := mail.Name(line); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// FuzzBody reads letters: each of their letters stands in a part or in what is left, and parts are not blank.
//
//fuzz:covers mail.go
func FuzzBody(f *testing.F) {
	f.Add("On Sunday Ann Bell wrote:\n> It left.\n> > When?\n\nAt noon, as on every other day of this long and very quiet week on the\npier.\n\n    code\n-- \nTom")
	f.Add("diff --git a/b b/b\n@@ -1 +1 @@\n-a\n+b\n\n* c\n1. d\n\ne:\n\n>f\r\n>>g\nIndex: h\n--- i\n+++ i")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2<<10 || !utf8.ValidString(text) {
			return
		}
		parts, left := mail.Body(text)
		all := left
		for _, p := range parts {
			if strings.TrimSpace(p.Text) == "" {
				t.Errorf("a blank part: %+v", p)
			}
			all += p.Text
		}
		if want, got := letters(text), letters(all); want != got {
			t.Errorf("%q is read as %d letters, want %d", text, got, want)
		}
	})
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if r >= 'a' && r <= 'z' || r >= 0x4e00 && r <= 0x9fff {
			n++
		}
	}
	return n
}
