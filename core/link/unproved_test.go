package link

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/quic-go/quic-go"
)

// Somebody who sends from an address that is not its own never sees the Retry:
// nobody is counted for it, nothing is kept, and who is true gets in.
func TestQUICUnprovedAddressIsNotCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		l := quietListener(Options{
			Guard: func(netip.AddrPort) (uint64, bool) { asked.Add(1); return 1, true },
		}, standard())
		defer l.Close()
		line, there := packetLine()
		l.TakeQUIC(line, there.at().Addr())
		first := firstPacket(t, line.here)
		before := goroutines()
		for i := range 2000 {
			const id = 6 // of the connection (RFC 9000 section 17.2)
			first[id], first[id+1] = byte(i), byte(i>>8)
			if _, err := there.WriteTo(first, line.here); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		if n := asked.Load(); n > 0 {
			t.Errorf("Guard was asked %d times", n)
		}
		if n := goroutines() - before; n > 0 {
			t.Errorf("%d goroutines more", n)
		}
		guest, err := DialQUIC(context.Background(), there, line.at())
		if err != nil {
			t.Fatal(err)
		}
		guest.Close()
		if n := asked.Load(); n != 1 {
			t.Errorf("Guard was asked %d times of one guest", n)
		}
	})
}

// firstPacket is what a guest sends first, without a token.
func firstPacket(t *testing.T, to net.Addr) []byte {
	t.Helper()
	_, silent := packetLine()
	tap := &tapped{packets: silent}
	transport := &quic.Transport{Conn: newOnly(tap, silent.at().Addr())}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second/10)
	defer cancel()
	if _, err := transport.Dial(ctx, to, clientTLS(), guestQUIC(standard())); err == nil {
		t.Fatal("somebody answered")
	}
	transport.Close()
	return tap.first
}

// tapped keeps the first packet and sends none.
type tapped struct {
	*packets
	once  sync.Once
	first []byte
}

func (p *tapped) WriteTo(b []byte, _ net.Addr) (int, error) {
	p.once.Do(func() { p.first = bytes.Clone(b) })
	return len(b), nil
}

// Quic-go keeps a whole packet for a piece of 128 bytes that nobody reads, eleven
// times as much; so a stranger's window is a small one.
func TestQUICStrangerMaySendLittleUnread(t *testing.T) {
	overPackets(t, func(t *testing.T, _, guest *Conn, _ *packets) {
		raw := guest.channel.(plain).stream.Stream
		if err := raw.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		sent := 0
		for {
			n, err := raw.Write(make([]byte, 130))
			sent += n
			if err != nil {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		const waits = 2 << 10 // for a packet, at the guest
		if sent > 16<<10+waits {
			t.Errorf("%d bytes were taken", sent)
		}
	})
}

// A host that ends says nothing of anybody being blocked, wherever they are on
// their way in.
func TestQUICEndOfHostCallsNobodyBlocked(t *testing.T) {
	for name, hold := range map[string]func(context.Context, uint64) bool{
		"held":         func(ctx context.Context, _ uint64) bool { <-ctx.Done(); return false },
		"in handshake": nil,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const trip = 100 * time.Millisecond // of each packet
				// Between packets: in the very moment of one it is anybody's guess.
				for after := trip / 4; after < 12*trip; after += trip / 2 {
					l := quietListener(Options{Hold: hold}, standard())
					line, there := packetLine()
					l.TakeQUIC(line, there.at().Addr())
					dialled := make(chan error, 1)
					go func() {
						c, err := DialQUIC(context.Background(), &slow{there, trip}, line.at())
						if err == nil {
							c.Close()
						}
						dialled <- err
					}()
					time.Sleep(after)
					l.Close()
					if err := <-dialled; errors.Is(err, ErrRefusedBlocked) {
						t.Errorf("after %v: %v", after, err)
					}
				}
			})
		})
	}
}

// slow sends and hears one packet at a time, each so much later.
type slow struct {
	*packets
	by time.Duration
}

func (s *slow) WriteTo(b []byte, to net.Addr) (int, error) {
	time.Sleep(s.by)
	return s.packets.WriteTo(b, to)
}

func (s *slow) ReadFrom(b []byte) (int, net.Addr, error) {
	n, from, err := s.packets.ReadFrom(b)
	time.Sleep(s.by)
	return n, from, err
}

// Guests that come, stop halfway, say nothing or have to make room: Guard hears of
// each once.
func TestQUICEachTokenIsAcceptedOrDroppedOnce(t *testing.T) {
	limits := standard()
	limits.handshake = 2 * time.Second
	limits.household = places{5, 4, 3}
	dropped := make(drops, 300)
	var next atomic.Uint64
	l := serveOn(t, Options{
		Guard:   func(netip.AddrPort) (uint64, bool) { return next.Add(1), true },
		Dropped: dropped.tell,
	}, limits)
	to := takeQUIC(t, l, "127.0.0.1")
	accepted := make(chan uint64, 300)
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
	var guests sync.WaitGroup
	for i := range 40 {
		socket := net.PacketConn(udp(t, "127.0.0.1"))
		if i%4 == 0 {
			socket = &forgetful{PacketConn: socket, left: 2}
		}
		guests.Go(func() {
			c, err := dialQUIC(context.Background(), socket, to, limits)
			if err != nil {
				return
			}
			if i%4 != 1 {
				_, _ = c.channel.Write([]byte{0})
			}
			c.Close()
		})
	}
	guests.Wait()
	l.Close()
	seen := map[uint64]int{}
	for token := range accepted {
		seen[token]++
	}
	close(dropped)
	for d := range dropped {
		seen[d.token]++
	}
	if len(seen) < 40/2 {
		t.Errorf("only %d came to Guard", len(seen))
	}
	for token := range next.Load() {
		if seen[token+1] != 1 {
			t.Errorf("token %d was reported %d times", token+1, seen[token+1])
		}
	}
}

// forgetful sends so many packets and loses the rest.
type forgetful struct {
	net.PacketConn
	mu   sync.Mutex
	left int
}

func (f *forgetful) WriteTo(b []byte, to net.Addr) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left--; f.left < 0 {
		return len(b), nil
	}
	return f.PacketConn.WriteTo(b, to)
}
