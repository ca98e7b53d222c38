package playground

import "strings"

// What stands in the inputs of a view: its state, as submissions and the actions of a view carry it.

// fill notes what was typed or chosen; an element that was not touched has its initial value, or null.
func (v *view) fill(values map[string]map[string]any) {
	eachElement(v.content["blocks"], func(block string, e map[string]any) bool {
		id, _ := e["action_id"].(string)
		kind, _ := e["type"].(string)
		if heldIn[kind] == "" || kind == "overflow" { // what is only pressed holds nothing
			return false
		}
		value, given := values[block][id]
		state, _ := v.state[block].(map[string]any)
		if state == nil {
			state = map[string]any{}
			v.state[block] = state
		}
		switch {
		case given:
			state[id] = chosen(e, value)
		case state[id] == nil:
			state[id] = chosen(e, initial(e))
		}
		return false
	})
}

// initial is what an element holds before anybody touches it; nil for nothing.
func initial(e map[string]any) any {
	if option := object1(e, "initial_option"); option != nil {
		return option["value"]
	}
	var several []any
	for _, o := range asList(e["initial_options"]) {
		option, _ := o.(map[string]any)
		several = append(several, option["value"])
	}
	if several != nil {
		return several
	}
	for _, name := range []string{"value", "user", "users", "conversation", "conversations", "channel", "channels", "date", "time", "date_time"} {
		if v := e["initial_"+name]; v != nil {
			return v
		}
	}
	return nil
}

// missing is the label of the first input that is empty and may not be.
func (v *view) missing() string {
	for _, b := range asList(v.content["blocks"]) {
		o, _ := b.(map[string]any)
		e := object1(o, "element")
		if str(o, "type") != "input" || o["optional"] == true || e == nil {
			continue
		}
		block, _ := v.state[str(o, "block_id")].(map[string]any)
		held, _ := block[str(e, "action_id")].(map[string]any)
		if emptyValue(held) {
			return str(object1(o, "label"), "text")
		}
	}
	return ""
}

func emptyValue(held map[string]any) bool {
	for name, v := range held {
		list, isList := v.([]any)
		if name != "type" && v != nil && v != "" && !(isList && len(list) == 0) {
			return false
		}
	}
	return true
}

// heldIn is where the payload of each kind of element has what was typed or chosen.
var heldIn = map[string]string{
	"plain_text_input": "value", "email_text_input": "value", "url_text_input": "value", "number_input": "value",
	"rich_text_input": "rich_text_value", "file_input": "files",
	"static_select": "selected_option", "external_select": "selected_option", "overflow": "selected_option", "radio_buttons": "selected_option",
	"multi_static_select": "selected_options", "multi_external_select": "selected_options", "checkboxes": "selected_options",
	"users_select": "selected_user", "multi_users_select": "selected_users",
	"conversations_select": "selected_conversation", "multi_conversations_select": "selected_conversations",
	"channels_select": "selected_channel", "multi_channels_select": "selected_channels",
	"datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time",
}

// chosen is the value of an input or a choice, in the words of its element; what is empty is null, or a list of nothing.
func chosen(e map[string]any, value any) map[string]any {
	kind, _ := e["type"].(string)
	name := heldIn[kind]
	if value == "" {
		value = nil
	}
	switch {
	case name == "":
		name = "value"
	case name == "selected_option":
		value = optionOf(e, value)
	case name == "files" || strings.HasSuffix(name, "s"):
		list := []any{}
		values := asList(value)
		if one, ok := value.(string); ok {
			values = []any{one}
		}
		for _, one := range values {
			if name == "selected_options" {
				one = optionOf(e, one)
			}
			list = append(list, one)
		}
		value = list
	}
	return map[string]any{"type": kind, name: value}
}

// optionOf is the option of an element with a value, as the app wrote it.
func optionOf(e map[string]any, value any) any {
	options := asList(e["options"])
	for _, group := range asList(e["option_groups"]) {
		g, _ := group.(map[string]any)
		options = append(options, asList(g["options"])...)
	}
	for _, o := range options {
		if object, _ := o.(map[string]any); object["value"] == value {
			return o
		}
	}
	return nil
}
