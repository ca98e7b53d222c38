package bot

// What stands on buttons, in modals and on the home.
const (
	buttonLonger      phrase = "button_longer"
	buttonPassages    phrase = "button_passages"
	buttonContext     phrase = "button_context"
	buttonTalk        phrase = "button_talk"
	buttonMore        phrase = "button_more"
	buttonGood        phrase = "button_good"
	buttonBad         phrase = "button_bad"
	withdrawnBy       phrase = "withdrawn_by"
	pressedTooLong    phrase = "pressed_too_long"
	modalShut         phrase = "modal_shut"
	modalBack         phrase = "modal_back"
	modalNext         phrase = "modal_next"
	modalPage         phrase = "modal_page_d_d"
	modalNoPassage    phrase = "modal_no_passage"
	modalWorking      phrase = "modal_working"
	modalForgotten    phrase = "modal_forgotten"
	modalChange       phrase = "modal_change"
	modalShorter      phrase = "modal_shorter"
	modalStyle        phrase = "modal_style"
	modalLanguage     phrase = "modal_language"
	modalNothing      phrase = "modal_nothing"
	modalLeftOut      phrase = "modal_left_out_d"
	modalLeftOutTitle phrase = "modal_left_out_title"
	modalMoreLeftOut  phrase = "modal_more_left_out_d"
	modalWords        phrase = "modal_words_s"
	modalWithdraw     phrase = "modal_withdraw"
	modalNotSupported phrase = "modal_not_supported"
	modalForget       phrase = "modal_forget"
	modalForgetSure   phrase = "modal_forget_sure"
	modalYes          phrase = "modal_yes"
	modalNo           phrase = "modal_no"
	styleBrief        phrase = "style_brief"
	styleStandard     phrase = "style_standard"
	styleDetailed     phrase = "style_detailed"
	styleVoices       phrase = "style_voices"
	styleFigures      phrase = "style_figures"
	buttonPreview     phrase = "button_preview_s"
	buttonPreviewOne  phrase = "button_preview_one"
	modalPreview      phrase = "modal_preview"
	costNothing       phrase = "cost_nothing"
	costKnown         phrase = "cost_known_d_s_s_s"
	costUnknown       phrase = "cost_unknown_d_s_s"

	homeNoModel   phrase = "home_no_model"
	homeTextsGoTo phrase = "home_texts_go_to_s"
)

var englishButtons = map[phrase]string{
	buttonLonger:      "Longer",
	buttonPassages:    "Passages",
	buttonContext:     "In context",
	buttonTalk:        "Discussion",
	buttonMore:        "More",
	buttonGood:        "Good reply",
	buttonBad:         "Bad reply",
	withdrawnBy:       "withdrawn by a reader",
	pressedTooLong:    "That took me too long. Press it once more.",
	modalShut:         "Close",
	modalBack:         "← Back",
	modalNext:         "Next →",
	modalPage:         "Passage %d of %d",
	modalNoPassage:    "This reply shows no passage.",
	modalWorking:      "I am at it. The reply changes in a moment; if you did not ask for it, I show you yours alone.",
	modalForgotten:    "Forgotten: the reply, what was asked for it, and the texts that were brought with it.",
	modalChange:       "The same in another form:",
	modalShorter:      "Shorter",
	modalStyle:        "Style",
	modalLanguage:     "Another language",
	modalNothing:      "There is no more to show.",
	modalLeftOut:      "Left out (%d)",
	modalLeftOutTitle: "Left out",
	modalMoreLeftOut:  "and %d more",
	modalWords:        ": %s",
	modalWithdraw:     "Is a statement not what its passage says? It is struck through at once, and stays out of later answers.",
	modalNotSupported: "Not supported",
	modalForget:       "Forget",
	modalForgetSure:   "The reply is deleted, and what is stored of it.",
	modalYes:          "Forget it",
	modalNo:           "Keep it",
	styleBrief:        "Brief",
	styleStandard:     "Standard",
	styleDetailed:     "Detailed",
	styleVoices:       "Who says what",
	styleFigures:      "Figures",
	buttonPreview:     "Show the %s",
	buttonPreviewOne:  "Show the paragraph",
	modalPreview:      "Before the wall",
	costNothing:       "No call to a language model was needed.",
	costKnown:         "Calls to %[2]s: %[1]d; %[3]s tokens, %[4]s",
	costUnknown:       "Calls to %[2]s: %[1]d; %[3]s tokens, the price is not known",
	homeNoModel:       "Texts stay here: no language model is set up, so replies are sentences of the text.",
	homeTextsGoTo:     "What I read is sent to these language models: %s",
}

var chineseButtons = map[phrase]string{
	buttonLonger:      "更详细",
	buttonPassages:    "段落",
	buttonContext:     "上下文",
	buttonTalk:        "看讨论",
	buttonMore:        "更多",
	buttonGood:        "回答得好",
	buttonBad:         "回答得不好",
	withdrawnBy:       "已被读者撤下",
	pressedTooLong:    "我慢了一步，请再按一次。",
	modalShut:         "关闭",
	modalBack:         "← 上一段",
	modalNext:         "下一段 →",
	modalPage:         "引文\u00a0%d\u00a0/\u00a0%d",
	modalNoPassage:    "这个回复没有附段落。",
	modalWorking:      "正在处理。回复很快会更新；如果不是你提的问题，只会显示给你一个人。",
	modalForgotten:    "已忘记：这个回复、提出的请求，以及随之带来的文字。",
	modalChange:       "换一种形式：",
	modalShorter:      "更简短",
	modalStyle:        "形式",
	modalLanguage:     "另一种语言",
	modalNothing:      "没有更多内容了。",
	modalLeftOut:      "略去的（%d）",
	modalLeftOutTitle: "略去的",
	modalMoreLeftOut:  "另外 %d 条",
	modalWords:        "：%s",
	modalWithdraw:     "哪条陈述与段落不符？按下后立即划掉，以后的回答也不再用它。",
	modalNotSupported: "原文不支持",
	modalForget:       "忘记",
	modalForgetSure:   "将删除这个回复和所存的内容。",
	modalYes:          "忘记它",
	modalNo:           "保留",
	styleBrief:        "简要",
	styleStandard:     "标准",
	styleDetailed:     "详细",
	styleVoices:       "谁说了什么",
	styleFigures:      "数字",
	buttonPreview:     "查看这 %s 段",
	buttonPreviewOne:  "查看这一段",
	modalPreview:      "付费墙之前",
	costNothing:       "没有调用语言模型。",
	costKnown:         "%[2]s：%[1]d 次调用，%[3]s 个 token，%[4]s",
	costUnknown:       "%[2]s：%[1]d 次调用，%[3]s 个 token；价格未知",
	homeNoModel:       "文字不会离开这里：没有配置语言模型，回复都是原文的句子。",
	homeTextsGoTo:     "我读到的文字会发送给这些语言模型：%s",
}

var traditionalChineseButtons = map[phrase]string{
	buttonLonger:      "更詳細",
	buttonPassages:    "段落",
	buttonContext:     "上下文",
	buttonTalk:        "看討論",
	buttonMore:        "更多",
	buttonGood:        "回答得好",
	buttonBad:         "回答得不好",
	withdrawnBy:       "已被讀者撤下",
	pressedTooLong:    "我慢了一步，請再按一次。",
	modalShut:         "關閉",
	modalBack:         "← 上一段",
	modalNext:         "下一段 →",
	modalPage:         "引文\u00a0%d\u00a0/\u00a0%d",
	modalNoPassage:    "這個回覆沒有附段落。",
	modalWorking:      "正在處理。回覆很快會更新；如果不是你提的問題，只會顯示給你一個人。",
	modalForgotten:    "已忘記：這個回覆、提出的請求，以及隨之帶來的文字。",
	modalChange:       "換一種形式：",
	modalShorter:      "更簡短",
	modalStyle:        "形式",
	modalLanguage:     "另一種語言",
	modalNothing:      "沒有更多內容了。",
	modalLeftOut:      "略去的（%d）",
	modalLeftOutTitle: "略去的",
	modalMoreLeftOut:  "另外 %d 條",
	modalWords:        "：%s",
	modalWithdraw:     "哪條陳述與段落不符？按下後立即劃掉，以後的回答也不再用它。",
	modalNotSupported: "原文不支持",
	modalForget:       "忘記",
	modalForgetSure:   "將刪除這個回覆和所存的內容。",
	modalYes:          "忘記它",
	modalNo:           "保留",
	styleBrief:        "簡要",
	styleStandard:     "標準",
	styleDetailed:     "詳細",
	styleVoices:       "誰說了什麼",
	styleFigures:      "數字",
	buttonPreview:     "查看這 %s 段",
	buttonPreviewOne:  "查看這一段",
	modalPreview:      "付費牆之前",
	costNothing:       "沒有呼叫語言模型。",
	costKnown:         "%[2]s：%[1]d 次呼叫，%[3]s 個 token，%[4]s",
	costUnknown:       "%[2]s：%[1]d 次呼叫，%[3]s 個 token；價格未知",
	homeNoModel:       "文字不會離開這裡：沒有設定語言模型，回覆都是原文的句子。",
	homeTextsGoTo:     "我讀到的文字會傳送給這些語言模型：%s",
}
