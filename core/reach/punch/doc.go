// Package punch opens a way between two computers of which neither can be dialled
// from outside, with nobody's help: both dial each other, so that each router
// takes what comes from outside for an answer.
//
// The guest has the host's public addresses from the invite. It makes a [Reply]
// that names its own, begins to dial ([Guest]) and shows the reply as a line,
// which goes back to the host over whatever channel the invite came by. The host
// pastes it and dials too ([Host]), for [Patience] at most. Guest goes on until a
// way is good or its context ends, as it cannot know when the host pastes.
//
// What comes through is a UDP socket or a TCP connection to somebody who knows
// the reply, and nothing more: no proof of who that is. QUIC or TLS and the
// password exchange follow on it as on any other connection.
//
// # The reply line
//
//	rt-reply: and in base32 (RFC 4648, lower case, without padding):
//	  2 bytes    4 bits version, 1; then 3 bits for each of four addresses:
//	             0 none, 1 IPv4, 2 IPv4 and port, 3 IPv6, 4 IPv6 and port
//	  8 bytes    secret, random
//	  4 to 18    each address; its port if it has one
//	  3 bytes    check sum: begin of SHA-256("realtalk reply line", 0, all before)
//
// That is 37 characters with an IPv4 address and 62 with an IPv6 address beside
// it. A port says that a door is open there: the host knocks at it as well, and
// the guest listens (Options.Listener). Each reply has one spelling, but for the case
// of letters, which does not matter. Only addresses that are public
// ([reach.Public]) are in it, each once.
//
// [ParseReply] reads the line alone. [FindReply] finds it in up to 64 KiB of
// pasted text: it drops all characters that can be in no reply line, so that line
// breaks, quotation marks, markup, hyphenation and invisible characters inside do
// not matter; the head tells where the line ends, and the check sum whether it is
// one. The first that is right counts.
//
// # Ports
//
// Both sides derive the ports from the secret: HMAC-SHA-256(secret, label, role,
// number of the pair), 16384 to 65535. The ports in the invite are not used: the
// chat's own port is busy with TCP, and one reply would disturb another. Routers
// mostly keep the port where they can; where one side's does not, only a router
// on the other side that lets all ports of a known address in helps. Probes from
// another port of a known address are therefore answered at that port.
//
// The steady pair is one pair of ports for the whole attempt. It works where a
// router drops what nobody asked for, since a dropped packet leaves no trace, and
// needs no clock: whoever dials second comes through. It is the only pair in
// IPv6, where no router changes ports.
//
// Fresh pairs are for IPv4 routers that take an unasked packet for a connection
// of their own: from then on our packets over that pair leave by another port. So
// both must send before the other's first packet is there, over ports that were
// never used. Pairs are numbered by the wall clock, one each 125 ms for UDP and
// each 400 ms for TCP. The guest dials each at its time; the host earlier or
// later by the pair's shift, so that for some pair both dial at the same moment
// though their clocks differ: every second pair sweeps differences to 120 ms,
// which most computers are within, the others those to 1 s, in steps of 20 ms. A
// sweep goes in steps of three, for where packets take 30 ms and more every third
// is enough. With larger differences such routers cannot be passed by UDP. A
// fresh UDP pair lives 1.5 s, or 3 s after something was heard. After a way
// opened no fresh pair is begun for 3 s.
//
// # UDP
//
// A probe is one byte, 0 hello, 1 heard you, 2 chosen, and 16 bytes of
// HMAC-SHA-256(secret, label, role, pair, that byte). No QUIC packet begins with
// two zero bits (RFC 9443), so both share the socket. Hello goes out each 200 ms
// over the steady pair, once over a fresh one; what was heard is answered, at
// most each 20 ms, and "heard you" repeated each 100 ms. The guest that is told
// "heard you" says "chosen", three times, and hands the socket on; the host does
// at "chosen", or at a QUIC packet from one that it had heard, should all three
// be lost. So no loss of single packets leaves one side with a path that the
// other has not.
//
// # TCP
//
// Both connect from the pair's own port (simultaneous open, RFC 9293, section
// 3.5). A refused try on the steady pair is followed by the next after a random
// 20 to 270 ms: against routers that refuse, two tries must cross, and equal gaps
// may never. One that is not answered is given up after a random 2 to 3 s. A
// fresh pair is tried once. The host's side is TLS's server, as on every other
// connection. On Windows the system itself repeats refused tries; that could not
// be measured.
//
// # Limits and trust
//
// The reply comes from outside, and makes the host send. It sends to four
// addresses at most, all public and none in the /64 of an IPv6 address of its
// own: over the steady pair 5 probes a second, over fresh ones 8 (IPv4), at most
// 7 TCP tries a second (of those that are refused) and 2.5 over fresh pairs, each
// from at most three own IPv6 addresses; a door is tried once a second. All of
// that ends after 30 s, and for each address after 2000 packets (UDP, and TCP
// tries at two packets each), of 17 bytes or none; measured are 600. Ports follow
// from a hash, which whoever invents a reply can steer in one pair, not in the
// hundreds of fresh ones; only the four doors are of free choice, and get one TCP
// connection a second with 17 bytes that begin no protocol. That is what remains
// possible to a hostile reply: some packets that mean nothing, to four computers,
// each time that a person pastes it, and again where somebody who came by it lost the
// connection, for two minutes (core/redial.go). No answer is larger than what it answers or
// goes to another address.
//
// The guest sends at the same pace for as long as its person waits, to at most
// four addresses of the invite. Its router then holds about 500 connections that
// were never answered (fresh pairs at its usual 30 s for UDP, 120 s for TCP),
// which the pace of fresh pairs was chosen for, as carriers bound how many a
// household may have.
//
// Without the secret nobody makes a path look open; who sees packets can repeat
// them, and gains a path that fails. The secret opens nothing else.
//
// # Measured
//
//	PUNCHES=20 go test -v -run TestHomes ./core/reach/punch
//
// (as root, on Linux) in networks of core/reach/lab, 62 ms there and back, time
// from the host's paste to the guest having sent something over the path and got
// an answer (which alone is 62 ms); success, median and longest of 20:
//
//	both routers ...                     UDP                    TCP
//	drop                                 20, 0.16 s, 0.17 s     20, 0.17 s, 0.25 s
//	IPv6 firewalls                       20, 0.16 s, 0.18 s     20, 0.16 s, 0.23 s
//	behind carriers                      20, 0.16 s, 0.17 s     20, 0.16 s, 0.17 s
//	drop, 36 % of packets lost each way  20, 0.37 s, 1.6 s      20, 1.1 s, 5.6 s
//	refuse                               20, 0.16 s, 0.17 s     20, 0.39 s, 1.6 s
//	refuse, IPv6                                                20, 0.42 s, 2.0 s
//	take for their own                   20, 0.72 s, 1.3 s      20, 0.35 s, 1.5 s
//	... clocks 70 ms apart               20, 0.62 s, 1.1 s
//	... clocks 0.9 s apart               20, 6.4 s, 7.3 s
//	... fresh pairs only                                        20, 2.4 s, 3.7 s
//
// All ways together take the better of both (drop with loss: 0.33 s, 1.0 s).
// Between two routers that choose ports at random nothing opens, and the host has
// ErrNoWay after 30 s.
package punch
