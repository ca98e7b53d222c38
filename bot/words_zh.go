package bot

import (
	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

var chinese = Words{
	tag: language.Chinese,
	say: map[phrase]string{
		helpMention: "给我一个链接、文件或一段文字，可以附上问题：我在消息列里回答，并附上从原文逐字复制的段落。\n" +
			"然后可以在消息列里接着问。`/footnote help` 列出其余用法。",
		helpCommandTitle:  "*Footnote* 阅读链接、文件和文字，并用从原文逐字复制的段落来回答。",
		helpCommandLink:   "总结链接，或回答关于它们的问题",
		helpCommandDigest: "过去 24 小时内本频道分享的内容",
		helpCommandHelp:   "显示本说明",

		readingLink: "正在阅读 %s …", readingDigest: "正在阅读过去 24 小时内这里分享的内容 …", thinking: "正在阅读 …",
		askedBy: "%s 提出", askedQuestion: "%s 问：%s",
		inviteMe:       "我不在这个频道里。请用 `/invite @Footnote` 邀请我，再问一次。",
		notHere:        "我不能在这个频道里发言。请改用私信问我。",
		enoughToday:    "这是你今天的第 %d 次回复，已到每人每天的上限。明天（UTC）我会继续回答。",
		somethingBroke: "处理这个请求时我这边出了问题，维护者可以看到。请再问一次。",
		tooManyLinks:   "我一次最多读五个链接。没有读：%s",
		nothingAbove:   "这个消息列里没有可读的内容。请给我一个链接、文件或一段文字。",
		privateElse:    "那是在一个私密会话里；请在那里问我。",
		fileGone:       "我打不开那个文件。请在这个会话里分享给我。",
		openPassage:    "打开原文此处\u00a0↗", openSource: "打开原文\u00a0↗", paragraphNumber: "第\u00a0%d\u00a0段", pageNumber: "第\u00a0%d\u00a0页", slideNumber: "第\u00a0%d\u00a0张",
		readWhole: "已读全文", readPart: "读了 %d 字（共 %d 字）",
		leftOutOne: "略去 1 条陈述", leftOutMany: "略去 %d 条陈述",
		keySentences: "关键句，逐字摘录", fromDocument: "出自 %s", lessCertain: "把握较小", nearest: "最接近：",
		characters: "%s 字", wordCount: "%s 词",
		pastedTitle: "上面的文字", discussionTitle: "这段讨论", theText: "文章本身",
		checkSupported: "文中支持：%s", checkContradicted: "与原文不符：%s", checkValues: "所说为 %s，原文为 %s",
		checkNotStated: "文中没有：%s", checkUnchecked: "未核对：%s",
		checkByRules: "按规则比对：整句、数字和日期", checkByModel: "由语言模型核读，并在同一次调用中检验了模型", checkNoModel: "这次语言模型不可信，只按规则比对：整句、数字和日期", checkNothing: "上面没有我可以核对的陈述。",
		listComma: "，", shortened: "这里放不下，已缩短。点“段落”可看全部。", tableFigure: "数字", tableWhat: "所指",
		firstUnproven: "直接的答案没能得到证实。能证实的是：",

		offerTokens:   "这篇很长：总结大约要用 %s 个 token。",
		offerCost:     "这篇很长：总结大约要用 %s 个 token（%s）。",
		offerQuestion: "问一个问题要省得多：直接在这里问，或者按按钮，我就通读全文。",
		offerButton:   "总结全文", offerGone: "这个请求已不再保存。请带上链接再问一次。",

		inviteThere: "那是在一个我不在的频道里。请在那里用 `/invite @Footnote` 邀请我，再问一次。",
		askedAgo:    "这是 %s前问的，我没能更早回答。", minute: "1 分钟", minutes: "%s 分钟", hour: "1 小时", hours: "%s 小时",

		noteModelDown:  "语言模型没有给出可用的回答，所以这里是原文的句子。",
		noteOverBudget: "语言模型的预算不够，所以这里是原文的句子。",
		noteUnchecked:  "模型没有通过核对",
		noteSpeaks:     "这个页面里有写给语言模型的文字，我只把它当作文字。",

		noteModelDownBare: "语言模型没有给出可用的回答。", noteOverBudgetBare: "语言模型的预算不够。",

		noWhat: "：“%s”", noWhatElse: "。",
		noNotInText:     "文中没有说%s（已读全文。）",
		noNotInArticle:  "文章没有说%s（已读全文。）",
		noNotInTexts:    "这些文章都没有说%s（已读全文。）",
		noNotInReadPart: "在我能读到的部分里没有说",
		noUnproven:      "我没能证实任何答案。",
		noUnprovenOne:   "我没能证实任何答案；略去了 1 条拟出的陈述。",
		noUnprovenMany:  "我没能证实任何答案；略去了 %d 条拟出的陈述。",
		noLanguage:      "原文是%s，而没有语言模型时我只能匹配词语：请用%s提问。",
		noMatch:         "我没有找到能回答这个问题的句子。",
		noMatchInPart:   "在我能读到的部分里，我没有找到能回答这个问题的句子",
		noSummary:       "我没有找到能附上原文段落的陈述。",

		digestTitleOne: "%s 昨天以来分享了 1 篇文章", digestTitle: "%[2]s 昨天以来分享了 %[1]d 篇文章",
		digestNone:   "过去 24 小时内 %s 没有分享链接。",
		digestShared: "%s 分享\u00a0↗", digestReplies: "%d 条回复", digestReply: "1 条回复",
		digestUnread: "没能读的：%s", digestMore: "另外 %d 篇在消息列里", digestPassages: "段落在消息列里",
	},
	failures: map[article.FailureKind]string{
		article.BotWall:        "%s 要先确认我不是机器人，而我正是。请把文字粘贴到这里，或把页面作为文件发来。",
		article.Consent:        "%s 只给我看了 Cookie 提示。请把文字粘贴到这里，或发来 PDF。",
		article.Login:          "%s 要求登录，而我没有账号。请把文字粘贴到这里，或发来 PDF。",
		article.Paywall:        "%s 要订阅后才显示正文，所以我不做总结。请把文字粘贴到这里，或发来 PDF。",
		"paywall_paragraphs":   "%s 只给我看了 %s 段就要求订阅，所以我不做总结。请把文字粘贴到这里，或发来 PDF。",
		article.Scripts:        "%s 用脚本绘制正文，而我不运行脚本。请把文字粘贴到这里，或把页面存成 PDF 发来。",
		article.NotFound:       "%s 说这个页面不存在。请检查链接是否完整。",
		article.Gone:           "%s 说这个页面已被删除。如果你有原文，请粘贴到这里。",
		article.ServerError:    "%s 现在自己出了问题。请过几分钟再试，或把文字粘贴到这里。",
		article.NotArticle:     "%s 这里是一个列表，不是文章。请给我其中一篇的链接。",
		article.Media:          "%s 的这个链接是图片、声音或视频，而我只读文字。如果有文字稿，请给我文字稿。",
		article.TooLarge:       "%s 的内容太大，我读不完。请给我其中一部分，或粘贴那一段。",
		article.TooSlow:        "%s 没有及时回应。请稍后再试，或把文字粘贴到这里。",
		article.RedirectLoop:   "%s 的跳转一直在绕圈。请在浏览器里打开，再把最后的地址给我。",
		article.BlockedAddress: "%s 不在公网上，而我只读公开页面。请把文字粘贴到这里，或发来文件。",
		article.BadTLS:         "%s 的证书有问题，我无法确定对方是谁。请把文字粘贴到这里。",
		article.Encoding:       "%s 的编码我认不出来。请把文字粘贴到这里。",
		article.ScannedPDF:     "%s 是没有文字的扫描图，而我读不了图片。请发来带文字的版本。",
		article.EncryptedPDF:   "%s 有密码保护。请发来没有密码的副本。",
		article.Damaged:        "%s 已损坏，我读不出它的结构。请重新保存，或把文字粘贴到这里。",
		article.Empty:          "%s 里没有我能读的文字。如果你看得到文字，请粘贴到这里。",
		article.Unsupported:    "%s 是我不读的格式。我读网页以及 PDF、DOCX、PPTX、EPUB、TXT、MD 和 HTML 文件。",
		article.Unreachable:    "我连不上 %s。请检查地址，或把文字粘贴到这里。",
		article.Private:        "%s 只对有权限的人开放。请把文字粘贴到这里，或发来文件。",
		"private_service":      "我没有 %s 的账号。请下载成 PDF 或 DOCX，再发到这里。",
		"not_found_file":       "没有这个名字的文件。",
		"unreachable_file":     "打不开这个文件。",
		"the_file":             "这个文件",
	},
	unread: map[article.FailureKind]string{
		article.BotWall: "机器人验证", article.Consent: "Cookie 提示", article.Login: "需要登录", article.Paywall: "付费墙",
		article.Scripts: "脚本页面", article.NotFound: "页面不存在", article.Gone: "已删除", article.ServerError: "服务器错误",
		article.NotArticle: "列表页", article.Media: "媒体", article.TooLarge: "太大", article.TooSlow: "太慢",
		article.RedirectLoop: "循环跳转", article.BlockedAddress: "内部地址", article.BadTLS: "证书问题",
		article.Encoding: "编码不明", article.ScannedPDF: "扫描件", article.EncryptedPDF: "加密文件", article.Damaged: "损坏的文件",
		article.Empty: "空页面", article.Unsupported: "其他格式", article.Unreachable: "连不上", article.Private: "私有页面",
	},
	reasons: map[summarize.Reason]string{
		summarize.NoPassage: "没有段落支持它", summarize.Number: "文中是另一个数字", summarize.Date: "文中是另一个日期",
		summarize.QuotedWords: "文中没有所引的话", summarize.Contradicts: "段落所说与此不符", summarize.NotSaid: "段落并未完全这样说", summarize.Duplicate: "已经说过",
	},
	missing: map[string]string{
		"paywall": "后文在付费墙之后", "truncated": "后文被截断", "over_limit": "后文超出我读的长度", "images": "图片", "tables": "表格", "pages": "部分页面", "comments": "评论",
		"sections": "超出预算的章节", "messages": "更早的消息",
	},
}
