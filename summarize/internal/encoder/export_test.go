package encoder

// What the tests look at.
var (
	Dot4      = dot4
	Dot4Plain = dot4Plain
)

// Tokenize cuts a text into word pieces.
func Tokenize(e *Encoder, text string) []int32 { return e.tokenize(text) }
