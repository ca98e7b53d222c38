package bot

import (
	"fmt"
	"testing"
)

func TestAsksWorkspace(t *testing.T) {
	for question, want := range map[string]string{
		"what have we shared about the harbour wall?":       "the harbour wall",
		"What have we shared about pricing":                 "pricing",
		"what did we say on the new ferry?":                 "the new ferry",
		"Has anyone posted anything about GPT-5?":           "GPT-5",
		"has anybody ever written about the bakery here?":   "the bakery here",
		"Have we discussed the budget for 2027?":            "the budget for 2027",
		"where did we talk about onboarding":                "onboarding",
		"show me what we’ve shared about the harbour":       "the harbour",
		"Do you know whether somebody has tested Postgres?": "Postgres",
		"我们分享过哪些关于大模型推理成本的内容？":                              "大模型推理成本",
		"我們分享過哪些關於推理成本的內容？":                                 "推理成本",
		"关于车站改造，我们讨论过什么？":                                   "车站改造",
		"我们讨论过新定价吗？":                                        "新定价",
		"新定价我们讨论过吗":                                         "新定价",
		"有人提到过海港防波堤吗？":                                      "海港防波堤",
		"有没有人发过有关余欢的文章？":                                    "余欢",
		"大家分享过什么关于 Postgres 的链接？":                           "Postgres",
	} {
		if got, ok := asksWorkspace(question); !ok || got != want {
			t.Errorf("%q: %q %v, want %q", question, got, ok, want)
		}
	}
	for _, question := range []string{
		"", "hello", "你好", "How much does the work on the wall cost?", "What does the article say about us?", "what do we do about pricing?",
		"who wrote about the harbour?", "What have we learned from it?", "have we read this article?", "we have discussed pricing.", "have we met",
		"what have we here?", "Did the ferry sail?", "成本是多少？", "我们通过了什么？", "这篇文章我们讨论过吗？", "过去我们怎么做？", "我们的会议过程是什么？",
		"我们分享过很多。", "大家好，这是什么？", "经过三年，我们有什么？",
	} {
		if topic, ok := asksWorkspace(question); ok {
			t.Errorf("%q asks for %q", question, topic)
		}
	}
}

// The leave to search is taken from wherever Slack puts it, and only where it is used.
func TestLeaveToSearch(t *testing.T) {
	for _, tt := range []struct{ name, text, thread, token, want string }{
		{"at the top", "what have we shared about ferries?", "", `"action_token":"a"`, "a"},
		{"where the documents show it", "what have we shared about ferries?", "", `"assistant_thread":{"action_token":"b"}`, "b"},
		{"there is none", "what have we shared about ferries?", "", `"team":"T1"`, ""},
		{"for another question", "how much do ferries cost?", "", `"action_token":"a"`, ""},
		{"in a thread", "what have we shared about ferries?", `,"thread_ts":"9.1"`, `"action_token":"a"`, ""},
		{"about a link", "https://a.example/x what have we shared about ferries?", "", `"action_token":"a"`, ""},
	} {
		for _, channel := range []string{"im", "channel"} {
			a, _, err := self.parseEvent([]byte(callbackOf(fmt.Sprintf(
				`{"type":"message","channel_type":%q,"user":"U1","text":%q,"ts":"10.1","channel":"C1",%s%s}`, channel, "<@UBOT> "+tt.text, tt.token, tt.thread))))
			if err != nil || a.ActionToken != tt.want || (a.Search == "ferries") != (tt.thread == "" && tt.name != "for another question" && tt.name != "about a link") {
				t.Errorf("%s, in a %s: %q for %q, %v", tt.name, channel, a.ActionToken, a.Search, err)
			}
		}
	}
}
