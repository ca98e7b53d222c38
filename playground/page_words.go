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
	"It answers in a thread, with passages copied from the source.": "它在消息列里回答，并附上从原文逐字复制的段落。",
	"Send a link, a text or a file.":                                "发给它一个链接、一段文字或一个文件。",
	"Mention it with a link, a text or a file.":                     "提及它，并附上链接、文字或文件。",
	"Or take one of these:":                                         "也可以试试这些：",
	"Share all of them and make a digest":                           "全部分享出来，做一份摘要",
	"Footnote is not in this conversation":                          "Footnote 不在这个对话里",
	"It hears nothing of what is written here.":                     "这里写的内容它都看不到。",
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
	"Image:":                                 "图片：",
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
