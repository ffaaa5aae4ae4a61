// Package room is what one member may conclude in a chat whose host is not
// trusted. It is a pure model: no clock, no goroutine, no socket, no key. Frames
// of the host go in; who is in, what was said, and what an honest host would not
// have done come out. One goroutine owns a Room.
//
// The caller decrypts, verifies who sealed a message (under MessageContext) and
// checks each newcomer's join statement; everything else is checked here.
//
// # Labels
//
// What is signed is signed under a context, which the signature carries, so that
// no signature serves for anything else. <chat> and <epoch> are 64 lower-case
// hexadecimal digits:
//
//	context                     what is signed               by
//	realtalk/1:<chat>:<epoch>   an encoded wire.Body         the sender
//	realtalk/1 head:<chat>      an encoded wire.HeadBody     the sender
//	realtalk/1 epoch:<chat>     an epoch's hash, 32 bytes    the host
//	realtalk/1 join:<chat>      a join statement             who joins
//	realtalk/1 leave:<chat>     a leave statement            who leaves
//
//	join statement   "realtalk/1 join" || chat 32 || certificate hash 32 || binding 32 || name
//	leave statement  "realtalk/1 leave" || chat 32 || the leaver's roster, of one line
//
// The roster line in a leave statement holds the certificate, which is made anew
// for every stay, so that a farewell cannot be replayed when its author is back.
//
// # Hashes
//
// All are SHA-256; || joins bytes, numbers are big-endian:
//
//	roster   "realtalk/1 roster" || wire.EncodeRoster(lines sorted by identity)
//	epoch    "realtalk/1 epoch" || chat 32 || number 8 || previous epoch 32 || roster 32 || transcript 32
//	message  the encoded wire.Body
//
// A transcript is a chain of them over what was delivered in an epoch:
//
//	before anything  "realtalk/1 transcript" || epoch 32
//	each delivery    transcript so far 32 || sender's identity 32 || key 8 || seq 8 || SHA-256 of its data 32
//
// A message's ID is the first 16 bytes of its hash in hexadecimal.
//
// # Epochs
//
// An epoch is a list of people (roster), its number, the hash of the epoch before
// and the transcript of what was delivered in it. Every coming and going makes one. It is taken only if
//
//   - its number follows and its previous hash is the one that this member holds;
//   - who leaves was in and who joins was not, so that nobody does both at once:
//     then the two rosters alone say who came and went, which the hash covers;
//   - the roster that results has the hash that it states: identities are
//     unique, names clean (CleanName) and no two alike (SameName);
//   - the host is on it and has signed the epoch's hash;
//   - this member is on it. If not, and all else is in order, it was removed:
//     ErrRemoved.
//
// An epoch that is not taken changes nothing, and nothing can be built on it:
// the caller ends the stay.
//
// A departure "by choice" needs the leaver's signature and is shown as lost
// without it: nobody's farewell can be forged. Between lost and kicked the host's
// word counts, and is not covered by the hash.
//
// The host's own first epoch has number 1, previous hash and transcript zero and
// the host alone on it. A newcomer is given the others first (Base), then the epoch that lets it
// in. It must itself be among those who join; number, previous hash and
// transcript it takes on trust. The others hold the same epoch only if they were shown the same
// people: that is what acknowledgements prove.
//
// # Messages
//
// A message names chat, epoch, its number, the hash of its sender's message
// before (zero for the first), and for each member, in roster order, the highest
// number that the sender has from them (0: none known). Numbers run from 1 for
// each stay of a sender and go on over epochs.
//
//	refused as   when
//	Stranger     nobody on the roster has that index
//	Malformed    it is not a Body, or has not one number a member, or was sent
//	             before 1970 or after 9999
//	WrongChat    it was said in another chat
//	WrongEpoch   it was said to another list of people
//	WrongNumber  the host states another number than the sender, or it is 0
//	Repeat       it is not newer than what is there from this sender
//	BrokenChain  it follows another message than the one that is there
//	Rewritten    it is this member's own, but not as this member composed it
//
// What is refused changes nothing. A message is taken in its own epoch only. The
// host drops those that reach it too late; an epoch therefore drops what this
// member has composed and not had back, and the caller composes it anew, with the
// same numbers.
//
// # Heads
//
// Every member signs a head from time to time: number and hash of its last message
// that came back to it, what it has seen, how much was delivered to it in this
// epoch, the transcript of that, the head's own number, which rises over epochs, and
// the numbers of the newest heads that came from the others. One is refused as
// BadSignature, or for the reasons above that apply. A head or message of the current
// epoch acknowledges it.
//
// A host could keep somebody away and hand out heads that it has in store instead. So
// a head is a sign of life of the moment after this member signed the newest head that
// it names (Knows), and no later one. What it has seen of this member's messages tells
// whether what was said arrived (Has).
//
// # Findings
//
// The host gives everybody one order. Whoever speaks of a message has had it in
// that order before, and so has everybody else by the time they hear of it.
// Therefore findings are exact: an honest host never causes one, at any delay.
//
//	Gap      a sender's next message or head proves that N of its messages
//	         before did not come (or came and were refused)
//	Omitted  By has seen N messages of Who that did not come
//	Fork     Who holds another epoch than this member, or its last message is
//	         another than the one that came under that number, or its
//	         transcript is another than this member's was after as many
//	         deliveries, or counts some that never came. Of the host also: the
//	         transcript that its new epoch states is not this member's
//
// A stretch is reported once. A sender's own word and that of others are counted
// apart, so that a liar who claims to have seen a thousand messages of somebody
// cannot silence the gaps which that somebody's own signature proves. What was
// reported missing and comes after all, in order, is taken.
//
// # What a newcomer can miss
//
// What was said before it joined is not meant for it, so it must know where each
// sender stood then. The sender's own place in its list of numbers seen tells: it
// holds the sender's number at the last epoch that let somebody in, where "seen"
// would say nothing new. A newcomer starts from the first such number that it
// gets, and 0 in its own list means that it has none yet. What is lost to it
// before the next newcomer, from somebody of whom it is shown nothing else in
// that time, it cannot miss.
//
// # Limits
//
// A roster has at most wire.MaxEntries people. The last 1,024 epochs are
// remembered, to tell a replayed head from a differing list of people. Counts of
// missing messages stop at the largest int.
//
// A transcript covers what the host delivered, whether a member could open it or
// not: a sender who gives one of them a wrong key causes no Fork. It holds the order
// of everybody's words, the host's own, and, since an epoch covers the transcript of
// the one before, all of the time that a member has been in. Members compare with
// the last 65,536 deliveries of an epoch at least, and a Fork by transcript alone
// is reported for at most three members an epoch, once for each.
//
// Whoever signs a false transcript or claims to have seen what was never said makes
// a Fork or an Omitted with its own name in it. Who of the two lies, that member or
// the host, cannot be told from here.
//
// What this package cannot see is silence: that a member's heads or an own message
// do not come is for the caller to notice, who has a clock: see Acknowledged.
//
// Sources: Unger et al., SoK: Secure Messaging (IEEE S&P 2015), names what is
// held here and what is not: speaker consistency, causality preservation, global
// transcript. SHA-256 is FIPS 180-4; NFKC is Unicode Annex 15, case folding section
// 3.13 of the Unicode Standard.
package room
