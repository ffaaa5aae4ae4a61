package core

import (
	"net/netip"
	"slices"

	"realtalk/core/admission"
	"realtalk/core/wire"
)

// Kick removes a member. Host only.
func (c *Chat) Kick(id wire.ID) error {
	return c.dismiss(id, wire.EndKicked)
}

// BlockMember removes a member and blocks its address. Host only.
func (c *Chat) BlockMember(id wire.ID) error {
	if c.host == nil {
		return ErrNotHost
	}
	var address netip.Addr
	c.host.relay.do(func() {
		if p := c.host.relay.find(id); p != nil {
			address = p.address
		}
	})
	if !address.IsValid() {
		return ErrNoMember
	}
	c.host.door.block(admission.Household(address))
	return c.dismiss(id, wire.EndBlocked)
}

func (c *Chat) dismiss(id wire.ID, reason uint8) error {
	if c.host == nil {
		return ErrNotHost
	}
	err := ErrNoMember
	if !c.host.relay.do(func() {
		if p := c.host.relay.find(id); p != nil && p != c.host.relay.hostSeat {
			c.host.relay.dismiss(p, reason, LeftKicked)
			err = nil
		}
	}) {
		return ErrOver
	}
	return err
}

// Block lets nobody in from an address (IPv6: its /64) any more, and removes
// who is in from there: the host asked for it by hand. Host only.
func (c *Chat) Block(a netip.Addr) error {
	if c.host == nil {
		return ErrNotHost
	}
	household := admission.Household(a)
	c.host.door.block(household)
	r := c.host.relay
	r.do(func() {
		for _, p := range slices.Concat(r.places, r.arriving) {
			if p.address.IsValid() && admission.Household(p.address) == household {
				r.dismiss(p, wire.EndBlocked, LeftKicked)
			}
		}
	})
	return nil
}

// Unblock lifts the block of an address and clears its count. Host only.
func (c *Chat) Unblock(a netip.Addr) error {
	if c.host == nil {
		return ErrNotHost
	}
	c.host.door.unblock(admission.Household(a))
	return nil
}

// Records gives the counts and blocks as they stand. Host only; nil for a
// guest.
func (c *Chat) Records() []admission.Record {
	if c.host == nil {
		return nil
	}
	return c.host.door.records()
}
