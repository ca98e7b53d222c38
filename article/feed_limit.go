package article

import (
	"bytes"
	"slices"
	"strings"
)

// firstEntries ends a feed in XML behind so many entries, or behind the last whole one where the feed was cut, and counts those
// that are left out: a parser takes kilobytes and microseconds for each. Other bytes come back as they are.
func firstEntries(feed []byte, most int, wasCut bool) (kept []byte, beyond int) {
	var open []string // root and channel, where the entries are inside of it
	found, end := 0, len(feed)
	for at := 0; ; {
		name, from, next := nextTag(feed, at)
		if name == "" {
			break
		}
		at = next
		switch local := name[strings.IndexByte(name, ':')+1:]; {
		case local == "item" || local == "entry":
			if found++; found == most+1 || wasCut && found <= most {
				end = from
			}
		case found == 0 && local == "/channel" && len(open) == 2:
			open = open[:1]
		case found == 0 && (len(open) == 0 || len(open) == 1 && local == "channel"):
			open = append(open, name)
		}
	}
	if found <= most && !wasCut || found == 0 {
		return feed, 0
	}
	kept = append([]byte{}, feed[:end]...)
	for _, name := range slices.Backward(open) {
		kept = append(kept, "</"+name+">"...)
	}
	return kept, max(0, found-most)
}

// nextTag finds the next tag that is no comment, instruction or part of quoted text: its name, with the slash of an end, where it
// begins and where to look on.
func nextTag(feed []byte, at int) (name string, from, next int) {
	for {
		i := bytes.IndexByte(feed[at:], '<')
		if i < 0 {
			return "", len(feed), len(feed)
		}
		from = at + i
		rest := feed[from+1:]
		switch {
		case bytes.HasPrefix(rest, []byte("![CDATA[")):
			at = behind(feed, from, "]]>")
		case bytes.HasPrefix(rest, []byte("!--")):
			at = behind(feed, from, "-->")
		case len(rest) > 0 && (rest[0] == '!' || rest[0] == '?'):
			at = behind(feed, from, ">")
		default:
			length := bytes.IndexAny(rest[:min(len(rest), longestName)], " \t\r\n/>")
			if length == 0 { // of an end
				length = 1 + max(0, bytes.IndexAny(rest[1:min(len(rest), longestName)], " \t\r\n>"))
			}
			if length > 0 {
				return string(rest[:length]), from, from + length
			}
			at = from + 1
		}
	}
}

// longestName bounds what is a name of an element, in bytes.
const longestName = 64

func behind(feed []byte, from int, end string) int {
	if i := bytes.Index(feed[from:], []byte(end)); i >= 0 {
		return from + i + len(end)
	}
	return len(feed)
}
