package verify

// Chinese and Japanese numerals: 三亿五千万, 二〇二四, 十五, 三百五, 上百亿, 数十, 三五十, 五六百, 二十多.

var hanDigits = map[rune]float64{'零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

var smallPowers = map[rune]float64{'十': 10, '百': 100, '千': 1000}

var greatPowers = map[rune]float64{'万': 1e4, '亿': 1e8, '兆': 1e12}

// numeral is a number as it was read: a value, or a range where lo < hi.
type numeral struct {
	lo, hi float64
	vague  float64 // where not 0: several times this, or more than it (数十亿, 上百)
	end    int     // behind it
	digit  bool    // one digit character alone: 一, 三
}

// hanNumeral reads the numeral that begins at i.
func hanNumeral(cs []char, i int) (numeral, bool) {
	if v, end, ok := hanVague(cs, i); ok {
		return numeral{vague: v, lo: v, hi: v, end: end}, true
	}
	if v, end, ok := hanPlaces(cs, i); ok {
		return numeral{lo: v, hi: v, end: end}, true
	}
	if n, ok := hanSpread(cs, i); ok {
		return n, true
	}
	v, end := hanInteger(cs, i)
	if end == i {
		return numeral{}, false
	}
	_, digit := hanDigits[cs[i].r]
	n := numeral{lo: v, hi: v, end: end, digit: digit && end == i+1}
	if tail := cs[end].r; v >= 10 && (tail == '多' || tail == '余' || tail == '几' || tail == '数') {
		n.end++
	}
	return n, true
}

// hanVague reads 数十亿, 几百, 上千万: several or more than the power that follows.
func hanVague(cs []char, i int) (float64, int, bool) {
	switch cs[i].r {
	case '数', '几', '上', '成', '好':
	default:
		return 0, i, false
	}
	i++
	v, end := 1.0, i
	for {
		p := smallPowers[cs[end].r] + greatPowers[cs[end].r]
		if p == 0 {
			break
		}
		v *= p
		end++
	}
	return v, end, end > i
}

// hanPlaces reads digits written place by place (二零二四): at least three, without powers.
func hanPlaces(cs []char, i int) (float64, int, bool) {
	k, value := i, 0.0
	for {
		d, ok := hanDigits[cs[k].r]
		if !ok || cs[k].r == '两' {
			break
		}
		value = value*10 + d
		k++
	}
	return value, k, k-i >= 3 && k-i <= 12 && !isPower(cs[k].r)
}

func isPower(r rune) bool { return smallPowers[r]+greatPowers[r] > 0 }

// hanSpread reads 三五十, 五六百万, and 三五 or 七八 before anything else: from the one to the other.
func hanSpread(cs []char, i int) (numeral, bool) {
	a, b := hanDigits[cs[i].r], hanDigits[cs[i+min(1, len(cs)-1-i)].r]
	if a == 0 || b <= a || b-a > 2 {
		return numeral{}, false
	}
	p, k := 1.0, i+2
	if before(cs, i) == '十' {
		return numeral{}, false
	}
	for isPower(cs[k].r) {
		p *= smallPowers[cs[k].r] + greatPowers[cs[k].r]
		k++
	}
	return numeral{lo: a * p, hi: b * p, end: k}, true
}

func hanInteger(cs []char, i int) (total float64, end int) {
	last := 0.0
	for {
		v, k := hanSection(cs, i)
		p := greatPowers[cs[k].r]
		if p == 0 {
			if k == i+1 && last >= 1e4 && cs[i].r != '零' && !smallIs(cs[i].r) { // 三万五
				v *= last / 10
			}
			return total + v, k
		}
		if k == i {
			if total > 0 {
				return total, i
			}
			v = 1
		}
		for greatPowers[cs[k].r] > 0 {
			last = greatPowers[cs[k].r]
			v *= last
			k++
		}
		total += v
		i = k
	}
}

func smallIs(r rune) bool { return smallPowers[r] > 0 }

// hanSection reads what stands before a great power or at the end: 三千零五十, 十五, 三百五.
func hanSection(cs []char, i int) (value float64, end int) {
	digit, last, zero := -1.0, 0.0, false
	for ; ; i++ {
		r := cs[i].r
		d, isD := hanDigits[r]
		switch p := smallPowers[r]; {
		case isD && d == 0:
			if digit > 0 {
				return value + digit, i
			}
			zero, digit = true, max(digit, 0)
		case isD && digit > 0:
			return value + digit, i
		case isD:
			digit = d
		case p > 0 && (last == 0 || p < last):
			if digit <= 0 {
				digit = 1
			}
			value += digit * p
			digit, last, zero = -1, p, false
		default:
			if digit > 0 && last >= 100 && !zero && !isPower(r) {
				digit *= last / 10
			}
			return value + max(digit, 0), i
		}
	}
}

// notNumerals are words that begin like a number.
var notNumerals = []string{
	"一些", "一样", "一起", "一直", "一定", "一般", "一致", "一旦", "一切", "一下", "一同", "一向", "一贯", "一带", "一方", "一度", "一律", "一共", "一边", "一面",
	"一点", "一番", "一层", "一体", "一部", "一人", "一時", "一时", "一緒", "一帯", "一种", "一个", "一名", "一位", "一家", "一条", "一座",
	"十分", "千万不", "千万别", "万一", "万分", "万能", "万物", "万岁", "万象", "万国", "万历", "万里", "万科", "万达", "千里", "千古", "千叶", "千葉",
	"百度", "百货", "百姓", "百科", "百老汇", "百合", "百慕大", "百済", "百事", "三星", "三明", "三亚", "三菱", "三井", "三角", "三藏", "三国", "三重", "三浦", "三田",
	"四川", "四处", "四周", "四国", "五粮液", "五角大楼", "五十嵐", "六本木", "七喜", "七つ", "八卦", "八幡", "八王子", "九龙", "九州", "上海", "上映", "数学", "数据", "数字", "数值", "几何", "几乎", "成千上万",
}

func isNotNumeral(cs []char, i int) bool {
	for _, w := range notNumerals {
		if hasAt(cs, i, w) {
			return true
		}
	}
	return false
}
