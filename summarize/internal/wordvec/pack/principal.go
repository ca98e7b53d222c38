package main

import "math"

// principal gives vectors without their mean, in the n directions in which they differ most.
func principal(vectors [][]float32, n int) [][]float64 {
	width := len(vectors[0])
	mean := make([]float64, width)
	for _, v := range vectors {
		for i, x := range v {
			mean[i] += float64(x) / float64(len(vectors))
		}
	}
	axes := leading(covariance(vectors, mean), n)
	out := make([][]float64, len(vectors))
	for r, v := range vectors {
		out[r] = make([]float64, n)
		for k, axis := range axes {
			for i, x := range v {
				out[r][k] += axis[i] * (float64(x) - mean[i])
			}
		}
	}
	return out
}

func covariance(vectors [][]float32, mean []float64) [][]float64 {
	c := make([][]float64, len(mean))
	for i := range c {
		c[i] = make([]float64, len(mean))
	}
	for _, v := range vectors {
		for i := range mean {
			x := float64(v[i]) - mean[i]
			for j := range i + 1 {
				c[i][j] += x * (float64(v[j]) - mean[j])
			}
		}
	}
	for i := range c {
		for j := range i {
			c[j][i] = c[i][j]
		}
	}
	return c
}

// turns is how often directions are multiplied; the last ones are nearly where they stay by then, which is enough.
const turns = 200

// leading gives the n eigenvectors of a symmetric matrix with the greatest eigenvalues, by orthogonal iteration.
func leading(m [][]float64, n int) [][]float64 {
	axes := make([][]float64, n)
	for k := range axes {
		axes[k] = make([]float64, len(m))
		for i := range axes[k] {
			axes[k][i] = math.Cos(float64((k + 1) * (2*i + 1))) // anything that is not regular
		}
	}
	for range turns {
		for k, axis := range axes {
			axes[k] = times(m, axis)
		}
		orthonormal(axes)
	}
	return axes
}

func times(m [][]float64, v []float64) []float64 {
	out := make([]float64, len(v))
	for i, row := range m {
		out[i] = product(row, v)
	}
	return out
}

// orthonormal makes vectors one long and at right angles, each to those before it (Gram and Schmidt).
func orthonormal(vectors [][]float64) {
	for k, v := range vectors {
		for _, before := range vectors[:k] {
			along := product(v, before)
			for i, x := range before {
				v[i] -= along * x
			}
		}
		length := math.Sqrt(product(v, v))
		for i := range v {
			v[i] /= length
		}
	}
}

func product(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
