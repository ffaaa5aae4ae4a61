package platform_test

import (
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"

	"realtalk/platform"
)

// fakeLogind gives out one end of a pipe for each wish to stay awake.
type fakeLogind struct {
	asked chan []string
	hold  dbus.UnixFD
}

// Inhibit is part of the interface org.freedesktop.login1.Manager.
func (f fakeLogind) Inhibit(what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	f.asked <- []string{what, who, why, mode}
	return f.hold, nil
}

// newLogind gives what logind sees of who asked it: read ends when that one, and
// the fake itself, have let go.
func newLogind(b *sessionBus) (f fakeLogind, read, hold *os.File) {
	b.t.Helper()
	read, hold, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { read.Close() })
	f = fakeLogind{make(chan []string, 10), dbus.UnixFD(hold.Fd())}
	b.serve(f, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "org.freedesktop.login1")
	b.t.Cleanup(func() { hold.Close() })
	return f, read, hold
}

// fakeSitter is the part of a desktop that would put the computer to sleep.
type fakeSitter struct{ told chan []any }

// Inhibit is part of the interfaces of Xfce, KDE and others.
func (f fakeSitter) Inhibit(who, why string) (uint32, *dbus.Error) {
	f.told <- []any{who, why}
	return 7, nil
}

// UnInhibit is part of the same.
func (f fakeSitter) UnInhibit(number uint32) *dbus.Error {
	f.told <- []any{number}
	return nil
}

// fakeGnome is the same for the interface of GNOME.
type fakeGnome struct{ told chan []any }

// Inhibit is part of the interface org.gnome.SessionManager.
func (f fakeGnome) Inhibit(who string, window uint32, why string, flags uint32) (uint32, *dbus.Error) {
	f.told <- []any{who, window, why, flags}
	return 9, nil
}

// Uninhibit is part of the same.
func (f fakeGnome) Uninhibit(number uint32) *dbus.Error {
	f.told <- []any{number}
	return nil
}

const reason = "Others are in a chat that you host."

// withoutSystem takes the bus of this computer's system away.
func withoutSystem(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
}

// asSystem makes the session bus that of the system too.
func asSystem(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
}

func TestKeepAwakeByLogind(t *testing.T) {
	b := newBus(t)
	asSystem(t)
	logind, read, hold := newLogind(b)
	release, err := platform.KeepAwake(reason)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := <-logind.asked, []string{"idle", "Real Talk", reason, "block"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
	hold.Close() // what is left is what was given out
	ended := make(chan error, 1)
	go func() {
		_, err := read.Read(make([]byte, 1))
		ended <- err
	}()
	b.stop() // what holds is the file, not the bus
	select {
	case err := <-ended:
		t.Fatalf("let go before release: %v", err)
	default:
	}
	release()
	release()
	if err := <-ended; err == nil {
		t.Error("something came instead of the end")
	}
}

func TestKeepAwakeByTheDesktop(t *testing.T) {
	gnome, power, screen := make(chan []any, 9), make(chan []any, 9), make(chan []any, 9)
	begin := []any{"Real Talk", reason}
	for _, test := range []struct {
		name  string
		serve func(*sessionBus)
		told  chan []any
		want  [][]any
	}{
		{"GNOME", func(b *sessionBus) {
			b.serve(fakeGnome{gnome}, "/org/gnome/SessionManager", "org.gnome.SessionManager", "org.gnome.SessionManager")
		}, gnome, [][]any{{"app.realtalk.rt", uint32(0), reason, uint32(4)}, {uint32(9)}}},
		{"KDE", func(b *sessionBus) {
			b.serve(fakeSitter{power}, "/org/freedesktop/PowerManagement/Inhibit", "org.freedesktop.PowerManagement.Inhibit", "org.freedesktop.PowerManagement")
			b.serve(fakeSitter{screen}, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver")
		}, power, [][]any{begin, {uint32(7)}}},
		{"another", func(b *sessionBus) {
			b.serve(fakeSitter{screen}, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver")
		}, screen, [][]any{begin, {uint32(7)}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBus(t)
			withoutSystem(t)
			test.serve(b)
			release, err := platform.KeepAwake(reason)
			if err != nil {
				t.Fatal(err)
			}
			release()
			release()
			for _, want := range test.want {
				if got := <-test.told; !slices.Equal(got, want) {
					t.Errorf("told %v, want %v", got, want)
				}
			}
			if n := len(gnome) + len(power) + len(screen); n > 0 {
				t.Errorf("%d more were told", n)
			}
		})
	}
}

func TestNobodyKeepsAwake(t *testing.T) {
	withoutSystem(t)
	t.Run("no bus", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
		if release, err := platform.KeepAwake(reason); err == nil || release != nil {
			t.Error("it is said to be kept awake")
		}
	})
	t.Run("nobody on it", func(t *testing.T) {
		newBus(t)
		var answer dbus.Error
		if _, err := platform.KeepAwake(reason); !errors.As(err, &answer) {
			t.Error(err)
		}
	})
}
