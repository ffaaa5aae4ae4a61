package kit

import "realtalk/app/lang"

// Closing the window while a chat is on.

func ClosingTitle() string { return lang.Say("Keep the chat open?") }

func ClosingHost() string {
	return lang.Say("Your chat can go on without this window. You find it among the small icons of your desktop. If you end it, it ends for everybody.")
}

func ClosingGuest() string {
	return lang.Say("You can stay in the chat without this window. You find it among the small icons of your desktop.")
}
func ClosingNeverAsk() string     { return lang.Say("Do not ask again") }
func ClosingNeverAskHint() string { return lang.Say("You can change this in the settings.") }
func WordKeepOpen() string        { return lang.Say("Keep it open") }

// HiddenText says where the window went.
func HiddenText() string {
	return lang.Say("The chat is still open. Click on the icon of Real Talk among the small icons of your desktop to see it again.")
}

// What the tray says of the moment.

func TrayNoChat() string { return lang.Say("No chat") }
func TrayAlone() string  { return lang.Say("Your chat is open, nobody else is in yet") }
func TrayGuest(others int) string {
	return lang.Count(others, "In a chat with 1 other person", "In a chat with %d other people")
}

func TrayHosting(others int) string {
	return lang.Count(others, "You host 1 other person", "You host %d other people")
}
func TrayCopyInvite() string  { return lang.Say("Copy the invite") }
func TrayUnread(n int) string { return lang.Count(n, "1 new message", "%d new messages") }

// What the desktop tells of messages.

func NotifyMessage() string       { return lang.Say("New message") }
func NotifyMessages(n int) string { return lang.Count(n, "1 new message", "%d new messages") }
func NotifyOver() string          { return lang.Say("The chat has ended.") }

// NotifySaid is the last of several messages and who wrote it.
func NotifySaid(name, text string) string { return lang.Say("%s: %s", name, text) }

// The list of keys.

func KeysTitle() string { return lang.Say("Keys") }

func KeyTab() string {
	return lang.Say("Go to the next button or field; with Shift, to the one before")
}
func KeyReturn() string     { return lang.Say("Do what most people want next") }
func KeyEscape() string     { return lang.Say("Go back, or close what lies on top") }
func KeyHost() string       { return lang.Say("Host a chat, from the start screen") }
func KeyJoin() string       { return lang.Say("Join a chat, from the start screen") }
func KeyInvite() string     { return lang.Say("Show the invite of this chat") }
func KeyPeople() string     { return lang.Say("Go to the people in this chat") }
func KeyDoor() string       { return lang.Say("Choose who may come in") }
func KeyLobby() string      { return lang.Say("Go to those who ask to come in") }
func KeySecurity() string   { return lang.Say("Show the security notices") }
func KeySettings() string   { return lang.Say("Show the settings") }
func KeyKeys() string       { return lang.Say("Show these keys") }
func KeyWindow() string     { return lang.Say("Close the window") }
func KeyQuit() string       { return lang.Say("End the chat and quit") }
func WordCtrl() string      { return lang.Say("Ctrl") }
func WordTabKey() string    { return lang.Say("Tab") }
func WordReturnKey() string { return lang.Say("Enter") }
func WordEscapeKey() string { return lang.Say("Esc") }
