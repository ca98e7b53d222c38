package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	got, err := read(strings.NewReader(`# CC-CEDICT
山羊 山羊 [shan1 yang2] /goat/CL:隻|只[zhi1]/
渡輪 渡轮 [du4 lun2] /ferry (boat); to ferry/
阿 阿 [A1] /surname A/abbr. for Afghanistan 阿富汗/
修 修 [xiu1] /to decorate/to repair/a way of doing what takes many words to say/to repair/
not an entry
一二三四五六七 一二三四五六七 [x] /too long/
`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"山羊": {"goat"}, "渡轮": {"ferry"}, "修": {"decorate", "repair"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("words (-want +got):\n%s", d)
	}
}
