package core

import "realtalk/core/room"

// CleanName gives a name as others may see it; the error says what is wrong
// with it. Limits and rules are those of room.CleanName.
func CleanName(name string) (string, error) { return room.CleanName(name) }

// SameName tells whether two names are too alike to be in one chat.
func SameName(a, b string) bool { return room.SameName(a, b) }

// ErrBadName: a name that others may not be shown.
var ErrBadName = room.ErrName
