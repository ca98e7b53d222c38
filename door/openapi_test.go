package door_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/summarize"
)

// schema is as much of JSON Schema as the description uses for answers.
type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Enum       []string
	Required   []string
	Properties map[string]schema
	Items      *schema
	AnyOf      []schema
}

func schemas(t *testing.T) map[string]schema {
	t.Helper()
	data, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Components.Schemas
}

// TestAnswersAreDescribed walks answers beside their schemas: every key that is there is described, and every key that is
// described is there.
func TestAnswersAreDescribed(t *testing.T) {
	all := schemas(t)
	var compare func(where string, s schema, v any)
	compare = func(where string, s schema, v any) {
		if s.Ref != "" {
			s = all[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
		}
		if len(s.AnyOf) > 0 { // or null
			if v != nil {
				compare(where, s.AnyOf[0], v)
			}
			return
		}
		switch v := v.(type) {
		case map[string]any:
			for name, value := range v {
				described, ok := s.Properties[name]
				if !ok {
					t.Errorf("%s.%s is not described", where, name)
					continue
				}
				compare(where+"."+name, described, value)
			}
			for name := range s.Properties {
				if _, ok := v[name]; !ok || !slices.Contains(s.Required, name) {
					t.Errorf("%s.%s is described, and there: %t, required: %t", where, name, ok, slices.Contains(s.Required, name))
				}
			}
		case []any:
			for i, item := range v {
				compare(fmt.Sprintf("%s[%d]", where, i), *s.Items, item)
			}
		case string:
			if len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
				t.Errorf("%s is %q, none of %q", where, v, s.Enum)
			}
		}
	}
	url := listen(t, open(t, nil))
	for _, tt := range []struct{ path, body, schema string }{
		{"summaries", `{"text":%q}`, "Reply"},
		{"answers", `{"text":%q,"question":"What does the work cost?"}`, "Reply"},
		{"answers", `{"text":%q,"question":"How many inhabitants does Tokyo have?"}`, "Reply"},
		{"checks", `{"text":%q,"statements":"The work costs 46 million pounds. It begins in March."}`, "Check"},
		{"checks", `{"text":%q,"statements":"…"}`, "Error"},
	} {
		_, answer := post(t, url+"/v1/"+tt.path, "Bearer "+key, fmt.Sprintf(tt.body, harbour))
		compare(tt.path, all[tt.schema], answer)
	}
	_, read, _ := call(t, ways(t, open(t, nil))["http"], "read", map[string]any{"text": harbour})
	compare("read", all["ReadDocument"], read)
}

// TestDescribedValuesAreOurs compares the lists of values with those of the code.
func TestDescribedValuesAreOurs(t *testing.T) {
	all := schemas(t)
	for _, tt := range []struct {
		name      string
		described []string
		ours      string
	}{
		{"styles", all["Style"].Enum, fmt.Sprint(summarize.Styles)},
		{"reasons", all["LeftOut"].Properties["reason"].Enum, fmt.Sprint(summarize.Reasons)},
		{"verdicts", all["Check"].Properties["statements"].Items.Properties["verdict"].Enum, fmt.Sprint([]summarize.Verdict{
			summarize.Supported, summarize.Contradicted, summarize.NotStated, summarize.Unchecked,
		})},
		{"unanswered", all["Reply"].Properties["unanswered"].Enum, fmt.Sprint([]summarize.Unanswered{
			summarize.Answered, summarize.NotInText, summarize.NotInReadPart, summarize.Unproven, summarize.OtherLanguage, summarize.NoMatch,
		})},
		{"notes", all["Reply"].Properties["notes"].Items.Enum, fmt.Sprint(summarize.Notes)},
		{"confidence", all["Claim"].Properties["confidence"].Enum, fmt.Sprint([]summarize.Confidence{summarize.Verified, summarize.Weak})},
	} {
		if got := fmt.Sprint(tt.described); got != tt.ours {
			t.Errorf("%s are described as %s, and are %s", tt.name, got, tt.ours)
		}
	}
}

func TestDescriptionNeedsNoKey(t *testing.T) {
	url := listen(t, open(t, nil)) + "/v1/openapi.json"
	for method, want := range map[string]int{http.MethodGet: 200, http.MethodDelete: 405} {
		req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		status, answer := send(t, req)
		if status != want || want == 200 && answer["openapi"] != "3.1.0" {
			t.Errorf("%s: %d, want %d: %v", method, status, want, answer)
		}
	}
}
