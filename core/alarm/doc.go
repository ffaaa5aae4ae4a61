// Package alarm decides what the host is told of its door, and how newcomers are
// slowed while many addresses attack. It is a pure state machine beside
// core/admission: no clock, no I/O, no goroutine. What happened goes into
// State.Step as an Input, what must be done comes out as Actions; the caller
// carries them out in order, and makes a Tick when Next says so. The thresholds
// stand in thresholds.go, each with its reason.
//
// Who may try how often is core/admission's business alone: nothing in here makes
// its rule stricter or milder.
//
// # Telling
//
// One notice for each try would hide what matters, so they are gathered by
// household:
//
//	                   told                      then, of that household
//	WrongPassword      the first at once         held for GatherPause, told as one
//	Disconnected       at once                   the same pause
//	Blocked            at once                   nothing is held any more
//	Refused            the first at once         held for RefusedPause, told as one
//	Unblocked          at once                   the first knock is the first again
//
// A gathered notice is the latest of them, and Times says for how many it stands.
// Another pause follows it; a pause in which nothing was held is forgotten.
// Disconnected and Blocked take along what is held of the household's wrong
// passwords: their Tries includes them. Knocks that are held are told before
// Unblocked, of a network all those from within.
//
// # An attack
//
//	       AttackHouses households failed within AttackWindow: Attack
//	peace ───────────────────────────────────────────────────────────▶ attack
//	  ▲                                                                  │
//	  └──────────────────────────────────────────────────────────────────┘
//	       AttackQuiet without a wrong try or refused knock: AttackOver
//
// A household fails with every wrong try: WrongPassword, Disconnected, or Blocked
// for its tries. While the attack lasts, these and Refused are only counted, as
// is what was held when it began; the host hears of them in AttackOver. What the
// host does itself, and a block that ends, it is told as ever.
//
// The sums of Attack and AttackOver begin with the tries that led to it, some of
// which were told singly before. So each wrong try stands in the Times of one
// notice or in the Tries of one AttackOver, some in both, none in neither; each
// knock in a Times or in Knocks, never in both.
//
// # The line
//
// While there is peace everybody passes. In an attack those from whose household
// somebody was in before pass too. The others stand in line, for a chat must not
// pay for the TLS and the passwords of strangers: who has fewest wrong tries
// first, then who came first, so that a friend overtakes those who failed. Of one
// household each counts as a wrong try of the next, so that one address cannot
// fill the line. Every gap one goes on; the first of an empty line waits a gap
// too. The gap is FirstGap and doubles with every GapTries wrong tries heard in
// the attack, up to MaxGap.
//
// Over MaxWaiting who stands last is turned away. So is whoever was overtaken so
// often that MaxWait is over: it would have given up. Who has no wrong try and
// stands alone for its household is overtaken by nobody. When the attack ends all
// pass.
//
// # Limits
//
// Blocked households that were told of are bounded by MaxHouses: over that the
// pause of the one told of first ends early. Households in the pause of a wrong
// password, and those in the window, are fewer than AttackHouses, or there is an
// attack. An attack counts MaxCounted different households and no more. Together
// that is about 10 MB, whatever strangers do; names, which admission bounds, are
// those of people who were in.
package alarm
