// Package igd opens doors in routers by UPnP: it finds Internet gateway devices
// (WANIPConnection:1 and :2, WANPPPConnection:1) and makes, looks up and deletes
// mappings of TCP ports on them, and pinholes in their IPv6 firewalls
// (WANIPv6FirewallControl:1).
//
// # Search
//
// The search is by SSDP (UPnP Device Architecture 2.0, section 1.3) and our own:
// that of github.com/huin/goupnp always takes two seconds and fails as a whole
// if one network card refuses to send. Each router is asked by its own address
// and by multicast on each card whose network it is in, since some answer only
// one of these: at once for InternetGatewayDevice:1 and :2, after 150 ms for
// ssdp:all, which alone is answered by some, then for all three after 300 ms and
// every 500 ms, for two seconds. While a description of a router is being
// fetched, it is not asked again: a dozen answers to ssdp:all keep miniupnpd from
// all else for 300 ms. Cards in whose network no router is are left alone. A
// router beyond another one, which is no neighbour, is asked by its own address
// alone.
//
// Only routers that were asked for are taken: in a house with ten access points
// the nine others stay as they are. An answer may come from any port. What
// LOCATION, URLBase and the control URLs say about the host does not matter,
// only their ports and paths do: every connection goes to the address that
// answered. So a router that names itself wrongly works, and nobody can send us
// elsewhere.
//
// Of several descriptions and connections of one router the best is taken: with
// control of the IPv6 firewall before without, of several connections the one
// that is connected, WANIPConnection:2 before :1 before WANPPPConnection:1.
//
// Measured with miniupnpd 2.3 in core/reach/lab, ten times each, median and worst
// in ms from the start of the search, of pinholes from the call of Pinhole:
//
//	profile  found     mapped    pinhole
//	igd1     60, 117   75, 129   -
//	igd2     79, 142   102, 157  76, 98
//	all      79, 127   93, 140   78, 89
//
// # What routers do
//
//   - 725 or 402 for a lease: the mapping is made without an end; 402 for one
//     without an end: with an hour's lease. The device remembers which works.
//   - No answer within 3 s over HTTP: they have 5.
//   - An external address that is empty or 0.0.0.0: there is none.
//   - A description that is not quite XML, or in Latin-1: it is read anyway.
//   - A look-up of a port that is free: 714, 713, 501 or 402. One that is taken may
//     name the computer by its host name.
//   - 606 for a pinhole, unless it is asked for over IPv6 from the address it
//     leads to. So the router is looked for over IPv6 too, and known again by its
//     UDN; its addresses there may be others than the system's gateway.
//   - Actions and "TCP" in other than their exact spelling are not known, and
//     SOAPAction has to be in quotation marks. goupnp's SOAP writes it so.
//
// # Trust
//
// UPnP has no proof of anything, and whoever is on the network can answer.
// Nothing that they answer costs more than this: 16 descriptions a search, each
// 256 KiB, 2048 elements, 32 deep; answers to an action 64 KiB and as many
// elements; headers 16 KiB; five seconds for each request with all it brings; no
// redirect, no proxy, no compression, no connection kept. Answers by SSDP are one
// datagram of at most 2 KiB. goupnp has no such limits, therefore all that it
// reads has passed them before, and its own fetching of
// descriptions, which gives up after three seconds, is not used: descriptions are
// fetched here and read into its structures.
package igd
