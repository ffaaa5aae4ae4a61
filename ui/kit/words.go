package kit

import "realtalk/app/lang"

// Words that stand on buttons and over fields.

func WordHostChat() string    { return lang.Say("Host a chat") }
func WordJoinChat() string    { return lang.Say("Join a chat") }
func WordBack() string        { return lang.Say("Back") }
func WordCancel() string      { return lang.Say("Cancel") }
func WordClose() string       { return lang.Say("Close") }
func WordDone() string        { return lang.Say("Done") }
func WordCopy() string        { return lang.Say("Copy") }
func WordCopied() string      { return lang.Say("Copied") }
func WordConnect() string     { return lang.Say("Connect") }
func WordTryAgain() string    { return lang.Say("Try again") }
func WordStart() string       { return lang.Say("Start") }
func WordNewWords() string    { return lang.Say("New words") }
func WordSend() string        { return lang.Say("Send") }
func WordYourName() string    { return lang.Say("Your name") }
func WordPassword() string    { return lang.Say("Password") }
func WordChangeName() string  { return lang.Say("Change name") }
func WordInvite() string      { return lang.Say("Invite") }
func WordSafety() string      { return lang.Say("Safety phrase") }
func WordSecurity() string    { return lang.Say("Security") }
func WordEndChat() string     { return lang.Say("End chat") }
func WordLeave() string       { return lang.Say("Leave") }
func WordUnblock() string     { return lang.Say("Unblock") }
func WordBlockNow() string    { return lang.Say("Block now") }
func WordRemove() string      { return lang.Say("Remove from chat") }
func WordRemoveShort() string { return lang.Say("Remove") }
func WordRemoveBlock() string { return lang.Say("Remove and block") }
func WordBlockedList() string { return lang.Say("Blocked addresses") }
func WordBackToStart() string { return lang.Say("Back to start") }
func WordBackToChat() string  { return lang.Say("Back to chat") }
func WordYou() string         { return lang.Say("You") }
func WordStay() string        { return lang.Say("Stay") }

const WordAppName = "Real Talk"

// The badges beside a name.

func BadgeYou() string      { return lang.Say("You") }
func BadgeHost() string     { return lang.Say("Host") }
func BadgeVerified() string { return lang.Say("Verified") }
func BadgeKnown() string    { return lang.Say("Known") }
func BadgeNew() string      { return lang.Say("New") }
func BadgeChanged() string  { return lang.Say("CHANGED") }

// The start screen and the name.

func TextLead() string {
	return lang.Say("Private chat between people, straight from computer to computer.")
}
func TextNameAsk() string { return lang.Say("What should the others call you?") }
func TextNameHint() string {
	return lang.Say("The people you chat with see this name. You can change it later.")
}
func TextHostHint() string { return lang.Say("You choose a password and invite the others.") }
func TextJoinHint() string { return lang.Say("Somebody sent you an invite, or hosts on your network.") }

// OthersSeeYou tells the name that is kept.
func OthersSeeYou(name string) string { return lang.Say("The others see you as %s.", name) }

// Hosting.

func TextSetupTitle() string { return lang.Say("Host a chat") }

func TextSetupLead() string {
	return lang.Say("Everybody who wants to join needs this password. Four random words are easy to say and hard to guess.")
}
func TextSetupPassword() string { return lang.Say("Password for this chat") }
func TextSetupRule() string {
	return lang.Say("Whoever types it wrong three times is disconnected, and blocked after three more. You are told each time.")
}
func TextPasswordEmpty() string { return lang.Say("Please choose a password first.") }
func WordHide() string          { return lang.Say("Hide") }
func WordShow() string          { return lang.Say("Show") }

// What the system will ask when the chat is opened.

func SetupFirewall() string {
	return lang.Say("When you press “Start”, Windows asks whether others may connect to Real Talk. Allow it, or nobody can join your chat. It asks only once.")
}
func TextStarting() string { return lang.Say("Opening your chat…") }

// Joining.

func TextConnecting() string     { return lang.Say("Looking for the chat…") }
func TextConnectingHint() string { return lang.Say("This can take a few seconds.") }
func TextPasswordTitle() string  { return lang.Say("Password") }
func TextPasswordLead() string   { return lang.Say("Type the password that the host told you.") }
func TextChatFound() string      { return lang.Say("The chat was found") }
func TextChecking() string       { return lang.Say("Checking the password…") }
func TextInNow() string          { return lang.Say("You are in the chat.") }
func TextNotOpen() string        { return lang.Say("Your chat could not be opened") }
func TextNotIn() string          { return lang.Say("You are not in the chat") }

// TriesLeft tells how often a password can still be typed.
func TriesLeft(n int) string {
	return lang.Count(n, "This is your last try.", "You have %d tries.")
}

// WrongPassword tells that it was wrong and how many tries are left.
func WrongPassword(left int) string {
	if left <= 0 {
		return lang.Say("Wrong password. You were disconnected.")
	}
	return lang.Count(left, "Wrong password, 1 try left.", "Wrong password, %d tries left.")
}

// A second start of the program, or a clicked link, while a chat is on.

func AgainTitle() string { return lang.Say("Leave this chat?") }

func AgainJoin() string {
	return lang.Say("You opened an invite to another chat. Real Talk is in one chat at a time.")
}

func AgainHost() string {
	return lang.Say("You asked to host another chat. Real Talk is in one chat at a time.")
}
