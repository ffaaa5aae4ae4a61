//go:build unix

package link

import (
	"errors"
	"net"
	"net/netip"
	"syscall"
	"testing"
	"time"
)

// bothDial connects two bound sockets to each other, neither of which listens.
func bothDial(t *testing.T) (a, b net.Conn) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		left, right := freePort(t), freePort(t)
		dial := func(from, to *net.TCPAddr, out chan<- net.Conn) {
			d := net.Dialer{LocalAddr: from, Control: reuse, Timeout: time.Second}
			for end := time.Now().Add(500 * time.Millisecond); time.Now().Before(end); {
				c, err := d.Dial("tcp", to.String())
				if err == nil {
					out <- c
					return
				}
				if !errors.Is(err, syscall.ECONNREFUSED) {
					time.Sleep(time.Millisecond)
				}
			}
			out <- nil
		}
		one, two := make(chan net.Conn, 1), make(chan net.Conn, 1)
		go dial(left, right, one)
		go dial(right, left, two)
		a, b = <-one, <-two
		if a != nil && b != nil {
			t.Cleanup(func() { a.Close(); b.Close() })
			return a, b
		}
	}
	t.Fatal("the sockets did not meet")
	return nil, nil
}

func freePort(t *testing.T) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr)
}

func reuse(_, _ string, c syscall.RawConn) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		failed = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	})
	return errors.Join(err, failed)
}

// A connection made from both ends at once comes in as an accepted one does.
func TestSimultaneousOpen(t *testing.T) {
	l := serveOn(t, Options{Guard: func(a netip.AddrPort) (uint64, bool) { return uint64(a.Port()), true }}, standard())
	a, b := bothDial(t)
	l.Take(a)
	guest, err := Over(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { guest.Close() })
	host, guest := hello(t, l, guest)
	if host.Exporter() != guest.Exporter() || host.Token() != uint64(guest.LocalAddr().Port()) {
		t.Error("the ends do not belong together")
	}
}

// What comes after the end is closed at once.
func TestTakeAfterClose(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	l.Close()
	a, b := bothDial(t)
	l.Take(a)
	if _, err := b.Read(make([]byte, 1)); err == nil {
		t.Error("the connection is served")
	}
}

// Over TCP made from both ends, too, Guard refuses and hold turns away.
func TestTakeAsksGuard(t *testing.T) {
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) { return 0, false }}, standard())
	a, b := bothDial(t)
	l.Take(a)
	_, err := Over(t.Context(), b)
	wantError(t, err, ErrRefusedBlocked)
}
