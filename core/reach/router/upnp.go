package router

import (
	"context"
	"errors"
	"net/netip"
	"net/url"

	"realtalk/core/reach/igd"
)

// upnp runs an errand of UPnP.
func (w *lan) upnp(ctx context.Context, r request) answer {
	if r.verb == ask {
		return w.meet(ctx, r)
	}
	d, fresh := w.device(ctx, r.door)
	if d == nil {
		return answer{outcome: silent}
	}
	a := perform(ctx, d, r)
	if a.outcome != silent || fresh {
		return a
	}
	// Its description may be elsewhere since it was started anew.
	if d = w.search(ctx, r.door.Gateway, nil); d == nil {
		return a
	}
	return perform(ctx, d, r)
}

func perform(ctx context.Context, d *igd.Device, r request) answer {
	switch is6 := r.door.Inside.Addr().Is6(); {
	case r.verb == open && is6:
		return openHole(ctx, d, r.door)
	case r.verb == open:
		return openDoor(ctx, d, r)
	case r.verb == check:
		return checkDoor(ctx, d, r.door)
	case is6:
		return answer{outcome: outcomeUPnP(d.ClosePinhole(ctx, r.door.Inside.Addr(), r.door.Hole))}
	}
	return shutDoor(ctx, d, r.door)
}

// device gives the one that is known, or that a run before knew.
func (w *lan) device(ctx context.Context, door Door) (d *igd.Device, fresh bool) {
	w.mu.Lock()
	d = w.devices[door.Gateway]
	w.mu.Unlock()
	if d != nil {
		return d, false
	}
	// What is read from disk is checked as if it came from the network.
	u, err := url.Parse(door.Location)
	if err == nil && u.Hostname() == door.Gateway.String() {
		if d, err = igd.At(ctx, door.Location); err == nil {
			return d, true
		}
	}
	return w.search(ctx, door.Gateway, nil), true
}

// search gives the device of a router, nil if there is none.
func (w *lan) search(ctx context.Context, gateway netip.Addr, near []netip.Addr) *igd.Device {
	var found *igd.Device
	_ = igd.Discover(ctx, append([]netip.Addr{gateway}, near...), func(d *igd.Device) { found = d })
	if found == nil {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.devices == nil {
		w.devices = map[netip.Addr]*igd.Device{}
	}
	w.devices[gateway] = found
	return found
}

// meet looks for the device and asks where it stands.
func (w *lan) meet(ctx context.Context, r request) answer {
	d := w.search(ctx, r.door.Gateway, r.near)
	if d == nil {
		return answer{outcome: silent}
	}
	a := answer{page: d.Page(), firewall: d.Firewall6(), external: externalOf(ctx, d)}
	if a.external.IsValid() {
		return a
	}
	if on, err := d.Connected(ctx); err == nil && !on {
		a.outcome = noInternet
	}
	return a
}

// externalOf gives the zero Addr for what is not told.
func externalOf(ctx context.Context, d *igd.Device) netip.Addr {
	a, _ := d.External(ctx)
	return a
}

// holder is whose an outer port is, as far as the router tells.
type holder uint8

const (
	nobody  holder = iota
	ours           // it leads to where the door does
	likely         // it was made by this program, for a computer that the router names in its own way
	unclear        // the router does not tell
	others         // another device's
	unheard        // no answer
)

func holderOf(ctx context.Context, d *igd.Device, door Door) holder {
	m, found, err := d.Mapped(ctx, door.Port)
	var no *igd.Fault
	switch {
	case errors.As(err, &no) && no.NoEntry(), err == nil && !found:
		return nobody
	case errors.As(err, &no), errors.Is(err, igd.ErrAnswer):
		return unclear
	case err != nil:
		return unheard
	case m.To == door.Inside:
		return ours
	case m.To.Addr().IsValid() || m.To.Port() != door.Inside.Port() || !m.Labelled:
		return others
	}
	return likely
}

// openDoor makes or renews a mapping. Some routers give one device's port to
// another without a word, so it is looked up before: a port that may be another's
// is taken only if this computer had it.
func openDoor(ctx context.Context, d *igd.Device, r request) answer {
	door := r.door
	switch h := holderOf(ctx, d, door); {
	case h == unheard:
		return answer{outcome: silent}
	case h == others, (h == likely || h == unclear) && !r.again:
		return answer{outcome: taken}
	}
	if err := d.Map(ctx, door.Port, door.Inside, lease); err != nil {
		return answer{outcome: outcomeUPnP(err)}
	}
	door.Location = d.Location()
	return answer{door: door, external: externalOf(ctx, d), life: lease}
}

func openHole(ctx context.Context, d *igd.Device, door Door) answer {
	from := door.Inside.Addr()
	if door.Hole != 0 {
		err := d.RenewPinhole(ctx, from, door.Hole, lease)
		return answer{outcome: outcomeUPnP(err), door: door, external: from, life: lease}
	}
	id, err := d.Pinhole(ctx, from, door.Inside.Port(), lease)
	door.Hole, door.Location = id, d.Location()
	return answer{outcome: outcomeUPnP(err), door: door, external: from, life: lease}
}

// checkDoor: a router that does not tell has not forgotten anything.
func checkDoor(ctx context.Context, d *igd.Device, door Door) answer {
	h := holderOf(ctx, d, door)
	if h == unheard {
		return answer{outcome: silent}
	}
	return answer{there: h == ours || h == likely || h == unclear, external: externalOf(ctx, d)}
}

// shutDoor deletes a mapping that is ours, and leaves alone what may be another
// device's.
func shutDoor(ctx context.Context, d *igd.Device, door Door) answer {
	switch holderOf(ctx, d, door) {
	case unheard:
		return answer{outcome: silent}
	case unclear:
		return answer{outcome: refused}
	case ours, likely:
		return answer{outcome: outcomeUPnP(d.Unmap(ctx, door.Port)), there: true}
	}
	return answer{}
}

func outcomeUPnP(err error) outcome {
	const noSuchEntry = 704 // WANIPv6FirewallControl:1, section 2.5
	var no *igd.Fault
	switch {
	case err == nil:
		return done
	case !errors.As(err, &no):
		return silent
	case no.Code == noSuchEntry:
		return gone
	case no.Conflict():
		return taken
	}
	return refused
}
