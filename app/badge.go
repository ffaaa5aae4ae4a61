package app

// SetBadge shows a number on the program's icon, where the desktop can; 0 takes
// it off, and so does Close. It does not block.
func (a *App) SetBadge(n int) { a.desktop.badge.Set(n) }
