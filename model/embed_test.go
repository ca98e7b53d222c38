package model_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/model/modeltest"
)

func TestEmbed(t *testing.T) {
	server, base := modeltest.Start(t, modeltest.Say(""))
	server.StartEmbeddings(func(text string) []float32 {
		if text == "fails" {
			return nil
		}
		return []float32{float32(len(text)), 3}
	})
	e, err := model.NewEmbedder(model.Config{BaseURL: base, Model: "bge-m3"})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for i := range 150 {
		texts = append(texts, fmt.Sprintf("%0*d", 1+i%7, 0))
	}
	texts[3] = ""
	got, err := e.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		if square := v[0]*v[0] + v[1]*v[1]; math.Abs(float64(square)-1) > 1e-5 {
			t.Errorf("text %d: a vector with square %g", i, square)
		}
		want := float64(max(1, len(texts[i]))) / 3 // an empty text is sent as a space
		if ratio := float64(v[0] / v[1]); math.Abs(ratio-want) > 1e-5 {
			t.Errorf("text %d has the vector of another: %v", i, v)
		}
	}
	if _, err := e.Embed(t.Context(), []string{"fails"}); err == nil {
		t.Error("a server that fails is no error")
	}
	if _, err := model.NewEmbedder(model.Config{BaseURL: base}); err == nil {
		t.Error("no model is no error")
	}
}
