package extractive_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/extractive"
)

// TestGenres: what a summary must hold, and what not, by the kind of text.
func TestGenres(t *testing.T) {
	tests := []struct {
		name, lang, text string
		want, not        []string
	}{
		{
			"a letter asks before it chats", "en", `
Hi Tom,

I hope you had a lovely weekend and that the garden is coming on.
We walked along the pier on Sunday and the weather in the harbour was glorious.

The harbour office needs the signed contract for the crane by Friday.
Please send the contract for the harbour crane to Ruth before she leaves.

My regards to your family, and do say hello to the children.

Best regards,
Ann Bodley
`,
			[]string{"needs the signed contract"},
			[]string{"Hi Tom", "Ann Bodley", "Best regards"},
		},
		{
			"the head of a mail is none of it", "en", `
From: Ann Bodley <ann@harbour.example>

To: Tom Brandt <tom@harbour.example>

Subject: The contract for the harbour crane

Received date: Mon, 7 Feb 2022 16:31:09 +0000

The harbour office has received the contract for the crane and thanks the council for it.
The crane of the harbour office will be delivered in the second week of March.
The office needs a permit for the crane before it is put up.
`,
			[]string{"will be delivered"},
			[]string{"Subject", "@", "16:31"},
		},
		{
			"a live page is more than its last entry, and times are no words", "en", `
10:45 The harbour of Port Ellery is closed to all ships until further notice, the harbour master says.

10:30 A crane has fallen on the quay of the harbour and blocks the road to the ferry.

10:15 Passengers of the ferry wait in the hall of the harbour, where tea is served.

10:00 The wind over the harbour reaches 120 kilometres an hour, more than in any March before.

09:45 Good morning from the quay.
`,
			[]string{"The harbour of Port Ellery is closed", "quay of the harbour"},
			[]string{"10:", "Good morning"},
		},
		{
			"an interview is in its answers", "en", `
Ruth Adeyemi has steered the ferry Marigold across the bay for twenty-two years.

What will you do when the ferry stops?

I will train the pilots of Port Rowan, because the harbour needs people who know the bay and its winds.

Do you miss the passengers already?

The passengers moved to the bridge years ago, and since then the ferry has lost money on every crossing.

Who decides on the ship?

The council gives the ship to the museum in Aldness, where children may stand at the wheel of the ferry.
`,
			[]string{"ferry"},
			[]string{"?"},
		},
		{
			"the desk of a live page is not what happens", "en", `
12:40 The bridge over the Orra is closed to lorries because two of its cables have snapped in the frost.

12:10 I am taking over from Jo for the rest of the day, so do write to us about the bridge over the Orra.

11:50 Engineers expect the repair of the two cables to take until the end of February.

11:15 Buses over the bridge turn round at the toll house and passengers walk across.

10:30 Good morning and welcome to our live coverage of the bridge and the frost.
`,
			[]string{"two of its cables have snapped", "until the end of February"},
			[]string{"taking over", "welcome to our live"},
		},
		{
			"a page to be looked up in is in its rules rather than its steps", "en", `
# Lockers

A locker keeps a parcel for you at the station for up to five days, and only you can open it with the code that we send.
It costs nothing for members.

# Opening a locker

1. Go to the locker at the station with the code.

2. Type the code of the locker on the screen, and wait until the screen shows it.

3. Take the parcel out of the locker.

# When a parcel stays

A parcel that stays in the locker for more than five days goes back to the sender, and the sender pays for the way.
Members get a message two days before.

# Size

The largest locker holds a parcel of 60 by 40 by 35 centimetres, and heavier ones than 20 kilograms are not taken.
Ask at the desk for others.
`,
			[]string{"A locker keeps a parcel"},
			[]string{"Type the code", "Take the parcel out"},
		},
		{
			"lines of a list are no sentences", "ja", `
港の市場を歩いて、昼に食べられる店を三軒たずねた。

市場の食堂「みなと」は、朝に揚がった魚を昼の定食で出している。

初訪問の居酒屋。

港の市場の店主の島田忠任。

定食は一人前が九百円で、港で働く人たちが列を作っている。

港町一丁目三番五号 市場二階

市場の店は来年の春に新しい建物へ移る予定だと店主は話している。
`,
			[]string{"市場の"},
			[]string{"初訪問", "島田忠任。", "三番五号"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(texts(extractive.Summarize(context.Background(), document(tt.lang, "", tt.text), extractive.Standard, 3)), "\n")
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("the summary is %q, without %q", got, want)
				}
			}
			for _, not := range tt.not {
				if strings.Contains(got, not) {
					t.Errorf("the summary is %q, with %q", got, not)
				}
			}
		})
	}
}

// TestMeetingsGiveDecisions: in long talk what was decided and who does what comes before what was only talked about.
func TestMeetingsGiveDecisions(t *testing.T) {
	tests := []struct {
		name, lang, label, small string // the talk, a turn a line
		decided                  string
	}{
		{
			"en", "en", "Ann: ", `
The train stood for an hour outside the tunnel this morning and nobody in the carriage knew the reason for it.
My neighbour has bought a dog that barks at the postman, at the cat and at every leaf in the garden.
It has rained since Tuesday and the cellar of my sister smells like an old boat that nobody has aired.
The coffee machine on the second floor is broken again, so people come down here with their cups.
The roof of the ferry museum lets the rain in, and the old posters of the harbour are getting wet.
I saw a film on Saturday about a lighthouse keeper who paints whales on the walls of his kitchen.
The children sang in the church on Sunday and the youngest of them fell asleep in the second song.
Somebody told me that the bakery in the station sells the best rolls of the whole town these days.
The museum had twice as many visitors in spring as last year, most of them schools from the valley.
My bicycle was stolen and then brought back with a new bell, which I still do not understand at all.
The view from the new bridge is splendid in the evening when the lamps are lit along the water.
My uncle grows pumpkins so heavy that two men carry one of them to the show in September.
The dentist played the same song on the radio twice while the drill was running in my mouth.
They have painted the tram green and white, and half of the passengers waited for the old red one.
A swan walked over the crossing at noon and the bus driver got out to hold up the cars.
The soup in the canteen tasted of nothing, and the cook said that the salt had been stolen.
My daughter learns the trumpet, which the people on the floor above have noticed by now.
The clock of the town hall has shown ten past four since the storm in the first week of March.
In the swimming pool they have found a ring with a blue stone that belongs to nobody so far.
Our old teacher walks to the lighthouse and back every morning, with a stick and without a hat.
The market sells strawberries from Spain in February, and they smell of cardboard and of the lorry.
`,
			"So we agreed that Ruth orders new slates for the museum roof by Friday.",
		},
		{
			"zh", "zh", "说话人1：", `
今天早上的火车在隧道外面停了一个小时，车厢里没有人知道是什么缘故，大家都在看手机打发时间。
我的邻居养了一条小狗，见到邮递员要叫，见到猫也要叫，花园里的叶子动一动它还是要叫个不停。
从星期二开始一直在下雨，我姐姐家的地下室闻起来好像一条多年没有人打扫过的旧木船一样。
二楼的咖啡机又坏掉了，所以楼上的同事都端着杯子到我们这一层来排队，走廊里挤满了人。
渡轮博物馆的屋顶漏雨，港口的那些老海报都快要被淋湿了，看着真让人觉得心疼。
星期六我看了一部电影，讲一个守灯塔的老人在自己厨房的墙上画了很多很多条鲸鱼的故事。
星期天孩子们在礼堂里面唱歌，年纪最小的那个唱到第二首的时候就靠在椅子上睡着了。
听人家说车站里面那家面包店的小面包是全城最好吃的，每天早上门口都排着很长的队伍。
博物馆今年春天的参观人数是去年的两倍，多半是从山谷里的各个学校过来的学生和老师。
我的自行车被人偷走以后又给送了回来，还装上了一个新的铃铛，到现在我也没有想明白。
傍晚的时候从新桥上看出去风景特别好，水边的路灯一盏一盏地亮起来，好多人在那里拍照。
我叔叔种出来的南瓜特别重，每年九月送去展览的时候都要两个大男人一起抬才抬得动。
牙医在给我钻牙的时候，收音机里面同一首歌居然连着放了两遍，我一直数着天花板上的格子。
电车刷成了绿白两色，站台上有一半的乘客还在那里等原来那种红颜色的旧电车开过来。
中午有一只天鹅从斑马线上慢慢走过去，公共汽车的司机下车把后面的汽车都拦了下来。
食堂里面的汤一点味道也没有，厨师说他的盐罐子昨天晚上不知道被什么人给拿走了。
我女儿正在学吹小号，住在楼上的那几户人家这几个星期以来大概都已经听得很清楚了。
市政厅的大钟从三月第一个星期的那场暴风雨以来一直停在四点十分，谁也没有去管它。
`,
			"我们决定由林若安负责在周五之前给博物馆的屋顶换上新瓦。",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var talk strings.Builder
			for line := range strings.Lines(strings.TrimSpace(tt.small) + "\n" + tt.decided) {
				talk.WriteString(tt.label + strings.TrimSpace(line) + "\n\n")
			}
			got := texts(extractive.Summarize(context.Background(), document(tt.lang, "", talk.String()), extractive.Standard, 3))
			all := strings.Join(got, "\n")
			if !strings.Contains(all, strings.TrimPrefix(tt.decided, "So ")) {
				t.Errorf("the summary is %q, without %q", all, tt.decided)
			}
		})
	}
}

// TestChatsGiveEachSpeaker: of a chat more than one of those who talk is heard, and long turns make a meeting of it.
func TestChatsGiveEachSpeaker(t *testing.T) {
	tests := []struct{ name, lang, text string }{
		{"en", "en", `
Ann: The engine of the ferry has to be changed in May.
Ann: A new engine for the ferry costs two million pounds.
Ann: The old engine of the ferry goes to the museum.
Bo: Pilots would rather have small electric boats.
Ann: We shall see.
`},
		{"zh", "zh", `
说话人1：万寿菊号渡轮停在南湾的船坞里，发动机必须在夏天之前换掉。
说话人1：渡轮的新发动机要花两百万元，从北港的船厂用卡车运过来。
说话人1：渡轮的旧发动机送到南湾的博物馆，每个星期天开动一次。
说话人2：海湾的领航员更想要两条小电船，每二十分钟开一班。
说话人1：再看吧。
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := document(tt.lang, "", strings.ReplaceAll(strings.TrimSpace(tt.text), "\n", "\n\n"))
			voices := make(map[string]bool)
			for _, p := range extractive.Summarize(context.Background(), doc, extractive.Standard, 2) {
				if p.Speaker != nil {
					voices[p.Speaker.Name] = true
				}
			}
			if len(voices) != 2 {
				t.Errorf("the summary holds the words of %v, want both", voices)
			}
		})
	}
}

// TestLaterSectionsAreCovered: a long text that is no news gives something of more than its opening.
func TestLaterSectionsAreCovered(t *testing.T) {
	var text strings.Builder
	for _, part := range []string{"ferry", "bridge", "museum"} {
		fmt.Fprintf(&text, "# The %s\n", part)
		for i := range 12 {
			fmt.Fprintf(&text, "I have looked at the %s of the harbour for %d years, and you should see how the %s of the harbour has changed.\n", part, i+2, part)
		}
		text.WriteString("\n")
	}
	got := strings.Join(texts(extractive.Summarize(context.Background(), document("en", "", text.String()), extractive.Standard, 3)), "\n")
	for _, part := range []string{"ferry", "bridge", "museum"} {
		if !strings.Contains(got, part) {
			t.Errorf("the summary is %q, with nothing of the section about the %s", got, part)
		}
	}
}

// TestGenresOfPlainText: the same of texts as they are pasted.
func TestGenresOfPlainText(t *testing.T) {
	tests := []struct {
		name, lang, text string
		want, not        []string
	}{
		{
			"what a mail answers is not its own", "en", `
From: Ann Bodley <ann@harbour.example>

Subject: The crane

The crane of the harbour goes to the firm in Aldness, because its price for the crane is the lower one.

Please tell the other firm by Friday, and send Ruth a copy of what you write to it.

Ann Bodley
Harbour office, +44 20 5555 0187

Think of the planet and of the crane of the harbour before you print this mail of the harbour office.

> The firm in Orton has built the crane of the harbour before, and the harbour office knows its people and its crane well.
`,
			[]string{"goes to the firm in Aldness"},
			[]string{"Orton", "planet"},
		},
		{
			"a story that begins with a scene is told by what follows it", "en", `
The kettle is already singing when Ada Moss finds her brother's boots. A cat sleeps there.

She opens the door and looks at the sky. Nothing stirs in the lane below the mill.

The mill at Harrow Bridge is the last in the county that grinds flour by water, and its trust must find 90,000 pounds by May to keep the wheel turning. The county stopped its grant to the mill last year, after the wheel had broken twice. Its flour goes to eleven bakers.

The trust could sell the mill to a brewer who wants the water and would take out the wheel. Its members, most of whom bake, voted against the sale of the mill in March. They asked for a loan.

The bank lends the trust half of the money if the bakers promise to buy flour of the mill for ten years. Nine of the eleven have promised that. The other two are thinking it over.

Outside the cat has woken. Ada Moss gives it some milk.
`,
			[]string{"last in the county"},
			[]string{"kettle", "looks at the sky", "cat"},
		},
		{
			"a meeting is in what it finds and settles, whoever says it", "en", `
[00:02] Mr. Orr: Good morning everybody, can you all hear me?
[00:06] Ann B.: Yes. Morning.
[00:09] Mr. Orr: Lovely. How was the holiday, Ann B.?
[00:12] Ann B.: Too short!
[00:14] Mr. Orr: They always are. So, the roof.
[00:18] Ann B.: The survey found that the roof of the school leaks in eleven places and that the beams below the gutter are rotten.
[00:30] Lee: Oh dear.
[00:31] Ann B.: The caretaker has put buckets under the leaks of the roof, and the top floor smells of wet plaster.
[00:32] Ann B.: Repairing the roof would cost 48,000 euros, and a new roof 110,000 with panels on it.
[00:41] Lee: And how long would the new one last?
[00:44] Ann B.: Sixty years, they say. A repaired roof lasts ten.
[00:49] Mr. Orr: Hm. Right.
[00:52] Lee: The county pays a third of a new roof if the panels are on it by next autumn.
[01:01] Mr. Orr: Then let's agree that we ask three firms for a price for the new roof with panels by the end of March.
[01:12] Lee: Fine with me.
[01:14] Ann B.: Me too. Lee, could you write to the three firms?
[01:17] Lee: Of course. The firm in Orton built the roof of the library, and the librarian is content with its price and its panels.
[01:19] Lee: I'll write to them on Monday. And the pupils of the top floor have to move to the gym in May, because the crane needs the yard.
[01:30] Mr. Orr: Good point. Tell the parents before Easter, please.
[01:35] Ann B.: Will do.
[01:37] Mr. Orr: Anything else? No? Then thank you all and goodbye.
[01:41] Lee: Bye!
`,
			[]string{"ask three firms for a price"},
			[]string{"Good morning", "Will do", "Hm.", "Bye", "[0", "holiday"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := article.FromText("", strings.TrimSpace(tt.text), tt.lang)
			got := strings.Join(texts(extractive.Summarize(context.Background(), doc, extractive.Standard, 3)), "\n")
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("the summary is %q, without %q", got, want)
				}
			}
			for _, not := range tt.not {
				if strings.Contains(got, not) {
					t.Errorf("the summary is %q, with %q", got, not)
				}
			}
		})
	}
}
