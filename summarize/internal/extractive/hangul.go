package extractive

import "github.com/footnote-bot/footnote/internal/pattern"

// The parts of amounts in Korean, where what is counted is written on to the number, and particles on to that: 284곳에,
// 58억 원이.
const hangulScale = `(?:[십백천만억조]+(?: ?\d[\d,]*[십백천만억조]*)*)`

var (
	// hangulUnit is a unit or classifier behind a number.
	hangulUnit = pattern.Lazy(`^여? ?(퍼센트포인트|퍼센트|프로|제곱킬로미터|제곱미터|세제곱미터|킬로미터|센티미터|밀리미터|미터|킬로그램|그램|헥타르|` +
		`리터|톤|도|달러|유로|엔|위안|파운드|원|시간|개월|주년|주일|주간|분기|년간|년|일간|개국|개소|개사|개|가구|세대|명|인분|인|곳|건|채|동|대|마리|` +
		`권|장|번|회|차례|배|세|살|쌍|그루|병|잔|자루|척|편|쪽|평|군데|가지|종|석|분|초|주|포인트)`)
	// hangulDate is what makes a number a day, a month or an hour: 7월, 10일부터, 오전 9시.
	hangulDate = pattern.Lazy(`^(?:월|일(?:[^간]|$)|시(?:[^간]|$)|년도)`)
)
