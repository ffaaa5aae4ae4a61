package admission

import "net/netip"

// Conn names a connection. The caller gives each a new one.
type Conn uint64

// Input is something that happened: Knock, Ask, Judge, Gone, Block or Unblock.
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

// Block blocks a household on the host's behalf. Why is WhyHost or WhyTries, and
// WhyHost when it is neither. A Prefix wider than one household does nothing.
type Block struct {
	Prefix netip.Prefix
	Why    string
}

// Unblock clears a household's block and count.
type Unblock struct{ Prefix netip.Prefix }

func (Knock) input()   {}
func (Ask) input()     {}
func (Judge) input()   {}
func (Gone) input()    {}
func (Block) input()   {}
func (Unblock) input() {}
