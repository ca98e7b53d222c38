package playground

import "golang.org/x/text/language"

// The languages of the page.
const (
	english = "en"
	chinese = "zh"
)

// chineseWords are the page's own words for those whose language is Chinese; the templates and scripts hold the English ones.
var chineseWords = map[string]string{
	"Skip to writing":                 "跳到输入框",
	"Conversations":                   "对话",
	"Close the list of conversations": "关闭对话列表",
	"Channels":                        "频道",
	"Direct messages":                 "私信",
	"Without Footnote":                "没有 Footnote 的频道",
	"Footnote is connected":           "Footnote 已连接",
	"Footnote is not connected":       "Footnote 未连接",
	"Show the list of conversations":  "显示对话列表",
	"Readings to try":                 "可以试读的文章",
	"Give Footnote something to read": "给 Footnote 一点东西读",
	"It answers in a thread, with passages copied from the source. ": "它在消息列里回答，并附上从原文逐字复制的段落。",
	"Send a link, a text or a file. ":                                "发给它一个链接、一段文字或一个文件。",
	"Mention it with a link, a text or a file. ":                     "提及它，并附上链接、文字或文件。",
	"Or take one of these:":                                          "也可以试试这些：",
	"Share all of them and make a digest":                            "全部分享出来，做一份摘要",
	"Footnote is not in this conversation":                           "Footnote 不在这个对话里",
	"It hears nothing of what is written here.":                      "这里写的内容它都看不到。",
	"Messages": "消息",
	"Footnote is not connected, so nobody answers here.": "Footnote 未连接，所以这里没有人回答。",
	"Thread":                     "消息列",
	"Close the thread":           "关闭消息列",
	"Messages of the thread":     "消息列里的消息",
	"new messages":               "有新消息",
	"Open the page":              "打开原文",
	"Files to send":              "要发送的文件",
	"Attach files":               "添加文件",
	"Readings":                   "文章",
	"Write as":                   "以谁的身份写",
	"Write as ":                  "身份：",
	"Send":                       "发送",
	"Send (Enter)":               "发送（Enter）",
	"Only visible to you":        "只有你能看到",
	"App":                        "应用",
	"(edited)":                   "（已编辑）",
	"Stop":                       "停止",
	"Reply":                      "回复",
	"Actions for this message":   "对这条消息的操作",
	"Reply in thread":            "在消息列里回复",
	"React with bookmark_tabs":   "用 bookmark_tabs 回应",
	"React with :bookmark_tabs:": "用 :bookmark_tabs: 回应",
	"Delete message":             "删除消息",
	"Dismiss":                    "关掉",
	"Messages in":                "消息：",
	"Message":                    "发消息到",
	"Reply in the thread":        "在消息列里回复",
	"English · a news article, with all the clutter of a news page": "英文 · 一篇新闻，带着新闻页上的各种杂物",
	"Chinese · an interview, in the encoding GB18030":               "中文 · 一篇访谈，编码是 GB18030",
	"English · a report, as a PDF in two columns":                   "英文 · 一份报告，双栏 PDF",
	"1 reply": "1 条回复", " replies": " 条回复",
	"needs a model":                          "需要语言模型",
	"What concerns everybody":                "与大家有关的事",
	"Links worth reading":                    "值得一读的链接",
	"No bots here":                           "这里没有机器人",
	"Ann alone":                              "只有 Ann",
	"A direct message: no mention is needed": "私信：不需要提及",
	"Skip to the home":                       "跳到主页",
	"Tabs of Footnote":                       "Footnote 的标签页",
	"Home":                                   "主页",
	"Footnote has not shown its home yet.":   "Footnote 还没有显示它的主页。",
	"Suggestions":                            "建议",
	"playground":                             "试验场",
	"See more":                               "查看更多",
	"See less":                               "收起",
	"Image: ":                                "图片：",
	"Table":                                  "表格",
	"More actions":                           "更多操作",
	"Choose…":                                "请选择…",
	"Choose a time":                          "选择时间",
	"Text":                                   "文字",
	"(optional)":                             "（选填）",
	"not drawn here":                         "这里不画出来",
	"Not drawn here":                         "这里不画出来",
	"Slack would refuse this block":          "Slack 会拒绝这个块",
	"to do":                                  "待做", "under way": "进行中", "done": "已完成", "failed": "失败",
	"Close": "关闭", "Cancel": "取消", "Yes": "是",
	"This file was deleted": "这个文件已删除",
	"This message was cut off: its stream was not ended in time.": "这条消息中断了：没有按时结束。",
	" bytes":                             " 字节",
	"Plain Text":                         "纯文本",
	"Markdown (raw)":                     "Markdown 文本",
	"Binary":                             "二进制文件",
	"What Footnote's messages look like": "Footnote 的消息是什么样子",
	"Footnote did not answer in time.":   "Footnote 没有及时回答。",
	"Footnote could not be reached.":     "联系不上 Footnote。",
	"Something is missing: %s":           "还没有填写：%s",
	"Remove %s":                          "去掉 %s",
	"%s is larger than 20 MB.":           "%s 超过了 20 MB。",
	"Slack knows no commands in threads. Write it in the conversation.": "Slack 的消息列里不能用命令，请在对话里输入。",
	commandFailed:            `%s 失败，错误是“%s”`,
	"Not sent: %s":           "没有发出：%s",
	"No digest was made: %s": "没有做成摘要：%s",
	"Languages":              "语言",
	"Replies":                "回复",
	"A summary":              "总结",
	"A summary with a less certain statement": "带一条把握较小的陈述的总结",
	"Figures":       "数字",
	"Who said what": "谁说了什么",
	"An answer":     "回答",
	"An answer from a text in another language":              "用另一种语言的文章回答",
	"An answer from a file":                                  "用文件回答",
	"Several links":                                          "几个链接",
	"Is that right?":                                         "对吗？",
	"The discussion of a thread":                             "一个消息列里的讨论",
	"Key sentences, without a model":                         "没有模型时的关键句",
	"Key sentences, while the model is down":                 "模型不可用时的关键句",
	"A page that talks to language models":                   "对语言模型说话的网页",
	"A page that tries to speak through Footnote":            "想借 Footnote 说话的网页",
	"A statement that a reader withdrew":                     "被读者撤回的陈述",
	"What somebody else gets who presses a button":           "别人按按钮时得到的",
	"The rich layout":                                        "富文本版式",
	"Above the reply to a command":                           "命令的回复上方",
	"How to use it":                                          "怎么使用",
	"No answer":                                              "没有答案",
	"The text does not say it":                               "文中没有说",
	"It is not in the part that was read":                    "不在读到的部分里",
	"No answer could be proven":                              "没有能证实的答案",
	"The text is in another language, and there is no model": "文章是另一种语言，又没有模型",
	"No sentence has the words, and there is no model":       "没有含这些词的句子，又没有模型",
	"Failures":             "读不了的时候",
	"A text behind a wall": "付费墙后面的文章",
	"All that can keep a text from being read": "所有读不了的原因",
	"While it works":                          "工作的时候",
	"What is read and checked":                "正在读什么、核对什么",
	"Stopped":                                 "停止了",
	"A long text, and what it would cost":     "长文章和它的费用",
	"A long text, at an unknown price":        "价格未知的长文章",
	"Above the offer to a command":            "命令的报价上方",
	"Digests":                                 "摘要",
	"A digest":                                "一份摘要",
	"The thread of a digest":                  "摘要的消息列",
	"How a digest is edited":                  "怎样修改摘要",
	"Behind the buttons":                      "按钮后面",
	"Passages in context":                     "上下文里的段落",
	"More, for who asked":                     "更多，提问者看到的",
	"More, for a colleague":                   "更多，同事看到的",
	"What was left out, and why":              "略去了什么，为什么",
	"What stands before a wall":               "付费墙前面的内容",
	"A reply that is no longer stored":        "已不再保存的回复",
	"Home and settings":                       "主页和设置",
	"The home, without a model":               "没有模型时的主页",
	"An admin's home":                         "管理员的主页",
	"The settings of a channel":               "频道的设置",
	"The settings of a channel, for an admin": "管理员看到的频道设置",
	"The settings of the workspace":           "工作区的设置",
}

// say is a text of the page in a language.
func say(lang, text string) string {
	if other := wordsOf(lang)[text]; other != "" {
		return other
	}
	return text
}

// wordsOf are the texts of the page that differ from English in a language.
func wordsOf(lang string) map[string]string {
	if lang == chinese {
		return chineseWords
	}
	return map[string]string{}
}

// pageLanguage is the language of the page for somebody: Chinese for who speaks it, else English.
func pageLanguage(locale string) string {
	if base, _ := language.Make(locale).Base(); base.String() == chinese {
		return chinese
	}
	return english
}
