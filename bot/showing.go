package bot

import (
	"strconv"
	"strings"
	"sync"

	"github.com/slack-go/slack"
)

const mostTaskTitle = 200 // bytes of a task's title

// task is one line of what a stream shows.
type task struct {
	id     string
	title  func(*Words) string
	status slack.TaskCardStatus
	told   bool
}

// showing is what shows that a request is worked on. All methods may be called on nil, and none but over waits.
type showing struct {
	streams bool
	end     func()
	ended   chan struct{} // nothing more is to be shown
	still   chan struct{} // no call about a stream is under way any more

	mu         sync.Mutex
	words      *Words // of who asked
	tasks      []task
	statements int // that are being checked
}

func newShowing(streams bool) *showing {
	s := &showing{streams: streams, words: &english, ended: make(chan struct{}), still: make(chan struct{})}
	s.end = sync.OnceFunc(func() { close(s.ended) })
	return s
}

// speak sets the words in which tasks are told.
func (s *showing) speak(w *Words) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.words = w
}

// over ends what is shown, and waits for a call about a stream that is under way.
func (s *showing) over() {
	if s == nil {
		return
	}
	s.end()
	s.freed()
}

// freed ends a stream, if there is one, so that its message may be written by others.
func (s *showing) freed() {
	if s == nil || !s.streams {
		return
	}
	s.end()
	<-s.still
}

// set puts a task into a state.
func (s *showing) set(id string, status slack.TaskCardStatus, title func(*Words) string) {
	if s == nil || !s.streams {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.tasks {
		if t := &s.tasks[i]; t.id == id {
			t.status, t.told = status, false
			if title != nil {
				t.title = title
			}
			return
		}
	}
	if title != nil {
		s.tasks = append(s.tasks, task{id: id, title: title, status: status})
	}
}

// reading shows what is being read; what the thread is about already costs no time.
func (s *showing) reading(sources []source) {
	for i, src := range sources {
		if src.known == nil {
			s.set(readTask(i), slack.TaskCardStatusInProgress, func(w *Words) string { return w.f(taskReading, w.sourceName(src)) })
		}
	}
}

func readTask(i int) string { return "read" + strconv.Itoa(i) }

// read shows that the i-th source was read, or could not be.
func (s *showing) read(i int, ok bool) {
	status := slack.TaskCardStatusComplete
	if !ok {
		status = slack.TaskCardStatusError
	}
	s.set(readTask(i), status, nil)
}

const engineTask = "engine"

// finding shows that the engine was asked.
func (s *showing) finding(ask Ask) {
	say := taskSummary
	if ask.Question != "" || ask.Check {
		say = taskAnswer
	}
	s.set(engineTask, slack.TaskCardStatusInProgress, func(w *Words) string { return w.f(say) })
}

// checking shows that so many more statements are read a second time.
func (s *showing) checking(statements int) {
	if s == nil {
		return
	}
	s.mu.Lock()
	s.statements += statements
	n := s.statements
	s.mu.Unlock()
	s.set(engineTask, slack.TaskCardStatusInProgress, func(w *Words) string {
		if n == 1 {
			return w.f(taskCheckingOne)
		}
		return w.f(taskChecking, n)
	})
}

// untold are the tasks that have changed since they were taken last; all of them, as done, at the end.
func (s *showing) untold(done bool) []slack.StreamChunk {
	s.mu.Lock()
	defer s.mu.Unlock()
	var chunks []slack.StreamChunk
	for i := range s.tasks {
		t := &s.tasks[i]
		if t.told && !done {
			continue
		}
		t.told = true
		chunk := slack.NewTaskUpdateChunk(t.id, clip(bare.Replace(t.title(s.words)), mostTaskTitle))
		if chunk.Status = t.status; done && t.status == slack.TaskCardStatusInProgress {
			chunk.Status = slack.TaskCardStatusComplete
		}
		chunks = append(chunks, chunk)
	}
	return chunks
}

// bare takes from a title what could be one of Slack's own tokens: whether those are parsed there is not documented.
var bare = strings.NewReplacer("<", "‹", ">", "›")

// sourceName is how a source is called while it is read.
func (w *Words) sourceName(s source) string {
	switch {
	case s.pasted != "":
		return w.f(taskText)
	case s.talk:
		return w.f(taskDiscussion)
	case s.link != "":
		return firstOf(siteOf(s.link), s.link)
	}
	return s.name()
}

// last is all that a stream has shown, as done.
func (s *showing) last() []slack.StreamChunk {
	if s == nil {
		return nil
	}
	return s.untold(true)
}
