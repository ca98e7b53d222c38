package playground

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxBody is the most that a call may send, in bytes; a view alone may have 250 kB.
const maxBody = 4 << 20

// arguments are those of one call, however they came: query, form, multipart form or JSON.
type arguments struct {
	form url.Values
	json map[string]any
}

func readArguments(w http.ResponseWriter, r *http.Request) (arguments, error) {
	a := arguments{form: url.Values{}, json: map[string]any{}}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return a, fmt.Errorf("read query: %w", err)
	}
	a.form = query
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		if err := r.ParseMultipartForm(maxBody); err != nil {
			return a, fmt.Errorf("read form: %w", err)
		}
		for name, values := range r.MultipartForm.Value {
			a.form[name] = append(values, a.form[name]...)
		}
		return a, nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return a, fmt.Errorf("read body: %w", err)
	}
	if kind == "application/json" {
		if strings.TrimSpace(string(body)) == "" {
			return a, nil
		}
		object, ok := decodeJSON(body).(map[string]any)
		if !ok {
			return a, errInvalidJSON
		}
		a.json = object
		return a, nil
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return a, fmt.Errorf("read form: %w", err)
	}
	for name, values := range form {
		a.form[name] = append(values, a.form[name]...)
	}
	return a, nil
}

// has reports whether an argument was sent, and is not null.
func (a arguments) has(name string) bool {
	if v, ok := a.json[name]; ok {
		return v != nil
	}
	return a.form.Has(name)
}

// str is an argument as text; "" where it is absent.
func (a arguments) str(name string) string {
	switch v := a.json[name].(type) {
	case nil:
		return a.form.Get(name)
	case string:
		return v
	case bool, json.Number:
		return fmt.Sprint(v)
	default:
		data, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return string(data)
	}
}

func (a arguments) flag(name string) bool {
	on, err := strconv.ParseBool(a.str(name))
	return err == nil && on
}

// number is an argument as an integer; absent where it is missing or none.
func (a arguments) number(name string, absent int) int {
	n, err := strconv.Atoi(a.str(name))
	if err != nil {
		return absent
	}
	return n
}

// value is an argument that is JSON: as such in a JSON body, else as text; nil where it is absent, ok is false where it is
// not JSON.
func (a arguments) value(name string) (v any, ok bool) {
	v, inJSON := a.json[name]
	text, isText := v.(string)
	switch {
	case inJSON && !isText:
		return v, true
	case !inJSON:
		text = a.form.Get(name)
	}
	if strings.TrimSpace(text) == "" {
		return nil, true
	}
	if strings.TrimSpace(text) == "null" {
		return nil, true
	}
	v = decodeJSON([]byte(text))
	return v, v != nil
}

// list is an argument of several texts: a JSON array, an array as text, repeated, or with commas.
func (a arguments) list(name string) []string {
	if values := a.form[name]; len(values) > 1 {
		return values
	}
	v, _ := a.value(name)
	if items, ok := v.([]any); ok {
		out := make([]string, 0, len(items))
		for _, item := range items {
			out = append(out, fmt.Sprint(item))
		}
		return out
	}
	if text := a.str(name); text != "" {
		return strings.Split(text, ",")
	}
	return nil
}

// shown is what the journal keeps of a call's arguments: no token, nothing endless.
func (a arguments) shown() map[string]any {
	out := map[string]any{}
	for name := range a.form {
		out[name] = shorten(a.form.Get(name))
	}
	for name, v := range a.json {
		if text, ok := v.(string); ok {
			v = shorten(text)
		} else {
			v = shorten(a.str(name))
		}
		out[name] = v
	}
	delete(out, "token")
	delete(out, "action_token")
	return out
}

func shorten(s string) string {
	const most = 4000
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
