//go:build !(linux || freebsd || netbsd || openbsd || dragonfly)

package platform

import (
	"errors"
	"fmt"
)

// Notifier shows notices on this user's desktop: on this system, none.
type Notifier struct{}

// Notify fails with an error that is errors.ErrUnsupported.
func (*Notifier) Notify(Notice, func()) error {
	return fmt.Errorf("notify the desktop: %w", errors.ErrUnsupported)
}

// Withdraw has nothing to take away.
func (*Notifier) Withdraw(string) {}

// Close has nothing to end.
func (*Notifier) Close() {}

// HasTray tells whether this desktop shows the icons of programs.
func HasTray() bool { return true }
