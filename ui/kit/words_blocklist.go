package kit

import (
	"time"

	"realtalk/app/lang"
)

// The list of blocked addresses.

func WordUnblockForget() string { return lang.Say("Unblock and forget tries") }
func WordBlockAddress() string  { return lang.Say("Block an address…") }
func WordBlock() string         { return lang.Say("Block") }
func WordSave() string          { return lang.Say("Save") }
func WordImport() string        { return lang.Say("Import…") }
func WordExport() string        { return lang.Say("Export…") }
func BlocklistNone() string     { return lang.Say("No address is blocked.") }
func BlocklistNothing() string  { return lang.Say("No blocked address matches what you search for.") }
func BlocklistSearch() string   { return lang.Say("Search") }
func BlockedFrom() string       { return lang.Say("Nobody can join from here.") }
func BlockedNoteHint() string   { return lang.Say("Your note: who it is, or why") }
func BlockedForgetHint() string {
	return lang.Say("“Unblock” gives this address three more tries. “Unblock and forget tries” gives it all six again.")
}
func BlockTitle() string { return lang.Say("Block an address") }
func BlockHow() string {
	return lang.Say("Nobody can join from this address. A whole network can be blocked too; it is written like 203.0.113.0/24.")
}
func BlockAddressHint() string  { return lang.Say("203.0.113.7") }
func BlockNoteHint() string     { return lang.Say("A note for yourself, if you like") }
func BlockForTitle() string     { return lang.Say("How long?") }
func NoteKept() string          { return lang.Say("Your note is kept.") }
func BlockNothing() string      { return lang.Say("Please type an address first.") }
func ImportedNothing() string   { return lang.Say("Every address in the file was on the list already.") }
func BlockedUntilYou() string   { return lang.Say("until you unblock it") }
func BlockedLabelName() string  { return lang.Say("Last name used") }
func BlockedLabelPlace() string { return lang.Say("Probably in") }
func BlockedLabelOwner() string { return lang.Say("Network of") }
func BlockedLabelWhy() string   { return lang.Say("Why") }
func BlockedLabelSince() string { return lang.Say("Since") }
func BlockedLabelUntil() string { return lang.Say("Until") }
func BlockedLabelTries() string { return lang.Say("Wrong passwords") }
func BlockedLabelNote() string  { return lang.Say("Note") }

// The orders of the list.

func SortNewest() string  { return lang.Say("Newest first") }
func SortName() string    { return lang.Say("By name") }
func SortAddress() string { return lang.Say("By address") }
func SortTries() string   { return lang.Say("Most tries first") }

// How long a block lasts.

func ForGood() string { return lang.Say("For good") }
func ForHour() string { return lang.Say("1 hour") }
func ForDay() string  { return lang.Say("1 day") }

// BlocklistCount tells how many rows are shown of all.
func BlocklistCount(shown, all int) string {
	if shown == all {
		return lang.Count(all, "1 address is blocked. Choose it to unblock it.", "%d addresses are blocked. Choose one to unblock it.")
	}
	return lang.Say("%d of %d blocked addresses match.", shown, all)
}

// Imported tells how many addresses a file added.
func Imported(added int) string {
	if added == 0 {
		return ImportedNothing()
	}
	return lang.Count(added, "1 address was added to the list.", "%d addresses were added to the list.")
}

// UnblockedNow tells that an address is not blocked any more.
func UnblockedNow(address string) string { return lang.Say("%s is not blocked any more.", address) }

// BlockedSince tells since when and until when an address is blocked. Either
// time may be zero: not known, or until somebody unblocks it.
func BlockedSince(since, until, now time.Time) string {
	switch {
	case since.IsZero() && until.IsZero():
		return BlockedUntilYou()
	case since.IsZero():
		return lang.Say("until %s", When(until, now))
	case until.IsZero():
		return lang.Say("since %s, until you unblock it", When(since, now))
	}
	return lang.Say("since %s, until %s", When(since, now), When(until, now))
}

// BlocklistFile is the name of the file that the list is saved in.
const BlocklistFile = "blocked-addresses.txt"
