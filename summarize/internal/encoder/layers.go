package encoder

import "math"

// layer is one layer of the transformer.
type layer struct {
	query, key, value, mixed matrix // attention
	afterAttention           scaling
	inner, outer             matrix // feed forward
	afterForward             scaling
}

// scaling is a layer normalization.
type scaling struct{ weight, bias []float32 }

// scratch is what a text's way through the layers needs of memory, used again by each layer.
type scratch struct {
	narrow, wide         rounded
	q, k, v, mixed, more []float32
	inner                []float32
	chances              []float32
}

func newScratch(rows int, s Shape) *scratch {
	floats := func(cols int) []float32 { return make([]float32, rows*cols) }
	return &scratch{
		narrow: newRounded(rows, s.Width), wide: newRounded(rows, s.Inner),
		q: floats(s.Width), k: floats(s.Width), v: floats(s.Width), mixed: floats(s.Width), more: floats(s.Width),
		inner: floats(s.Inner), chances: make([]float32, rows),
	}
}

// embed gives the pieces' own vectors, for their places.
func (e *Encoder) embed(pieces []int32) []float32 {
	width := e.shape.Width
	x := make([]float32, len(pieces)*width)
	for i, p := range pieces {
		row := x[i*width : (i+1)*width]
		e.model.pieces.addRow(row, int(p))
		e.model.places.addRow(row, i)
		for j, v := range e.model.kind {
			row[j] += v
		}
	}
	e.model.first.apply(x, len(pieces), width)
	return x
}

// addRow adds a row of a table to x.
func (m *matrix) addRow(x []float32, row int) {
	scale := m.scale[row]
	for i, b := range m.weights[row*m.cols : (row+1)*m.cols] {
		x[i] += float32(int8(b)) * scale
	}
}

// forward sends rows through the layer, in place.
func (l *layer) forward(x []float32, rows int, shape Shape, s *scratch) {
	s.narrow.set(x, rows, shape.Width)
	l.query.times(s.narrow, rows, s.q)
	l.key.times(s.narrow, rows, s.k)
	l.value.times(s.narrow, rows, s.v)
	s.attend(rows, shape)
	s.narrow.set(s.mixed, rows, shape.Width)
	l.mixed.times(s.narrow, rows, s.more)
	add(x, s.more)
	l.afterAttention.apply(x, rows, shape.Width)

	s.narrow.set(x, rows, shape.Width)
	l.inner.times(s.narrow, rows, s.inner)
	for i, v := range s.inner {
		s.inner[i] = gelu(v)
	}
	s.wide.set(s.inner, rows, shape.Inner)
	l.outer.times(s.wide, rows, s.more)
	add(x, s.more)
	l.afterForward.apply(x, rows, shape.Width)
}

// attend mixes the values of all rows by how well their keys fit a row's query, head by head.
func (s *scratch) attend(rows int, shape Shape) {
	width, head := shape.Width, shape.Width/shape.Heads
	scale := float32(1 / math.Sqrt(float64(head)))
	clear(s.mixed)
	for h := 0; h < width; h += head {
		for r := range rows {
			q := s.q[r*width+h : r*width+h+head]
			most := float32(math.Inf(-1))
			for c := range rows {
				s.chances[c] = scale * dot(q, s.k[c*width+h:c*width+h+head])
				most = max(most, s.chances[c])
			}
			sum := float32(0)
			for c, v := range s.chances {
				s.chances[c] = float32(math.Exp(float64(v - most)))
				sum += s.chances[c]
			}
			out := s.mixed[r*width+h : r*width+h+head]
			for c, chance := range s.chances {
				chance /= sum
				for i, v := range s.v[c*width+h : c*width+h+head] {
					out[i] += chance * v
				}
			}
		}
	}
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	sum := float32(0)
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func add(x, more []float32) {
	for i, v := range more {
		x[i] += v
	}
}

// epsilon keeps a normalization from dividing by nothing, as the model was trained.
const epsilon = 1e-12

func (n scaling) apply(x []float32, rows, width int) {
	for r := range rows {
		row := x[r*width : (r+1)*width]
		mean := 0.0
		for _, v := range row {
			mean += float64(v)
		}
		mean /= float64(width)
		spread := 0.0
		for _, v := range row {
			spread += (float64(v) - mean) * (float64(v) - mean)
		}
		by := 1 / math.Sqrt(spread/float64(width)+epsilon)
		for i, v := range row {
			row[i] = float32((float64(v)-mean)*by)*n.weight[i] + n.bias[i]
		}
	}
}

// The activation is looked up between steps: within reach it differs from x/2 · (1 + erf(x/√2)) by less than 1e-6.
const (
	geluReach = 6
	geluSteps = 4096 // for each side
)

var geluTable = func() (table [2*geluSteps + 2]float32) {
	for i := range table {
		x := float64(i-geluSteps) * geluReach / geluSteps
		table[i] = float32(x / 2 * (1 + math.Erf(x/math.Sqrt2)))
	}
	return table
}()

func gelu(x float32) float32 {
	switch {
	case x >= geluReach:
		return x
	case !(x > -geluReach): // what is no number too
		return 0
	}
	at := (x + geluReach) * (float32(geluSteps) / geluReach)
	i := int(at)
	part := at - float32(i)
	return geluTable[i] + part*(geluTable[i+1]-geluTable[i])
}
