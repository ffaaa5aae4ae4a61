package kit

import "time"

// The people whom the user has met.
const (
	WordContacts     = "Contacts"
	ContactsLead     = "The people you have met here. Real Talk recognises them when they come back."
	ContactsNone     = "You have not met anybody yet. Whoever you chat with is listed here from then on."
	ContactsNothing  = "Nobody matches what you search for."
	ContactsSearch   = "Search"
	ContactAlias     = "What you call this person"
	ContactAliasHint = "Only you see this"
	ContactNote      = "Note"
	ContactNoteHint  = "Your note, for yourself"
	ContactLabelName = "Own name"
	ContactFirst     = "First met"
	ContactLast      = "Last met"
	ContactKept      = "Saved."
	WordForget       = "Forget"
	WordForgetAsk    = "Forget…"
	ForgetText       = "The name, your note and what was verified are deleted here. Should this person come back, you meet as for the first time."
)

// ContactsCount tells how many people are shown of all.
func ContactsCount(shown, all int) string {
	if shown == all {
		return plural(all, "1 person", "%d people")
	}
	return sentence("%d of %d people match.", shown, all)
}

// LastMet tells when somebody was met last.
func LastMet(t, now time.Time) string { return sentence("Last met %s", When(t, now)) }

// ForgetTitle asks before somebody is forgotten.
func ForgetTitle(name string) string { return sentence("Forget %s?", name) }

// Forgotten tells that somebody is forgotten.
func Forgotten(name string) string { return sentence("%s is forgotten.", name) }

// OwnName tells the name that somebody goes by, beside what the user calls
// them.
func OwnName(name string) string { return sentence("Own name: %s", name) }
