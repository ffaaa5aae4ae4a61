package app

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// machine is a computer that can be kept awake.
type machine struct {
	mu        sync.Mutex // guards what follows
	held      int
	asked     int
	refuses   bool
	onBattery bool
	noBattery bool
	settings  Settings
}

func (m *machine) hold(reason string) (func(), error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked++
	if m.refuses || reason == "" {
		return nil, errors.New("refused")
	}
	m.held++
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.held--
	}, nil
}

func (m *machine) battery() (on, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.onBattery && !m.noBattery, !m.noBattery
}

func (m *machine) wishes() Settings {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings
}

func (m *machine) change(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f()
}

// hosting runs keep for a chat; end ends it.
func hosting(t *testing.T, m *machine) (a *App, end func()) {
	a = &App{awake: newAwake()}
	a.awake.hold, a.awake.battery = m.hold, m.battery
	ctx, cancel := context.WithCancel(t.Context())
	go a.awake.keep(ctx, m.wishes)
	synctest.Wait()
	return a, func() {
		cancel()
		synctest.Wait()
	}
}

func wantAwake(t *testing.T, a *App, m *machine, want bool, when string) {
	t.Helper()
	synctest.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	on, reason := a.Awake()
	if on != want || (reason != "") != want || m.held != map[bool]int{true: 1}[want] {
		t.Errorf("%s: awake %v %q, held %d times", when, on, reason, m.held)
	}
}

func TestAwakeWhileHosting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{}
		a, end := hosting(t, m)
		wantAwake(t, a, m, true, "hosting")
		time.Sleep(10 * batteryPause)
		wantAwake(t, a, m, true, "later")
		if m.asked != 1 {
			t.Errorf("asked %d times", m.asked)
		}
		end()
		wantAwake(t, a, m, false, "at the end")
	})
}

// A change of the settings counts at once.
func TestAwakeByTheSettings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{settings: Settings{MaySleep: true}}
		a, end := hosting(t, m)
		defer end()
		wantAwake(t, a, m, false, "may sleep")
		for range 3 {
			m.change(func() { m.settings.MaySleep = false })
			a.awake.look()
			wantAwake(t, a, m, true, "may not sleep")
			m.change(func() { m.settings.MaySleep = true })
			a.awake.look()
			wantAwake(t, a, m, false, "may sleep again")
		}
	})
}

// The battery counts within a minute, where the user wishes it, and where there is
// one.
func TestAwakeByTheBattery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{onBattery: true, settings: Settings{SleepBattery: true}}
		a, end := hosting(t, m)
		defer end()
		wantAwake(t, a, m, false, "unplugged")
		m.change(func() { m.onBattery = false })
		time.Sleep(batteryPause)
		wantAwake(t, a, m, true, "plugged in")
		m.change(func() { m.onBattery = true })
		time.Sleep(batteryPause)
		wantAwake(t, a, m, false, "unplugged again")
		m.change(func() { m.settings.SleepBattery = false })
		a.awake.look()
		wantAwake(t, a, m, true, "awake on battery too")
		m.change(func() { m.settings.SleepBattery, m.noBattery = true, true })
		a.awake.look()
		wantAwake(t, a, m, true, "no battery")
	})
}

// A system that refuses is asked again, and nobody is told that it did what was
// asked.
func TestAwakeAgainstASystemThatRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{refuses: true}
		a, end := hosting(t, m)
		defer end()
		wantAwake(t, a, m, false, "refused")
		m.change(func() { m.refuses = false })
		time.Sleep(batteryPause)
		wantAwake(t, a, m, true, "asked again")
	})
}

// A chat that is hosted keeps this computer awake until it ends; a change of the
// real settings is heard.
func TestHostedChatKeepsAwake(t *testing.T) {
	a := openIn(t, t.TempDir())
	states := make(chan bool, 10)
	a.awake.hold = func(string) (func(), error) {
		states <- true
		return func() { states <- false }, nil
	}
	c := a.Host(HostOptions{Password: chatPassword})
	go func() {
		for range c.Events() { // until the end
		}
	}()
	want := func(want bool, when string) {
		t.Helper()
		if got := <-states; got != want {
			t.Errorf("%s: held %v", when, got)
		}
	}
	want(true, "hosting")
	for _, sleeps := range []bool{true, false} {
		if err := a.SetSettings(Settings{MaySleep: sleeps}); err != nil {
			t.Fatal(err)
		}
		want(!sleeps, "settings")
	}
	c.End()
	want(false, "the end")
	if err := a.Close(); err != nil || len(states) > 0 {
		t.Errorf("%v, %d more", err, len(states))
	}
	if on, reason := a.Awake(); on || reason != "" {
		t.Errorf("after the end: %v %q", on, reason)
	}
}

// Whoever joins keeps nothing awake: the chat goes on without this computer.
func TestGuestMaySleep(t *testing.T) {
	line, _ := hostedBy(t, "Ann", 0)
	a := openIn(t, t.TempDir())
	a.awake.hold = func(string) (func(), error) {
		t.Error("a guest's computer is kept awake")
		return func() {}, nil
	}
	if !enter(t, a, line, chatPassword) {
		t.Error("not let in")
	}
}
