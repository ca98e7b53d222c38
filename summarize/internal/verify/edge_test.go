package verify_test

import "testing"

// What once went wrong, or nearly did.
func TestEdges(t *testing.T) {
	runGate(t, []check{
		{"zh", "水深0至12米。", "水深0至17米。", "number"},
		{"zh", "总费用为1,489,161,000元。", "总费用为1,489,161,007元。", "number"},
		{"zh>en", "2015 年 10 月 8 日，委员会成立。", "The committee was founded on October 8, 2015.", ""},
		{"zh>en", "20世纪70年代，产量很高。", "In the 1970s, output was high.", ""},
		{"zh>en", "20世纪70年代，产量很高。", "In the 1980s, output was high.", "date"},
		{"en>zh", "The half-mile road was closed.", "半英里长的道路被封闭。", ""},
		{"en>zh", "It took a decade to build the bridge.", "大桥用了十年建成。", ""},
		{"en", "See what the actor wants and know it well.", "4. Know what the actor wants.", ""},
		{"zh", "这家百货公司在四川有三家分店。", "百货公司在四川有3家分店。", ""},
		{"zh", "十分重要的是，千万不要忘记。", "重要的是不要忘记。", ""},
		{"zh", "证书有效期为十年。", "证书有效期为百年。", "number"},
		{"en", "The mill may stand until 2030.", "The mill may stand until 2030 in May.", "?"},
		{"en", "In May the mill closed.", "The mill closed in May.", ""},
		{"en", "The plant, long unprofitable, lost $5m in 2023.", "The plant lost 5 million dollars in 2023.", ""},
		{"en", "The plant lost $5m in 2023.", "The plant lost €5m in 2023.", "number"},
		{"en", "The road is 5 m wide.", "The road is 5 million wide.", "number"},
		{"zh", "利润为5亿日元。", "利润为5亿元。", "number"},
		{"en", "About two-thirds of the boats sank.", "About 66.7 percent of the boats sank.", ""},
		{"en", "Output doubled in a year.", "Output rose to twice as much in a year.", ""},
		{"en", "Version 1.2.3 is out.", "Version 1.2.4 is out.", "number"},
		{"en", "The train leaves at 12:30.", "The train leaves at 12:45.", "number"},
		{"de", "Sie zahlten 1,5 Milliarden Euro.", "Sie zahlten 1.500 Millionen Euro.", ""},
		{"es", "Pagaron 2.000 millones de euros.", "Pagaron 2 mil millones de euros.", ""},
		{"ja", "令和6年に橋が完成した。", "2024年に橋が完成した。", ""},
		{"en", "Of the boats, 14 were lost.", "Fourteen of the boats were lost.", ""},
	})
}
