// Package lab builds small Internets of Linux network namespaces for the tests
// of other packages: two homes behind routers that do address translation and
// run a real port-mapping daemon, and a stranger in between. The product never
// imports it. It needs root, iproute2, nftables and, once, a package mirror of
// Debian or Ubuntu; the network of the computer itself is never touched.
//
//	                     wan  203.0.113.254  2001:db8::fe
//	    +----------------------+----------------------+
//	    |                      |                      |
//	    | .1                   | .50                  | .2
//	router1                  peer                  router2
//	    | 192.168.1.1      203.0.113.50               | 192.168.2.1
//	    | 2001:db8:1::1    2001:db8::50               | 2001:db8:2::1
//	    +--------+                                    |
//	    |        |                                    |
//	  host      lan                                 guest
//	  .10       .11                                  .10
//
// With [Router.Carrier] a carrier's translation stands between a home and the
// Internet: carrier1 is 203.0.113.3 outside and 100.64.1.1 inside, router1 then
// has 100.64.1.2 and no public IPv4 address (carrier2: .4, 100.64.2.1). With
// [Router.Double] the same place is taken by a second home router with
// 10.0.0.0/24 inside, which maps ports too. IPv6 is routed natively through
// both, by 2001:db8:f1::/64 (f2 in home 2), and nothing but the home's own
// router filters it. IPv4 that nobody asked for is dropped there.
//
// [Options.More] adds homes with one computer each: "guest5" behind "router5", which
// is 203.0.113.5 outside and 192.168.5.1 and 2001:db8:5::1 inside, then those with 6,
// and so on; their carriers are two numbers above them.
//
// # Names
//
// Computers are "host", "lan", "guest" and "peer", their card is eth0. Routers
// are "router1", "router2", "carrier1" and "carrier2"; their card to the
// Internet is wan0. "wan" is the Internet's own router. The documentation
// ranges 203.0.113.0/24 (RFC 5737) and 2001:db8::/32 (RFC 3849) are what is
// public here. To its own computers every router is fe80::1 as well, which is
// their way out for IPv6, as from a router's advertisements (RFC 4861).
//
// # Routers
//
// A router translates IPv4 by nftables' masquerade: "cone" keeps the source port
// wherever it can and lets only those in who were sent to (address and port
// restricted, RFC 4787 section 5); "sym" takes a port at random for each
// connection; "remap" takes another port than the inner one, but the same for
// all destinations. Its profile says which protocols a real miniupnpd offers on
// it: "igd1" and "igd2" UPnP of that version, "pmp" NAT-PMP, "pcp" PCP, "pxp"
// these two, "all" everything, "off" nothing. A box of version 1 knows nothing
// of IPv6. IPv6 passes a stateful firewall unless Open6 is set.
//
// miniupnpd is Debian's, unpacked into the user's cache folder and not
// installed, so that none of its scripts run. Since version 2.2 it refuses to
// map where its outer address is not public, and it counts documentation
// addresses among those. The lab therefore runs copies of the program in which
// single entries of its table of reserved networks are replaced by one that is
// there twice then: 203.0.113.0/24 in all, and 10.0.0.0/8 and 100.64.0.0/10 as
// well in the copy for [Router.Lenient], since most routers on the market do not
// look.
//
// # Delay and loss
//
// Where Options ask for it, the cable between a home and the Internet is a pair
// of TAP devices whose frames this process carries. Without, it is a plain veth
// pair. The network emulator of the kernel (netem) is not needed.
//
// # Several labs
//
// Any number of labs stand side by side, in one process and in several. Each
// process holds a numbered lock file in /run/realtalk-lab as long as it lives,
// and the number is in its namespaces' names. What a process that was killed
// left behind is deleted by the next one that builds a lab; daemons are ended by
// the kernel together with the process that started them.
//
// # How a test runs inside
//
// Whole programs are started by [Lab.Command]. Sockets of the test itself are
// opened by [Lab.Enter]. For anything that starts goroutines which open sockets,
// a part of the test is run as a process of its own, which is the same test
// binary:
//
//	func TestMapping(t *testing.T) {
//		l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pcp"}})
//		l.Run(t, "host", "TestMappingInside", "PORT=40001")
//		if maps := l.Maps("router1"); len(maps) != 1 { ... }
//	}
//
//	func TestMappingInside(t *testing.T) {
//		if lab.Inside() == "" {
//			t.Skip("a part of TestMapping")
//		}
//		... os.Getenv("PORT") ...
//	}
//
// [Lab.Test] gives the same as a command that is not started yet, for parts that
// run while the test goes on.
package lab
