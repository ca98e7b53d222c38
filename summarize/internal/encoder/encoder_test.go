package encoder_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/footnote-bot/footnote/summarize/internal/encoder"
)

// open gives the real encoder, where the machine has its file.
func open(tb testing.TB) *encoder.Encoder {
	tb.Helper()
	name := os.Getenv("FOOTNOTE_ENCODER")
	if name == "" {
		tb.Skip("FOOTNOTE_ENCODER does not name the encoder's file: what it makes is not compared with the reference")
	}
	e, err := encoder.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// TestReference compares with what the model's own implementation (sentence-transformers, 32 bits) makes of the same texts.
func TestReference(t *testing.T) {
	e := open(t)
	file, err := os.Open(filepath.Join("testdata", "reference.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var want struct {
			Text   string
			Pieces []int32
			Vector []float32
		}
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if got := encoder.Tokenize(e, want.Text); !slices.Equal(got, want.Pieces) {
			t.Errorf("%.60q is cut into %v, want %v", want.Text, got, want.Pieces)
		}
		got, err := e.Embed(t.Context(), []string{want.Text})
		if err != nil {
			t.Fatal(err)
		}
		if cos := product(got[0], want.Vector); cos < 0.995 {
			t.Errorf("%.60q: cosine with the reference is %.4f", want.Text, cos)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func product(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// small is a model of random weights, in place of the real one.
type small struct{ seed uint32 }

func (s small) Tensor(name string) ([]float32, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	x := s.seed
	for _, b := range []byte(name) {
		x = x*31 + uint32(b)
	}
	out := make([]float32, 400*32)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = float32(int32(x)) / math.MaxInt32 / 4
	}
	return out, nil
}

var smallShape = encoder.Shape{Pieces: 12, Places: 256, Width: 32, Inner: 64, Layers: 2, Heads: 4}

var smallWords = []string{"[UNK]", "[CLS]", "[SEP]", "goat", "##s", "ferry", "the", "forty", ".", "cross", "##ed", "海"}

func smallFile(tb testing.TB) []byte {
	tb.Helper()
	var file bytes.Buffer
	if err := encoder.Write(&file, smallShape, smallWords, small{7}); err != nil {
		tb.Fatal(err)
	}
	return file.Bytes()
}

func TestEmbed(t *testing.T) {
	e, err := encoder.Read(smallFile(t))
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"The ferry crossed.", "Forty goats.", "", "the ferry crossed .", "海海 zebra"}
	got, err := e.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		if len(v) != e.Width() || math.Abs(product(v, v)-1) > 1e-5 {
			t.Errorf("%q: a vector of %d with square %g", texts[i], len(v), product(v, v))
		}
	}
	if !slices.Equal(got[0], got[3]) {
		t.Error("case and spaces make another vector")
	}
	if slices.Equal(got[0], got[1]) {
		t.Error("two texts have one vector")
	}
	if !e.Reads("en-GB") || e.Reads("zh-Hans") || e.Reads("") {
		t.Error("it reads English, and nothing else")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Embed(ctx, texts); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v", err)
	}
}

func TestTokenize(t *testing.T) {
	e, err := encoder.Read(smallFile(t))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string][]int32{
		"":                      {1, 2},
		"The goats":             {1, 6, 3, 4, 2},
		"FÉRRY, crossed.":       {1, 5, 0, 9, 10, 8, 2},
		"goatsx ferry":          {1, 0, 5, 2},
		"海goat\u200bs\x00\tthe": {1, 11, 3, 4, 6, 2},
	}
	for text, want := range tests {
		if got := encoder.Tokenize(e, text); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %v, want %v", text, got, want)
		}
	}
}

// TestProduct compares the blocked product with a plain one, exactly: all sums are whole numbers.
func TestProduct(t *testing.T) {
	for _, n := range []int{16, 32, 384, 1536} {
		w, a := make([]byte, n), make([]int16, 4*n)
		for i := range w {
			w[i] = byte(int8(i*37%255 - 127))
		}
		for i := range a {
			a[i] = int16(i*7919%16383 - 8191)
		}
		if n == 1536 { // the widest sums
			for i := range w {
				w[i], a[i] = 127, 8191
			}
		}
		var got, want [4]int32
		encoder.Dot4(w, a, &got)
		encoder.Dot4Plain(w, a, &want)
		if got != want {
			t.Errorf("%d columns: %v, want %v", n, got, want)
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	whole := smallFile(t)
	for n := range len(whole) {
		if n > 100 && n%997 != 0 {
			continue
		}
		if _, err := encoder.Read(whole[:n]); err == nil {
			t.Fatalf("a file of %d bytes of %d is read", n, len(whole))
		}
	}
	if _, err := encoder.Read(append(slices.Clone(whole), 0)); err == nil {
		t.Error("a file with a byte more is read")
	}
	if _, err := encoder.Open(filepath.Join(t.TempDir(), "none.bin")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	odd := smallShape
	odd.Heads = 5
	if err := encoder.Write(&bytes.Buffer{}, odd, smallWords, small{7}); err == nil {
		t.Error("a width that heads do not share is written")
	}
}

//fuzz:covers *.go
func FuzzRead(f *testing.F) {
	f.Add(smallFile(f), "The goats")
	f.Add([]byte("footnote-encoder-1\n"), "")
	whole, err := encoder.Read(smallFile(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if len(data) > 64<<10 || len(text) > 256 {
			return
		}
		e, err := encoder.Read(data)
		if err != nil {
			e = whole
		}
		if v, err := e.Embed(t.Context(), []string{text}); err != nil || len(v[0]) != e.Width() {
			t.Errorf("%d values, %v", len(v[0]), err)
		}
	})
}

// BenchmarkProduct compares the blocked product with a plain loop, for one row of the widest layer and 32 pieces.
func BenchmarkProduct(b *testing.B) {
	w, a := make([]byte, 1536), make([]int16, 4*1536)
	for name, dot := range map[string]func([]byte, []int16, *[4]int32){"blocked": encoder.Dot4, "plain": encoder.Dot4Plain} {
		b.Run(name, func(b *testing.B) {
			var sums [4]int32
			for b.Loop() {
				for range 8 {
					dot(w, a, &sums)
				}
			}
		})
	}
}

func BenchmarkEmbed(b *testing.B) {
	e := open(b)
	for _, text := range []string{
		"how many animals were on the boat?",
		"The council of Port Ellery voted on Monday evening to raise the harbour wall by more than a metre.",
	} {
		b.Run(fmt.Sprint(len(encoder.Tokenize(e, text)), " pieces"), func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Embed(b.Context(), []string{text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
