package app

import (
	"slices"
	"sync"
	"time"

	"realtalk/core"
	"realtalk/core/contacts"
)

// meetingPause is how long what the disk did not take waits for the next try.
const meetingPause = 10 * time.Second

// meetings writes down whom this user meets, one after the other beside the chat,
// which does not wait for the disk. What the disk does not take is written later.
type meetings struct {
	disk *unkept // hears how each write ended

	mu      sync.Mutex // guards what follows
	waiting []func()
	unkept  []func() // to be written when the disk takes it
	timer   *time.Timer
	writing bool
	closed  bool
	all     sync.WaitGroup
}

func (m *meetings) add(book *contacts.Book, p core.Person, at time.Time) {
	var write func()
	write = func() {
		// What has no room is somebody new the next time.
		if m.disk.wrote(book.Meet(p.ID, p.Name, at)) {
			m.later(write)
		}
	}
	m.do(write)
}

// later keeps what could not be written until the disk may take it.
func (m *meetings) later(write func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.unkept = append(m.unkept, write)
	m.unkept = m.unkept[max(0, len(m.unkept)-core.MaxMembers):]
	if m.timer == nil && !m.closed {
		m.timer = time.AfterFunc(meetingPause, m.again)
	}
}

// again tries to write what could not be written.
func (m *meetings) again() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.timer = nil
	m.retry()
}

// retry queues what could not be written, with mu held.
func (m *meetings) retry() {
	m.waiting = append(m.waiting, m.unkept...)
	m.unkept = nil
	m.start()
}

// flush waits until all that was added is on disk, or was tried once more.
func (m *meetings) flush() {
	m.mu.Lock()
	m.retry()
	m.mu.Unlock()
	done := make(chan struct{})
	if m.do(func() { close(done) }) {
		<-done
	}
}

// do does something after all that waits; false: it is closed.
func (m *meetings) do(f func()) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return false
	}
	m.waiting = append(m.waiting, f)
	m.start()
	return true
}

// start writes what waits, with mu held.
func (m *meetings) start() {
	if !m.writing && len(m.waiting) > 0 && !m.closed {
		m.writing = true
		m.all.Go(m.write)
	}
}

func (m *meetings) write() {
	for {
		m.mu.Lock()
		if len(m.waiting) == 0 {
			m.writing = false
			m.mu.Unlock()
			return
		}
		next := m.waiting[0]
		m.waiting = slices.Delete(m.waiting, 0, 1)
		m.mu.Unlock()
		next()
	}
}

// close waits for what is to be written.
func (m *meetings) close() {
	m.flush()
	m.mu.Lock()
	m.closed = true
	if m.timer != nil {
		m.timer.Stop()
	}
	m.mu.Unlock()
	m.all.Wait()
}
