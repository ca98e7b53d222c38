package speaker

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// chinese attributes by clauses that end with a verb of saying: 某公司总监余欢对本报记者分析称，…
type chinese struct {
	f *finder
}

func newChinese(f *finder) *chinese { return &chinese{f} }

var (
	// says ends a clause; longer forms first, since they are cut off the clause.
	says = byLength(`说 道 称 表示 指出 认为 坦言 直言 断言 强调 透露 解释 解释说 解释称 解释道 补充 补充说 补充道 补充称 介绍 介绍说 介绍称 介绍道 回忆 回忆说 回忆道 回忆称 分析 分析称
		分析说 分析道 分析认为 说道 写道 问道 答道 回答 回答说 回答道 回应 回应称 回应说 感慨 感叹 感叹道 总结 总结道 总结说 预测 预计 判断 建议 呼吁 提醒 警告 承认 坦承 否认 反问 追问 笑道 苦笑道 微笑道 苦笑说 苦笑說 笑着说 笑著說 笑称 宣称 发声称 发文称 发帖称 发推称 撰文称
		声称 声明 宣布 告诉记者 明确 明确表示 公开表示 均表示 看来 說 稱 回應 分析說 補充說 笑說 笑稱 透露說 呼籲 反問 追問 宣布 感慨 認為 強調 解釋 補充 介紹 回憶 感嘆 總結 預測 判斷 建議 提醒 承認 看來 告訴記者 表示称 表示说`)
	// between stand between a name and the verb.
	between = byLength(`也 还 则 曾 又 都 就 便 同时 随后 进一步 此前 日前 近日 今日 昨日 当时 当天 当日 明确 公开 直接 多次 一再 再次 反复 特别 首先 最后 接着 继续 发声 发文 发帖 发推 撰文 致辞 讲话 笑着 笑 冷笑 微笑着 忙 连忙 只 才 听了 听罢 坦率地 还是 一度 曾经
		补充 分析 解释 介绍 回应 回忆 总结 強調 也曾 事后 会上 现场 如此 这样 據此 還 則 曾對 并 并且`)
	// whenSaid stands there, too: 陈志远周一说
	whenSaid = pattern.Lazy(`(?:[本上当當]?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|(?:\d{1,2}月)?\d{1,2}日|[昨今当當]天|凌晨|清晨|早上|上午|中午|下午|傍晚|晚间|晚間|晚上|深夜|\p{Han}[声聲])$`)
	toldWhom = pattern.Lazy(`(告诉|告訴|对|向|接受|对着|面对)[^，。]{0,14}$`)
	// hedges hold a verb of saying that attributes nothing: 可以说，也就是说
	hedges = byLength(`可以 也就是 换句话 据 不用 总的来 一般来 具体来 简单来 相对来 对我们来 应该 不得不 很难 听 俗话 老实 不可 难 就是 严格来 从某种意义上 有人 有的 或者 比如 再`)
	// pronouns refer to one person.
	pronouns = words(`他 她 其`)
	// moreover: 提到了类似的观点
	opinions = pattern.Lazy(`(提到|谈到|表达|提出|说明|持有|给出)了?[^，。]{0,12}(观点|看法|意见|说法|判断|观点|建议)$`)
	// anew begins a sentence of the narrator.
	anew = byLength(`据 根据 截至 数据显示 记者 本报 公开资料 今年 去年 当天 当日 次日 随后 近日 日前 此前 与此同时 另据 资料显示 财报显示 事实上 值得注意的是 然而在 北京时间 业内 目前 该 本次 此次 此时 这时 全年 当地 版权 来源 原标题 责编 编辑 新华社 人民网 中新 图为 赛后 会后 另外 另一边 而在 （`)
)

// notSaying are words that end like a verb of saying and are none.
var notSaying = strings.Fields(`听说 聽說 据说 據說 小说 小說 传说 傳說 学说 解说 游说 胡说 再说 虽说 难说 知道 频道 頻道 街道 报道 報道 渠道 通道 味道 难道 轨道 管道 隧道 人道 霸道 公道 铁道 航道
	温馨提醒 溫馨提醒 友情提醒 特别提醒 特別提醒 重要提醒 安全提醒 风险提醒 郑重声明 鄭重聲明 免责声明 免責聲明 版权声明 版權聲明 严正声明 重要声明 赛道 车道 名称 名稱 简称 号称 职称 俗称 统称 全称 堪称 据称 宣传介绍 对称 访问 学问 疑问 顾问 慰问 请问 试问 自我介绍 应答`)

func hasAnySuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func byLength(list string) []string {
	l := strings.Fields(list)
	sort.SliceStable(l, func(i, j int) bool { return len(l[i]) > len(l[j]) })
	return l
}

// learn collects the names that stand alone or after a post before a verb of saying.
func (c *chinese) learn(text string) {
	for _, clause := range clauses(unquoted(text)) {
		subject, ok := subjectOf(clause)
		if !ok {
			continue
		}
		if name, role := c.nameIn(subject, false); name != "" {
			c.f.know(name, role)
		}
	}
}

func clauses(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，。！？；：,:!?\"", r) })
}

// longestClause is how many bytes a clause has at most that says who speaks.
const longestClause = 600

// subjectOf is a clause without its verb of saying and what goes with it; false for a clause that has none.
func subjectOf(clause string) (string, bool) {
	if len(clause) > longestClause {
		return "", false
	}
	clause = strings.TrimSpace(clause)
	if loc := opinions().FindStringIndex(clause); loc != nil {
		return trimBetween(clause[:loc[0]]), true
	}
	if loc := toldWhom().FindStringIndex(clause); loc != nil && strings.HasPrefix(clause[loc[0]:], "告") {
		return trimBetween(clause[:loc[0]]), true
	}
	if hasAnySuffix(clause, notSaying) {
		return "", false
	}
	for _, verb := range says {
		if rest, ok := strings.CutSuffix(clause, verb); ok {
			if verb == "看来" || verb == "看來" {
				return strings.TrimPrefix(rest, "在"), strings.HasPrefix(rest, "在")
			}
			return trimBetween(rest), true
		}
	}
	return "", false
}

func trimBetween(subject string) string {
	for changed := true; changed; {
		changed = false
		for _, word := range between {
			if rest, ok := strings.CutSuffix(subject, word); ok && rest != "" {
				subject, changed = rest, true
			}
		}
		if loc := whenSaid().FindStringIndex(subject); loc != nil && loc[0] > 0 {
			subject, changed = subject[:loc[0]], true
		}
	}
	return strings.TrimSpace(subject)
}

// find looks at the clauses from the last to the first: an attribution at the end closes what stands before it.
func (c *chinese) find(plain string) finding {
	found := finding{}
	for _, clause := range clauses(plain) {
		switch one := c.clause(clause); {
		case one.kind == nothing:
			found.closes = false
		case found.kind == named && one.kind == named && one.name != found.name:
			return finding{kind: other} // two speakers in one sentence
		case found.kind != named:
			found = one
			found.closes = true
		}
	}
	return found
}

func (c *chinese) clause(clause string) finding {
	subject, ok := subjectOf(clause)
	if !ok {
		return c.knownThenVerb(clause)
	}
	for _, hedge := range hedges {
		if strings.TrimSpace(subject) == hedge {
			return finding{}
		}
	}
	if subject == "" {
		return finding{}
	}
	if name, role := c.nameIn(subject, true); name != "" {
		c.f.know(name, role)
		return finding{kind: named, name: name}
	}
	for _, cut := range subjects(subject) {
		if pronouns[cut] {
			return finding{kind: pronoun}
		}
	}
	return finding{kind: other}
}

// knownThenVerb: 余欢认为技术是门槛, where no comma follows the verb.
func (c *chinese) knownThenVerb(clause string) finding {
	clause = strings.TrimSpace(clause)
	name := c.f.startOf(clause)
	if name == "" {
		return finding{}
	}
	rest := clause[len(name):]
	for _, word := range between {
		rest = strings.TrimPrefix(rest, word)
	}
	for _, verb := range openly {
		if strings.HasPrefix(rest, verb) && !strings.HasPrefix(rest, "称为") && !strings.HasPrefix(rest, "称作") && !strings.HasPrefix(rest, "称赞") {
			return finding{kind: named, name: name}
		}
	}
	return finding{}
}

// openly are verbs of saying that need no comma after them.
var openly = strings.Fields(`认为 表示 指出 强调 透露 坦言 称 建议 预计 認為 強調 稱`)

// subjects are the shorter and shorter forms of a subject: without whom it was told to, and where.
func subjects(subject string) []string {
	out := []string{subject}
	for at := len(subject); ; {
		i := strings.LastIndexAny(subject[:at], "对向在就于接")
		if i <= 0 {
			return out
		}
		at = i
		out = append(out, trimBetween(subject[:at]))
	}
}

// nameIn finds the name that a subject ends with, and the post before it. A name after anything but a post counts only
// where it is known.
func (c *chinese) nameIn(subject string, known bool) (name, role string) {
	for _, s := range subjects(subject) {
		if name, role = c.nameAtEnd(s, known); name != "" {
			return name, role
		}
	}
	return "", ""
}

func (c *chinese) nameAtEnd(s string, known bool) (name, role string) {
	if known {
		if best := c.f.endOf(s); best != "" {
			return best, asRole(s[:len(s)-len(best)])
		}
	}
	if !strings.Contains(s, "·") && (isTransliterated(s) || isChineseName(s)) {
		return s, ""
	}
	for _, title := range byTitle {
		if rest, ok := strings.CutSuffix(s, title); ok {
			if r, size := utf8.DecodeLastRuneInString(rest); surnames[r] {
				return rest[len(rest)-size:] + title, asRole(rest[:len(rest)-size])
			}
		}
	}
	if name, role = dotted(s); name != "" {
		return name, role
	}
	for _, n := range []int{4, 3, 2, 5, 6} {
		head, tail, ok := cutLast(s, n)
		if ok && (n <= 4 && isChineseName(tail) || n != 2 && isTransliterated(tail)) && endsOffice(head) && !endsPost(tail) {
			return tail, asRole(head)
		}
	}
	return "", ""
}

// dotted finds 首席执行官萨姆·某某 and, in Latin script, 某公司CEO Jane Doe.
func dotted(s string) (name, role string) {
	for _, post := range posts {
		head, tail, ok := cutAfterLast(s, post)
		tail = strings.TrimSpace(tail)
		if ok && tail != "" && (strings.Contains(tail, "·") && isChineseName(tail) || isLatinName(tail)) {
			return tail, asRole(head)
		}
	}
	if strings.Contains(s, "·") && isChineseName(s) || isLatinName(s) {
		return s, ""
	}
	return "", ""
}

func cutAfterLast(s, sep string) (head, tail string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i+len(sep)], s[i+len(sep):], true
}

func cutLast(s string, n int) (head, tail string, ok bool) {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.Is(unicode.Han, r) {
			return "", "", false
		}
		at -= size
	}
	return s[:at], s[at:], n == 0 && at > 0
}

// asRole is the post before a name: it must end like one.
func asRole(head string) string {
	head = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(head), "、"))
	if head == "" || !endsPost(head) || utf8.RuneCountInString(head) > 40 {
		return ""
	}
	if i := strings.LastIndexAny(head, " \t\u3000"); i >= 0 {
		if r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(head[:i])); unicode.Is(unicode.Han, r) { // the end of another line
			head = strings.TrimSpace(head[i:])
		}
	}
	if i := strings.LastIndex(head, "的"); i >= 0 && strings.HasPrefix(head, "在") { // 在现场指挥的项目负责人
		head = head[i+len("的"):]
	}
	if i := strings.LastIndex(head, "由"); i >= 0 && strings.Contains(head[:i], "年") { // 1991年由前首相
		head = head[i+len("由"):]
	}
	return cleanRole(strings.TrimPrefix(strings.TrimPrefix(head, "据"), "據"))
}

// goesOn: an indirect statement goes on until the narrator begins anew.
func (c *chinese) goesOn(plain string) going {
	for _, start := range anew {
		if strings.HasPrefix(plain, start) {
			return ends
		}
	}
	return mayGoOn
}

func (c *chinese) mentions(text string) []string { return c.f.mentioned(text) }
