package link

import (
	"bytes"
	"context"
	"crypto"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"realtalk/core/wire"
)

func TestBlockedAddressHearsPlainAlertBeforeTLS(t *testing.T) {
	asked := make(chan netip.AddrPort, 1)
	l := serveOn(t, Options{Guard: func(from netip.AddrPort) (uint64, bool) {
		asked <- from
		return 0, false
	}}, standard())
	c := rawDial(t, l, "127.0.0.1")
	got, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	if want := []byte{21, 3, 3, 0, 2, 2, 49}; !bytes.Equal(got, want) {
		t.Errorf("got % x, want % x", got, want)
	}
	if from := <-asked; from != addrPort(c.LocalAddr()) || !from.Addr().Is4() {
		t.Errorf("guard was asked about %v", from)
	}
}

// A reset caused by the unread client hello must not overtake the alert.
func TestBlockedGuestAlwaysHearsWhy(t *testing.T) {
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) { return 0, false }}, standard())
	for range 300 {
		_, err := Dial(context.Background(), l.where())
		wantError(t, err, ErrRefusedBlocked)
	}
}

func TestBlockedFloodHoldsNobodyUp(t *testing.T) {
	var open atomic.Bool
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) { return 0, open.Load() }}, standard())
	for range 300 { // they never close their half
		rawDial(t, l, "127.0.0.1")
	}
	if n := len(l.lingerers.places); n > 16 {
		t.Errorf("%d linger", n)
	}
	open.Store(true)
	connect(t, l)
}

func TestGarbageInsteadOfTLSIsDropped(t *testing.T) {
	dropped := make(drops, 10)
	next := uint64(0)
	l := serveOn(t, Options{
		Guard:   func(netip.AddrPort) (uint64, bool) { next++; return next, true },
		Dropped: dropped.tell,
	}, quick())
	for i, garbage := range []string{
		"", "GET / HTTP/1.1\r\n\r\n", "SSH-2.0-x\r\n", string(make([]byte, 1000)),
		"\x16\x03\x01\xff\xff", "\x16\x03\x01\x00\x04\x01\xff\xff\xff", "\x15\x03\x03\x00\x02\x02\x31",
	} {
		c := rawDial(t, l, "127.0.0.1")
		if _, err := io.WriteString(c, garbage); err != nil {
			t.Fatal(err)
		}
		d := <-dropped
		if d.token != uint64(i+1) || d.reason == nil {
			t.Errorf("%q: dropped %+v", garbage, d)
		}
	}
	host, _ := connect(t, l)
	if host.Token() != next {
		t.Errorf("token %d, want %d", host.Token(), next)
	}
}

func Test500IdleConnectionsStayBounded(t *testing.T) {
	dropped := make(drops, 600)
	l := serveOn(t, Options{Dropped: dropped.tell}, standard())
	first := rawDial(t, l, "127.0.0.2")
	for i := range 500 {
		rawDial(t, l, fmt.Sprintf("127.0.0.%d", 2+i%10))
	}
	for range 501 - 256 {
		wantError(t, (<-dropped).reason, ErrBusy)
	}
	l.openings.mu.Lock()
	total := len(l.openings.all)
	l.openings.mu.Unlock()
	if total != 256 {
		t.Errorf("%d openings", total)
	}
	if got, err := io.ReadAll(first); err == nil && len(got) > 0 && got[6] != 80 {
		t.Errorf("the first heard % x", got)
	}
	connect(t, l) // from an eleventh address
}

func TestWhoMakesRoomBeforeTLSHearsBusy(t *testing.T) {
	limits := standard()
	limits.household = places{1, 1, 1}
	l := serveOn(t, Options{}, limits)
	waiting := rawDial(t, l, "127.0.0.1")
	connect(t, l)
	got, err := io.ReadAll(waiting)
	if want := []byte{21, 3, 3, 0, 2, 2, 80}; err != nil || !bytes.Equal(got, want) {
		t.Errorf("got % x, %v, want % x", got, err, want)
	}
}

func TestWhoMakesRoomAfterTLSHearsBusy(t *testing.T) {
	limits := standard()
	limits.household = places{3, 2, 1}
	l := serveOn(t, Options{}, limits)
	var hosts, guests []*Conn
	for range 10 {
		h, g := connect(t, l)
		hosts, guests = append(hosts, h), append(guests, g)
	}
	for i := range 8 {
		if r := mustRead[*wire.Refused](t, guests[i]); r.Code != wire.RefusedBusy {
			t.Errorf("guest %d refused with %v", i, r.Code)
		}
		_, err := guests[i].Read(0)
		wantError(t, err, io.EOF)
		_, err = hosts[i].Read(0)
		wantError(t, err, ErrBusy)
	}
	for i := 8; i < 10; i++ {
		if err := hosts[i].Write(&wire.Ping{}); err != nil {
			t.Fatal(err)
		}
		mustRead[*wire.Ping](t, guests[i])
	}
}

// People who are in are no openings: a flood costs them nothing.
func TestFloodNeverClosesAdmitted(t *testing.T) {
	limits := standard()
	limits.household, limits.openings = places{4, 3, 2}, places{8, 6, 4}
	l := serveOn(t, Options{}, limits)
	host, guest := connect(t, l)
	host.Admitted()
	guest.Admitted()
	for range 100 {
		rawDial(t, l, "127.0.0.1")
	}
	if err := host.Send(delivery(t, 1, 10)); err != nil {
		t.Fatal(err)
	}
	mustRead[*wire.Delivery](t, guest)
}

func TestOldTLSIsRefused(t *testing.T) {
	dropped := make(drops, 1)
	l := serveOn(t, Options{Dropped: dropped.tell}, standard())
	config := clientTLS()
	config.MinVersion, config.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
	c, err := tls.Dial("tcp", l.where(), config)
	if err == nil {
		c.Close()
		t.Fatal("TLS 1.2 went through")
	}
	if a, ok := remoteAlert(err); !ok || a != 70 { // protocol_version
		t.Errorf("heard %v", err)
	}
	<-dropped
}

func TestTLSWithoutProtocolNameIsRefused(t *testing.T) {
	for _, names := range [][]string{nil, {"h2", "http/1.1"}} {
		dropped := make(drops, 1)
		l := serveOn(t, Options{Dropped: dropped.tell}, standard())
		config := clientTLS()
		config.NextProtos, config.VerifyConnection = names, nil
		if c, err := tls.Dial("tcp", l.where(), config); err == nil {
			defer c.Close()
		}
		if d := <-dropped; d.reason == nil {
			t.Errorf("%v: no reason", names)
		}
	}
}

// ticketTaker fails the test when a ticket comes.
type ticketTaker struct{ t *testing.T }

func (ticketTaker) Get(string) (*tls.ClientSessionState, bool) { return nil, false }

func (k ticketTaker) Put(_ string, s *tls.ClientSessionState) {
	if s != nil {
		k.t.Error("host gave a session ticket")
	}
}

func TestNoSessionTickets(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	config := clientTLS()
	config.SessionTicketsDisabled = false
	config.ClientSessionCache = ticketTaker{t}
	config.ServerName = "host" // the cache needs a key
	for range 2 {
		c, err := tls.Dial("tcp", l.where(), config)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		host, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		if c.ConnectionState().DidResume {
			t.Error("resumed")
		}
		host.Finish(encode(t, &wire.Ping{}))
		if _, err := io.ReadAll(c); err != nil { // a ticket would come here
			t.Fatal(err)
		}
		host.Close()
	}
}

// panicKey is a certificate key with a bug.
type panicKey struct{ crypto.Signer }

func (panicKey) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) { panic("bug") }

func TestPanicEndsOnlyItsConnection(t *testing.T) {
	dropped := make(drops, 1)
	var calls atomic.Int32
	l := serveOn(t, Options{Dropped: dropped.tell, Guard: func(netip.AddrPort) (uint64, bool) {
		if calls.Add(1) == 1 {
			panic("bug")
		}
		return 1, true
	}}, standard())
	good := l.config
	bad := good.Clone()
	bad.Certificates = []tls.Certificate{{
		Certificate: good.Certificates[0].Certificate,
		PrivateKey:  panicKey{good.Certificates[0].PrivateKey.(crypto.Signer)},
	}}
	var broken atomic.Bool
	good.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		if broken.Swap(false) {
			return bad, nil
		}
		return nil, nil
	}

	_, err := Dial(context.Background(), l.where()) // Guard panics
	wantError(t, err, ErrBusy)
	broken.Store(true)
	if _, err := Dial(context.Background(), l.where()); err == nil { // the handshake does
		t.Error("handshake went through")
	}
	if d := <-dropped; d.token != 1 || d.reason == nil {
		t.Errorf("dropped %+v", d)
	}
	connect(t, l)
}

func TestEachTokenIsAcceptedOrDroppedOnce(t *testing.T) {
	limits := quick()
	limits.household = places{5, 4, 3}
	dropped := make(drops, 100)
	var next atomic.Uint64
	l := serveOn(t, Options{
		Guard:   func(netip.AddrPort) (uint64, bool) { return next.Add(1), true },
		Dropped: dropped.tell,
	}, limits)
	accepted := make(chan uint64, 100)
	go func() {
		defer close(accepted)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			accepted <- c.Token()
			go c.Close()
		}
	}()
	ended := make(chan struct{})
	const rounds = 40
	for i := range rounds {
		go func() {
			defer func() { ended <- struct{}{} }()
			if i%2 == 0 {
				if c, err := Dial(context.Background(), l.where()); err == nil {
					c.Close()
				}
			} else if c, err := net.Dial("tcp", l.where()); err == nil {
				defer c.Close()
				_, _ = c.Write([]byte("garbage"))
			}
		}()
	}
	for range rounds {
		<-ended
	}
	l.Close()
	seen := map[uint64]int{}
	for token := range accepted {
		seen[token]++
	}
	close(dropped)
	for d := range dropped {
		seen[d.token]++
	}
	for token := range next.Load() {
		if seen[token+1] != 1 {
			t.Errorf("token %d was reported %d times", token+1, seen[token+1])
		}
	}
}

func TestListenerCloseEndsAndReportsEverything(t *testing.T) {
	dropped := make(drops, 10)
	guarded := make(chan struct{}, 10)
	l := serveOn(t, Options{Dropped: dropped.tell, Guard: func(netip.AddrPort) (uint64, bool) {
		guarded <- struct{}{}
		return 1, true
	}}, standard())
	rawDial(t, l, "127.0.0.1")
	guest, err := Dial(context.Background(), l.where()) // TLS is done, nobody accepts
	if err != nil {
		t.Fatal(err)
	}
	defer guest.Close()
	<-guarded
	<-guarded
	for range 2 {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		wantError(t, (<-dropped).reason, ErrClosed)
	}
	_, err = l.Accept()
	wantError(t, err, net.ErrClosed)
	if _, err := guest.Read(10 * time.Second); err == nil {
		t.Error("guest read something")
	}
}
