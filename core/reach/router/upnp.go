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
		return openDoor(ctx, d, r.door)
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

// openDoor makes or renews a mapping. Some routers give one device's port to
// another without a word, so it is looked up before.
func openDoor(ctx context.Context, d *igd.Device, door Door) answer {
	if to, found, err := d.Mapped(ctx, door.Port); err == nil && found && to != door.Inside {
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

func checkDoor(ctx context.Context, d *igd.Device, door Door) answer {
	to, found, err := d.Mapped(ctx, door.Port)
	if o := outcomeUPnP(err); o == silent {
		return answer{outcome: silent}
	}
	// A router that does not know the question has not forgotten anything.
	return answer{there: err != nil || found && to == door.Inside, external: externalOf(ctx, d)}
}

// shutDoor deletes a mapping that is ours.
func shutDoor(ctx context.Context, d *igd.Device, door Door) answer {
	if to, found, err := d.Mapped(ctx, door.Port); err == nil && (!found || to != door.Inside) {
		return answer{}
	}
	return answer{outcome: outcomeUPnP(d.Unmap(ctx, door.Port))}
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
