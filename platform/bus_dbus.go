//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// busEndpoints reads DBUS_SESSION_BUS_ADDRESS, a list of what the D-Bus
// specification calls server addresses; without it the bus is where systemd and
// its like put it. Sockets of this computer alone count: nothing else is as
// private, and nothing is started to have a bus.
func busEndpoints(getenv func(string) string) []endpoint {
	addresses, dir := getenv("DBUS_SESSION_BUS_ADDRESS"), getenv("XDG_RUNTIME_DIR")
	if addresses == "" && filepath.IsAbs(dir) {
		return []endpoint{{"unix", filepath.Join(dir, "bus")}}
	}
	return sockets(addresses)
}

// systemEndpoints gives the bus of the whole computer, which the D-Bus
// specification puts at one place unless DBUS_SYSTEM_BUS_ADDRESS names another.
func systemEndpoints(getenv func(string) string) []endpoint {
	return sockets(cmp.Or(getenv("DBUS_SYSTEM_BUS_ADDRESS"), "unix:path=/var/run/dbus/system_bus_socket"))
}

// sockets reads a list of server addresses.
func sockets(addresses string) []endpoint {
	var all []endpoint
	for address := range strings.SplitSeq(addresses, ";") {
		keys, local := strings.CutPrefix(address, "unix:")
		if !local {
			continue
		}
		for pair := range strings.SplitSeq(keys, ",") {
			if path := socketPath(pair); path != "" {
				all = append(all, endpoint{"unix", path})
			}
		}
	}
	return all
}

// socketPath takes path=/run/user/1000/bus and abstract=/tmp/dbus-x; "" is
// something else, as guid=....
func socketPath(pair string) string {
	key, value, _ := strings.Cut(pair, "=")
	value, err := dbus.UnescapeBusAddressValue(value)
	switch {
	case err != nil:
		return ""
	case key == "path" && filepath.IsAbs(value):
		return value
	case key == "abstract" && value != "":
		return "@" + value
	}
	return ""
}

// bus is a connection to the session bus, or to that of the system.
type bus struct {
	*dbus.Conn

	socket net.Conn // below Conn
}

// openBus connects to the first session bus that answers. The context must have
// a deadline.
func openBus(ctx context.Context) (*bus, error) {
	b, err := dialFirst(ctx, busEndpoints(os.Getenv))
	if err != nil {
		return nil, fmt.Errorf("find the session bus: %w", err)
	}
	return b, nil
}

// openSystemBus connects to the bus of the system, as openBus does.
func openSystemBus(ctx context.Context) (*bus, error) {
	b, err := dialFirst(ctx, systemEndpoints(os.Getenv))
	if err != nil {
		return nil, fmt.Errorf("find the system bus: %w", err)
	}
	return b, nil
}

func dialFirst(ctx context.Context, all []endpoint) (*bus, error) {
	err := fmt.Errorf("none is named: %w", errors.ErrUnsupported)
	for _, e := range all {
		var b *bus
		if b, err = dialBus(ctx, e); err == nil {
			return b, nil
		}
	}
	return nil, err
}

func dialBus(ctx context.Context, e endpoint) (*bus, error) {
	socket, err := new(net.Dialer).DialContext(ctx, e.network, e.address)
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	socket.SetDeadline(deadline) // the greeting takes no context
	conn, err := dbus.ConnectUnix(socket.(*net.UnixConn), dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return nil, fmt.Errorf("greet %s: %w", e.address, err) // the socket is closed
	}
	socket.SetReadDeadline(time.Time{})
	return &bus{conn, socket}, nil
}

// call asks an object and waits for its answer, until the context's deadline.
func (b *bus) call(ctx context.Context, to dbus.BusObject, method string, flags dbus.Flags, args ...any) *dbus.Call {
	deadline, _ := ctx.Deadline()
	b.socket.SetWriteDeadline(deadline) // a bus that is stopped stops reading
	return to.CallWithContext(ctx, method, flags, args...)
}
