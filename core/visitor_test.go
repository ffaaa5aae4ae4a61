package core

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"realtalk/core/pgp"
)

// hearing checks what one member hears: of each stay of each speaker every number
// once, in order; the host from the first, a guest from the first that it hears.
type hearing struct {
	t  *testing.T
	of string

	mu    sync.Mutex // guards what follows
	last  map[string]word
	count int64
}

// word is number n of a stay.
type word struct{ stay, n int }

func newHearing(t *testing.T, of string) *hearing {
	return &hearing{t: t, of: of, last: map[string]word{}}
}

func (h *hearing) heard(m Message) {
	var w word
	if _, err := fmt.Sscanf(m.Text, "%d %d", &w.stay, &w.n); err != nil {
		h.t.Errorf("%s hears %q", h.of, m.Text)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	last, known := h.last[m.From.Name]
	if !known && h.of != hostName {
		last = word{w.stay, w.n - 1}
	}
	if next := (word{last.stay, last.n + 1}); w != next && (w.stay <= last.stay || w.n != 1) {
		h.t.Errorf("%s hears %v of %s after %v", h.of, w, m.From.Name, last)
	}
	h.last[m.From.Name] = w
	h.count++
}

// forget begins anew: something was missed, and it was said so.
func (h *hearing) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	clear(h.last)
}

func (h *hearing) words() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.count
}

// visitor is a guest who comes and goes, through a cutter of its own.
type visitor struct {
	t     *testing.T
	name  string
	id    *pgp.Identity
	host  *soakHost
	way   *cutter
	stays int
}

func newVisitor(t *testing.T, n int, host *soakHost) *visitor {
	t.Helper()
	name := fmt.Sprintf("Guest %02d", n+1)
	return &visitor{
		t: t, name: name, id: testIdentity(t, name), host: host,
		way: newCutter(t, fmt.Sprintf("127.0.0.1:%d", host.Hosting().Port)),
	}
}

// comeAndGo stays again and again, with pauses, until the round is over.
func (v *visitor) comeAndGo(over time.Time) {
	time.Sleep(some(0, time.Second))
	for time.Now().Before(over) && !v.t.Failed() {
		v.stay()
		time.Sleep(some(time.Second, 3*time.Second))
	}
}

// stay is one stay, from the password to the goodbye.
type stay struct {
	*visitor
	chat    *Chat
	hearing *hearing
	in      chan struct{} // closed when this visitor is in
	over    chan struct{} // closed with its events

	mu   sync.Mutex // guards what follows
	back int        // own messages that came back
	news chan struct{}
	torn bool // own messages may not have arrived
}

func (v *visitor) stay() {
	v.stays++
	chat, err := Join(v.t.Context(), JoinConfig{Identity: v.id, Name: v.name, Lines: lines(v.way.address()), stretch: quick})
	if err != nil {
		v.t.Errorf("%s: %v", v.name, err)
		return
	}
	s := &stay{
		visitor: v, chat: chat, hearing: newHearing(v.t, v.name),
		in: make(chan struct{}), over: make(chan struct{}), news: make(chan struct{}, 1),
	}
	go s.listen()
	v.host.tally.stays.Add(1)
	if s.entered() {
		s.talk()
	}
	chat.End()
	chat.Wait()
	<-s.over
	v.way.cut() // forgets what has ended
}

func (s *stay) entered() bool {
	select {
	case <-s.in:
		return true
	case <-s.over:
	case <-time.After(3 * patience):
		s.t.Errorf("%s did not get in", s.name)
	}
	return false
}

// talk says some numbers, loses the connection now and then, and waits until all that
// it said has come back.
func (s *stay) talk() {
	said := 0
	for range 1 + rand.IntN(12) {
		said++
		if err := s.chat.Send(fmt.Sprintf("%d %d", s.stays, said)); err != nil {
			s.t.Errorf("%s: %v", s.name, err)
			return
		}
		if rand.IntN(8) == 0 {
			s.host.tally.breaks.Add(1)
			s.way.cut()
		}
		select {
		case <-time.After(some(20*time.Millisecond, 600*time.Millisecond)):
		case <-s.over:
			s.host.tally.lost.Add(1)
			return
		}
	}
	for !s.has(said) {
		select {
		case <-s.news:
		case <-s.over:
			s.host.tally.lost.Add(1)
			return
		case <-time.After(3 * patience):
			s.t.Errorf("%s: only %d of %d came back", s.name, s.back, said)
			return
		}
	}
	s.host.tally.said.Add(int64(said))
}

// has tells that all of it came back, or never will.
func (s *stay) has(said int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.back >= said || s.torn
}

func (s *stay) listen() {
	defer close(s.over)
	for e := range s.chat.Events() {
		switch e := e.(type) {
		case PasswordPrompt:
			s.chat.Password(testPassword)
		case Joined:
			s.enters()
		case Message:
			s.hearing.heard(e)
			if e.From.You {
				s.came()
			}
		case Gap:
			s.host.tally.gaps.Add(1)
			s.hearing.forget()
			s.tear()
		case Alarm:
			s.host.tally.alarms.Add(1)
		case Ended:
			if e.Reason != YouLeft && e.Reason != Lost {
				s.t.Errorf("%s: it ended: %+v", s.name, e)
			}
		}
	}
}

func (s *stay) enters() {
	select {
	case <-s.in:
	default:
		close(s.in)
	}
}

func (s *stay) came() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.back++
	poke(s.news)
}

func (s *stay) tear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.torn = true
	poke(s.news)
}

func (t *tally) String() string {
	return fmt.Sprintf("%d stays, %d messages, %d breaks, %d gaps, %d not back, %d alarms",
		t.stays.Load(), t.said.Load(), t.breaks.Load(), t.gaps.Load(), t.lost.Load(), t.alarms.Load())
}

func (l look) String() string {
	return fmt.Sprintf("%d goroutines, %d descriptors, %d KiB", l.goroutines, l.descriptors, l.heap>>10)
}
