package playground

import (
	"net/http"
	"net/url"
)

// The direct message with the app has two tabs, as in Slack: its home, which the app publishes for each person, and the messages.

const (
	homeTab     = "home"
	messagesTab = "messages"
)

type tabView struct {
	Label, Link string
	Current     bool
}

// tab is the one of the app's tabs that is open in a conversation; "" where it has none.
func (v *viewer) tab(here *channel, asked string) string {
	switch {
	case here.kind != directMessage || !here.has(botUserID):
		return ""
	case asked == homeTab && v.ws.home:
		return homeTab
	}
	return messagesTab
}

// tabs are those to choose from: none where the app has no home.
func (v *viewer) tabs(here *channel, open string) []tabView {
	if open == "" || !v.ws.home {
		return nil
	}
	lang := v.language()
	return []tabView{
		{Label: say(lang, "Home"), Link: inTab(v.link(here, ""), homeTab), Current: open == homeTab},
		{Label: say(lang, "Messages"), Link: v.link(here, ""), Current: open == messagesTab},
	}
}

// inTab is an address of the page with one of the app's tabs open.
func inTab(link, tab string) string {
	return link + "&" + url.Values{"tab": {tab}}.Encode()
}

// home is what the app has published for the viewer; one without a body where it has not.
func (v *viewer) home() *modalView {
	if published := v.ws.homes[v.person.id]; published != nil {
		return v.modal(published.id, published.content)
	}
	return &modalView{Home: true}
}

// serveHome is the home of somebody, as its tab shows it.
func (s *Server) serveHome(w http.ResponseWriter, r *http.Request) {
	s.ws.mu.Lock()
	v := s.ws.newViewer(r.URL.Query().Get("as"))
	home := v.home()
	s.ws.mu.Unlock()
	s.serveTemplate(w, v.language(), "home", home)
}
