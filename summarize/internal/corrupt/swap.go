package corrupt

import (
	_ "embed"
	"math/rand/v2"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed swaps.txt
var swapLines string

// exchange puts some words for others.
type exchange struct{ from, to string }

// swaps are the exchanges by "language kind".
var swaps = sync.OnceValue(func() map[string][]exchange {
	table := map[string][]exchange{}
	for line := range strings.Lines(swapLines) {
		head, list, ok := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for item := range strings.SplitSeq(list, " | ") {
			if a, b, ok := strings.Cut(item, "<>"); ok {
				table[head] = append(table[head], exchange{a, b}, exchange{b, a})
			} else if a, b, ok := strings.Cut(item, ">"); ok {
				table[head] = append(table[head], exchange{a, b})
			}
		}
	}
	return table
})

// place is where an exchange can be made in a text.
type place struct {
	at int
	exchange
}

// swap makes one exchange of a kind in a text, at random among all that can be made.
func swap(text, lang, kind string, rnd *rand.Rand) (string, bool) {
	places := placesFor(text, lang, kind)
	if len(places) == 0 {
		return text, false
	}
	return sample(places, rnd).make(text), true
}

func placesFor(text, lang, kind string) []place {
	var out []place
	for _, x := range swaps()[lang+" "+kind] {
		for from := 0; from+len(x.from) <= len(text); {
			i := strings.Index(text[from:], x.from)
			if i < 0 {
				break
			}
			i += from
			if (unspaced(lang) || wholeWord(text, i, i+len(x.from))) && !inside(text, i, lang) && !(kind == "same" && openMark(text[:i])) {
				out = append(out, place{i, x})
			}
			from = i + len(x.from)
		}
	}
	return out
}

// parts are words of Chinese and Japanese in which a shorter word of the table is no word.
var parts = strings.Fields(`还是 于是 但是 只是 可是 总是 若是 要是 或是 不是 凡是 是否 就是 正是 是非 所有 拥有 有限 有关 没有 有效 只有 含有 有时 享有 私有 国有 还有 有些 具有 富有 占有 固有 现有 会议 社会 协会 机会 大会 会员 委员会 议会 教会 国会 会长 学会 工会
	能力 可能 功能 能源 能量 只能 性能 不能 才能 能够 职能 智能 未来 将军 将领 大将 名将 将近 即将 将士 上将 适应 应用 反应 供应 相应 对应 响应 效应 应对 由于 自由 理由 经由 由此 无法 不可 不会 被告 可以 除了 为了 了解 完了 罢了 不了 了如 极了
	与其 参与 给予 以及 及其 普及 涉及 及时 及格 埃及 来不及 等等 平等 高等 初等 等级 同等 等同 等待 中等 不等 万事 事件 事業 事実 事故 記事 人事 工事 軍事 行事 食事 従事 両親 北海道 東北 台北 東京 関東 東洋 中東 東海 東西 南北 東南 西南 東欧 北京 越南 南极 北极 东西 中东 东京 大部分 以前 午前 名前 前者 全部 不仅 无论 不过 不同 不断 未必 以上 是有 中的 会不会 能不能 有没有 有人 有着`)

// inside reports whether what begins at i is part of a longer word.
func inside(text string, i int, lang string) bool {
	if !unspaced(lang) {
		return false
	}
	for _, w := range parts {
		for k := max(0, i-len(w)); k <= i; k++ {
			if utf8.RuneStart(text[k]) && strings.HasPrefix(text[k:], w) && k+len(w) > i && !exactly(text, i, w, k) {
				return true
			}
		}
	}
	return false
}

// exactly is true of a listed word that itself begins at i: then the table names it whole.
func exactly(text string, i int, w string, k int) bool {
	return k == i && strings.HasPrefix(text[i:], w) && tableHas(w)
}

var wholeEntries = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, list := range swaps() {
		for _, x := range list {
			set[x.from] = true
		}
	}
	return set
})

func tableHas(w string) bool { return wholeEntries()[w] }

func wholeWord(text string, from, to int) bool {
	a, size := utf8.DecodeLastRuneInString(text[:from])
	b, next := utf8.DecodeRuneInString(text[to:])
	if strings.ContainsRune(".,", a) && from > size && digitAt(text, from-size-1) || strings.ContainsRune(".,", b) && digitAt(text, to+next) {
		return false // part of a longer number
	}
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	return !unicode.IsLetter(a) && !unicode.IsDigit(a) && a != '-' && a != '\'' && a != '’' &&
		(last == ' ' || !unicode.IsLetter(b) && !unicode.IsDigit(b) && b != '-' && b != '\'' && b != '’')
}

func digitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

func (p place) make(text string) string {
	head, tail, to := text[:p.at], text[p.at+len(p.from):], p.to
	if to == "" && strings.HasSuffix(head, " ") {
		head = strings.TrimSuffix(head, " ")
	} else if to == "" {
		tail = strings.TrimPrefix(tail, " ")
	}
	return head + to + tail
}
