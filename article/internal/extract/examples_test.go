package extract_test

import (
	"net/url"
	"slices"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/extract"
)

const fog = `<html><head><title>Fog on the quay</title></head><body><nav><a href="/">Home of the gazette and its readers</a></nav><article><h1>Fog on the quay</h1>
<p>The fog came in before noon and stayed until the lamps were lit.</p><p>Nobody could say afterwards where the second ferry had waited.</p>
<p>Read more about the weather of the past seven days.</p></article><footer><p>The gazette is printed on Mondays and Thursdays.</p></footer></body></html>`

func TestExamplesSayWhatIsGold(t *testing.T) {
	at := &url.URL{Scheme: "https", Host: "gazette.example", Path: "/fog"}
	examples, err := extract.Examples(t.Context(), fog, at, extract.Gold{
		Text:     "The fog came in before noon and stayed until the lamps were lit.\nNobody could say afterwards where the second ferry had waited.",
		Optional: []string{"Read more about the weather of the past seven days."},
		With:     []string{"before noon"},
		Without:  []string{"printed on Mondays"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var gold, optional []float32
	var segments []int
	for _, x := range examples {
		gold, optional, segments = append(gold, x.Gold), append(optional, x.Optional), append(segments, x.Segment)
		if len(x.Features) != len(extract.FirstNames()) {
			t.Errorf("%d features, %d names", len(x.Features), len(extract.FirstNames()))
		}
	}
	if want := []float32{0, 0, 1, 1, 0, 0}; !slices.Equal(gold, want) {
		t.Errorf("gold %v, want %v", gold, want)
	}
	if want := []float32{0, 0, 0, 0, 1, 0}; !slices.Equal(optional, want) {
		t.Errorf("optional %v, want %v", optional, want)
	}
	if want := []int{0, 0, 1, 0, 0, -1}; !slices.Equal(segments, want) {
		t.Errorf("segments %v, want %v", segments, want)
	}
}

func TestSecondExamplesKnowTheFirstReadings(t *testing.T) {
	at := &url.URL{Scheme: "https", Host: "gazette.example", Path: "/fog"}
	first := []float64{0, 0.5, 1, 1, 0.25, 0}
	examples, err := extract.Examples(t.Context(), fog, at, extract.Gold{}, first)
	if err != nil {
		t.Fatal(err)
	}
	names := extract.SecondNames()
	own, before := slices.Index(names, "first vote"), slices.Index(names, "first before vote")
	for i, x := range examples {
		if len(x.Features) != len(names) {
			t.Fatalf("%d features, %d names", len(x.Features), len(names))
		}
		if x.Features[own] != float32(first[i]) || i > 0 && x.Features[before] != float32(first[i-1]) {
			t.Errorf("piece %d: read as %v, the one before as %v; want those of %v", i, x.Features[own], x.Features[before], first)
		}
	}
	if _, err := extract.Examples(t.Context(), fog, at, extract.Gold{}, first[1:]); err == nil {
		t.Error("readings of other pieces were taken")
	}
}
