package kit

import "realtalk/app/lang"

// The list of what happened at the door.

func WordShowOlder() string  { return lang.Say("Show older ones") }
func WordClear() string      { return lang.Say("Clear…") }
func WordClearAll() string   { return lang.Say("Clear") }
func WordLetThemTry() string { return lang.Say("Let them try") }
func WordDetails() string    { return lang.Say("Details") }
func SecurityTitle() string  { return lang.Say("Security notices") }
func SecurityLead() string {
	return lang.Say("What happened at the door of your chats, the newest first.")
}

func SecurityQuiet() string {
	return lang.Say("Nothing so far. Wrong passwords, blocked addresses and people who join are listed here.")
}
func SecurityClearTitle() string { return lang.Say("Clear the list?") }
func SecurityClearText() string {
	return lang.Say("All notices are forgotten. Blocked addresses stay blocked.")
}
func DetailsTitle() string       { return lang.Say("What is known") }
func BadgeWrongPassword() string { return lang.Say("Wrong password") }
func BadgeDisconnected() string  { return lang.Say("Disconnected") }
func BadgeBlocked() string       { return lang.Say("Blocked") }
func BadgeRefused() string       { return lang.Say("Turned away") }
func BadgeUnblocked() string     { return lang.Say("Unblocked") }
func BadgeAttack() string        { return lang.Say("Many at once") }
func BadgeJoined() string        { return lang.Say("Joined") }
func BadgeAsked() string         { return lang.Say("Asked to come in") }

// SecurityFile is the name of the file that the list is saved in.
const SecurityFile = "security-notices.txt"

// LastName tells who was the last to come in from an address.
func LastName(name string) string { return lang.Say("Last name used from there: %s", name) }

// What the desktop is told while the window is not in front.

func NotifyTitle() string     { return lang.Say("Real Talk: somebody at the door") }
func NotifyAskTitle() string  { return lang.Say("Real Talk: somebody asks to come in") }
func NotifyCameTitle() string { return lang.Say("Real Talk: somebody joined") }
func NotifyCameBrief() string {
	return lang.Say("Somebody whom you have not met here before joined your chat.")
}

// The menu of the tray.

func TrayOpen() string  { return lang.Say("Open Real Talk") }
func TrayEnd() string   { return lang.Say("End the chat") }
func TrayLeave() string { return lang.Say("Leave the chat") }
func TrayQuit() string  { return lang.Say("Quit") }

// TrayUnseen is for the entry that opens the list when there is something new.
func TrayUnseen(n int) string {
	return lang.Count(n, "1 new security notice", "%d new security notices")
}

// CameMany tells of several people who joined one after another.
func CameMany(n int, names string) string { return lang.Say("%d people joined: %s.", n, names) }

// AndMoreToasts counts the notices that wait for room.
func AndMoreToasts(n int) string { return lang.Count(n, "and 1 more notice", "and %d more notices") }

// KeyToasts says what a key does.
func KeyToasts() string { return lang.Say("Go to the newest notice in the corner; Esc leads back") }

// AndMore goes on with a list of names that is too long.
func AndMore(names string) string { return lang.Say("%s and others", names) }
