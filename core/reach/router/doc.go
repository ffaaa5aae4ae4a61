// Package router keeps the doors open by which guests on the Internet get in: a
// mapping of a TCP port at the home's router, by PCP, NAT-PMP or UPnP, and
// pinholes in its IPv6 firewall. It opens, renews, verifies, repairs and deletes
// them, and tells why where nothing opens.
//
// # Asking
//
// All three protocols are asked of the default gateway at once. PCP asks for the
// door in its first packet. NAT-PMP and UPnP are asked for the router's address
// first, which changes nothing at the router; then the best of those that have
// answered opens the door. One that could open it waits 50 ms for better ones
// (PCP before NAT-PMP before UPnP) that are still silent. So there is one mapping,
// at the default gateway alone. If PCP answers after all, when another has
// opened the door, its door is deleted again; some routers delete both then, hence
// the one that is kept is renewed right after.
//
// Packets are waited for two seconds, answers over HTTP five. A router that was
// silent or said no is asked again after a minute, then every ten minutes, when an
// own address or the gateway changes, when the computer wakes up, and when the
// router announces a change; quietly, without Asking being told.
//
// The outer port is the inner one, if that is 1024 or more, else one of ten
// dynamic ports that follow from the own address and port: a computer that comes
// back asks for what it had. UPnP routers are asked first whose a port is, since
// some take it from another device without a word.
//
// # Keeping
//
// Leases are an hour. What PCP and NAT-PMP opened is renewed every ten minutes,
// or at half-life if that is sooner, which makes it again if the router had lost
// it; if the epoch in the answer tells so, the other doors are looked at too. A
// UPnP mapping is looked up ten seconds after it was made, then every ten minutes,
// and renewed at half-life. One that is not there is made again, at the same port,
// once a minute at most. A router that loses it a fourth time without having kept
// it for ten minutes is said to forget: from then on it is made again every ten
// minutes, and counts as open when it has lasted as long. Pinholes are renewed
// alike.
//
// An announcement (PCP's, NAT-PMP's) of one of the gateways makes the doors be
// looked at immediately, whatever its epoch, which tells nothing of a router that
// starts twice within seconds; once a minute at most, since anybody on the network
// can send one. Own addresses and gateways are looked at every five seconds; if
// they change, everything is asked anew.
//
// # Public or not
//
// A router whose own address is in 100.64.0.0/10 (RFC 6598) or 192.0.0.0/24 (RFC
// 6333) is behind a carrier's translation: its door is deleted. One that says no
// without telling its address has none, or is behind such a one as well. A packet
// that passes one router only could tell which, but it would have to be addressed
// to somebody, and nothing is sent to anybody but routers here. Behind a private
// address there is a second home router: it is asked at .1 and .254 of that
// network, the usual places, for a door to
// the first router's door. If it opens one that is public, that is the way in. If
// not, the first router's door stays: it is what the second router's settings have
// to lead to. One whose address is not told stays too, since the user may know the
// address.
//
// # IPv6
//
// Each own public address, the best of each network, gets a pinhole, by PCP from
// the very address, or by UPnP over IPv6. Where nothing opens none, there is
// nothing to tell: some routers let everything through.
//
// # How long it takes
//
// From Open to the answer, in the lab (core/reach/lab, cables without delay), as
// printed by
//
//	go test -v -parallel 1 -run 'TestProfiles|TestClosed|TestDouble' ./core/reach/router | grep -o '| .*|$'
//
//	router                     method     ms
//	PCP, NAT-PMP, UPnP         pcp        17
//	PCP, NAT-PMP               pcp        24
//	PCP                        pcp        23
//	NAT-PMP                    nat-pmp    69
//	UPnP, version 2            upnp      152
//	UPnP, version 1            upnp      124
//	two routers, all           pcp       131
//	two routers, PCP first     pcp        85
//	two routers, NAT-PMP first nat-pmp    85
//	two routers, UPnP first    upnp      138
//	carrier, all               -          16
//	carrier, NAT-PMP           -           2
//	carrier, UPnP              -         116
//	carrier, the router refuses, all 317; PCP 2003; UPnP 2004
//	nothing                    -        2043
//
// # Deleting
//
// Close deletes all doors. So that a run that is killed leaves nothing for longer
// than an hour, what is asked for is written down before the router is asked; the
// next run deletes it, except for what leads to where it wants a door itself, which it
// takes over with its nonce and port. PCP's nonce is one for a whole run: a
// router that was out of sight for a while refuses another one. A pinhole of PCP
// is deleted and made anew instead of renewed, one that was left too,
// since miniupnpd on nftables cannot delete one that was renewed. PCP and NAT-PMP can be asked only from the
// address that a door leads to: if that is not this computer's any more, or the
// router is another one, the door is forgotten.
//
// A UPnP router may be at making a door for longer than anybody waits, and some
// know no leases. What it was asked for and has neither told of nor deleted for
// certain stays written down, up to eight doors, and each run asks once more. That
// it has no such mapping yet is not taken for an answer. A pinhole of UPnP whose
// number was not told cannot be deleted, and ends with its lease.
package router
