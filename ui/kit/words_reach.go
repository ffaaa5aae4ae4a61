package kit

import "realtalk/app/lang"

// The invite.

func TextInviteTitle() string { return lang.Say("Invite people") }
func WordCopyInvite() string  { return lang.Say("Copy the invite") }
func TextInviteHow() string {
	return lang.Say("Send this to whomever you like. They open Real Talk, choose “Join a chat” and paste it. The square holds the same for a camera.")
}

func TextInviteHere() string {
	return lang.Say("For everybody on the same Wi-Fi or cable network as you")
}
func TextInviteAll() string { return lang.Say("One invite for everybody, near and far") }
func TextInviteNone() string {
	return lang.Say("This computer is not connected to a network at the moment.")
}

func TextInviteGuest() string {
	return lang.Say("This is what you came by. Others can use it if it works from where they are.")
}

// The three ways in, which tick by themselves.

func StepComputer() string     { return lang.Say("This computer") }
func StepComputerOpen() string { return lang.Say("Your chat is open.") }
func StepNetwork() string      { return lang.Say("Same network") }
func StepNetworkOpen() string {
	return lang.Say("People on the same Wi-Fi or cable network as you can join.")
}
func StepNetworkNone() string { return lang.Say("This computer is in no network.") }
func StepNetworkHow() string {
	return lang.Say("Connect it to the Wi-Fi or the cable. This ticks by itself then.")
}
func StepInternet() string { return lang.Say("Internet") }
func StepLooking() string  { return lang.Say("Real Talk finds out how people can come in…") }

func TextSecretTitle() string { return lang.Say("The password") }
func TextSecretHow() string {
	return lang.Say("Tell the password by another way than the invite: say it on the phone, for example.")
}
func TextLines() string { return lang.Say("Lines to type") }
func TextLinesHow() string {
	return lang.Say("The same ways in one by one, to be read aloud or typed into “Join a chat”.")
}
func TextLinesHere() string { return lang.Say("People on the same Wi-Fi or cable network") }
func TextLinesAway() string { return lang.Say("People elsewhere") }
func TextLinesNoAway() string {
	return lang.Say("There is no line for people elsewhere at the moment.")
}
func BadgeAsking() string      { return lang.Say("Asking the router…") }
func BadgeUntested() string    { return lang.Say("Open, not tested yet") }
func BadgeMaybe() string       { return lang.Say("Not tested yet") }
func BadgeTested() string      { return lang.Say("Tested: it works") }
func BadgeNotPossible() string { return lang.Say("Not possible now") }

// This computer's own address on the Internet.

func AddressTitle() string { return lang.Say("This computer’s Internet address, if you know it") }
func AddressWait() string  { return lang.Say("Asking…") }
func AddressKept() string  { return lang.Say("Your invite holds this address now.") }
func AddressKeptHow() string {
	return lang.Say("Whether people can come in by it shows when the first one tries.")
}
func WordUseAddress() string { return lang.Say("Use it") }

const AddressExample = "203.0.113.7"

// AskService is for the button that asks a web service.
func AskService(name string) string { return lang.Say("Ask %s for it", name) }

// AskServiceHint tells what that service learns.
func AskServiceHint(name string) string {
	return lang.Say("It is asked only if you press this. %s then sees this computer’s address, as every web page does that you open, and nothing of your chat.", name)
}

// Letting somebody in who cannot connect: at the host's.

func WordLetInStuck() string { return lang.Say("Let someone in who cannot connect") }

func LetInLead() string {
	return lang.Say("Whoever cannot connect presses “Make a reply line” and sends you that line. Paste it here; the whole message is fine.")
}

func LetInNext() string {
	return lang.Say("They type the password as everybody does. If somebody else is stuck, paste the next line.")
}
func WordLetInGo() string { return lang.Say("Let them in") }

const LetInPlaceholder = "rt-reply:…"

// Letting somebody else host.

func WordElseHosts() string { return lang.Say("Let somebody else host") }

func ElseHostsLead() string {
	return lang.Say("One computer that can be reached is enough, and it need not be yours. Send this to a friend who could host:")
}

func ElseHostsLetter() string {
	return lang.Say("Could you host our chat? People elsewhere cannot reach my computer. Open Real Talk, choose “Host a chat” and press “Start”. Then send me the invite that it shows, and tell me the password by another way, on the phone for example.")
}

func ElseHostsThen() string {
	return lang.Say("Your own chat goes on meanwhile. When the invite has come, end this chat and join theirs.")
}
func WordCopyLetter() string { return lang.Say("Copy the message") }
func WordEndAndJoin() string { return lang.Say("End this chat and join theirs") }

// The guest's side of it.

func WordMakeReply() string   { return lang.Say("Make a reply line") }
func WordHostInstead() string { return lang.Say("Host the chat yourself") }
func ReplyMaking() string     { return lang.Say("Making a reply line…") }
func ReplyTitle() string      { return lang.Say("Send this line to the host") }
func ReplyNoLine() string     { return lang.Say("One thing is missing") }
func ReplyStepSend() string {
	return lang.Say("1.  Send the line to the host, by the way that the invite came.")
}

func ReplyStepPaste() string {
	return lang.Say("2.  The host opens “Invite”, presses “Let someone in who cannot connect” and pastes it.")
}
func ReplyStepWait() string { return lang.Say("3.  Leave this window open.") }
func WordCopyLine() string  { return lang.Say("Copy the line") }

// Chats nearby.

func SetupNearby() string { return lang.Say("Show this chat to people on this network") }

func SetupNearbyHint() string {
	return lang.Say("They find it under “Join a chat” without an invite. They still need the password.")
}
func SetupWithName() string { return lang.Say("With my name") }
func SetupNameHint() string { return lang.Say("Everybody on this network can then read who hosts it.") }
func NearbyTitle() string   { return lang.Say("Chats on this network") }
func NearbyNoName() string  { return lang.Say("Host not shown") }
func WordJoin() string      { return lang.Say("Join") }
func SettingsAsk() string   { return lang.Say("Your Internet address") }
func SettingsAskHow() string {
	return lang.Say("The web service on the button that asks for this computer’s Internet address. It begins with https://. It is asked only when you press that button.")
}
func SettingsAskReset() string { return lang.Say("Use the usual one") }

const SettingsAskPlace = "https://…"

// NearbyOf names a chat on the same network by who hosts it.
func NearbyOf(host string) string {
	if host == "" {
		return NearbyNoName()
	}
	return lang.Say("Hosted by %s", host)
}

// SettingsAskNow names the web service in use.
func SettingsAskNow(name string) string { return lang.Say("In use: %s", name) }

// What stands in the box of “Join a chat”.

func TextJoinTitle() string { return lang.Say("Join a chat") }

func TextJoinLead() string {
	return lang.Say("Paste what you were sent. The whole message is fine: Real Talk finds the invite in it.")
}

func TextJoinNothing() string {
	return lang.Say("There is no invite in this text. It begins with “rt”, like this: rt 203.0.113.1 40213")
}

const TextJoinPlaceholder = "rt:…\nrt 203.0.113.1 40213"

// JoinFound tells which line was found in a text.
func JoinFound(line string, near bool) string {
	if near {
		return lang.Say("Found: %s. This line works only on the host’s own network.", line)
	}
	return lang.Say("Found: %s", line)
}

// JoinFoundInvite tells of an invite that was found in a text.
func JoinFoundInvite(ways int, near bool) string {
	if near {
		return lang.Count(ways, "Found an invite with 1 way in. It works only on the host’s own network.",
			"Found an invite with %d ways in. It works only on the host’s own network.")
	}
	return lang.Count(ways, "Found an invite with 1 way in.", "Found an invite with %d ways in.")
}
