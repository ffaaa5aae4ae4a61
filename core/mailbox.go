package core

import (
	"net"
	"sync"

	"realtalk/core/wire"
)

// mailboxBytes is how far the host's own seat may be behind before the relay
// lets the network wait for it; each frame counts for mailboxFrame bytes more.
const (
	mailboxBytes = 8 << 20
	mailboxFrame = 64
)

// mailbox is the line between the relay and the host's own seat: it never
// refuses a frame, for the host cannot be let go.
type mailbox struct {
	drained chan struct{}
	wake    chan struct{}

	mu     sync.Mutex // guards what follows
	frames [][]byte
	bytes  int // of frames that the seat has not taken
	closed bool
}

func newMailbox() *mailbox {
	return &mailbox{drained: make(chan struct{}, 1), wake: make(chan struct{}, 1)}
}

// Send keeps a frame for the seat.
func (m *mailbox) Send(frame []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return net.ErrClosed
	}
	m.frames = append(m.frames, frame)
	m.bytes += len(frame) + mailboxFrame
	poke(m.wake)
	return nil
}

// Finish closes the mailbox; the seat ends by its own context, not by a frame.
func (m *mailbox) Finish([]byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	poke(m.wake)
}

func (m *mailbox) full() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.bytes >= mailboxBytes
}

// feed hands the frames to the seat until the mailbox or the seat is closed.
func (m *mailbox) feed(frames chan<- wire.Frame, stop <-chan struct{}) {
	for {
		batch, closed := m.take()
		for _, b := range batch {
			f, err := wire.Parse(wire.Type(b[4]), b[5:])
			if err != nil {
				panic("relay wrote a frame that cannot be read: " + err.Error())
			}
			select {
			case frames <- f:
				m.taken(len(b))
			case <-stop:
				return
			}
		}
		if closed {
			return
		}
		select {
		case <-m.wake:
		case <-stop:
			return
		}
	}
}

func (m *mailbox) take() ([][]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	batch := m.frames
	m.frames = nil
	return batch, m.closed
}

// taken makes room for as many bytes, and tells the relay when it waits for
// that.
func (m *mailbox) taken(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.bytes
	m.bytes -= n + mailboxFrame
	if was >= mailboxBytes && m.bytes < mailboxBytes {
		poke(m.drained)
	}
}

// poke signals without waiting; one signal is enough.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
