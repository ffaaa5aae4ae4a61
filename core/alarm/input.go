package alarm

import (
	"net/netip"

	"realtalk/core/admission"
)

// Input is something that happened: Heard, Enter, Gone or Tick.
type Input interface{ input() }

// Heard passes on a notice of the admission machine. It must be given every one,
// in order.
type Heard struct{ admission.Notify }

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

func (Heard) input() {}
func (Enter) input() {}
func (Gone) input()  {}
func (Tick) input()  {}
