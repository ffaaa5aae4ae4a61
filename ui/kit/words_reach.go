package kit

// The invite.
const (
	TextInviteTitle  = "Invite people"
	WordCopyInvite   = "Copy the invite"
	TextInviteHow    = "Send this to whomever you like. They open Real Talk, choose “Join a chat” and paste it. The square holds the same for a camera."
	TextInviteHere   = "For everybody on the same Wi-Fi or cable network as you"
	TextInviteAll    = "One invite for everybody, near and far"
	TextInviteNone   = "This computer is not connected to a network at the moment."
	TextInviteGuest  = "This is what you came by. Others can use it if it works from where they are."
	TextSecretTitle  = "The password"
	TextSecretHow    = "Tell the password by another way than the invite: say it on the phone, for example."
	TextLines        = "Lines to type"
	TextLinesHow     = "The same ways in one by one, to be read aloud or typed into “Join a chat”."
	TextLinesHere    = "People on the same Wi-Fi or cable network"
	TextLinesAway    = "People elsewhere"
	TextLinesNoAway  = "There is no line for people elsewhere at the moment."
	BadgeAsking      = "Asking the router…"
	BadgeUntested    = "Open, not tested yet"
	BadgeMaybe       = "Not tested yet"
	BadgeTested      = "Tested: it works"
	BadgeNotPossible = "Not possible now"
)

// This computer's own address on the Internet.
const (
	AddressTitle   = "This computer’s Internet address, if you know it"
	AddressExample = "203.0.113.7"
	AddressWait    = "Asking…"
	AddressKept    = "Your invite holds this address now."
	AddressKeptHow = "Whether people can come in by it shows when the first one tries."
	WordUseAddress = "Use it"
)

// AskService is for the button that asks a web service.
func AskService(name string) string { return sentence("Ask %s for it", name) }

// AskServiceHint tells what that service learns.
func AskServiceHint(name string) string {
	return sentence("It is asked only if you press this. %s then sees this computer’s address, as every web page does that you open, and nothing of your chat.", name)
}

// Letting somebody in who cannot connect: at the host's.
const (
	WordLetInStuck   = "Let someone in who cannot connect"
	LetInLead        = "Whoever cannot connect presses “Make a reply line” and sends you that line. Paste it here; the whole message is fine."
	LetInPlaceholder = "rt-reply:…"
	LetInNext        = "They type the password as everybody does. If somebody else is stuck, paste the next line."
	WordLetInGo      = "Let them in"
)

// Letting somebody else host.
const (
	WordElseHosts   = "Let somebody else host"
	ElseHostsLead   = "One computer that can be reached is enough, and it need not be yours. Send this to a friend who could host:"
	ElseHostsLetter = "Could you host our chat? People elsewhere cannot reach my computer. Open Real Talk, choose “Host a chat” and press “Start”. Then send me the invite that it shows, and tell me the password by another way, on the phone for example."
	ElseHostsThen   = "Your own chat goes on meanwhile. When the invite has come, end this chat and join theirs."
	WordCopyLetter  = "Copy the message"
	WordEndAndJoin  = "End this chat and join theirs"
)

// The guest's side of it.
const (
	WordMakeReply   = "Make a reply line"
	WordHostInstead = "Host the chat yourself"
	ReplyMaking     = "Making a reply line…"
	ReplyTitle      = "Send this line to the host"
	ReplyNoLine     = "One thing is missing"
	ReplyStepSend   = "1.  Send the line to the host, by the way that the invite came."
	ReplyStepPaste  = "2.  The host opens “Invite”, presses “Let someone in who cannot connect” and pastes it."
	ReplyStepWait   = "3.  Leave this window open."
	WordCopyLine    = "Copy the line"
)

// Chats nearby.
const (
	SetupNearby      = "Show this chat to people on this network"
	SetupNearbyHint  = "They find it under “Join a chat” without an invite. They still need the password."
	SetupWithName    = "With my name"
	SetupNameHint    = "Everybody on this network can then read who hosts it."
	NearbyTitle      = "Chats on this network"
	NearbyNoName     = "Host not shown"
	WordJoin         = "Join"
	SettingsAsk      = "Your Internet address"
	SettingsAskHow   = "The web service on the button that asks for this computer’s Internet address. It begins with https://. It is asked only when you press that button."
	SettingsAskReset = "Use the usual one"
	SettingsAskPlace = "https://…"
)

// NearbyOf names a chat on the same network by who hosts it.
func NearbyOf(host string) string {
	if host == "" {
		return NearbyNoName
	}
	return sentence("Hosted by %s", host)
}

// SettingsAskNow names the web service in use.
func SettingsAskNow(name string) string { return sentence("In use: %s", name) }

// What stands in the box of “Join a chat”.
const (
	TextJoinTitle       = "Join a chat"
	TextJoinLead        = "Paste what you were sent. The whole message is fine: Real Talk finds the invite in it."
	TextJoinPlaceholder = "rt:…\nrt 203.0.113.1 40213"
	TextJoinNothing     = "There is no invite in this text. It begins with “rt”, like this: rt 203.0.113.1 40213"
	TextJoinFound       = "Found: %s"
	TextJoinFoundNear   = "Found: %s. This line works only on the host’s own network."
)

// JoinFound tells which line was found in a text.
func JoinFound(line string, near bool) string {
	if near {
		return sentence(TextJoinFoundNear, line)
	}
	return sentence(TextJoinFound, line)
}

// JoinFoundInvite tells of an invite that was found in a text.
func JoinFoundInvite(ways int, near bool) string {
	if near {
		return plural(ways, "Found an invite with 1 way in. It works only on the host’s own network.",
			"Found an invite with %d ways in. It works only on the host’s own network.")
	}
	return plural(ways, "Found an invite with 1 way in.", "Found an invite with %d ways in.")
}
