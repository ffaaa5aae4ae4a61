package admission

import (
	"net/netip"
	"time"
)

// Conn names a connection. The caller gives each a new one.
type Conn uint64

// Input is something that happened: one of the types below.
type Input interface{ input() }

// Knock says that a connection was accepted, before TLS. It is answered by
// Welcome or Refuse. An address that is none and a Conn that is in use are
// refused.
type Knock struct {
	Conn Conn
	Addr netip.Addr
}

// Ask says that a connection wants to try a password: its share arrived. The
// answer is Grant or Shut, perhaps in a later Step. It counts only from a
// connection that neither waits nor tries.
type Ask struct{ Conn Conn }

// Judge says that a granted try was checked. The answer is Admit, Wrong,
// Disconnect or Shut. It counts only from a connection with a granted try, so
// that one shut meanwhile stays out.
type Judge struct {
	Conn  Conn
	Right bool
}

// Gone says that a connection ended. A granted try that was not judged counts as
// wrong.
type Gone struct{ Conn Conn }

// Block blocks a household, or a whole network, on the host's behalf; a network
// wider than MinBits4 or MinBits6 does nothing. Who is blocked already stays so
// since when it was, and only what is given here changes, unannounced. When
// State.Room is zero nobody is blocked whom the host did not block already.
type Block struct {
	Prefix netip.Prefix
	Why    string    // WhyHost or WhyTries; WhyHost when it is neither, and for a network
	Until  time.Time // when it ends by itself, zero if it does not; nothing happens if that is past
	Name   string    // of whom it is about; empty leaves what is known
	Note   string    // the host's own words; empty leaves those there are
}

// Unblock clears the block and the count of exactly this household or network.
// KeepTries leaves up to three wrong tries on the account, so that three more
// block it again.
type Unblock struct {
	Prefix    netip.Prefix
	KeepTries bool
}

// Annotate replaces the note of a household or network that has a record.
type Annotate struct {
	Prefix netip.Prefix
	Note   string
}

// Met says that somebody of that name is in, from there. It is kept in memory
// alone, for the last MaxMet households; a record that such a household gets
// later bears the name.
type Met struct {
	Addr netip.Addr
	Name string
}

// Tick says that time has passed: see State.Next.
type Tick struct{}

func (Knock) input()    {}
func (Ask) input()      {}
func (Judge) input()    {}
func (Gone) input()     {}
func (Block) input()    {}
func (Unblock) input()  {}
func (Annotate) input() {}
func (Met) input()      {}
func (Tick) input()     {}
