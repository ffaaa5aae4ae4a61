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
// One notice for each try would hide what matters, so they are gathered, tries by
// household and knocks by the block that keeps them out, be it a household's or a
// whole network's:
//
//	                   told                      then, of that household or block
//	WrongPassword      the first at once         held for GatherPause, told as one
//	Disconnected       at once                   the same pause
//	Blocked            at once                   nothing is held any more
//	Refused            the first at once         held for RefusedPause, told as one
//	Unblocked          at once                   the first knock is the first again
//
// A gathered notice is the latest of them, and Times says for how many it stands.
// Another pause follows it; a pause in which nothing was held is forgotten.
// Disconnected and Blocked take along what is held of the household's wrong
// passwords: their Tries includes them. Knocks that a block held are told before
// its Unblocked.
//
// Beside that there are no more than RefusedSingly notices of knocks within
// RefusedWindow, but for those before Unblocked. Knocks over that are summed in one
// notice, the latest of them, as soon as there is room.
//
// With the right password what is held of the household's wrong ones is dropped:
// somebody mistyped, and is in.
//
// # An attack
//
//	       AttackHouses households failed, or were crowded,
//	       within AttackWindow: Attack
//	peace ──────────────────────────────────────────────────────────▶ attack ──┐
//	  ▲                                                                │  ▲    │
//	  └────────────────────────────────────────────────────────────────┘  └────┘
//	       AttackQuiet in which none failed or was crowded:           every AttackPause:
//	       AttackOver                                                 Attack, Again
//
// A household fails with every wrong try: WrongPassword, Disconnected, or Blocked
// for its tries. It is crowded when one of its connections had to make room before
// it tried anything; the caller says so only if there were too many in all, not
// too many of that household. Both are counted for themselves, by household also
// for IPv6: who commands a /48 crowds the door like a thousand houses do, and all
// that a false alarm costs is a notice and FirstGap.
//
// While the attack lasts, wrong tries and Refused are only counted, as is what was
// held when it began; the host hears of them in the sums that Attack tells again,
// and in AttackOver. Knocks keep no attack going: they are refused before anything
// is done, and the blocked could silence the door with them for ever. What the
// host does itself, and a block that ends, it is told as ever. An attack less than
// AttackMemory after another one is told as Again from the beginning, for the host
// knows what to do.
//
// The sums of Attack and AttackOver begin with the tries that led to it, some of
// which were told singly before. So each wrong try stands in the Times of one
// notice or in the Tries of one AttackOver, some in both, and in neither only what
// somebody mistyped who then came in; each knock in a Times or in Knocks, never in
// both.
//
// # The line
//
// While there is peace everybody passes. In an attack those from whose household
// somebody was in before pass too. The others stand in line, for a chat must not
// pay for the TLS and the passwords of strangers: who has the lowest rank first,
// then who came first. The rank is
//
//	wrong tries of the household
//	+ turns that its site took in this attack
//	+ others of its site in line
//
// where the site of an IPv6 household is its /48, the most that one customer is
// given (RFC 6177 section 2), and that of an IPv4 address is itself. So a friend
// overtakes those who failed, and those who go on, hang up without a try and come
// again; and no site can fill the line. The right password clears the turns of its
// site.
//
// Every gap one goes on; the first of an empty line waits a gap too. The gap is
// FirstGap and doubles with every GapTries wrong tries heard in the attack, up to
// MaxGap.
//
// Over MaxWaiting one is turned away: of those with the highest rank whose site
// asked most often in this attack, and of these the last. Among equals so many
// places go to a site as to any other that asks as often, and to knock faster than
// others loses them. So is turned away whoever was overtaken so often that MaxWait
// is over: it would have given up. Nobody overtakes one who has rank zero. When the
// attack ends all pass.
//
// # Limits
//
// Blocks that were told of are bounded by MaxHouses: over that the pause of the one
// told of first ends early. Households in the pause of a wrong password, and those
// in a window, are fewer than AttackHouses, or there is an attack. An attack counts
// MaxCounted different households and its line the turns of as many sites, and no
// more; others stay as if they were new. Together that is about 15 MB, whatever
// strangers do; names, which admission bounds, are those of people who were in.
package alarm
