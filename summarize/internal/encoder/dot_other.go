//go:build !amd64

package encoder

// dot4 is dot4Plain.
func dot4(w []byte, a []int16, sums *[block]int32) { dot4Plain(w, a, sums) }
