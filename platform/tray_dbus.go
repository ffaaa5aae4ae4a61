//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"context"

	"github.com/godbus/dbus/v5"
)

const (
	trayName = "org.kde.StatusNotifierWatcher"
	trayPath = "/StatusNotifierWatcher"
)

// HasTray tells whether this desktop shows the icons of programs: whether there
// is a StatusNotifierWatcher on the session bus with a host, which is what
// draws them. It starts nothing and blocks for at most two seconds.
func HasTray() bool {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	b, err := openBus(ctx)
	if err != nil {
		return false
	}
	defer b.Close()
	var shown bool
	err = b.call(ctx, b.Object(trayName, trayPath), "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart,
		trayName, "IsStatusNotifierHostRegistered").Store(&shown)
	return err == nil && shown
}
