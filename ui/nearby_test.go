package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

// near is a bench at the form that joins, with a network that can be searched.
func near(t *testing.T, kept bool) *bench {
	d := begun(t, kept)
	d.ctrl(fyne.KeyJ)
	<-d.b.stopped // for the start screen
	return d
}

// begun is a bench at the start screen, with a network that can be searched.
func begun(t *testing.T, kept bool) *bench {
	b := &fakeBackend{name: "Jo", kept: kept, fakeReach: fakeReach{chats: make(chan []app.Nearby), stopped: make(chan struct{}, 9)}}
	return newBench(t, b, Start{})
}

// nearby lets the network show chats.
func (d *bench) nearby(chats ...app.Nearby) {
	d.b.chats <- chats
	(<-d.queue)()
}

func annas() app.Nearby { return app.Nearby{Name: "Anna", Invite: *testInvite()} }

func TestChatsNearby(t *testing.T) {
	d := near(t, true)
	d.wantNoText(kit.NearbyTitle())
	nameless, ok := app.FindInvite(nearText)
	if !ok {
		t.Fatal("no invite")
	}
	d.nearby(annas(), app.Nearby{Invite: nameless})
	d.wantText(kit.NearbyOf("Anna"))
	d.wantText(kit.NearbyNoName())
	d.nearby(app.Nearby{Invite: nameless})
	d.wantNoText(kit.NearbyOf("Anna"))
	d.nearby()
	d.wantNoText(kit.NearbyTitle())
	d.nearby(annas())
	d.press(kit.WordJoin())
	d.wantCalls("join " + testInvite().String())
	<-d.b.stopped
}

func TestChatsNearbyNeedANameToo(t *testing.T) {
	d := near(t, false)
	d.nearby(annas())
	d.b.refuse = errRefused
	d.press(kit.WordJoin())
	d.wantCalls()
	d.wantText(errRefused.Text)
	d.b.refuse = nil
	d.press(kit.WordJoin())
	d.wantCalls("name Jo", "join "+testInvite().String())
}

// Whoever types goes on seeing what is typed.
func TestChatsNearbyPushNothingAway(t *testing.T) {
	d := near(t, true)
	d.win.Resize(fyne.NewSize(360, 480))
	many := make([]app.Nearby, 12)
	for i := range many {
		many[i] = annas()
		many[i].Name = strings.Repeat("A", i+1)
	}
	d.typing("rt 203")
	d.nearby(many...)
	box := d.win.Canvas().Focused().(fyne.CanvasObject)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(box).Y
	if at < 0 || at+box.Size().Height > 480 {
		t.Fatalf("the box is at %v", at)
	}
}

// Nobody is looked for any longer than the form is in view.
func TestTheSearchEndsWithTheForm(t *testing.T) {
	for name, leave := range map[string]func(*bench){
		"back":    func(d *bench) { d.press(kit.WordBack()) },
		"escape":  func(d *bench) { d.key(fyne.KeyEscape) },
		"host":    func(d *bench) { d.ctrl(fyne.KeyH) },
		"the end": func(d *bench) { d.stop() },
		"connect": func(d *bench) {
			d.typing(allText)
			d.key(fyne.KeyReturn)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := near(t, true)
			d.nearby(annas())
			leave(d)
			<-d.b.stopped
		})
	}
}

// A list that was under way when the form was left shows nothing any more.
func TestTheListThatComesTooLate(t *testing.T) {
	d := near(t, true)
	d.b.chats <- []app.Nearby{annas()}
	late := <-d.queue
	d.key(fyne.KeyEscape)
	late()
	d.wantNoText(kit.NearbyOf("Anna"))
	<-d.b.stopped
}

// The start screen shows the chats of this network while it is in view, and says
// so where there are none, or where nobody looks.
func TestChatsNearbyOnTheStartScreen(t *testing.T) {
	d := begun(t, true)
	d.wantText(kit.NearbyNone())
	d.nearby(annas())
	d.wantNoText(kit.NearbyNone())
	d.wantText(kit.NearbyOf("Anna"))
	if got := d.win.Canvas().Focused(); got != fyne.Focusable(d.button(kit.WordHostChat())) {
		t.Errorf("the focus went to %v", got)
	}
	d.nearby()
	d.wantText(kit.NearbyNone())
	d.nearby(annas())
	d.press(kit.WordJoin())
	d.wantCalls("join " + testInvite().String())
	<-d.b.stopped

	off := newBench(t, &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{off: true}}, Start{})
	off.wantText(kit.NearbyOff())
	off.wantNoText(kit.NearbyNone())
}

// Where the system would ask about it, nobody is looked for before the user was
// told so.
func TestNobodyIsLookedForBeforeTheFirewallIsExplained(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{asks: true, chats: make(chan []app.Nearby), stopped: make(chan struct{}, 9)}}
	d := newBench(t, b, Start{})
	d.wantText(kit.NearbyAsks())
	d.press(kit.WordJoinChat())
	d.nearby(annas()) // on the form
	d.wantText(kit.NearbyOf("Anna"))
	d.key(fyne.KeyEscape)
	<-b.stopped
	if len(b.stopped) != 0 {
		t.Error("somebody looked on the start screen, too")
	}
}

// A screen that was left before the search began begins none.
func TestTheSearchThatBeginsTooLate(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	var later []func()
	d.beside = func(do, then func()) { later = append(later, do, then) }
	d.showStart()
	d.showSetup()
	for _, f := range later {
		f()
	}
	if d.left != nil {
		t.Error("the form for hosting looks for chats")
	}
}

// The first question is the only one, wherever somebody presses first.
func TestTheFirstQuestionComesBeforeAChatNearby(t *testing.T) {
	d := begun(t, false)
	d.nearby(annas())
	d.b.refuse = errRefused
	d.press(kit.WordJoin())
	d.wantCalls()
	d.wantText(errRefused.Text)
	d.b.refuse = nil
	d.press(kit.WordJoin())
	d.wantCalls("name Jo", "join "+testInvite().String())
}
