package kit

import (
	"fmt"
	"time"
)

// The list of blocked addresses.
const (
	WordUnblockForget = "Unblock and forget tries"
	WordBlockAddress  = "Block an address…"
	WordBlock         = "Block"
	WordSave          = "Save"
	WordImport        = "Import…"
	WordExport        = "Export…"
	BlocklistNone     = "No address is blocked."
	BlocklistNothing  = "No blocked address matches what you search for."
	BlocklistSearch   = "Search"
	BlocklistFile     = "blocked-addresses.txt"
	BlockedFrom       = "Nobody can join from here."
	BlockedNoteHint   = "Your note: who it is, or why"
	BlockedForgetHint = "“Unblock” gives this address three more tries. “Unblock and forget tries” gives it all six again."
	BlockTitle        = "Block an address"
	BlockHow          = "Nobody can join from this address. A whole network can be blocked too; it is written like 203.0.113.0/24."
	BlockAddressHint  = "203.0.113.7"
	BlockNoteHint     = "A note for yourself, if you like"
	BlockForTitle     = "How long?"
	NoteKept          = "Your note is kept."
	BlockNothing      = "Please type an address first."
	ImportedNothing   = "Every address in the file was on the list already."
	BlockedUntilYou   = "until you unblock it"
	BlockedLabelName  = "Last name used"
	BlockedLabelPlace = "Probably in"
	BlockedLabelOwner = "Network of"
	BlockedLabelWhy   = "Why"
	BlockedLabelSince = "Since"
	BlockedLabelUntil = "Until"
	BlockedLabelTries = "Wrong passwords"
	BlockedLabelNote  = "Note"
)

// The orders of the list.
const (
	SortNewest  = "Newest first"
	SortName    = "By name"
	SortAddress = "By address"
	SortTries   = "Most tries first"
)

// How long a block lasts.
const (
	ForGood = "For good"
	ForHour = "1 hour"
	ForDay  = "1 day"
)

// BlocklistCount tells how many rows are shown of all.
func BlocklistCount(shown, all int) string {
	if shown == all {
		return plural(all, "1 address is blocked. Choose it to unblock it.", "%d addresses are blocked. Choose one to unblock it.")
	}
	return fmt.Sprintf("%d of %d blocked addresses match.", shown, all)
}

// Imported tells how many addresses a file added.
func Imported(added int) string {
	if added == 0 {
		return ImportedNothing
	}
	return plural(added, "1 address was added to the list.", "%d addresses were added to the list.")
}

// UnblockedNow tells that an address is not blocked any more.
func UnblockedNow(address string) string { return sentence("%s is not blocked any more.", address) }

// BlockedSince tells since when and until when an address is blocked. Either
// time may be zero: not known, or until somebody unblocks it.
func BlockedSince(since, until, now time.Time) string {
	switch {
	case since.IsZero() && until.IsZero():
		return BlockedUntilYou
	case since.IsZero():
		return sentence("until %s", When(until, now))
	case until.IsZero():
		return sentence("since %s, until you unblock it", When(since, now))
	}
	return sentence("since %s, until %s", When(since, now), When(until, now))
}
