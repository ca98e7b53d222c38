package playground

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

var fileMethods = map[string]method{
	"files.getUploadURLExternal":   {scopes: []string{"files:write"}, run: getUploadURL},
	"files.completeUploadExternal": {scopes: []string{"files:write"}, run: completeUpload},
	"files.info":                   {scopes: []string{"files:read"}, run: fileInfo},
	"files.delete":                 {scopes: []string{"files:write"}, run: deleteFile},
}

// How much may be kept in memory.
const (
	maxFileBytes = 50 << 20
	maxAllBytes  = 200 << 20
	maxFiles     = 500
)

// A file is what somebody uploaded.
type file struct {
	id, name, title string
	owner           *person
	created         time.Time
	kind            string // its type of content
	data            []byte
	uploaded        bool
	shared          bool // the upload was completed
	deleted         bool
	channels        []string
}

// share makes a file visible where a message with it stands.
func (f *file) share(c *channel) {
	if !slices.Contains(f.channels, c.id) {
		f.channels = append(f.channels, c.id)
	}
}

func (w *workspace) addFile(f *file) error {
	if !w.room(len(f.data)) {
		return fail("storage_limit_reached")
	}
	if len(w.fileIDs) >= maxFiles {
		delete(w.files, w.fileIDs[0])
		w.fileIDs = w.fileIDs[1:]
	}
	f.id, f.created = newID("F"), w.now()
	w.files[f.id] = f
	w.fileIDs = append(w.fileIDs, f.id)
	return nil
}

// room reports whether so many more bytes may be kept.
func (w *workspace) room(more int) bool {
	for _, f := range w.files {
		more += len(f.data)
	}
	return more <= maxAllBytes
}

func getUploadURL(c *call) (answer, error) {
	name, length := c.str("filename"), c.number("length", -1)
	switch {
	case name == "":
		return nil, fail("missing_argument")
	case length <= 0:
		return nil, fail("invalid_arguments")
	case length > maxFileBytes:
		return nil, fail("storage_limit_reached")
	}
	f := &file{name: path.Base(name), title: name, owner: c.who}
	if err := c.ws.addFile(f); err != nil {
		return nil, err
	}
	return answer{"upload_url": c.ws.base + "/upload/" + f.id, "file_id": f.id}, nil
}

// serveUpload takes the bytes of a file, as they are or in a form.
func (s *Server) serveUpload(w http.ResponseWriter, r *http.Request) {
	data, err := readUpload(http.MaxBytesReader(w, r.Body, maxFileBytes+1<<20), r.Header.Get("Content-Type"))
	if err != nil {
		http.Error(w, "upload failed", http.StatusBadRequest)
		return
	}
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	f := s.ws.files[r.PathValue("id")]
	switch {
	case f == nil || f.uploaded:
		http.Error(w, "no such upload", http.StatusNotFound)
		return
	case !s.ws.room(len(data)):
		http.Error(w, "no room left", http.StatusInsufficientStorage)
		return
	}
	f.data, f.uploaded, f.kind = data, true, contentType(f.name, data)
	// An error here means that the client is gone.
	_, _ = io.WriteString(w, "OK - "+strconv.Itoa(len(data)))
}

func readUpload(body io.Reader, header string) ([]byte, error) {
	kind, params, _ := mime.ParseMediaType(header)
	if kind != "multipart/form-data" {
		return io.ReadAll(body)
	}
	form, err := newForm(body, params["boundary"])
	if err != nil {
		return nil, err
	}
	return io.ReadAll(form)
}

func contentType(name string, data []byte) string {
	byName := map[string]string{
		".md": "text/markdown", ".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf", ".epub": "application/epub+zip",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	}
	if kind := byName[strings.ToLower(path.Ext(name))]; kind != "" {
		return kind
	}
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	return kind
}

func completeUpload(c *call) (answer, error) {
	v, ok := c.value("files")
	list, isList := v.([]any)
	if !ok || !isList || len(list) == 0 {
		return nil, fail("invalid_arguments")
	}
	files, shown := make([]*file, 0, len(list)), make([]any, 0, len(list))
	for _, item := range list {
		object, _ := item.(map[string]any)
		id, _ := object["id"].(string)
		f := c.ws.files[id]
		if f == nil || f.owner != c.who || f.shared || !f.uploaded {
			return nil, fail("file_not_found")
		}
		if title, _ := object["title"].(string); title != "" {
			f.title = title
		}
		files = append(files, f)
	}
	channels := c.list("channels")
	if id := c.str("channel_id"); id != "" {
		channels = []string{id}
	}
	for _, id := range channels {
		if err := c.shareFiles(id, files); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		f.shared = true
		shown = append(shown, c.ws.fileJSON(f))
	}
	return answer{"files": shown}, nil
}

// shareFiles posts the message that the files come with.
func (c *call) shareFiles(channelID string, files []*file) error {
	ch := c.ws.channelNamed(channelID, c.who)
	if ch == nil || !ch.visibleTo(c.who) {
		return fail("channel_not_found")
	}
	if err := c.mayPost(ch); err != nil {
		return err
	}
	root, err := c.root(ch, c.str("thread_ts"))
	if err != nil {
		return err
	}
	b := c.written(body{text: c.str("initial_comment")})
	c.ws.post(draft{channel: ch, author: c.who, thread: root, text: b.text, blocks: b.blocks, files: files})
	return nil
}

// mayRead reports whether somebody sees a file: it is theirs, or stands in a conversation that they know.
func (w *workspace) mayRead(f *file, p *person) bool {
	return f.owner == p || slices.ContainsFunc(f.channels, func(id string) bool {
		c := w.channelNamed(id, nil)
		return c != nil && (c.has(p.id) || (c.visibleTo(p) && !p.isBot()))
	})
}

func (c *call) file() (*file, error) {
	f := c.ws.files[c.str("file")]
	switch {
	case f == nil || !f.uploaded:
		return nil, fail("file_not_found")
	case f.deleted:
		return nil, fail("file_deleted")
	case !c.ws.mayRead(f, c.who):
		return nil, fail("file_not_found")
	}
	return f, nil
}

func fileInfo(c *call) (answer, error) {
	f, err := c.file()
	if err != nil {
		return nil, err
	}
	return answer{"file": c.ws.fileJSON(f), "comments": []any{}, "response_metadata": answer{"next_cursor": ""}}, nil
}

func deleteFile(c *call) (answer, error) {
	f, err := c.file()
	switch {
	case err != nil:
		return nil, err
	case f.owner != c.who:
		return nil, fail("cant_delete_file")
	}
	f.deleted, f.data = true, nil
	return nil, nil
}

func (w *workspace) fileJSON(f *file) map[string]any {
	if f.deleted {
		return map[string]any{"id": f.id, "mode": "tombstone"}
	}
	escaped := url.PathEscape(f.name)
	base := w.base + "/files-pri/" + teamID + "-" + f.id + "/"
	ext := strings.TrimPrefix(strings.ToLower(path.Ext(f.name)), ".")
	filetype := map[string]string{"md": "markdown", "txt": "text", "htm": "html", "": "binary"}[ext]
	if filetype == "" {
		filetype = ext
	}
	pretty := map[string]string{"markdown": "Markdown (raw)", "text": "Plain Text", "html": "HTML", "binary": "Binary"}[filetype]
	if pretty == "" {
		pretty = strings.ToUpper(filetype)
	}
	mode := "hosted"
	if strings.HasPrefix(f.kind, "text/") {
		mode = "snippet"
	}
	return map[string]any{
		"id": f.id, "created": f.created.Unix(), "timestamp": f.created.Unix(), "name": f.name, "title": f.title, "mimetype": f.kind,
		"filetype": filetype, "pretty_type": pretty, "user": f.owner.id, "user_team": teamID, "editable": mode == "snippet", "size": len(f.data), "mode": mode,
		"is_external": false, "external_type": "", "is_public": w.isPublic(f), "public_url_shared": false, "display_as_bot": false, "username": "",
		"url_private": base + escaped, "url_private_download": base + "download/" + escaped, "permalink": w.base + "/files/" + f.owner.id + "/" + f.id + "/" + escaped,
		"file_access": "visible", "channels": slices.Clone(f.channels),
	}
}

func (w *workspace) isPublic(f *file) bool {
	return slices.ContainsFunc(f.channels, func(id string) bool {
		c := w.channelNamed(id, nil)
		return c != nil && c.kind == publicChannel
	})
}

// serveFile gives the bytes to who may read them; everybody else is sent to the sign-in page, as Slack does it.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	_, id, _ := strings.Cut(r.PathValue("id"), "-")
	t := s.tokens[bearer(r)]
	fault := s.faults.matchCall("files.download", t, arguments{})
	if !fault.before(w, r) {
		return
	}
	s.ws.mu.Lock()
	f := s.ws.files[id]
	allowed := f != nil && !f.deleted && t != nil && t.may("files:read") && s.ws.mayRead(f, t.person)
	var data []byte
	var kind string
	if allowed {
		data, kind = f.data, f.kind
	}
	s.ws.mu.Unlock()
	e := entry{Kind: "call", Method: "files.download", Fault: fault.kind(), OK: allowed, Args: map[string]any{"file": id}}
	if t != nil {
		e.Caller = t.person.name
	}
	s.journal.add(e)
	if !fault.after(w, r) {
		return
	}
	if !allowed {
		http.Redirect(w, r, "/signin?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Security-Policy", "sandbox")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func serveSignIn(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// An error here means that the client is gone.
	_, _ = io.WriteString(w, "<!DOCTYPE html><html><head><title>Sign in | Playground</title></head><body><h1>Sign in to Playground</h1></body></html>")
}

var errNoFilePart = errors.New("form has no file")
