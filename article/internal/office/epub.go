package office

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/footnote-bot/footnote/article/internal/charset"
	"github.com/footnote-bot/footnote/article/internal/extract"
	"github.com/footnote-bot/footnote/article/internal/failure"
	"github.com/footnote-bot/footnote/article/internal/ledger"
	"github.com/footnote-bot/footnote/article/internal/markup"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// EPUB reads a book's chapters in the order of its spine. Errors are *failure.Error.
func EPUB(ctx context.Context, data []byte) (*Document, error) {
	a, err := openArchive(ctx, data)
	if err != nil {
		return nil, err
	}
	if locked, err := a.locked(); err != nil || locked {
		if err != nil {
			return nil, err
		}
		return nil, &failure.Error{Kind: failure.Unsupported, Err: errors.New("the book is locked to a reader's account (DRM)")}
	}
	var container struct {
		Root []struct {
			Path string `xml:"full-path,attr"`
			Type string `xml:"media-type,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := a.decode("META-INF/container.xml", &container); err != nil {
		return nil, err
	}
	if len(container.Root) == 0 {
		book := a.packageFile()
		if book == "" {
			return nil, damaged("META-INF/container.xml", errors.New("names no book"))
		}
		return a.book(book)
	}
	root := container.Root[0]
	for _, r := range container.Root { // others are the same book in another form
		if r.Type == packageType {
			root = r
			break
		}
	}
	book := a.chapterFile("", root.Path)
	if book == "" {
		book = cmp.Or(a.packageFile(), root.Path)
	}
	return a.book(book)
}

const packageType = "application/oebps-package+xml"

// packageFile is the file that lists what a book is made of, where the archive does not say which it is: the first by
// its name; else "".
func (a *archive) packageFile() string {
	first := ""
	for name := range a.files {
		if path.Ext(name) == ".opf" && (first == "" || name < first) {
			first = name
		}
	}
	return first
}

// locked reports whether more than fonts is encrypted.
func (a *archive) locked() (bool, error) {
	var list struct {
		Data []struct {
			Ref struct {
				URI string `xml:"URI,attr"`
			} `xml:"CipherData>CipherReference"`
		} `xml:"EncryptedData"`
	}
	if err := a.decode("META-INF/encryption.xml", &list); err != nil {
		return false, err
	}
	for _, d := range list.Data {
		switch strings.ToLower(path.Ext(d.Ref.URI)) {
		case ".xhtml", ".html", ".htm", ".xml", ".opf":
			return true, nil
		}
	}
	return false, nil
}

func (a *archive) book(name string) (*Document, error) {
	var opf struct {
		Title    []string `xml:"metadata>title"`
		Creator  []string `xml:"metadata>creator"`
		Date     []string `xml:"metadata>date"`
		Language []string `xml:"metadata>language"`
		Items    []item   `xml:"manifest>item"`
		Spine    []ref    `xml:"spine>itemref"`
	}
	if _, ok := a.files[name]; !ok {
		return nil, damaged(name, errNoEntry)
	}
	if err := a.decode(name, &opf); err != nil {
		return nil, err
	}
	doc := &Document{Title: first(opf.Title), Author: strings.Join(opf.Creator, ", "), Date: first(opf.Date), Language: first(opf.Language)}
	names := map[string]item{}
	for _, i := range opf.Items {
		names[i.ID] = i
	}
	spine := opf.Spine
	if len(spine) == 0 { // the list of files is in their order, most often
		for _, i := range opf.Items {
			spine = append(spine, ref{i.ID})
		}
	}
	read := map[string]bool{}
	for _, s := range spine {
		i, ok := names[s.ID]
		chapter := a.chapterFile(name, i.Href)
		switch {
		case ok && read[chapter] && chapter != "":
		case ok && i.isText() && chapter != "":
			if err := a.readChapter(doc, chapter, i.isContents()); err != nil {
				return nil, err
			}
			read[chapter] = true
		case ok && strings.HasPrefix(i.Type, "image/"):
			doc.Ledger.Add(ledger.Image, 1)
		case ok && len(opf.Spine) == 0: // styles, fonts
		default:
			doc.Ledger.Add(ledger.UnreadPart, 1)
		}
	}
	return doc.limited(a.seen, a.beyond), nil
}

// item is a file of a book.
type item struct {
	ID         string `xml:"id,attr"`
	Href       string `xml:"href,attr"`
	Type       string `xml:"media-type,attr"`
	Properties string `xml:"properties,attr"`
}

type ref struct {
	ID string `xml:"idref,attr"`
}

func (i item) isContents() bool { return slices.Contains(strings.Fields(i.Properties), "nav") }

// isText goes by the type, or by the name where the type is a wrong one.
func (i item) isText() bool {
	file := i.Href[:strings.IndexAny(i.Href+"#", "?#")]
	switch strings.ToLower(path.Ext(file)) {
	case ".xhtml", ".html", ".htm":
		return true
	}
	return strings.Contains(i.Type, "html") || i.Type == "text/x-oeb1-document" || i.Type == "application/x-dtbook+xml"
}

// chapterFile is the file of the archive that a book of that name means; "" where there is none. Books name parts of files, write slashes
// before names, and know no difference between large and small letters.
func (a *archive) chapterFile(book, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if href == "" {
		return ""
	}
	plain, err := url.PathUnescape(href)
	if err != nil {
		plain = href
	}
	plain = strings.ReplaceAll(plain, `\`, "/")
	bare, _, _ := strings.Cut(plain, "?")
	names := []string{
		path.Join(path.Dir(book), plain), path.Join(path.Dir(book), href), path.Clean(strings.TrimPrefix(plain, "/")), path.Join(path.Dir(book), bare),
	}
	for _, name := range names {
		if _, ok := a.files[name]; ok {
			return name
		}
	}
	for _, name := range names {
		if other, ok := a.folded()[strings.ToLower(name)]; ok {
			return other
		}
	}
	return ""
}

// folded are the names of the archive by their small letters.
func (a *archive) folded() map[string]string {
	if a.byFold == nil {
		a.byFold = make(map[string]string, len(a.files))
		for name := range a.files {
			a.byFold[strings.ToLower(name)] = name
		}
	}
	return a.byFold
}

// readChapter takes the blocks of one XHTML file. Of a list of contents the words are counted.
func (a *archive) readChapter(doc *Document, name string, contents bool) error {
	if doc.Cut {
		return a.skip(name)
	}
	data, err := a.read(name)
	if err != nil {
		return err
	}
	text, _, err := charset.Decode(data, "application/xhtml+xml")
	if err != nil {
		return err
	}
	all := len(text)
	text, cut := markup.CutTags(text, mostTags)
	a.seen, a.beyond = a.seen+int64(len(text)), a.beyond+int64(all-len(text))
	root, err := html.Parse(strings.NewReader(openTags(text)))
	if err != nil {
		return damaged(name, err)
	}
	a.addStyles(root, name)
	doc.Ledger.Add(ledger.Navigation, takePageMarks(root))
	shown := extract.Whole(root)
	if contents {
		for _, b := range shown.Blocks {
			doc.Ledger.AddText(ledger.Navigation, b.Text)
		}
		return nil
	}
	doc.Ledger.AddAll(shown.Ledger)
	for _, b := range shown.Blocks {
		doc.add(b)
	}
	for _, to := range shown.Links {
		if strings.Contains(to, "://") {
			doc.Links = append(doc.Links, to)
		}
	}
	doc.Cut = doc.Cut || cut
	return nil
}

// longestPageMark is how many bytes the number of a page has at most; what is longer is text that was marked by
// mistake.
const longestPageMark = 20

// takePageMarks takes the numbers out that say where the pages of the printed book begin, in the middle of sentences,
// and counts them.
func takePageMarks(root *html.Node) int {
	words := 0
	var marks []*html.Node
	for n := range root.Descendants() {
		for _, at := range n.Attr {
			if at.Key == "epub:type" && slices.Contains(strings.Fields(at.Val), "pagebreak") || at.Key == "role" && at.Val == "doc-pagebreak" {
				marks = append(marks, n)
				break
			}
		}
	}
	for _, n := range marks {
		var text strings.Builder
		for c := range n.Descendants() {
			if c.Type == html.TextNode && text.Len() <= longestPageMark {
				text.WriteString(c.Data)
			}
		}
		if text.Len() > longestPageMark {
			continue
		}
		words += ledger.Words(text.String())
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
		}
	}
	return words
}

// addStyles puts the style sheets that a chapter names into it: they say what is raised, and what is hidden.
func (a *archive) addStyles(root *html.Node, chapter string) {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Link {
			continue
		}
		var rel, href string
		for _, at := range n.Attr {
			switch at.Key {
			case "rel":
				rel = at.Val
			case "href":
				href = at.Val
			}
		}
		if css := a.chapterFile(chapter, href); strings.EqualFold(rel, "stylesheet") && css != "" {
			n.DataAtom, n.Data = atom.Style, "style"
			n.AppendChild(&html.Node{Type: html.TextNode, Data: a.styleSheet(css)})
		}
	}
}

// styleSheet is one of a book, read once; one that cannot be read says nothing.
func (a *archive) styleSheet(name string) string {
	css, known := a.sheets[name]
	if known || len(a.sheets) >= mostSheets {
		return css
	}
	if a.sheets == nil {
		a.sheets = map[string]string{}
	}
	if e, err := a.open(name, maxSheet); err == nil {
		data, err := io.ReadAll(e)
		if err == nil {
			css = strings.ToValidUTF8(string(data), "")
		}
		_ = e.Close()
	}
	a.sheets[name] = css
	return css
}

// The sheets of a book that are read, and the bytes of one.
const (
	mostSheets = 20
	maxSheet   = 256 << 10
)

// mostTags of one chapter are read.
const mostTags = 100_000

// emptyTag is an element of XML that ends where it begins, which HTML takes for one that begins.
var emptyTag = pattern.Lazy(`<([A-Za-z][A-Za-z0-9:-]*)((?:\s[^<>]*)?)/>`)

// openTags writes empty elements as HTML has them, so that an empty title does not swallow its chapter.
func openTags(text string) string {
	return emptyTag().ReplaceAllStringFunc(text, func(tag string) string {
		m := emptyTag().FindStringSubmatch(tag)
		switch strings.ToLower(m[1]) {
		case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
			return tag
		}
		return "<" + m[1] + m[2] + "></" + m[1] + ">"
	})
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return strings.TrimSpace(list[0])
}
