// Package pcp speaks the two protocols of port 5351 by which a computer asks its
// router to let others in: PCP (RFC 6887) and NAT-PMP (RFC 6886). It maps TCP
// ports only; of IPv6, where nothing is translated, a PCP mapping is a hole in the
// router's firewall.
//
// # A question
//
// A question is one datagram of 2 to 60 bytes and is sent again after 300 ms, and
// then every 500 ms, until an answer comes or the caller's context ends: sooner
// than the RFCs have it (3 s and more for PCP, 250 ms doubling for NAT-PMP),
// because routers at home answer within some 15 ms and somebody waits.
//
// # Whom to believe
//
// The router is a stranger. The socket is connected, so the system drops what
// does not come from the router's address and port; whoever can forge that is on
// the same network. What does not answer the very question (protocol, operation,
// nonce, port) is skipped as if it had not come, at most 1,100 bytes are read, and
// a lifetime is 24 hours at most. Nothing that a router says of its public address
// is checked here: it may be private, or none.
//
// A router that speaks NAT-PMP alone answers a PCP question in NAT-PMP, with
// result 1 (RFC 6886 section 3.5): that is a ResultError that NotSpoken tells.
//
// # A mapping
//
// In PCP it belongs to who knows its nonce, also after a restart of the program,
// and it can be deleted only from the address that it leads to. The PCP of IPv6
// must be spoken from the very address that is to be reached. NAT-PMP knows
// neither: it deletes by the port.
//
// # Epochs
//
// Every answer carries the seconds since the router lost its mappings last. Lost
// compares two of them with the time that passed here.
package pcp
