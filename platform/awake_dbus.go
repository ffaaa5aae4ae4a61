//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/godbus/dbus/v5"
)

// KeepAwake keeps this computer from falling asleep because nobody uses it, until
// release is called or this process ends. It holds back no sleep that the user
// asks for, by the lid or a menu, and lets the screen go dark. Who asks the
// system what keeps the computer awake is told the reason. KeepAwake blocks for
// at most four seconds; an error means that nobody here can do it. release may be
// called from any goroutine, and again.
func KeepAwake(reason string) (release func(), err error) {
	system, noSystem := keepSystemAwake(reason)
	desktop, noDesktop := keepDesktopAwake(reason)
	if noSystem != nil && noDesktop != nil {
		return nil, fmt.Errorf("keep awake: %w", errors.Join(noSystem, noDesktop))
	}
	return sync.OnceFunc(func() {
		if noSystem == nil {
			system()
		}
		if noDesktop == nil {
			desktop()
		}
	}), nil
}

// keepSystemAwake asks logind, which answers with a file that holds as long as
// it is open.
func keepSystemAwake(reason string) (release func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	b, err := openSystemBus(ctx)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	var hold dbus.UnixFD
	logind := b.Object("org.freedesktop.login1", "/org/freedesktop/login1")
	err = b.call(ctx, logind, "org.freedesktop.login1.Manager.Inhibit", 0, "idle", programName, reason, "block").Store(&hold)
	if err != nil {
		return nil, fmt.Errorf("ask logind: %w", err)
	}
	file := os.NewFile(uintptr(hold), "inhibitor")
	return func() { file.Close() }, nil
}

// sitter counts how long nobody has used a desktop, and then puts the computer to
// sleep by itself.
type sitter struct {
	name string
	path dbus.ObjectPath
	face string
	args func(reason string) []any
	undo string // takes the number that Inhibit gave
}

const suspending = uint32(4) // of org.gnome.SessionManager: do not suspend the session

// sitters are those of GNOME, Cinnamon and MATE; of KDE and Xfce; and for others
// the one that keeps the screen on as well. The first that answers is enough.
var sitters = []sitter{
	{
		"org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager",
		func(reason string) []any { return []any{programEntry, uint32(0), reason, suspending} }, "Uninhibit",
	},
	{
		"org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit", "org.freedesktop.PowerManagement.Inhibit",
		func(reason string) []any { return []any{programName, reason} }, "UnInhibit",
	},
	{
		"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver",
		func(reason string) []any { return []any{programName, reason} }, "UnInhibit",
	},
}

// keepDesktopAwake asks the session. What it answers holds as long as the
// connection to the bus.
func keepDesktopAwake(reason string) (release func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	b, err := openBus(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range sitters {
		var number uint32
		object := b.Object(s.name, s.path)
		if err = b.call(ctx, object, s.face+".Inhibit", dbus.FlagNoAutoStart, s.args(reason)...).Store(&number); err == nil {
			return func() { b.undo(object, s.face+"."+s.undo, number) }, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("ask the desktop: %w", err), b.Close())
}

// undo waits for no answer: the end of the connection undoes it too.
func (b *bus) undo(object dbus.BusObject, method string, number uint32) {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	b.call(ctx, object, method, dbus.FlagNoAutoStart|dbus.FlagNoReplyExpected, number)
	b.Close()
}
