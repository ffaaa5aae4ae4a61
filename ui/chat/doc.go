// Package chat holds the view of a running chat: transcript, composer, people,
// those who ask to come in, and the rules of the door. It knows no backend: what
// the user does comes out through the OnX fields of Pane, what is to be shown
// goes in through its methods, all on the user interface's goroutine.
//
// The transcript is a pane of its own instead of the toolkit's list, which
// wants every height up front. Heights are estimated from the widths of
// characters and corrected for the few rows on screen (heights, measure);
// those rows come from a pool and are bound anew as the pane is scrolled (row).
// The pane holds on to the message at its upper edge when heights or the width
// change, and to its end while the user is there.
//
// Whatever others wrote was made harmless by kit.Text and kit.Name before it is
// kept here, and only so much of a long message is laid out as a person reads
// in one go; its copy button gives all of it. The transcript keeps the newest
// maxItems lines. Nothing of it is written anywhere.
package chat
