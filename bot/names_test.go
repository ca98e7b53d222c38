package bot

import (
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

func TestReading(t *testing.T) {
	for name, want := range map[string]string{
		"余欢": "Yu Huan", "沈念禾": "Shen Nianhe", "林莱尼": "Lin Laini", "单田芳": "Shan Tianfang", "曾国藩": "Zeng Guofan", "欧阳娜": "Ouyang Na", "王西安": "Wang Xi'an",
		"李长乐": "", "Mary": "", "文心一言": "", "安": "", "人民日报社": "",
	} {
		if got := pinyinOf(name); got != want {
			t.Errorf("pinyinOf(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestNamesOfAnotherScript(t *testing.T) {
	zh := docOf(t, article.Document{URL: "https://a.example/x", Title: "x", Kind: article.HTML, Language: "zh-Hans", Text: "余欢说成本最大。林某（Lin Mou）没有说话。"})
	ja := docOf(t, article.Document{URL: "https://a.example/y", Title: "y", Kind: article.HTML, Language: "ja", Text: "田中一郎は造ると述べた。"})
	tests := []struct {
		name, speaker, lang, want string
		doc                       *article.Document
	}{
		{"by pinyin", "余欢", "en", "余欢 (Yu Huan)", zh},
		{"by the text's own pair", "林某", "en", "林某 (Lin Mou)", zh},
		{"nobody needs it", "余欢", "zh-Hans", "余欢", zh},
		{"characters of a Japanese name tell no reading", "田中一郎", "en", "田中一郎", ja},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (&drawing{lang: tt.lang}).named(tt.speaker, tt.doc); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	zh.Passages[0].Speaker = "余欢"
	c := summarize.Claim{Text: "Inference costs most, says 余欢.", Citations: passages(t, zh, 1)}
	if got, want := spokenNames(c, "en"), "Inference costs most, says 余欢 (Yu Huan)."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
