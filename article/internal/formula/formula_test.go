package formula_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/formula"
)

// A formula in a row says what it says in layers.
func TestMathML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a power", `<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>`, "E = mc²"},
		{"a power of ten", `<mn>1.33</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>4</mn></mrow></msup>`, "1.33 × 10⁻⁴"},
		{"a hyphen for a minus", `<msup><mn>10</mn><mrow><mo>-</mo><mn>12</mn></mrow></msup>`, "10⁻¹²"},
		{"a power that is no number", `<msup><mi>e</mi><mrow><mi>k</mi><mi>t</mi></mrow></msup><msup><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>`, "e^(kt)x^(n + 1)"},
		{"a fraction", `<mi>d</mi><mo>=</mo><mfrac><mi>w</mi><mrow><mi>l</mi><mo>+</mo><mi>b</mi></mrow></mfrac>`, "d = w/(l + b)"},
		{"what is below is one", `<mfrac><mrow><mi>a</mi><mi>b</mi></mrow><mrow><mi>l</mi><mi>b</mi></mrow></mfrac>`, "ab/(lb)"},
		{"a factor behind a fraction", `<mfrac><mn>2</mn><mn>9</mn></mfrac><mi>g</mi><msup><mi>r</mi><mn>2</mn></msup>`, "(2/9)gr²"},
		{"a name behind a fraction", `<mfrac><mn>1</mn><mn>2</mn></mfrac><mi>sin</mi><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>+</mo><mi>y</mi>`, "(1/2) sin x = 1/2 + y"},
		{"a number and a fraction", `<mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>`, "3 1/2"},
		{"an index", `<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi><mo>,</mo><msub><mi>x</mi><mi>i</mi></msub><msub><mi>a</mi><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow></msub>`, "H₂O, x_i a_(i, j)"},
		{"index and power", `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`, "x₁²"},
		{"a root", `<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt><mo>+</mo><mroot><mn>8</mn><mn>3</mn></mroot>`, "√(a + b) + ³√8"},
		{"a sum", `<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>`, "∑_(i = 1)^n i"},
		{"functions", `<mi>sin</mi><mo>\u2061</mo><mi>x</mi><mo>+</mo><mn>2</mn><mi>log</mi><mn>3</mn>`, "sin x + 2 log 3"},
		{"words", `<mi>v</mi><mo>=</mo><mn>9</mn><mtext> km per hour</mtext>`, "v = 9 km per hour"},
		{"a sign before", `<mo>−</mo><mi>x</mi><mo>=</mo><mo>−</mo><mn>4</mn>`, "−x = −4"},
		{"accents", `<mover accent="true"><mi>x</mi><mo>¯</mo></mover>`, "x̄"},
		{"fences", `<mfenced open="[" close=")"><mn>0</mn><mn>1</mn></mfenced>`, "[0, 1)"},
		{"a matrix", `<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo>`, "(1, 2; 3, 4)"},
		{"a power of brackets", `<mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><msup><mo>)</mo><mn>2</mn></msup></mrow>`, "(a + b)²"},
		{"degrees", `<msup><mn>90</mn><mo>∘</mo></msup>`, "90°"},
		{"what it is in LaTeX, said once", `<semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics>`, "x"},
		{"isotopes", `<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>`, "₆¹⁴C"},
		{"nothing but its description", ``, "x over y"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source := strings.ReplaceAll(tt.in, `\u2061`, "\u2061")
			if got, ok := formula.MathML(math(t, `<math alttext="x over y">`+source+`</math>`)); got != tt.want || !ok {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func math(t *testing.T, source string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Math {
			return n
		}
	}
	t.Fatal("no math")
	return nil
}

func TestFormulasThatAreNone(t *testing.T) {
	for _, source := range []string{"<math></math>", "<math><mtext>" + strings.Repeat("a", formula.Longest+1) + "</mtext></math>"} {
		if got, ok := formula.MathML(math(t, source)); ok {
			t.Errorf("%.40q is %q", source, got)
		}
	}
}

// Office's formulas read as those of pages do.
func TestOMML(t *testing.T) {
	r := func(s string) string { return "<m:r><m:t>" + s + "</m:t></m:r>" }
	e := func(s string) string { return "<m:e>" + s + "</m:e>" }
	tests := []struct{ name, in, want string }{
		{"a power", r("E=m") + "<m:sSup>" + e(r("c")) + "<m:sup>" + r("2") + "</m:sup></m:sSup>", "E = mc²"},
		{"a power of ten", r("1.33×") + "<m:sSup><m:sSupPr><m:ctrlPr/></m:sSupPr>" + e(r("10")) + "<m:sup>" + r("-4") + "</m:sup></m:sSup>", "1.33 × 10⁻⁴"},
		{"a fraction", "<m:f><m:num>" + r("a+b") + "</m:num><m:den>" + r("2") + "</m:den></m:f>", "(a + b)/2"},
		{"a root", `<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>` + e(r("x")) + "</m:rad>", "√x"},
		{"a sum", `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>` + r("i=1") + "</m:sub><m:sup>" + r("n") + "</m:sup>" + e(r("i")) + "</m:nary>", "∑_(i = 1)^n i"},
		{"an integral by default", `<m:nary><m:sub>` + r("0") + "</m:sub><m:sup>" + r("1") + "</m:sup>" + e(r("x")) + "</m:nary>", "∫₀¹ x"},
		{"brackets", `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>` + e(r("a")) + e(r("b")) + "</m:d>", "[a, b]"},
		{"brackets by default", "<m:sSup>" + e("<m:d>"+e(r("a+b"))+"</m:d>") + "<m:sup>" + r("2") + "</m:sup></m:sSup>", "(a + b)²"},
		{"a function", "<m:func><m:fName>" + r("sin") + "</m:fName>" + e(r("x")) + "</m:func>", "sin x"},
		{"an accent", `<m:acc><m:accPr><m:chr m:val="̂"/></m:accPr>` + e(r("x")) + "</m:acc>", "x̂"},
		{"a bar", "<m:bar>" + e(r("x")) + "</m:bar>", "x̄"},
		{"a matrix", "<m:d>" + e("<m:m><m:mr>"+e(r("1"))+e(r("2"))+"</m:mr><m:mr>"+e(r("3"))+e(r("4"))+"</m:mr></m:m>") + "</m:d>", "(1, 2; 3, 4)"},
		{"a limit", "<m:func><m:fName><m:limLow>" + e(r("lim")) + "<m:lim>" + r("x→0") + "</m:lim></m:limLow></m:fName>" + e(r("f")) + "</m:func>", "lim_(x → 0) f"},
		{"below each other", "<m:eqArr>" + e(r("a=1")) + e(r("b=2")) + "</m:eqArr>", "a = 1; b = 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := xml.NewDecoder(strings.NewReader("<m:oMath>" + tt.in + "</m:oMath>"))
			token, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := formula.OMML(d, token.(xml.StartElement))
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}
