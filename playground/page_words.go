package playground

import "golang.org/x/text/language"

// chineseWords are the page's own words for those whose language is Chinese; the templates hold the English ones.
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
	"Two readings to try":             "可以试读的文章",
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
}

// say is a text of the page in a language.
func say(lang, text string) string {
	if other := chineseWords[text]; lang == "zh" && other != "" {
		return other
	}
	return text
}

// pageLanguage is the language of the page for somebody: Chinese for who speaks it, else English.
func pageLanguage(locale string) string {
	if base, _ := language.Make(locale).Base(); base.String() == "zh" {
		return "zh"
	}
	return "en"
}
