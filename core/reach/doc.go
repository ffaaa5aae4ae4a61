// Package reach knows how this computer can be reached: its own addresses and
// the join lines and invites that hosts hand out.
//
// # Join lines
//
// A join line is "rt HOST PORT". HOST is an IPv4 or IPv6 literal without
// brackets, with a zone only if it is link-local (fe80::1%eth0), or a DNS name
// in ASCII. PORT is 1 to 65535, in decimal, without leading zeros. Line holds it
// in one spelling: IPv4-in-IPv6 is unwrapped, IPv6 is written as RFC 5952 has
// it, names are in lower case without the final dot.
//
// No line leads to an address where no guest could find a host: unspecified or
// else in 0.0.0.0/8, multicast, broadcast, or the rest of 240.0.0.0/4. Nor to a
// name whose last label is a number, which is a mistyped IPv4 address (WHATWG
// URL, section 3.5). Loopback is fine: two people at one computer.
//
// ParseLine reads what somebody typed as a line and is strict. FindLines reads
// what somebody pasted: whole mails and chat logs, with quotes, markup, time
// stamps and other numbers. What counts there:
//
//   - after the word rt (also ./rt, rt.exe, a path to it, "rt:"): any IP address
//     or a name with a dot in it, then a port, or both in one word with a colon;
//     "port" may stand between, with one word before it ("on port 40213");
//   - rt:HOST:PORT, the form of a link;
//   - without any of these only an IP address: ADDRESS:PORT, or ADDRESS PORT if
//     the port is 1024 or more or is called a port;
//   - and a text that is as a whole one line for ParseLine.
//
// So the time 10:30, the version 1.2.3.4, the web address
// http://192.0.2.1:8080/ and ssh's name@192.0.2.1:22 are none. Punctuation,
// quotation marks and markup around the words do not matter, nor does a line
// break between the words; spaces of every kind are spaces, invisible
// characters are dropped, full-width forms are read as the plain ones. Lines
// marked with rt come first, then the others, each in the order written, which
// is best first in what a host hands out. A text is read up to 64 KiB, to the
// last whole word, and at most 32 lines are given.
//
// Both take bytes of strangers. They decide nothing but what is dialled; the
// password proves the rest.
//
// # Invites
//
// An invite holds all ways into a chat in one word that fits into a text
// message: "rt:" and base32 (RFC 4648 section 6, lower case, no padding; any case
// is read) of
//
//	bytes   meaning
//	1       version, 1
//	2       port of the first way, big-endian
//	6       tag: the first bytes of the chat's ID
//	3-19    for each way, best first, 8 at most
//	2       the first bytes of SHA-256 of all before, against typing errors
//
// A way is 2 and the last two bytes of 192.168.x.y, 4 and an IPv4 address, or 6
// and an IPv6 address; with the high bit set its own port follows. Link-local
// addresses mean nothing elsewhere and are left out. One invite has one text:
// what would be written in another way is not read. The tag proves nothing. It
// spares a guest whose own network has somebody at the same private address a
// password typed into the wrong chat.
//
// FindInvite looks where FindLines does, and puts together what a mail program
// broke into up to six pieces.
//
// # Addresses
//
// LocalAddresses gives the addresses under which guests of the same network
// find this computer, best first. Real cards go before virtual ones (containers,
// virtual machines, tunnels), which lead nowhere for most guests but to a friend
// on the same VPN for some. Among the real ones private IPv4 goes before other
// IPv4 and both before IPv6, since it is easier to type; then an IPv6 address
// that stays before one that will change (RFC 8981), the card of the default
// route before the others, global IPv6 before local (RFC 4193). What will change
// Linux, Windows and macOS tell; elsewhere every address is taken for one that
// stays. Loopback and link-local addresses are left out: the one reaches nobody
// else, the other needs a zone, which is another on the guest's computer.
//
// Gateways gives the routers of the default routes. It reads the system's own
// tables and starts no program: github.com/jackpal/gateway does so for IPv4 on
// Linux, but gives every route's gateway on macOS and the BSDs, reads what the
// route command prints in a few languages on Windows, and loses the zone that an
// IPv6 router is no use without.
//
// Public tells which addresses mean the same everywhere on the Internet.
//
// # Surroundings
//
// Look tells what can be known without sending anything.
//
// VPN: the default route, as the system itself chooses it for one destination of
// IPv4 or else IPv6, starts on a card that is a tunnel by kind or name. So a VPN
// that takes only some destinations is none here, and neither is one whose card
// looks like a cable: some do on Windows. A mobile or dialled connection is a
// tunnel by kind too, and is told apart by its name or by an address that is not
// a private one.
//
// Private is a guess: the default route starts on a card with a private IPv4
// address (RFC 1918) and none that is not, and leads to a router in the same
// network, which has at most 4,094 computers (/20). That fits homes and small
// offices. It fits a cafe or a hotel with a small network as well, so a person
// must be able to say otherwise; and a campus that gives out public addresses,
// the network of a phone's provider or one of IPv6 alone is never private. What
// Windows calls a public network is not asked: it calls most homes so until
// somebody says otherwise.
//
// AskWeb is the only thing in this package that talks to anybody, and only when
// a person presses the button for it.
//
// # Systems
//
// All of it is tested on Linux. What is there for Windows and macOS (cards' names,
// gateways, lifetimes of addresses) was compiled and vetted, and never run.
//
// # Ways in from the Internet
//
// They are opened in packages of their own: router keeps a door open, which it
// asks for by pcp and igd; punch lets two computers dial each other; nearby finds
// chats of the same network; lab builds the networks in which all of it is tested.
// How long a door takes, from the first packet to the answer, in that lab, on
// cables without delay (core/reach/router says which command prints it):
//
//	the router speaks          method     ms
//	PCP, NAT-PMP, UPnP         pcp        17
//	PCP, NAT-PMP               pcp        24
//	PCP                        pcp        23
//	NAT-PMP                    nat-pmp    69
//	UPnP, version 2            upnp      152
//	UPnP, version 1            upnp      124
//	two routers, all           pcp       131
//	nothing                    none     2043
//
// and a punched way, from the host's paste to an answer over it, with a round trip
// of 62 ms, median and longest of 20 in 20 (PUNCHES=20 go test -v -run TestHomes
// ./core/reach/punch):
//
//	both routers               UDP            TCP
//	drop what is unasked       0.16, 0.17 s   0.17, 0.25 s
//	have IPv6 firewalls        0.16, 0.18 s   0.16, 0.23 s
//	are behind carriers        0.16, 0.17 s   0.16, 0.17 s
//	lose 36 %                  0.37, 1.6 s    1.1, 5.6 s
//	reject                     0.16, 0.17 s   0.39, 1.6 s
//	accept                     0.72, 1.3 s    0.35, 1.5 s
//	take a port at random      never          never
package reach
