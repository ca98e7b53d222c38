package charset

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/footnote-bot/footnote/article/internal/failure"
)

var stories = map[string]string{
	"zh":      "议会周一投票决定把海港的堤坝加高一米二，工程费用为四百六十万英镑。渔民们说，他们必须在三月之前离开内港，而没有人知道要离开多久。镇长表示，风暴已经三次冲垮了旧的石墙。",
	"zh-Hant": "議會週一投票決定把海港的堤壩加高一米二，工程費用為四百六十萬英鎊。漁民們說，他們必須在三月之前離開內港，而沒有人知道要離開多久。鎮長表示，風暴已經三次沖垮了舊的石牆。",
	"ja":      "議会は月曜日、港の防波堤を一メートル二十センチ高くすることを決めた。工事の費用は四百六十万ポンドである。漁師たちは三月までに内港を出なければならないが、いつ戻れるかは誰にもわからない。",
	"ko":      "의회는 월요일에 항구의 방파제를 일 미터 이십 센티미터 높이기로 결정했다. 공사 비용은 사백육십만 파운드이다. 어부들은 삼월까지 내항을 떠나야 하지만 언제 돌아올지는 아무도 모른다.",
	"ru":      "Совет в понедельник решил поднять стену гавани на метр двадцать. Работы стоят четыре миллиона шестьсот тысяч фунтов. Рыбаки должны покинуть внутреннюю гавань до марта, и никто не знает, надолго ли.",
	"fr":      "Le conseil a décidé lundi de relever la digue du port d’un mètre vingt. Les travaux coûtent quatre millions six cent mille livres. Les pêcheurs doivent quitter le bassin intérieur avant mars, et nul ne sait pour combien de temps : « C’est l’été perdu », dit l’un d’eux.",
}

func page(label, text string) string {
	meta := ""
	if label != "" {
		meta = `<meta charset="` + label + `">`
	}
	return "<html><head>" + meta + "<title>T</title></head><body><p>" + strings.Repeat(text+"</p><p>", 4) + "</p></body></html>"
}

func TestDecodeByContent(t *testing.T) {
	tests := []struct{ lang, encoding string }{
		{"zh", "gbk"},
		{"zh", "gb18030"},
		{"zh-Hant", "big5"},
		{"ja", "shift_jis"},
		{"ja", "euc-jp"},
		{"ja", "iso-2022-jp"},
		{"ko", "euc-kr"},
		{"ru", "windows-1251"},
		{"ru", "koi8-r"},
		{"fr", "windows-1252"},
		{"zh", "utf-8"},
		{"ja", "utf-8"},
		{"fr", "utf-8"},
	}
	for _, tt := range tests {
		for _, label := range []string{"", tt.encoding, "utf-8", "gb2312", "iso-8859-1"} {
			if label != "" && label != tt.encoding && (tt.lang == "fr" || tt.lang == "ru") && label != "utf-8" {
				continue // between encodings of one byte a sign only the label can tell
			}
			t.Run(tt.lang+" in "+tt.encoding+" labelled "+label, func(t *testing.T) {
				enc, err := htmlindex.Get(tt.encoding)
				if err != nil {
					t.Fatal(err)
				}
				want := page(label, stories[tt.lang])
				data, err := enc.NewEncoder().String(want)
				if err != nil {
					t.Skipf("%s has no sign for all of it: %v", tt.encoding, err)
				}
				got, name, err := Decode([]byte(data), "text/html; charset=ISO-8859-1")
				if err != nil || got != want {
					t.Errorf("read as %s, %v:\n%.300s", name, err, got)
				}
			})
		}
	}
}

func TestMarksAndDamage(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<p>" + stories["zh"])
	if err != nil {
		t.Fatal(err)
	}
	bare, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("<html><body><p>plain words</p></body></html>")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, in, want string }{
		{"a byte order mark wins over the label", "\xef\xbb\xbf" + page("gbk", "word"), page("gbk", "word")},
		{"UTF-16 with its mark", utf16, "<p>" + stories["zh"]},
		{"UTF-16 without", bare, "<html><body><p>plain words</p></body></html>"},
		{"one bad byte in UTF-8", stories["zh"] + "\xff" + stories["ja"], stories["zh"] + "\ufffd" + stories["ja"]},
		{"cut inside a sign", stories["zh"][:len(stories["zh"])-1], stories["zh"][:len(stories["zh"])-3] + "\ufffd"},
		{"ASCII", "<p>plain</p>", "<p>plain</p>"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, name, err := Decode([]byte(tt.in), "")
			if err != nil || got != tt.want {
				t.Errorf("as %s, %v: %q", name, err, got)
			}
		})
	}
}

//fuzz:covers *.go
func FuzzDecode(f *testing.F) {
	f.Add([]byte("\x1b$B<h\x1b(B"), "text/html; charset=gbk")
	f.Add([]byte("<meta charset=big5>\x81\x40\xff"), "")
	f.Add([]byte("\xff\xfe\x00\x00a"), "x")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		text, _, err := Decode(data, contentType)
		var known *failure.Error
		if err != nil && !errors.As(err, &known) {
			t.Errorf("error without a kind: %v", err)
		}
		if !utf8.ValidString(text) {
			t.Errorf("not UTF-8: %q", text)
		}
	})
}
