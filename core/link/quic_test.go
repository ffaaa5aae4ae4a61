package link

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/quic-go/quic-go"

	"realtalk/core/wire"
)

// udp opens a socket on a loopback address.
func udp(t testing.TB, address string) *net.UDPConn {
	t.Helper()
	c, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.ParseIP(address)})
	if err != nil {
		t.Skipf("this system has no %s: %v", address, err)
	}
	return c
}

func at(c *net.UDPConn) netip.AddrPort { return c.LocalAddr().(*net.UDPAddr).AddrPort() }

// takeQUIC serves a new socket for one address and gives where it is.
func takeQUIC(t testing.TB, l *Listener, from string) netip.AddrPort {
	t.Helper()
	socket := udp(t, "127.0.0.1")
	l.TakeQUIC(socket, netip.MustParseAddr(from))
	return at(socket)
}

// connectQUIC gives both ends of a QUIC connection over loopback, not admitted.
func connectQUIC(t testing.TB, l *Listener) (host, guest *Conn) {
	t.Helper()
	return hello(t, l, mustDialQUIC(t, takeQUIC(t, l, "127.0.0.1")))
}

func mustDialQUIC(t testing.TB, to netip.AddrPort) *Conn {
	t.Helper()
	guest, err := DialQUIC(context.Background(), udp(t, "127.0.0.1"), to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { guest.Close() })
	return guest
}

// hello lets a guest speak first, as a guest does, and gives both ends.
func hello(t testing.TB, l *Listener, guest *Conn) (host, _ *Conn) {
	t.Helper()
	if err := guest.Write(&wire.Hello{Identity: wire.ID{1}}); err != nil {
		t.Fatal(err)
	}
	host, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	if h := mustRead[*wire.Hello](t, host); h.Identity != (wire.ID{1}) {
		t.Fatalf("hello %v", h)
	}
	return host, guest
}

func TestQUICCarriesFrames(t *testing.T) {
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) { return 7, true }}, standard())
	host, guest := connectQUIC(t, l)
	if host.Exporter() != guest.Exporter() || host.Exporter() == ([32]byte{}) {
		t.Error("the exporters differ")
	}
	if host.RemoteAddr() != guest.LocalAddr() && host.RemoteAddr().Port() != guest.LocalAddr().Port() {
		t.Errorf("host sees %v, guest is %v", host.RemoteAddr(), guest.LocalAddr())
	}
	if host.Token() != 7 {
		t.Errorf("token %d", host.Token())
	}
	if err := host.Write(&wire.Greeting{Left: 3}); err != nil {
		t.Fatal(err)
	}
	mustRead[*wire.Greeting](t, guest)
	host.Admitted()
	guest.Admitted()
	for n := uint64(1); n <= 100; n++ {
		if err := host.Send(delivery(t, n, 30<<10)); err != nil {
			t.Fatal(err)
		}
	}
	for n := uint64(1); n <= 100; n++ {
		if d := mustRead[*wire.Delivery](t, guest); d.Position != n {
			t.Fatalf("delivery %d, want %d", d.Position, n)
		}
	}
	other, _ := connectQUIC(t, l)
	if other.Exporter() == host.Exporter() {
		t.Error("two connections share an exporter")
	}
}

// What a connection is told last is read, whichever end says it.
func TestQUICLastFrameArrives(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	host, guest := connectQUIC(t, l)
	host.Finish(encode(t, &wire.Refused{Code: wire.RefusedFull}))
	if r := mustRead[*wire.Refused](t, guest); r.Code != wire.RefusedFull {
		t.Errorf("refused %v", r)
	}
	if _, err := guest.Read(time.Second); !errors.Is(err, io.EOF) {
		t.Errorf("then %v", err)
	}
	host, guest = connectQUIC(t, l)
	host.Admitted()
	guest.Admitted()
	guest.Finish(encode(t, &wire.Leave{Signature: []byte{1}}))
	mustRead[*wire.Leave](t, host)
	guest.Close()
	if _, err := host.Read(5 * time.Second); err == nil {
		t.Error("the host reads on")
	}
}

func TestQUICRefusesWhoIsBlocked(t *testing.T) {
	var asked atomic.Int32
	l := serveOn(t, Options{Guard: func(a netip.AddrPort) (uint64, bool) {
		asked.Add(1)
		return 0, a.Addr() != netip.MustParseAddr("127.0.0.1")
	}}, standard())
	_, err := DialQUIC(context.Background(), udp(t, "127.0.0.1"), takeQUIC(t, l, "127.0.0.1"))
	if !errors.Is(err, ErrRefusedBlocked) || asked.Load() != 1 {
		t.Errorf("%v, asked %d times", err, asked.Load())
	}
}

// Packets from elsewhere never reach QUIC, and so cost nothing and are no try.
func TestQUICTakesPacketsOfOneAddressOnly(t *testing.T) {
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) {
		t.Error("somebody else came to Guard")
		return 0, true
	}}, standard())
	to := takeQUIC(t, l, "127.0.0.9")
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if _, err := DialQUIC(ctx, udp(t, "127.0.0.1"), to); err == nil {
		t.Error("came in")
	}
}

// Both transports share the places before admission.
func TestQUICAndTCPShareThePlaces(t *testing.T) {
	few := standard()
	few.openings = places{bare: 8, secured: 8, greeted: 2}
	few.household = few.openings
	l := serveOn(t, Options{}, few)
	var guests []*Conn
	for n := range 3 {
		var host, guest *Conn
		if n == 1 {
			tcp, err := Dial(t.Context(), l.where())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { tcp.Close() })
			host, guest = hello(t, l, tcp)
		} else {
			host, guest = connectQUIC(t, l)
		}
		host.Greeted()
		guests = append(guests, guest)
	}
	if r := mustRead[*wire.Refused](t, guests[0]); r.Code != wire.RefusedBusy {
		t.Errorf("the first heard %v", r)
	}
}

// A guest that says nothing after the handshake is gone with the opening's time.
func TestQUICSilentGuestIsLetGo(t *testing.T) {
	short := standard()
	short.handshake = 500 * time.Millisecond
	dropped := make(chan error, 1)
	l := serveOn(t, Options{Dropped: func(_ uint64, err error) { dropped <- err }}, short)
	guest := mustDialQUIC(t, takeQUIC(t, l, "127.0.0.1"))
	if err := <-dropped; err == nil {
		t.Error("no reason")
	}
	if _, err := guest.Read(5 * time.Second); err == nil {
		t.Error("the guest reads on")
	}
}

// One stream is all that a connection has.
func TestQUICSecondStreamIsRefused(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	_, guest := connectQUIC(t, l)
	conn := guest.channel.(plain).stream.conn
	if s, err := conn.OpenStream(); err == nil {
		t.Errorf("opened %v", s.StreamID())
	}
	if s, err := conn.OpenUniStream(); err == nil {
		t.Errorf("opened %v", s.StreamID())
	}
}

func TestQUICFrameBeforeAdmissionIsBounded(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	host, guest := connectQUIC(t, l)
	guest.Admitted() // it alone thinks so
	if err := guest.Send(delivery(t, 1, wire.MaxOpening)); err != nil {
		t.Fatal(err)
	}
	if f, err := host.Read(5 * time.Second); err == nil {
		t.Errorf("read %T", f)
	}
}

func TestQUICSlowReaderIsLetGo(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	host, guest := connectQUIC(t, l)
	host.Admitted()
	guest.Admitted()
	var err error
	for n := uint64(0); err == nil && n < 1000; n++ {
		err = host.Send(delivery(t, n, 60<<10))
	}
	if !errors.Is(err, ErrSlow) {
		t.Errorf("after 60 MB: %v", err)
	}
}

// What comes after the end is closed at once.
func TestTakeQUICAfterClose(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	l.Close()
	socket := udp(t, "127.0.0.1")
	l.TakeQUIC(socket, netip.MustParseAddr("127.0.0.1"))
	if _, err := socket.WriteTo([]byte{1}, socket.LocalAddr()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("the socket is open: %v", err)
	}
}

// Nothing runs on when both ends are closed.
func TestQUICLeavesNothing(t *testing.T) {
	before := goroutines()
	l := serveOn(t, Options{}, standard())
	for n := range 5 {
		host, guest := connectQUIC(t, l)
		if n%2 == 0 {
			host.Admitted()
			guest.Admitted()
		}
		guest.Close()
		host.Close()
	}
	mustDialQUIC(t, takeQUIC(t, l, "127.0.0.1")).Close()
	takeQUIC(t, l, "127.0.0.1")
	l.Close()
	for deadline := time.Now().Add(10 * time.Second); goroutines() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			b := make([]byte, 1<<20)
			t.Fatalf("%d more goroutines:\n%s", goroutines()-before, b[:runtime.Stack(b, true)])
		}
	}
}

// goroutines counts those of this package and of quic-go.
func goroutines() int {
	b := make([]byte, 1<<20)
	n := 0
	for _, g := range strings.Split(string(b[:runtime.Stack(b, true)]), "\n\n") {
		if strings.Contains(g, "quic-go") || strings.Contains(g, "core/link.(*") {
			n++
		}
	}
	return n
}

func TestQUICErrorsHaveTheNamesOfTCP(t *testing.T) {
	for want, err := range map[error]error{
		io.EOF:    &quic.ApplicationError{Remote: true, ErrorCode: codeOver},
		ErrBusy:   &quic.ApplicationError{Remote: true, ErrorCode: codeBusy},
		ErrSilent: &quic.IdleTimeoutError{},
	} {
		if got := readFault(err); !errors.Is(got, want) {
			t.Errorf("%v is %v", err, got)
		}
	}
	early := &quic.TransportError{Remote: true, ErrorCode: quic.ApplicationErrorErrorCode}
	if got := readFault(early); !errors.Is(got, ErrBusy) {
		t.Errorf("an end in the handshake is %v", got)
	}
	own := &quic.ApplicationError{ErrorCode: codeBusy}
	if got := readFault(own); errors.Is(got, net.ErrClosed) {
		t.Errorf("an own end is %v", got)
	}
}

// BenchmarkRoundTrip compares the transports in one run.
func BenchmarkRoundTrip(b *testing.B) {
	for name, make := range map[string]func(testing.TB, *Listener) (host, guest *Conn){"TCP": connect, "QUIC": connectQUIC} {
		b.Run(name, func(b *testing.B) {
			host, guest := make(b, serveOn(b, Options{}, standard()))
			host.Admitted()
			guest.Admitted()
			there, back := delivery(b, 1, 400), delivery(b, 2, 400)
			go func() {
				for {
					if _, err := host.Read(0); err != nil || host.Send(back) != nil {
						return
					}
				}
			}()
			for b.Loop() {
				if err := guest.Send(there); err != nil {
					b.Fatal(err)
				}
				if _, err := guest.Read(0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
