//go:build linux

package lab

import (
	"fmt"
	"slices"
	"time"
)

// Router describes a home's way to the Internet. The zero value is a router that
// maps no ports, keeps them in translation, drops what was not asked for and
// has a stateful IPv6 firewall.
type Router struct {
	Profile    string // "all", "igd1", "igd2", "pxp", "pmp", "pcp" or "off" (also "")
	NAT        string // "cone" (also ""), "sym" or "remap"
	Carrier    bool   // behind a carrier's translation
	CarrierNAT string // as NAT, of the carrier or the second home router
	Double     bool   // behind a second home router of profile "all"; implies Lenient, excludes Carrier
	Open6      bool   // no IPv6 firewall
	WAN        string // what meets unsolicited packets from outside: "drop" (also ""), "reject" or "accept" (by the router's own system)
	Lenient    bool   // maps though its outer address is not public
	MinLife    int    // least lifetime of a PCP mapping, s; 0 is 120 (miniupnpd gives NAT-PMP any)
	Hairpin    bool   // the home's computers reach its mapped ports by the outer address
}

// Options describe a lab. The zero value is two homes with zero routers, joined
// by an Internet without delay and loss.
type Options struct {
	Home1, Home2 Router
	More         []Router      // of homes 5 and up, each with one computer
	No6          bool          // no IPv6 anywhere
	Delay        time.Duration // each way, between each home and the Internet
	Loss         float64       // percent of the packets, there too
}

// upstream tells whether something stands between the router and the Internet.
func (r Router) upstream() bool { return r.Carrier || r.Double }

func (r Router) check() error {
	for _, word := range []struct {
		what, is string
		allowed  []string
	}{
		{"profile", r.Profile, []string{"", "off", "all", "igd1", "igd2", "pxp", "pmp", "pcp"}},
		{"NAT", r.NAT, []string{"", "cone", "sym", "remap"}},
		{"carrier's NAT", r.CarrierNAT, []string{"", "cone", "sym", "remap"}},
		{"WAN", r.WAN, []string{"", "drop", "reject", "accept"}},
	} {
		if !slices.Contains(word.allowed, word.is) {
			return fmt.Errorf("no such %s: %q", word.what, word.is)
		}
	}
	if r.Carrier && r.Double {
		return fmt.Errorf("a home is behind a carrier or behind a second router, not both")
	}
	return nil
}
