package bot

// What is said while a request is worked on.
const (
	taskReading     phrase = "task_reading_s"
	taskText        phrase = "task_text"
	taskDiscussion  phrase = "task_discussion"
	taskSummary     phrase = "task_summary"
	taskAnswer      phrase = "task_answer"
	taskCheckingOne phrase = "task_checking_one"
	taskChecking    phrase = "task_checking_d"
	stopped         phrase = "stopped"
)

var englishProgress = map[phrase]string{
	taskReading: "Reading %s", taskText: "the text", taskDiscussion: "the discussion", taskSummary: "Picking out what matters", taskAnswer: "Looking for the answer",
	taskCheckingOne: "Checking 1 statement", taskChecking: "Checking %d statements", stopped: "Stopped.",
}

var chineseProgress = map[phrase]string{
	taskReading: "正在阅读 %s", taskText: "这段文字", taskDiscussion: "这段讨论", taskSummary: "正在挑出要点", taskAnswer: "正在寻找答案",
	taskCheckingOne: "正在核对 1 条陈述", taskChecking: "正在核对 %d 条陈述", stopped: "已停止。",
}

var traditionalChineseProgress = map[phrase]string{
	taskReading: "正在閱讀 %s", taskText: "這段文字", taskDiscussion: "這段討論", taskSummary: "正在挑出要點", taskAnswer: "正在尋找答案",
	taskCheckingOne: "正在核對 1 條陳述", taskChecking: "正在核對 %d 條陳述", stopped: "已停止。",
}
