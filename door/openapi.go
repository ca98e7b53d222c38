package door

import (
	_ "embed" // the description
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// description is the OpenAPI file. Requests are checked against its schemas, and the tools of MCP name them for their results.
//
//go:embed openapi.json
var description []byte

// schema is a schema of the description with all that it refers to. That there is one is up to the file: without it the program
// cannot start, and no test passes.
func schema(name string) *jsonschema.Schema {
	var file struct {
		Components struct{ Schemas map[string]*jsonschema.Schema }
	}
	here := strings.ReplaceAll(string(description), "#/components/schemas/", "#/$defs/")
	if err := json.Unmarshal([]byte(here), &file); err != nil {
		panic(fmt.Sprintf("openapi.json: %v", err))
	}
	all := file.Components.Schemas
	found, ok := all[name]
	if !ok {
		panic("openapi.json: no schema " + name)
	}
	root := *found
	root.Defs = map[string]*jsonschema.Schema{}
	collect(&root, all, root.Defs)
	return &root
}

// collect adds what a schema refers to.
func collect(s *jsonschema.Schema, all, into map[string]*jsonschema.Schema) {
	if s == nil {
		return
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok && into[name] == nil {
		into[name] = all[name]
		collect(all[name], all, into)
	}
	collect(s.Items, all, into)
	for _, part := range slices.Concat(s.AnyOf, s.OneOf) {
		collect(part, all, into)
	}
	for _, part := range s.Properties {
		collect(part, all, into)
	}
}

// form is what a request may look like: about a link, or about a text.
type form struct{ link, text *jsonschema.Resolved }

// formOf reads the form from a schema that is one of the two.
func formOf(name string) form {
	both := schema(name)
	resolve := func(s *jsonschema.Schema) *jsonschema.Resolved {
		s.Defs = both.Defs
		resolved, err := s.Resolve(nil)
		if err != nil {
			panic(fmt.Sprintf("openapi.json: %s: %v", name, err))
		}
		return resolved
	}
	return form{link: resolve(both.OneOf[0]), text: resolve(both.OneOf[1])}
}

// check says what of a request is wrong.
func (f form) check(request any) error {
	keys, ok := request.(map[string]any)
	_, link := keys["source"]
	_, text := keys["text"]
	switch {
	case !ok:
		return wrong(badRequest, "The request is no JSON object.")
	case link == text:
		return wrong(badRequest, "Give either source or text.")
	}
	which := f.text
	if link {
		which = f.link
	}
	if err := which.Validate(request); err != nil {
		return wrong(badRequest, "The request is not as /v1/openapi.json has it: %v.", err)
	}
	return nil
}
