// Package pcp speaks the two protocols of port 5351 by which a computer asks its
// router to let others in: PCP (RFC 6887) and NAT-PMP (RFC 6886). It maps TCP
// ports only. For IPv6, where nothing is translated, a PCP mapping is a hole in
// the router's firewall, and it is asked for from the very address that shall be
// reached.
//
// # Messages
//
// All numbers are big-endian, and IPv4 addresses in PCP are IPv4-mapped IPv6
// ones: no preference is ::ffff:0.0.0.0 in IPv4, :: in IPv6. PCP's MAP and its
// answer have 60 bytes:
//
//	bytes  request                     answer
//	1      2, the version              2
//	1      1, MAP                      129
//	2      0                           0, result
//	4      wished lifetime, s          lifetime, s; of an error: how long it lasts
//	4/16   client's address (16)       epoch (4), 12 bytes 0
//	12     nonce                       nonce
//	4      6 (TCP), 0, 0, 0            6, 0, 0, 0
//	2      internal port               internal port
//	2      wished external port        external port
//	16     wished external address     external address
//
// NAT-PMP's three, of 2, 12 and 12 bytes, are answered with 12, 16 and 16, or
// with 8 if the result is not 0:
//
//	address        0 0                      0 128 result(2) epoch(4) address(4)
//	map TCP        0 2 0 0 in(2) out(2)     0 130 result(2) epoch(4) in(2) out(2) lifetime(4)
//	               lifetime(4)
//
// Options, THIRD_PARTY, PEER and UDP mappings are not made: nobody here needs
// them. Options in answers are passed over.
//
// # A question
//
// A question is sent again after 300 ms, then every 500 ms, until an answer comes
// or the caller's context ends: sooner than PCP has it (3 s and more), because
// routers at home answer within 15 ms and somebody waits. Each has a socket of
// its own, so what answers an earlier one is never taken for its answer, and any
// number can be asked at once.
//
// # Trust
//
// Neither protocol proves anything, and the router is a stranger. Its answer has
// to come from its address and port, which the system checks for connected
// sockets; whoever can forge that is on the same network already. What does not
// answer the very question (version, operation, nonce, protocol, port) is passed
// over as if it had not come; more than 1,100 bytes are never read. Lifetimes are
// cut to 24 hours, and an external address that nobody can have, or of the other
// family, counts as none. Whether one is public is for the caller to judge.
//
// Announcements can be made up by anybody on the network. [ListenAnnouncements]
// says what to do about it.
//
// # Versions
//
// A router that speaks NAT-PMP alone answers PCP in version 0 with result 1 (RFC
// 6886 section 3.5), one that speaks another PCP with result 1 in its own version
// (RFC 6887 section 9). Both, and a PCP router's answer to NAT-PMP, are a
// *[ResultError] for which NotSpoken is true, so that nobody has to wait for a
// second word.
//
// Some say nothing to what they do not speak: miniupnpd is silent in the one
// protocol while the other is on. So both are asked at once, and PCP's answer is
// preferred.
//
// # Whose mapping it is
//
// In PCP it belongs to who knows its nonce, also after a restart of the program.
// NAT-PMP deletes what the sender's address and internal port have; the internal
// port 0 would mean all of its mappings there, and all ports in PCP, so it is never
// sent. Beyond another router the address that the router sees is that router's
// outer one, and belongs into Internal.
//
// The hole of an IPv6 mapping that was renewed stays for up to two minutes after
// Unmap where miniupnpd 2.3.1 to 2.3.3 runs on nftables: it forgets whose it is,
// and can be made to shorten it only.
//
// # Epochs
//
// Each answer carries the seconds since the router lost its mappings last. [Lost]
// compares two of them with the time that passed here. A router that lost them
// says so by itself to who listens: miniupnpd in PCP to both families, as soon as
// it runs again. A new public address it announces only if UPnP is switched on.
//
// # Measured
//
// From Dial to the mapping, with miniupnpd 2.3.1 in package lab: 3 to 15 ms in
// IPv4 and IPv6, by PCP and NAT-PMP alike (TestRealRouters -v). With a router on
// loopback that does nothing else 40 µs (BenchmarkMapped).
package pcp
