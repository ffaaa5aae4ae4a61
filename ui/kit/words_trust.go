package kit

import "realtalk/app/lang"

// What the badges mean.

func TrustTextYou() string { return lang.Say("This is you.") }

func TrustTextVerified() string {
	return lang.Say("You have made sure that this is the person you know.")
}

func TrustTextKnown() string { return lang.Say("This is the same computer as the last time you met.") }
func TrustTextNew() string   { return lang.Say("You meet this computer for the first time.") }
func TrustTextChanged() string {
	return lang.Say("This name came from another computer before. Ask the person in another way, on the phone for example, before you trust it.")
}

// The safety phrase: half a minute, once for everybody.

func SafetyTitle() string { return lang.Say("Safety phrase") }

func SafetyWhy() string {
	return lang.Say("Half a minute makes sure that nobody is in between and nobody is hidden from you.")
}

func SafetyHow() string {
	return lang.Say("Call the others. One of you reads these words aloud, row by row; everybody else opens “Safety phrase” and looks whether they are the same.")
}

func SafetyMoved() string {
	return lang.Say("Somebody came or went, so these are new words. Please begin again with them.")
}

func SafetyMoves() string { return lang.Say("The words stay the same until somebody joins or leaves.") }
func SafetyNone() string  { return lang.Say("The phrase appears as soon as you are in the chat.") }
func SafetyNobody() string {
	return lang.Say("Nobody else is here yet. Come back when somebody has joined.")
}
func SafetyAgreed() string { return lang.Say("Everybody who is here is verified now.") }
func SafetyDiffer() string { return lang.Say("The words differ") }
func SafetyDifferHow() string {
	return lang.Say("Somebody may be in between, or not everybody is shown the same people. Nobody was marked as verified. Say nothing private here. Leave, agree on a new password in another way, on the phone for example, and meet again.")
}
func WordTheyMatch() string  { return lang.Say("They match") }
func WordTheyDiffer() string { return lang.Say("They differ") }
func WordNotNow() string     { return lang.Say("Not now") }
func WordLookAgain() string  { return lang.Say("Look again") }
func WordLeaveChat() string  { return lang.Say("Leave the chat") }

// SafetyFor names the people whom the words stand for, beside the user.
func SafetyFor(names string) string { return lang.Say("They stand for you and: %s.", names) }

// Comparing with one person.

func WordCompare() string    { return lang.Say("Compare") }
func WordTheSame() string    { return lang.Say("The same") }
func WordNotTheSame() string { return lang.Say("Not the same") }
func CompareQR() string      { return lang.Say("The square holds the same words, for a camera.") }
func CompareGone() string {
	return lang.Say("This person has left the chat, so there is nothing to compare any more.")
}

// CompareTitle names the person.
func CompareTitle(name string) string { return lang.Say("Compare with %s", name) }

// CompareHow tells what to do.
func CompareHow(name string) string {
	return lang.Say("Call %s, or sit together. Both of you need the same eight words: on the other screen they show when your own name is chosen in the list of people and “Compare” is pressed. Listen for a voice that you know.", name)
}

// CompareSame tells that a person is verified now.
func CompareSame(name string) string { return lang.Say("%s is verified now.", name) }

// CompareOther tells what to do when the words of one person differ.
func CompareOther(name string) string {
	return lang.Say("This is not the computer of the person you talked to, or somebody is in between. %s was not marked as verified. Say nothing private while this name is in the chat.", name)
}

// Somebody whose name belonged to another computer.

func WordStayCompare() string { return lang.Say("Stay and compare") }
func WordKnowAbout() string   { return lang.Say("I know about it") }
func ChangedKnowAbout() string {
	return lang.Say("“I know about it” makes this the computer that the name belongs to from now on.")
}

// NotifyChangedBrief is what the desktop says of it where others may see the screen.
func NotifyChangedBrief() string {
	return lang.Say("A name in your chat came from another computer before.")
}

// ChangedTitle says it in few words.
func ChangedTitle(name string) string { return lang.Say("Is this really %s?", name) }

// RemoveNamed is for the button that sends somebody out at once.
func RemoveNamed(name string) string { return lang.Say("Remove %s", Short(name)) }

// NamedAlias tells what the user calls somebody.
func NamedAlias(alias string) string { return lang.Say("You call this person %s.", alias) }
