package platform_test

import (
	"sync"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"

	"realtalk/platform"
)

// shownBadge is what a launcher hears.
type shownBadge struct {
	uri     string
	count   int64
	visible bool
}

// launcher listens as docks do.
func launcher(b *sessionBus) (next func() shownBadge, gone func()) {
	b.t.Helper()
	conn := b.connect()
	if err := conn.AddMatchSignal(dbus.WithMatchInterface("com.canonical.Unity.LauncherEntry"), dbus.WithMatchMember("Update")); err != nil {
		b.t.Fatal(err)
	}
	if err := conn.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged")); err != nil {
		b.t.Fatal(err)
	}
	signals := make(chan *dbus.Signal, 1000)
	conn.Signal(signals)
	sender := ""
	next = func() (s shownBadge) {
		b.t.Helper()
		for signal := range signals {
			if signal.Name != "com.canonical.Unity.LauncherEntry.Update" {
				continue
			}
			var facts map[string]dbus.Variant
			if err := dbus.Store(signal.Body, &s.uri, &facts); err != nil {
				b.t.Fatal(err)
			}
			s.count, _ = facts["count"].Value().(int64)
			s.visible, _ = facts["count-visible"].Value().(bool)
			sender = signal.Sender
			return s
		}
		b.t.Fatal("the bus has ended")
		return s
	}
	gone = func() {
		b.t.Helper()
		for signal := range signals {
			var name, before, after string
			if dbus.Store(signal.Body, &name, &before, &after) == nil && name == sender && after == "" {
				return
			}
		}
		b.t.Fatal("the bus has ended")
	}
	return next, gone
}

func badge(n int64) shownBadge {
	return shownBadge{"application://app.realtalk.rt.desktop", n, n > 0}
}

func TestBadge(t *testing.T) {
	next, gone := launcher(newBus(t))
	var b platform.Badge
	b.Set(0) // nobody needs to hear of it
	for _, c := range []struct {
		set  int
		want int64
	}{{1, 1}, {3, 3}, {50000, 9999}, {-1, 0}, {2, 2}, {0, 0}} {
		b.Set(c.set)
		if got := next(); got != badge(c.want) {
			t.Errorf("%d: %+v, want %+v", c.set, got, badge(c.want))
		}
	}
	b.Set(7)
	next()
	b.Close()
	if got := next(); got != badge(0) {
		t.Errorf("closed: %+v", got)
	}
	gone()
	b.Set(8)
	b.Close()
}

// Of many numbers that come faster than they can be told, the last one counts.
func TestBadgeShowsTheLast(t *testing.T) {
	next, _ := launcher(newBus(t))
	var b platform.Badge
	defer b.Close()
	var setters sync.WaitGroup
	for n := range 200 {
		setters.Go(func() { b.Set(n + 1) })
	}
	setters.Wait()
	b.Set(500)
	for got := next(); got != badge(500); got = next() {
		if got.count > 200 {
			t.Fatalf("%+v", got)
		}
	}
}

// A bus that ended and began again gets the next number.
func TestBadgeOnAnotherBus(t *testing.T) {
	bus := newBus(t)
	next, _ := launcher(bus)
	var b platform.Badge
	defer b.Close()
	b.Set(1)
	next()
	bus.stop()
	b.Set(2) // told to nobody
	bus.start()
	next, _ = launcher(bus)
	b.Set(3)
	for next() != badge(3) { // 2 may have waited
	}
}

func TestBadgeWithoutABus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	var b platform.Badge
	b.Set(1)
	b.Close()
	b.Close()
}

// A bus that takes the connection and then says nothing holds nobody up.
func TestBadgeOnABusThatHangs(t *testing.T) {
	bus := newBus(t)
	next, _ := launcher(bus)
	var b platform.Badge
	b.Set(1)
	next()
	if err := bus.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for n := range 100000 { // would fill any pipe
		b.Set(n)
	}
	if err := bus.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	b.Close()
}
