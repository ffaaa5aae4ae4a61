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
// with parameters, never pieces that are glued together. They are for people who know nothing of networks or
// cryptography; a test holds the list of terms that must not appear.
//
// Keys: Return presses the focused button and sends the form of the focused
// entry. Escape and the window's own shortcuts reach the canvas whatever has
// the focus, so that there is one place that answers them.
//
// Text that others wrote goes through Text or Name before it is shown: it can
// then neither turn the writing direction around, nor hide characters, nor
// flood the window.
//
// Everything here runs on the user interface's goroutine and starts none.
package kit
