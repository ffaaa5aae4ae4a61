package terminal

import (
	"sync"
	"time"
)

// leaveTimeout bounds the wait for the end of a chat that is being left.
const leaveTimeout = 2500 * time.Millisecond

// leaving carries the wish to leave to the conversation, and past it when it
// takes too long. Its methods may be called from any goroutine.
type leaving struct {
	asked chan struct{} // closed by the first wish
	now   chan struct{} // closed when there is no more waiting

	mu    sync.Mutex // guards timer and both closes
	timer *time.Timer
}

func newLeaving() *leaving {
	return &leaving{asked: make(chan struct{}), now: make(chan struct{})}
}

// begin asks to leave in order.
func (l *leaving) begin() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.first()
}

// interrupt asks to leave in order the first time and at once the second time.
func (l *leaving) interrupt() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.first() {
		l.force()
	}
}

func (l *leaving) first() bool {
	if l.timer != nil {
		return false
	}
	close(l.asked)
	l.timer = time.AfterFunc(leaveTimeout, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.force()
	})
	return true
}

func (l *leaving) force() {
	select {
	case <-l.now:
	default:
		close(l.now)
	}
}

// stop releases the timer.
func (l *leaving) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.timer != nil {
		l.timer.Stop()
	}
}
