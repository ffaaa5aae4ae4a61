package pcp

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"
)

// Mapping is a way through a router, for TCP.
type Mapping struct {
	Protocol Protocol
	Gateway  netip.Addr
	Internal netip.AddrPort // of this computer
	External netip.AddrPort // asked: a wish, the port at least; answered: what it is
	Lifetime time.Duration
	Epoch    uint32   // the router's clock when it answered, see Lost
	Nonce    [12]byte // proves to a PCP router whose mapping it is; made by Map if it is zero
}

// Client talks to one router. Its methods may be called from any goroutine; one
// question is asked at a time.
type Client struct {
	gateway netip.Addr
	conn    *net.UDPConn
	turn    chan struct{}
	close   func() error
}

// Dial opens a socket to a router from an address of this computer, the zero
// Addr for the system's choice. It sends nothing. A link-local gateway has a zone.
func Dial(gateway, local netip.Addr) (*Client, error) {
	var from *net.UDPAddr
	if local.IsValid() {
		from = net.UDPAddrFromAddrPort(netip.AddrPortFrom(local, 0))
	}
	// Connected, so that the system drops what comes from elsewhere.
	conn, err := net.DialUDP("udp", from, net.UDPAddrFromAddrPort(netip.AddrPortFrom(gateway, routerPort)))
	if err != nil {
		return nil, fmt.Errorf("dial router %s: %w", gateway, err)
	}
	return &Client{gateway: gateway, conn: conn, turn: make(chan struct{}, 1), close: sync.OnceValue(conn.Close)}, nil
}

// routerPort is Port but in tests.
var routerPort uint16 = Port

// Local is the address of this computer that the router sees.
func (c *Client) Local() netip.Addr {
	return c.conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap().WithZone("")
}

// Close ends the socket and every question under way.
func (c *Client) Close() error { return c.close() }

// Map makes or renews a mapping and gives it as the router has it. The error
// wraps ErrNoAnswer or a *ResultError. A mapping of NAT-PMP has no external
// address: External tells that.
func (c *Client) Map(ctx context.Context, m Mapping) (Mapping, error) {
	m.Gateway = c.gateway
	if m.Protocol == PCP && m.Nonce == ([12]byte{}) {
		if _, err := rand.Read(m.Nonce[:]); err != nil {
			return Mapping{}, err
		}
	}
	a, err := c.ask(ctx, m)
	if err != nil {
		return Mapping{}, fmt.Errorf("map port %d at %s: %w", m.Internal.Port(), c.gateway, err)
	}
	if a.external.Port() == 0 || a.lifetime == 0 {
		return Mapping{}, fmt.Errorf("map port %d at %s: %w", m.Internal.Port(), c.gateway, errForeign)
	}
	m.External, m.Lifetime, m.Epoch = a.external, a.lifetime, a.epoch
	return m, nil
}

// Unmap deletes a mapping that Map gave. Where the router does not find whose an
// IPv6 hole is (miniupnpd on nftables), it closes within a short time by itself.
func (c *Client) Unmap(ctx context.Context, m Mapping) error {
	m.Lifetime = 0
	if m.Protocol == NATPMP {
		m.External = netip.AddrPort{} // RFC 6886 section 3.4
	}
	_, err := c.ask(ctx, m)
	if no := (*ResultError)(nil); errors.As(err, &no) && no.NotAuthorized() && m.Internal.Addr().Is6() {
		m.Lifetime = time.Second // the router makes it as long as its rules want
		_, err = c.ask(ctx, m)
	}
	if err != nil {
		return fmt.Errorf("unmap port %d at %s: %w", m.Internal.Port(), c.gateway, err)
	}
	return nil
}

// External asks a NAT-PMP router for its public address, which may be none or
// private. The error is as Map's.
func (c *Client) External(ctx context.Context) (addr netip.Addr, epoch uint32, err error) {
	a, err := c.exchange(ctx, NATPMP, pmpAskExternal(), readPMPExternal)
	if err != nil {
		return netip.Addr{}, 0, fmt.Errorf("ask %s for its address: %w", c.gateway, err)
	}
	return a.external.Addr(), a.epoch, nil
}

func (c *Client) ask(ctx context.Context, m Mapping) (answer, error) {
	if m.Protocol == NATPMP {
		return c.exchange(ctx, NATPMP, pmpMap(m), func(b []byte) (answer, error) { return readPMPMap(b, m) })
	}
	return c.exchange(ctx, PCP, pcpMap(m), func(b []byte) (answer, error) {
		if speaksNATPMP(b) {
			return answer{code: 1}, nil
		}
		return readPCP(b, m)
	})
}

const (
	firstPause = 300 * time.Millisecond // routers on a cable answer in 15
	nextPause  = 500 * time.Millisecond
)

// exchange sends a question until an answer to it comes.
func (c *Client) exchange(ctx context.Context, p Protocol, question []byte, read func([]byte) (answer, error)) (answer, error) {
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return answer{}, noAnswer(ctx.Err())
	}
	stop := context.AfterFunc(ctx, func() { _ = c.conn.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	b := make([]byte, maxMessage+1)
	for pause := firstPause; ctx.Err() == nil; pause = nextPause {
		if _, err := c.conn.Write(question); err != nil && !passes(err) {
			return answer{}, noAnswer(err)
		}
		a, err := c.await(ctx, b, time.Now().Add(pause), read)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
		case err != nil:
			return answer{}, err
		case a.code != 0:
			return answer{}, &ResultError{p, a.code}
		default:
			return a, nil
		}
	}
	return answer{}, noAnswer(ctx.Err())
}

// await reads until an answer comes or the time is over.
func (c *Client) await(ctx context.Context, b []byte, by time.Time, read func([]byte) (answer, error)) (answer, error) {
	for {
		if err := c.conn.SetReadDeadline(by); err != nil {
			return answer{}, noAnswer(err)
		}
		if ctx.Err() != nil { // it may have ended just before the deadline was set
			return answer{}, noAnswer(ctx.Err())
		}
		n, err := c.conn.Read(b)
		switch {
		case err == nil:
			if a, err := read(b[:n]); err == nil {
				return a, nil
			}
		case errors.Is(err, os.ErrDeadlineExceeded):
			return answer{}, err
		case passes(err):
			// Nothing listens there at this moment; a router that starts may.
			if err := sleep(ctx, time.Until(by)); err != nil {
				return answer{}, noAnswer(err)
			}
		default:
			return answer{}, noAnswer(err)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// passes tells an error of one packet from one of the socket.
func passes(err error) bool {
	return errors.Is(err, refused) || errors.Is(err, unreachable)
}

func noAnswer(err error) error { return fmt.Errorf("%w: %w", ErrNoAnswer, err) }
