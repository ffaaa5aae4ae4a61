package link

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

// Options say where to listen and whom to let through to TLS.
type Options struct {
	Address     string // of this computer; "" is every IPv4 and IPv6 address
	Port        int    // 0 finds a free one
	Certificate tls.Certificate

	// Guard is asked right after accept, before TLS, on the goroutine that
	// accepts, so it must be quick; of one connection at a time. !ok refuses the
	// address. Nil lets everybody through with token 0.
	Guard func(from netip.AddrPort) (token uint64, ok bool)

	// Hold is asked before TLS, on a goroutine of the connection's own, and may
	// wait until ctx ends, which it does when the connection has to make room;
	// !ok turns it away as busy. The ten seconds for TLS begin after it. Nil
	// holds nobody.
	Hold func(ctx context.Context, token uint64) (ok bool)

	// Crowded is told of each connection that lost its place, or found none,
	// because too many of all households wait for admission; not because its own
	// household has too many. It is called on any goroutine and must be quick; a
	// panic in it is recovered from. It may be nil.
	Crowded func(from netip.Addr)

	// Stuck is told why connections cannot be taken any more, which most often is that
	// there are no file descriptors left, and with nil when they can again: on the
	// goroutine that accepts, so it must be quick, and not before it was so for a
	// second, for a connection that is gone again is no news. It may be nil.
	Stuck func(why error)

	// Dropped is told of each connection that Guard let through and that Accept
	// never gave, once, on that connection's goroutine. It may be nil.
	Dropped func(token uint64, reason error)
}

// Listener accepts connections. Its methods may be called from any goroutine.
type Listener struct {
	options   Options
	limits    limits
	config    *tls.Config
	socket    net.Listener
	openings  *openings
	lingerers *lingerers

	ready     chan *Conn
	life      context.Context // until Close
	end       context.CancelFunc
	guarding  sync.Mutex     // held while Guard is asked
	accepting sync.WaitGroup // what may add to serving
	serving   sync.WaitGroup // connections that Accept has not given
	starting  sync.Mutex     // held while accepting is added to, or life ends
}

// Listen opens the socket and starts to accept. ctx bounds the opening alone.
func Listen(ctx context.Context, o Options) (*Listener, error) {
	network := "tcp" // both families
	if a, err := netip.ParseAddr(o.Address); err == nil {
		// Else "0.0.0.0" would mean every IPv6 address, too.
		network = "tcp6"
		if a.Unmap().Is4() {
			network = "tcp4"
		}
	}
	// Pings keep connections alive, so the kernel does not have to.
	config := net.ListenConfig{KeepAlive: -1}
	config.SetMultipathTCP(false)
	where := net.JoinHostPort(o.Address, strconv.Itoa(o.Port))
	socket, err := config.Listen(ctx, network, where)
	if err != nil {
		return nil, fmt.Errorf("listen %s: %w", where, err)
	}
	return newListener(socket, o, standard()), nil
}

func newListener(socket net.Listener, o Options, limits limits) *Listener {
	if o.Guard == nil {
		o.Guard = func(netip.AddrPort) (uint64, bool) { return 0, true }
	}
	if o.Hold == nil {
		o.Hold = func(context.Context, uint64) bool { return true }
	}
	if o.Crowded == nil {
		o.Crowded = func(netip.Addr) {}
	}
	if o.Stuck == nil {
		o.Stuck = func(error) {}
	}
	if o.Dropped == nil {
		o.Dropped = func(uint64, error) {}
	}
	life, end := context.WithCancel(context.Background())
	l := &Listener{
		options:   o,
		limits:    limits,
		config:    serverTLS(o.Certificate),
		socket:    socket,
		lingerers: newLingerers(limits.lingering, limits.linger),
		ready:     make(chan *Conn),
		life:      life,
		end:       end,
	}
	l.openings = newOpenings(limits.openings, limits.household, l.crowded)
	l.accepting.Go(l.acceptAll)
	return l
}

// Port is the one listened on.
func (l *Listener) Port() int { return int(addrPort(l.socket.Addr()).Port()) }

// Accept gives the next connection whose TLS is done; it still counts as an
// opening until Admitted or Close. After Close the error is ErrClosed.
func (l *Listener) Accept() (*Conn, error) {
	select {
	case c := <-l.ready:
		return c, nil
	case <-l.life.Done():
		return nil, ErrClosed
	}
}

// Close stops listening, ends the connections that Accept has not given, and
// waits for their goroutines and for those that linger (0.25 s at most, over QUIC
// 1 s). The
// others live on.
func (l *Listener) Close() error {
	l.starting.Lock()
	l.end()
	l.starting.Unlock()
	_ = l.socket.Close()
	l.accepting.Wait()
	l.serving.Wait()
	l.lingerers.close()
	return nil
}

// begin makes Close wait for accepting.Done; false: the listener is closed.
func (l *Listener) begin() bool {
	l.starting.Lock()
	defer l.starting.Unlock()
	if l.isClosed() {
		return false
	}
	l.accepting.Add(1)
	return true
}

func (l *Listener) isClosed() bool { return l.life.Err() != nil }

// acceptAll never gives up while the listener is open: what fails (no file
// descriptors, a guest that was gone again) passes.
func (l *Listener) acceptAll() {
	const shortest, longest = 5 * time.Millisecond, time.Second
	pause, told := shortest, false
	for {
		raw, err := l.socket.Accept()
		switch {
		case l.isClosed():
			if err == nil {
				_ = raw.Close()
			}
			return
		case err == nil:
			pause = shortest
			if told {
				told = false
				l.options.Stuck(nil)
			}
			l.greet(raw)
		default:
			if pause == longest && !told {
				told = true
				l.options.Stuck(err)
			}
			select {
			case <-l.life.Done():
				return
			case <-time.After(pause):
				pause = min(2*pause, longest)
			}
		}
	}
}
