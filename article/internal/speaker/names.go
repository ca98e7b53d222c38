package speaker

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func signs(list string) map[rune]bool {
	m := map[rune]bool{}
	for _, r := range list {
		if !unicode.IsSpace(r) {
			m[r] = true
		}
	}
	return m
}

// surnames are the common Chinese surnames of one sign, Simplified and Traditional; compoundSurnames those of two.
var (
	surnames = signs(`洪王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪
		范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷
		詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪
		简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆
		張劉陳楊黃趙吳孫馬羅鄭許鄧韓馮蕭蔣餘葉蘇呂盧鐘譚陸賈韋傅鄒閻龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭單畢駱藍華連麥婁黨費衛閔應師榮叢鞏鄺談`)
	compoundSurnames = words(`欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 轩辕 端木 南宫 歐陽 司馬 諸葛 東方 尉遲 長孫 軒轅 南宮`)
	// transliterated are signs that write foreign names.
	transliterated = signs(`阿埃艾爱安奥巴拜班邦保鲍贝本比彼宾波伯勃博布查达大戴丹道德登迪蒂丁顿多恩尔法范菲费芬弗福盖甘冈戈格古哈海汉赫亨胡华怀惠霍基吉加贾杰金卡
		凯坎康考科克肯库拉莱赖兰朗劳雷里利林琳卢鲁路伦罗洛马玛迈麦曼梅蒙米莫姆穆纳娜南内尼努诺欧帕潘佩皮普奇恰乔切琼丘萨塞桑沙舍圣施史斯松苏索塔泰坦汤特
		提托瓦万威韦维温沃乌西希夏谢辛休雪雅亚扬耶伊因英尤约扎詹珍朱兹佐逊森`)
	// notPeople begin with a surname and are none.
	notPeople = words(`高层 高管 方面 文章 文件 时间 关键 单位 成员 左右 项目 项目方 公司 官方 常人 古人 和平 安全 金融 应该 应当 任何 任务 何人 何况 于是 方才 石油 华人 白宫
		万一 全国 全球 温度 明年 明天 时代 师傅 商家 商会 成都 江苏 安徽 单独 管理层 连同 解释 解读 谈判 于此 常常 常年 平常 党委 党员 马上 高校 高手 包括 雷达 和他 和她
		应用 江湖 路人 车主 卫生 房东 游客 农民 农户 官员 司机 景区 宫殿 师生 全文 文中 文旅 时下 简报 通报 商户 白皮书 边界 米其林 牛市 左翼 右翼 席间 方案 公告 明星 高峰 高温 安排 时评 常委 金牌 石化 路透 路透社 白皮书 尤其 王子 王后 沙皇 女皇 国王 公主 老太太 商务 商务部 外交部 贾府`)
	// posts end what somebody is called by their work.
	posts = strings.Fields(`财长 外长 防长 主任 副主任 总裁 董事长 董事 CEO CTO CFO COO CMO 首席执行官 执行官 首席科学家 科学家 经济学家 专家 学者 教授 研究员 分析师 分析員 创始人 創始人 合伙人
		总经理 经理 负责人 負責人 总监 總監 院长 所长 校长 秘书长 会长 部长 局长 市长 省长 县长 镇长 处长 科长 司长 主席 总统 总理 首相 大使 发言人 發言人 律师 律師 医生 醫生 主任医师 医师 护士 老师 教师
		记者 編輯 主编 作家 导演 演员 歌手 教练 队长 工程师 架构师 设计师 顾问 委员 代表 书记 站长 馆长 台长 行长 厂长 店长 团长 船长 院士 博士 博士后 学生 研究生 居民 村民 市民 负责同志 讲师
		投资人 企业家 创业者 开发者 制片人 出品人 策展人 艺术家 历史学家 心理学家 社会学家 物理学家 总編輯 董事會主席 董事長 總裁 主編 教練 會長 秘書長 議員 议员 检察官 法官 警官 员工 店主 老板 摊主 司机 志愿者
		先生 女士 工人 农民 渔民 船员 乘客 游客 读者 用户 消费者 家长 校友 同事 朋友 邻居`)
	// byTitle are called by surname and title alone.
	byTitle = strings.Fields(`女士 先生 教授 医生 老师 律师 博士 阿姨 师傅 小姐 大爷`)
)

// isChineseName: all of text is a Chinese name of two to four signs, or a transliterated one.
func isChineseName(text string) bool {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if r != '·' && !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	if strings.Contains(text, "·") {
		return n >= 4 && n <= 20 && !strings.HasPrefix(text, "·") && !strings.HasSuffix(text, "·")
	}
	return n >= 2 && n <= 4 && surnamed(text) && !notPeople[text] && !endsPost(text)
}

// surnamed: begins with a surname, and as many signs follow as a given name has.
func surnamed(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	n := utf8.RuneCountInString(text)
	if n >= 3 && n <= 4 {
		_, second := utf8.DecodeRuneInString(text[size:])
		if compoundSurnames[text[:size+second]] {
			return true
		}
	}
	return surnames[r] && n >= 2 && n <= 3
}

func isTransliterated(text string) bool {
	n := 0
	for _, r := range text {
		if !transliterated[r] {
			return false
		}
		n++
	}
	return n >= 3 && n <= 6
}

func endsPost(text string) bool {
	for _, p := range posts {
		if strings.HasSuffix(text, p) {
			return true
		}
	}
	return false
}

// endsOffice: the sign at the end of a text ends words for what people are: 工作者, 售票員.
func endsOffice(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return endsPost(text) || utf8.RuneCountInString(text) > 2 && strings.ContainsRune("者员員师師家长長", last)
}

// isPost: a line that says what somebody is.
func isPost(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || utf8.RuneCountInString(text) > 60 || strings.ContainsAny(text, "。！？!?：:") {
		return false
	}
	if endsPost(text) {
		return true
	}
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if englishPosts[strings.Trim(word, ",.")] {
			return true
		}
	}
	return false
}

// englishPosts are nouns for what people are by their work.
var englishPosts = words(`executive officer analyst professor director head minister president vice-president spokesman spokeswoman
	spokesperson scientist researcher economist lawyer attorney author writer manager founder co-founder cofounder secretary
	chairman chairwoman chair engineer doctor physician nurse teacher mayor governor senator congressman congresswoman general
	colonel editor coach ceo cto cfo coo partner fellow historian psychologist sociologist physicist biologist chemist
	mathematician epidemiologist consultant adviser advisor commissioner ambassador activist campaigner farmer resident owner
	student lecturer dean principal captain chief strategist investor designer architect developer journalist reporter
	correspondent artist curator musician singer actor actress filmmaker organizer organiser volunteer judge prosecutor
	detective sheriff superintendent councillor councilor lawmaker leader expert specialist technician mechanic fisherman
	ecologist geologist astronomer neuroscientist archaeologist anthropologist linguist philosopher librarian`)

// particles stand inside names in lower case.
var particles = words(`de da di du del della der den van von bin ibn al el la le dos das ter ten y e`)

// nameWord is one word of a name in Latin script: a capital and letters, or initials.
const nameWord = `(?:\p{Lu}\.(?:-?\p{Lu}\.)*|\p{Lu}[\p{L}'’-]*)`

// fullName is a name of two to five words in Latin script.
const fullName = nameWord + `(?: (?:de|da|di|du|del|della|der|den|van|von|bin|ibn|al|el|la|le|dos|das|ter|ten|y|e|` + nameWord + `)){1,4}`

var fullNames = pattern.Lazy(fullName)

// withoutPost takes the post off a name that stands behind it in capitals: "Marrow Lines CEO Tom Harrow".
func withoutPost(name string) (bare, post string) {
	fields := strings.Fields(name)
	for i := len(fields) - 1; i > 0; i-- {
		before := strings.ToLower(fields[i-1])
		if englishPosts[before] || ofOffice[before] {
			if i == 1 && ofOffice[before] {
				return strings.Join(fields[i:], " "), ""
			}
			return strings.Join(fields[i:], " "), strings.Join(fields[:i], " ")
		}
		if strings.HasSuffix(before, "’s") || strings.HasSuffix(before, "'s") {
			return strings.Join(fields[i:], " "), ""
		}
	}
	return name, ""
}

// ofOffice end posts of several words: Secretary of State.
var ofOffice = words(`state defense defence affairs treasury lt sgt dr mr mrs ms sir dame judge rep sen gov`)

// notFirst are words with a capital that begin sentences and titles, not names.
func notFirst(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return sentenceWords[first]
}

var sentenceWords = words(`The A An This That These Those He She It They We You I In On At By For From With But And Or So As If When While
	Although Though However Meanwhile Then There Here His Her Its Their Our My After Before Since Because Yet Still Also Some Many
	Most Now Today Yesterday What Who Why How Where Not No Yes Both Such Under Over During According Instead Monday Tuesday
	Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November
	December Officials Police Researchers Scientists Critics Experts Others Another One Two Three Several Each Every`)

// isLatinName: two to four words, each a name's.
func isLatinName(text string) bool {
	m := fullNames().FindString(text)
	return m == text && text != "" && !notFirst(text) && !strings.HasSuffix(text, ".") && !orgWords[lastField(text)]
}

// givenNames are common first names: without one, a pair of words with capitals may be anything.
var givenNames = words(`Aaron Abdul Abdullah Abigail Adam Adrian Ahmed Aisha Alan Albert Alejandro Alex Alexander Alexandra Alexis Ali Alice Alicia Alison Allison Amanda Amber
	Amir Amy Ana Andre Andrea Andreas Andrei Andrew Andy Angela Anita Ann Anna Anne Annie Anthony Antonio Anton Arthur Ashley Audrey Barbara Ben Benjamin Bernard Beth Betty
	Bill Bob Bobby Brad Bradley Brandon Brenda Brent Brett Brian Brooke Bruce Bryan Calvin Camila Carl Carla Carlos Carol Caroline Carolyn Catherine Cathy Cecilia Chad Charles Charlie
	Charlotte Chloe Chris Christian Christina Christine Christopher Cindy Claire Clara Claudia Colin Connor Craig Crystal Curtis Cynthia Daisy Dale Dan Daniel Daniela Danny
	Dave David Dean Deborah Debra Denis Dennis Derek Diana Diane Diego Dominic Don Donald Donna Dorothy Doug Douglas Dylan Ed Eddie Edgar Eduardo Edward Elaine Eleanor Elena
	Eli Elizabeth Ellen Elon Emily Emma Eric Erica Erik Erin Ethan Eugene Eva Evan Eve Fatima Felix Fernando Fiona Frances Francis Francisco Frank Fred Frederick Gabriel Gareth Gary
	Gavin Geoff George Gerald Gina Giovanni Glenn Gloria Gordon Grace Graham Greg Gregory Guillermo Hannah Harold Harry Hassan Heather Heidi Helen Helena Henry Herbert Holly Howard
	Hugh Hugo Ian Ibrahim Ingrid Irene Isaac Isabel Isabella Ivan Jack Jackie Jackson Jacob Jacqueline Jake James Jamie Jan Jane Janet Janice Jason Javier Jay Jean Jeff Jeffrey
	Jennifer Jenny Jeremy Jerry Jesse Jessica Jill Jim Jimmy Jo Joan Joanna Joe Joel Joan John Johnny Jon Jonathan Jordan Jorge Jose José Joseph Josh Joshua Joyce Juan Judith Judy Julia
	Julian Julie Justin Karen Karl Kate Katherine Kathleen Kathryn Kathy Katie Kayla Keith Kelly Ken Kenneth Kevin Kim Kimberly Kristen Kristin Kyle Larry Laura Lauren Laurie Lawrence
	Leah Lee Leo Leon Leonard Leslie Liam Lily Linda Lisa Liz Logan Lori Louis Louise Lucas Lucia Lucy Luis Luke Lynn Madison Manuel Marc Marco Marcus Margaret Maria María Marie Marilyn
	Mario Marion Mark Marta Martha Martin Mary Mason Mathew Matt Matthew Maureen Max Maya Megan Melanie Melissa Mia Michael Michelle Miguel Mike Mohamed Mohammad Mohammed Monica Morgan Muhammad
	Nancy Naomi Natalia Natalie Nathan Neil Nicholas Nick Nicola Nicole Nigel Nina Noah Noel Nora Norman Oliver Olivia Omar Oscar Owen Pablo Pamela Patricia Patrick Paul Paula Pauline Pedro Peggy
	Penny Peter Phil Philip Phillip Phyllis Pierre Rachel Rafael Ralph Ramon Randy Raul Ray Raymond Rebecca Ricardo Richard Rick Rita Rob Robert Roberta Roberto Robin Rodney Roger Roland
	Ron Ronald Rosa Rose Ross Roy Ruby Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Sergei Sergio Seth Shane Shannon Sharon Shawn Sheila Shirley Simon
	Sofia Sonia Sonya Sophia Sophie Stacy Stan Stanley Stefan Stella Stephanie Stephen Steve Steven Stuart Sue Susan Suzanne Sylvia Tamara Tanya Tara Teresa Terry Theodore Theresa Thomas Tiffany Tim
	Timothy Tina Todd Tom Tommy Tony Tracy Travis Tyler Ursula Valerie Vanessa Vera Veronica Victor Victoria Vincent Viktor Vladimir Walter Wanda Wayne Wendy Wesley Will William Wolfgang Xavier Yolanda
	Yusuf Zachary Zoe`)

// orgWords end the names of bodies.
var orgWords = words(`Inc Corp Ltd LLC Company Group Bank University Institute Ministry Department Council Agency Police Association Party
	Union Office Center Centre Commission Foundation News Times Post Journal Press House Court Street School College Hospital
	Museum Society Committee Board Authority Service Systems Labs Technologies`)

func lastField(s string) string {
	return s[strings.LastIndexByte(s, ' ')+1:]
}

// withPosts finds the people whom a text names together with their posts; all is the whole document.
func withPosts(text, all string) []Person {
	var found []Person
	seen := map[string]bool{}
	add := func(p Person) {
		if p.Name != "" && !seen[p.Name] {
			seen[p.Name] = true
			found = append(found, p)
		}
	}
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，。！？；：“”（）", r) }) {
		add(postThenName(clause, all))
	}
	for _, m := range apposition().FindAllStringSubmatch(text, 10) {
		if !notFirst(m[1]) && isPost(m[2]) {
			add(Person{m[1], m[2]})
		}
	}
	return found
}

var apposition = pattern.Lazy(`(` + fullName + `), ((?:an? |the )?[^,.;:“”"()]{3,80})[,.;]`)

// postThenName finds 某公司总监余欢 inside a clause.
func postThenName(clause, all string) Person {
	for _, post := range posts {
		for at := 0; ; {
			i := strings.Index(clause[at:], post)
			if i < 0 {
				break
			}
			at += i + len(post)
			if name := nameAtStart(clause[at:], all); name != "" && post != "记者" {
				return Person{name, cleanRole(clause[:at])}
			}
		}
	}
	return Person{}
}

// follows are signs that come after a name rather than end it.
const follows = "接在对就说称表认指向也和与的是为从作发介进来去做则曾告坦透强还等"

// nameAtStart finds where a name that text begins with ends: after the third sign where the document always goes on so,
// else after the second; "" where that cannot be told.
func nameAtStart(text, all string) string {
	two, ok := firstSigns(text, 2)
	if !ok || !isChineseName(two) {
		return ""
	}
	three, ok := firstSigns(text, 3)
	third, _ := utf8.DecodeLastRuneInString(three)
	switch {
	case !ok || text == two || strings.ContainsRune(follows, third):
		return two
	case !isChineseName(three):
		return ""
	case text == three || strings.Count(all, three) > 1 && strings.Count(all, three) == strings.Count(all, two):
		return three
	case strings.Count(all, two) > strings.Count(all, three):
		return two
	}
	return ""
}

func firstSigns(text string, n int) (string, bool) {
	for i := range text {
		if n == 0 {
			return text[:i], true
		}
		n--
	}
	return text, n == 0
}

// cleanRole takes what leads up to a post but is none of it off: 记者专访了某公司总监.
func cleanRole(role string) string {
	for _, lead := range []string{"专访了", "采访了", "对话了", "专访", "采访到", "采访", "对话", "邀请到", "邀请了", "邀请", "对话嘉宾", "请到了", "请到", "近日", "日前"} {
		if i := strings.LastIndex(role, lead); i >= 0 {
			role = role[i+len(lead):]
		}
	}
	if utf8.RuneCountInString(role) > 40 {
		return ""
	}
	return strings.TrimSpace(role)
}
