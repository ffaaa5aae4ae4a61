// Package nearby finds the chats on the networks that this computer is in, and
// tells those networks of a chat: DNS-SD (RFC 6763) over multicast DNS (RFC
// 6762), service _realtalk._tcp in local.
//
// # What is told
//
// Of a chat with the tag TAG on port PORT, five kinds of records that live for
// 75 s:
//
//	_realtalk._tcp.local  PTR      TAG._realtalk._tcp.local
//	TAG._realtalk...      SRV      rt-TAG.local, PORT
//	TAG._realtalk...      TXT      v=1 tag=TAG port=PORT name=NAME
//	rt-TAG.local          A, AAAA  addresses of the card that they are sent by, 8 at most
//
// NAME is what the host lets be shown. There is no password in it, no key, no
// name of a person or of the computer. Everybody on the network can read it.
//
// It is sent when the chat begins to be told of and a second later, on each card
// with multicast that is no tunnel, by IPv4 and IPv6; then when somebody asks:
// to everybody at most once a second, to single askers (RFC 6762, section 6.7)
// at most 50 times a second and card. At the end a farewell (lifetime 0) goes
// out. Cards and addresses are looked at every 5 s. Of more than 16, as where many
// virtual machines or containers run, 16 are used: the one of the default route,
// those with a maker's hardware address, and the best of the others.
//
// # What is asked
//
// While somebody looks, each card asks at once, then after 1, 2, 4, 8, 16 and
// each 20 s more. Questions go out from a port of their own, so that answers come
// back alone, which firewalls let through and which no other program that shares
// port 5353 can take away; who looks also listens on that port to what is told
// to everybody. Packets go to 224.0.0.251 and ff02::fb and nowhere else, beside
// the system's own, by which it joins those groups (IGMP, MLD). When neither
// Announce nor Browse runs, nothing is sent.
//
// # Trust
//
// Any neighbour may say anything, also in the name of another computer. So what
// is heard decides nothing but what is shown and what may be dialled, and the
// password proves the rest.
//
//   - A packet counts if it comes from an address of the card's own networks. Ways
//     are taken in such networks only, so that nobody is sent to the Internet.
//   - Each address speaks for itself: it cannot take away or rename what another
//     one has said. It may tell of 4 chats, and 8 may tell of one.
//   - At most 32 chats, each with 8 ways and a name of 48 characters, of which
//     invisible ones, those that turn the writing around and quotation marks are
//     left out.
//   - A list is given at most twice a second, whatever the neighbours send, and a
//     packet is 9,000 bytes at most (RFC 6762, section 17).
//   - What was not said again for 75 s is gone, whatever lifetime it was given.
//
// A neighbour who floods the network can still hide chats, as it can on any
// network that it shares. An invite works all the same.
//
// # Why not a whole library
//
// Messages are read and written by github.com/miekg/dns. Of the libraries for
// the service itself, github.com/hashicorp/mdns v1.0.7 announces nothing, says no
// farewell and never answers to everybody, so that nobody learns of a chat but by
// asking; its client uses one card, gives one address of each kind, knows no
// lifetimes, mixes what different packets say about any service, and sends a
// question for each incomplete answer that a neighbour makes up.
//
// # Systems
//
// Run on Linux. On Windows and macOS it was compiled and vetted, never run: there
// port 5353 is shared with the system's own responder, and a firewall or the
// permission for local networks may keep what is told to everybody away. Answers
// to one's own questions should come all the same.
package nearby
