// Package admission decides who may try a password, how often, and who is
// blocked. It is a pure state machine: no clock, no I/O, no goroutine. What
// happened, and when, goes into State.Step as an Input, what must be done comes
// out as Actions; the caller carries them out in order.
//
// # The rule
//
// Tries are counted by household: one IPv4 address, or one IPv6 /64 (see
// Household). No address is exempt. Three wrong tries: the connection that made
// the third is told and disconnected, and the host is notified. Three more, on
// any connection: the household is blocked and the host is notified. It stays
// blocked until the host unblocks it, and its connections are closed before TLS.
// The right password clears the count. Who is in has left this machine, so no
// block touches them.
//
// The host can block by hand: a household or a whole network, until it is lifted
// or until a time.
//
// # One connection
//
//	         Knock, blocked
//	(new) ──────────────────────────────────────────────▶ Refuse
//	  │ Knock
//	  ▼ Welcome                Ask, room
//	idle ───────────────────────────────────▶ trying ───▶ Admit       right
//	  ▲ │ Ask, six tries        Grant           ▲  │ ├──▶ Disconnect  third wrong
//	  │ │ taken                                 │  │ └──▶ Shut        sixth wrong
//	  │ └────────▶ waiting ─────────────────────┘  │
//	  │               │         room again: Grant  │
//	  │               └──▶ Shut, once blocked      │
//	  └────────────────────────────────────────────┘
//	                    Wrong
//
// Gone ends a connection in any state; while trying it counts as a wrong try. A
// block shuts the connections of the household, or of all in the network, in
// every state.
//
// # One household
//
//	           wrong            wrong, the third: Disconnected
//	0 ──▶ 1 ──▶ 2 ──▶ 3 ──▶ 4 ──▶ 5 ──▶ 6 = blocked (why: tries)
//	◀─────────── right ───────────────       │
//	0..5 ── Block by the host ──▶ blocked (why: host)
//	0 ◀──── Unblock, or the block's end ─────┤
//	0..3 ◀──────── Unblock, KeepTries ───────┘
//
// KeepTries leaves three wrong tries at most: the next three block again, with no
// disconnection between.
//
// # Networks
//
// A network is any prefix wider than a household, down to MinBits4 or MinBits6.
// It has no tries, only the host's block. Who is in it is kept out by that, and
// each household keeps its own count and block beside it: to lift one does not
// lift the other. An address is blocked by its household's record or else by the
// narrowest network's. Tries that a network's block cuts off stay wrong, so a
// household whose sixth was in flight is blocked itself, and the host notified.
//
// # Time
//
// A block that has an Until ends by itself. Every Step first lifts those whose
// time has come, so that who knocks at that moment is let in; Tick is for when
// nothing else happens, and Next says when that is due. The count goes with the
// block. A clock that is set forward ends blocks early, one that is set back ends
// them late; tries do not depend on it.
//
// # Names and notes
//
// A record bears the last name that somebody from there used, as far as this
// machine was told by Met or Block, and the host's note. Both go when the record
// goes. What Met tells of who came in stays in memory, and names a record only
// when its household tries again or is blocked: no list of guests is written to
// disk. Names and notes are cut to one line of visible runes within MaxName and
// MaxNote bytes, for they stand beside words of this program.
//
// # Tries at once
//
// A try counts from Grant on: the host's share goes out then, and with it the
// guess is made, whether or not the guest shows what came of it. So wrong tries
// and tries in flight together never exceed six. Further askers wait, first come
// first served, until those in flight are judged: a right one clears the count
// and lets them try, a wrong one brings the block nearer. As every try in flight
// ends by Judge or Gone (the caller sets the deadline), every asker is answered
// in the end. Twelve connections at once get exactly six tries.
//
// Left in Welcome and Wrong is three less the wrong tries of the round; it is for
// people, and while others of the household are trying it may promise more than
// remains. Attempt in Grant numbers the household's tries 1, 2, 3, 1, 2, 3.
//
// # On disk
//
// Records is what must survive a restart. A try in flight stands there as wrong,
// and Save comes before the Grant, so that a crash gives no try back. Whenever a
// step changes the records its first action is Save; a record that arrives with
// six wrong tries is a block. A caller that cannot save goes on all the same: the
// counts in memory hold.
//
// # Limits
//
// The host can block MaxRecords households and networks. None of them is ever
// dropped to make room: one more does nothing, and State.Room says before whether
// it would. Beside them MaxRecords households are remembered that tried, and those
// that are connected right now, whose number the listener bounds. Over that, who
// was seen longest ago goes first: first counts, then blocks by tries. So a full
// blocklist costs nobody's count, and one who commands MaxRecords addresses can
// wash out counts, but has six guesses from each of them anyway. Age does not
// survive a restart. Names in memory are bounded by MaxMet.
//
// Nothing that a stranger or the host does costs a search of all records: who
// goes next stands first in a list, which block ends next on a heap. A wrong try
// from a new address takes four microseconds when memory is full, and to replace
// MaxRecords blocks by others takes a twentieth of a second (BenchmarkTry,
// BenchmarkImport). Whether an address is blocked takes one look for each length
// that a network's prefix may have, under two microseconds, however many there
// are.
//
// Two people behind one address share their tries, and somebody who guesses from
// there can have it blocked: the price of counting what cannot be forged. All
// link-local IPv6 addresses are one household, for anybody on the cable can take
// as many of them as he likes.
package admission
