package encoder

import "golang.org/x/sys/cpu"

var hasAVX2 = cpu.X86.HasAVX2

// dot4 is dot4Plain; the length of w is a multiple of lane.
func dot4(w []byte, a []int16, sums *[block]int32) {
	if !hasAVX2 || len(w) == 0 {
		dot4Plain(w, a, sums)
		return
	}
	_ = a[block*len(w)-1]
	dot4AVX2(&w[0], &a[0], len(w), sums)
}

// dot4AVX2 reads n weights and four times as many activations; n is a multiple of lane, and not zero.
//
//go:noescape
func dot4AVX2(w *byte, a *int16, n int, sums *[block]int32)
