package injection

// All tables are in lower case.

// overriding is how languages say "ignore the instructions above".
var overriding = []struct {
	verbs, nouns []string
	nounFirst    bool
}{
	{
		verbs: []string{"ignore ", "disregard ", "forget ", "override ", "do not follow "},
		nouns: []string{
			"previous instruction", "prior instruction", "above instruction", "earlier instruction", "all instruction", "instructions above",
			"your instruction", "previous prompt", "system prompt", "instructions you", "all previous", "all prior", "everything above", "preceding instruction",
			"previous directions", "other formatting rules",
		},
	},
	{
		verbs: []string{"忽略", "无视", "忘记", "不要理会", "無視", "忘記"},
		nouns: []string{
			"以上所有指令", "之前的指令", "以上指令", "上述指令", "先前的指令", "前面的指令", "此前的指令", "所有指令", "之前的所有", "系统提示", "所有之前的", "前面所有", "以上内容",
			"以上所有", "之前的指示", "以上指示", "先前的指示", "系統提示",
		},
	},
	{verbs: []string{"ignora ", "ignore ", "olvida ", "ignoren "}, nouns: []string{"instrucciones anteriores", "las instrucciones", "instrucciones previas"}},
	{verbs: []string{"ignore ", "ignorez ", "oublie ", "oubliez "}, nouns: []string{"instructions précédentes", "les instructions", "consignes précédentes"}},
	{verbs: []string{"ignoriere ", "ignorieren sie ", "vergiss ", "missachte "}, nouns: []string{"vorherigen anweisungen", "bisherigen anweisungen", "obigen anweisungen", "alle anweisungen", "früheren anweisungen", "vorherigen instruktionen"}},
	{verbs: []string{"ignore ", "esqueça ", "desconsidere "}, nouns: []string{"instruções anteriores", "as instruções"}},
	{verbs: []string{"ignora ", "dimentica "}, nouns: []string{"istruzioni precedenti", "le istruzioni"}},
	{verbs: []string{"игнорируй", "забудь", "не обращай внимания"}, nouns: []string{"инструкци", "указани"}},
	{verbs: []string{"無視し", "忘れて", "無視する"}, nouns: []string{"以前の指示", "上記の指示", "これまでの指示", "前の指示", "すべての指示", "全ての指示", "先の指示"}, nounFirst: true},
	{verbs: []string{"무시하", "잊어"}, nouns: []string{"이전 지시", "모든 지시", "위의 지시", "이전 명령", "앞의 지시", "이전의 모든"}, nounFirst: true},
	{verbs: []string{"تجاهل"}, nouns: []string{"التعليمات", "الأوامر"}},
	{verbs: []string{"अनदेखा", "नज़रअंदाज़", "भूल जा"}, nouns: []string{"पिछले", "सभी निर्देश", "पूर्व निर्देश"}, nounFirst: true},
	{verbs: []string{"bỏ qua"}, nouns: []string{"hướng dẫn", "chỉ thị"}},
	{verbs: []string{"abaikan"}, nouns: []string{"instruksi", "perintah"}},
	{verbs: []string{"yok say", "görmezden gel"}, nouns: []string{"önceki talimat", "tüm talimat", "önceki tüm"}, nounFirst: true},
	{verbs: []string{"αγνόησε", "αγνοήστε"}, nouns: []string{"οδηγίες"}},
	{verbs: []string{"ละเว้น", "เพิกเฉย", "ไม่ต้องสนใจ"}, nouns: []string{"คำสั่ง"}},
}

// delimiters mark the turns of a conversation with a model.
var delimiters = []string{
	"<|im_start|>", "<|im_end|>", "<|system|>", "<|endoftext|>", "[inst]", "<<sys>>", "<system>", "</system>", "</document>\n<", "<|start_header_id|>",
	"### instruction:", "### system:", "\nassistant:", "begin_of_text|>", "<system-reminder", "[system message]", "[system]:",
}

// addressees name models. They are looked for in " sentence ".
var addressees = []string{
	" ai assistant", " ai system", " ai model", " ai agent", " ai tools", " ai summar", " ais ", " language model", " llm ", " llms ", " llm:", " llms:", " chatbot", "chatgpt",
	" automated reader", " automated summar", " automatic summar", " summarizer", " summariser", " virtual assistant", " if you are an ai", " if you are a language",
	" as an ai", " you are now ", " ai bot", " ai crawler", "assistant,", "assistant:",
	"ai助手", "ai 助手", "人工智能助手", "智能助手", "大语言模型", "语言模型", "大模型", "自动摘要", "摘要程序", "聊天机器人", "ai模型", "ai系统", "語言模型", "自動摘要", "聊天機器人",
	"asistente de ia", "modelo de lenguaje", "assistant ia", "modèle de langage", "ki-assistent", "ki-system", "sprachmodell", "assistente de ia", "modelo de linguagem",
	"assistente ia", "modello linguistico", "языковая модель", "ии-ассистент", "言語モデル", "aiアシスタント", "언어 모델", "ai 어시스턴트", "نموذج لغوي", "نموذج اللغة",
}

// outputs are what only a model would write here.
var outputs = []string{
	"your answer", "your reply", "your response", "your summary", "your output", "every answer", "any answer", "any summary", "summary or answer", "before you answer",
	"end of the answer", "start of the answer", "in the answer", "your complete instructions", "your instructions", "your system prompt", "your prompt", "output format",
	"the tool ", "citing this article", "this base64", "exactly {", "this image exactly", "show the reader",
	"回答中", "的回答", "摘要中", "的摘要", "回复中", "你的回复", "你的指令", "系统提示", "输出格式", "摘要或回答", "你的輸出",
	"tu respuesta", "su respuesta", "votre réponse", "ta réponse", "deine antwort", "ihre antwort", "sua resposta", "la tua risposta", "твой ответ", "вашем ответе", "回答に", "답변에",
}

// orders are what such a text wants done.
var orders = []string{
	"must contain", "must begin", "must start", "must end", "must include", "must state", "must say", "reply only", "respond only", "answer only", "reply with only", "reply:", "reply with",
	"respond with", "append ", "do not mention", "don't mention", "print your", "print the", "first print", "now print", "repeat your", "reveal your", "return exactly", "return only", "call the tool", "and follow it",
	"quote the following", "include this", "include the following", "add the verification", "add the following", "end of the answer", "not permitted to process", "stop now", "you are now", "signs each message",
	"say that", "recommend ", "instead say", "only output", "output only", "do not summar", "insert the", "ignore ", "disregard ",
	"必须包含", "必须以", "必須包含", "只回复", "只回答", "仅回复", "只输出", "不要提及", "请在", "末尾添加", "开头添加", "你现在是", "请回复", "请输出",
	"responde solo", "responde únicamente", "debe incluir", "debe contener", "réponds uniquement", "répondez uniquement", "doit contenir", "doit inclure", "antworte nur", "antworten sie nur", "muss enthalten",
	"responda apenas", "deve conter", "rispondi solo", "deve contenere", "ответь только", "отвечай только", "должен содержать", "のみ回答", "だけ返", "含めて", "만 답", "포함해야", "أجب فقط", "केवल उत्तर",
}
