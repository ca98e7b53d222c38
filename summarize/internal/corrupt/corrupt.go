// Package corrupt makes statements that are false of sentences in one way that is known. They test a reader in the very call
// in which it reads.
//
// [Controls] makes statements that the sentences of a text do not carry: by rules for nine languages (rules.txt, rule.go) and,
// in any language, from figures (figure.go), halves of sentences (halves.go) and sentences that are not shown. [Carried] finds
// the sentences that can stand as they are (stands.go). What it makes is false as a reading of the sentences; it may be clumsy
// as prose.
package corrupt

import "math/rand/v2"

// Kind is in which way a statement is false.
type Kind string

// The kinds.
const (
	Number   Kind = "number"    // a figure changed
	Figures  Kind = "figures"   // figures exchanged, inside a sentence or between two
	Negation Kind = "negation"  // put in or taken away
	Places   Kind = "places"    // who did it and to whom it was done, exchanged; a name put for another
	Scope    Kind = "scope"     // some made all
	Plan     Kind = "plan"      // a plan or a guess told as a fact
	Halves   Kind = "halves"    // halves of two sentences joined
	Unshown  Kind = "not_shown" // a sentence of the document that is not shown
)

// sample takes one of a list.
func sample[T any](list []T, rnd *rand.Rand) T { return list[rnd.IntN(len(list))] }

func unspaced(lang string) bool { return lang == "zh" || lang == "ja" }
