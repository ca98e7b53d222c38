package sentence_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/footnote-bot/footnote/article/internal/sentence"
)

// In the tables, "|" stands where a cut is wanted; it is taken out, with the space after it kept, before splitting.
var traps = []struct{ name, lang, text string }{
	{"plain English", "en", "The ferry left at noon.| It came back empty.| Nobody asked why."},
	{"titles", "en", "Dr. Harrow met Mr. Lindqvist at St. Olave's.| They spoke briefly."},
	{"initials", "en", "The report by J. K. Harrow and M.R. Sand was late.| It still won a prize."},
	{"a country's initials inside", "en", "The U.S. Navy sent three ships.| Two of them returned."},
	{"a country's initials at the end", "en", "She had moved to the U.S.| The house stayed empty for years."},
	{"a company inside", "en", "Marrow Inc. Chairman Ann Bell resigned.| Her deputy took over."},
	{"months and pages", "en", "It opened on Jan. 5 after a delay.| See p. 12 and Fig. 3 for the plan."},
	{"versus and numbers", "en", "The case was Harrow vs. Bell, No. 12 on the list.| It took years."},
	{"decimals and money", "en", "Costs rose 9.7% to $1.2bn in GPT-4.5 terms.| That was more than expected."},
	{"times", "en", "They met at 9 a.m. Tuesday in the old hall.| Nobody was late."},
	{"a link", "en", "Read https://a.example/b.html?q=1&c=Two!x for more.| It is short enough."},
	{"a link before a capital", "en", "It stands at www.a.example/b?Section=3 since May.| Nobody noticed."},
	{"footnote marks", "en", "The bridge was closed in 1931.[3]| It opened again later.[4][5]| Nobody knows why it did."},
	{"a list number", "en", "1. Open the lid of the box.| 2. Take the key out of it."},
	{"a name with a mark", "en", "Yahoo! is older than most of its users.| It still has a front page."},
	{"a quotation and its speaker", "en", "“We never saw it coming!” Bell said.| The room was silent."},
	{"a quotation and its speaker, straight marks", "en", `"We never saw it coming." Bell said so twice.| The room was silent.`},
	{"a question and its speaker", "en", "“Where did they go?” she asked.| Nobody answered her."},
	{"two sentences in one short quotation", "en", "“It rained. We left.”| That was all he would say."},
	{"a bracket", "en", "The plan failed (nobody had read it. Not even once.) and was dropped.| Work began again."},
	{"a bracket of its own", "en", "The plan had failed.| (Nobody had read it.)| Work began again."},
	{"one word joins", "en", "Why? Because nobody had asked.| That was the reason given."},
	{"an ellipsis goes on", "en", "They waited ... and waited until the lamps went out.| Then they left."},
	{"tokenised", "en", "i think that is right .| we should move on now .| who has the next point ?| i do have it ."},
	{"line ends", "en", "The ferry left\nat noon.|\nIt came back empty."},

	{"plain Chinese", "zh", "渡轮中午离开了码头。|傍晚它空着回来！|有人知道原因吗？|没有人回答这个问题。"},
	{"a Chinese quotation and its speaker", "zh", "“我们从来没有见过这样的雨。”她说。|街上没有一个人。"},
	{"a speaker before the next quotation", "zh", "“我们从来没有见过这样的雨。”她对记者说，“以后也不会。”|街上没有一个人。"},
	{"a new quotation", "zh", "“我们从来没有见过这样的雨。”|邻居补充说：“河水涨得很快。”"},
	{"inside a Chinese quotation", "zh", "老人讲了三件事：“雨停了。船走了。人散了。”|然后他不再说话。"},
	{"inside a Chinese bracket", "zh", "报告有三页（第一页是空的。第二页也是。）没有人读完。|后来它丢了。"},
	{"a Chinese bracket of its own", "zh", "报告一共有三页。|（本报记者在现场看到了原件）后来它丢了。"},
	{"an ellipsis", "zh", "他想了很久……还是没有开口。|天已经黑了下来。"},
	{"decimals in Chinese", "zh", "降幅达到9.7%，版本从3.0升级到3.5。|这是第一次出现下降。"},
	{"short answers join", "zh", "是的。我们去年就知道了。|没有人说出来。"},
	{"traditional", "zh-Hant", "「我們從來沒有見過這樣的雨。」她說。|街上沒有一個人。"},

	{"Japanese", "ja", "雨が降っていた。|駅には誰もいなかった。"},
	{"a Japanese quotation and its particle", "ja", "「もう帰りましょう。」と彼は言った。|駅には誰もいなかった。"},
	{"Korean", "ko", "비가 많이 내렸다.| 역에는 아무도 없었다."},
	{"a Korean quotation", "ko", "“이제 집에 가자.”라고 그가 말했다.| 역에는 아무도 없었다."},
	{"German", "de", "Am 3. Oktober kam z. B. Dr. Kranz mit dem Zug.| Er blieb bis zum Abend."},
	{"titles of Polish, in whatever language it is taken for", "", "Dr Nowak i prof. Lis płyną.| Pada deszcz."},
	{"German quotation", "de", "„Wir gehen jetzt!“ sagte sie leise.| Niemand stand auf."},
	{"French", "fr", "« Nous partons demain ! » dit-elle à voix basse.| Personne ne répondit."},
	{"Spanish", "es", "¿Quién cerró la puerta?| El Sr. Molina no lo sabe."},
	{"Russian", "ru", "Книгу написал А. С. Левин в 1990 г. в Москве.| Её никто не читал."},
	{"Hindi", "hi", "डॉ. राम कल शहर में आए थे।| वे शाम को लौट गए।"},
	{"Arabic", "ar", "هل وصلت السفينة إلى الميناء؟| لم يجب أحد عن السؤال."},
	{"Greek", "el", "Το πλοίο έφυγε το μεσημέρι.| Κανείς δεν ρώτησε γιατί."},
	{"Thai", "th", "เรือข้ามฟากออกจากท่าตอนเที่ยงวันโดยไม่มีผู้โดยสารเลย| ตอนเย็นเรือลำเดียวกันก็กลับมาโดยไม่มีใครอยู่บนเรือ"},
	{"short Thai", "th", "เรือออกแล้ว ไม่มีใครอยู่"},
}

func TestSplit(t *testing.T) {
	for _, tt := range traps {
		t.Run(tt.name, func(t *testing.T) {
			var want []string
			for part := range strings.SplitSeq(tt.text, "|") {
				want = append(want, strings.TrimSpace(part))
			}
			text := strings.ReplaceAll(tt.text, "|", "")
			if diff := cmp.Diff(want, split(text, tt.lang)); diff != "" {
				t.Errorf("Split(%q) (-want +got):\n%s", text, diff)
			}
		})
	}
}

func split(text, lang string) []string {
	var out []string
	for _, r := range sentence.Split(text, lang) {
		out = append(out, text[r[0]:r[1]])
	}
	return out
}

func TestSplitCutsLongSentencesAtClauses(t *testing.T) {
	chinese := strings.Repeat("河边的人们一直在等那条从上游来的船，", 14) + "它没有来。"
	english := strings.Repeat("the people by the river kept waiting for the boat, ", 9) + "and it never came."
	for _, text := range []string{chinese, english} {
		parts := split(text, "")
		if len(parts) < 2 {
			t.Errorf("%d runes stay one passage", utf8.RuneCountInString(text))
		}
		for _, p := range parts[:len(parts)-1] {
			if !strings.HasSuffix(p, "，") && !strings.HasSuffix(p, ",") {
				t.Errorf("part does not end at a clause: %q", p)
			}
		}
	}
	if parts := split(strings.Repeat("水", 5000), "zh"); len(parts) < 10 {
		t.Errorf("5,000 signs without any mark make %d passages", len(parts))
	}
}

// checkRanges is the promise of Split.
func checkRanges(t interface{ Fatalf(string, ...any) }, text string, ranges [][2]int) {
	end := 0
	for i, r := range ranges {
		if r[0] < end || r[1] <= r[0] || r[1] > len(text) {
			t.Fatalf("range %d is %v after %d of %d", i, r, end, len(text))
		}
		if lost := text[end:r[0]]; strings.TrimSpace(lost) != "" {
			t.Fatalf("%q is lost before range %d", lost, i)
		}
		if !utf8.ValidString(text[r[0]:r[1]]) {
			t.Fatalf("range %d cuts a character", i)
		}
		first, _ := utf8.DecodeRuneInString(text[r[0]:])
		if unicode.IsSpace(first) {
			t.Fatalf("range %d begins with white space", i)
		}
		end = r[1]
	}
	if strings.TrimSpace(text[end:]) != "" {
		t.Fatalf("%q is lost at the end", text[end:])
	}
}

func TestSplitLosesNothing(t *testing.T) {
	pieces := []string{
		"a", "The", "Dr.", "he said", " ", "\n", "\u3000", ".", "!", "?", "…", "...", "。", "！", "？", "“", "”", "\"", "‘", "’", "「", "」",
		"（", "）", "(", ")", "[", "]", "[3]", "3.5", "https://a.example/?x=y", "她说", "と言った", "雨", "เรือ", "।", "؟", "J.", "1.", ",", "，", "；", "é", "👩‍👩‍👧",
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 200).Draw(t, "pieces")
		lang := rapid.SampledFrom([]string{"", "en", "de", "zh-Hans", "fr", "th"}).Draw(t, "lang")
		text := strings.Join(parts, "")
		checkRanges(t, text, sentence.Split(text, lang))
	})
}

//fuzz:covers *.go
func FuzzSplit(f *testing.F) {
	for _, tt := range traps {
		f.Add(tt.text, tt.lang)
	}
	f.Add("\"\"\"([「“”)」]", "")
	f.Add("[3].[a[", "")
	f.Fuzz(func(t *testing.T, text, lang string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\ufffd")
		}
		checkRanges(t, text, sentence.Split(text, lang))
	})
}

func BenchmarkSplit(b *testing.B) {
	for _, bm := range []struct{ name, text string }{
		{"English", strings.Repeat("Dr. Harrow met the crew at noon. “We never saw it coming!” she said. It cost $1.2bn (far too much). ", 40)},
		{"Chinese", strings.Repeat("渡轮中午离开了码头。“我们从来没有见过这样的雨。”她说。降幅达到9.7%，这是第一次。", 40)},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.SetBytes(int64(len(bm.text)))
			for b.Loop() {
				sentence.Split(bm.text, "")
			}
		})
	}
}
