// Package ui is the window of Real Talk: it leads from screen to screen, shows
// what a chat tells, and hands on what the user asks for.
//
// The views (hosting, joining, chat, security, settings, with kit below them)
// know no backend. This package wires them to one: Backend and Conversation are
// what it asks of package app, small enough that tests put a fake there.
//
// One goroutine for each chat reads its events and hands them over in batches
// through a post function: fyne.Do in the program, a queue in tests. It waits
// until a batch was shown before it reads on, so that a flood of events cannot
// pile up in the toolkit. What may wait, for the disk, another program or the
// network, runs beside the user interface too and comes back by the same
// function (work, newBeside), as do clicks on notices of the desktop (newDesk).
// Everything else runs on the user interface's goroutine; there are no locks.
//
// Chats of the same network are looked for while the form that joins is in view,
// and no longer. A web service is asked for this computer's address when the
// button that names it was pressed, and never else. How a hosted chat can be
// reached is shown on its invitation as it is now, also while that is open.
//
// What happens at the door of a hosted chat is shown over the window, an urgent
// notice until it is closed. While the window is not in front the desktop tells
// it too, without details if the user wants that, and the count of what nobody
// has seen stands on the button of the list and in the tray. Nothing that comes
// takes the focus: whoever types into the composer can let nobody in by it, and
// rows that moved under the pointer answer nothing for a moment.
//
// Messages that come while nobody looks are counted in the title, on the icon
// where the desktop can, and told by the desktop: the first at once, what follows
// within two seconds in one notice.
//
// The tray has a menu where there is a tray to show it. Closing the window while a
// chat is on asks whether the chat stays there; without a tray it ends or leaves
// the chat. A hidden window looks every ten seconds whether the tray is still
// there, and comes back without it: a chat that nobody can reach is not left. The
// toolkit's own way of hiding knows neither the question nor a tray that is gone.
//
// The end of a chat is waited for, two seconds at most. A host is asked first
// while others are in.
//
// Look, language and size of the window follow app.Settings (applyLook,
// restoreSize). Where it stands the desktop decides: the toolkit cannot say it.
//
// Keys: Tab goes from field to field, Return does what most people want, Escape
// goes back or closes what lies on top; what they do with Ctrl is one table
// (chords), which F1 shows.
package ui
