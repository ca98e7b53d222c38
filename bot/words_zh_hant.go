package bot

import (
	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

var traditionalChinese = Words{
	tag: language.TraditionalChinese,
	say: map[phrase]string{
		helpMention: "給我一個連結、檔案或一段文字，可以附上問題：我在討論串裡回答，並附上從原文逐字複製的段落。\n" +
			"然後可以在討論串裡接著問。`/footnote help` 列出其餘用法。",
		helpCommandTitle:  "*Footnote* 閱讀連結、檔案和文字，並用從原文逐字複製的段落來回答。",
		helpCommandLink:   "總結連結，或回答關於它們的問題",
		helpCommandDigest: "過去 24 小時內本頻道分享的內容",
		helpCommandHelp:   "顯示本說明",

		readingLink: "正在閱讀 %s …", readingDigest: "正在閱讀過去 24 小時內這裡分享的內容 …", thinking: "正在閱讀 …",
		askedBy: "%s 提出", askedQuestion: "%s 問：%s",
		inviteMe:       "我不在這個頻道裡。請用 `/invite @Footnote` 邀請我，再問一次。",
		notHere:        "我不能在這個頻道裡發言。請改用私信問我。",
		enoughToday:    "這是你今天的第 %d 次回覆，已到每人每天的上限。明天（UTC）我會繼續回答。",
		somethingBroke: "處理這個請求時我這邊出了問題，維護者可以看到。請再問一次。",
		tooManyLinks:   "我一次最多讀五個連結。沒有讀：%s",
		nothingAbove:   "這個討論串裡沒有可讀的內容。請給我一個連結、檔案或一段文字。",
		privateElse:    "那是在一個私人對話裡；請在那裡問我。",
		fileGone:       "我打不開那個檔案。請在這個對話裡分享給我。",
		openPassage:    "開啟原文此處\u00a0↗", openSource: "開啟原文\u00a0↗", paragraphNumber: "第\u00a0%d\u00a0段", pageNumber: "第\u00a0%d\u00a0頁", slideNumber: "第\u00a0%d\u00a0張",
		readWhole: "已讀全文", readPart: "讀了 %d 字（共 %d 字）",
		leftOutOne: "略去 1 條陳述", leftOutMany: "略去 %d 條陳述",
		keySentences: "關鍵句，逐字摘錄", fromDocument: "出自 %s", lessCertain: "把握較小", nearest: "最接近的：",
		characters: "%s 字", wordCount: "%s 詞",
		pastedTitle: "上面的文字", discussionTitle: "這段討論", theText: "文章本身",
		checkSupported: "文中支持：%s", checkContradicted: "與原文不符：%s", checkValues: "所說為 %s，原文為 %s",
		checkNotStated: "文中沒有：%s", checkUnchecked: "未核對：%s",
		checkByRules: "按規則比對：整句、數字和日期", checkByModel: "由語言模型核讀，並在同一次呼叫中檢驗了模型", checkNoModel: "這次語言模型不可信，只按規則比對：整句、數字和日期", checkNothing: "上面沒有我可以核對的陳述。",
		listComma: "，", shortened: "這裡放不下，已縮短。點「段落」可看全部。", tableFigure: "數字", tableWhat: "所指",
		firstUnproven: "直接的答案沒能得到證實。能證實的是：",

		offerTokens:   "這篇很長：總結大約要用 %s 個 token。",
		offerCost:     "這篇很長：總結大約要用 %s 個 token（%s）。",
		offerQuestion: "問一個問題要省得多：直接在這裡問，或者按按鈕，我就通讀全文。",
		offerButton:   "總結全文", offerGone: "這個請求已不再儲存。請附上連結再問一次。",

		inviteThere: "那是在一個我不在的頻道裡。請在那裡用 `/invite @Footnote` 邀請我，再問一次。",
		askedAgo:    "這是 %s前問的，我沒能更早回答。", minute: "1 分鐘", minutes: "%s 分鐘", hour: "1 小時", hours: "%s 小時",

		noteModelDown:  "語言模型沒有給出可用的回答，所以這裡是原文的句子。",
		noteOverBudget: "語言模型的預算不夠，所以這裡是原文的句子。",
		noteUnchecked:  "模型沒有通過核對",
		noteSpeaks:     "這個頁面裡有寫給語言模型的文字，我只把它當作文字。",

		noteModelDownBare: "語言模型沒有給出可用的回答。", noteOverBudgetBare: "語言模型的預算不夠。",

		noWhat: "：「%s」", noWhatElse: "。",
		noNotInText:     "文中沒有說%s（已讀全文。）",
		noNotInArticle:  "文章沒有說%s（已讀全文。）",
		noNotInTexts:    "這些文章都沒有說%s（已讀全文。）",
		noNotInReadPart: "在我能讀到的部分裡沒有說",
		noUnproven:      "我沒能證實任何答案。",
		noUnprovenOne:   "我沒能證實任何答案；略去了 1 條擬出的陳述。",
		noUnprovenMany:  "我沒能證實任何答案；略去了 %d 條擬出的陳述。",
		noLanguage:      "原文是%s，而沒有語言模型時我只能匹配詞語：請用%s提問。",
		noMatch:         "我沒有找到能回答這個問題的句子。",
		noMatchInPart:   "在我能讀到的部分裡，我沒有找到能回答這個問題的句子",
		noSummary:       "我沒有找到能附上原文段落的陳述。",

		digestTitleOne: "%s 昨天以來分享了 1 篇文章", digestTitle: "%[2]s 昨天以來分享了 %[1]d 篇文章",
		digestNone:   "過去 24 小時內 %s 沒有分享連結。",
		digestShared: "%s 分享\u00a0↗", digestReplies: "%d 條回覆", digestReply: "1 條回覆",
		digestUnread: "沒能讀的：%s", digestMore: "另外 %d 篇在討論串裡", digestPassages: "段落在討論串裡",
	},
	failures: map[article.FailureKind]string{
		article.BotWall:        "%s 要先確認我不是機器人，而我正是。請把文字貼到這裡，或把頁面作為檔案發來。",
		article.Consent:        "%s 只給我看了 Cookie 提示。請把文字貼到這裡，或發來 PDF。",
		article.Login:          "%s 要求登入，而我沒有帳號。請把文字貼到這裡，或發來 PDF。",
		article.Paywall:        "%s 要訂閱後才顯示正文，所以我不做總結。請把文字貼到這裡，或發來 PDF。",
		"paywall_paragraphs":   "%s 只給我看了 %s 段就要求訂閱，所以我不做總結。請把文字貼到這裡，或發來 PDF。",
		article.Scripts:        "%s 用腳本繪製正文，而我不執行腳本。請把文字貼到這裡，或把頁面存成 PDF 發來。",
		article.NotFound:       "%s 說這個頁面不存在。請檢查連結是否完整。",
		article.Gone:           "%s 說這個頁面已被刪除。如果你有原文，請貼到這裡。",
		article.ServerError:    "%s 現在自己出了問題。請過幾分鐘再試，或把文字貼到這裡。",
		article.NotArticle:     "%s 這裡是一個列表，不是文章。請給我其中一篇的連結。",
		article.Media:          "%s 的這個連結是圖片、聲音或影片，而我只讀文字。如果有逐字稿，請給我逐字稿。",
		article.TooLarge:       "%s 的內容太大，我讀不完。請給我其中一部分，或貼上那一段。",
		article.TooSlow:        "%s 沒有及時回應。請稍後再試，或把文字貼到這裡。",
		article.RedirectLoop:   "%s 一直轉址繞圈。請在瀏覽器裡開啟，再把最後的地址給我。",
		article.BlockedAddress: "%s 不在公開網路上，而我只讀公開頁面。請把文字貼到這裡，或發來檔案。",
		article.BadTLS:         "%s 的憑證有問題，我無法確定對方是誰。請把文字貼到這裡。",
		article.Encoding:       "%s 的編碼我認不出來。請把文字貼到這裡。",
		article.ScannedPDF:     "%s 是沒有文字的掃描圖，而我讀不了圖片。請發來帶文字的版本。",
		article.EncryptedPDF:   "%s 有密碼保護。請發來沒有密碼的副本。",
		article.Damaged:        "%s 已損壞，我讀不出它的結構。請重新儲存，或把文字貼到這裡。",
		article.Empty:          "%s 裡沒有我能讀的文字。如果你看得到文字，請貼到這裡。",
		article.Unsupported:    "%s 是我不讀的格式。我讀網頁以及 PDF、DOCX、PPTX、EPUB、TXT、MD 和 HTML 檔案。",
		article.Unreachable:    "我連不上 %s。請檢查地址，或把文字貼到這裡。",
		article.Private:        "%s 只對有權限的人開放。請把文字貼到這裡，或發來檔案。",
		"private_service":      "我沒有 %s 的帳號。請下載成 PDF 或 DOCX，再發到這裡。",
		"not_found_file":       "沒有這個名字的檔案。",
		"unreachable_file":     "打不開這個檔案。",
		"the_file":             "這個檔案",
	},
	unread: map[article.FailureKind]string{
		article.BotWall: "機器人驗證", article.Consent: "Cookie 提示", article.Login: "需要登入", article.Paywall: "付費牆",
		article.Scripts: "腳本頁面", article.NotFound: "頁面不存在", article.Gone: "已刪除", article.ServerError: "伺服器錯誤",
		article.NotArticle: "列表頁", article.Media: "媒體", article.TooLarge: "太大", article.TooSlow: "太慢",
		article.RedirectLoop: "循環轉址", article.BlockedAddress: "內部地址", article.BadTLS: "憑證問題",
		article.Encoding: "編碼不明", article.ScannedPDF: "掃描件", article.EncryptedPDF: "加密檔案", article.Damaged: "損壞的檔案",
		article.Empty: "空頁面", article.Unsupported: "其他格式", article.Unreachable: "連不上", article.Private: "私有頁面",
	},
	reasons: map[summarize.Reason]string{
		summarize.NoPassage: "沒有段落支持它", summarize.Number: "文中是另一個數字", summarize.Date: "文中是另一個日期",
		summarize.QuotedWords: "文中沒有所引的話", summarize.Contradicts: "段落所說與此不符", summarize.NotSaid: "段落並未完全這樣說", summarize.Duplicate: "已經說過",
	},
	missing: map[string]string{
		"paywall": "後文在付費牆之後", "truncated": "後文被截斷", "over_limit": "後文超出我讀的長度", "images": "圖片", "tables": "表格", "pages": "部分頁面", "comments": "評論",
		"sections": "超出預算的章節", "messages": "更早的訊息",
	},
}
