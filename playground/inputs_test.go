package playground_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/footnote-bot/footnote/playground"
)

// inputs are elements of each kind that holds something: where its payload has it, what it is while it is empty, and what somebody
// chooses there.
var inputs = []struct {
	kind, held    string
	empty, choose any
}{
	{"plain_text_input", "value", nil, "typed"},
	{"email_text_input", "value", nil, "ann@a.example"},
	{"url_text_input", "value", nil, "https://a.example"},
	{"number_input", "value", nil, "3"},
	{"static_select", "selected_option", nil, "1"},
	{"multi_static_select", "selected_options", []any{}, []any{"1", "2"}},
	{"radio_buttons", "selected_option", nil, "2"},
	{"checkboxes", "selected_options", []any{}, []any{"2"}},
	{"users_select", "selected_user", nil, annID},
	{"multi_users_select", "selected_users", []any{}, []any{annID}},
	{"conversations_select", "selected_conversation", nil, general},
	{"multi_conversations_select", "selected_conversations", []any{}, []any{general}},
	{"channels_select", "selected_channel", nil, general},
	{"multi_channels_select", "selected_channels", []any{}, []any{general}},
	{"datepicker", "selected_date", nil, "2026-11-30"},
	{"timepicker", "selected_time", nil, "09:00"},
	{"datetimepicker", "selected_date_time", nil, 1_700_000_000.0},
}

// form is a modal with an input of each kind, and a button.
func form(optional bool) string {
	option := func(v string) object {
		return object{"text": object{"type": "plain_text", "text": "option " + v}, "value": v}
	}
	blocks := []any{object{"type": "actions", "block_id": "row", "elements": []any{object{"type": "button", "action_id": "press", "text": object{"type": "plain_text", "text": "Press"}}}}}
	for _, in := range inputs {
		element := object{"type": in.kind, "action_id": "a"}
		switch in.kind {
		case "static_select", "multi_static_select", "radio_buttons", "checkboxes":
			element["options"] = []any{option("1"), option("2")}
		case "number_input":
			element["is_decimal_allowed"] = false
		}
		blocks = append(blocks, object{"type": "input", "block_id": in.kind, "optional": optional, "label": object{"type": "plain_text", "text": in.kind}, "element": element})
	}
	data, err := json.Marshal(object{
		"type": "modal", "title": object{"type": "plain_text", "text": "All"}, "submit": object{"type": "plain_text", "text": "Send"}, "blocks": blocks,
	})
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// openForm opens such a modal for Ann; what the app hears of it comes through the channel.
func (h *house) openForm(optional bool) (id string, heard <-chan map[string]any) {
	h.t.Helper()
	interactions := make(chan map[string]any, 10)
	h.listen(func(r socketmode.Request) (any, bool) {
		var payload map[string]any
		if r.Type == "interactive" && json.Unmarshal(r.Payload, &payload) == nil {
			interactions <- payload
		}
		return nil, true
	})
	h.control(http.MethodPost, "shortcut", object{"user": "ann", "callback_id": "x"})
	trigger, _ := await(h.t, interactions, "the shortcut")["trigger_id"].(string)
	var opened struct{ View slack.View }
	answer := h.call(h.server.BotToken(), "views.open", "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, trigger, form(optional)))
	if view, _ := answer["view"].(map[string]any); view != nil {
		opened.View.ID, _ = view["id"].(string)
	}
	if opened.View.ID == "" {
		h.t.Fatalf("views.open: %v", answer)
	}
	return opened.View.ID, interactions
}

// state is what a payload says of an element's input.
func state(payload map[string]any, block string) map[string]any {
	view, _ := payload["view"].(map[string]any)
	all, _ := view["state"].(map[string]any)
	values, _ := all["values"].(map[string]any)
	held, _ := values[block].(map[string]any)
	element, _ := held["a"].(map[string]any)
	return element
}

// What is sent of a modal names every input: the empty ones with null, or a list of nothing. A press of its buttons says so too.
func TestStateOfAModalIsComplete(t *testing.T) {
	h := open(t, playground.Config{})
	id, heard := h.openForm(true)
	typed := object{}
	for i, in := range inputs {
		if i%2 == 0 {
			typed[in.kind] = object{"a": in.choose}
		}
	}
	h.control(http.MethodPost, "action", object{"user": "ann", "view_id": id, "action_id": "press", "values": typed})
	pressed := await(t, heard, "the press")
	if a := h.control(http.MethodPost, "view", object{"user": "ann", "view_id": id, "values": object{}}); a["ok"] != true {
		t.Fatalf("submit: %v", a)
	}
	for name, payload := range map[string]map[string]any{"the press": pressed, "the submission": await(t, heard, "the submission")} {
		for i, in := range inputs {
			got := state(payload, in.kind)
			if got["type"] != in.kind {
				t.Errorf("%s says nothing of %s: %v", name, in.kind, got)
				continue
			}
			held, there := got[in.held]
			if !there || i%2 == 1 && !cmp.Equal(held, in.empty) || i%2 == 0 && (held == nil || cmp.Equal(held, in.empty)) {
				t.Errorf("%s: %s is %v", name, in.kind, got)
			}
		}
		if view, _ := payload["view"].(map[string]any); view["state"].(map[string]any)["values"].(map[string]any)["row"] != nil {
			t.Errorf("%s: a button has a state", name)
		}
	}
}

// A modal is not sent while any input that has to be filled in is empty, whatever its kind.
func TestEveryEmptyInputIsRefused(t *testing.T) {
	h := open(t, playground.Config{})
	id, heard := h.openForm(false)
	typed := object{}
	for _, in := range inputs {
		a := h.control(http.MethodPost, "view", object{"user": "ann", "view_id": id, "values": typed})
		if a["error"] != "missing_required_input: "+in.kind {
			t.Errorf("with an empty %s: %v", in.kind, a)
		}
		typed[in.kind] = object{"a": in.choose}
	}
	if a := h.control(http.MethodPost, "view", object{"user": "ann", "view_id": id, "values": typed}); a["ok"] != true {
		t.Errorf("with all of them filled in: %v", a)
	}
	if got := await(t, heard, "the submission"); got["type"] != "view_submission" || len(heard) != 0 {
		t.Errorf("heard %v, and %d more", got["type"], len(heard))
	}
}

// Nobody may ask for more than 999 things at once.
func TestPagesHaveALimit(t *testing.T) {
	h := open(t, playground.Config{})
	root := h.say(h.ann, general, "root")
	for method, args := range map[string]string{
		"conversations.history": "channel=" + general, "conversations.replies": "channel=" + general + "&ts=" + root, "conversations.list": "",
		"conversations.members": "channel=" + general, "users.list": "",
	} {
		for limit, want := range map[string]any{"999": nil, "1000": "invalid_limit"} {
			if a := h.call(h.server.BotToken(), method, "application/x-www-form-urlencoded", args+"&limit="+limit); a["error"] != want {
				t.Errorf("%s with limit %s: %v", method, limit, a["error"])
			}
		}
	}
	first := h.call(h.server.BotToken(), "users.list", "application/x-www-form-urlencoded", "limit=4")
	meta, _ := first["response_metadata"].(map[string]any)
	rest := h.call(h.server.BotToken(), "users.list", "application/x-www-form-urlencoded", fmt.Sprintf("limit=4&cursor=%v", meta["next_cursor"]))
	if a, b := first["members"].([]any), rest["members"].([]any); len(a) != 4 || len(b) != 2 || meta["next_cursor"] == "" {
		t.Errorf("people by pages: %d, then %d", len(a), len(b))
	}
}
