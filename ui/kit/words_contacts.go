package kit

import "realtalk/app/lang"

import "time"

// The people whom the user has met.

func WordContacts() string { return lang.Say("Contacts") }

func ContactsLead() string {
	return lang.Say("The people you have met here. Real Talk recognises them when they come back.")
}

func ContactsNone() string {
	return lang.Say("You have not met anybody yet. Whoever you chat with is listed here from then on.")
}
func ContactsNothing() string  { return lang.Say("Nobody matches what you search for.") }
func ContactsSearch() string   { return lang.Say("Search") }
func ContactAlias() string     { return lang.Say("What you call this person") }
func ContactAliasHint() string { return lang.Say("Only you see this") }
func ContactNote() string      { return lang.Say("Note") }
func ContactNoteHint() string  { return lang.Say("Your note, for yourself") }
func ContactLabelName() string { return lang.Say("Own name") }
func ContactFirst() string     { return lang.Say("First met") }
func ContactLast() string      { return lang.Say("Last met") }
func ContactKept() string      { return lang.Say("Saved.") }
func WordForget() string       { return lang.Say("Forget") }
func WordForgetAsk() string    { return lang.Say("Forget…") }
func ForgetText() string {
	return lang.Say("The name, your note and what was verified are deleted here. Should this person come back, you meet as for the first time.")
}

// ContactsCount tells how many people are shown of all.
func ContactsCount(shown, all int) string {
	if shown == all {
		return lang.Count(all, "1 person", "%d people")
	}
	return lang.Say("%d of %d people match.", shown, all)
}

// LastMet tells when somebody was met last.
func LastMet(t, now time.Time) string { return lang.Say("Last met %s", When(t, now)) }

// ForgetTitle asks before somebody is forgotten.
func ForgetTitle(name string) string { return lang.Say("Forget %s?", name) }

// Forgotten tells that somebody is forgotten.
func Forgotten(name string) string { return lang.Say("%s is forgotten.", name) }

// OwnName tells the name that somebody goes by, beside what the user calls
// them.
func OwnName(name string) string { return lang.Say("Own name: %s", name) }
