// Package hosting holds the views of somebody who opens a chat: the form with
// name and password (Setup) and the card with what to send to the others
// (Invite). They know no backend: what the user does comes out through the OnX
// fields, what is to be shown goes in through methods, all on the user
// interface's goroutine.
package hosting
