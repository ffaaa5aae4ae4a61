package kit

import "realtalk/app/lang"

// The start screen: chats on this network, and those the user was in.

func NearbyNone() string {
	return lang.Say("Nobody on this network shows a chat now. As soon as somebody does, it appears here.")
}

func NearbyOff() string {
	return lang.Say("Real Talk does not look for chats on this network: you have switched that off.")
}

func NearbyAsks() string {
	return lang.Say("To see the chats on this network, press “Join a chat”. Windows may ask then whether others may connect to Real Talk.")
}
func RecentTitle() string { return lang.Say("Your last chats") }

func RecentNone() string {
	return lang.Say("When you have been in somebody’s chat, you can join it again from here.")
}

// RecentForget is what a screen reader says of the cross beside a chat.
func RecentForget(host string) string { return lang.Say("Forget the chat of %s", host) }

// Dropping a text onto the window.

func DropNothing() string {
	return lang.Say("There is no invite in what you dropped. Copy the message that has it, and paste it here.")
}
