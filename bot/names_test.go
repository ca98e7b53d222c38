package bot

import (
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

func TestKanaReading(t *testing.T) {
	for name, want := range map[string]string{
		"たなか いちろう": "Tanaka Ichirou", "いのうえ": "Inoue", "まつうら": "Matsuura", "けんいち": "Ken'ichi", "しんじ": "Shinji", "はっとり": "Hattori", "えっちゅう": "Etchuu",
		"ジョン・レノン": "Jon Renon", "ローラ": "Rōra", "ティファニー": "Tifanī", "さくらももこ": "Sakuramomoko", "きょうこ": "Kyouko", "じゅんや": "Jun'ya", "つなみ": "Tsunami",
		"田中いちろう": "", "っ": "", "ん": "", "ー": "", "あっ": "", "あっあ": "", "のん!": "", "Mary": "",
	} {
		if got := kanaReading(name); got != want {
			t.Errorf("kanaReading(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestHangulReading(t *testing.T) {
	for name, want := range map[string]string{
		"홍길동": "Hong Gildong", "민용하": "Min Yongha", "송나리": "Song Nari", "한복남": "Han Boknam", "김민수": "Gim Minsu", "박찬욱": "Bak Chanuk", "윤석열": "Yun Seogyeol",
		"정설리": "Jeong Seolli", "이수아": "I Sua", "남궁민수": "Namgung Minsu",
		"마크롱": "", "오바마": "", "머스크": "", "트럼프": "", "삼성전자": "", "김": "", "김수": "", "홍빛나": "", "Kim": "", "金民洙": "",
	} {
		if got := hangulReading(name); got != want {
			t.Errorf("hangulReading(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestNamesOfAnotherScript(t *testing.T) {
	zh := docOf(t, article.Document{URL: "https://a.example/x", Title: "x", Kind: article.HTML, Language: "zh-Hans", Text: "余欢说成本最大。林某（Lin Mou）没有说话。"})
	ja := docOf(t, article.Document{URL: "https://a.example/y", Title: "y", Kind: article.HTML, Language: "ja", Text: "田中一郎は造ると述べた。鈴木花子（すずき はなこ）と、さとうは黙っていた。"})
	ko := docOf(t, article.Document{URL: "https://a.example/z", Title: "z", Kind: article.HTML, Language: "ko", Text: "김민수는 짓겠다고 말했다. 이순신(Yi Sun-sin)은 말하지 않았다."})
	tests := []struct {
		name, speaker, lang, want string
		doc                       *article.Document
	}{
		{"by pinyin", "余欢", "en", "余欢 (Yu Huan)", zh},
		{"by the text's own pair", "林某", "en", "林某 (Lin Mou)", zh},
		{"nobody needs it", "余欢", "zh-Hans", "余欢", zh},
		{"by the kana that the text has", "鈴木花子", "en", "鈴木花子 (Suzuki Hanako)", ja},
		{"kana by rule", "さとう", "zh-Hans", "さとう (Satou)", ja},
		{"who reads Japanese reads kana", "さとう", "ja", "さとう", ja},
		{"hangul by rule", "김민수", "en", "김민수 (Gim Minsu)", ko},
		{"the text's own spelling goes before the rule", "이순신", "en", "이순신 (Yi Sun-sin)", ko},
		{"who reads Korean reads hangul", "김민수", "ko", "김민수", ko},
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
