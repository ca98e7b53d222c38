package playground

import (
	"maps"
	"slices"
	"strconv"
	"time"
)

var viewMethods = map[string]method{
	"views.open":    {tokens: []tokenKind{botToken}, run: openView},
	"views.push":    {tokens: []tokenKind{botToken}, run: pushView},
	"views.update":  {tokens: []tokenKind{botToken}, run: updateView},
	"views.publish": {tokens: []tokenKind{botToken}, run: publishView},
}

const (
	maxViewBytes = 250_000
	maxModals    = 3 // a stack of views
	triggerLasts = 3 * time.Second
)

// A view is a modal or somebody's home.
type view struct {
	id, root, previous string
	person             *person
	content            map[string]any // as the app sent it
	state              map[string]any // values by block and action
	hash               string
	version            int
}

// A trigger lets the app open one view, soon.
type trigger struct {
	person *person
	made   time.Time
	used   bool
	view   string // the modal that it came from
}

func (w *workspace) newTrigger(p *person, from string) string {
	for id, t := range w.triggers {
		if w.now().Sub(t.made) > time.Minute {
			delete(w.triggers, id)
		}
	}
	id := strconv.FormatInt(w.now().UnixMilli(), 10) + "." + strconv.Itoa(len(w.triggers)) + "." + newID("")
	w.triggers[id] = &trigger{person: p, made: w.now(), view: from}
	return id
}

func (c *call) trigger() (*trigger, error) {
	t := c.ws.triggers[c.str("trigger_id")]
	switch {
	case t == nil:
		return nil, fail("invalid_trigger_id")
	case t.used:
		return nil, fail("exchanged_trigger_id")
	case c.ws.now().Sub(t.made) > triggerLasts:
		return nil, fail("expired_trigger_id")
	}
	return t, nil
}

// content reads and checks the view argument.
func (c *call) content() (map[string]any, error) {
	v, ok := c.value("view")
	content, isObject := v.(map[string]any)
	if !ok || !isObject {
		return nil, fail("invalid_arguments")
	}
	if len(encode(content)) > maxViewBytes {
		return nil, fail("view_too_large")
	}
	if problems := checkView(content); len(problems) > 0 {
		return nil, invalidArguments(problems)
	}
	content = maps.Clone(content)
	blocks, _ := content["blocks"].([]any)
	content["blocks"] = withIDs(blocks)
	return content, nil
}

func (w *workspace) newView(p *person, content map[string]any) *view {
	v := &view{id: newID("V"), person: p, content: content, state: map[string]any{}}
	v.root = v.id
	w.views[v.id] = v
	v.touch(w)
	return v
}

func (v *view) touch(w *workspace) {
	v.version++
	v.hash = strconv.FormatInt(w.now().Unix(), 10) + "." + strconv.Itoa(v.version)
	w.changes.publish(change{Kind: "view", User: v.person.id})
}

func (w *workspace) viewJSON(v *view) map[string]any {
	j := map[string]any{
		"id": v.id, "team_id": teamID, "app_id": appID, "bot_id": botID, "app_installed_team_id": teamID, "hash": v.hash, "root_view_id": v.root,
		"previous_view_id": nil, "state": map[string]any{"values": cloneJSON(v.state)}, "private_metadata": "", "callback_id": "", "external_id": "",
		"title": nil, "submit": nil, "close": nil, "clear_on_close": false, "notify_on_close": false,
	}
	if v.previous != "" {
		j["previous_view_id"] = v.previous
	}
	maps.Copy(j, v.content)
	return j
}

// stack puts a view on top of a person's open ones.
func (w *workspace) stack(v *view) {
	open := w.modals[v.person.id]
	if len(open) > 0 {
		v.root, v.previous = w.views[open[0]].id, open[len(open)-1]
	}
	w.modals[v.person.id] = append(open, v.id)
	w.changes.publish(change{Kind: "view", User: v.person.id})
}

// closeTop takes away the view that a person sees.
func (w *workspace) closeTop(p *person) {
	open := w.modals[p.id]
	if len(open) == 0 {
		return
	}
	delete(w.views, open[len(open)-1])
	w.modals[p.id] = open[:len(open)-1]
	w.changes.publish(change{Kind: "view", User: p.id})
}

func (w *workspace) closeAll(p *person) {
	for len(w.modals[p.id]) > 0 {
		w.closeTop(p)
	}
}

func openView(c *call) (answer, error) {
	t, err := c.trigger()
	if err != nil {
		return nil, err
	}
	content, err := c.content()
	switch {
	case err != nil:
		return nil, err
	case content["type"] != "modal":
		return nil, fail("invalid_arguments")
	}
	t.used = true
	c.ws.closeAll(t.person)
	v := c.ws.newView(t.person, content)
	c.ws.stack(v)
	return answer{"view": c.ws.viewJSON(v)}, nil
}

func pushView(c *call) (answer, error) {
	t, err := c.trigger()
	if err != nil {
		return nil, err
	}
	content, err := c.content()
	switch {
	case err != nil:
		return nil, err
	case content["type"] != "modal" || !slices.Contains(c.ws.modals[t.person.id], t.view):
		return nil, fail("invalid_arguments")
	case len(c.ws.modals[t.person.id]) >= maxModals:
		return nil, fail("push_limit_reached")
	}
	t.used = true
	v := c.ws.newView(t.person, content)
	c.ws.stack(v)
	return answer{"view": c.ws.viewJSON(v)}, nil
}

func updateView(c *call) (answer, error) {
	v := c.ws.views[c.str("view_id")]
	if external := c.str("external_id"); v == nil && external != "" {
		for _, other := range c.ws.views {
			if other.content["external_id"] == external {
				v = other
			}
		}
	}
	if v == nil {
		return nil, fail("not_found")
	}
	content, err := c.content()
	switch {
	case err != nil:
		return nil, err
	case content["type"] != v.content["type"]:
		return nil, fail("invalid_arguments")
	case c.str("hash") != "" && c.str("hash") != v.hash:
		return nil, fail("hash_conflict")
	}
	c.ws.replaceView(v, content)
	return answer{"view": c.ws.viewJSON(v)}, nil
}

// replaceView changes a view; what was typed stays only where block and action keep their ids.
func (w *workspace) replaceView(v *view, content map[string]any) {
	v.content = content
	kept := map[string]any{}
	eachElement(content["blocks"], func(blockID string, element map[string]any) bool {
		id, _ := element["action_id"].(string)
		values, _ := v.state[blockID].(map[string]any)
		if value, ok := values[id]; ok {
			block, _ := kept[blockID].(map[string]any)
			if block == nil {
				block = map[string]any{}
				kept[blockID] = block
			}
			block[id] = value
		}
		return false
	})
	v.state = kept
	v.touch(w)
}

func publishView(c *call) (answer, error) {
	if !c.s.app.home {
		return nil, fail("not_enabled")
	}
	p := c.ws.person(c.str("user_id"))
	if p == nil || p.isBot() {
		return nil, fail("user_not_found")
	}
	content, err := c.content()
	if err != nil {
		return nil, err
	}
	home := c.ws.homes[p.id]
	switch {
	case content["type"] != "home":
		return nil, fail("invalid_arguments")
	case home != nil && c.str("hash") != "" && c.str("hash") != home.hash:
		return nil, fail("hash_conflict")
	case home == nil:
		home = c.ws.newView(p, content)
		c.ws.homes[p.id] = home
	default:
		c.ws.replaceView(home, content)
	}
	return answer{"view": c.ws.viewJSON(home)}, nil
}
