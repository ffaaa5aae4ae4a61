package link

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// bothDial connects two bound sockets to each other, neither of which listens.
// The first would be reset, as nobody is there yet; its socket does not hear that,
// so that it is still dialling when the second does.
func bothDial(t *testing.T) (a, b net.Conn) {
	t.Helper()
	left, right := freePort(t), freePort(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	dialling := make(chan struct{})
	first := make(chan net.Conn, 1)
	go func() {
		d := net.Dialer{LocalAddr: left, Control: func(_, _ string, c syscall.RawConn) error {
			defer close(dialling)
			return control(c, deafToResets)
		}}
		c, _ := d.DialContext(ctx, "tcp4", right.String())
		first <- c
	}()
	<-dialling
	for b == nil && ctx.Err() == nil { // until the first has begun
		d := net.Dialer{LocalAddr: right, Control: func(_, _ string, c syscall.RawConn) error {
			return control(c, reuse)
		}}
		if c, err := d.DialContext(ctx, "tcp4", left.String()); err == nil {
			b = c
		}
	}
	if a = <-first; a == nil || b == nil {
		t.Fatal("the sockets did not meet")
	}
	t.Cleanup(func() { a.Close(); b.Close() })
	return a, b
}

func control(c syscall.RawConn, set func(fd int) error) error {
	var failed error
	err := c.Control(func(fd uintptr) { failed = set(int(fd)) })
	return errors.Join(err, failed)
}

func reuse(fd int) error {
	return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
}

// deafToResets drops segments with the flag RST (RFC 9293 section 3.1: byte 13).
func deafToResets(fd int) error {
	const flags, rst = 13, 4
	program := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_B | unix.BPF_ABS, K: flags},
		{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, Jf: 1, K: rst},
		{Code: unix.BPF_RET | unix.BPF_K, K: 0},
		{Code: unix.BPF_RET | unix.BPF_K, K: 1 << 16},
	}
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	return errors.Join(reuse(fd), unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &filter))
}

func freePort(t *testing.T) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr)
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
