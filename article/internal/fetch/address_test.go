package fetch

import "testing"

func TestKey(t *testing.T) {
	tests := [][2]string{
		{"HTTP://News.Example:80/a?utm_source=x&b=2&fbclid=1&a=1#part", "http://news.example/a?b=2&a=1"},
		{"https://news.example:443/", "https://news.example/"},
		{"https://news.example:80/", "https://news.example:80/"},
		{"http://[::1]:80/", "http://[::1]/"},
		{"https://news.example", "https://news.example/"},
		{"https://news.example/a?&&b=%2F+x&", "https://news.example/a?b=%2F+x"},
		{"https://news.example/a%2Fb?", "https://news.example/a%2Fb"},
		{"https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=a&chksm=b&scene=27#wechat_redirect", "https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=a"},
		{"https://news.example/s?scene=27", "https://news.example/s?scene=27"},
		{"https://www.google.com/url?q=https://a.example/x&sa=D", "https://a.example/x"},
		{"https://docs.google.com/document/d/1234567890123456/edit#heading=h.1", "https://docs.google.com/document/d/1234567890123456/edit"},
		{"not a link", "not a link"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Key(tt[0]); got != tt[1] {
			t.Errorf("Key(%s) = %s, want %s", tt[0], got, tt[1])
		}
	}
}

func TestResolve(t *testing.T) {
	const id = "1aBcDeFgHiJkLmNoPqRs"
	tests := [][2]string{
		{" https://news.example/x ", "https://news.example/x"},
		{"https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.example%2Fx%3Fy%3D1", "https://a.example/x?y=1"},
		{"https://google.co.uk/url?q=https://www.google.com/amp/s/a.example/x", "https://a.example/x"},
		{"https://google.evil.example/url?q=https://a.example/x", "https://google.evil.example/url?q=https://a.example/x"},
		{"https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"},
		{"https://www.google.com/amp/s/a.example/x%20y", "https://a.example/x%20y"},
		{"https://www.google.com/amp/a.example/x", "http://a.example/x"},
		{"https://www.google.com/amp/about", "https://www.google.com/amp/about"},
		{"https://a-example.cdn.ampproject.org/c/s/a.example/x?y=1", "https://a.example/x?y=1"},
		{"https://a-example.cdn.ampproject.org/v/s/a.example/x", "https://a.example/x"},
		{"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=1", "https://a.example/x"},
		{"https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F", "https://a.example/"},
		{"https://link.zhihu.com/?target=https%3A//a.example/x", "https://a.example/x"},
		{"https://l.facebook.com/help", "https://l.facebook.com/help"},
		{"https://docs.google.com/document/d/" + id + "/edit?usp=sharing", "https://docs.google.com/document/d/" + id + "/export?format=docx"},
		{"https://docs.google.com/document/u/0/d/" + id, "https://docs.google.com/document/d/" + id + "/export?format=docx"},
		{"https://docs.google.com/spreadsheets/d/" + id + "/edit#gid=7", "https://docs.google.com/spreadsheets/d/" + id + "/export?format=csv&gid=7"},
		{"https://docs.google.com/spreadsheets/d/" + id + "/", "https://docs.google.com/spreadsheets/d/" + id + "/export?format=csv"},
		{"https://docs.google.com/presentation/d/" + id + "/edit", "https://docs.google.com/presentation/d/" + id + "/export/pptx"},
		{"https://docs.google.com/document/d/e/2PACX-" + id + "/pub", "https://docs.google.com/document/d/e/2PACX-" + id + "/pub"},
		{"https://docs.google.com/document/d/" + id + "/export?format=txt", "https://docs.google.com/document/d/" + id + "/export?format=txt"},
		{"http://[half", "http://[half"},
	}
	for _, tt := range tests {
		if got := Resolve(tt[0]); got != tt[1] {
			t.Errorf("Resolve(%s) = %s, want %s", tt[0], got, tt[1])
		}
	}
}

func TestFinalURL(t *testing.T) {
	const doc = "https://docs.google.com/document/d/1234567890123456/edit"
	tests := []struct{ name, final, link, want string }{
		{"a fragment is kept", "https://a.example/y", "https://a.example/x#part", "https://a.example/y#part"},
		{"unless the server gave another", "https://a.example/y#there", "https://a.example/x#part", "https://a.example/y#there"},
		{"a document behind its export", "https://doc-0s-docs.googleusercontent.com/export/x", doc, doc},
		{"a sign-in page is no document", "https://accounts.google.com/v3/signin/identifier", doc, "https://accounts.google.com/v3/signin/identifier"},
	}
	for _, tt := range tests {
		if got := finalURL(tt.final, tt.link); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

//fuzz:covers address.go unwrap.go company.go
func FuzzKey(f *testing.F) {
	f.Add("https://www.google.com/url?q=https://a.example/x")
	f.Add("http://[::1]:80/?utm_a&b")
	f.Add("//://0")
	f.Add(" ")
	f.Add("https://a.cdn.ampproject.org/c/s/b.cdn.ampproject.org/c/s/c.example/")
	f.Fuzz(func(t *testing.T, link string) {
		key := Key(link)
		if unwrap(key) == key && Key(key) != key {
			t.Errorf("Key(%q) = %q, and of that %q", link, key, Key(key))
		}
		if to := Resolve(link); unwrap(to) == to && Resolve(to) != to {
			t.Errorf("Resolve(%q) = %q, and of that %q", link, to, Resolve(to))
		}
		_, _ = Company(link)
	})
}
