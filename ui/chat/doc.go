// Package chat holds the view of a running chat: transcript, composer, people,
// those who ask to come in, and the rules of the door. It knows no backend: what
// the user does comes out through the OnX fields of Pane, what is to be shown
// goes in through its methods, all on the user interface's goroutine.
//
// # Transcript
//
// The transcript is a pane of its own instead of the toolkit's list, which
// wants every height up front. Heights are estimated from the widths of
// characters and corrected for the few rows on screen (heights, measure);
// those rows come from a pool and are bound anew as the pane is scrolled (row).
// The pane holds on to the message at its upper edge when heights or the width
// change, and to its end while the user is there; elsewhere a button counts what
// came. It keeps the newest maxItems lines. Nothing of it is written anywhere.
//
// A line is something said, a notice, or a date: one stands above what was said
// first on each day, also on the first day once there is another one.
//
// # Texts
//
// Whatever others wrote was made harmless by kit.Text and kit.Name before it is
// kept here, and only so much of a long message is laid out as a person reads
// in one go; copying gives all of it.
//
// A text is set here (text, lines, runs), since the toolkit's texts either have
// links or can be selected, and draw what is written from right to left in the
// order in which it was typed. Lines break where the script allows it (Unicode
// Standard Annex 14), words that are too long between what is read as one
// character (UAX 29). A paragraph whose first letter is written from right to
// left stands at the right, and its runs are put into the order of UAX 9; there
// is no nesting beyond a number or a foreign word, since kit.Text takes out the
// characters that ask for more. Emoji come in colour from the font that the
// toolkit brings, other scripts from the fonts of the system, whose letters may
// stand a little higher or lower: the toolkit does not tell where.
//
// The pointer selects within one message: by drawing, a word by two presses, a
// paragraph by three. What is selected has the focus, as the toolkit demands, but
// gives all that is typed to the composer, except for Return, so that a word that
// was begun is not sent by accident. No message is a stop of the Tab key: the
// transcript is one, in which the arrow keys lead from message to message and
// Return opens the menu of the one they led to.
//
// # Links
//
// Only what begins with http:// or https:// is a link (RFC 3986); an address
// without them is too easily found where none was meant. What is shown before one
// opens is what opens, in ASCII alone: hosts in other letters by their name in the
// DNS (RFC 5891), which is told, the rest escaped. Nothing is fetched here.
//
// # Own messages
//
// An own message stands at the end, as being sent, from the moment it was taken.
// The host decides on the order: what comes from there stands before all that is
// on its way, and the own message that comes back, the oldest one of the same
// words, goes to its place among it. What did not come back when the chat ended or
// its connection broke was not sent, says so, and can be copied. What was not
// taken stays in the composer.
//
// While the connection is made again by itself a bar above the transcript says so,
// and what is sent waits (Broken, Mended). Where that did not work the pane stays, with what was said and what is being
// written, and goes on when the user has joined again (Lost, Again).
package chat
