package pinyin

import (
	"strings"
	"sync"
)

// surnameTable has the surnames borne by most people, with the sound that each has as a surname.
const surnameTable = `
王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 黄 huang 赵 zhao 吴 wu 周 zhou 徐 xu 孙 sun 马 ma 朱 zhu 胡 hu 郭 guo 何 he 林 lin 高 gao
罗 luo 郑 zheng 梁 liang 谢 xie 宋 song 唐 tang 许 xu 韩 han 邓 deng 冯 feng 曹 cao 彭 peng 曾 zeng 肖 xiao 萧 xiao 田 tian 董 dong 潘 pan
袁 yuan 蔡 cai 蒋 jiang 余 yu 于 yu 杜 du 叶 ye 程 cheng 魏 wei 苏 su 吕 lü 丁 ding 任 ren 卢 lu 姚 yao 沈 shen 钟 zhong 姜 jiang 崔 cui
谭 tan 陆 lu 范 fan 汪 wang 廖 liao 石 shi 金 jin 韦 wei 贾 jia 夏 xia 付 fu 傅 fu 方 fang 邹 zou 熊 xiong 白 bai 孟 meng 秦 qin 邱 qiu
侯 hou 江 jiang 尹 yin 薛 xue 闫 yan 阎 yan 段 duan 雷 lei 龙 long 黎 li 史 shi 陶 tao 贺 he 毛 mao 郝 hao 顾 gu 龚 gong 邵 shao 万 wan
覃 _ 武 wu 钱 qian 戴 dai 严 yan 莫 mo 孔 kong 向 xiang 常 chang 汤 tang 康 kang 易 yi 乔 qiao 文 wen 赖 lai 樊 fan 殷 yin 施 shi 庞 pang
梅 mei 洪 hong 翟 zhai 安 an 倪 ni 颜 yan 牛 niu 温 wen 季 ji 俞 yu 章 zhang 鲁 lu 葛 ge 伍 wu 申 shen 尤 you 毕 bi 聂 nie 焦 jiao 柳 liu
邢 xing 岳 yue 齐 qi 庄 zhuang 涂 tu 祝 zhu 霍 huo 关 guan 费 fei 纪 ji 项 xiang 辛 xin 左 zuo 路 lu 凌 ling 盛 sheng 童 tong 欧 ou 甘 gan
单 shan 解 xie 仇 qiu 查 zha 区 ou 宁 ning 曲 qu 车 che 应 ying 柏 bai 卞 bian 卜 bu 鲍 bao 饶 rao 房 fang 阮 ruan 裴 pei 苗 miao 麦 mai
欧阳 ouyang 司马 sima 上官 shangguan 诸葛 zhuge 皇甫 huangfu 令狐 linghu 公孙 gongsun 慕容 murong 夏侯 xiahou 长孙 zhangsun 尉迟 yuchi
司徒 situ 端木 duanmu 东方 dongfang 独孤 dugu 南宫 nangong 轩辕 xuanyuan 宇文 yuwen
兰 lan 蓝 lan 柯 ke 骆 luo 成 cheng 靳 jin 管 guan 喻 yu 简 jian 窦 dou 米 mi 谷 gu 翁 weng 耿 geng 邬 wu 游 you 冉 ran 詹 zhan 蒲 pu 屈 qu 敖 ao
戚 qi 佟 tong 褚 chu 巩 gong 岑 cen 沙 sha 华 hua 符 fu 尚 shang 祁 qi 芦 lu
包 bao 柴 chai 滕 teng 艾 ai 穆 mu 古 gu 卓 zhuo 缪 miao 娄 lou 宫 gong 景 jing 冷 leng 晏 yan 席 xi 隋 sui 宗 zong 瞿 qu 桂 gui 苟 gou 闵 min 臧 zang 边 bian
姬 ji 栾 luan 丘 qiu 刁 diao 寇 kou 荣 rong 郎 lang 桑 sang 丛 cong 甄 zhen 虞 yu 佘 she 苑 yuan 迟 chi 邝 kuang 鞠 ju 匡 kuang 荆 jing 冀 ji 胥 xu 栗 li 燕 yan
楚 chu 鄢 yan 奚 xi 粟 su 冼 xian 蔺 lin 闻 wen 厉 li 仝 tong 阚 kan 雍 yong 璩 qu`

var surnames = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	fields := strings.Fields(surnameTable)
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i+1] != "_" { // read in more than one way
			table[fields[i]] = fields[i+1]
		}
	}
	return table
})

// givenSounds are characters with several sounds that have one in given names.
var givenSounds = map[rune]string{'鑫': "xin", '莉': "li", '莎': "sha", '娜': "na", '瞳': "tong"}

// foreign are characters that write the sounds of foreign names and are rare in Chinese given names: 马斯克 is no Ma Sike.
const foreign = "斯克尔特姆顿普洛诺夫塞伊蒂戈图卡莫迪萨奇肯森默巴布拉基格瓦贝佩索"
