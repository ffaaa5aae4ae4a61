package link

import (
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// starved is a listening socket for which there are no descriptors for a while.
type starved struct {
	net.Listener
	until  time.Time
	asked  atomic.Int32
	closed chan struct{}
	close  sync.Once
}

func (s *starved) Accept() (net.Conn, error) {
	s.asked.Add(1)
	if time.Now().Before(s.until) {
		return nil, &net.OpError{Op: "accept", Err: syscall.EMFILE}
	}
	select {
	case <-s.closed:
	case <-time.After(time.Minute):
	}
	near, far := net.Pipe()
	_ = far.Close()
	return near, nil
}

func (s *starved) Close() error {
	s.close.Do(func() { close(s.closed) })
	return nil
}

// TestNoDescriptorsAreToldAndWaitedFor lets accept fail for a minute. It does not
// spin, is told once, and goes on afterwards.
func TestNoDescriptorsAreToldAndWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		socket := &starved{until: time.Now().Add(time.Minute), closed: make(chan struct{})}
		told := make(chan error, 100)
		l := newListener(socket, Options{Certificate: certificate(), Stuck: func(why error) { told <- why }}, quick())
		time.Sleep(time.Minute + time.Second)
		synctest.Wait()
		if n := socket.asked.Load(); n > 100 {
			t.Errorf("it asked %d times in a minute", n)
		}
		if len(told) != 1 || <-told == nil {
			t.Error("not told once that nobody can come in")
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(told) != 1 || <-told != nil {
			t.Error("not told once that it is over")
		}
		l.Close()
	})
}
