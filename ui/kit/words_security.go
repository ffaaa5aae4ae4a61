package kit

import "fmt"

// The security sheet.
const (
	SecurityTitle       = "Security"
	SecurityBlocked     = "Blocked addresses"
	SecurityBlockedHow  = "Nobody can join from these addresses until you unblock them."
	SecurityBlockedNone = "No address is blocked."
	SecurityNotices     = "What happened at the door"
	SecurityQuiet       = "Nothing so far. Wrong passwords and blocked addresses will be listed here."
	BlockedByTries      = "Six wrong passwords"
	BlockedByHost       = "Blocked by you"
)

// DoorWrong tells of one wrong password.
func DoorWrong(who string) string {
	return sentence("Someone typed a wrong password. Address: %s.", who)
}

// DoorDisconnected tells of three wrong passwords.
func DoorDisconnected(who string) string {
	return sentence("Someone typed the wrong password three times and was disconnected. Address: %s. They can try three more times.", who)
}

// DoorBlocked tells of six wrong passwords.
func DoorBlocked(who string) string {
	return sentence("Someone typed the wrong password six times and is blocked now. Address: %s.", who)
}

// DoorRefused tells that a blocked address tried again.
func DoorRefused(who string) string {
	return sentence("A blocked address tried to connect and was turned away. Address: %s.", who)
}

// DoorUnblocked tells that an address may try again.
func DoorUnblocked(who string) string {
	return sentence("The address %s is no longer blocked.", who)
}

// DoorAttack tells that many addresses fail together.
const DoorAttack = "Many computers are trying passwords at the same time. Newcomers have to wait longer until it stops; people in the chat are not affected."

// DoorWho names an address with what is known of where it is.
func DoorWho(address, place, owner string) string {
	switch {
	case place != "" && owner != "":
		return fmt.Sprintf("%s, probably %s; network: %s", address, place, owner)
	case place != "":
		return fmt.Sprintf("%s, probably %s", address, place)
	case owner != "":
		return fmt.Sprintf("%s; network: %s", address, owner)
	}
	return address
}

// NotifyTitle stands over a message of the desktop about the door.
const NotifyTitle = "Real Talk: somebody at the door"

// BlockedBecause tells why an address is blocked.
func BlockedBecause(why string) string {
	if why == "host" {
		return BlockedByHost
	}
	return BlockedByTries
}
