package article_test

import (
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/article/articletest"
)

func TestFeeds(t *testing.T) {
	answers := []answer{
		{name: "RSS", link: "news.example/rss", body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Bay News</title>
<item><title>The last boat</title><link>/boat</link><description>It &lt;b&gt;left&lt;/b&gt;.</description><pubDate>Wed, 01 May 2024 08:00:00 GMT</pubDate></item>
<item><title>The bridge</title><link>https://news.example/bridge</link><description>It opens.</description></item></channel></rss>`},
		{name: "Atom", link: "news.example/atom", body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay News</title>
<entry><title>The last boat</title><link href="/boat"/><summary>It left.</summary><published>2024-05-01T08:00:00Z</published></entry>
<entry><title>The bridge</title><link href="https://news.example/bridge"/><summary>It opens.</summary></entry></feed>`},
		{name: "JSON", link: "news.example/json", body: `{"version":"https://jsonfeed.org/version/1.1","title":"Bay News","items":[
{"id":"1","title":"The last boat","url":"http://news.example/boat","summary":"It left.","date_published":"2024-05-01T08:00:00Z"},
{"id":"2","title":"The bridge","url":"https://news.example/bridge","summary":"It opens."}]}`},
	}
	r, port := town(t, answers)
	for _, a := range answers {
		t.Run(a.name, func(t *testing.T) {
			feed, err := r.ReadFeed(t.Context(), linkTo(a, port), article.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range feed.Entries {
				got = append(got, strings.ReplaceAll(e.Link, port, "")+" "+e.Title+": "+e.Summary)
			}
			want := []string{"http://news.example/boat The last boat: It left.", "https://news.example/bridge The bridge: It opens."}
			if diff := cmp.Diff(want, got); diff != "" || feed.Title != "Bay News" || feed.Entries[0].Published.Year() != 2024 {
				t.Errorf("feed %q of %v; entries (-want +got):\n%s", feed.Title, feed.Entries[0].Published, diff)
			}
			reading, err := r.ReadLink(t.Context(), linkTo(a, port), article.Options{})
			if err != nil || reading.Document.Kind != article.Feed || len(reading.Document.Links) != 2 {
				t.Errorf("as a document: %+v, %v", reading.Document, err)
			}
		})
	}
}

func TestSignposts(t *testing.T) {
	story := answer{link: "news.example/story", body: longStory("")}
	r, port := town(t, []answer{story})
	for _, link := range []string{
		"http://www.google.com" + port + "/url?q=http://news.example" + port + "/story&sa=U",
		"http://www.google.com" + port + "/amp/news.example" + port + "/story",
		"http://news-example.cdn.ampproject.org" + port + "/c/news.example" + port + "/story",
		"http://l.facebook.com" + port + "/l.php?u=http%3A%2F%2Fnews.example" + strings.Replace(port, ":", "%3A", 1) + "%2Fstory",
	} {
		reading, err := r.ReadLink(t.Context(), link, article.Options{})
		if err != nil || reading.Document.FinalURL != linkTo(story, port) || article.CacheKey(link) != linkTo(story, port) {
			t.Errorf("%s: %v; its key is %s", link, err, article.CacheKey(link))
		}
	}
}

// Most encrypted files only forbid printing: they open for everybody.
func TestEncryptedPDFThatOpens(t *testing.T) {
	r := pdfReader(t)
	const padding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"
	owner := ciphered([]byte(padding), 5, padding)
	key := []byte(padding + owner + "\xfc\xff\xff\xff" + "\x00\x00") // ISO 32000-1, 7.6.3.3: password, O, P of -4, first ID
	sum := md5.Sum(key)
	file := sum[:5]
	p := articletest.NewPDF()
	p.Stream(4, "", ciphered(append(file[:5:5], 4, 0, 0, 0, 0), 10, "BT /F1 11 Tf 50 700 Td (The ferry left the old harbour at noon with a crew of four people.) Tj ET"))
	p.Page(5, 4, "")
	p.Pages(1, 5)
	data := p.Bytes(fmt.Sprintf("/ID [<0000><0000>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%x> /U <%x> >>", owner, ciphered(key, 5, padding)))
	reading, err := r.ReadSource(t.Context(), article.Source{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := reading.Document.Text, "The ferry left the old harbour at noon with a crew of four people."; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

// ciphered is text under RC4 with the first bytes of a hash as its key.
func ciphered(secret []byte, length int, text string) string {
	sum := md5.Sum(secret)
	c, err := rc4.NewCipher(sum[:length])
	if err != nil {
		panic(err) // the length is a good one
	}
	out := make([]byte, len(text))
	c.XORKeyStream(out, []byte(text))
	return string(out)
}

// A feed is read by its bytes, whatever it says of them.
func TestFeedsByTheirBytes(t *testing.T) {
	const rss = `<rss version="2.0"><channel><title>Hafen</title><item><title>T</title><pubDate>Mon, 25 Jun 18 11:41 GMT</pubDate><description>`
	german, chinese := "Die Fähre zwischen den Inseln fährt für fünf Euro.", "渡轮从周一起每天开四班，成人票价九十元，岛上居民可以打电话预订座位。"
	latin, err := charmap.ISO8859_1.NewEncoder().String(german)
	if err != nil {
		t.Fatal(err)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ label, bytes, want string }{
		"a true label":           {"ISO-8859-1", latin, german},
		"UTF-8 under another":    {"ISO-8859-1", german, german},
		"GBK that says UTF-8":    {"utf-8", gbk, chinese},
		"a label in single ones": {"utf-8' standalone='yes", german, german},
	} {
		t.Run(name, func(t *testing.T) {
			feed := "<?xml version='1.0' encoding='" + tt.label + "'?>" + rss + tt.bytes + "</description></item></channel></rss>"
			d := read(t, article.Source{URL: "https://a.example/feed.xml", ContentType: "application/rss+xml", Data: []byte(feed)})
			if !strings.Contains(d.Text, tt.want) {
				t.Errorf("no %q in %q", tt.want, d.Text)
			}
			if d.Published != "2018-06-25T11:41:00Z" {
				t.Errorf("published %q", d.Published)
			}
		})
	}
}
