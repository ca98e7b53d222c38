package verify

import (
	"strings"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/summarize/internal/lexical"
)

// Names in Han characters and kana have no capitals: what tells them is a surname, a title or verb beside it, the signs
// that spell foreign names, and what a place or a body ends with.

var surnames = runeSet(`王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由`)

// spelling are the characters that foreign names are spelled with.
var spelling = runeSet(`阿埃艾安奥巴拜班鲍贝本比彼波伯勃博布查达戴丹道德邓迪蒂丁杜顿多厄恩尔法菲费芬弗佛福富盖甘冈戈哥格根古哈海汉豪赫亨洪胡华霍基吉加贾杰金喀卡凯坎康考科柯克肯库夸奎拉莱赖兰朗劳勒雷黎里理丽利莉林琳隆鲁卢伦罗洛吕马玛迈麦曼毛梅门蒙弥米密缅敏摩莫姆墨默穆纳娜奈南内尼涅宁纽农努诺欧帕派潘庞佩彭皮平珀泼蒲普齐契乔切琼丘让日荣茹瑞若萨塞赛桑瑟森沙莎珊绍舍申圣施什史丝斯思松苏索塔台泰坦汤唐特提廷通图托陀瓦旺威韦维魏温文翁沃乌伍西希锡夏香肖谢辛欣兴休许雪逊雅亚延扬耶叶伊依易因英尤于约赞泽扎詹珍芝朱兹佐`)

var saysHan = []string{"表示", "认为", "指出", "说", "称", "强调", "告诉", "透露", "坦言", "介绍", "写道", "先生", "女士", "教授", "博士", "总裁", "主席", "总统", "总理", "主任", "院长", "出生", "担任", "当选", "创立", "发明", "は", "が", "氏", "さん"}

// placeEndings end the names of places and bodies.
var placeEndings = []string{"省", "市", "县", "区", "州", "郡", "町", "村", "府", "県", "岛", "山", "河", "江", "湖", "寺", "国", "大学", "公司", "集团", "银行", "学院", "王朝", "朝", "站", "駅", "线", "港", "桥", "路", "语"}

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

// hanNames checks names written in Han characters or kana: those with a sure sign in the claim, and those that stand
// where the evidence has another.
func (c *comparison) hanNames() finding {
	if c.claim.lang != "zh" && c.claim.lang != "ja" || !c.one {
		return finding{}
	}
	if f := c.countryNames(); f.reason != "" {
		return f
	}
	text, around := plainSigns(c.ev.words), ""
	for _, run := range c.signedNames() {
		said := c.claim.span(run.from, run.to)
		form := plainSigns(c.claim.words[run.from:run.to])
		if c.inQuotes(c.claim.words[run.from].start) && !run.title || strings.Contains(text, form) {
			continue
		}
		if around == "" {
			around = plainSigns(cutWords(c.ev.around, c.ev.lang))
		}
		if !strings.Contains(around, form) {
			start, end, _ := c.opposite(run.from, run.to)
			return c.differs(nameReason, said, span{start, end})
		}
	}
	return finding{}
}

func plainSigns(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(w.text)
	}
	return b.String()
}

type run struct {
	from, to int
	title    bool // of a work, between 《 and 》
}

// signedNames are names that something beside them shows to be ones: 《…》, and a surname before a verb of saying or a title.
func (c *comparison) signedNames() []run {
	var out []run
	text := c.claim.text
	for at := 0; ; {
		open := strings.Index(text[at:], "《")
		if open < 0 {
			break
		}
		open += at + len("《")
		end := strings.Index(text[open:], "》")
		if end < 0 {
			break
		}
		from, to := c.claim.wordAt(open), c.claim.wordAt(open+end-1)+1
		if from < to && to <= len(c.claim.words) {
			out = append(out, run{from, to, true})
		}
		at = open + end
	}
	ws := c.claim.words
	if c.claim.lang == "ja" {
		return append(out, japaneseNames(c.claim)...)
	}
	for i, w := range ws {
		if !w.sign || !isSurname(w.text) || i > 0 && ws[i-1].sign && ws[i-1].end == w.start {
			continue
		}
		for n := 3; n >= 2; n-- {
			if i+n < len(ws) && ws[i+n-1].end == ws[i+n].start && allSigns(ws[i:i+n]) && beginsWithAny(text[ws[i+n-1].end:], saysHan[:11]) {
				out = append(out, run{from: i, to: i + n})
				break
			}
		}
	}
	return out
}

// surnamesOfJapan are the most common ones; a name of one sign is not among them, for it is a word as well.
var surnamesOfJapan = strings.Fields(`佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 清水 山崎 池田 橋本 阿部 石川 山下 中島 石井
	小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 原田 松田 竹内 中山 田村 上田 石田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田
	高木 安藤 島田 谷口 大野 高田 丸山 今井 河野 藤本 村田 武田 上野 杉山 増田 平野 大塚 久保 松井 小島 岩崎 桜井 野口 松尾 野村 木下 菊地 佐野 大西 杉本 新井 浜田 市川 古川 水野 林 森`)

// japaneseNames are names in Han characters with a common surname, before a particle or a form of address.
func japaneseNames(r *reading) []run {
	var out []run
	for i := 0; i < len(r.words); i++ {
		if i > 0 && r.words[i-1].sign && r.words[i-1].end == r.words[i].start && !isHiragana(r.words[i-1].text) {
			continue
		}
		end := i
		for end < len(r.words) && end-i < 6 && r.words[end].sign && !isHiragana(r.words[end].text) && !isKatakana(r.words[end].text) && (end == i || r.words[end-1].end == r.words[end].start) {
			end++
		}
		name := plainSigns(r.words[i:end])
		for _, surname := range surnamesOfJapan {
			surname = lexical.Fold(surname)
			given := end - i - utf8.RuneCountInString(surname)
			if !strings.HasPrefix(name, surname) || given < 1 || given > 3 || end-i < 3 || endsWithAny(name, placeEndings) {
				continue
			}
			if beginsWithAny(r.text[r.words[end-1].end:], []string{"は", "が", "氏", "さん", "の", "に", "を", "と", "から", "、", "も"}) {
				out = append(out, run{from: i, to: end})
				break
			}
		}
	}
	return out
}

func allSigns(ws []word) bool {
	for k, w := range ws {
		if !w.sign || k > 0 && ws[k-1].end != w.start {
			return false
		}
	}
	return true
}

func isSurname(s string) bool {
	for _, r := range s {
		return surnames[r]
	}
	return false
}

func beginsWithAny(s string, list []string) bool {
	for _, x := range list {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}

// swappedHan finds a run of characters where the evidence has another, if both look like names.
func (c *comparison) swappedHan() finding {
	if c.claim.lang != "zh" && c.claim.lang != "ja" {
		return finding{}
	}
	for _, e := range c.pairs() {
		if e.from >= e.to || e.evFrom >= e.evTo || e.evFrom < 0 || e.evTo > len(c.ev.words) || c.inQuotes(c.claim.words[e.from].start) {
			continue
		}
		e = c.widenName(e)
		said, has := plainSigns(c.claim.words[e.from:e.to]), plainSigns(c.ev.words[e.evFrom:e.evTo])
		if said == has || !c.nameInPlace(e, said, has) {
			continue
		}
		return c.differs(nameReason, c.claim.span(e.from, e.to), span{c.ev.words[e.evFrom].start, c.ev.words[e.evTo-1].end})
	}
	return finding{}
}

// widenName takes the characters beside a difference that belong to the same name: a surname before, spelling signs on both
// sides, kana of the same kind.
func (c *comparison) widenName(e edit) edit {
	joins := func(r *reading, k, neighbour int) bool {
		w, o := r.words[k], r.words[neighbour]
		return w.sign && (w.end == o.start || o.end == w.start) && (allIn(w.text, spelling) && allIn(o.text, spelling) || isKatakana(w.text) && isKatakana(o.text))
	}
	for n := 0; n < 6 && e.from > 0 && e.evFrom > 0 && c.a.to[e.from-1] == e.evFrom-1 && joins(c.claim, e.from-1, e.from) && joins(c.ev.reading, e.evFrom-1, e.evFrom); n++ {
		e.from, e.evFrom = e.from-1, e.evFrom-1
	}
	for n := 0; n < 6 && e.to < len(c.claim.words) && e.evTo < len(c.ev.words) && c.a.to[e.to] == e.evTo && joins(c.claim, e.to, e.to-1) && joins(c.ev.reading, e.evTo, e.evTo-1); n++ {
		e.to, e.evTo = e.to+1, e.evTo+1
	}
	return e
}

// nameInPlace reports whether two runs of characters that stand in the same place are two names.
func (c *comparison) nameInPlace(e edit, said, has string) bool {
	n, m := len([]rune(said)), len([]rune(has))
	if n > 24 || m > 24 || onlyFunction(c.claim.words[e.from:e.to]) || onlyFunction(c.ev.words[e.evFrom:e.evTo]) {
		return false
	}
	if n <= 24 && m <= 24 && dotted(c.claim.span(e.from, e.to)) && dotted(c.ev.span(e.evFrom, e.evTo)) {
		return true
	}
	switch {
	case allKatakana(said) && allKatakana(has):
		return n >= 2 && m >= 2
	case n > 12 || m > 12:
		return false
	case n >= 2 && m >= 2 && mostlyIn(said, spelling) && mostlyIn(has, spelling):
		return true
	case n >= 2 && n <= 4 && m >= 2 && m <= 4 && isSurname(said) && isSurname(has):
		return true
	}
	rest := ""
	if e.to < len(c.claim.words) {
		rest = c.claim.text[c.claim.words[e.to-1].end:]
	}
	if n >= 1 && m >= 1 && n <= 4 && m <= 4 && beginsWithAny(rest, placeEndings) && !vagueBefore(said) && !vagueBefore(has) {
		return n >= 2 || m >= 2 || strings.Contains(compass, said) && strings.Contains(compass, has)
	}
	if endsWithAny(said, placeEndings) && endsWithAny(has, placeEndings) && n >= 2 && m >= 2 && !vagueBefore(said) && !vagueBefore(has) {
		return true
	}
	if e.from > 0 && isSurname(c.claim.words[e.from-1].text) && n <= 2 && m <= 2 && (e.from == 1 || c.claim.words[e.from-2].clause != c.claim.words[e.from-1].clause || !c.claim.words[e.from-2].sign) {
		return beginsWithAny(rest, saysHan)
	}
	return c.claim.lang == "zh" && c.givenName(e, n, m, rest)
}

// compass are the signs of directions: with the end of a place's name behind them they are a name.
const compass = "东西南北中"

// givenName reports whether a character that stands for another is the second of a given name: a surname begins the clause
// two signs before it, and what follows a name stands behind it.
func (c *comparison) givenName(e edit, n, m int, rest string) bool {
	if n != 1 || m != 1 || e.from < 2 || c.a.to[e.from-1] < 0 || c.a.to[e.from-2] < 0 || !isSurname(c.claim.words[e.from-2].text) {
		return false
	}
	ws := c.claim.words
	begins := e.from == 2 || ws[e.from-3].clause != ws[e.from-2].clause || !ws[e.from-3].content
	return begins && ws[e.from-1].sign && ws[e.from].sign && ws[e.from-1].end == ws[e.from].start && (beginsWithAny(rest, saysHan) || beginsWithAny(rest, behindNames))
}

// behindNames are the words that stand behind a name and begin what is said of it.
var behindNames = []string{"以", "于", "從", "从", "在", "把", "被", "和", "与", "是", "为", "向", "曾", "已", "将", "也", "则"}

// dotted is true of foreign names written with a dot between their parts.
func dotted(s string) bool { return strings.ContainsAny(s, "·・‧•") }

func onlyFunction(ws []word) bool {
	for _, w := range ws {
		if w.content {
			return false
		}
	}
	return true
}

// vagueBefore reports whether what stands before 市 or 国 names none: this city, all countries.
func vagueBefore(s string) bool {
	return strings.ContainsAny(s, "该本全我各这那此两外他每某同一二三四五六七八九十首几诸多当原旧新大小老")
}

func endsWithAny(s string, list []string) bool {
	for _, x := range list {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func allIn(s string, set map[rune]bool) bool {
	for _, r := range s {
		if !set[r] {
			return false
		}
	}
	return s != ""
}

func mostlyIn(s string, set map[rune]bool) bool {
	in, all := 0, 0
	for _, r := range s {
		all++
		if set[r] {
			in++
		}
	}
	return in*4 >= all*3
}

func isKatakana(s string) bool {
	for _, r := range s {
		return r >= 0x30a1 && r <= 0x30fe
	}
	return false
}

func allKatakana(s string) bool {
	for _, r := range s {
		if r < 0x30a1 || r > 0x30fe {
			return false
		}
	}
	return s != ""
}
