package encoder

import "math"

// matrix is a linear layer: eight-bit weights with a scale for each row, and what is added to the results.
type matrix struct {
	rows, cols int
	weights    []byte // int8, row by row
	scale      []float32
	bias       []float32
}

// Activations are rounded to whole numbers up to [widest] for a product, for which 1,536 products with weights up to 127
// are summed without overflow in 32 bits.
const widest = 8191

// block is how many rows of activations are multiplied at once, so that a weight is loaded and widened once for all.
const block = 4

// lane is what the number of columns is a multiple of.
const lane = 16

// rounded are rows of activations as whole numbers.
type rounded struct {
	values []int16 // of a multiple of block rows
	scale  []float32
}

func newRounded(rows, cols int) rounded {
	rows = (rows + block - 1) / block * block
	return rounded{values: make([]int16, rows*cols), scale: make([]float32, rows)}
}

// set rounds rows of x; the rows that fill the last block stay zero.
func (r rounded) set(x []float32, rows, cols int) {
	clear(r.values[rows*cols:])
	for i := range rows {
		row := x[i*cols : (i+1)*cols]
		most := float32(0)
		for _, v := range row {
			most = max(most, max(v, -v))
		}
		r.scale[i] = most / widest
		if most == 0 || most != most {
			clear(r.values[i*cols : (i+1)*cols])
			continue
		}
		by := widest / most
		to := r.values[i*cols : (i+1)*cols]
		for j, v := range row {
			to[j] = int16(math.RoundToEven(float64(v * by)))
		}
	}
}

// times multiplies rows of activations with the matrix: out has as many rows, of m.rows values.
func (m *matrix) times(in rounded, rows int, out []float32) {
	var sums [block]int32
	for r := range m.rows {
		w := m.weights[r*m.cols : (r+1)*m.cols]
		for from := 0; from < rows; from += block {
			dot4(w, in.values[from*m.cols:(from+block)*m.cols], &sums)
			for i := range min(block, rows-from) {
				out[(from+i)*m.rows+r] = float32(sums[i])*in.scale[from+i]*m.scale[r] + m.bias[r]
			}
		}
	}
}

// dot4Plain is the product of weights with each of four rows of activations that follow each other.
func dot4Plain(w []byte, a []int16, sums *[block]int32) {
	n := len(w)
	a0, a1, a2, a3 := a[:n], a[n:2*n], a[2*n:3*n], a[3*n:4*n]
	var s0, s1, s2, s3 int32
	for i, b := range w {
		x := int32(int8(b))
		s0 += x * int32(a0[i])
		s1 += x * int32(a1[i])
		s2 += x * int32(a2[i])
		s3 += x * int32(a3[i])
	}
	*sums = [block]int32{s0, s1, s2, s3}
}
