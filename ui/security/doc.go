// Package security holds what a host sees of the door: the list of what
// happened there (Notices), the list of blocked addresses (Blocklist), what is
// known of one of them (Card), and the form that blocks one (Form). They know
// no backend: what the user does comes out through the OnX fields, what is to
// be shown goes in through methods, all on the user interface's goroutine.
//
// Both lists stay quick however long they are. Notices shows a page and more
// on demand, since its texts wrap. Blocklist makes only the rows in view, all of
// one height; what does not fit into a row is on the card that a press on it
// opens. No row of it has a button, so that no second press can unblock the
// address that came up in the place of the first.
//
// Names, places and notes come from elsewhere and go through kit.Name and
// kit.Text.
package security
