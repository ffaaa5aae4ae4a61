package core

import (
	"bytes"
	"net/netip"

	"realtalk/core/link"
	"realtalk/core/wire"
)

// found tells the relay where the chat can be found now. It does not wait; the last
// word counts. One goroutine at a time calls it.
func (r *relay) found(ways []netip.AddrPort) {
	select {
	case <-r.moved:
	default:
	}
	r.moved <- ways
}

// tellWays tells everybody who is in, so that they find the chat again if they have
// to.
func (r *relay) tellWays(ways []netip.AddrPort) {
	f := &wire.Ways{}
	for _, w := range ways[:min(len(ways), wire.MaxWays)] {
		f.Ways = append(f.Ways, wire.PutAddrPort(netip.AddrPortFrom(w.Addr().WithZone(""), w.Port())))
	}
	frame, err := wire.Append(nil, f)
	if err != nil || bytes.Equal(frame, r.ways) {
		return
	}
	r.ways = frame
	for _, p := range r.places {
		if p != r.hostSeat && !p.gone {
			_ = p.line.Send(frame)
		}
	}
}

// brief tells a newcomer what the list does not say: where the chat can be found, and
// who is away.
func (r *relay) brief(p *place) {
	if p == r.hostSeat {
		return
	}
	if r.ways != nil {
		_ = p.line.Send(r.ways)
	}
	for _, other := range r.places {
		if other.away && !other.gone {
			r.send(p, other.whereabouts(r.number))
		}
	}
}

// elsewhere ends connections of members from which nothing can come any more, so that
// nobody takes them for there.
func (h *host) elsewhere(dead func(*link.Conn) bool) {
	for _, p := range h.relay.everybody() {
		if p.lasting != nil {
			p.lasting.cut(dead)
		}
	}
}
