package pcp

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"
)

// Client asks one router. Any goroutine may call its methods, at the same time
// too.
type Client struct {
	router netip.AddrPort
	local  netip.Addr

	open context.Context // ends by Close
	end  context.CancelCauseFunc
}

// Dial prepares to ask a router from an address of this computer, the zero Addr
// for the one that the system takes. A link-local gateway has its zone. It sends
// nothing; the error is that of the system if there is no way to the router.
func Dial(gateway, local netip.Addr) (*Client, error) { return dial(gateway, local, Port) }

func dial(gateway, local netip.Addr, port uint16) (*Client, error) {
	c := &Client{router: netip.AddrPortFrom(gateway.Unmap(), port), local: local.Unmap()}
	socket, err := c.socket()
	if err != nil {
		return nil, fmt.Errorf("dial router %s: %w", gateway, err)
	}
	c.local = socket.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap()
	if err := socket.Close(); err != nil {
		return nil, fmt.Errorf("dial router %s: %w", gateway, err)
	}
	c.open, c.end = context.WithCancelCause(context.Background())
	return c, nil
}

// Local is the address of this computer that questions are sent from, without
// its zone.
func (c *Client) Local() netip.Addr { return c.local.WithZone("") }

// Close ends every question under way, and all that come later.
func (c *Client) Close() error {
	c.end(net.ErrClosed)
	return nil
}

// Map makes or renews a mapping and gives it as the router has it. A PCP mapping
// without a nonce gets a new one; without a lifetime the wish is an hour. A
// router may give another port and another lifetime than those that were wished
// for, also one of few seconds. External has no address if it is unknown, as
// always in NAT-PMP: External tells it there. The error wraps ErrNoAnswer,
// ErrNotMapped or a *ResultError.
func (c *Client) Map(ctx context.Context, wish Mapping) (Mapping, error) {
	m, err := wish.complete(c.router.Addr(), c.Local())
	if err != nil {
		return Mapping{}, fmt.Errorf("map %s: %w", wish.Internal, err)
	}
	if m.Protocol == PCP && m.Nonce == ([12]byte{}) {
		rand.Read(m.Nonce[:])
	}
	a, err := c.ask(ctx, m)
	if err == nil && (a.external.Port() == 0 || a.lifetime == 0) {
		err = ErrNotMapped
	}
	if err != nil {
		return Mapping{}, fmt.Errorf("map %s: %w", m.Internal, err)
	}
	m.External, m.Lifetime, m.Epoch = a.external, a.lifetime, a.epoch
	return m, nil
}

// Unmap deletes a mapping that Map gave, also in an earlier run of the program.
// That the router does not have it any more is no error. The error is as Map's.
func (c *Client) Unmap(ctx context.Context, m Mapping) error {
	if err := c.unmap(ctx, m); err != nil {
		return fmt.Errorf("unmap %s: %w", m.Internal, err)
	}
	return nil
}

func (c *Client) unmap(ctx context.Context, m Mapping) error {
	m, err := m.complete(c.router.Addr(), c.Local())
	if err != nil {
		return err
	}
	m.Lifetime = 0
	_, err = c.ask(ctx, m)
	no := (*ResultError)(nil)
	switch {
	case !errors.As(err, &no):
		return err
	case no.NoResources(): // miniupnpd, of what it does not have
		return nil
	case no.NotAuthorized() && m.Internal.Addr().Is6():
		// miniupnpd up to 2.3.3 on nftables forgets by a renewal whose a hole is,
		// but lets everybody shorten it to its least lifetime, two minutes.
		m.Lifetime = time.Second
		_, err = c.ask(ctx, m)
	}
	return err
}

// External asks for the router's outer IPv4 address by NAT-PMP; the zero Addr is
// none. It may be private. The error is as Map's.
func (c *Client) External(ctx context.Context) (addr netip.Addr, epoch uint32, err error) {
	a, err := c.exchange(ctx, NATPMP, pmpAskAddress(), readPMPAddress)
	if err != nil {
		return netip.Addr{}, 0, fmt.Errorf("ask for the public address: %w", err)
	}
	return a.external.Addr(), a.epoch, nil
}

func (c *Client) ask(ctx context.Context, m Mapping) (answer, error) {
	if m.Protocol == NATPMP {
		return c.exchange(ctx, NATPMP, m.appendPMPMap(nil), func(b []byte) (answer, error) { return readPMPMap(b, m) })
	}
	return c.exchange(ctx, PCP, m.appendMap(nil), func(b []byte) (answer, error) { return readMap(b, m) })
}
