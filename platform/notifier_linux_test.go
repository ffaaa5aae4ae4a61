package platform_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"

	"realtalk/platform"
)

// newNotifier gives a Notifier that ends with the test, before the bus does.
func newNotifier(t *testing.T) *platform.Notifier {
	t.Helper()
	n := &platform.Notifier{}
	t.Cleanup(n.Close)
	return n
}

// notify shows a notice that must be taken.
func notify(t *testing.T, n *platform.Notifier, notice platform.Notice, onClick func()) {
	t.Helper()
	if err := n.Notify(notice, onClick); err != nil {
		t.Fatal(err)
	}
}

func TestNotice(t *testing.T) {
	desk := newDesk(newBus(t), ready(), everything...)
	n := newNotifier(t)
	notify(t, n, platform.Notice{About: "203.0.113.7", Title: "Wrong password", Body: "Twice.\nFrom 203.0.113.7."}, func() {})
	notify(t, n, platform.Notice{Title: "Attack", Urgent: true}, nil)
	want := asked{
		app: "Real Talk", title: "Wrong password", body: "Twice.\nFrom 203.0.113.7.",
		actions: []string{"default", "Open"}, urgency: 1, entry: "app.realtalk.rt", expire: -1,
	}
	if got := <-desk.asked; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, not %+v", got, want)
	}
	want = asked{app: "Real Talk", title: "Attack", actions: []string{}, urgency: 2, entry: "app.realtalk.rt", expire: -1}
	if got := <-desk.asked; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, not %+v", got, want)
	}
}

func TestLaterNoticeReplaces(t *testing.T) {
	desk := newDesk(newBus(t), ready(), everything...)
	n := newNotifier(t)
	for _, step := range []struct {
		about    string
		replaces uint32
	}{{"a", 0}, {"b", 0}, {"a", 1}, {"", 0}, {"", 0}, {"b", 2}, {"a", 1}, {"c", 0}} {
		notify(t, n, platform.Notice{About: step.about, Title: "x"}, nil)
		if got := <-desk.asked; got.replaces != step.replaces {
			t.Errorf("about %q: replaces %d, not %d", step.about, got.replaces, step.replaces)
		}
	}
}

// clicks gives what to pass as onClick, and where it says that it was called.
func clicks() (on func(name string) func(), came <-chan string) {
	c := make(chan string, 100)
	return func(name string) func() { return func() { c <- name } }, c
}

func TestClick(t *testing.T) {
	desk := newDesk(newBus(t), ready(), everything...)
	n := newNotifier(t)
	on, came := clicks()
	notify(t, n, platform.Notice{About: "a"}, on("first"))
	notify(t, n, platform.Notice{About: "a"}, on("second"))
	notify(t, n, platform.Notice{About: "b"}, on("other"))
	desk.tell("ActionInvoked", uint32(2), "snooze")
	desk.tell("ActionInvoked", uint32(7), "default")
	desk.tell("ActionInvoked", "two", "default")
	desk.tell("ActionInvoked", uint32(1), "default")
	if got := <-came; got != "second" {
		t.Errorf("%q was called", got)
	}
	desk.tell("NotificationClosed", uint32(1), uint32(2))
	desk.tell("ActionInvoked", uint32(1), "default")
	desk.tell("ActionInvoked", uint32(2), "default")
	if got := <-came; got != "other" {
		t.Errorf("%q was called", got)
	}
	n.Close()
	if len(came) > 0 {
		t.Errorf("%q was called besides", <-came)
	}
}

func TestClosedNoticeIsNotReplaced(t *testing.T) {
	desk := newDesk(newBus(t), ready(), everything...)
	n := newNotifier(t)
	on, came := clicks()
	notify(t, n, platform.Notice{About: "a"}, nil)
	notify(t, n, platform.Notice{About: "b"}, on("b"))
	desk.tell("NotificationClosed", uint32(1), uint32(1))
	desk.tell("ActionInvoked", uint32(2), "default") // comes after it
	<-came
	notify(t, n, platform.Notice{About: "a"}, nil)
	<-desk.asked
	<-desk.asked
	if got := <-desk.asked; got.replaces != 0 {
		t.Errorf("replaces %d", got.replaces)
	}
}

func TestNoticeIsTakenBack(t *testing.T) {
	desk := newDesk(newBus(t), ready(), everything...)
	n := newNotifier(t)
	n.Withdraw("a") // before there was any
	notify(t, n, platform.Notice{About: "a"}, nil)
	notify(t, n, platform.Notice{About: "b"}, nil)
	n.Withdraw("b")
	n.Withdraw("b") // once more
	n.Withdraw("c")
	notify(t, n, platform.Notice{About: "b"}, nil)
	if got := <-desk.closed; got != 2 || len(desk.closed) > 0 {
		t.Errorf("took back %d, and %d more", got, len(desk.closed))
	}
	<-desk.asked
	<-desk.asked
	if got := <-desk.asked; got.replaces != 0 {
		t.Errorf("a notice in the place of %d, which is gone", got.replaces)
	}
}

// A service that has no actions may ask questions instead.
func TestNoActions(t *testing.T) {
	desk := newDesk(newBus(t), ready(), "body")
	notify(t, newNotifier(t), platform.Notice{Title: "x"}, func() {})
	if got := <-desk.asked; len(got.actions) > 0 {
		t.Errorf("%q", got.actions)
	}
}

func TestHostileText(t *testing.T) {
	const hostile = `<a href="http://192.0.2.1">Ann</a> & <img src="/x"/>` + "\x00\x1b[1m\xff\xc3"
	const plain = `<a href="http://192.0.2.1">Ann</a> & <img src="/x"/>` + "  [1m\ufffd\ufffd"
	const escaped = `&lt;a href="http://192.0.2.1"&gt;Ann&lt;/a&gt; &amp; &lt;img src="/x"/&gt;` + "  [1m\ufffd\ufffd"
	for _, test := range []struct {
		can        []string
		body, want string
	}{
		{everything, hostile, escaped},
		{[]string{"body"}, hostile, plain},
		{everything, strings.Repeat("ä", 1000), strings.Repeat("ä", 1000)},
		{everything, strings.Repeat("ä", 1001), strings.Repeat("ä", 999) + "…"},
		{everything, strings.Repeat("<", 1<<20), strings.Repeat("&lt;", 999) + "…"},
	} {
		desk := newDesk(newBus(t), ready(), test.can...)
		n := newNotifier(t)
		notify(t, n, platform.Notice{Body: test.body}, nil)
		if got := <-desk.asked; got.body != test.want {
			t.Errorf("%.200q, not %.200q", got.body, test.want)
		}
		notify(t, n, platform.Notice{Title: hostile + "\n"}, nil)
		if got := <-desk.asked; got.title != plain+" " {
			t.Errorf("the title is %q, not %q", got.title, plain+" ")
		}
		notify(t, n, platform.Notice{Title: strings.Repeat("ä", 101)}, nil)
		if got := <-desk.asked; got.title != strings.Repeat("ä", 99)+"…" {
			t.Errorf("the title is %q", got.title)
		}
	}
}

func TestBusGoesAway(t *testing.T) {
	bus := newBus(t)
	desk := newDesk(bus, ready(), everything...)
	n := newNotifier(t)
	notify(t, n, platform.Notice{About: "a"}, nil)
	<-desk.asked
	bus.stop()
	if err := n.Notify(platform.Notice{About: "a"}, nil); err == nil {
		t.Error("a notice was shown by nobody")
	}
	for range 2 { // the second time, nobody noticed in between
		bus.start()
		desk = newDesk(bus, ready(), everything...)
		notify(t, n, platform.Notice{About: "a"}, nil)
		if got := <-desk.asked; got.replaces != 0 {
			t.Errorf("replaces %d of another bus", got.replaces)
		}
		bus.stop()
	}
}

// The numbers of a service that is gone may be those of another program's
// notices at the next one.
func TestServiceIsStartedAnew(t *testing.T) {
	bus := newBus(t)
	desk := newDesk(bus, ready(), everything...)
	n := newNotifier(t)
	on, came := clicks()
	notify(t, n, platform.Notice{About: "a"}, on("old"))
	desk.conn.Close()
	desk = newDesk(bus, ready(), "body")
	for { // the Notifier hears of it a moment later
		notify(t, n, platform.Notice{About: "b"}, on("new"))
		if got := <-desk.asked; len(got.actions) == 0 {
			break // it knows what the new one can do
		}
	}
	notify(t, n, platform.Notice{About: "a"}, on("again"))
	if got := <-desk.asked; got.replaces != 0 {
		t.Errorf("replaces %d of the old service", got.replaces)
	}
	desk.tell("ActionInvoked", desk.number.Load(), "default")
	if got := <-came; got != "again" {
		t.Errorf("%q was called", got)
	}
}

func TestServiceNeverAnswers(t *testing.T) {
	answers := make(chan struct{})
	desk := newDesk(newBus(t), answers, everything...)
	n := newNotifier(t)
	if err := n.Notify(platform.Notice{Title: "late"}, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	close(answers)
	notify(t, n, platform.Notice{Title: "again"}, nil)
	if late, again := <-desk.asked, <-desk.asked; late.title != "late" || again.title != "again" {
		t.Errorf("%q, %q", late.title, again.title)
	}
}

func TestBusIsStopped(t *testing.T) {
	bus := newBus(t)
	desk := newDesk(bus, ready(), everything...)
	n := newNotifier(t)
	notify(t, n, platform.Notice{Title: "before"}, nil)
	if err := bus.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := n.Notify(platform.Notice{Body: strings.Repeat("x", 1000)}, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if err := n.Notify(platform.Notice{Title: "stopped"}, nil); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err) // of the connection after that one
	}
	if err := bus.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	notify(t, n, platform.Notice{Title: "after"}, nil)
	for got := range desk.asked {
		if got.title == "after" {
			break
		}
	}
}

func TestNobodyShowsNotices(t *testing.T) {
	newBus(t)
	var answer dbus.Error
	if err := newNotifier(t).Notify(platform.Notice{}, nil); !errors.As(err, &answer) || answer.Name != "org.freedesktop.DBus.Error.ServiceUnknown" {
		t.Error(err)
	}
}

func TestNoBus(t *testing.T) {
	for _, address := range []string{"", "autolaunch:", "tcp:host=127.0.0.1,port=9", "unix:path=relative"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		t.Setenv("XDG_RUNTIME_DIR", "")
		if err := newNotifier(t).Notify(platform.Notice{}, nil); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%q: %v", address, err)
		}
		if platform.HasTray() {
			t.Errorf("%q: a tray", address)
		}
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "gone"))
	if err := newNotifier(t).Notify(platform.Notice{}, nil); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestClose(t *testing.T) {
	desk := newDesk(newBus(t), ready(), everything...)
	used, unused := newNotifier(t), newNotifier(t)
	notify(t, used, platform.Notice{Title: "x"}, nil)
	<-desk.asked
	for _, n := range []*platform.Notifier{used, unused, used} {
		n.Close()
		if err := n.Notify(platform.Notice{}, nil); !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	}
	if len(desk.asked) > 0 {
		t.Error("a notice came after Close")
	}
}

func TestTray(t *testing.T) {
	const name, path = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
	bus := newBus(t)
	if platform.HasTray() {
		t.Error("a tray without a watcher")
	}
	for _, drawn := range []bool{true, false} {
		conn := bus.serve(fakeTray{drawn}, path, "org.freedesktop.DBus.Properties", name)
		if platform.HasTray() != drawn {
			t.Errorf("drawn %v: %v", drawn, !drawn)
		}
		if _, err := conn.ReleaseName(name); err != nil {
			t.Fatal(err)
		}
	}
}
