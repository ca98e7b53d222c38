package extract

import "testing"

func TestByline(t *testing.T) {
	const h1 = `<h1>Harbour wall to be raised</h1>`
	site := `<meta property="og:site_name" content="The Ellery Herald">`
	tests := []struct{ name, head, body, want string }{
		{"after by, in a line of its own", "", h1 + `<p>By Maud Finch</p>` + story, "Maud Finch"},
		{"in German", "", h1 + `<p>Von Maud Finch und Jo Pell</p>` + story, "Maud Finch und Jo Pell"},
		{"above the headline", "", `<p>Autor: Maud Finch</p>` + h1 + story, "Maud Finch"},
		{"after the day", "", h1 + `<p>12.01.2026 - Maud Finch</p>` + story, "Maud Finch"},
		{"before the day", "", h1 + `<p>Maud Finch | 12.01.2026</p>` + story, "Maud Finch"},
		{"between the way here and the day", "", `<p>Accueil | Par Maud Finch | 12 janvier 2026</p>` + h1 + story, "Maud Finch"},
		{"without who drew it", "", h1 + `<p>Text von Maud Finch Illustration von Jo Pell</p>` + story, "Maud Finch"},
		{"a sentence that begins like that", "", h1 + `<p>By the way of the quay</p>` + story, ""},
		{"what is declared goes first", `<meta name="author" content="Jo Pell">`, h1 + `<p>By Maud Finch</p>` + story, "Jo Pell"},
		{"who signs rather than the site", site + `<meta name="author" content="The Ellery Herald">`, h1 + `<p>By Maud Finch</p>` + story, "Maud Finch"},
		{"who signs rather than a company", `<meta name="author" content="Quay Web Agency Ltd">`, h1 + `<p>By Maud Finch</p>` + story, "Maud Finch"},
		{"the site among the names", site + `<meta name="author" content="The Ellery Herald, Maud Finch">`, h1 + story, "Maud Finch"},
		{"without an agency's office", `<meta name="author" content="Maud Finch, AP Sports Writer">`, h1 + story, "Maud Finch"},
		{"without an address", `<meta name="author" content="Maud Finch https://herald.example/finch">`, h1 + story, "Maud Finch"},
		{"without what a name has won", "", h1 + `<div class="author">Maud Finch 1,391 2 silver badges 10 bronze badges</div>` + story, "Maud Finch"},
		{"without the number of an editor", `<meta name="author" content="[责任编辑：孔小明 PX209]">`, h1 + story, "孔小明"},
		{"a label in Russian", `<meta name="author" content="Текст: Вера Лодкина">`, h1 + story, "Вера Лодкина"},
		{"who took the picture wrote nothing", `<meta name="author" content="Фото: Вера Лодкина">`, h1 + story, ""},
		{"a template that was not filled in", `<meta name="author" content="name">`, h1 + story, ""},
		{"the author of the text may comment on it", "", h1 + `<span class="author">Maud Finch</span>` + story +
			`<div id="comments"><p><span class="comment-author">Maud Finch</span> Thank you all for the kind words.</p></div>`, "Maud Finch"},
		{"each author in a meta element", `<meta name="citation_author" content="Maud Finch"><meta name="citation_author" content="Jo Pell"><meta name="citation_author" content="Maud Finch">`, h1 + story, "Maud Finch, Jo Pell"},
		{"the terms of libraries first", `<meta name="author" content="Quay CMS"><meta property="dc:creator" content="Maud Finch">`, h1 + story, "Maud Finch"},
		{"a login that is spelled out elsewhere", `<meta name="author" content="maud.finch">`, h1 + `<a rel="author" href="/finch">Maud Finch</a>` + story, "Maud Finch"},
		{"a name rather than a login that is none of its spellings", `<meta name="author" content="maud-f">`, h1 + `<div class="text__author">Jo Pell</div>` + story, "Jo Pell"},
		{"marked up by a class that ends in what it is", "", h1 + `<span class="forum-post-author">Maud Finch</span>` + story, "Maud Finch"},
		{"the name of an author who is described", "", h1 + `<div itemprop="author" itemscope><meta itemprop="name" content="Maud Finch"><a href="/finch">Maud Finch</a> <span>Writer at the harbour since 1998</span></div>` + story, "Maud Finch"},
		{"where it is from is nobody", "", h1 + `<div class="backlink-author">Quelle: Hafenbote</div>` + story, ""},
		{"a login alone", `<meta name="author" content="gull_77">`, h1 + story, "gull_77"},
		{"named elsewhere in the linked data", `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Harbour wall to be raised","author":[{"@id":"#finch"},{"@id":"#pell"}]},` +
			`{"@type":"Person","@id":"#finch","name":"Maud Finch"},{"@type":"Person","@id":"#pell","name":"Jo Pell"}]}</script>`, h1 + story, "Maud Finch, Jo Pell"},
		{"in the lines for those who share the page", `<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Maud Finch">`, h1 + story, "Maud Finch"},
		{"how long the reading takes is nobody", `<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="4 minutes">`, h1 + story, ""},
		{"a Chinese reporter before the text", "", h1 + `<p>新华社北京1月12日电（记者 张晓明、李芳）市政府星期一宣布，港口的防波堤将在春天以前加高一米。</p>` + story, "张晓明、李芳"},
		{"what reporters were told", "", h1 + `<p>港口防波堤将在春天以前加高一米（记者从市政府了解到）。工程将在三月开始。</p>` + story, ""},
		{"a Taiwanese reporter before a bar", "", h1 + `<p>記者陳大明／台北報導 市政府星期一宣布，港口的防波堤將在春天以前加高一公尺。</p>` + story, "陳大明"},
		{"a Japanese reporter beside the place", site, h1 + `<p>【ソウル＝小池和樹】市は月曜日、港の防波堤を春までに一メートル高くすると発表した。</p>` + story, "小池和樹"},
		{"a Japanese reporter behind the text", "", h1 + story + `<p>市は月曜日、港の防波堤を春までに一メートル高くすると発表した。工事は三月に始まる。【松岡大地】</p>`, "松岡大地"},
		{"an agency behind a Japanese text", "", h1 + story + `<p>市は月曜日、港の防波堤を春までに一メートル高くすると発表した。工事は三月に始まる。（共同通信）</p>`, ""},
		{"a Korean reporter before the text", "", h1 + `<p>[서울=뉴스] 김철수 기자 = 시는 월요일에 항구의 방파제를 봄까지 1미터 높이겠다고 발표했다.</p>` + story, "김철수"},
		{"another story's author below the text", "", h1 + story + story + story + story + `<ul><li>By Jo Pell</li></ul>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(t, `<html><head><title>Harbour wall to be raised</title>`+tt.head+`</head><body><main>`+tt.body+`</main></body></html>`).Byline; got != tt.want {
				t.Errorf("byline %q, want %q", got, tt.want)
			}
		})
	}
}
