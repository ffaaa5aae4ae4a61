package platform_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/godbus/dbus/v5"
)

// sessionBus is a session bus of the test's own, which knows of no services
// that it could start.
type sessionBus struct {
	t    *testing.T
	dir  string
	stop func() // ends it; it can be started again
	*os.Process
}

const busConfig = `<busconfig>
<type>session</type>
<listen>unix:path=%s</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`

// newBus starts a bus and makes it the one of this program.
func newBus(t *testing.T) *sessionBus {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	dir, err := os.MkdirTemp("", "bus") // the path of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	b := &sessionBus{t: t, dir: dir}
	if err := os.WriteFile(b.path("config"), fmt.Appendf(nil, busConfig, b.path("bus")), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+b.path("bus"))
	b.start()
	return b
}

func (b *sessionBus) path(name string) string { return filepath.Join(b.dir, name) }

// start returns when the bus takes connections: it says so by its address.
func (b *sessionBus) start() {
	b.t.Helper()
	cmd := exec.Command("dbus-daemon", "--config-file="+b.path("config"), "--nofork", "--print-address=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.Process = cmd.Process
	stopped := false
	b.stop = func() {
		if !stopped {
			stopped = true
			cmd.Process.Kill()
			cmd.Wait()
			os.Remove(b.path("bus"))
		}
	}
	b.t.Cleanup(b.stop)
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.t.Fatal(err)
	}
}

// connect gives a connection for a service of the test.
func (b *sessionBus) connect() *dbus.Conn {
	b.t.Helper()
	conn, err := dbus.Connect(os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { conn.Close() })
	return conn
}

// serve offers an object under a name, which must be free.
func (b *sessionBus) serve(object any, path dbus.ObjectPath, face, name string) *dbus.Conn {
	b.t.Helper()
	conn := b.connect()
	if err := conn.Export(object, path, face); err != nil {
		b.t.Fatal(err)
	}
	if reply, err := conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		b.t.Fatal(name, reply, err)
	}
	return conn
}

const (
	deskName = "org.freedesktop.Notifications"
	deskPath = "/org/freedesktop/Notifications"
)

// asked is what the desktop was asked to show.
type asked struct {
	app, icon, title, body string
	replaces               uint32
	actions                []string
	urgency                byte
	entry                  string
	expire                 int32
}

// fakeDesk is a notification service that remembers what it was asked to show.
type fakeDesk struct {
	t      *testing.T
	can    []string
	ready  <-chan struct{} // nothing is shown before
	conn   *dbus.Conn
	asked  chan asked
	closed chan uint32   // numbers of notices that were taken back
	number atomic.Uint32 // of the last notice
}

// everything is what the service of most desktops can do.
var everything = []string{"actions", "body", "body-markup", "icon-static", "persistence"}

// ready is for a service that answers at once.
func ready() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

func newDesk(b *sessionBus, ready <-chan struct{}, can ...string) *fakeDesk {
	b.t.Helper()
	f := &fakeDesk{t: b.t, can: can, ready: ready, asked: make(chan asked, 100), closed: make(chan uint32, 100)}
	f.conn = b.serve(f, deskPath, deskName, deskName)
	return f
}

// GetCapabilities is part of the interface.
func (f *fakeDesk) GetCapabilities() ([]string, *dbus.Error) { return f.can, nil }

// Notify is part of the interface.
func (f *fakeDesk) Notify(app string, replaces uint32, icon, title, body string, actions []string, hints map[string]dbus.Variant, expire int32) (uint32, *dbus.Error) {
	<-f.ready
	a := asked{app: app, icon: icon, title: title, body: body, replaces: replaces, actions: actions, expire: expire}
	a.urgency, _ = hints["urgency"].Value().(byte)
	a.entry, _ = hints["desktop-entry"].Value().(string)
	f.asked <- a
	if replaces != 0 {
		return replaces, nil
	}
	return f.number.Add(1), nil
}

// CloseNotification is part of the interface. It refuses what it never showed.
func (f *fakeDesk) CloseNotification(id uint32) *dbus.Error {
	f.closed <- id
	if id > f.number.Load() {
		return dbus.MakeFailedError(fmt.Errorf("no notice %d", id))
	}
	return nil
}

// tell sends a signal of the service.
func (f *fakeDesk) tell(name string, args ...any) {
	f.t.Helper()
	if err := f.conn.Emit(deskPath, deskName+"."+name, args...); err != nil {
		f.t.Fatal(err)
	}
}

// fakeTray is a watcher of tray icons with or without somebody who draws them.
type fakeTray struct{ drawn bool }

// Get is part of the interface org.freedesktop.DBus.Properties.
func (f fakeTray) Get(_, name string) (dbus.Variant, *dbus.Error) {
	if name != "IsStatusNotifierHostRegistered" {
		return dbus.Variant{}, dbus.MakeFailedError(fmt.Errorf("no property %s", name))
	}
	return dbus.MakeVariant(f.drawn), nil
}
