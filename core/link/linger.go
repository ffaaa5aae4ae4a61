package link

import (
	"io"
	"net"
	"sync"
	"time"
)

// lingerers closes refused connections in two steps, a bounded number at a
// time, so that a reset does not overtake what they were told.
type lingerers struct {
	patience time.Duration
	places   chan struct{}
	closing  sync.Once
}

func newLingerers(most int, patience time.Duration) *lingerers {
	return &lingerers{patience: patience, places: make(chan struct{}, most)}
}

// release takes raw over and returns at once. Without a free place raw is
// closed here and now.
func (l *lingerers) release(raw net.Conn) {
	select {
	case l.places <- struct{}{}:
		go func() {
			defer func() { <-l.places }()
			lingerClose(raw, patience(raw, l.patience))
		}()
	default:
		_ = raw.Close()
	}
}

// close waits for those that linger; from then on there is no place for more.
func (l *lingerers) close() {
	l.closing.Do(func() {
		for range cap(l.places) {
			l.places <- struct{}{}
		}
	})
}

// patience is longer over QUIC: what was lost is sent again by this program and
// not by the kernel, so the connection has to stay for it.
func patience(raw net.Conn, ordinary time.Duration) time.Duration {
	if isStream(raw) {
		return 4 * ordinary
	}
	return ordinary
}

// lingerClose ends our half, throws away what still comes until the other half
// ends or patience does, and closes. Errors mean that it is over already.
func lingerClose(raw net.Conn, patience time.Duration) {
	defer raw.Close()
	if half, ok := raw.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	if raw.SetReadDeadline(time.Now().Add(patience)) == nil {
		// The struct hides ReadFrom and WriteTo: nothing is to be spliced.
		_, _ = io.Copy(io.Discard, struct{ io.Reader }{raw})
	}
}
