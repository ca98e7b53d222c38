package article_test

import (
	"strings"
	"testing"
)

// A program is read by its lines, however its page makes them, without the numbers in the margin.
func TestListings(t *testing.T) {
	const want = "def tide(hour):\n    if hour < 6:\n        return \"low\"\n    return \"high\""
	lines := strings.Split(want, "\n")
	each := func(before, after string) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(before + strings.NewReplacer("<", "&lt;", `"`, "&quot;").Replace(l) + after)
		}
		return b.String()
	}
	numbered := strings.ReplaceAll(each(`<span class="lineno">N </span>`, "\n"), "N", "7")
	tests := []struct{ name, inside string }{
		{"line feeds", "<pre>" + each("", "\n") + "</pre>"},
		{"elements called lines", "<pre><code>" + each(`<span class="code-line">`, "</span>") + "</code></pre>"},
		{"elements called lines, with line feeds", "<pre><code>" + each(`<span class="line">`, "</span>\n") + "</code></pre>"},
		{"elements shown as blocks", "<pre><code>" + each(`<span style="display: block">`, "</span>") + "</code></pre>"},
		{"elements that are all alike", "<pre><code>" + each(`<span class="x7f">`, "</span>") + "</code></pre>"},
		{"a code element each", "<pre>" + each("<code>", "</code>") + "</pre>"},
		{"divs", "<pre><code>" + each("<div>", "</div>") + "</code></pre>"},
		{"items", "<pre><ol>" + each("<li>", "</li>") + "</ol></pre>"},
		{"breaks", "<pre>" + each("", "<br>") + "</pre>"},
		{"an editor, a pre each", `<div>` + each(`<div><pre class="CodeMirror-line">`, "</pre></div>") + "</div>"},
		{"numbers before lines", "<pre>" + numbered + "</pre>"},
		{"numbers in a pre of their own", `<div class="box"><div><pre>1
2
3
4</pre></div><div><pre>` + each("", "\n") + "</pre></div></div>"},
		{"a row each, numbers drawn by style", `<table class="highlight">` + each(`<tr><td class="blob-num" data-line-number="1"></td><td class="blob-code">`, "</td></tr>") + "</table>"},
		{"a row each, with numbers", `<table>` + each(`<tr><td class="hljs-ln-numbers">3</td><td class="hljs-ln-code">`, "</td></tr>") + "</table>"},
		{"one row, numbers and listing", `<table><tr><td><pre>1
2
3
4</pre></td><td><pre>` + each("", "\n") + "</pre></td></tr></table>"},
		{
			"a code element for each part of a line", `<table class="syntaxhighlighter"><tr><td class="gutter"><div>1</div><div>2</div><div>3</div><div>4</div><td class="code"><div class="container"><div class="line number1"><code class="plain">def tide(hour):</code></div>` +
				`<div class="line number2"><code class="spaces">&nbsp;&nbsp;&nbsp;&nbsp;</code><code class="k">if</code> <code class="plain">hour &lt; 6:</code></div><div class="line number3"><code class="spaces">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</code><code class="plain">return "low"</code></div>` +
				`<div class="line number4"><code class="spaces">&nbsp;&nbsp;&nbsp;&nbsp;</code><code class="plain">return "high"</code></div></div></table>`,
		},
		{"numbers in a list behind the lines", "<pre><code>" + each("", "\n") + "</code><ul class=x><li>1</li><li>2</li><li>3</li><li>4</li></ul></pre>"},
		{"lines of an editor, without a pre", `<div class="cm-content">` + each(`<div class="cm-line">`, "</div>") + "</div>"},
		{"spaces that a style keeps", `<div style="font-family:monospace;white-space:pre">` + each("", "\n") + "</div>"},
		{"rows within a pre", `<pre><table>` + each(`<tr><td class="linenos">3</td><td>`, "</td></tr>") + "</table></pre>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const sentence = "<p>The function below says how the water stands in the harbour at a given hour of the day.</p>"
			text := read(t, story(sentence+"<figure>"+tt.inside+"</figure>")).Text
			if !strings.Contains(text, "\n\n"+want+"\n\n") {
				t.Errorf("no %q in %q", want, text)
			}
		})
	}
}

// Tables whose first column is a number stay tables, and words in colours stay in their line.
func TestNoListings(t *testing.T) {
	tests := []struct{ name, inside, want string }{
		{
			"ranks", `<table class="highlight"><tr><td>1<td>Ann Bell<tr><td>2<td>Tom Harrow<tr><td>3<td>Mia Sand</table>`,
			"1 | Ann Bell",
		},
		{"figures in colours", `<pre><span class="token keyword">return</span> <span class="token number">0</span>;` + "\n" + `<span class="hljs-number">42</span></pre>`, "return 0;\n42"},
		{"words of one line", `<pre><span class="k">return</span> <span class="k">not</span> <span class="n">low</span></pre>`, "return not low"},
		{"a pre of figures", "<pre>1\n2\n3</pre><p>These are the heights of the wall in metres, from north to south.</p>", "1\n2\n3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if text := read(t, story(tt.inside)).Text; !strings.Contains(text, tt.want) {
				t.Errorf("no %q in %q", tt.want, text)
			}
		})
	}
}

// Formulas are part of their sentence, once.
func TestFormulasOfPages(t *testing.T) {
	const power = `<math alttext="10^{-4}"><semantics><msup><mn>10</mn><mrow><mo>−</mo><mn>4</mn></mrow></msup><annotation encoding="application/x-tex">10^{-4}</annotation></semantics></math>`
	tests := []struct{ name, inside, want string }{
		{"MathML", power, "of 10⁻⁴ metres"},
		{"KaTeX", `<span class="katex"><span class="katex-mathml">` + power + `</span><span class="katex-html" aria-hidden="true"><span>10−4</span></span></span>`, "of 10⁻⁴ metres"},
		{"MathJax", `<mjx-container class="MathJax"><mjx-math aria-hidden="true"><mjx-mn>10−4</mjx-mn></mjx-math><mjx-assistive-mml>` + power + `</mjx-assistive-mml></mjx-container>`, "of 10⁻⁴ metres"},
		{"MathJax 2", `<span class="MathJax"><nobr aria-hidden="true">10−4</nobr><span class="MJX_Assistive_MathML">` + power + `</span></span><script type="math/tex">10^{-4}</script>`, "of 10⁻⁴ metres"},
		{"hidden, beside its picture", `<span class="mwe-math-element"><span style="display: none">` + power + `</span><img class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\displaystyle 10^{-4}}"></span>`, "of 10⁻⁴ metres"},
		{"a picture with its LaTeX", `<img src="f.png" class="latex" alt="10^{-4}">`, "of 10^{-4} metres"},
		{"LaTeX that a script draws", `<script type="math/tex">10^{-4}</script>`, "of 10^{-4} metres"},
		{"a class that only has the word", `<span class="math-page">10 <b>and a half</b> ` + power + ` that nobody has counted, nor will anybody, says the keeper of the harbour, who has it from his father</span>`, "10 and a half 10⁻⁴ that nobody"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := read(t, story("<p>The error of the tide gauge is one of "+tt.inside+" metres, and nobody has ever seen it.</p>")).Text
			if !strings.Contains(text, tt.want) || strings.Count(text, "⁻⁴")+strings.Count(text, "{-4}") > 1 {
				t.Errorf("no %q, or not once, in %q", tt.want, text)
			}
		})
	}
}
