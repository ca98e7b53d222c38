package encoder

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"strings"
)

// Shape is the size of a model.
type Shape struct {
	Pieces, Places int // words pieces known; most of a text
	Width, Inner   int // of a vector; between the two products of a layer
	Layers, Heads  int
}

// weights are those of a model.
type weights struct {
	pieces, places matrix // tables: a row for each
	kind           []float32
	first          scaling
	layers         []layer
}

// The file: magic, the shape as six uint32, the length of the vocabulary and its pieces a line each, the tables and layers
// in the order of [codec.model], and the CRC-32 (IEEE) of all before it. Little endian. A matrix is its weights (int8, row
// by row), a float32 scale a row and, in layers, a float32 bias a row.
const magic = "footnote-encoder-1\n"

// The largest sizes that are believed.
const (
	mostRows   = 1 << 20
	mostLayers = 64
)

var errDamaged = errors.New("damaged")

// Open reads a model from its file.
func Open(name string) (*Encoder, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open encoder: %w", err)
	}
	e, err := Read(data)
	if err != nil {
		return nil, fmt.Errorf("open encoder %s: %w", name, err)
	}
	return e, nil
}

// Read makes an encoder of a file's bytes, which it keeps.
func Read(data []byte) (*Encoder, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, errors.New("not an encoder's file")
	}
	sum := binary.LittleEndian.Uint32(rest[len(rest)-4:])
	if crc32.ChecksumIEEE(data[:len(data)-4]) != sum {
		return nil, errDamaged
	}
	c := &codec{data: rest[:len(rest)-4]}
	shape := c.shape()
	if err := shape.check(); err != nil {
		return nil, err
	}
	vocabulary := string(c.bytes(int(c.number())))
	model := c.model(shape)
	if c.short || len(c.data) > 0 {
		return nil, errDamaged
	}
	e := &Encoder{shape: shape, pieces: make(map[string]int32, shape.Pieces), model: model, exclusive: make(chan struct{}, atOnce())}
	for line := range strings.Lines(vocabulary) {
		e.pieces[strings.TrimSuffix(line, "\n")] = int32(len(e.pieces))
	}
	if len(e.pieces) != shape.Pieces {
		return nil, fmt.Errorf("%d pieces of %d: %w", len(e.pieces), shape.Pieces, errDamaged)
	}
	for _, piece := range []string{pieceFirst, pieceLast, pieceUnknown} {
		if _, ok := e.pieces[piece]; !ok {
			return nil, fmt.Errorf("no piece %s: %w", piece, errDamaged)
		}
	}
	return e, nil
}

func (s Shape) check() error {
	for _, n := range []int{s.Pieces, s.Places, s.Width, s.Inner, s.Layers, s.Heads} {
		if n <= 0 || n > mostRows {
			return errDamaged
		}
	}
	switch {
	case s.Layers > mostLayers, s.Width%s.Heads != 0, s.Width%lane != 0, s.Inner%lane != 0, s.Places < mostTokens,
		s.Inner*127 > math.MaxInt32/widest, s.Width > s.Inner:
		return fmt.Errorf("a model of this shape is not supported: %+v", s)
	}
	return nil
}

// codec takes values from the bytes of a file; short where there were too few.
type codec struct {
	data  []byte
	short bool
}

func (c *codec) bytes(n int) []byte {
	if n < 0 || n > len(c.data) {
		c.short, c.data = true, nil
		return nil
	}
	out := c.data[:n:n]
	c.data = c.data[n:]
	return out
}

func (c *codec) number() uint32 {
	if b := c.bytes(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (c *codec) shape() Shape {
	n := func() int { return int(c.number()) }
	return Shape{Pieces: n(), Places: n(), Width: n(), Inner: n(), Layers: n(), Heads: n()}
}

func (c *codec) floats(n int) []float32 {
	b := c.bytes(4 * n)
	if b == nil {
		return nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (c *codec) table(rows, cols int) matrix {
	return matrix{rows: rows, cols: cols, weights: c.bytes(rows * cols), scale: c.floats(rows)}
}

func (c *codec) matrix(rows, cols int) matrix {
	m := c.table(rows, cols)
	m.bias = c.floats(rows)
	return m
}

func (c *codec) scaling(width int) scaling { return scaling{c.floats(width), c.floats(width)} }

func (c *codec) model(s Shape) weights {
	w := weights{
		pieces: c.table(s.Pieces, s.Width), places: c.table(s.Places, s.Width), kind: c.floats(s.Width), first: c.scaling(s.Width),
	}
	for range s.Layers {
		w.layers = append(w.layers, layer{
			query: c.matrix(s.Width, s.Width), key: c.matrix(s.Width, s.Width), value: c.matrix(s.Width, s.Width),
			mixed: c.matrix(s.Width, s.Width), afterAttention: c.scaling(s.Width),
			inner: c.matrix(s.Inner, s.Width), outer: c.matrix(s.Width, s.Inner), afterForward: c.scaling(s.Width),
		})
	}
	return w
}

// Source gives the values of a model by the names of the layers of Hugging Face's BertModel
// ("encoder.layer.0.attention.self.query.weight"), row by row.
type Source interface {
	Tensor(name string) ([]float32, error)
}

// Write writes a model's file: weights of tables and products are rounded to eight bits, row by row.
func Write(w io.Writer, shape Shape, vocabulary []string, src Source) error {
	if err := shape.check(); err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString(magic)
	for _, n := range []int{shape.Pieces, shape.Places, shape.Width, shape.Inner, shape.Layers, shape.Heads} {
		putNumber(&out, uint32(n))
	}
	words := strings.Join(vocabulary, "\n") + "\n"
	putNumber(&out, uint32(len(words)))
	out.WriteString(words)
	p := packer{out: &out, src: src}
	p.model(shape)
	if p.err != nil {
		return fmt.Errorf("write encoder: %w", p.err)
	}
	putNumber(&out, crc32.ChecksumIEEE(out.Bytes()))
	_, err := w.Write(out.Bytes())
	return err
}

func putNumber(out *bytes.Buffer, n uint32) { out.Write(binary.LittleEndian.AppendUint32(nil, n)) }

// packer writes what codec reads; its first error stays.
type packer struct {
	out *bytes.Buffer
	src Source
	err error
}

func (p *packer) model(s Shape) {
	p.table("embeddings.word_embeddings.weight", s.Pieces, s.Width)
	p.table("embeddings.position_embeddings.weight", s.Places, s.Width)
	p.floats("embeddings.token_type_embeddings.weight", s.Width) // the first row: all of a text is of one kind
	p.scaling("embeddings.LayerNorm", s.Width)
	for i := range s.Layers {
		name := func(part string) string { return fmt.Sprintf("encoder.layer.%d.%s", i, part) }
		p.matrix(name("attention.self.query"), s.Width, s.Width)
		p.matrix(name("attention.self.key"), s.Width, s.Width)
		p.matrix(name("attention.self.value"), s.Width, s.Width)
		p.matrix(name("attention.output.dense"), s.Width, s.Width)
		p.scaling(name("attention.output.LayerNorm"), s.Width)
		p.matrix(name("intermediate.dense"), s.Inner, s.Width)
		p.matrix(name("output.dense"), s.Width, s.Inner)
		p.scaling(name("output.LayerNorm"), s.Width)
	}
}

// tensor gives the first n values of one.
func (p *packer) tensor(name string, n int) []float32 {
	if p.err != nil {
		return make([]float32, n)
	}
	values, err := p.src.Tensor(name)
	if err == nil && len(values) < n {
		err = fmt.Errorf("%s has %d values of %d", name, len(values), n)
	}
	if err != nil {
		p.err = err
		return make([]float32, n)
	}
	return values[:n]
}

func (p *packer) floats(name string, n int) {
	for _, v := range p.tensor(name, n) {
		putNumber(p.out, math.Float32bits(v))
	}
}

func (p *packer) scaling(name string, width int) {
	p.floats(name+".weight", width)
	p.floats(name+".bias", width)
}

func (p *packer) matrix(name string, rows, cols int) {
	p.table(name+".weight", rows, cols)
	p.floats(name+".bias", rows)
}

func (p *packer) table(name string, rows, cols int) {
	values := p.tensor(name, rows*cols)
	scales := make([]float32, rows)
	for r := range rows {
		row := values[r*cols : (r+1)*cols]
		most := float32(0)
		for _, v := range row {
			most = max(most, max(v, -v))
		}
		scales[r] = most / 127
		for _, v := range row {
			q := int8(0)
			if most > 0 {
				q = int8(math.RoundToEven(float64(v / scales[r])))
			}
			p.out.WriteByte(byte(q))
		}
	}
	for _, s := range scales {
		putNumber(p.out, math.Float32bits(s))
	}
}
