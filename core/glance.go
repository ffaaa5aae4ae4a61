package core

import (
	"context"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/reach"
	"realtalk/core/reach/router"
)

// glance is how often a host looks at its own addresses. A router's answers do
// not tell of all changes: none is asked, perhaps, or the new addresses are of
// IPv6 and no pinhole opens.
const glance = 5 * time.Second

// whereabouts is where this computer is in its networks.
type whereabouts struct {
	local []netip.Addr // where a guest of the same network finds the chat, best first
	vpn   bool         // what goes to the Internet goes through a tunnel
}

// lookAround asks the system, and sends nothing.
func (d *doors) lookAround() whereabouts {
	around, _ := reach.Look() // unknown surroundings: no VPN
	return whereabouts{d.ownAddresses(), around.VPN}
}

// watch looks again and again until ctx ends.
func (d *doors) watch(ctx context.Context) {
	turn := time.NewTicker(glance)
	defer turn.Stop()
	for {
		select {
		case <-turn.C:
			d.look(nil)
		case <-ctx.Done():
			return
		}
	}
}

// answered takes what the router says now.
func (d *doors) answered(s router.State) {
	d.around.behind(s.External, s.Address.Addr())
	d.look(&s)
}

// look takes where this computer is now, and what the router says if that is
// new. One look at a time, so that the last one counts.
func (d *doors) look(s *router.State) {
	d.looking.Lock()
	defer d.looking.Unlock()
	now := d.whereabouts()
	moved := false
	d.change(func() {
		moved = !slices.Equal(now.local, d.local)
		elsewhere := s != nil && (s.Address != d.state.Address || s.External != d.state.External || s.Gateway != d.state.Gateway)
		if moved || elsewhere {
			d.seen = nil // it was true where this computer was before
		}
		if s != nil {
			d.state = *s
		}
		d.local, d.vpn = now.local, now.vpn
	})
	if moved {
		d.announce()
	}
}
