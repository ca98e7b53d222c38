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
		{"what is declared goes first", `<meta name="author" content="Jo Pell">`, h1 + `<p>By Maud Finch</p>` + story + `<p>Jo Pell has seen the plans.</p>`, "Jo Pell"},
		{"who signs rather than whom the page shows nowhere", `<meta name="author" content="Jo Pell">`, h1 + `<p>By Maud Finch</p>` + story, "Maud Finch"},
		{"one of several that is shown", `<meta name="author" content="Jo Pell, Ann Bo">`, h1 + `<p>By Ann Bo</p>` + story, "Jo Pell, Ann Bo"},
		{"declared, and shown nowhere", `<meta name="author" content="Jo Pell">`, h1 + story, "Jo Pell"},
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
		{"after the day and by", "", h1 + `<p><small>January 12th, 2026 by maud</small></p>` + story, "maud"},
		{"among other things in a line with the day", "", h1 + `<div><span>12 January 2026</span> · <span>5 min read</span> · <span>Maud Finch</span></div>` + story, "Maud Finch"},
		{"an agency before the name", "", h1 + `<p>ČTK, Radim Vlček | 28. 2. 2026 | aktualizováno 1. 3. 2026</p>` + story, "Radim Vlček"},
		{"the place of a picture beside its day", "", h1 + `<figure><figcaption>Ellery Quay, 12 January 2026. © Maud Finch</figcaption></figure>` + story, ""},
		{"words that are no name elsewhere in the page", "", h1 + `<p>Harbour Council · <span>12 January 2026</span></p>` + story, ""},
		{"a section beside the day", "", `<ul><li><a href="/w">World Today</a></li></ul>` + h1 + `<p><span>World Today</span> <span>12 January 2026</span></p>` + story, ""},
		{"the word by in an element of its own", "", h1 + `<p><span>By</span> <a href="/finch">Maud Finch</a> and <a href="/pell">Jo Pell</a> <span>in Harbours</span></p>` + story, "Maud Finch, Jo Pell"},
		{"what something is made by", "", h1 + `<p>Comments are powered by <a href="/">Commentbox</a></p>` + story, ""},
		{"a sentence with a name after by", "", h1 + `<p>It was first drawn by <a href="/finch">Maud Finch</a> in a letter to the council.</p>` + story, ""},
		{"a line of credits", "", h1 + `<p>Words: Maud Finch | Photos: Jo Pell</p>` + story, "Maud Finch"},
		{"credits in Swedish", "", h1 + `<p>Text: Gunnel Åström Foto: Per Lind</p>` + story, "Gunnel Åström"},
		{"credits in Japanese", "", h1 + `<p>文＝水野ひかる　写真＝田辺亮</p>` + story, "水野ひかる"},
		{"credits in Chinese", "", h1 + `<p>文 | 顾野</p><p>编辑 | 李双</p>` + story, "顾野"},
		{"day and name without white space between", "", h1 + `<div><em class="story__author">di Maud Finch</em><time>15 Gennaio 2026</time></div>` + story, "Maud Finch"},
		{"who took the pictures beside who wrote", "", h1 + `<div class="byline"><a rel="author"><span class="byline__name">Maud Finch</span></a><span>Texto</span> <a rel="author"><span class="byline__name">Jo Pell</span></a><span>Fotografia</span></div>` + story, "Maud Finch"},
		{"who brought it up to date", "", h1 + `<div class="byline"><span class="author">By Maud Finch</span> <span class="author">Updated by Jo Pell</span></div>` + story, "Maud Finch"},
		{"a second author that only the page for sharing names", `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Maud Finch, Jo Pell">` +
			`<script type="application/ld+json">{"@type":"Article","headline":"Harbour wall to be raised","author":{"@type":"Person","name":"Maud Finch"}}</script>`, h1 + story, "Maud Finch, Jo Pell"},
		{
			"an organisation that is given as the author, and who signs", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Ellery Press"}}</script>`,
			h1 + `<p>By Maud Finch</p>` + story, "Maud Finch",
		},
		{"last names first, as libraries write them", `<meta name="citation_author" content="Finch, Maud"><meta name="citation_author" content="Pell, Jo">`, h1 + story, "Maud Finch, Jo Pell"},
		{"a name that begins like a day of the week", "", h1 + story + `<div class="author">THU HẰNG</div>`, "THU HẰNG"},
		{"an office in brackets", `<meta name="author" content="Maud Finch (special correspondent)">`, h1 + story, "Maud Finch"},
		{"in Greek", "", h1 + `<p>Του Στέλιου Μαυρίδη</p>` + story, "Στέλιου Μαυρίδη"},
		{"in Arabic", "", h1 + `<span class="writeBy">كتب سامح الجندي</span>` + story, "سامح الجندي"},
		{"a label behind the text", "", h1 + story + story + `<p class="podpis">Autor: Tomasz Wilk</p>`, "Tomasz Wilk"},
		{"posted by, behind the text", "", h1 + story + story + `<div>Posted by Maud Finch at 11:02 AM in <a href="/w">Water</a></div>`, "Maud Finch"},
		{"at the right margin behind the text", "", h1 + story + `<p style="text-align:right"><strong>Minh Khuê</strong></p>`, "Minh Khuê"},
		{"of whom the last lines tell", "", h1 + story + `<p><em>Maud Finch is a professor of harbours at the University of Ellery, where she has taught for many years.</em></p>`, "Maud Finch"},
		{"marked up as a name beside the time", "", h1 + `<div><a class="header__name">川辺ゆう</a><time datetime="2026-01-12">1月12日</time></div>` + story, "川辺ゆう"},
		{"a Chinese reporter in a line of their own", `<meta property="article:author" content="海港网">`, h1 + `<p>海港晚报记者 陈雨桐</p>` + story, "陈雨桐"},
		{"what the title ends in is who publishes", `<meta name="author" content="海港网">`, h1 + `<p>（记者陈雨桐）市政府星期一宣布，港口的防波堤将在春天以前加高一米。</p>` + story, "陈雨桐"},
		{"a Taiwanese reporter and the kind of report", "", h1 + `<p>聯合報 / 記者簡慧珍／即時報導</p>` + story, "簡慧珍"},
		{"a Taiwanese agency", "", h1 + `<p>（中央社記者魏承恩台北5日電）市政府星期一宣布，港口的防波堤將在春天以前加高一公尺。</p>` + story, "魏承恩"},
		{"a Japanese desk and reporter in a line of their own", "", h1 + story + `<p>（社会部・宮原さつき）</p>`, "宮原さつき"},
		{"two Korean reporters", "", h1 + `<ul><li>기자명 백수현·이로운 기자</li><li>입력 2026.01.12 11:22</li></ul>` + story, "백수현·이로운"},
		{"the author of a recipe", `<script type="application/ld+json">{"@graph":[{"@type":"Recipe","name":"Eel stew","author":{"@type":"Person","name":"Maud Finch"}}]}</script>`, h1 + story, "Maud Finch"},
		{"who asked, behind the text", "", h1 + story + `<div>Propos recueillis par Maud Finch</div>`, "Maud Finch"},
		{"published by, in Spanish, behind the text", "", h1 + story + `<p>Publicado por Maud Finch en 21:14, 9 de julio de 2026</p>`, "Maud Finch"},
		{"a sentence at the end that says by whom", "", h1 + story + `<p>Kept in order by Maud Finch.</p>`, ""},
		{"the Swedish word in an element of its own", "", h1 + `<div><span>Av</span><a href="/finch">Maud Finch</a></div>` + story, "Maud Finch"},
		{"a Chinese credit with an office behind the text", "", h1 + story + `<p>文/本报记者 唐思远</p>`, "唐思远"},
		{"a Taiwanese station", "", h1 + `<p>溫惠雯 林柏宇 報導 / 東岸市</p>` + story, "溫惠雯 林柏宇"},
		{"another story's author below the text", "", h1 + story + story + story + story + `<ul><li>By Jo Pell</li></ul>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(t, `<html><head><title>Harbour wall to be raised - 海港网</title>`+tt.head+`</head><body><main>`+tt.body+`</main></body></html>`).Byline; got != tt.want {
				t.Errorf("byline %q, want %q", got, tt.want)
			}
		})
	}
}
