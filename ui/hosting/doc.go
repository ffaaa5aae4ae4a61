// Package hosting holds the views of somebody who opens a chat: the form with
// name and password (Setup), the card with what to send to the others (Invite),
// the box for the line of a guest who cannot connect (LetIn) and what helps
// where nobody elsewhere can come in (HandOver). They know no backend: what the
// user does comes out through the OnX fields, what is to be shown goes in
// through methods, all on the user interface's goroutine.
//
// The card begins with what is open: this computer, the same network and the
// Internet, each of which ticks by itself. Then comes the invite, which is all that
// most people send: one text for everybody. The lines that it holds are folded
// away below. How people elsewhere can come in is never called more than what is
// known: that it works is said once somebody from there came in.
package hosting
