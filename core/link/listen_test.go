package link

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// memoryListener hands out what is put into it, for virtual time.
type memoryListener struct {
	results chan any // net.Conn or error
	closed  chan struct{}
}

func newMemoryListener() *memoryListener {
	return &memoryListener{results: make(chan any, 10), closed: make(chan struct{})}
}

func (m *memoryListener) Accept() (net.Conn, error) {
	select {
	case r := <-m.results:
		if err, ok := r.(error); ok {
			return nil, err
		}
		return r.(net.Conn), nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

func (m *memoryListener) Close() error   { close(m.closed); return nil }
func (m *memoryListener) Addr() net.Addr { return &net.TCPAddr{Port: 1} }

func TestAcceptOutlivesLackOfFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemoryListener()
		for range 9 {
			m.results <- &net.OpError{Op: "accept", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
		}
		a, b := net.Pipe()
		m.results <- a
		l := newListener(m, Options{Certificate: certificate()}, standard())
		defer l.Close()
		start := time.Now()
		guest, err := secure(context.Background(), b, standard())
		if err != nil {
			t.Fatal(err)
		}
		defer guest.Close()
		host, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer host.Close()
		// 5 ms doubling eight times, at most a second.
		if waited := time.Since(start); waited != 2275*time.Millisecond {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestAcceptPauseEndsWithClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemoryListener()
		m.results <- errors.New("broken")
		l := newListener(m, Options{Certificate: certificate()}, standard())
		synctest.Wait()
		l.Close()
	})
}

func TestSilentOpeningIsDroppedAfterTenSeconds(t *testing.T) {
	handshakeEndsAfterTenSeconds(t, func(net.Conn) {})
}

func TestHandshakeOneByteASecondIsDroppedAfterTenSeconds(t *testing.T) {
	handshakeEndsAfterTenSeconds(t, func(c net.Conn) {
		hello := append([]byte{0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3}, make([]byte, 512)...)
		for _, b := range hello {
			if _, err := c.Write([]byte{b}); err != nil {
				return
			}
			time.Sleep(time.Second)
		}
	})
}

func handshakeEndsAfterTenSeconds(t *testing.T, attack func(net.Conn)) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemoryListener()
		dropped := make(drops, 1)
		l := newListener(m, Options{Certificate: certificate(), Dropped: dropped.tell}, standard())
		defer l.Close()
		a, b := net.Pipe()
		start := time.Now()
		m.results <- a
		over := make(chan struct{})
		defer func() { b.Close(); <-over }()
		go func() { attack(b); close(over) }()
		wantError(t, (<-dropped).reason, os.ErrDeadlineExceeded)
		if waited := time.Since(start); waited != 10*time.Second {
			t.Errorf("dropped after %v", waited)
		}
	})
}

func TestListenOnEveryAddress(t *testing.T) {
	l, err := Listen(context.Background(), Options{Certificate: certificate()})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	host, guest := connect(t, l)
	if host.RemoteAddr() != guest.LocalAddr() || host.LocalAddr() != guest.RemoteAddr() {
		t.Errorf("%v-%v and %v-%v", host.LocalAddr(), host.RemoteAddr(), guest.LocalAddr(), guest.RemoteAddr())
	}
	if guest.RemoteAddr() != netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(l.Port())) {
		t.Errorf("dialled %v", guest.RemoteAddr())
	}
}

func TestListenOnIPv4AloneIsIPv4Alone(t *testing.T) {
	l, err := Listen(context.Background(), Options{Address: "0.0.0.0", Certificate: certificate()})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	connect(t, l)
	if a := addrPort(l.socket.Addr()).Addr(); !a.Is4() {
		t.Errorf("listens on %v", a)
	}
}

func TestListenOnTakenPortSaysSo(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	_, err := Listen(context.Background(), Options{Address: "127.0.0.1", Port: l.Port()})
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "listen" {
		t.Errorf("got %v", err)
	}
}

func TestCloseReportsWhoWaitsForAccept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemoryListener()
		dropped := make(drops, 1)
		l := newListener(m, Options{Certificate: certificate(), Dropped: dropped.tell}, standard())
		a, b := net.Pipe()
		m.results <- a
		guest, err := secure(context.Background(), b, standard())
		if err != nil {
			t.Fatal(err)
		}
		defer guest.Close()
		synctest.Wait() // the host's side of TLS is done, too
		go func() { _, _ = guest.Read(0) }()
		l.Close()
		wantError(t, (<-dropped).reason, ErrClosed)
	})
}
