package core

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/reach"
	"realtalk/core/reach/router"
)

const (
	// askRouter is how long the guest's own router may take to tell its address
	// before the reply line is made without.
	askRouter = 5 * time.Second
	// replyPort is what a router is asked for where only its address is wanted.
	replyPort = 40213
)

// ownWays lists where the host can dial this computer, and opens the own
// router's door for it where it has one. A way with port 0 is an address behind
// a router that lets nobody in by itself.
func (g *guest) ownWays(ctx context.Context, port uint16) (ways []netip.AddrPort, closeDoor func()) {
	add := func(a netip.Addr, port uint16) {
		if reach.Public(a) {
			ways = append(ways, netip.AddrPortFrom(a, port))
		}
	}
	closeDoor = func() {}
	if g.cfg.Router {
		var s router.State
		s, closeDoor = g.askOwnRouter(ctx, cmp.Or(port, replyPort))
		if s.Address.IsValid() && port != 0 {
			ways = append(ways, s.Address)
		} else {
			add(s.External, 0)
		}
		if port == 0 {
			closeDoor() // only the address was asked for
			closeDoor = func() {}
		}
	}
	if a := g.cfg.Address; !slices.ContainsFunc(ways, func(w netip.AddrPort) bool { return w.Addr().Is4() == a.Is4() }) {
		add(a, 0)
	}
	local, _ := reach.LocalAddresses() // none: the line can still be made with what is typed
	for _, a := range local {
		add(a, 0)
	}
	return ways, closeDoor
}

// askOwnRouter opens a door at the guest's own router and gives what is known
// when it has answered, or has not for too long.
func (g *guest) askOwnRouter(ctx context.Context, port uint16) (s router.State, closeDoor func()) {
	states := make(chan router.State, 1)
	options, release := replyDoors(g.cfg.Profile, router.Options{
		Port: port,
		Tell: func(s router.State) {
			if s.Answer != router.Asking {
				select {
				case states <- s:
				default:
				}
			}
		},
	})
	keeper := router.Open(options)
	closeDoor = func() {
		keeper.Close()
		release()
	}
	select {
	case s = <-states:
	case <-time.After(askRouter):
	case <-ctx.Done():
	}
	return s, closeDoor
}

// knownWays asks the user for this computer's address as long as nothing tells
// one that the host can reach.
func (g *guest) knownWays(ctx context.Context, own, host []netip.AddrPort) ([]netip.AddrPort, error) {
	for !meet(own, host) {
		g.chat.events.put(Reply{})
		select {
		case a := <-g.chat.address:
			own = slices.Insert(own, 0, netip.AddrPortFrom(a, 0))
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return own, nil
}

// meet tells whether two computers at these ways can dial each other as far as
// their families go, or there is nothing that a person could add: an IPv6 address
// that this computer has is known. The host may reach a door though it does not
// know its own address of that family.
func meet(own, host []netip.AddrPort) bool {
	if !slices.ContainsFunc(host, is4) {
		return len(own) > 0
	}
	return slices.ContainsFunc(own, func(w netip.AddrPort) bool {
		return is4(w) || w.Port() != 0 || slices.ContainsFunc(host, is6)
	})
}

func is4(w netip.AddrPort) bool { return w.Addr().Is4() }
func is6(w netip.AddrPort) bool { return w.Addr().Is6() }
