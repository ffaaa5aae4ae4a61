package router

import (
	"net/netip"
	"slices"
)

// Answer is what is known of the way in from the Internet over IPv4.
type Answer uint8

// The answers.
const (
	Asking    Answer = iota // the router has not answered yet
	Opened                  // guests come in at State.Address, as a router says
	NotPublic               // the router has no public address
	Refused                 // the router answers, and says no
	NotFound                // no router answers
)

func (a Answer) String() string {
	return [...]string{"asking", "open", "not public", "refused", "not found"}[a]
}

// Why is the reason for an answer other than Asking and Opened.
type Why uint8

// The reasons.
const (
	NoReason     Why = iota
	NoGateway        // this computer knows no router
	Silent           // the router answers in none of the three ways
	NotAllowed       // the router does not let this computer open doors
	PortTaken        // every port that was tried is another device's
	Carrier          // the router's address is one that a provider shares (RFC 6598)
	SecondRouter     // the router's address is private, and the router there opens no door
	NoInternet       // the router has no address, or says that it is not connected
	Forgets          // the router says yes, and the door is gone soon after
)

func (w Why) String() string {
	return [...]string{
		"no reason", "no gateway", "silent", "not allowed", "port taken", "carrier", "second router", "no Internet", "forgets",
	}[w]
}

// Method is the protocol that opened a door, "" if none did.
type Method string

// The methods, best first.
const (
	PCP    Method = "pcp"
	NATPMP Method = "nat-pmp"
	UPnP   Method = "upnp"
)

// State is all that is known of the ways in that routers open. Zero values are
// not known.
type State struct {
	Answer   Answer
	Why      Why
	Method   Method           // of the door at Gateway
	Address  netip.AddrPort   // the public IPv4 way in
	Pinholes []netip.AddrPort // the IPv6 ways in that a router opened
	External netip.Addr       // what Gateway says its own address is, public or not
	Gateway  netip.Addr       // the router that was asked
	Page     string           // URL of its settings, if it tells
	Inside   netip.AddrPort   // this computer's address and port, which Gateway passes connections on to
}

func (s State) same(o State) bool {
	return slices.Equal(s.Pinholes, o.Pinholes) && s.Answer == o.Answer && s.Why == o.Why && s.Method == o.Method &&
		s.Address == o.Address && s.External == o.External && s.Gateway == o.Gateway && s.Page == o.Page && s.Inside == o.Inside
}
