package core

import (
	"errors"
	"sync"
	"time"

	"realtalk/core/link"
	"realtalk/core/wire"
)

// mishapPause is the least time between two notices of mistakes of this program:
// whoever can provoke one is not to bury the chat under them.
const mishapPause = time.Minute

// mishaps contains panics in what serves one connection, counts them and tells the
// user. Any goroutine may call it.
type mishaps struct {
	emit func(Event)

	mu   sync.Mutex // guards what follows
	n    int        // since told
	told time.Time
}

// contain is deferred: a panic ends what deferred it, and nothing else.
func (m *mishaps) contain() {
	if p := recover(); p != nil {
		m.count(link.Panicked(p))
	}
}

// containTo is contain for what gives an error.
func (m *mishaps) containTo(err *error) {
	if p := recover(); p != nil {
		e := link.Panicked(p)
		m.count(e)
		*err = e
	}
}

// pass is deferred in what core/link calls: the panic is counted, and core/link
// contains it.
func (m *mishaps) pass() {
	if p := recover(); p != nil {
		m.count(link.Panicked(p))
		panic(p)
	}
}

// ended counts a connection that ended by a panic which core/link contained.
func (m *mishaps) ended(err error) {
	var e *link.PanicError
	if errors.As(err, &e) {
		m.count(e)
	}
}

func (m *mishaps) count(e *link.PanicError) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n++
	now := time.Now()
	if !m.told.IsZero() && now.Sub(m.told) < mishapPause {
		return
	}
	m.emit(Mishap{N: m.n, Place: e.Place})
	m.n, m.told = 0, now
}

// bear is receive, but what this program cannot bear of what the host passed on is
// left out. Without a list of people there is no going on.
func (s *seat) bear(f wire.Frame, now time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			e := link.Panicked(p)
			s.mishaps.count(e)
			switch f.(type) {
			case *wire.Members, *wire.Epoch, *wire.End:
				err = e
			}
		}
	}()
	return s.receive(f, now)
}
