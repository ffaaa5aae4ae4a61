// Package core is Real Talk without a screen: Host starts a chat, Join enters
// one, and a Chat gives its events in order. It imports no user interface and
// is not imported by its parts.
//
// # The rooms
//
//	admission  who may try, how often (pure)        cpace    the password exchange
//	room       who is in, what may be concluded     pgp      keys, sealing and opening
//	wire       frames, bytes <-> structs            link     TLS, deadlines, outboxes
//	alarm      what the host is told, attacks (pure) control  the host's other programs
//	reach      addresses, lines, router, punching   profile  what is kept on disk
//	resume     what waits for who lost the connection, and the proof (pure)
//	geoip      address to place, used by app
//
// # Goroutines
//
// A guest has four: the reader of its line, which also makes a new connection where
// one broke, the line's writer while something waits for it, the seat, and the look at
// this computer's network. The seat owns all that a member knows, so nothing in it is locked.
//
// A host has, beside its own seat, the relay, which owns the order of the chat
// and the list of people, and one reader a guest, and a writer while something waits
// for that guest. A connection that is not in yet has one goroutine and touches the
// door, never the relay: however many strangers knock, the chat does not wait for
// them.
//
//	reader -> relay.in -> relay -> place.line.Send -> writer -> network
//	                        |
//	                        +----> mailbox -> host's own seat -> relay.own -> relay
//
// The relay never waits for a line: one on which too much waits is closed. It
// never waits for the host's own seat either; while that is far behind, the
// relay takes nothing from the network, so that everybody slows down a little
// and nobody's memory grows.
//
// # Order, epochs, and saying again
//
// The relay gives every message and every new list of people (epoch) one place
// in one order, and everybody gets the same order. A message names the epoch
// under which it was sealed. One that reaches the relay after the epoch has
// changed is dropped, not kept for people its sender has not seen on the list;
// the sender learns of the new epoch in the same stream and seals again what
// has not come back. No message is lost or doubled by this, because what came
// back before the epoch was ordered before it, and the rest was not ordered.
//
// # Acknowledgements and receipts
//
// A member's signed head (see core/room) is its acknowledgement of an epoch.
// Heads are sent half a second after the last change of the list, so that
// fifty people who come in at once cost fifty heads each and not 2,500, and
// every 20 seconds by everybody.
//
// A receipt tells the host up to which position a member has read and
// verified. It is not signed: the host adds them up for the sender's "delivered
// to n of m", and a host that lies about it is found out by the heads.
//
// What could not be verified is told to the host, too (Unread), and not counted.
//
// # A member who wants to silence others
//
// What one member sends goes out to all, so the relay takes a measured amount
// from each (speech.go) and lets TCP slow down the sender. A key is handed to
// each member once, and heads have a pause. Every new list of people makes others
// say again what is on its way, so lists come at once while few do, and then
// twice a second with all who came and went meanwhile (roster.go). A key that
// expires could part those who take an entry from those who do not: an entry is
// judged by the time written in it, the same for everybody.
//
// The limits bound what a member can do to lines of more than 16 Mbit/s. Somebody
// on a slower one can still be flooded out by a member until the host kicks that
// member.
//
// A member keeps the same measure for itself (ownSpeech), so that its user is told
// why words take a while to go out. Frames of all members come to the relay by one
// channel, one of each at a time: however many flood, a message waits for one of each
// and for what the channel holds.
//
// # What breaks
//
// A panic over one connection, one member's frame or one message costs that alone, and
// is counted and told without its value (mishap.go). Where there are no file
// descriptors left, the chat goes on and newcomers wait (stuck.go). What the door
// could not write is written again every ten seconds. A clock that is set meanwhile
// changes nothing (core/pgp, Clocks); a newcomer whose clock is a day or more ahead of
// the host's is told so.
//
// # Silence
//
// Since everybody signs a head every 20 seconds that names the newest one it has of
// each other, silence is a finding: a host that keeps two people apart is told of
// within a minute (silence.go), also if it hands out what it had in store. Whose
// connection broke, as the host says, is silent for a reason that the user sees, and so
// is everybody to who was cut off or slept: that is no finding (absent.go), for as long
// as a place is kept. A head also
// covers all that was delivered in its epoch, and the next epoch what was delivered
// in the last one, so two people who were shown different chats learn it by the
// next head that reaches one of them.
//
// # Coming back
//
// The line between a guest and its host (lasting.go) outlives its connections. Both
// ends count frames and keep what the other has not acknowledged, up to 7 MiB: frames
// are shared by all lines of a host, so ten people who are away cost what one does.
// A reader that is too slow is let go by the same bound.
//
// A connection is given up after 15 s without a byte, and at once when this computer
// lost the address that it is made from or when it slept (moves.go). The guest then
// tries every way that it knows, 250 ms apart, again and again: first after a quarter
// of a second at most, then with growing, jittered gaps up to 8 s, and at once when its
// addresses change (comeback.go). The host tells it new ways as long as an old one
// stands (wayback.go). The proof is in core/resume; no password is typed and no try
// counted, and whoever has no proof has cost two hashes (takeback.go).
//
// The host keeps a place for two minutes and then takes it for lost. Breaks of less
// than a second are told to nobody: many come from a computer that changes between
// networks. What was on its way on both sides is sent again, in its order; lists of
// people that changed meanwhile come in theirs, and what was said before the last of
// them and not delivered is said again under it, once.
//
// For whom more waits than 7 MiB nothing is kept but the place: who comes back then
// joins anew over the same connection, without a password, and is told that
// something is missing. Between two stays there is a gap, and within one there is
// none, so what core/room concludes stays true.
//
// Who came by a reply line is dialled again by it as long as the place waits, and
// dials, too; nobody pastes anything (redial.go).
//
// # Entering
//
// The guest types while its connection waits. A connection that the host
// closed meanwhile is made anew without a word: nothing is counted before the
// host's share is out. An identity that is in already and comes again takes
// over its old place, for it proves the same key: the old line is dead or
// about to be.
//
// Beside the password the host has rules (lobby.go): to be asked first, to let
// nobody else in, a limit of people. They are looked at after the password was
// right, so they tell a stranger nothing and cost no try, and once more when the
// place is given. Whose line breaks may come back for ten minutes without a
// question, also to a locked chat; leaving and being taken out end that. How often
// one household and all together may ask is rationed, and who knows the password
// and is turned away is told to the host (away.go).
//
// # Keeping the identity
//
// A Keeper has the user's key in one file of the profile, laid out as the comment
// of keptIdentity says, under one of three locks. Only the user's account guards
// a private file: it is for who has no key store, and for a folder that is to
// hold everything. A random secret in the key store of the operating system
// makes the folder alone, a backup of it or a stolen disk, of no use. A passphrase
// does so also against programs of the same account, as long as none of them
// watches it being typed; each guess costs 65 MB of hashing.
//
// The key store's secret is random and not the key itself, because Windows keeps
// at most 2,560 bytes and because a key store cannot be changed together with a
// file: a secret is never overwritten, so there is always a pair that fits. A
// store that fails at the first start is done without, and KeptAs tells so. Once
// it has the secret, a store that fails is an error: a new identity would make a
// stranger of the user. A store that comes later gets the secret when the
// passphrase is next set or taken away.
//
// # Strangers in numbers
//
// Core/alarm tells when many addresses guess at the same time, and lets newcomers
// on one after another then: before TLS (link.Options.Hold), and again before the
// second and third try on one connection. So an attack costs the host a few key
// exchanges a second, whatever the number of addresses, and members are never in
// that line. Somebody from whose household a person was let in before is not
// either. Connections that are only held open count too: core/link tells of those
// that had to make room, lets nobody push out one that has come farther, and keeps
// a try under way (Conn.Pin), since one that is cut short counts as wrong.
//
// # Ways in
//
// A chat is up before any router is asked (doors.go). What the host may hand out (waysin.go)
// is put together from what the router opened (core/reach/router), from addresses
// of its own that the whole Internet knows, from what the user typed, and from
// what guests say they dialled: each tells that in its Join, and it counts if the
// guest came from outside of this network and its router. Only then a way is said
// to be tested. Such a guest knows the password; if it lies, a line that leads
// nowhere stands beside the others.
//
// A guest tries all ways of an invite side by side, 250 ms apart, its own network
// first (dial.go), and takes the first that leads to the chat of the invite.
//
// Where no way is open, the guest makes a reply line and both dial each other
// (reply.go, dialing.go, core/reach/punch). The host hands every path that opens to
// its listener, and so a guest who comes by one meets the same door, counts and
// notices as everybody: a punched path proves nothing.
//
// # The blocklist
//
// Who hosts holds the lock of door.json as long as the chat lasts, so nobody else
// writes it. Another program of the same user (EditRecords) takes the lock when
// it is free, and else asks the host by core/control. A change is confirmed when
// it is on disk. A block is looked for before and after a newcomer gets its
// place, and who blocks looks through the places afterwards: between them no
// order of events leaves a blocked address in.
package core
