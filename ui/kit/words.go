package kit

// Words that stand on buttons and over fields.
const (
	WordAppName     = "Real Talk"
	WordHostChat    = "Host a chat"
	WordJoinChat    = "Join a chat"
	WordBack        = "Back"
	WordCancel      = "Cancel"
	WordClose       = "Close"
	WordDone        = "Done"
	WordCopy        = "Copy"
	WordCopied      = "Copied"
	WordConnect     = "Connect"
	WordTryAgain    = "Try again"
	WordStart       = "Start"
	WordNewWords    = "New words"
	WordSend        = "Send"
	WordYourName    = "Your name"
	WordPassword    = "Password"
	WordChangeName  = "Change name"
	WordInvite      = "Invite"
	WordSafety      = "Safety phrase"
	WordSecurity    = "Security"
	WordEndChat     = "End chat"
	WordLeave       = "Leave"
	WordUnblock     = "Unblock"
	WordBlockNow    = "Block now"
	WordRemove      = "Remove from chat"
	WordRemoveShort = "Remove"
	WordRemoveBlock = "Remove and block"
	WordBlockedList = "Blocked addresses"
	WordBackToStart = "Back to start"
	WordBackToChat  = "Back to chat"
	WordNewMessages = "New messages"
	WordYou         = "You"
	WordStay        = "Stay"
)

// The badges beside a name.
const (
	BadgeYou      = "You"
	BadgeHost     = "Host"
	BadgeVerified = "Verified"
	BadgeKnown    = "Known"
	BadgeNew      = "New"
	BadgeChanged  = "CHANGED"
)

// The start screen and the name.
const (
	TextLead         = "Private chat between people, straight from computer to computer."
	TextNameAsk      = "What should the others call you?"
	TextNameHint     = "The people you chat with see this name. You can change it later."
	TextHostHint     = "You choose a password and invite the others."
	TextJoinHint     = "Somebody sent you an invite, or hosts on your network."
	TextOthersSeeYou = "The others see you as %s."
)

// OthersSeeYou tells the name that is kept.
func OthersSeeYou(name string) string { return sentence(TextOthersSeeYou, name) }

// Hosting.
const (
	TextSetupTitle    = "Host a chat"
	TextSetupLead     = "Everybody who wants to join needs this password. Four random words are easy to say and hard to guess."
	TextSetupPassword = "Password for this chat"
	TextSetupRule     = "Whoever types it wrong three times is disconnected, and blocked after three more. You are told each time."
	TextPasswordEmpty = "Please choose a password first."
	TextPasswordShort = "This password is short and may be guessed. Four words are safer."
	TextStarting      = "Opening your chat…"
)

// Joining.
const (
	TextConnecting     = "Connecting to the chat…"
	TextConnectingHint = "This can take a few seconds."
	TextPasswordTitle  = "Password"
	TextPasswordLead   = "Type the password that the host told you."
	TextChecking       = "Checking the password…"
	TextInNow          = "You are in the chat."
	TextNotOpen        = "Your chat could not be opened"
	TextNotIn          = "You are not in the chat"
)

// TriesLeft tells how often a password can still be typed.
func TriesLeft(n int) string {
	return plural(n, "This is your last try.", "You have %d tries.")
}

// WrongPassword tells that it was wrong and how many tries are left.
func WrongPassword(left int) string {
	if left <= 0 {
		return "Wrong password. You were disconnected."
	}
	return plural(left, "Wrong password, 1 try left.", "Wrong password, %d tries left.")
}
