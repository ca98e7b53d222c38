package bot

// What is said of a search of the workspace.
const (
	searchNoScope  phrase = "search_no_scope"
	searchNoLeave  phrase = "search_no_leave"
	searchNothing  phrase = "search_nothing_s"
	searchNoAnswer phrase = "search_no_answer"
	searchFrom     phrase = "search_from_d_d"
)

var englishSearch = map[phrase]string{
	searchNoScope:  "I may not search this workspace. An admin can allow it: the scope is `search:read.public`.",
	searchNoLeave:  "Slack lets me search for you only for some minutes after your message, and this time it did not. Ask again in a new message.",
	searchNothing:  "Slack's search finds nothing about “%s” in the public channels that may be shown here.",
	searchNoAnswer: "Slack's search finds messages, but I find no sentence in them that answers that.",
	searchFrom:     "Slack's search in public channels · messages: %d · linked pages read: %d",
}

var chineseSearch = map[phrase]string{
	searchNoScope:  "我没有搜索这个工作区的权限。管理员可以开启：所需权限是 `search:read.public`。",
	searchNoLeave:  "Slack 只允许我在你发消息后的几分钟内替你搜索，这次没有允许。请发一条新消息再问一次。",
	searchNothing:  "在可以在此显示的公开频道里，Slack 搜索没有找到关于“%s”的内容。",
	searchNoAnswer: "Slack 搜索找到了一些消息，但我在其中没有找到能回答这个问题的句子。",
	searchFrom:     "Slack 对公开频道的搜索 · 消息 %d 条 · 已读链接 %d 个",
}

var traditionalChineseSearch = map[phrase]string{
	searchNoScope:  "我沒有搜尋這個工作區的權限。管理員可以開啟：所需權限是 `search:read.public`。",
	searchNoLeave:  "Slack 只允許我在你發訊息後的幾分鐘內替你搜尋，這次沒有允許。請發一則新訊息再問一次。",
	searchNothing:  "在可以在此顯示的公開頻道裡，Slack 搜尋沒有找到關於「%s」的內容。",
	searchNoAnswer: "Slack 搜尋找到了一些訊息，但我在其中沒有找到能回答這個問題的句子。",
	searchFrom:     "Slack 對公開頻道的搜尋 · 訊息 %d 則 · 已讀連結 %d 個",
}
