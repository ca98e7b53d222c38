package playground

import (
	"crypto/rand"
	"slices"
)

var (
	selects = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	pickers        = []string{"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"}
	actionElements = slices.Concat([]string{"button", "overflow", "workflow_button"}, selects, pickers)
	accessories    = slices.Concat([]string{"image"}, actionElements)
	inputElements  = slices.Concat([]string{"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"}, selects, pickers)
)

func elementOf(fields ...field) shape {
	return shape{fields: append([]field{typeField, idField}, fields...)}
}

// elementShape is what an interactive element, or an image inside a block, may hold.
func elementShape(kind string) (shape, bool) {
	label := textObject(75, plain)
	confirm := field{"confirm", false, object(shape{fields: []field{
		{"title", true, textObject(100, plain)},
		{"text", true, textObject(300, plain, mrkdwn)},
		{"confirm", true, textObject(30, plain)},
		{"deny", true, textObject(30, plain)},
		{"style", false, oneOf("primary", "danger")},
	}})}
	placeholder, focus := field{"placeholder", false, textObject(150, plain)}, field{"focus_on_load", false, yesNo}
	switch kind {
	case "button":
		return elementOf(field{"text", true, label}, field{"url", false, characters(0, 3000)}, field{"value", false, characters(0, 2000)},
			field{"style", false, oneOf("primary", "danger")}, confirm, field{"accessibility_label", false, characters(0, 75)}), true
	case "image":
		s := shape{fields: []field{
			typeField, {"image_url", false, characters(1, 3000)}, {"slack_file", false, anything}, {"alt_text", true, characters(1, 2000)},
		}}
		s.also = needsOne("image_url", "slack_file")
		return s, true
	case "overflow":
		return elementOf(field{"options", true, listOf(1, 5, option(true))}, confirm), true
	case "checkboxes", "radio_buttons":
		return elementOf(field{"options", true, listOf(1, 10, option(false))}, field{"initial_options", false, listOf(1, 10, option(false))},
			field{"initial_option", false, option(false)}, confirm, focus), true
	case "static_select", "multi_static_select":
		group := object(shape{fields: []field{{"label", true, label}, {"options", true, listOf(1, 100, option(false))}}})
		s := elementOf(placeholder, field{"options", false, listOf(1, 100, option(false))}, field{"option_groups", false, listOf(1, 100, group)},
			field{"initial_option", false, option(false)}, field{"initial_options", false, listOf(1, 100, option(false))},
			field{"max_selected_items", false, between(1, 100)}, confirm, focus)
		s.also = needsOne("options", "option_groups")
		return s, true
	case "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input":
		return elementOf(placeholder, focus, field{"initial_value", false, anything}, field{"multiline", false, yesNo}, field{"min_length", false, between(0, 3000)},
			field{"max_length", false, between(1, 3000)}, field{"dispatch_action_config", false, anything}, field{"is_decimal_allowed", false, yesNo},
			field{"min_value", false, anything}, field{"max_value", false, anything}), true
	case "feedback_buttons":
		button := object(shape{fields: []field{
			{"text", true, label}, {"value", true, characters(1, 2000)}, {"accessibility_label", false, characters(0, 75)},
		}})
		return elementOf(field{"positive_button", true, button}, field{"negative_button", true, button}), true
	case "icon_button":
		return elementOf(field{"icon", true, oneOf("trash")}, field{"text", true, label}, field{"value", false, characters(0, 2000)}, confirm,
			field{"visible_to_user_ids", false, listOf(1, 10, characters(1, 255))}, field{"accessibility_label", false, characters(0, 75)}), true
	}
	if slices.Contains(actionElements, kind) || slices.Contains(inputElements, kind) {
		return shape{fields: []field{typeField, idField, placeholder, confirm}, open: true}, true
	}
	return shape{}, false
}

func option(withURL bool) rule {
	fields := []field{{"text", true, textObject(75, plain, mrkdwn)}, {"value", true, characters(1, 75)}, {"description", false, textObject(75, plain, mrkdwn)}}
	if withURL {
		fields = append(fields, field{"url", false, characters(0, 3000)})
	}
	return object(shape{fields: fields})
}

// richPart is one of the four that a rich_text block is made of.
func richPart(k *checker, at string, v any) {
	o, kind, ok := k.typed(at, v)
	if !ok {
		return
	}
	words := listOf(1, 1000, richElement)
	border := field{"border", false, between(0, 1)}
	switch kind {
	case "rich_text_section":
		k.object(at, o, shape{fields: []field{typeField, {"elements", true, words}}})
	case "rich_text_quote":
		k.object(at, o, shape{fields: []field{typeField, {"elements", true, words}, border}})
	case "rich_text_preformatted":
		k.object(at, o, shape{fields: []field{typeField, {"elements", true, listOf(1, 1000, preformatted)}, border, {"language", false, characters(0, 255)}}})
	case "rich_text_list":
		section := func(k *checker, at string, v any) {
			if part, _ := v.(map[string]any); part["type"] != "rich_text_section" {
				k.report(at+"/type", "unsupported_type", "a list holds only rich_text_section", "rich_text_section")
				return
			}
			richPart(k, at, v)
		}
		k.object(at, o, shape{fields: []field{
			typeField,
			{"elements", true, listOf(1, 1000, section)},
			{"style", true, oneOf("bullet", "ordered")},
			{"indent", false, between(0, 8)},
			{"offset", false, between(0, 1_000_000)},
			border,
		}})
	default:
		k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, nil)
	}
}

// richNeeds are the elements of rich text, with what each cannot do without.
var richNeeds = map[string][]string{
	"text": {"text"}, "link": {"url"}, "user": {"user_id"}, "usergroup": {"usergroup_id"}, "channel": {"channel_id"}, "broadcast": {"range"},
	"team": {"team_id"}, "emoji": {"name"}, "date": {"timestamp", "format"}, "color": {"value"}, "file": {"file_id"}, "message_mention": nil,
	"tag": nil, "citation": {"url", "text"}, "canvas": nil, "workflow": nil, "list_record": nil, "salesforce_record": nil, "work_object": nil,
}

func richElement(k *checker, at string, v any) {
	o, kind, ok := k.typed(at, v)
	if !ok {
		return
	}
	needs, known := richNeeds[kind]
	if !known {
		k.report(at+"/type", "unsupported_type", "unsupported type: "+kind, nil)
		return
	}
	fields := []field{typeField, {"style", false, object(shape{fields: []field{
		{"bold", false, yesNo},
		{"italic", false, yesNo},
		{"strike", false, yesNo},
		{"code", false, yesNo},
		{"underline", false, yesNo},
		{"highlight", false, yesNo},
		{"client_highlight", false, yesNo},
		{"unlink", false, yesNo},
	}})}}
	for _, name := range needs {
		rule := rule(anything)
		if name == "text" || name == "url" {
			rule = characters(1, 3000)
			if kind == "text" {
				rule = characters(1, maxText)
			}
		}
		fields = append(fields, field{name, true, rule})
	}
	if kind == "citation" {
		fields = append(fields, field{"details", false, object(shape{open: true, fields: []field{
			{"citation_type", true, oneOf("file", "external", "web", "message", "memory")},
		}})})
	}
	k.object(at, o, shape{fields: fields, open: true})
}

func preformatted(k *checker, at string, v any) {
	o, _ := v.(map[string]any)
	if o["type"] != "text" && o["type"] != "link" {
		k.report(at+"/type", "unsupported_type", "preformatted text holds only text and link", []string{"text", "link"})
		return
	}
	richElement(k, at, v)
}

func newBlockID() string { return rand.Text()[:5] }

// withIDs is a copy of blocks in which each has a block_id and each interactive element an action_id.
func withIDs(blocks []any) []any {
	if len(blocks) == 0 {
		return nil
	}
	copied, _ := cloneJSON(blocks).([]any)
	for _, b := range copied {
		if o, ok := b.(map[string]any); ok {
			if id, _ := o["block_id"].(string); id == "" {
				o["block_id"] = newBlockID()
			}
		}
	}
	eachElement(copied, func(_ string, e map[string]any) bool {
		if id, _ := e["action_id"].(string); id == "" {
			e["action_id"] = newBlockID()
		}
		return false
	})
	return copied
}

// eachElement walks the interactive elements of blocks, those inside other blocks too, until visit says true.
func eachElement(blocks any, visit func(blockID string, element map[string]any) bool) bool {
	for _, b := range asList(blocks) {
		o, _ := b.(map[string]any)
		id, _ := o["block_id"].(string)
		candidates := append(asList(o["elements"]), o["accessory"], o["element"])
		for _, c := range candidates {
			e, _ := c.(map[string]any)
			kind, _ := e["type"].(string)
			if e == nil || !isInteractive(kind) {
				continue
			}
			if visit(id, e) {
				return true
			}
		}
		if eachElement(o["child_blocks"], visit) {
			return true
		}
		for _, row := range asList(o["rows"]) {
			r, _ := row.(map[string]any)
			for _, item := range asList(r["items"]) {
				i, _ := item.(map[string]any)
				if eachElement([]any{i["block"]}, visit) {
					return true
				}
			}
		}
	}
	return false
}

func isInteractive(kind string) bool {
	return slices.Contains(actionElements, kind) || slices.Contains(inputElements, kind) || kind == "feedback_buttons" || kind == "icon_button"
}
