package plain_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/plain"
)

// What a Markdown file says is in the text, or counted.
func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, source, want string
		off                ledger.Ledger
	}{
		{"YAML at the top", "---\ntitle: The pond\ntags: [a, b]\n...\nIt is deep.\n\n---\n\nIt is old.", "It is deep. ¦ It is old.", nil},
		{"TOML at the top", "+++\ntitle = \"The pond\"\n+++\nIt is deep.", "It is deep.", nil},
		{"text between rules", "---\n\nKeeper: Ada\n\n---\n\nIt is deep.", "Keeper: Ada ¦ It is deep.", nil},
		{"a rule that nothing ends", "---\nKeeper: Ada\n\nIt is deep.", "Keeper: Ada ¦ It is deep.", nil},
		{"breaks in cells", "|a|b|\n|-|-|\n|old<br>raft|c<br/>d|", "a | b ¦ old raft | c d", nil},
		{"cells beyond the head", "|a|b|\n|-|-|\n|c|d|e|f|\n|g|\n|`x|y`|", "a | b ¦ c | d | e|f ¦ g | ¦ `x | y`", nil},
		{"HTML between paragraphs", "<p>It is <b>deep</b>.</p>\n\n<table><tr><td rowspan=2>Carp</td><td>7</td></tr><tr><td>9</td></tr></table>\n\n<p style=\"display:none\">Secret words</p>\n\n<img src=m.png>", "It is deep. ¦ Carp | 7 ¦ Carp | 9", ledger.Ledger{ledger.Hidden: 2, ledger.Image: 1}},
		{"angle brackets that are no tags", "Use List<String>, <b>not</b> Map<K>; `Set<T>` too. x<SUP class=e>2</SUP>", "Use List<String>, not Map<K>; Set<T> too. x²", nil},
		{"tasks", "- [x] done\n- [ ] open\n- [y] none", "☒ done ¦ ☐ open ¦ [y] none", nil},
		{"lists that go on, and years", "3. three\n4. four\n\ntext\n\n1986. A year.\n\n- a\n\n1. one", "3. three ¦ 4. four ¦ text ¦ 1986. A year. ¦ a ¦ one", nil},
		{"nothing but such notes", "[^2]: By the keeper.", "By the keeper.", nil},
		{"notes that nothing refers to", "[^2]: By the keeper.\n\nDeep[^1].\n\n[^1]: Or not.\n", "Deep. ¦ Or not. ¦ By the keeper.", ledger.Ledger{ledger.Note: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := plain.Markdown(tt.source)
			var got []string
			for _, b := range d.Blocks {
				got = append(got, strings.TrimSpace(b.Text))
			}
			if text := strings.Join(got, " ¦ "); text != tt.want {
				t.Errorf("text %q, want %q", text, tt.want)
			}
			if diff := cmp.Diff(tt.off, d.Ledger); diff != "" {
				t.Errorf("not in the text (-want +got):\n%s", diff)
			}
		})
	}
}
