package alarm

import (
	"net/netip"

	"realtalk/core/admission"
)

// Input is something that happened: one of the types below.
type Input interface{ input() }

// Heard passes on a notice of the admission machine. It must be given every one,
// in order.
type Heard struct{ admission.Notify }

// Crowded says that a connection had to make room for others, because there were
// too many, before it tried anything.
type Crowded struct {
	House netip.Prefix // its household
}

// Admitted says that the right password came from a household.
type Admitted struct{ House netip.Prefix }

// Enter says that a connection wants to go on: to TLS, or to another try. It is
// answered by Pass or Busy, perhaps in a later Step, unless Gone comes first. One
// that is in line already does nothing.
type Enter struct {
	Conn  admission.Conn
	House netip.Prefix // its household
	Wrong int          // wrong tries of that household, those in flight included
	Known bool         // somebody was in from that household
}

// Gone says that a connection ended. From one that is not in line it does
// nothing.
type Gone struct{ Conn admission.Conn }

// Tick says that it is as late as Next wished.
type Tick struct{}

func (Heard) input()    {}
func (Crowded) input()  {}
func (Admitted) input() {}
func (Enter) input()    {}
func (Gone) input()     {}
func (Tick) input()     {}
