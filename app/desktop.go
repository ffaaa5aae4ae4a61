package app

import "realtalk/platform"

// desktop is what surrounds the window. The zero value is ready.
type desktop struct {
	notifier platform.Notifier
	badge    platform.Badge
}

// DesktopNotice is what the desktop shows beside its windows.
type DesktopNotice struct {
	About  string // a later notice about the same replaces this one; "": stands alone
	Title  string // up to 100 characters are shown
	Body   string // up to 1,000, of several lines
	Urgent bool   // stays until it was seen
}

// NotifyDesktop lets the desktop show a notice, over two seconds at most. An
// error means that there is nobody here who does it, and another way must be
// found; it is no *Trouble, for the user need not hear of it. onClick, unless it
// is nil, runs on a goroutine of its own when the user clicks on the notice;
// after Close no click counts.
func (a *App) NotifyDesktop(n DesktopNotice, onClick func()) error {
	return a.desktop.notifier.Notify(platform.Notice(n), onClick)
}

// WithdrawDesktop takes the notice about something off the screen again, over two
// seconds at most.
func (a *App) WithdrawDesktop(about string) { a.desktop.notifier.Withdraw(about) }

// TrayThere tells whether there is a tray on this desktop that shows icons. It
// asks the desktop, for two seconds at most.
func (a *App) TrayThere() bool { return platform.HasTray() }
