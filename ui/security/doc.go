// Package security holds the list of what happened at the door of a chat and
// the list of blocked addresses. It knows no backend: what the user does comes
// out through the OnX fields, what is to be shown goes in through methods, all
// on the user interface's goroutine.
package security
