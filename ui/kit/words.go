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
	TextJoinHint     = "Somebody sent you a line that begins with “rt”."
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
	TextInviteTitle   = "Invite people"
	TextInviteHere    = "People on the same Wi-Fi or cable network"
	TextInviteAway    = "People somewhere else"
	TextInviteHow     = "Send them this line. They open Real Talk, choose “Join a chat” and paste it."
	TextInviteMany    = "Send them the first line. They open Real Talk, choose “Join a chat” and paste it. If it does not work for them, try the next line."
	TextInviteNone    = "This computer is not connected to a network at the moment."
	TextInviteGuest   = "This is the line you came by. Others can use it if it works from where they are."
	TextSecretTitle   = "The password"
	TextSecretHow     = "Send the password by another way than the line: say it on the phone, for example."
)

// What is said about people elsewhere, where the backend says nothing itself.
const (
	TextRouterAsking    = "Finding out whether people elsewhere can reach you…"
	TextRouterOpen      = "People elsewhere can use this line. Nobody has tried it yet."
	TextRouterNotPublic = "Your Internet connection does not let people elsewhere reach this computer. Let somebody else host, or meet on the same network."
	TextRouterRefused   = "Your router did not open the way. People elsewhere cannot join you at the moment. Let somebody else host instead."
	TextRouterNotFound  = "No router answered. People elsewhere cannot join you at the moment. Let somebody else host instead."
	TextRouterOff       = "Only people on the same network can join this chat."
)

// Joining.
const (
	TextJoinTitle       = "Join a chat"
	TextJoinLead        = "Paste what you were sent. The whole message is fine: Real Talk finds the line in it."
	TextJoinPlaceholder = "rt 203.0.113.1 40213"
	TextJoinNothing     = "There is no join line in this text. It looks like this: rt 203.0.113.1 40213"
	TextJoinFound       = "Found: %s"
	TextJoinFoundNear   = "Found: %s. This line works only on the host’s own network."
	TextConnecting      = "Connecting to %s…"
	TextConnectingHint  = "This can take a few seconds."
	TextPasswordTitle   = "Password"
	TextPasswordLead    = "Type the password that the host told you."
	TextChecking        = "Checking the password…"
	TextInNow           = "You are in the chat."
	TextNotOpen         = "Your chat could not be opened"
	TextNotIn           = "You are not in the chat"
)

// JoinFound tells which line was found in a text.
func JoinFound(line string, near bool) string {
	if near {
		return sentence(TextJoinFoundNear, line)
	}
	return sentence(TextJoinFound, line)
}

// Connecting tells where to.
func Connecting(address string) string { return sentence(TextConnecting, address) }

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
