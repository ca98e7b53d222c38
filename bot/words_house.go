package bot

// What Footnote says of the rules of the house: settings, usage, feedback, and on the home.
const (
	membersAsk          phrase = "members_ask"
	adminsAsk           phrase = "admins_ask"
	budgetSpent         phrase = "budget_spent"
	sharedOff           phrase = "shared_off"
	strangersOff        phrase = "strangers_off"
	helpCommandSettings phrase = "help_command_settings"
	helpCommandUsage    phrase = "help_command_usage"
	helpCommandFeedback phrase = "help_command_feedback"

	settingsTitle         phrase = "settings_title"
	settingsWorkspace     phrase = "settings_workspace"
	settingsChannel       phrase = "settings_channel_s"
	settingsDirect        phrase = "settings_direct"
	settingsShowWorkspace phrase = "settings_show_workspace"
	settingsShowChannel   phrase = "settings_show_channel"
	settingsShowDirect    phrase = "settings_show_direct"
	settingsInherit       phrase = "settings_inherit"
	settingsUsual         phrase = "settings_usual"
	modalLanguageOf       phrase = "modal_language_of"
	settingsWatch         phrase = "settings_watch"
	settingsWatchYes      phrase = "settings_watch_yes"
	settingsWatchNo       phrase = "settings_watch_no"
	settingsEngine        phrase = "settings_engine"
	settingsModelYes      phrase = "settings_model_yes"
	settingsModelNo       phrase = "settings_model_no"
	settingsModel         phrase = "settings_model"
	settingsReader        phrase = "settings_reader"
	settingsWho           phrase = "settings_who"
	settingsEverybody     phrase = "settings_everybody"
	settingsMembers       phrase = "settings_members"
	settingsAdmins        phrase = "settings_admins"
	settingsShared        phrase = "settings_shared"
	settingsSharedYes     phrase = "settings_shared_yes"
	settingsSharedNo      phrase = "settings_shared_no"
	settingsTokens        phrase = "settings_tokens"
	settingsMoney         phrase = "settings_money"
	settingsPerson        phrase = "settings_person"
	settingsSaved         phrase = "settings_saved"

	usageTitle      phrase = "usage_title"
	usageYou        phrase = "usage_you"
	usageChannel    phrase = "usage_channel"
	usageWorkspace  phrase = "usage_workspace"
	usageSpans      phrase = "usage_spans_s_d_s"
	usageUsed       phrase = "usage_used_s_s_s"
	usageReply      phrase = "usage_reply"
	usageReplies    phrase = "usage_replies_s"
	usageCall       phrase = "usage_call"
	usageCalls      phrase = "usage_calls_s"
	usagePrice      phrase = "usage_price_s"
	usageNoPrice    phrase = "usage_no_price"
	usageSomePrices phrase = "usage_some_prices_s_s"
	usageOfReplies  phrase = "usage_of_replies_d"
	usageCap        phrase = "usage_cap_s"
	capTokens       phrase = "cap_tokens_s"
	nearlyUsedUp    phrase = "nearly_used_up_s_s"

	opinionsYours phrase = "opinions_yours_d_d_d"
	opinionsAll   phrase = "opinions_all_d_d_d"
	opinionsHow   phrase = "opinions_how"
	wordOf        phrase = "word_of_s_s"
	wordSent      phrase = "word_sent"
	wordMany      phrase = "word_many"

	homeHeld     phrase = "home_held_d_d_d_d"
	homeForget   phrase = "home_forget"
	trustNoModel phrase = "trust_no_model"
	trustUnread  phrase = "trust_unread"
	trustHow     phrase = "trust_how"
	trustUnknown phrase = "trust_unknown"
	trustRecord  phrase = "trust_record_s_s_s_d_d"
	trustBad     phrase = "trust_bad"
)

var englishHouse = map[phrase]string{
	membersAsk:            "Here only full members of this workspace may ask me.",
	adminsAsk:             "Here only admins of this workspace may ask me.",
	budgetSpent:           "Today's budget for the language model is used up here. Until midnight (UTC) my replies are sentences of the texts.",
	sharedOff:             "Another company reads this channel. I answer here once an admin of the workspace that I belong to allows it, in `/footnote settings`.",
	strangersOff:          "I answer people of my own workspace. Its admins can let me answer others too, in `/footnote settings` for the whole workspace.",
	helpCommandSettings:   "language, style and watch of this conversation; for admins also models, who may ask, and budgets",
	helpCommandUsage:      "what you used, what this channel did, and for admins the workspace",
	helpCommandFeedback:   "what 👍 and 👎 said; with words behind it, they go to the admins",
	settingsTitle:         "Settings",
	settingsWorkspace:     "For the whole workspace. A channel may have its own.",
	settingsChannel:       "For %s",
	settingsDirect:        "For what you ask me directly",
	settingsShowWorkspace: "Those of the workspace",
	settingsShowChannel:   "Those of this channel",
	settingsShowDirect:    "Those of our direct messages",
	settingsInherit:       "As in the workspace",
	settingsUsual:         "As it is set up",
	modalLanguageOf:       "Language where the request shows none",
	settingsWatch:         "Links that are shared here",
	settingsWatchYes:      "Read them and reply briefly",
	settingsWatchNo:       "Leave them alone",
	settingsEngine:        "Language model",
	settingsModelYes:      "Ask one",
	settingsModelNo:       "Ask none: sentences of the text",
	settingsModel:         "Model that writes",
	settingsReader:        "Model that reads a second time",
	settingsWho:           "Who may ask",
	settingsEverybody:     "Everybody",
	settingsMembers:       "Full members of the workspace",
	settingsAdmins:        "Admins",
	settingsShared:        "Where another company reads",
	settingsSharedYes:     "Answer",
	settingsSharedNo:      "Keep silent",
	settingsTokens:        "Most tokens a day (UTC)",
	settingsMoney:         "Most US dollars a day (UTC)",
	settingsPerson:        "Most replies of a person a day (UTC)",
	settingsSaved:         "Saved. It holds from the next request on.",
	usageTitle:            "What I took (days are UTC):",
	usageYou:              "You: ",
	usageChannel:          "This channel: ",
	usageWorkspace:        "The workspace: ",
	usageSpans:            "today %s · in %d days %s",
	usageUsed:             "%s, %s to a model, %s tokens",
	usageReply:            "1 reply",
	usageReplies:          "%s replies",
	usageCall:             "1 call",
	usageCalls:            "%s calls",
	usagePrice:            ", %s",
	usageNoPrice:          ", at an unknown price",
	usageSomePrices:       ", %s and %s at an unknown price",
	usageOfReplies:        " · at most %d replies a day",
	usageCap:              " · at most %s a day",
	capTokens:             "%s tokens",
	nearlyUsedUp:          "Today's budget of this workspace is nearly used up: %s, of %s a day. When it is, I answer with sentences of the texts until midnight (UTC).",
	opinionsYours:         "Yours: 👍 %d · 👎 %d · not supported %d",
	opinionsAll:           "Everybody's: 👍 %d · 👎 %d · not supported %d",
	opinionsHow:           "`/footnote feedback YOUR WORDS` sends them to the admins of this workspace.",
	wordOf:                "%s says about me: %s",
	wordSent:              "Your words go to the admins of this workspace, with your name.",
	wordMany:              "That was enough for today. Tomorrow (UTC) I carry words again.",
	homeHeld:              "Stored of you: requests with their replies: %d, texts and files that you brought: %d, 👍 and 👎: %d, settings: %d; and how much each reply took.",
	homeForget:            "`/footnote forget me` takes it away; ⋯ below a reply, that reply alone.",
	trustNoModel:          "No language model writes here, so there is none to be trusted.",
	trustUnread:           "What the language model writes is not read a second time here: it is shown as less certain.",
	trustHow:              "What a model writes is shown only when a second reading finds all of it in the sentences quoted. That reader is tested in the same call, with statements whose answer I know:",
	trustUnknown:          "it has not been tested yet.",
	trustRecord:           "%s, %s to %s: right %d times of %d",
	trustBad:              ": not to be trusted, so replies are sentences of the text",
}

var chineseHouse = map[phrase]string{
	membersAsk:            "这里只有本工作区的正式成员可以问我。",
	adminsAsk:             "这里只有本工作区的管理员可以问我。",
	budgetSpent:           "这里今天的语言模型预算已经用完。到午夜（UTC）为止，我只用原文的句子回复。",
	sharedOff:             "其他公司的人也能看到这个频道。等我所属工作区的管理员在 `/footnote settings` 中允许之后，我才会在这里回答。",
	strangersOff:          "我只回答我所属工作区的成员。它的管理员可以在 `/footnote settings` 的工作区设置中允许我回答其他人。",
	helpCommandSettings:   "本对话的语言、形式和链接自动阅读；管理员还可以设置模型、谁可以提问和预算",
	helpCommandUsage:      "你和本频道的用量；管理员还能看到整个工作区的",
	helpCommandFeedback:   "👍 和 👎 的统计；后面写上文字，就会转给管理员",
	settingsTitle:         "设置",
	settingsWorkspace:     "适用于整个工作区，各频道可以另行设置。",
	settingsChannel:       "适用于 %s",
	settingsDirect:        "适用于你直接问我的内容",
	settingsShowWorkspace: "整个工作区的设置",
	settingsShowChannel:   "本频道的设置",
	settingsShowDirect:    "私信的设置",
	settingsInherit:       "与工作区一致",
	settingsUsual:         "按系统配置",
	modalLanguageOf:       "默认语言（提问本身看不出语言时）",
	settingsWatch:         "这里分享的链接",
	settingsWatchYes:      "自动阅读并简短回复",
	settingsWatchNo:       "不理会",
	settingsEngine:        "语言模型",
	settingsModelYes:      "使用",
	settingsModelNo:       "不使用，只引用原文的句子",
	settingsModel:         "撰写用的模型",
	settingsReader:        "复读用的模型",
	settingsWho:           "谁可以提问",
	settingsEverybody:     "所有人",
	settingsMembers:       "本工作区的正式成员",
	settingsAdmins:        "管理员",
	settingsShared:        "与其他公司共享的频道",
	settingsSharedYes:     "可以回答",
	settingsSharedNo:      "不回答",
	settingsTokens:        "每天最多 token 数（UTC）",
	settingsMoney:         "每天最多花费（美元，UTC）",
	settingsPerson:        "每人每天最多回复数（UTC）",
	settingsSaved:         "已保存，从下一个请求起生效。",
	usageTitle:            "用量（按 UTC 计日）：",
	usageYou:              "你：",
	usageChannel:          "本频道：",
	usageWorkspace:        "整个工作区：",
	usageSpans:            "今天 %s · %d 天内 %s",
	usageUsed:             "%s，%s，%s 个 token",
	usageReply:            "1 条回复",
	usageReplies:          "%s 条回复",
	usageCall:             "1 次模型调用",
	usageCalls:            "%s 次模型调用",
	usagePrice:            "，%s",
	usageNoPrice:          "，价格未知",
	usageSomePrices:       "，%s，另有%s价格未知",
	usageOfReplies:        " · 每天最多 %d 条回复",
	usageCap:              " · 每天最多 %s",
	capTokens:             "%s 个 token",
	nearlyUsedUp:          "本工作区今天的预算快用完了：%s，每天上限 %s。用完后到午夜（UTC）为止，我只用原文的句子回答。",
	opinionsYours:         "你的：👍 %d · 👎 %d · 原文不支持 %d",
	opinionsAll:           "所有人的：👍 %d · 👎 %d · 原文不支持 %d",
	opinionsHow:           "用 `/footnote feedback 想说的话` 可以转给本工作区的管理员。",
	wordOf:                "%s 对我的意见：%s",
	wordSent:              "你的话会连同你的名字转给本工作区的管理员。",
	wordMany:              "今天转达的已经够多了，明天（UTC）再说吧。",
	homeHeld:              "我存有你的：请求和回复 %d 个，你带来的文字和文件 %d 个，👍 和 👎 %d 个，设置 %d 项，以及每个回复的用量。",
	homeForget:            "`/footnote forget me` 会全部删除；回复下方的 ⋯ 只删除那个回复。",
	trustNoModel:          "这里没有语言模型写字，也就无须信任它。",
	trustUnread:           "这里不会复读语言模型写的内容，所以都列在“把握较小”之下。",
	trustHow:              "模型写的内容，只有复读时在引文里全部找到才会显示。每次复读都夹有我知道答案的考题：",
	trustUnknown:          "还没有考过。",
	trustRecord:           "%s，%s→%s：答对 %d 题，共 %d 题",
	trustBad:              "：不可信，所以回复只用原文的句子",
}

var traditionalChineseHouse = map[phrase]string{
	membersAsk:            "這裡只有本工作區的正式成員可以問我。",
	adminsAsk:             "這裡只有本工作區的管理員可以問我。",
	budgetSpent:           "這裡今天的語言模型預算已經用完。到午夜（UTC）為止，我只用原文的句子回覆。",
	sharedOff:             "其他公司的人也能看到這個頻道。等我所屬工作區的管理員在 `/footnote settings` 中允許之後，我才會在這裡回答。",
	strangersOff:          "我只回答我所屬工作區的成員。它的管理員可以在 `/footnote settings` 的工作區設定中允許我回答其他人。",
	helpCommandSettings:   "本對話的語言、形式和連結自動閱讀；管理員還可以設定模型、誰可以提問和預算",
	helpCommandUsage:      "你和本頻道的用量；管理員還能看到整個工作區的",
	helpCommandFeedback:   "👍 和 👎 的統計；後面寫上文字，就會轉給管理員",
	settingsTitle:         "設定",
	settingsWorkspace:     "適用於整個工作區，各頻道可以另行設定。",
	settingsChannel:       "適用於 %s",
	settingsDirect:        "適用於你直接問我的內容",
	settingsShowWorkspace: "整個工作區的設定",
	settingsShowChannel:   "本頻道的設定",
	settingsShowDirect:    "私訊的設定",
	settingsInherit:       "與工作區一致",
	settingsUsual:         "按系統設定",
	modalLanguageOf:       "預設語言（提問本身看不出語言時）",
	settingsWatch:         "這裡分享的連結",
	settingsWatchYes:      "自動閱讀並簡短回覆",
	settingsWatchNo:       "不理會",
	settingsEngine:        "語言模型",
	settingsModelYes:      "使用",
	settingsModelNo:       "不使用，只引用原文的句子",
	settingsModel:         "撰寫用的模型",
	settingsReader:        "複讀用的模型",
	settingsWho:           "誰可以提問",
	settingsEverybody:     "所有人",
	settingsMembers:       "本工作區的正式成員",
	settingsAdmins:        "管理員",
	settingsShared:        "與其他公司共享的頻道",
	settingsSharedYes:     "可以回答",
	settingsSharedNo:      "不回答",
	settingsTokens:        "每天最多 token 數（UTC）",
	settingsMoney:         "每天最多花費（美元，UTC）",
	settingsPerson:        "每人每天最多回覆數（UTC）",
	settingsSaved:         "已儲存，從下一個請求起生效。",
	usageTitle:            "用量（按 UTC 計日）：",
	usageYou:              "你：",
	usageChannel:          "本頻道：",
	usageWorkspace:        "整個工作區：",
	usageSpans:            "今天 %s · %d 天內 %s",
	usageUsed:             "%s，%s，%s 個 token",
	usageReply:            "1 條回覆",
	usageReplies:          "%s 條回覆",
	usageCall:             "1 次模型呼叫",
	usageCalls:            "%s 次模型呼叫",
	usagePrice:            "，%s",
	usageNoPrice:          "，價格未知",
	usageSomePrices:       "，%s，另有%s價格未知",
	usageOfReplies:        " · 每天最多 %d 條回覆",
	usageCap:              " · 每天最多 %s",
	capTokens:             "%s 個 token",
	nearlyUsedUp:          "本工作區今天的預算快用完了：%s，每天上限 %s。用完後到午夜（UTC）為止，我只用原文的句子回答。",
	opinionsYours:         "你的：👍 %d · 👎 %d · 原文不支持 %d",
	opinionsAll:           "所有人的：👍 %d · 👎 %d · 原文不支持 %d",
	opinionsHow:           "用 `/footnote feedback 想說的話` 可以轉給本工作區的管理員。",
	wordOf:                "%s 對我的意見：%s",
	wordSent:              "你的話會連同你的名字轉給本工作區的管理員。",
	wordMany:              "今天轉達的已經夠多了，明天（UTC）再說吧。",
	homeHeld:              "我存有你的：請求和回覆 %d 個，你帶來的文字和檔案 %d 個，👍 和 👎 %d 個，設定 %d 項，以及每個回覆的用量。",
	homeForget:            "`/footnote forget me` 會全部刪除；回覆下方的 ⋯ 只刪除那個回覆。",
	trustNoModel:          "這裡沒有語言模型寫字，也就無須信任它。",
	trustUnread:           "這裡不會複讀語言模型寫的內容，所以都列在「把握較小」之下。",
	trustHow:              "模型寫的內容，只有複讀時在引文裡全部找到才會顯示。每次複讀都夾有我知道答案的考題：",
	trustUnknown:          "還沒有考過。",
	trustRecord:           "%s，%s→%s：答對 %d 題，共 %d 題",
	trustBad:              "：不可信，所以回覆只用原文的句子",
}
