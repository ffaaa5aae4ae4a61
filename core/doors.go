package core

import (
	"context"
	"net/netip"
	"slices"
	"sync"

	"realtalk/core/profile"
	"realtalk/core/reach"
	"realtalk/core/reach/nearby"
	"realtalk/core/reach/router"
	"realtalk/core/wire"
)

// doors is what a host knows of the ways into its chat: those of its own
// network, the router's door, addresses of its own that the whole Internet
// knows, what the user typed, and what guests from outside have dialled.
type doors struct {
	chat   wire.ID
	port   uint16
	only   netip.Addr // the one address listened on; zero: all
	emit   func(Event)
	around *surroundings

	whereabouts func() whereabouts
	watching    sync.WaitGroup
	looking     sync.Mutex // held from a look to what follows from it

	mu     sync.Mutex // guards what follows
	stop   func()     // ends watch; nil: it does not run
	keeper *router.Keeper
	sign   *nearby.Announcer // nil: people on this network are not told
	name   string            // that they are told; "": none
	shown  bool              // they are to be told
	asks   bool              // a router is asked
	state  router.State      // of the router
	local  []netip.Addr
	vpn    bool
	typed  netip.Addr
	seen   []netip.AddrPort // dialled by guests who came from outside, the newest first
	told   *Doors           // last; nil: nothing yet
}

// newDoors tells of the ways that are there without asking anybody.
func newDoors(chat wire.ID, port uint16, cfg HostConfig, around *surroundings, emit func(Event)) *doors {
	d := &doors{chat: chat, port: port, around: around, emit: emit, asks: cfg.Router, typed: cfg.Address}
	if only, err := netip.ParseAddr(cfg.Listen); err == nil && !only.IsUnspecified() {
		d.only = only.Unmap()
		d.asks = d.asks && !only.IsLoopback() // nobody else gets there
	}
	d.shown = cfg.Nearby && !d.only.IsLoopback()
	if cfg.ShowName {
		d.name = cfg.Name
	}
	d.whereabouts = d.lookAround
	now := d.whereabouts()
	d.local, d.vpn = now.local, now.vpn
	return d
}

// ownAddresses lists where a guest of the same network finds the chat.
func (d *doors) ownAddresses() []netip.Addr {
	if d.only.IsValid() {
		return []netip.Addr{d.only}
	}
	addresses, err := reach.LocalAddresses()
	if err != nil {
		return nil // no network: the chat is there for this computer
	}
	return addresses
}

// open asks the router for a door, which it keeps until close, tells people on
// this network if they are to be told, and begins to watch the own addresses.
func (d *doors) open(p *profile.Profile) {
	d.announce()
	ctx, stop := context.WithCancel(context.Background())
	d.watching.Go(func() { d.watch(ctx) })
	d.mu.Lock()
	d.stop = stop
	d.mu.Unlock()
	if !d.asks {
		d.tell()
		return
	}
	keeper := router.Open(router.Options{
		Port: d.port, Left: readDoors(p, doorsFile),
		Keep: func(doors []router.Door) error { return writeDoors(p, doorsFile, doors) },
		Tell: d.answered,
	})
	d.mu.Lock()
	defer d.mu.Unlock()
	d.keeper = keeper
}

// close deletes the doors of the router. Nothing is told any more.
func (d *doors) close() {
	d.mu.Lock()
	keeper, sign, stop := d.keeper, d.sign, d.stop
	d.sign, d.shown = nil, false
	d.mu.Unlock()
	if stop != nil {
		stop()
	}
	d.watching.Wait()
	if sign != nil {
		sign.Close()
	}
	if keeper != nil {
		keeper.Close()
	}
}

// announce tells people on this network where the chat is now. That it cannot is
// no reason to trouble anybody: they use the line.
func (d *doors) announce() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.shown {
		return
	}
	if d.sign != nil {
		d.sign.Close()
	}
	c := nearby.Chat{Name: d.name, Tag: tagOf(d.chat).String()}
	for _, a := range d.local {
		c.Ways = append(c.Ways, netip.AddrPortFrom(a, d.port))
	}
	sign, err := nearby.Announce(c)
	if err == nil {
		d.sign = sign
	}
}

// typedAddress takes what the user knows of this computer's public address.
func (d *doors) typedAddress(a netip.Addr) { d.change(func() { d.typed = a }) }

// dialled takes what a guest says it dialled, if it really came from outside. It
// proves a way that the host knows already; else it is hearsay, and handed out only
// where there is nothing better, for the guest may lie.
func (d *doors) dialled(from netip.Addr, to netip.AddrPort) {
	if from == to.Addr() || !reach.Public(from) || !reach.Public(to.Addr()) || to.Port() == 0 {
		return
	}
	d.change(func() {
		if n := slices.Index(d.seen, to); n >= 0 {
			d.seen = slices.Delete(d.seen, n, n+1)
		}
		d.seen = slices.Insert(d.seen, 0, to)
		d.seen = d.seen[:min(len(d.seen), maxSeen)]
	})
}

func (d *doors) change(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
	d.put()
}

func (d *doors) tell() { d.change(func() {}) }
