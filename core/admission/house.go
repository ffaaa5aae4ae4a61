package admission

import (
	"net/netip"
	"slices"
)

// left is how many tries the household has before the next consequence.
func (h *house) left() int { return roundTries - h.wrong%roundTries }

func (h *house) notify(kind Kind, addr netip.Addr) Notify {
	return Notify{Kind: kind, Prefix: h.address, Addr: addr, Tries: h.wrong}
}

// leave takes a connection out of the machine; its try in flight, if any, is
// the caller's to settle.
func (s *State) leave(v *visitor) {
	h := v.house
	delete(s.visitors, v.conn)
	h.visitors = remove(h.visitors, v.conn)
	h.waiting = remove(h.waiting, v.conn)
}

func remove(conns []Conn, c Conn) []Conn {
	if i := slices.Index(conns, c); i >= 0 {
		return slices.Delete(conns, i, i+1)
	}
	return conns
}
