package link

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"testing"
	"time"

	"realtalk/core/wire"
)

var certificate = sync.OnceValue(func() tls.Certificate {
	c, err := NewCertificate()
	if err != nil {
		panic(err)
	}
	return c
})

// quick are limits for tests on real sockets that wait for one of them.
func quick() limits {
	l := standard()
	l.handshake = 100 * time.Millisecond
	l.linger = 50 * time.Millisecond
	return l
}

// serveOn listens on a loopback socket.
func serveOn(t testing.TB, o Options, l limits) *Listener {
	t.Helper()
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.Certificate = certificate()
	listener := newListener(socket, o, l)
	t.Cleanup(func() { listener.Close() })
	return listener
}

func (l *Listener) where() string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(l.Port()))
}

// connect gives both ends of a connection over loopback, not admitted.
func connect(t testing.TB, l *Listener) (host, guest *Conn) {
	t.Helper()
	guest, err := Dial(context.Background(), l.where())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { guest.Close() })
	host, err = l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	return host, guest
}

// rawDial connects without TLS from the given loopback address.
func rawDial(t testing.TB, l *Listener, from string) net.Conn {
	t.Helper()
	d := net.Dialer{LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(from), 0))}
	c, err := d.Dial("tcp", l.where())
	if err != nil {
		t.Skipf("this system has no %s: %v", from, err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// piped gives both ends of a connection in memory, for virtual time. What one
// end writes waits until the other reads.
func piped(t testing.TB, l limits) (host, guest *Conn) {
	t.Helper()
	a, b := net.Pipe()
	return pipedOver(t, l, a, b)
}

func pipedOver(t testing.TB, l limits, a, b net.Conn) (host, guest *Conn) {
	t.Helper()
	hosts := newSocket(a)
	shaken := make(chan error, 1)
	server := tls.Server(hosts, serverTLS(certificate()))
	go func() { shaken <- server.Handshake() }()
	guest, err := secure(context.Background(), b, l)
	if err := errors.Join(err, <-shaken); err != nil {
		t.Fatal(err)
	}
	if host, err = newConn(hosts, server, l); err != nil {
		t.Fatal(err)
	}
	return host, guest
}

func encode(t testing.TB, f wire.Frame) []byte {
	t.Helper()
	b, err := wire.Append(nil, f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// delivery is a relayed frame with n bytes of data.
func delivery(t testing.TB, position uint64, n int) []byte {
	return encode(t, &wire.Delivery{Position: position, Data: bytes.Repeat([]byte{7}, n)})
}

func mustRead[F wire.Frame](t testing.TB, c *Conn) F {
	t.Helper()
	f, err := c.Read(10 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	frame, ok := f.(F)
	if !ok {
		t.Fatalf("read a %v", f.Type())
	}
	return frame
}

func wantError(t testing.TB, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("got error %v, want %v", got, want)
	}
}

// drops collects what Dropped is told.
type drops chan drop

type drop struct {
	token  uint64
	reason error
}

func (d drops) tell(token uint64, reason error) { d <- drop{token, reason} }
