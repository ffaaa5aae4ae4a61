//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"context"
	"errors"
	"slices"

	"github.com/godbus/dbus/v5"
)

const (
	deskName = "org.freedesktop.Notifications"
	deskPath = "/org/freedesktop/Notifications"

	busName = "org.freedesktop.DBus"

	maxShown = 64 // notices that are remembered
)

// desk is the notification service of the desktop on one connection to the bus.
// It takes no lock of its own.
type desk struct {
	*bus

	object         dbus.BusObject
	signals        chan *dbus.Signal // closed when the connection ends
	clicks, markup bool              // what it can do
	shown          []shown           // oldest first
}

// shown is a notice that may still be on the screen.
type shown struct {
	id      uint32 // the number that the service gave it
	about   string
	onClick func()
}

// openDesk finds the desktop and asks what it can do.
func openDesk(ctx context.Context) (*desk, error) {
	b, err := openBus(ctx)
	if err != nil {
		return nil, err
	}
	d := &desk{bus: b, object: b.Object(deskName, deskPath), signals: make(chan *dbus.Signal)}
	if err := d.begin(ctx); err != nil {
		b.Close()
		return nil, err
	}
	return d, nil
}

func (d *desk) begin(ctx context.Context) error {
	d.Signal(d.signals)
	err := d.AddMatchSignalContext(ctx, dbus.WithMatchSender(deskName), dbus.WithMatchObjectPath(deskPath))
	if err != nil {
		return err
	}
	err = d.AddMatchSignalContext(ctx, dbus.WithMatchSender(busName), dbus.WithMatchInterface(busName),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, deskName))
	if err != nil {
		return err
	}
	var can []string
	if err := d.call(ctx, d.object, deskName+".GetCapabilities", 0).Store(&can); err != nil {
		return err
	}
	d.clicks, d.markup = slices.Contains(can, "actions"), slices.Contains(can, "body-markup")
	return nil
}

// show shows a notice in the place of the one about the same, if there is one.
func (d *desk) show(ctx context.Context, n Notice, onClick func()) error {
	var id uint32
	err := d.call(ctx, d.object, deskName+".Notify", 0,
		programName, d.replaced(n.About), "", title(n.Title), d.body(n.Body),
		d.actions(onClick), hints(n.Urgent), int32(-1)).Store(&id)
	if err != nil {
		return err
	}
	d.remember(shown{id, n.About, onClick})
	return nil
}

// withdraw takes the notice about something away. A service that says no, as one
// that has closed it already may, has done what was asked.
func (d *desk) withdraw(ctx context.Context, about string) error {
	id := d.replaced(about)
	if id == 0 {
		return nil
	}
	d.forget(id)
	err := d.call(ctx, d.object, deskName+".CloseNotification", 0, id).Err
	var answer dbus.Error
	if errors.As(err, &answer) {
		return nil
	}
	return err
}

// replaced gives the number of the notice about the same, 0 if there is none.
func (d *desk) replaced(about string) uint32 {
	for _, s := range d.shown {
		if about != "" && s.about == about {
			return s.id
		}
	}
	return 0
}

// remember keeps what a click needs. A service may never say that a notice is
// gone, so the oldest is forgotten when there are many.
func (d *desk) remember(s shown) {
	d.forget(s.id)
	if len(d.shown) == maxShown {
		d.shown = slices.Delete(d.shown, 0, 1)
	}
	d.shown = append(d.shown, s)
}

func (d *desk) forget(id uint32) {
	d.shown = slices.DeleteFunc(d.shown, func(s shown) bool { return s.id == id })
}

// take takes what the service or the bus tells. It gives false if there is
// another service from now on, or none: what is shown went with the old one.
func (d *desk) take(signal *dbus.Signal) bool {
	var id, reason uint32
	var action, name, before, after string
	switch signal.Name {
	case deskName + ".ActionInvoked":
		if dbus.Store(signal.Body, &id, &action) == nil && action == clickAction {
			d.click(id)
		}
	case deskName + ".NotificationClosed":
		if dbus.Store(signal.Body, &id, &reason) == nil {
			d.forget(id)
		}
	case busName + ".NameOwnerChanged":
		return dbus.Store(signal.Body, &name, &before, &after) != nil || before == ""
	}
	return true
}

func (d *desk) click(id uint32) {
	for _, s := range d.shown {
		if s.id == id && s.onClick != nil {
			go s.onClick()
		}
	}
}
