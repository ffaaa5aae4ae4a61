// Package contacts keeps the people that the user has met: whose key goes with
// which name, and whose key was verified.
//
// # What is known of somebody
//
// A key is known by its SHA-256 fingerprint. A contact owns the last name that it
// used and the alias that the user gave it, and with them each name that can be
// taken for one of these (room.SameName). Names are compared by how they look,
// so that nobody takes a contact's place with a letter of another alphabet.
//
//	the key       the name that it comes under      Judge            Meet
//	------------  --------------------------------  ---------------  ---------------------------
//	not known     nobody's                          New              remembers key and name
//	not known     a contact's, verified or not      Changed          remembers nothing
//	not known     a contact's alias                 Changed          remembers nothing
//	known         its own, or its alias             Known, Verified  refreshes Name, Last
//	known         nobody's                          Known, Verified  the name is its own now; the
//	                                                                 one before is nobody's
//	known         another contact's, or its alias   Changed          refreshes Last, not the name
//	known         one that it lost, still owned     Changed          refreshes Last, not the name
//	known         one that it lost, nobody's again  Known, Verified  the name is its own again
//
// Accept gives a name to a key: it is Known then, or Verified if it was before.
// Verify does the same for each key that is Changed, with the name under which
// this program met it at last, and makes all Verified. Whoever had the name stays
// a contact, with its trust, and loses the name; an alias that can be taken for
// it is dropped. Rename refuses an alias that is another's. Two contacts never
// own one name, save that a new table of what looks alike may find two alike that
// it did not before: then each keeps its own, and a stranger under it is Changed.
//
// Forget makes both key and name as if they had never been met.
//
// # Limits
//
// MaxContacts people. When the book is full, each newcomer takes the place of one
// who is neither verified nor has an alias or a note: those who were met within
// one day only go before all others, and then who was met longest ago. So a crowd
// of strangers drives out other strangers. If there is nobody to forget, ErrFull.
//
// Names and aliases are those of room.CleanName. A note is one line of at most
// MaxNote bytes. Times are whole seconds; Last may lag a minute behind.
//
// # The file
//
// contacts.json in the profile, at most profile.MaxFile, is one JSON object:
//
//	signature  base64, by the identity, of the bytes of book as they stand, in
//	           the context "realtalk/1 contacts"
//	next       the same by the next identity, between Resign and the next change
//	book       an array of objects, sorted by id:
//	    id        fingerprint, 64 hexadecimal digits
//	    name      the last name
//	    unbound   true if another key was accepted under it
//	    alias     left out if there is none
//	    note      left out if there is none
//	    first     RFC 3339, UTC
//	    last      RFC 3339, UTC
//	    verified  RFC 3339, UTC, left out if not verified
//
// It is JSON for who wants to read what is kept of them. Nothing of the book is
// parsed before a signature fits. A contact in it without a usable id or name is
// left out, and an unusable alias or note alone: the rules for names may grow
// stricter. A second contact of the same key is left out.
//
// A change reads the file, edits it and writes it whole (profile.Write) under the
// lock "contacts", so that of several processes none undoes what another did.
// What cannot be written is not kept in memory either. Each call reads the file
// again if it is another than before.
//
// # Trust
//
// A file that is cut off, edited, signed by another key or taken from another
// profile gives ErrTampered. It is moved to contacts-set-aside-1.json, or the
// next free number, so that nothing is lost that its owner could still use; the
// book goes on with what it knew in memory, which is nothing at the start. The
// same holds for what is no file at all. A signer that finds not even its own
// signature good has no key at hand: then the file stays, and the error is not
// ErrTampered.
//
// What the signature cannot show: that a whole older file was put back, for it
// was valid once, or that the file was removed, for so a first start looks. Both
// make friends New and never a stranger Known, save one who was forgotten or lost
// a name since. A counter outside the profile, in the operating system's key
// store, would show both; it would also call every restored backup an attack. Nor
// does a signature bind who has the identity's key, such as a program that runs
// as the user: that one can write any book. The file is not encrypted: who reads
// the profile learns whom the user has met.
//
// # A new identity
//
// Resign signs with both keys before the identity is replaced, and the next
// change signs with the new one alone. A process that still has the old identity
// by then finds the file signed by a stranger and sets it aside: an identity is
// replaced while no chat is open.
package contacts
