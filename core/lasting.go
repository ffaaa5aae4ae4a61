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
	// logBytes bounds what waits for it, and for one who does not acknowledge. All
	// of it has to fit into a new connection's outbox.
	logBytes = 7 << 20
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
	full bool // what does not fit into log is dropped: who comes back begins anew
	log  *resume.Log
	key  resume.Key
	past *resume.Key // accepted, too, until something comes over the new connection

	got    uint64 // frames that came
	told   uint64 // of them, those that were acknowledged
	toldAt time.Time

	host bool // this end is the host's

	lost  bool      // the user was told that it broke
	stood time.Time // when that ended last

	reading   sync.Mutex // the host's: held from the count of a frame until it was handed on
	returning sync.Mutex // the host's: held while its guest comes back; taken before mu

	breaks breaks
}

func newLasting(conn *link.Conn, key resume.Key) *lasting {
	return &lasting{conn: conn, key: key, log: resume.NewLog(logBytes), toldAt: time.Now(), breaks: newBreaks()}
}

// Send implements line. While the connection is broken the frame waits. Of a guest that
// too much waits for nothing is kept; a host that takes nothing is given up.
func (l *lasting) Send(frame []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.over:
		return errLineClosed
	case l.full:
		return resume.ErrFull
	}
	if err := l.log.Add(frame); err != nil {
		l.overflow()
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
	if conn := l.shut(); conn != nil {
		conn.Finish(frame)
	}
}

// end closes it without another word.
func (l *lasting) end() {
	if conn := l.shut(); conn != nil {
		go conn.Close()
	}
}

// overflow lets the reader go that does not keep up.
func (l *lasting) overflow() {
	if !l.host {
		l.end()
		return
	}
	l.full, l.log = true, resume.NewLog(0)
	if l.conn != nil {
		go l.conn.Close()
	}
}

// shut makes it over and gives the connection that was in use.
func (l *lasting) shut() (conn *link.Conn) {
	conn, l.conn, l.over = l.conn, nil, true
	l.log = resume.NewLog(0)
	return conn
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

// waits tells whether it waits for another connection.
func (l *lasting) waits() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !l.over && l.conn == nil
}

func (l *lasting) isOver() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.over
}

// read gives the next frame that came over a connection, and has taken note of it.
// The host holds reading until the frame was handed on.
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
		return l.took(got.Frames)
	}
	l.got++
	l.acknowledge(conn)
	return nil
}

// took takes an acknowledgement. Each has to tell of more frames than the one before,
// so that there are no more of them than frames. What is not kept any more cannot be
// held against the other end. With mu held.
func (l *lasting) took(frames uint64) error {
	if l.full {
		return nil
	}
	if frames == l.log.Gone() {
		return resume.ErrCount
	}
	return l.log.Got(frames)
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

// waiting gives how many bytes were not acknowledged.
func (l *lasting) waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Bytes()
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

// cut ends the connection in use if there is reason to think that nothing passes it
// any more. Its reader finds it broken.
func (l *lasting) cut(dead func(*link.Conn) bool) {
	l.mu.Lock()
	conn := l.conn
	l.mu.Unlock()
	if conn != nil && dead(conn) {
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
	return l.attach(conn)
}

// attach sends again what was not acknowledged. With mu held.
func (l *lasting) attach(conn *link.Conn) error {
	for _, frame := range l.log.Waiting() {
		if err := conn.Send(frame); err != nil {
			return err
		}
	}
	l.conn, l.told, l.toldAt = conn, l.got, time.Now()
	return nil
}

// resume is moveTo for the host, with its answer: either the guest goes on, or it has
// heard nothing over this connection. The errors are errNoPlace, resume.ErrFull,
// resume.ErrCount, and that of a connection which broke.
func (l *lasting) resume(conn *link.Conn, key resume.Key, f *wire.Resume) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.over:
		return errNoPlace
	case l.full:
		return resume.ErrFull
	}
	if err := l.log.Got(f.Frames); err != nil {
		return err
	}
	exporter := conn.Exporter()
	err := conn.Write(&wire.Resumed{Frames: l.got, Proof: key.Host(exporter, l.got)}) // admitted: does not wait
	l.key, l.past = key.Next(exporter), &key
	if err != nil {
		return err
	}
	return l.attach(conn)
}

// proved gives the secret by which a guest has proved itself.
func (l *lasting) proved(exporter [32]byte, f *wire.Resume) (resume.Key, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.over:
	case resume.Same(f.Proof, l.key.Guest(exporter, f.Frames)):
		return l.key, true
	case l.past != nil && resume.Same(f.Proof, l.past.Guest(exporter, f.Frames)):
		return *l.past, true
	}
	return resume.Key{}, false
}

// secret gives the key of the next connection.
func (l *lasting) secret() resume.Key {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.key
}

// rotate makes the secret of the next connection; the one that was used counts until
// something has come over the new connection.
func (l *lasting) rotate(used resume.Key, exporter [32]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.key, l.past = used.Next(exporter), &used
}

// setLost notes what the user was told.
func (l *lasting) setLost(lost bool, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lost && !lost {
		l.stood = now
	}
	l.lost = lost
}

// excuses tells that nothing can be concluded from silence: the line is broken, or
// was a while ago, and the user was told. A break that was not told excuses nothing,
// for a host could make one every minute.
func (l *lasting) excuses(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lost || !l.stood.IsZero() && now.Sub(l.stood) < silenceAlarm
}
