package playground

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// A field is one property of an object of Block Kit.
type field struct {
	name string
	must bool
	rule rule
}

// A shape is what an object of Block Kit may hold.
type shape struct {
	surfaces []surface // of blocks
	fields   []field
	open     bool // further properties are let through
	also     func(k *checker, at string, object map[string]any)
}

var (
	everywhere = []surface{inMessage, inStream, inModal, inHome}
	posted     = []surface{inMessage, inStream}

	typeField  = field{"type", true, characters(1, 255)}
	blockField = field{"block_id", false, characters(0, 255)}
	idField    = field{"action_id", false, characters(0, 255)}
)

const (
	plain  = "plain_text"
	mrkdwn = "mrkdwn"
)

func blockOf(where []surface, fields ...field) shape {
	return shape{surfaces: where, fields: append([]field{typeField, blockField}, fields...)}
}

// blockShape is what a block of a kind may hold; the counts are those of Slack's documentation.
func blockShape(kind string) (shape, bool) {
	switch kind {
	case "section":
		s := blockOf(everywhere, field{"text", false, textObject(3000, plain, mrkdwn)}, field{"fields", false, listOf(1, 10, textObject(2000, plain, mrkdwn))},
			field{"accessory", false, element(accessories...)}, field{"expand", false, yesNo})
		s.also = needsOne("text", "fields")
		return s, true
	case "divider":
		return blockOf(everywhere), true
	case "header":
		return blockOf(everywhere, field{"text", true, textObject(150, plain)}, field{"level", false, between(1, 4)}), true
	case "context":
		return blockOf(everywhere, field{"elements", true, listOf(1, 10, contextElement)}), true
	case "actions":
		return blockOf(everywhere, field{"elements", true, listOf(1, 25, element(actionElements...))}), true
	case "context_actions":
		return blockOf(posted, field{"elements", true, listOf(1, 5, element("feedback_buttons", "icon_button"))}), true
	case "image":
		s := blockOf(everywhere, field{"image_url", false, characters(1, 3000)}, field{"slack_file", false, anything},
			field{"alt_text", true, characters(1, 2000)}, field{"title", false, textObject(2000, plain)})
		s.also = needsOne("image_url", "slack_file")
		return s, true
	case "input":
		return blockOf([]surface{inMessage, inModal, inHome}, field{"label", true, textObject(2000, plain)}, field{"element", true, element(inputElements...)},
			field{"hint", false, textObject(2000, plain)}, field{"optional", false, yesNo}, field{"dispatch_action", false, yesNo}), true
	case "rich_text":
		return blockOf(everywhere, field{"elements", true, listOf(1, 1000, richPart)}), true
	case "markdown":
		s := blockOf(posted, field{"text", true, characters(1, maxMarkdown)})
		s.also = func(k *checker, _ string, o map[string]any) {
			text, _ := o["text"].(string)
			k.markdown += utf8.RuneCountInString(text)
		}
		return s, true
	}
	return newerBlockShape(kind)
}

// newerBlockShape are the blocks that came later; old clients do not draw them.
func newerBlockShape(kind string) (shape, bool) {
	switch kind {
	case "container":
		s := blockOf(posted, field{"title", false, textObject(150, plain)}, field{"rich_text_title", false, nested("rich_text")},
			field{"subtitle", false, textObject(150, plain, mrkdwn)}, field{"child_blocks", true, listOf(1, 10, nested(containerChildren...))},
			field{"width", false, oneOf("narrow", "standard", "wide", "full")}, field{"icon", false, anything}, field{"is_collapsible", false, yesNo},
			field{"default_collapsed", false, yesNo}, field{"has_header_divider", false, yesNo})
		s.also = needsOne("title", "rich_text_title")
		return s, true
	case "layout":
		item := object(shape{fields: []field{{"block", true, layoutBlock}, {"width", false, anything}}})
		row := object(shape{fields: []field{{"items", true, listOf(1, 3, item)}}, open: true})
		return blockOf(posted, field{"label", false, characters(1, 150)}, field{"rows", true, listOf(1, 5, row)},
			field{"fallback", false, listOf(0, maxMessageBlocks, layoutBlock)}), true
	case "table":
		cell := tableCell("raw_text", "rich_text")
		s := blockOf(posted, field{"rows", true, listOf(1, 100, listOf(1, 20, cell))}, field{"column_settings", false, listOf(0, 20, anything)})
		s.also = func(k *checker, _ string, _ map[string]any) { k.tables++ }
		return s, true
	case "data_table":
		cell := tableCell("raw_text", "raw_number", "rich_text")
		return blockOf(posted, field{"caption", true, characters(1, 2000)}, field{"rows", true, listOf(1, 1000, listOf(1, 20, cell))},
			field{"page_size", false, between(1, 100)}, field{"row_header_column_index", false, between(0, 19)}), true
	case "task_card", "plan":
		return shape{surfaces: posted, fields: []field{typeField, {"title", true, characters(1, 250)}}, open: true}, true
	case "card", "carousel":
		return shape{surfaces: []surface{inStream}, fields: []field{typeField}, open: true}, true
	case "alert":
		return blockOf([]surface{inModal}, field{"text", true, textObject(3000, plain, mrkdwn)},
			field{"level", false, oneOf("default", "info", "warning", "error", "success")}), true
	case "video", "file":
		return shape{surfaces: everywhere, fields: []field{typeField}, open: true}, true
	}
	return shape{}, false
}

// containerChildren is the live validator's list as a library's author recorded it; the documents allow rich_text as well.
var containerChildren = []string{
	"divider", "image", "section", "contact_card", "callout", "canvas_table", "actions", "video", "header", "context", "table", "layout",
}

// nested is a block inside another.
func nested(kinds ...string) rule {
	return func(k *checker, at string, v any) {
		_, kind, ok := k.typed(at, v)
		if !ok {
			return
		}
		if slices.Contains(kinds, kind) {
			k.block(at, v)
			return
		}
		k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, kinds)
	}
}

func layoutBlock(k *checker, at string, v any) {
	_, kind, ok := k.typed(at, v)
	switch {
	case !ok:
	case kind == "markdown" || kind == "layout":
		k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, nil)
	default:
		k.block(at, v)
	}
}

func tableCell(kinds ...string) rule {
	rich := nested("rich_text")
	return func(k *checker, at string, v any) {
		o, kind, ok := k.typed(at, v)
		switch {
		case !ok:
		case kind == "rich_text":
			rich(k, at, v)
		default:
			oneOf(kinds...)(k, at+"/type", kind)
			if _, there := o["text"]; !there && kind == "raw_text" {
				k.report(at, "missing_field", "missing required field: text", "text")
			}
		}
	}
}

func needsOne(names ...string) func(*checker, string, map[string]any) {
	return func(k *checker, at string, o map[string]any) {
		for _, name := range names {
			if o[name] != nil {
				return
			}
		}
		k.report(at, "missing_field", fmt.Sprintf("missing required field: %s", names[0]), names)
	}
}

func contextElement(k *checker, at string, v any) {
	o, _ := v.(map[string]any)
	if o["type"] == "image" {
		element("image")(k, at, v)
		return
	}
	textObject(3000, plain, mrkdwn)(k, at, v)
}

func viewShape(kind string) shape {
	fields := []field{
		typeField,
		{"blocks", true, anything},
		{"private_metadata", false, characters(0, 3000)},
		{"callback_id", false, characters(0, 255)},
		{"external_id", false, characters(0, 255)},
	}
	if kind == "modal" {
		fields = append(fields, field{"title", true, textObject(24, plain)}, field{"submit", false, textObject(24, plain)},
			field{"close", false, textObject(24, plain)}, field{"clear_on_close", false, yesNo}, field{"notify_on_close", false, yesNo},
			field{"submit_disabled", false, yesNo})
	} else {
		fields = append(fields, field{"title", false, anything}, field{"submit", false, anything}, field{"close", false, anything},
			field{"clear_on_close", false, yesNo}, field{"notify_on_close", false, yesNo})
	}
	return shape{fields: fields}
}
