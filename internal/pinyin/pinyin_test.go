package pinyin_test

import (
	"testing"

	"github.com/footnote-bot/footnote/internal/pinyin"
)

func TestOf(t *testing.T) {
	tests := []struct{ name, want string }{
		{"余欢", "Yu Huan"},
		{"王小明", "Wang Xiaoming"},
		{"欧阳娜", "Ouyang Na"},
		{"沈念禾", "Shen Nianhe"},
		{"曾国藩", "Zeng Guofan"},
		{"王西安", "Wang Xi'an"},
		{"张玥", "Zhang Yue"}, // rare, with one sound
		{"李长乐", ""},
		{"臧天朔", "Zang Tianshuo"},
		{"瞿秋白", "Qu Qiubai"},
		{"农民", ""}, // words that call somebody by what they are
		{"司机", ""},
		{"原告", ""},
		{"欧阳静", "Ouyang Jing"},
		{"单伟", "Shan Wei"},
		{"吕丽", "Lü Li"},
		{"马斯克", ""}, // foreign
		{"王长", ""},  // chang or zhang
		{"编辑部", ""},
		{"余", ""},
		{"", ""},
		{"Ann", ""},
		{"余欢欢欢", ""}, // no such names
		{"余\xe6", ""},
	}
	for _, tt := range tests {
		if got, ok := pinyin.Of(tt.name); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Of(%q) = %q, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestIn(t *testing.T) {
	tests := []struct{ text, want string }{
		{"渡轮公司的余欢（Yu Huan）说。", "Yu Huan"},
		{"said engineer Huan Yu (余欢) on Monday", "Huan Yu"},
		{"余欢说（但是没有名字）。", ""},
		{"余欢（CEO of the company）", ""},
		{"没有这个人（Yu Huan）。", ""},
	}
	for _, tt := range tests {
		if got, ok := pinyin.In(tt.text, "余欢"); got != tt.want || ok != (tt.want != "") {
			t.Errorf("In(%q) = %q, %v; want %q", tt.text, got, ok, tt.want)
		}
	}
}
