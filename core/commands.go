package core

import (
	"net/netip"

	"realtalk/core/admission"
	"realtalk/core/wire"
)

// Kick removes a member. It may come back by the rules for everybody. Host only.
func (c *Chat) Kick(id wire.ID) error {
	if c.host == nil {
		return ErrNotHost
	}
	err := ErrNoMember
	if !c.host.relay.do(func() {
		if p := c.host.relay.find(id); p != nil && p != c.host.relay.hostSeat {
			c.host.relay.dismiss(p, wire.EndKicked, LeftKicked)
			err = nil
		}
	}) {
		return ErrOver
	}
	return err
}

// BlockMember blocks the address of a member, also of one who left, which
// removes everybody from there. Host only; errors are those of Edit and ErrNoMember.
func (c *Chat) BlockMember(id wire.ID) error {
	if c.host == nil {
		return ErrNotHost
	}
	t := c.host.relay.whereIs(id)
	if !t.address.IsValid() {
		return ErrNoMember
	}
	return c.Edit([]Edit{{Do: EditBlock, Address: admission.Household(t.address), Name: t.name}})
}

// Address gives where a member came from, also one of the last who left. Host
// only; not ok for a guest, for the host itself and for who was never in.
func (c *Chat) Address(id wire.ID) (a netip.Addr, ok bool) {
	if c.host == nil {
		return netip.Addr{}, false
	}
	a = c.host.relay.whereIs(id).address
	return a, a.IsValid()
}

// Rules gives the rules of the door; zero for a guest.
func (c *Chat) Rules() Rules {
	if c.host == nil {
		return Rules{}
	}
	return c.host.lobby.get()
}

// SetRules changes them; RulesChanged tells the new ones. Host only.
func (c *Chat) SetRules(r Rules) error {
	if c.host == nil {
		return ErrNotHost
	}
	c.host.lobby.set(r)
	return nil
}

// Asking lists who waits to be let in, the longest first; nil for a guest.
func (c *Chat) Asking() []Asks {
	if c.host == nil {
		return nil
	}
	return c.host.lobby.waiting()
}

// LetIn and Decline answer for somebody who waits. Host only; ErrNoMember if
// nobody of that identity does.
func (c *Chat) LetIn(id wire.ID) error { return c.decide(id, AskAdmitted) }

// Decline is the other answer, see LetIn.
func (c *Chat) Decline(id wire.ID) error { return c.decide(id, AskDeclined) }

func (c *Chat) decide(id wire.ID, r AskResult) error {
	if c.host == nil {
		return ErrNotHost
	}
	return c.host.lobby.decide(id, r)
}

// Records gives the counts and blocks as they stand. Host only; nil for a
// guest.
func (c *Chat) Records() []admission.Record {
	if c.host == nil {
		return nil
	}
	return c.host.door.records()
}
