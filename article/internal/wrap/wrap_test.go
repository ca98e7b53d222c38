package wrap_test

import (
	"testing"

	"github.com/footnote-bot/footnote/article/internal/wrap"
)

func TestJoin(t *testing.T) {
	words := wrap.Vocabulary("The cooperative is well-known in the harbour.")
	tests := []struct{ left, right, want string }{
		{"the coopera-", "tive", "the cooperative"},
		{"a well-", "known boat", "a well-known boat"},
		{"from 1998-", "2004 on", "from 1998-2004 on"},
		{"from 1998\u0002", "2004 on", "from 1998-2004 on"},
		{"with 2,4-", "dichlorophenol", "with 2,4-dichlorophenol"},
		{"a Covid-", "19 ward", "a Covid-19 ward"},
		{"it fell -", "12 degrees", "it fell - 12 degrees"},
		{"这是最后", "一次", "这是最后一次"},
	}
	for _, tt := range tests {
		if got := words.Join(tt.left, tt.right); got != tt.want {
			t.Errorf("%q and %q: %q, want %q", tt.left, tt.right, got, tt.want)
		}
	}
}
