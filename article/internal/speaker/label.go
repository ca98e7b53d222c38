package speaker

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// questionLabels ask, answerLabels answer; both are compared in lower case, without digits and white space.
var (
	questionLabels = words(`q f p d frage pregunta pergunta domanda 質問 聞き手 記者 インタビュアー 질문 기자 문 question interviewer host 问 問 提问 提問 记者 記者 主持人 主持 采访者 採訪者 本报记者 访者
	司会 司会者 사회자 사회 진행자 moderator moderatorin moderateur modérateur modératrice moderador moderadora moderatore moderatrice entrevistador entrevistadora intervistatore reporter`)
	answerLabels = words(`a r antwort réponse respuesta resposta risposta 回答者 답변 답 answer guest interviewee 答 回答 受访者 受訪者 嘉宾 嘉賓`)
)

// notNames are labels of facts, not of people.
var notNames = words(`note notes update warning source sources photo image caption credit date time place where when what why how tip
	tips summary example step figure table chapter part section abstract introduction conclusion background methods results
	read related tags email tel phone address price http https ps disclaimer correction advertisement
	时间 地点 地址 来源 作者 编辑 责编 责任编辑 标题 摘要 关键词 电话 注 备注 注意 提示 图片 图 表 例如 比如 结论 原因 背景 方法 结果 价格 日期 内容
	目的 特点 优点 缺点 问题 答案 总结 导语 编者按 原标题 本文来源 更多 链接 微信 邮箱 主办 时长 导演 主演`)

// labelSigns and labelWords bound a label.
const (
	labelSigns = 10 // Han signs
	labelWords = 4
)

// otherLabels are how newspapers set labels without a colon: <기자> 왜, 【记者】, LE PHARE. – Pourquoi, P. ¿Por qué.
var otherLabels = pattern.Lazy(`^(?:[<〈【\[](\pL[^<>〈〉【】\[\]]{0,20})[>〉】\]]\s*[:：]?\s*|(\p{Lu}[\p{Lu}\p{M} .’'-]{1,40}?)\.\s?[–—-]\s+|(\p{Lu})\.\s+)\S`)

// otherLabel cuts a label off that has no colon; a letter alone is one only before what asks, or behind it.
func otherLabel(text string) (label, rest string, ok bool) {
	m := otherLabels().FindStringSubmatchIndex(text)
	for k := 2; k < len(m); k += 2 {
		if m[k] < 0 {
			continue
		}
		_, last := utf8.DecodeLastRuneInString(text[:m[1]])
		label, rest = text[m[k]:m[k+1]], text[m[1]-last:]
		return label, rest, len(label) > 1 || len(rest) < 2 || rest[1] != '.' // A. M.
	}
	return "", text, false
}

// isLetter: a label that is one letter and a full stop, as names in lists begin with, too.
func isLetter(text, label string) bool {
	return utf8.RuneCountInString(label) == 1 && strings.HasPrefix(text, label+".")
}

// Label cuts the label off a paragraph: "Q: How" or 余欢：我们. It does not say whether the label names a person.
func Label(text string) (label, rest string, ok bool) {
	if label, rest, ok := otherLabel(text); ok {
		return label, rest, ok
	}
	at := strings.IndexAny(text, ":：")
	if at <= 0 || at > 60 {
		return "", text, false
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	label, rest = strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+size:])
	if strings.HasPrefix(rest, "//") || strings.ContainsAny(label, "，。,;；!！?？“”\"|/") || label == "" {
		return "", text, false
	}
	if r, _ := utf8.DecodeLastRuneInString(label); unicode.IsDigit(r) && rest != "" && unicode.IsDigit(rune(rest[0])) {
		return "", text, false // 9:30
	}
	han, fields := 0, len(strings.Fields(label))
	for _, r := range label {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	if han > labelSigns || fields > labelWords {
		return "", text, false
	}
	return label, rest, true
}

// LineLabel is the label that a line of a text begins with, behind the time that may stand before it; "" where that
// cannot be who speaks: before a colon without a space behind it are addresses and times.
func LineLabel(line string) string {
	line = strings.TrimLeft(behindStamp(strings.Trim(strings.TrimSpace(line), "*_")), "*_ ")
	label, rest, ok := Label(line)
	label = strings.Trim(label, "*_ \u00a0\u202f")
	if !ok || isLetter(line, label) || !namesSomebody(strings.TrimLeft(label, "#<【")) {
		return ""
	}
	above := strings.TrimSuffix(line, rest)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "*_"))
	if strings.HasSuffix(above, ":") && rest != "" && !strings.HasPrefix(rest, "*") && !strings.HasPrefix(rest, "_") && !unicode.Is(unicode.Lo, next) {
		return ""
	}
	return label
}

// IsLabelled reports whether a paragraph begins with the label of a speaker as far as it can tell alone.
func IsLabelled(text string) bool {
	label, _, ok := Label(text)
	return ok && !isLetter(text, label) && (questionLabels[plainLabel(label)] || answerLabels[plainLabel(label)] || nameLike(label))
}

func plainLabel(label string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) || r == '.' {
			return -1
		}
		return r
	}, label))
}

// nameLike: every Latin word begins with a capital, or a few Han signs; and it is no label of facts.
func nameLike(label string) bool {
	if notNames[plainLabel(label)] {
		return false
	}
	han := 0
	for word := range strings.FieldsSeq(label) {
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.Is(unicode.Han, first):
			han += utf8.RuneCountInString(word)
		case unicode.Is(unicode.Lo, first): // kana, hangul
			han += utf8.RuneCountInString(word)
		case !unicode.IsUpper(first) && !particles[word]:
			return false
		}
	}
	return han <= labelSigns
}
