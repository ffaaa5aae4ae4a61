// Package kit holds what the views of the window share: the look, the words
// and the widgets that more than one of them uses.
//
// The look is one theme (Theme) with a light and a dark palette and a single
// accent colour; views name colours and sizes, never values. Text on its
// ground keeps a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3), which a test
// holds.
//
// What is handed on (Handout, CopyLines) is copied as it is, never as it is
// broken into lines. A QR code is dark on white in both palettes.
//
// The words are all in words.go and its neighbours, one function for each, so
// that they are said in the language of the moment (app/lang): whole sentences
// with parameters, never pieces that are glued together. They are for people who
// know nothing of networks or cryptography; a test holds the list of terms that
// must not appear.
//
// Keys: Return presses the focused button and sends the form of the focused
// entry. Escape and the window's own shortcuts reach the canvas whatever has
// the focus, so that there is one place that answers them.
//
// Notices (Toasts) take no focus and cover neither the head of the window nor
// what the user writes. None is lost: what has no room waits and is counted, and
// no time passes while somebody is at one or nobody looks. Those that must be
// closed come first, but never take all the places.
//
// Screen readers: controls and texts say what they are (fyne.Accessible), and
// cards, notices and sheets all that they hold, because the toolkit looks into
// no widget. Fyne 2.8.1 hands that on in builds with the tag accessibility, on
// macOS and Windows alone. There it names only what stands in plain containers:
// nothing that is scrolled, and not what has the focus; it knows buttons, links,
// text and containers, but no fields and no ticks. On Linux it tells no screen
// reader anything (there is no AT-SPI in it); whoever needs one has the face of
// the terminal (ui/terminal), which is plain text.
//
// Text that others wrote goes through Text or Name before it is shown: it can
// then neither turn the writing direction around, nor hide characters, nor
// flood the window.
//
// Everything here runs on the user interface's goroutine and starts none.
package kit
