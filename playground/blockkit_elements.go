package playground

import (
	"html/template"
	"slices"
	"strings"
)

// A pressable is one thing that somebody can press or choose; the page sends its ids and value to /playground/api/action.
type pressable struct {
	Kind, ActionID, BlockID string
	Text                    template.HTML
	Label                   string // for screen readers, where the text is not enough
	Value, Style, URL       string
	Placeholder             string
	Options                 []choice
	Chosen                  string
	Many                    bool // of a text: several lines
	Confirm                 map[string]any
}

type choice struct {
	Text, Value, URL string
	Chosen           bool
}

func (a *artist) elements(list []any, blockID string) []template.HTML {
	drawn := make([]template.HTML, 0, len(list))
	for _, v := range list {
		e, _ := v.(map[string]any)
		drawn = append(drawn, a.element(e, blockID))
	}
	return drawn
}

// element draws one interactive element, or an image beside a text.
func (a *artist) element(e map[string]any, blockID string) template.HTML {
	kind := str(e, "type")
	p := pressable{
		Kind: kind, ActionID: str(e, "action_id"), BlockID: blockID, Text: a.text(object1(e, "text")), Label: str(e, "accessibility_label"), Value: str(e, "value"),
		Style: str(e, "style"), URL: safeURL(str(e, "url")), Placeholder: str(object1(e, "placeholder"), "text"), Confirm: confirmation(object1(e, "confirm")),
	}
	switch kind {
	case "image":
		return a.partial("image", a.image(e, "bk-thumb"))
	case "button", "icon_button", "workflow_button":
		return a.partial("button", p)
	case "feedback_buttons":
		return a.feedback(e, p)
	case "overflow":
		p.Options = choices(e)
		return a.partial("overflow", p)
	case "plain_text_input", "email_text_input", "url_text_input", "number_input":
		p.Kind = map[string]string{"plain_text_input": "text", "email_text_input": "email", "url_text_input": "url", "number_input": "number"}[kind]
		p.Chosen, p.Many = str(e, "initial_value"), e["multiline"] == true
		return a.partial("text_input", p)
	case "static_select":
		p.Options = choices(e)
		return a.partial("select", p)
	case "radio_buttons", "checkboxes":
		p.Options = choices(e)
		return a.partial("options", p)
	case "datepicker", "timepicker", "datetimepicker":
		p.Kind = map[string]string{"datepicker": "date", "timepicker": "time", "datetimepicker": "datetime-local"}[kind]
		p.Chosen = str(e, "initial_date") + str(e, "initial_time")
		return a.partial("picker", p)
	}
	return a.partial("undrawn", kind)
}

// feedback is the pair of thumbs.
func (a *artist) feedback(e map[string]any, p pressable) template.HTML {
	var b strings.Builder
	for i, name := range []string{"positive_button", "negative_button"} {
		button := object1(e, name)
		p.Kind = "feedback"
		p.Text, p.Value, p.Label = a.partial([]string{"thumb_up", "thumb_down"}[i], nil), str(button, "value"), str(button, "accessibility_label")
		if p.Label == "" {
			p.Label = str(object1(button, "text"), "text")
		}
		b.WriteString(string(a.partial("button", p)))
	}
	return markup(b.String())
}

func choices(e map[string]any) []choice {
	options := slices.Clone(asList(e["options"]))
	for _, g := range asList(e["option_groups"]) {
		group, _ := g.(map[string]any)
		options = append(options, asList(group["options"])...)
	}
	chosen := []string{str(object1(e, "initial_option"), "value")}
	for _, o := range asList(e["initial_options"]) {
		option, _ := o.(map[string]any)
		chosen = append(chosen, str(option, "value"))
	}
	out := make([]choice, 0, len(options))
	for _, o := range options {
		option, _ := o.(map[string]any)
		value := str(option, "value")
		out = append(out, choice{
			Text: named(entities.Replace(str(object1(option, "text"), "text"))), Value: value, URL: safeURL(str(option, "url")),
			Chosen: value != "" && slices.Contains(chosen, value),
		})
	}
	return out
}

func confirmation(o map[string]any) map[string]any {
	if o == nil {
		return nil
	}
	text := func(name string) string { return named(entities.Replace(str(object1(o, name), "text"))) }
	return map[string]any{"Title": text("title"), "Text": text("text"), "Yes": text("confirm"), "No": text("deny")}
}
