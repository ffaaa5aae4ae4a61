package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

// trayed puts a tray beside a window.
func (d *bench) trayed() *shownTray {
	d.b.trayThere = true
	shown := &shownTray{}
	d.tray = func(menu *fyne.Menu, alert bool) { shown.menu, shown.alert = menu, alert }
	d.inTray = nil
	d.refreshTray()
	return shown
}

// shownTray is what the tray shows.
type shownTray struct {
	menu  *fyne.Menu
	alert bool
}

// click chooses an entry of the menu.
func (s *shownTray) click(t *testing.T, word string) {
	t.Helper()
	for _, item := range s.menu.Items {
		if item.Label == word {
			item.Action()
			return
		}
	}
	t.Fatalf("no %q in %q", word, words(s.menu))
}

// glance lets the time of all timers come.
func (d *bench) glance() {
	timers := d.timers
	d.timers = nil
	for _, f := range timers {
		f()
	}
}

func TestClosingKeepsTheChatInTheTray(t *testing.T) {
	d := hosted(t)
	tray := d.trayed()
	d.b.calls = nil
	d.closeWindow()
	d.wantText(kit.ClosingHost())
	d.closeWindow() // once more
	d.key(fyne.KeyEscape)
	if d.hidden || d.closed {
		t.Fatal("gone without an answer")
	}
	d.closeWindow()
	d.press(kit.WordKeepOpen())
	d.wantCalls()
	if !d.hidden || d.front || d.closed {
		t.Errorf("hidden %v, in front %v, closed %v", d.hidden, d.front, d.closed)
	}
	if len(d.notified) != 1 || d.notified[0].Body != kit.HiddenText() {
		t.Errorf("the desktop was told %v", d.notified)
	}
	tray.click(t, kit.TrayOpen())
	if d.hidden || d.raised != 1 {
		t.Error("the window does not come back")
	}
	if !slices.Equal(d.withdrawn, []string{aboutHidden}) {
		t.Errorf("the desktop was to take back %q", d.withdrawn)
	}
	if d.b.settings.Closing != "" {
		t.Error("an answer became the rule")
	}
	d.closeWindow()
	d.press(kit.WordKeepOpen())
	if len(d.notified) != 1 {
		t.Error("told again where the window is")
	}
}

func TestClosingEndsTheChatIfThatIsChosen(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustNew)
	d.trayed()
	d.b.calls = nil
	d.closeWindow()
	d.press(kit.WordEndChat())
	d.wantCalls("end") // asked once, not twice
	d.send(app.Ended{Reason: app.EndYouLeft})
	if !d.closed {
		t.Error("the window is still there")
	}
}

func TestAnswerToClosingCanBeTheRule(t *testing.T) {
	d := guest(t)
	d.trayed()
	d.closeWindow()
	d.wantText(kit.ClosingGuest())
	d.tick()
	d.press(kit.WordKeepOpen())
	if d.b.settings.Closing != app.CloseKeeps {
		t.Fatalf("kept %q", d.b.settings.Closing)
	}
	d.toFront()
	d.closeWindow()
	if !d.hidden {
		t.Error("it is asked again")
	}
	d.toFront()
	d.b.settings.Closing = app.CloseEnds
	d.b.calls = nil
	d.closeWindow()
	d.wantCalls("end")
}

// A window that nobody could bring back would be lost with its chat.
func TestClosingEndsWithoutATray(t *testing.T) {
	d := guest(t)
	d.trayed()
	d.b.trayThere = false // it went away
	d.b.settings.Closing = app.CloseKeeps
	d.b.calls = nil
	d.closeWindow()
	d.wantCalls("end")
	if d.hidden {
		t.Error("hidden where there is no tray")
	}
}

func TestHiddenWindowComesBackWithoutItsTray(t *testing.T) {
	d := guest(t)
	d.trayed()
	d.hide()
	d.glance()
	if !d.hidden {
		t.Fatal("back though the tray is there")
	}
	d.b.trayThere = false
	d.glance()
	if d.hidden || d.raised != 1 {
		t.Error("the window cannot be reached any more")
	}
	asked := d.b.askedTray
	d.glance()
	if d.b.askedTray > asked {
		t.Error("it still looks")
	}
}

func TestWindowWithoutAChatCloses(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.trayed()
	d.closeWindow()
	if !d.closed {
		t.Error("still there")
	}
}

func TestTrayTellsOfTheMoment(t *testing.T) {
	d := hosted(t)
	tray := d.trayed()
	want := func(state string) {
		t.Helper()
		if first := tray.menu.Items[0]; first.Label != state || !first.Disabled {
			t.Errorf("the tray says %q, not %q", first.Label, state)
		}
	}
	want(kit.TrayAlone())
	d.come("Anna", app.TrustNew)
	want(kit.TrayHosting(1))
	tray.click(t, kit.TrayCopyInvite())
	d.wantCopied(testInvite().String())
	if d.raised > 0 {
		t.Error("a copy brought the window to the front")
	}
	tray.click(t, kit.TrayEnd())
	d.press(kit.WordEndChat())
	d.send(app.Ended{Reason: app.EndYouLeft})
	want(kit.TrayNoChat())
}

// Whoever waits in front of the question for a passphrase sees no list.
func TestTrayPassesNoPassphrase(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true}
	b.passphrase = "open sesame"
	d := newBench(t, b, Start{})
	tray := d.trayed()
	tray.click(t, kit.SecurityTitle())
	d.wantText(kit.UnlockLead())
	d.wantNoText(kit.SecurityTitle())
}

// tick switches the only option that can be seen.
func (d *bench) tick() {
	d.Helper()
	var found []*kit.Tick
	walk(d.top(), func(o fyne.CanvasObject) {
		if tick, ok := o.(*kit.Tick); ok {
			found = append(found, tick)
		}
	})
	if len(found) != 1 {
		d.Fatalf("%d options", len(found))
	}
	found[0].SetChecked(!found[0].Checked)
}
