package playground

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A surface is where blocks are to stand.
type surface string

const (
	inMessage surface = "message"
	inStream  surface = "stream"
	inModal   surface = "modal"
	inHome    surface = "home"
)

// The counts of Slack, as its documentation of blocks gives them.
const (
	maxMessageBlocks   = 50
	maxViewBlocks      = 100
	maxBlockCharacters = 13_200 // of all blocks of a posted message; measured by others, not documented
)

// A problem is one way in which blocks break Slack's rules.
type problem struct {
	Code       string `json:"code"`
	Message    string `json:"message"`
	Pointer    string `json:"pointer"`
	Constraint any    `json:"constraint"`
}

func (p problem) String() string { return p.Message + " [json-pointer:" + p.Pointer + "]" }

func listed(problems []problem) (lines, messages []string) {
	for _, p := range problems {
		lines = append(lines, p.String())
		messages = append(messages, "[ERROR] "+p.String())
	}
	return lines, messages
}

func invalidBlocks(problems []problem) error {
	lines, messages := listed(problems)
	return &apiError{"invalid_blocks", answer{"errors": lines, "response_metadata": answer{"messages": messages}}}
}

// invalidArguments is how the methods of views say it.
func invalidArguments(problems []problem) error {
	_, messages := listed(problems)
	return &apiError{"invalid_arguments", answer{"response_metadata": answer{"messages": messages}}}
}

// invalidDetailed is how blocks.validate says it.
func invalidDetailed(problems []problem) error {
	_, messages := listed(problems)
	return &apiError{"invalid_blocks", answer{"errors": problems, "response_metadata": answer{"messages": messages}}}
}

// A checker walks blocks and collects what is wrong with them.
type checker struct {
	surface  surface
	problems []problem
	ids      map[string]bool // block ids seen
	markdown int             // characters of all markdown blocks
	tables   int
}

func (k *checker) report(at, code, message string, constraint any) {
	const enough = 20
	if len(k.problems) < enough {
		k.problems = append(k.problems, problem{Code: code, Message: message, Pointer: at, Constraint: constraint})
	}
}

// checkBlocks reports what Slack would refuse in the blocks of a message.
func checkBlocks(blocks []any, where surface) []problem {
	k := &checker{surface: where, ids: map[string]bool{}}
	k.blocks("/blocks", blocks, maxMessageBlocks)
	return k.problems
}

func (k *checker) blocks(at string, blocks []any, most int) {
	if len(blocks) > most {
		k.report(at, "too_many_items", fmt.Sprintf("no more than %d items allowed", most), most)
	}
	for i, b := range blocks {
		k.block(at+"/"+strconv.Itoa(i), b)
	}
	if k.markdown > maxMarkdown {
		k.report(at, "too_long", fmt.Sprintf("markdown blocks must be less than %d characters together", maxMarkdown+1), maxMarkdown)
	}
	if k.tables > 1 {
		k.report(at, "only_one_table_allowed", "only one table is allowed", 1)
	}
}

// checkView reports what Slack would refuse in a view.
func checkView(v any) []problem {
	object, ok := v.(map[string]any)
	k := &checker{ids: map[string]bool{}}
	if !ok {
		k.report("/view", "invalid_type", "must be an object", "object")
		return k.problems
	}
	kind, _ := object["type"].(string)
	if k.surface = surface(kind); k.surface != inModal && k.surface != inHome {
		k.report("/view/type", "unsupported_type", "unsupported type: "+kind, []string{"modal", "home"})
		return k.problems
	}
	k.object("/view", object, viewShape(kind))
	blocks, _ := object["blocks"].([]any)
	k.blocks("/view/blocks", blocks, maxViewBlocks)
	hasInput := slices.ContainsFunc(blocks, func(b any) bool { o, _ := b.(map[string]any); return o["type"] == "input" })
	if hasInput && kind == "modal" && object["submit"] == nil {
		k.report("/view", "missing_field", "missing required field: submit (a view with input blocks needs one)", "submit")
	}
	return k.problems
}

func (k *checker) block(at string, v any) {
	object, kind, ok := k.typed(at, v)
	if !ok {
		return
	}
	shape, known := blockShape(kind)
	if !known || !slices.Contains(shape.surfaces, k.surface) {
		k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, nil)
		return
	}
	if id, _ := object["block_id"].(string); id != "" {
		if k.ids[id] {
			k.report(at+"/block_id", "duplicate_block_id", "`block_id` \""+id+"\" already exists", nil)
		}
		k.ids[id] = true
	}
	k.object(at, object, shape)
	k.uniqueActions(at, object)
}

// uniqueActions reports action ids that stand twice in a block.
func (k *checker) uniqueActions(at string, block map[string]any) {
	seen := map[string]bool{}
	for i, e := range asList(block["elements"]) {
		object, _ := e.(map[string]any)
		if id, _ := object["action_id"].(string); id != "" {
			if seen[id] {
				k.report(fmt.Sprintf("%s/elements/%d/action_id", at, i), "duplicate_action_id", "`action_id` \""+id+"\" already exists", nil)
			}
			seen[id] = true
		}
	}
}

func (k *checker) typed(at string, v any) (object map[string]any, kind string, ok bool) {
	object, ok = v.(map[string]any)
	if !ok {
		k.report(at, "invalid_type", "must be an object", "object")
		return nil, "", false
	}
	kind, _ = object["type"].(string)
	if kind == "" {
		k.report(at, "missing_field", "missing required field: type", "type")
		return nil, "", false
	}
	return object, kind, true
}

// object holds an object against its shape.
func (k *checker) object(at string, object map[string]any, s shape) {
	for _, f := range s.fields {
		v, there := object[f.name]
		switch {
		case there && v != nil:
			f.rule(k, at+"/"+f.name, v)
		case f.must:
			k.report(at, "missing_field", "missing required field: "+f.name, f.name)
		}
	}
	if !s.open {
		for _, name := range slices.Sorted(maps.Keys(object)) {
			if !slices.ContainsFunc(s.fields, func(f field) bool { return f.name == name }) {
				k.report(at, "invalid_additional_property", "invalid additional property: "+name, nil)
			}
		}
	}
	if s.also != nil {
		s.also(k, at, object)
	}
}

// A rule looks at one value.
type rule func(k *checker, at string, v any)

func characters(least, most int) rule {
	return func(k *checker, at string, v any) {
		s, ok := v.(string)
		n := utf8.RuneCountInString(s)
		switch {
		case !ok:
			k.report(at, "invalid_type", "must be a string", "string")
		case n < least:
			k.report(at, "too_short", fmt.Sprintf("must be more than %d characters", least-1), least)
		case n > most:
			k.report(at, "too_long", fmt.Sprintf("must be less than %d characters", most+1), most)
		}
	}
}

func oneOf(words ...string) rule {
	return func(k *checker, at string, v any) {
		if s, _ := v.(string); !slices.Contains(words, s) {
			k.report(at, "invalid_value", "must be one of: "+strings.Join(words, ", "), words)
		}
	}
}

func yesNo(k *checker, at string, v any) {
	if _, ok := v.(bool); !ok {
		k.report(at, "invalid_type", "must be a boolean", "boolean")
	}
}

func between(least, most int) rule {
	return func(k *checker, at string, v any) {
		n, err := strconv.Atoi(fmt.Sprint(v))
		if _, text := v.(string); text || err != nil || n < least || n > most {
			k.report(at, "invalid_value", fmt.Sprintf("must be a number from %d to %d", least, most), []int{least, most})
		}
	}
}

func anything(*checker, string, any) {}

func listOf(least, most int, each rule) rule {
	return func(k *checker, at string, v any) {
		items, ok := v.([]any)
		switch {
		case !ok:
			k.report(at, "invalid_type", "must be an array", "array")
			return
		case len(items) < least:
			k.report(at, "too_few_items", fmt.Sprintf("no less than %d items allowed", least), least)
		case len(items) > most:
			k.report(at, "too_many_items", fmt.Sprintf("no more than %d items allowed", most), most)
		}
		for i, item := range items {
			each(k, at+"/"+strconv.Itoa(i), item)
		}
	}
}

// textObject wants a text of one of the kinds, of 1 to most characters.
func textObject(most int, kinds ...string) rule {
	return func(k *checker, at string, v any) {
		object, kind, ok := k.typed(at, v)
		if !ok {
			return
		}
		if !slices.Contains(kinds, kind) {
			k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, kinds)
			return
		}
		mark := field{"emoji", false, yesNo}
		if kind == "mrkdwn" {
			mark = field{"verbatim", false, yesNo}
		}
		k.object(at, object, shape{fields: []field{typeField, {"text", true, characters(1, most)}, mark}})
	}
}

// element wants an element of one of the kinds.
func element(kinds ...string) rule {
	return func(k *checker, at string, v any) {
		object, kind, ok := k.typed(at, v)
		if !ok {
			return
		}
		shape, known := elementShape(kind)
		if !known || !slices.Contains(kinds, kind) {
			k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, kinds)
			return
		}
		k.object(at, object, shape)
	}
}

func object(s shape) rule {
	return func(k *checker, at string, v any) {
		o, ok := v.(map[string]any)
		if !ok {
			k.report(at, "invalid_type", "must be an object", "object")
			return
		}
		k.object(at, o, s)
	}
}

func asList(v any) []any {
	items, _ := v.([]any)
	return items
}

// blockCharacters is what Slack seems to count against its limit for all blocks together: all that is written in them.
func blockCharacters(v any) int {
	n := 0
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			n += blockCharacters(item)
		}
	case map[string]any:
		for name, item := range v {
			if !slices.Contains([]string{"type", "block_id", "action_id", "style"}, name) {
				n += blockCharacters(item)
			}
		}
	case string:
		n = utf8.RuneCountInString(v)
	}
	return n
}
