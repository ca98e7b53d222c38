package extract

import (
	"strings"
	"unicode"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// Lines of credits tell who did what: "Words: Ann Bo | Photos: Jo Pell", 文＝水野　写真＝田辺. The words for what is
// done are those of the languages that Footnote reads most.
var (
	creditLabel = pattern.Lazy(`(?i)(?:^|[\s|/·,，、(（])(` + writing + `|` + otherWork + `)\s?[:：=＝|｜丨/／]\s*`)
	// reporterSlash finds the reporter before the place or the kind of report, as papers in Taiwan write it.
	reporterSlash = pattern.Lazy(`(?:记者|記者)\s*(\p{Han}{2,4})\s*[／/]|^\p{Han}{2,6}[／/]\s?(\p{Han}{2,4})報導|^(\p{Han}{2,4}(?:[ 　、]\p{Han}{2,4}){0,3})\s(?:採訪|綜合)?報導\s?[／/]`)
	anyLabel      = pattern.Lazy(`\s\p{L}+\s?[:：]`)
	writesIt      = pattern.Lazy(`(?i)^(?:` + writing + `)$`)
)

const (
	writing = `words|text|texte|texto|testo|tekst|story|author|authors|autor|autora|autores|autorin|autorka|autoři|auteur|autore|author name|by|von|haber|yazan|yazar|penulis|reporter|` +
		`текст|автор|автори|авторы|συντάκτης|κείμενο|文|文・|本文|撰文|作者|著者|執筆|筆者|記者|记者|取材・文|文・写真|글|글쓴이|기자명|취재|لेखक|लेखक|كتب|بقلم|الكاتب|نویسنده|מאת|ผู้เขียน|เรื่อง|tác giả|bài`
	otherWork = `photos?|photography|pictures|images?|fotos?|bild|bilder|fotografie|fotografía|fotografia|kamera|camera|video|vídeo|editor|editing|edited by|illustration|illustrations|music|translation|` +
		`фото|видео|редактор|写真|撮影|摄影|攝影|图|圖|编辑|編輯|編集|校对|责编|責編|사진|편집|تصوير|عکس|צילום|ภาพ|ảnh|foto's`
)

// credited is whom a line of credits names as the writer; false for other lines.
func credited(line string) (string, bool) {
	if m := reporterSlash().FindStringSubmatch(line); m != nil {
		return first(m[1:]...), true
	}
	labels := creditLabel().FindAllStringSubmatchIndex(line, 8)
	for i, at := range labels {
		if !writesIt().MatchString(line[at[2]:at[3]]) {
			continue
		}
		end := len(line)
		if i+1 < len(labels) {
			end = labels[i+1][0]
		}
		if next := anyLabel().FindStringIndex(line[at[1]:end]); next != nil {
			end = at[1] + next[0]
		}
		if name := strings.Trim(line[at[1]:end], " \u3000,，、;|·-–—("); name != "" && len(name) <= longestName {
			return name, true
		}
	}
	return "", false
}

// namesInOrder writes the names of a list as people say them, where it has the last name first, as libraries do: "Sato,
// Naomi, Ferrante, Luca".
func namesInOrder(list, key string) string {
	if !strings.HasPrefix(key, "citation_") && !strings.HasPrefix(key, "dc") {
		return list
	}
	parts := strings.Split(list, ", ")
	if len(parts)%2 > 0 {
		return list
	}
	var names []string
	for i := 0; i < len(parts); i += 2 {
		last, given := parts[i], parts[i+1]
		if strings.Contains(last, " ") && strings.Contains(given, " ") || strings.ContainsFunc(last+given, isSign) || !unicode.IsUpper(firstRune(last)) {
			return list
		}
		names = append(names, given+" "+last)
	}
	return strings.Join(names, ", ")
}

// withOthers are the persons of a longer list that begins with a name, as other marks of the page give it.
func (p *page) withOthers(name string, said []string) string {
	best, most := name, len(persons(name))
	for _, raw := range said {
		full := p.people(cleanName(raw))
		if all := persons(full); len(all) > most && strings.HasPrefix(bare(full), bare(name)) && !containsOther(all) {
			best, most = full, len(all)
		}
	}
	return best
}

var betweenPersons = pattern.Lazy(`\s*[,，、;&]\s*|\s+(?:and|und|et|y|e|och|og|en|i|и|та|ve)\s+`)

func persons(list string) []string { return betweenPersons().Split(list, -1) }

// containsOther reports whether one of several is no whole name.
func containsOther(names []string) bool {
	for _, name := range names {
		if !isFullName(name) && !strings.ContainsFunc(name, isSign) {
			return true
		}
	}
	return false
}
