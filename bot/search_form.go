package bot

import (
	"slices"
	"strings"
	"unicode"
)

// A question to the workspace is known by its form: a group that the asker speaks for ("we", "anybody", 我们) has done
// something before (the perfect or "did", 过), and what that was about is asked. The verb may be any; the words below are
// of closed classes, pronouns, auxiliaries and prepositions, to which a language adds none.
var (
	groupWords     = []string{"we", "anyone", "anybody", "someone", "somebody", "everyone", "everybody"}
	perfectWords   = []string{"have", "has", "had", "did"}
	askingWords    = []string{"what", "which", "who", "whom", "whose", "where", "when", "how", "whether", "if"}
	topicWords     = []string{"about", "on", "regarding", "concerning"}
	pointingWords  = []string{"this", "it", "these", "those", "them"} // at a text that is at hand
	betweenWords   = []string{"ever", "already", "yet", "all", "also", "not", "never", "so", "far", "here"}
	groupHan       = []string{"我们", "我們", "咱们", "咱們", "大家", "有人", "有谁", "有誰"}
	aboutHan       = []string{"关于", "關於", "有关", "有關"}
	askingHan      = []string{"?", "？", "吗", "嗎", "什么", "什麼", "哪", "啥", "谁", "誰", "没有", "沒有", "是否", "多少"}
	pointingHan    = []string{"这篇", "這篇", "这个", "這個", "这份", "這份", "本文", "该文", "該文", "它"}
	notPerfectHan  = "通经經超不"   // before 过 it is no aspect: 通过, 经过, 超过, 不过
	afterPastHan   = "去程于於度来來" // nor before these: 过去, 过程, 过于
	finalHan       = "吗嗎呢吧啊呀了么麼没沒有的"
	objectHan      = []string{"哪些", "什么", "什麼", "些", "哪个", "哪個", "几次", "幾次", "多少"}
	clauseMarksHan = "，,。？?！!、 "
)

// asksWorkspace tells the topic of a question to what people here have shared and said; false for any other question.
func asksWorkspace(question string) (topic string, ok bool) {
	if topic, ok = asksInHan(question); ok {
		return topic, true
	}
	words := strings.Fields(strings.ReplaceAll(question, "’", "'"))
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
	}
	at, after, inverted := subject(plain)
	if at < 0 {
		return "", false
	}
	asks := inverted || strings.HasSuffix(strings.TrimSpace(question), "?") ||
		slices.ContainsFunc(plain[:at], func(w string) bool { return slices.Contains(askingWords, w) })
	from := after
	for from < len(plain) && slices.Contains(betweenWords, plain[from]) {
		from++
	}
	from++ // the verb
	if from >= len(words) || !asks {
		return "", false
	}
	if i := slices.IndexFunc(plain[from:], func(w string) bool { return slices.Contains(topicWords, w) }); i >= 0 {
		from += i + 1
	}
	about := words[min(from, len(words)):]
	if slices.ContainsFunc(plain[min(from, len(words)):], func(w string) bool { return slices.Contains(pointingWords, w) }) {
		return "", false
	}
	topic = strings.TrimFunc(strings.Join(about, " "), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("?.!,;:", r) })
	return topic, len([]rune(topic)) > 1 && !strings.EqualFold(topic, "that")
}

// subject finds the group and its auxiliary: where the group stands, where what follows both begins, and whether the
// auxiliary stands first, as in a question. A place below zero says that there is none.
func subject(words []string) (at, after int, inverted bool) {
	for i, w := range words {
		switch group := slices.Contains(groupWords, strings.TrimSuffix(w, "'ve")); {
		case !group:
		case strings.HasSuffix(w, "'ve"):
			return i, i + 1, false
		case i > 0 && slices.Contains(perfectWords, words[i-1]):
			return i, i + 1, true
		case i+1 < len(words) && slices.Contains(perfectWords, words[i+1]):
			return i, i + 2, false
		}
	}
	return -1, 0, false
}

// asksInHan is the same for Chinese, whose words no spaces part.
func asksInHan(question string) (topic string, ok bool) {
	has := func(marks []string) bool {
		return slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(question, m) })
	}
	start, end := firstIn(question, groupHan)
	if start < 0 || !has(askingHan) || has(pointingHan) {
		return "", false
	}
	past := aspect(question[end:])
	if past < 0 {
		return "", false
	}
	past += end
	switch from, to := firstIn(question, aboutHan); {
	case from < 0:
		topic = strings.TrimLeft(question[past+len("过"):], clauseMarksHan)
		for _, o := range objectHan {
			topic = strings.TrimPrefix(topic, o)
		}
		if topic = trimHan(topic); topic == "" { // what is asked about stands in front: 新定价我们讨论过吗
			topic = trimHan(question[:start])
		}
	case from < start:
		topic = trimHan(question[to:start])
	default:
		topic = question[to:]
		if i := strings.LastIndex(topic, "的"); i > 0 {
			topic = topic[:i]
		}
		topic = trimHan(topic)
	}
	return topic, topic != ""
}

// aspect is where 过 says that something has been done before, behind a verb of at least one character; below zero where
// it does not.
func aspect(text string) int {
	for at, r := range text {
		if r != '过' && r != '過' || at == 0 {
			continue
		}
		before := []rune(text[:at])
		next := []rune(text[at:])
		if strings.ContainsRune(notPerfectHan, before[len(before)-1]) || len(next) > 1 && strings.ContainsRune(afterPastHan, next[1]) {
			continue
		}
		return at
	}
	return -1
}

// firstIn is where the first of some words stands in a text.
func firstIn(text string, words []string) (start, end int) {
	start = -1
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 && (start < 0 || i < start) {
			start, end = i, i+len(w)
		}
	}
	return start, end
}

func trimHan(s string) string {
	s = strings.Trim(s, clauseMarksHan)
	return strings.Trim(strings.TrimRight(s, finalHan), clauseMarksHan)
}
