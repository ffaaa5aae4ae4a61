package punch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"time"
)

const (
	maxPartners = 2 * maxAddrs // on one socket; some come from another port than expected
	answerGap   = 20 * time.Millisecond
	maxErrors   = 100 // of a socket, in a row
)

// hole is one UDP socket and whom it talks to.
type hole struct {
	*attempt
	pair     int64
	socket   *net.UDPConn
	mine     probes
	theirs   probes
	partners []*partner
	until    time.Time // end of a fresh pair
}

// partner is one end that the other side's packets may come from.
type partner struct {
	at       netip.AddrPort
	heard    bool
	spoken   time.Time // when something was sent there last
	answered time.Time // when it was in answer to a packet
}

// talk sends probes over one pair of ports until a path opened, the pair has
// had its time, or the context ends.
func (a *attempt) talk(ctx context.Context, pair int64, own netip.Addr, peers []netip.Addr) {
	network := "udp4"
	if peers[0].Is6() {
		network = "udp6"
	}
	local := &net.UDPAddr{IP: own.AsSlice(), Port: int(a.keys.port(a.role, pair))}
	socket, err := net.ListenUDP(network, local)
	if err != nil {
		return // another program has this port; other pairs have others
	}
	h := &hole{
		attempt: a, pair: pair, socket: socket,
		mine: a.keys.probes(a.role, pair), theirs: a.keys.probes(a.role.other(), pair),
	}
	if pair != steady {
		h.until = time.Now().Add(freshFor)
	}
	port := a.keys.port(a.role.other(), pair)
	for _, peer := range peers {
		h.partners = append(h.partners, &partner{at: netip.AddrPortFrom(peer, port)})
	}
	keep := a.closeWith(ctx, socket)
	found, ok := h.run()
	if !keep() {
		return
	}
	if !ok {
		_ = socket.Close()
		return
	}
	_ = socket.SetDeadline(time.Time{})
	a.open(Path{UDP: socket, Peer: found})
}

// run gives the partner that the path leads to; false when there is none.
func (h *hole) run() (netip.AddrPort, bool) {
	packet := make([]byte, 2048)
	for _, p := range h.partners {
		h.say(p, hello)
	}
	for errs := 0; errs < maxErrors; {
		at := h.speak(time.Now())
		if at.IsZero() {
			break
		}
		_ = h.socket.SetReadDeadline(at)
		n, from, err := h.socket.ReadFromUDPAddrPort(packet)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			continue
		case errors.Is(err, net.ErrClosed):
			return netip.AddrPort{}, false
		case err != nil: // what ICMP said, on some systems
			errs++
			continue
		}
		errs = 0
		from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
		if h.receive(packet[:n], from, time.Now()) {
			return from, true
		}
	}
	return netip.AddrPort{}, false
}

// speak sends what is due and gives the time to look again, zero when the pair
// has had its time.
func (h *hole) speak(now time.Time) time.Time {
	if !h.until.IsZero() && !now.Before(h.until) {
		return time.Time{}
	}
	again := h.until
	for _, p := range h.partners {
		gap, words := probeGap, hello
		switch {
		case p.heard:
			gap, words = talkGap, heard
		case h.pair != steady:
			continue // one hello each: the pair was for this moment
		}
		if now.Sub(p.spoken) >= gap {
			h.say(p, words)
		}
		if at := p.spoken.Add(gap); again.IsZero() || at.Before(again) {
			again = at
		}
	}
	return again
}

// receive takes a packet in and tells whether the path to its sender is open.
func (h *hole) receive(packet []byte, from netip.AddrPort, now time.Time) bool {
	p := h.partner(from)
	words, ok := h.theirs.read(packet)
	if !ok {
		return h.role == host && p != nil && p.heard && isQUIC(packet)
	}
	if p == nil && slices.Contains(h.peers, from.Addr()) && len(h.partners) < maxPartners {
		p = &partner{at: from} // its router chose another port
		h.partners = append(h.partners, p)
	}
	if p == nil {
		return false
	}
	if !p.heard && !h.until.IsZero() {
		h.until = now.Add(talkFor)
	}
	p.heard = true
	h.hear()
	switch {
	case h.role == guest && words == heard:
		for range 3 { // one may be lost; if all are, QUIC's own packet says it
			h.say(p, chosen)
		}
		return true
	case h.role == host && words == chosen:
		return true
	case now.Sub(p.answered) >= answerGap:
		p.answered = now
		h.say(p, heard)
	}
	return false
}

func (h *hole) partner(at netip.AddrPort) *partner {
	for _, p := range h.partners {
		if p.at == at {
			return p
		}
	}
	return nil
}

func (h *hole) say(p *partner, words said) {
	p.spoken = time.Now()
	if h.maySend(p.at.Addr(), 1) {
		_, _ = h.socket.WriteToUDPAddrPort(h.mine[words], p.at) // lost or refused: others follow
	}
}
