package speaker_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// paragraphs are texts of one sentence each.
func paragraphs(texts ...string) []speaker.Paragraph {
	list := make([]speaker.Paragraph, len(texts))
	for i, text := range texts {
		list[i] = speaker.Paragraph{Kind: block.Paragraph, Text: text, Sentences: [][2]int{{0, len(text)}}}
	}
	return list
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, lang string
		texts      []string
		want       []string
	}{
		{
			"labels in capitals, of a full name", "en",
			[]string{"Ann Smith met us.", "SMITH: It left.", "BELL: When, asked Tom Bell?", "SMITH: At noon.", "BELL: Thank you."},
			[]string{"", "Ann Smith", "Tom Bell", "Ann Smith", "Tom Bell"},
		},
		{
			"a post before a name", "en",
			[]string{"The harbour master Ann Bell said it left.", "Bell added that nobody saw it."},
			[]string{"Ann Bell", "Ann Bell"},
		},
		{"nobody says anything", "en", []string{"Ann Bell left the harbour.", "It was noon."}, []string{"", ""}},
		{
			"names that begin alike", "zh-Hans",
			[]string{"船长余欢说，渡轮离开了。", "船长余欢欢说，没有人看见。", "余欢表示，他没有等人。"},
			[]string{"余欢", "余欢欢", "余欢"},
		},
		{"given by the source", "", []string{"It left.", "When?"}, []string{"Ann", "Ann"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := paragraphs(tt.texts...)
			for i := range given {
				if tt.lang == "" {
					given[i].Given = "Ann"
				}
			}
			said, _ := speaker.Find(t.Context(), given, tt.lang)
			var got []string
			for _, s := range said {
				got = append(got, s[0])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("said by %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	said, people := speaker.Find(ctx, paragraphs(strings.Repeat("Ann Bell said it left. ", 100)), "en")
	if len(said) != 1 || len(people) != 0 {
		t.Errorf("%d paragraphs and %v after the end", len(said), people)
	}
}
