package link

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/quic-go/quic-go"

	"realtalk/core/wire"
)

// knockQUIC dials and gives the error.
func knockQUIC(t testing.TB, to netip.AddrPort, l limits) <-chan error {
	t.Helper()
	socket := udp(t, "127.0.0.1")
	dialled := make(chan error, 1)
	go func() {
		c, err := dialQUIC(context.Background(), socket, to, l)
		if err == nil {
			c.Close()
		}
		dialled <- err
	}()
	return dialled
}

func openingsOf(l *Listener) int {
	l.openings.mu.Lock()
	defer l.openings.mu.Unlock()
	return len(l.openings.all)
}

// A bug of Guard's lets nobody in, but calls nobody blocked either.
func TestQUICPanicInGuard(t *testing.T) {
	dropped := make(drops, 1)
	l := serveOn(t, Options{
		Guard:   func(netip.AddrPort) (uint64, bool) { panic("bug") },
		Dropped: dropped.tell,
	}, standard())
	err := <-knockQUIC(t, takeQUIC(t, l, "127.0.0.1"), standard())
	wantError(t, err, ErrBusy)
	l.Close()
	select {
	case d := <-dropped:
		t.Errorf("dropped %v, which Guard had not let in", d)
	default:
	}
}

// Who may not pass Hold hears that there is no room, before a key is made.
func TestQUICHold(t *testing.T) {
	answer := make(chan bool)
	dropped := make(drops, 1)
	l := serveOn(t, Options{
		Guard:   func(netip.AddrPort) (uint64, bool) { return 7, true },
		Hold:    func(_ context.Context, token uint64) bool { return <-answer && token == 7 },
		Dropped: dropped.tell,
	}, standard())
	to := takeQUIC(t, l, "127.0.0.1")
	refused := knockQUIC(t, to, standard())
	answer <- false
	wantError(t, <-refused, ErrBusy)
	if d := <-dropped; d.token != 7 {
		t.Errorf("dropped %d", d.token)
	}
	go func() { answer <- true }()
	hello(t, l, mustDialQUIC(t, to))
}

// One that is held makes room for another, and ends with the listener.
func TestQUICHoldEndsWithItsConnection(t *testing.T) {
	limits := standard()
	limits.openings = places{1, 1, 1}
	held := make(chan struct{}, 2)
	dropped := make(drops, 2)
	l := serveOn(t, Options{
		Hold: func(ctx context.Context, _ uint64) bool {
			held <- struct{}{}
			<-ctx.Done()
			return true
		},
		Dropped: dropped.tell,
	}, limits)
	to := takeQUIC(t, l, "127.0.0.1")
	first := knockQUIC(t, to, limits)
	<-held
	second := knockQUIC(t, to, limits)
	<-held
	wantError(t, <-first, ErrBusy)
	wantError(t, (<-dropped).reason, ErrBusy)
	l.Close()
	if err := <-second; err == nil || errors.Is(err, ErrRefusedBlocked) {
		t.Errorf("from a closed listener: %v", err)
	}
	wantError(t, (<-dropped).reason, ErrClosed)
}

// A host that closes calls nobody blocked who was let in, also if Hold takes its
// time to notice.
func TestQUICHeldIsNotBlockedByClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		held := make(chan struct{})
		l := quietListener(Options{Hold: func(ctx context.Context, _ uint64) bool {
			close(held)
			<-ctx.Done()
			time.Sleep(time.Second)
			return true
		}}, standard())
		line, there := packetLine()
		l.TakeQUIC(line, there.at().Addr())
		dialled := make(chan error)
		go func() {
			_, err := DialQUIC(context.Background(), there, line.at())
			dialled <- err
		}()
		<-held
		go l.Close()
		wantError(t, <-dialled, ErrBusy)
	})
}

func TestQUICPanicInHold(t *testing.T) {
	dropped := make(drops, 1)
	l := serveOn(t, Options{
		Hold:    func(context.Context, uint64) bool { panic("bug") },
		Dropped: dropped.tell,
	}, standard())
	err := <-knockQUIC(t, takeQUIC(t, l, "127.0.0.1"), standard())
	wantError(t, err, ErrBusy)
	if d := <-dropped; d.reason == nil {
		t.Error("no reason")
	}
}

// Many handshakes at once have as many places as over TCP; who waited longest
// loses its own, is told so and is gone.
func TestQUICHandshakesAreBoundedByThePlaces(t *testing.T) {
	limits := standard()
	limits.household = places{bare: 4, secured: 3, greeted: 2}
	dropped := make(drops, 32)
	l := serveOn(t, Options{Dropped: dropped.tell}, limits)
	to := takeQUIC(t, l, "127.0.0.1")
	var quiet []*Conn
	for range 12 {
		quiet = append(quiet, mustDialQUIC(t, to)) // it opens no stream
	}
	for _, guest := range quiet[:8] {
		wantError(t, (<-dropped).reason, ErrBusy)
		_, err := guest.Read(0)
		wantError(t, err, ErrBusy)
	}
	if n := openingsOf(l); n != 4 {
		t.Errorf("%d have a place", n)
	}
	hello(t, l, quiet[11]) // and those who have one are as well as ever
}

// Guard lets in, the guest is gone in the middle of the handshake: it is told.
func TestQUICGuestGoneInHandshakeIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dropped := make(drops, 1)
		var passed atomic.Bool
		l := quietListener(Options{
			Guard:   func(netip.AddrPort) (uint64, bool) { return 9, true },
			Hold:    func(context.Context, uint64) bool { passed.Store(true); return true },
			Dropped: dropped.tell,
		}, standard())
		defer l.Close()
		line, there := packetLine()
		line.loses(passed.Load) // nothing more, once the first message has come
		l.TakeQUIC(line, there.at().Addr())
		if _, err := DialQUIC(context.Background(), there, line.at()); err == nil {
			t.Fatal("came in")
		}
		if d := <-dropped; d.token != 9 || d.reason == nil {
			t.Errorf("dropped %v", d)
		}
		if n := openingsOf(l); n != 0 {
			t.Errorf("%d places are taken by nobody", n)
		}
	})
}

// Half a first message costs little, and only so many may be at that.
func TestQUICHalfHellosAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := standard()
		limits.household[bare] = 4
		var asked atomic.Int32
		l := quietListener(Options{Guard: func(netip.AddrPort) (uint64, bool) { asked.Add(1); return 0, true }}, limits)
		defer l.Close()
		line, there := packetLine()
		l.TakeQUIC(line, there.at().Addr())
		for range 10 {
			transport := &quic.Transport{Conn: newOnly(&halfHello{packets: there}, line.at().Addr())}
			ctx, cancel := context.WithTimeout(context.Background(), time.Second/10)
			_, err := transport.Dial(ctx, line.here, clientTLS(), guestQUIC(limits))
			cancel()
			transport.Close()
			if err == nil {
				t.Fatal("came in")
			}
		}
		if asked := asked.Load(); asked != 4 {
			t.Errorf("%d got to Guard", asked)
		}
		time.Sleep(time.Minute) // their time is over
		guest, err := DialQUIC(context.Background(), there, line.at())
		if err != nil {
			t.Fatalf("afterwards: %v", err)
		}
		guest.Close()
	})
}

// halfHello sends the first packet of an attempt, once more with the token of the
// answer, and then no more.
type halfHello struct {
	*packets
	sent []string
}

func (h *halfHello) WriteTo(b []byte, to net.Addr) (int, error) {
	// Long header: flags, version, then the destination's connection ID, which is
	// another one with the token (RFC 9000 section 17.2).
	id := string(b[6 : 6+int(b[5])])
	if slices.Contains(h.sent, id) || len(h.sent) == 2 {
		return len(b), nil
	}
	h.sent = append(h.sent, id)
	return h.packets.WriteTo(b, to)
}

// Quic-go prints what it thinks of sockets, once per process; people who chat are
// not to see it.
func TestQUICPrintsNothing(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var said, complained bytes.Buffer
	alone := exec.CommandContext(t.Context(), self, "-test.run=^TestQUICCarriesFrames$", "-test.v")
	alone.Stdout, alone.Stderr = &said, &complained
	if err := alone.Run(); err != nil || !bytes.Contains(said.Bytes(), []byte("--- PASS: TestQUICCarriesFrames")) {
		t.Fatalf("%v: %s", err, said.Bytes())
	}
	if complained.Len() > 0 {
		t.Errorf("printed %q", complained.String())
	}
}

// Who cannot speak the protocol is told from a host that is busy or gone.
func TestDialQUICSaysWhenItIsNotRealTalk(t *testing.T) {
	other := serverTLS(certificate())
	other.NextProtos = []string{"h3"}
	socket := udp(t, "127.0.0.1")
	transport := &quic.Transport{Conn: newOnly(socket, netip.MustParseAddr("127.0.0.1"))}
	t.Cleanup(func() { transport.Close(); socket.Close() })
	if _, err := transport.Listen(other, hostQUIC(standard())); err != nil {
		t.Fatal(err)
	}
	wantError(t, <-knockQUIC(t, at(socket), standard()), ErrNotRealTalk)
}

func TestOverClosesWhatFailed(t *testing.T) {
	a, b := net.Pipe()
	a.Close()
	if _, err := Over(t.Context(), b); err == nil {
		t.Fatal("TLS with nobody")
	}
	if err := b.SetDeadline(time.Time{}); err == nil {
		t.Error("still open")
	}
}

// What both transports promise alike.
func TestBothTransports(t *testing.T) {
	for name, connect := range map[string]func(testing.TB, *Listener) (host, guest *Conn){
		"tcp":  connect,
		"quic": connectQUIC,
	} {
		t.Run(name, func(t *testing.T) {
			l := serveOn(t, Options{}, standard())
			host, guest := connect(t, l)
			if host.Exporter() != guest.Exporter() || host.Exporter() == ([32]byte{}) {
				t.Error("the exporters differ")
			}
			if host.RemoteAddr().Addr() != netip.MustParseAddr("127.0.0.1") ||
				host.RemoteAddr().Port() != guest.LocalAddr().Port() ||
				guest.RemoteAddr().Port() != host.LocalAddr().Port() {
				t.Errorf("%v-%v and %v-%v", host.LocalAddr(), host.RemoteAddr(), guest.LocalAddr(), guest.RemoteAddr())
			}
			if _, err := guest.channel.Write(header(wire.MaxOpening+1, wire.TypeDelivery)); err != nil {
				t.Fatal(err)
			}
			_, err := host.Read(10 * time.Second)
			wantError(t, err, wire.ErrTooLong)
			host.Finish(encode(t, &wire.Refused{Code: wire.RefusedFull}))
			mustRead[*wire.Refused](t, guest)
			wantError(t, guest.Close(), nil)
			wantError(t, host.Close(), nil)
			wantError(t, guest.Send(ping), ErrClosed)

			host, guest = connect(t, l)
			_, err = host.Read(20 * time.Millisecond)
			wantError(t, err, os.ErrDeadlineExceeded)
			guest.Close()
		})
	}
}
