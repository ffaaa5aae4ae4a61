// Package ui is the window of Real Talk: it leads from screen to screen, shows
// what a chat tells, and hands on what the user asks for.
//
// The views (hosting, joining, chat, security, with kit below them) know no
// backend. This package wires them to one: Backend and Conversation are what
// it asks of package app, small enough that tests put a fake there.
//
// One goroutine for each chat reads its events and hands them over in batches
// through a post function: fyne.Do in the program, a queue in tests. It waits
// until a batch was shown before it reads on, so that a flood of events cannot
// pile up in the toolkit. Everything else runs on the user interface's
// goroutine; there are no locks.
//
// Closing the window ends or leaves the chat in order and waits for it, two
// seconds at most. A host is asked first while others are in.
//
// Keys: Tab goes from field to field, Return does what most people want,
// Escape goes back or closes what lies on top. Ctrl+H hosts and Ctrl+J joins
// from the start screen; in a chat Ctrl+I invites, Ctrl+P goes to the people.
// Ctrl+Q closes.
package ui
