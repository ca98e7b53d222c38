package model

import "strings"

const (
	thinkOpen  = "<think>"
	thinkClose = "</think>"
	fenceClose = "\n```"

	longestFence = 64 // bytes of the line that opens a fence
)

// cleaner takes off what some models put around an answer: a byte order mark, a block of reasoning before it and a code
// fence. It works piece by piece and holds back only what may still turn out to be one of these. The zero cleaner is
// ready.
type cleaner struct {
	held   string
	state  cleanState
	fenced bool
}

type cleanState int

const (
	cleanStart cleanState = iota // nothing of the answer was seen
	cleanThink                   // inside <think>
	cleanBody
	cleanAfter // after the fence around the answer was closed
)

// write takes a piece and returns what of the answer is certain. Restart says that all that was returned before was
// reasoning: templates that open the block in the prompt send only its end.
func (c *cleaner) write(piece string) (out string, restart bool) {
	c.held += piece
	for {
		switch c.state {
		case cleanStart:
			if !c.start() {
				return out, restart
			}
		case cleanThink:
			_, after, found := strings.Cut(c.held, thinkClose)
			if !found {
				c.held = c.held[len(c.held)-tail(c.held, thinkClose):]
				return out, restart
			}
			c.held, c.state = after, cleanStart
		case cleanBody:
			if i := strings.LastIndex(c.held, thinkClose); i >= 0 {
				c.held, c.state, c.fenced = c.held[i+len(thinkClose):], cleanStart, false
				out, restart = "", true
				continue
			}
			return out + c.body(), restart
		case cleanAfter:
			c.held = ""
			return out, restart
		}
	}
}

// start looks at the beginning of an answer; false: more is needed to decide.
func (c *cleaner) start() bool {
	c.held = strings.TrimLeft(c.held, "\uFEFF \t\r\n")
	switch {
	case strings.HasPrefix(c.held, thinkOpen):
		c.held, c.state = c.held[len(thinkOpen):], cleanThink
	case strings.HasPrefix(c.held, "```"):
		_, after, found := strings.Cut(c.held, "\n")
		switch {
		case found:
			c.held, c.state, c.fenced = after, cleanBody, true
		case len(c.held) > longestFence:
			c.state = cleanBody
		default:
			return false
		}
	case strings.HasPrefix(thinkOpen, c.held) || strings.HasPrefix("```", c.held):
		return false
	default:
		c.state = cleanBody
	}
	return true
}

// body returns what is certain of the answer itself.
func (c *cleaner) body() string {
	if c.fenced {
		if before, _, found := strings.Cut(c.held, fenceClose); found {
			c.held, c.state = "", cleanAfter
			return before
		}
	}
	keep := tail(c.held, thinkClose)
	if c.fenced {
		keep = max(keep, tail(c.held, fenceClose))
	}
	out := c.held[:len(c.held)-keep]
	c.held = c.held[len(out):]
	return out
}

// tail is how many bytes at the end of s may be the beginning of mark.
func tail(s, mark string) int {
	for n := min(len(mark)-1, len(s)); n > 0; n-- {
		if strings.HasSuffix(s, mark[:n]) {
			return n
		}
	}
	return 0
}

// rest is what was held back, once nothing more comes.
func (c *cleaner) rest() string {
	held := c.held
	c.held = ""
	if c.state == cleanThink || c.state == cleanAfter || (c.state == cleanStart && strings.HasPrefix(held, "```")) {
		return ""
	}
	return held
}
