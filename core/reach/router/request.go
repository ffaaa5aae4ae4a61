package router

import (
	"net/netip"
	"time"
)

// verb is what a router is asked for.
type verb uint8

const (
	ask   verb = iota // is it there, and what is its outer address? NAT-PMP, UPnP
	open              // make a door, or renew it
	check             // is the door there? UPnP
	shut              // delete a door
)

func (v verb) String() string { return [...]string{"ask", "open", "check", "shut"}[v] }

// request is one errand. It has one answer.
type request struct {
	id    int
	verb  verb
	door  Door
	near  []netip.Addr // ask by UPnP: the IPv6 gateways of the same router
	again bool         // open: the router may have the door
	limit time.Duration
}

// How long errands take at most.
const (
	limitUDP   = 2 * time.Second
	limitHTTP  = 15 * time.Second       // a search, or three requests of five seconds each
	limitDoubt = 300 * time.Millisecond // to delete what was hardly opened
)

func (r request) patience() time.Duration {
	switch {
	case r.verb == shut || r.door.Method != UPnP:
		return limitUDP
	}
	return limitHTTP
}

// outcome is how an errand ended.
type outcome uint8

const (
	done       outcome = iota
	silent             // nobody answers
	notSpoken          // this protocol is not spoken
	refused            // no
	taken              // this port is another device's
	noInternet         // the router is not connected
	gone               // the door is not there any more
)

func (o outcome) String() string {
	return [...]string{"done", "silent", "not spoken", "refused", "taken", "no Internet", "gone"}[o]
}

// answer is what came of a request.
type answer struct {
	id       int
	outcome  outcome
	door     Door          // open: as the router has it
	external netip.Addr    // outer address; of a hole, the one that guests dial; zero: not known
	life     time.Duration // open
	epoch    uint32        // PCP, NAT-PMP
	there    bool          // check
	page     string        // ask, UPnP
	firewall bool          // ask, UPnP: the router opens pinholes too
}

// look is what this computer sees of its network.
type look struct {
	network network
	woken   bool // it slept, or somebody thinks that something changed
}

// network is the part of it that counts.
type network struct {
	gateway netip.Addr   // IPv4; zero: none
	inside  netip.Addr   // own address towards it
	near    []netip.Addr // IPv6 gateways
	global  []global     // own addresses that want a pinhole
	own     []netip.Addr // all own addresses
}

// global is an own IPv6 address, with the gateway of its card.
type global struct{ addr, gateway netip.Addr }

// orders are what a plan wants done; what is kept is written before it is told.
type orders struct {
	requests []request
	keep     bool
	doors    []Door // to be kept
	certain  int    // close: so many of the requests delete what is open
	tell     *State
}

// input is a look, an answer, a pcp.Announcement or nil: only time went by.
type input any
