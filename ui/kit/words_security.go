package kit

import "fmt"

// The list of what happened at the door.
const (
	WordShowOlder      = "Show older ones"
	WordClear          = "Clear…"
	WordClearAll       = "Clear"
	WordLetThemTry     = "Let them try"
	WordDetails        = "Details"
	SecurityTitle      = "Security notices"
	SecurityLead       = "What happened at the door of your chats, the newest first."
	SecurityQuiet      = "Nothing so far. Wrong passwords, blocked addresses and people who join are listed here."
	SecurityFile       = "security-notices.txt"
	SecurityClearTitle = "Clear the list?"
	SecurityClearText  = "All notices are forgotten. Blocked addresses stay blocked."
	DetailsTitle       = "What is known"
	BadgeWrongPassword = "Wrong password"
	BadgeDisconnected  = "Disconnected"
	BadgeBlocked       = "Blocked"
	BadgeRefused       = "Turned away"
	BadgeUnblocked     = "Unblocked"
	BadgeAttack        = "Many at once"
	BadgeJoined        = "Joined"
	BadgeAsked         = "Asked to come in"
)

// LastName tells who was the last to come in from an address.
func LastName(name string) string { return sentence("Last name used from there: %s", name) }

// SecurityCount is for the button that opens the list, with the number of
// notices that nobody has seen.
func SecurityCount(unseen int) string {
	if unseen == 0 {
		return WordSecurity
	}
	return fmt.Sprintf("%s (%d)", WordSecurity, unseen)
}

// What the desktop is told while the window is not in front.
const (
	NotifyTitle     = "Real Talk: somebody at the door"
	NotifyAskTitle  = "Real Talk: somebody asks to come in"
	NotifyCameTitle = "Real Talk: somebody joined"
	NotifyCameBrief = "Somebody whom you have not met here before joined your chat."
)

// The menu of the tray.
const (
	TrayOpen  = "Open Real Talk"
	TrayEnd   = "End the chat"
	TrayLeave = "Leave the chat"
	TrayQuit  = "Quit"
)

// TrayUnseen is for the entry that opens the list when there is something new.
func TrayUnseen(n int) string {
	return plural(n, "1 new security notice", "%d new security notices")
}

// CameMany tells of several people who joined one after another.
func CameMany(n int, names string) string { return sentence("%d people joined: %s.", n, names) }

// AndMore goes on with a list of names that is too long.
func AndMore(names string) string { return sentence("%s and others", names) }
