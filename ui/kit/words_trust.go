package kit

// What the badges mean.
const (
	TrustTextYou      = "This is you."
	TrustTextVerified = "You have made sure that this is the person you know."
	TrustTextKnown    = "This is the same computer as the last time you met."
	TrustTextNew      = "You meet this computer for the first time."
	TrustTextChanged  = "This name came from another computer before. Ask the person in another way, on the phone for example, before you trust it."
)

// The safety phrase: half a minute, once for everybody.
const (
	SafetyTitle     = "Safety phrase"
	SafetyWhy       = "Half a minute makes sure that nobody is in between and nobody is hidden from you."
	SafetyHow       = "Call the others. One of you reads these words aloud, row by row; everybody else opens “Safety phrase” and looks whether they are the same."
	SafetyMoved     = "Somebody came or went, so these are new words. Please begin again with them."
	SafetyMoves     = "The words stay the same until somebody joins or leaves."
	SafetyNone      = "The phrase appears as soon as you are in the chat."
	SafetyNobody    = "Nobody else is here yet. Come back when somebody has joined."
	SafetyAgreed    = "Everybody who is here is verified now."
	SafetyDiffer    = "The words differ"
	SafetyDifferHow = "Somebody may be in between, or not everybody is shown the same people. Nobody was marked as verified. Say nothing private here. Leave, agree on a new password in another way, on the phone for example, and meet again."
	WordTheyMatch   = "They match"
	WordTheyDiffer  = "They differ"
	WordNotNow      = "Not now"
	WordLookAgain   = "Look again"
	WordLeaveChat   = "Leave the chat"
)

// SafetyFor names the people whom the words stand for, beside the user.
func SafetyFor(names string) string { return sentence("They stand for you and: %s.", names) }

// Comparing with one person.
const (
	WordCompare    = "Compare"
	WordTheSame    = "The same"
	WordNotTheSame = "Not the same"
	CompareQR      = "The square holds the same words, for a camera."
	CompareGone    = "This person has left the chat, so there is nothing to compare any more."
)

// CompareTitle names the person.
func CompareTitle(name string) string { return sentence("Compare with %s", name) }

// CompareHow tells what to do.
func CompareHow(name string) string {
	return sentence("Call %s, or sit together. Both of you need the same eight words: on the other screen they show when your own name is chosen in the list of people and “Compare” is pressed. Listen for a voice that you know.", name)
}

// CompareSame tells that a person is verified now.
func CompareSame(name string) string { return sentence("%s is verified now.", name) }

// CompareOther tells what to do when the words of one person differ.
func CompareOther(name string) string {
	return sentence("This is not the computer of the person you talked to, or somebody is in between. %s was not marked as verified. Say nothing private while this name is in the chat.", name)
}

// Somebody whose name belonged to another computer.
const (
	WordStayCompare  = "Stay and compare"
	WordKnowAbout    = "I know about it"
	ChangedKnowAbout = "“I know about it” makes this the computer that the name belongs to from now on."
)

// ChangedTitle says it in few words.
func ChangedTitle(name string) string { return sentence("Is this really %s?", name) }

// RemoveNamed is for the button that sends somebody out at once.
func RemoveNamed(name string) string { return sentence("Remove %s", Short(name)) }

// NamedAlias tells what the user calls somebody.
func NamedAlias(alias string) string { return sentence("You call this person %s.", alias) }
