package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

// visited is a bench at the start screen of somebody who was in two chats.
func visited(t *testing.T) *bench {
	return newBench(t, &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{recent: recents()}}, Start{})
}

// forget presses the first cross.
func (d *bench) forget() {
	d.Helper()
	var cross *kit.Button
	walk(d.top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.AccessibilityLabel() == kit.RecentForget(d.b.recent[0].Host) {
			cross = b
		}
	})
	if cross == nil {
		d.Fatal("no cross")
	}
	d.win.Canvas().Focus(cross)
	test.Tap(cross)
}

func TestRecentChatIsJoinedAgain(t *testing.T) {
	d := visited(t)
	d.wantText(kit.NearbyOf("Anna"))
	d.wantText(kit.NearbyOf(longName))
	d.wantNoText(kit.RecentNone())
	d.press(kit.WordJoinAgain())
	d.wantCalls("join rt 203.0.113.1 40213")
}

func TestRecentChatIsForgotten(t *testing.T) {
	d := visited(t)
	d.forget()
	d.wantCalls("forget rt 203.0.113.1 40213")
	d.wantNoText(kit.NearbyOf("Anna"))
	if d.win.Canvas().Focused() == nil {
		t.Error("the focus is lost")
	}
	d.b.fails = errRefused
	d.forget()
	d.wantText(errRefused.Text)
	d.wantText(kit.NearbyOf(longName))
	d.forget()
	d.wantText(kit.RecentNone())
}

// A name that somebody else chose is shown as all such names are.
func TestRecentHostWithAHostileName(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{recent: recents()}}
	b.recent[0].Host = "An\u202ena"
	d := newBench(t, b, Start{})
	d.wantNoText("\u202e")
}

// Tab goes from the two buttons to the chats, and then to what is beside them.
func TestFocusOrderOfTheStartScreen(t *testing.T) {
	d := visited(t)
	var order []string
	for range 8 {
		order = append(order, d.win.Canvas().Focused().(*kit.Button).AccessibilityLabel())
		d.key(fyne.KeyTab)
	}
	want := []string{
		kit.WordHostChat(), kit.WordJoinChat(), kit.WordJoinAgain(), kit.RecentForget("Anna"), kit.WordJoinAgain(),
		kit.RecentForget(longName), kit.WordChangeName(), kit.WordContacts(),
	}
	for i := range want {
		if order[i] != want[i] {
			t.Fatalf("Tab goes %q", order)
		}
	}
}
