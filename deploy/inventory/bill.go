package main

import "runtime/debug"

// bill is a bill of materials as CycloneDX 1.6 writes it; https://cyclonedx.org/docs/1.6/json/.
type bill struct {
	Format     string      `json:"bomFormat"`
	Spec       string      `json:"specVersion"`
	Version    int         `json:"version"`
	Metadata   metadata    `json:"metadata"`
	Components []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type     string    `json:"type"`
	Ref      string    `json:"bom-ref"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	PURL     string    `json:"purl"`
	Licenses []license `json:"licenses,omitempty"`
}

type license struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

func newBill(info *debug.BuildInfo) *bill {
	b := &bill{Format: "CycloneDX", Spec: "1.6", Version: 1, Components: []component{}}
	url := "pkg:golang/" + info.Main.Path + "@" + info.Main.Version
	b.Metadata.Component = newComponent("application", info.Main.Path, info.Main.Version, url, []string{"Apache-2.0"})
	return b
}

func (b *bill) add(name, version, url string, licenses []string) {
	b.Components = append(b.Components, newComponent("library", name, version, url, licenses))
}

func newComponent(kind, name, version, url string, licenses []string) component {
	c := component{Type: kind, Ref: url, Name: name, Version: version, PURL: url}
	seen := map[string]bool{}
	for _, id := range licenses {
		if !seen[id] {
			seen[id] = true
			var l license
			l.License.ID = id
			c.Licenses = append(c.Licenses, l)
		}
	}
	return c
}
