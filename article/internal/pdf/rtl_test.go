package pdf_test

import "testing"

// Text that is read from the right is read by where its signs stand, in whatever order they were drawn; numbers and Latin words in it run from the left.
func TestTextFromTheRight(t *testing.T) {
	e := engine(t)
	const size, y = 10, 700
	// The forms of the letters of بحر and عين in words, from the left as they are seen; each is as wide as it is high.
	sea, eye := []rune("\ufeae\ufea4\ufe91"), []rune("\ufee6\ufef4\ufecb")
	word := func(x float64, signs []rune) []text { return []text{{x, y, size, string(signs), "F3"}} }
	latin := func(x float64, s string) []text { return []text{{x, y, size, s, "F1"}} }
	tests := []struct {
		name string
		page []text
		want string
	}{
		{"words and a number", join(word(300, sea), latin(282, "12"), word(248, eye)), "بحر 12 عين"},
		{"drawn from the left of the page", join(word(248, eye), latin(282, "12"), word(300, sea)), "بحر 12 عين"},
		{"Latin words and a share", join(word(300, sea), latin(260, ".Ada H"), word(226, eye), latin(198, "3.5%")), "بحر Ada H. عين 3.5%"},
		{"brackets as they are seen", join(word(300, sea), latin(290, ")"), word(260, eye), latin(256, "(")), "بحر (عين)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			beginsWith(t, e, tt.page, size, tt.want)
		})
	}
}
