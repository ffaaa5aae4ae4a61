package link

import (
	"context"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"realtalk/core/wire"
)

// packets is one end of a line for packets in memory, for virtual time.
type packets struct {
	here  *net.UDPAddr
	came  chan []byte
	other *packets
	lose  atomic.Pointer[func() bool]

	mu     sync.Mutex
	wake   chan struct{} // closed while reading has to end
	closed chan struct{}
	once   sync.Once
}

func packetLine() (host, guest *packets) {
	end := func(last byte) *packets {
		return &packets{
			here:   &net.UDPAddr{IP: net.IPv4(192, 0, 2, last), Port: 4000},
			came:   make(chan []byte, 4096),
			wake:   make(chan struct{}),
			closed: make(chan struct{}),
		}
	}
	host, guest = end(1), end(2)
	host.other, guest.other = guest, host
	return host, guest
}

// loses asks f for each packet sent from here whether it is lost.
func (p *packets) loses(f func() bool) { p.lose.Store(&f) }

func (p *packets) at() netip.AddrPort { return addrPort(p.here) }

func (p *packets) ReadFrom(b []byte) (int, net.Addr, error) {
	p.mu.Lock()
	wake := p.wake
	p.mu.Unlock()
	select {
	case data := <-p.came:
		return copy(b, data), p.other.here, nil
	case <-wake:
		return 0, nil, os.ErrDeadlineExceeded
	case <-p.closed:
		return 0, nil, net.ErrClosed
	}
}

func (p *packets) WriteTo(b []byte, _ net.Addr) (int, error) {
	select {
	case <-p.closed:
		return 0, net.ErrClosed
	default:
	}
	if lose := p.lose.Load(); lose != nil && (*lose)() {
		return len(b), nil
	}
	select {
	case p.other.came <- append([]byte(nil), b...):
	default: // as a full buffer of a kernel
	}
	return len(b), nil
}

// SetReadDeadline knows now and never.
func (p *packets) SetReadDeadline(t time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.wake:
		p.wake = make(chan struct{})
	default:
	}
	if !t.IsZero() {
		close(p.wake)
	}
	return nil
}

func (p *packets) SetDeadline(t time.Time) error    { return p.SetReadDeadline(t) }
func (p *packets) SetWriteDeadline(time.Time) error { return nil }
func (p *packets) LocalAddr() net.Addr              { return p.here }
func (p *packets) Close() error                     { p.once.Do(func() { close(p.closed) }); return nil }

func (p *packets) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// quietListener listens for nobody: all that it serves is given to it.
func quietListener(o Options, l limits) *Listener {
	o.Certificate = certificate()
	return newListener(newMemoryListener(), o, l)
}

// packeted gives both ends of a QUIC connection in memory, not admitted. Who
// calls it closes both.
func packeted(t testing.TB, l *Listener) (host, guest *Conn, line *packets) {
	t.Helper()
	line, there := packetLine()
	l.TakeQUIC(line, there.at().Addr())
	guest, err := DialQUIC(context.Background(), there, line.at())
	if err != nil {
		t.Fatal(err)
	}
	if err := guest.Write(&wire.Hello{Identity: wire.ID{1}}); err != nil {
		t.Fatal(err)
	}
	if host, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	mustRead[*wire.Hello](t, host)
	return host, guest, line
}
