package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestTheChoiceOfANotice(t *testing.T) {
	for _, c := range []struct {
		press string
		want  []string
	}{
		{kit.WordBlockNow(), []string{"block 203.0.113.7 0s "}},
		{kit.WordLetThemTry(), nil},
	} {
		d := hosted(t)
		d.b.calls = nil
		d.send(disconnected)
		d.press(c.press)
		d.wantCalls(c.want...)
		if n := len(d.toasts.Shown()); n != 0 {
			t.Fatalf("%s: %d notices are left", c.press, n)
		}
	}
}

func TestDetailsOfferTheSameChoice(t *testing.T) {
	d := hosted(t)
	d.b.calls = nil
	d.send(disconnected)
	d.press(kit.WordDetails())
	d.wantText("Network: Orange")
	d.press(kit.WordBlockNow())
	d.wantCalls("block 203.0.113.7 0s ")
	d.wantText(kit.TextStatusHosting()) // the sheet is gone
}

func TestNothingIsOfferedWhereNothingCanBeBlocked(t *testing.T) {
	d := hosted(t)
	d.send(app.Security{Kind: app.SecurityBlocked, Address: "203.0.113.7", Text: "It is blocked now.", About: "a", Urgent: true})
	d.wantNoText(kit.WordBlockNow())
	d.wantNoText(kit.WordLetThemTry())
	d.wantText(kit.WordClose())
}

func TestUrgentNoticesStay(t *testing.T) {
	d := hosted(t)
	d.timers = nil
	d.send(wrongTwice, disconnected)
	for range 5 {
		d.tell(errRefused)
	}
	for _, timer := range d.timers {
		timer()
	}
	d.wantText(disconnected.Text)
	d.wantNoText(wrongTwice.Text)
}

func TestAnAlarmIsOneNotice(t *testing.T) {
	d := hosted(t)
	for range 50 {
		d.send(underAttack)
	}
	if n := len(d.toasts.Shown()); n != 1 {
		t.Fatalf("%d notices cover the window", n)
	}
	d.b.calls = nil
	d.press(kit.DoorLock())
	d.wantCalls("door {AskFirst:false Locked:true Limit:0}")
	d.send(underAttack)
	d.wantNoText(kit.DoorLock()) // it is locked
	d.send(app.Notice{Code: attackOver, Text: "The attack is over."})
	if n := len(d.toasts.Shown()); n != 1 {
		t.Fatalf("%d notices after the end", n)
	}
	d.wantText("The attack is over.")
}

func TestTheDesktopIsToldOnlyWhenNobodyLooks(t *testing.T) {
	d := hosted(t)
	d.send(wrongTwice)
	d.setFocused(false)
	d.send(disconnected)
	d.setFocused(true)
	d.send(underAttack)
	if len(d.notified) != 1 {
		t.Fatalf("the desktop was told %d times", len(d.notified))
	}
	n := d.notified[0]
	if n.Body != disconnected.Text || n.About != disconnected.About || !n.Urgent {
		t.Fatalf("the desktop was told %+v", n.DesktopNotice)
	}
}

// On a screen that others see there is no address, place or name, whatever it
// is about.
func TestDetailsAreHidden(t *testing.T) {
	d := hosted(t)
	d.b.settings.HideDetails = true
	d.setFocused(false)
	d.send(disconnected, app.Asks{
		Name: "Anna", Fingerprint: "a", Address: "203.0.113.7", Place: "Lyon", Text: "Anna of Lyon asks.", Brief: "Somebody asks.",
	})
	d.come("Anna", app.TrustNew)
	if len(d.notified) != 3 {
		t.Fatalf("the desktop was told %d times", len(d.notified))
	}
	for _, n := range d.notified {
		all := n.Title + n.Body
		if n.Body == "" || strings.Contains(all, "203.0") || strings.Contains(all, "Lyon") || strings.Contains(all, "Anna") {
			t.Errorf("the desktop shows %q, %q", n.Title, n.Body)
		}
	}
}

func TestAClickOnTheDesktopOpensTheList(t *testing.T) {
	d := hostedWith(t, busyBackend())
	d.setFocused(false)
	d.send(disconnected)
	d.notified[0].click()
	if d.raised != 1 {
		t.Fatal("the window is not brought to the front")
	}
	d.wantText(kit.SecurityLead())
	d.notified[0].click() // twice: still one list
	d.key(fyne.KeyEscape)
	d.wantText(kit.TextStatusHosting())
}

// Notices that nobody can have seen wait for somebody.
func TestNoticesWaitForTheUser(t *testing.T) {
	d := hosted(t)
	d.setFocused(false)
	d.timers = nil
	d.send(wrongTwice)
	if len(d.timers) != 0 {
		t.Fatal("the notice goes while nobody looks")
	}
	d.setFocused(true)
	for _, timer := range d.timers {
		timer()
	}
	d.wantNoText(wrongTwice.Text)
}

func TestUnseenNoticesAreCounted(t *testing.T) {
	d := hosted(t)
	var menus []*fyne.Menu
	var alerts []bool
	d.tray = func(menu *fyne.Menu, alert bool) { menus, alerts = append(menus, menu), append(alerts, alert) }
	d.setFocused(false)
	d.send(wrongTwice, disconnected)
	d.setFocused(true)
	d.send(disconnected) // is seen
	d.wantText(kit.WordSecurity() + "\n2\n")
	if got := words(menus[len(menus)-1]); !slices.Contains(got, kit.TrayUnseen(2)) || !alerts[len(alerts)-1] {
		t.Fatalf("the tray shows %q", got)
	}
	d.press(kit.WordSecurity())
	d.key(fyne.KeyEscape)
	d.wantNoText(kit.WordSecurity() + "\n2\n")
	if got := words(menus[len(menus)-1]); !slices.Contains(got, kit.SecurityTitle()) || alerts[len(alerts)-1] {
		t.Fatalf("the tray shows %q", got)
	}
}

func words(m *fyne.Menu) []string {
	var all []string
	for _, item := range m.Items {
		if !item.IsSeparator {
			all = append(all, item.Label)
		}
	}
	return all
}

func TestTheMenuOfTheTray(t *testing.T) {
	var menu *fyne.Menu
	changes := 0
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.tray = func(m *fyne.Menu, _ bool) { menu, changes = m, changes+1 }
	want := func(when string, labels ...string) {
		t.Helper()
		if got := words(menu); !slices.Equal(got, labels) {
			t.Fatalf("%s: %q, want %q", when, got, labels)
		}
	}
	d.refreshTray()
	d.refreshTray()
	want("at the start", kit.TrayNoChat(), kit.TrayOpen(), kit.SecurityTitle(), kit.TrayQuit())
	d.join(*testInvite())
	want("as a guest", kit.TextConnecting(), kit.TrayOpen(), kit.SecurityTitle(), kit.TrayLeave(), kit.TrayQuit())
	d.chat.cancel()
	d.host(app.HostOptions{Password: "secret"})
	want("as a host", kit.TextStarting(), kit.TrayOpen(), kit.SecurityTitle(), kit.TrayEnd(), kit.TrayQuit())
	if changes != 4 {
		t.Errorf("the tray was changed %d times", changes)
	}
	if !menu.Items[len(menu.Items)-1].IsQuit {
		t.Error("the toolkit would add a way to quit that asks nobody")
	}
	d.send(app.Hosting{}, app.Joined{Host: true, Name: "Jo"})
	d.come("Anna", app.TrustKnown)
	(&shownTray{menu: menu}).click(t, kit.TrayEnd())
	d.wantText(kit.EndText(1))
	d.key(fyne.KeyEscape)
	menu.Items[len(menu.Items)-1].Action() // Quit
	d.wantText(kit.EndText(1))
	if d.raised != 2 || d.closed {
		t.Fatalf("raised %d times, closed %v", d.raised, d.closed)
	}
	d.press(kit.WordEndChat())
	d.send(app.Ended{Reason: app.EndYouLeft})
	if !d.closed {
		t.Fatal("still open")
	}
}

// A desktop that is slow holds nobody up. It is told one thing after another;
// where it takes nothing the toolkit is asked, and what is too much is left out.
func TestASlowDesktop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &fakeBackend{}
		w := &window{backend: b, gone: make(chan struct{}), post: func(f func()) { f() }}
		slow := make(chan struct{})
		var told, plain []string
		b.desk = func(n app.DesktopNotice, onClick func()) error {
			<-slow
			told = append(told, n.Body)
			if n.Urgent {
				return errors.New("no such service")
			}
			onClick()
			return nil
		}
		desk := newDesk(w, func(_, text string) { plain = append(plain, text) })
		clicks := 0
		for i := range 3 * deskQueue {
			desk.tell(app.DesktopNotice{Body: fmt.Sprint(i), Urgent: i == 1}, func() { clicks++ })
		}
		close(slow)
		synctest.Wait()
		if n := len(told); n < deskQueue || n > deskQueue+1 || told[0] != "0" || told[1] != "1" {
			t.Errorf("told %q", told)
		}
		if !slices.Equal(plain, []string{"1"}) || clicks != len(told)-1 {
			t.Errorf("the toolkit was told %q; %d clicks", plain, clicks)
		}
		close(w.gone)
		w.readers.Wait()
	})
}
