package core

import (
	"errors"
	"sync"
	"time"

	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

const (
	// comeBackTime is how long a place is kept for a member whose connection broke.
	comeBackTime = 2 * time.Minute
	// logBytes bounds what waits for it, and for one who does not acknowledge.
	logBytes = 6 << 20
	// gotEvery is how many frames are acknowledged together, and gotAfter how long
	// at most the next one waits for others.
	gotEvery = 32
	gotAfter = 2 * time.Second
)

var errReplaced = errors.New("another connection took over")

// lasting is the line between a guest and its host, which outlives its connections.
// Send and Finish may be called from any goroutine; read is for one at a time.
type lasting struct {
	mu   sync.Mutex // guards what follows
	conn *link.Conn // nil while it is broken, and when it is over
	over bool
	log  *resume.Log
	key  resume.Key
	past *resume.Key // accepted, too, until something comes over the new connection

	got    uint64 // frames that came
	told   uint64 // of them, those that were acknowledged
	toldAt time.Time

	reading sync.Mutex // held from the count of a frame until it was handed on
}

func newLasting(conn *link.Conn, key resume.Key) *lasting {
	return &lasting{conn: conn, key: key, log: resume.NewLog(logBytes), toldAt: time.Now()}
}

// Send implements line. While the connection is broken the frame waits.
func (l *lasting) Send(frame []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return errLineClosed
	}
	if err := l.log.Add(frame); err != nil {
		l.end()
		return err
	}
	if l.conn == nil {
		return nil
	}
	return l.conn.Send(frame)
}

// Finish implements line.
func (l *lasting) Finish(frame []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	conn := l.conn
	l.over, l.conn = true, nil
	if conn != nil {
		conn.Finish(frame)
	}
}

// end closes it without another word.
func (l *lasting) end() {
	conn := l.conn
	l.over, l.conn = true, nil
	if conn != nil {
		go conn.Close()
	}
}

// broken notes that a connection ended; false: it is not the one in use, or there is
// nothing to come back to.
func (l *lasting) broken(conn *link.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over || l.conn != conn {
		return false
	}
	l.conn = nil
	return true
}

// isBroken tells whether it waits for another connection.
func (l *lasting) isBroken() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !l.over && l.conn == nil
}

// read gives the next frame that came over a connection, and has taken note of it.
// The caller holds reading until the frame was handed on.
func (l *lasting) read(conn *link.Conn) (wire.Frame, error) {
	for {
		f, err := conn.Read(0)
		if err != nil {
			return nil, err
		}
		got, isGot := f.(*wire.Got)
		if err := l.note(conn, got); err != nil {
			return nil, err
		}
		if !isGot {
			return f, nil
		}
	}
}

// note counts a frame, or takes an acknowledgement.
func (l *lasting) note(conn *link.Conn, got *wire.Got) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over || l.conn != conn {
		return errReplaced
	}
	l.past = nil
	if got != nil {
		return l.log.Got(got.Frames)
	}
	l.got++
	l.acknowledge(conn)
	return nil
}

// acknowledge tells the other end how much came, now and then.
func (l *lasting) acknowledge(conn *link.Conn) {
	if l.got-l.told < gotEvery && time.Since(l.toldAt) < gotAfter {
		return
	}
	if frame, err := wire.Append(nil, &wire.Got{Frames: l.got}); err == nil {
		_ = conn.Send(frame) // a closed connection is reported by its reader
	}
	l.told, l.toldAt = l.got, time.Now()
}

// count gives how many frames came.
func (l *lasting) count() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.got
}

// drop lets the connection in use go, so that its reader ends.
func (l *lasting) drop() {
	l.mu.Lock()
	conn := l.conn
	l.conn = nil
	l.mu.Unlock()
	if conn != nil {
		conn.Close()
	}
}

// moveTo goes on over another connection, whose other end has got so many frames,
// and sends the others again.
func (l *lasting) moveTo(conn *link.Conn, got uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return errLineClosed
	}
	if err := l.log.Got(got); err != nil {
		return err
	}
	for _, frame := range l.log.Waiting() {
		if err := conn.Send(frame); err != nil {
			return err
		}
	}
	l.conn, l.told, l.toldAt = conn, l.got, time.Now()
	return nil
}
