package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/app"
	"realtalk/ui/kit"
)

var (
	routerOpen = app.Router{
		State: app.RouterOpen, Method: "upnp", Local: []string{"rt 192.168.1.10 40213"}, Invite: allText,
		Internet: []string{"rt 203.0.113.1 40213", "rt [2001:db8::10]:40213"},
		Text:     "Your router has opened the way in. Not tested from outside yet; your first guest will tell.",
	}
	routerShut = app.Router{
		State: app.RouterNotFound, Local: []string{"rt 192.168.1.10 40213"}, Invite: nearText,
		Text: "Your router does not answer. Most likely the setting that lets programs open the way is switched off.",
		Hint: "Switch it on in the router's settings at http://192.168.1.1/, or pass TCP port 40213 on to 192.168.1.10 there. Or let somebody else host.",
	}
)

// invited is a bench with the invitation of an open chat in view.
func invited(t *testing.T) *bench {
	d := hosted(t)
	d.press(kit.WordInvite())
	d.b.calls = nil
	return d
}

func (d *bench) wantCopied(want ...string) {
	d.Helper()
	if got := strings.Join(d.copied, "; "); got != strings.Join(want, "; ") {
		d.Fatalf("copied %q, want %q", got, want)
	}
}

func TestTheInviteIsCopiedAsItIs(t *testing.T) {
	d := invited(t)
	d.wantText(nearText)
	d.wantText(kit.TextInviteHere())
	d.press(kit.WordCopyInvite())
	d.wantText(kit.WordCopied())
	d.wantCopied(nearText)
}

// What is shown is what holds now, also while the invitation is open.
func TestTheInviteFollowsTheRouter(t *testing.T) {
	d := invited(t)
	d.send(app.Router{State: app.RouterAsking, Invite: nearText, Text: "Your router is being asked."})
	d.wantText(kit.BadgeAsking())
	d.wantText("Your router is being asked.")
	d.press(kit.WordCopyInvite())
	d.send(routerOpen)
	d.wantText(allText)
	d.wantText(kit.TextInviteAll())
	d.wantText(kit.BadgeUntested())
	d.wantText(routerOpen.Text)
	d.wantNoText(kit.AddressTitle())
	d.wantNoText(kit.WordElseHosts())
	d.press(kit.WordCopyInvite()) // which is another one than that copied before

	moved := routerOpen
	moved.Invite, moved.Internet, moved.Tested = movedText, []string{"rt 203.0.113.9 40213"}, true
	d.send(moved)
	d.wantText(movedText)
	d.wantText(kit.BadgeTested())
	d.press(kit.WordCopyInvite())
	d.wantCopied(nearText, allText, movedText)

	d.send(routerShut)
	d.wantNoText(movedText)
	d.wantText(kit.BadgeNotPossible())
	d.wantText(routerShut.Text)
	d.wantText(routerShut.Hint)
}

// The three ways in are said at the head of the invite, and why the computer stays
// awake as soon as it does.
func TestTheInviteSaysWhatIsOpen(t *testing.T) {
	d := invited(t)
	d.wantText(kit.StepComputerOpen())
	d.wantText(kit.StepNetworkOpen())
	d.wantText(kit.StepLooking())
	d.b.awake = "It stays awake."
	d.wantNoText(d.b.awake)
	for _, f := range d.timers {
		f()
	}
	d.wantText(d.b.awake)
	d.b.awake = ""
	d.send(routerShut)
	d.wantNoText("It stays awake.")
	d.wantNoText(kit.StepLooking())
	d.wantText(routerShut.Text)
	d.wantText(routerShut.Hint)
}

func TestNoNetworkNoInvite(t *testing.T) {
	d := invited(t)
	d.send(app.Router{State: app.RouterNotFound, Text: "This computer is connected to no router."})
	d.wantText(kit.TextInviteNone())
	d.wantNoText(kit.WordCopyInvite())
	d.send(routerOpen)
	d.wantText(allText)
}

func TestLinesAreFoldedAway(t *testing.T) {
	d := invited(t)
	d.send(routerOpen)
	d.wantNoText("rt 203.0.113.1 40213")
	d.press(kit.TextLines())
	d.wantText("rt 192.168.1.10 40213")
	var copies []*kit.Button
	walk(d.top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == kit.WordCopy() {
			copies = append(copies, b)
		}
	})
	for _, b := range copies {
		test.Tap(b)
	}
	d.wantCopied("pass", "rt 192.168.1.10 40213", "rt 203.0.113.1 40213", "rt [2001:db8::10]:40213")
	d.send(routerShut)
	d.wantNoText("rt 203.0.113.1 40213")
	d.wantText(kit.TextLinesNoAway())
	d.press(kit.TextLines())
	d.wantNoText("rt 192.168.1.10 40213")
}

// Where nobody elsewhere can come in there is help, in each such state.
func TestHelpWhereNobodyCanComeIn(t *testing.T) {
	for _, state := range []app.RouterState{app.RouterNotPublic, app.RouterRefused, app.RouterNotFound, app.RouterOff} {
		d := invited(t)
		r := routerShut
		r.State = state
		d.send(r)
		d.wantText(kit.AddressTitle())
		d.wantText(kit.WordElseHosts())
		r.Tested = true
		d.send(r)
		d.wantNoText(kit.AddressTitle())
		d.wantText(kit.WordLetInStuck()) // some are stuck all the same
	}
}

func TestTheWebServiceIsAskedOnlyByItsButton(t *testing.T) {
	d := invited(t)
	d.b.address = "203.0.113.50"
	d.send(routerShut)
	d.key(fyne.KeyEscape)
	d.ctrl(fyne.KeyI)
	d.press(kit.TextLines())
	d.wantCalls()
	d.press(kit.AskService("address.example"))
	d.wantCalls("ask address", "address 203.0.113.50")
	d.wantText(kit.AddressKept())
}

func TestTheWebServiceThatDoesNotAnswer(t *testing.T) {
	d := invited(t)
	d.send(routerShut)
	d.b.fails = errRefused
	d.press(kit.AskService("address.example"))
	d.wantCalls("ask address")
	d.wantText(errRefused.Text)
	d.wantText(errRefused.Hint)
}

func TestTheAddressThatWasTyped(t *testing.T) {
	d := invited(t)
	d.send(routerShut)
	d.b.talk.refuse = errRefused
	d.win.Canvas().Focus(d.chat.invite.Address.Focus())
	d.typing("192.168.1.1")
	d.press(kit.WordUseAddress())
	d.wantText(errRefused.Text)
	d.wantNoText(kit.AddressKept())
	d.chat.invite.Address.SetText("203.0.113.50")
	d.win.Canvas().Focus(d.chat.invite.Address.Focus())
	d.key(fyne.KeyReturn)
	d.wantCalls("address 192.168.1.1", "address 203.0.113.50")
	d.wantText(kit.AddressKept())
}

func TestLettingSomebodyInWhoIsStuck(t *testing.T) {
	d := invited(t)
	d.send(routerOpen)
	d.press(kit.WordLetInStuck())
	d.b.talk.refuse = errRefused
	d.typing("hello")
	d.key(fyne.KeyReturn)
	d.wantText(errRefused.Text)
	d.typing(", says " + replyText) // behind what stands there still
	d.press(kit.WordLetInGo())
	d.wantCalls("dial back hello", "dial back hello, says "+replyText)
	d.send(app.Dialing{State: app.DialingTrying, Text: "Both computers dial."})
	d.wantText("Both computers dial.")
	d.send(app.Dialing{State: app.DialingFailed, Text: "They did not meet.", Hint: "Once more."})
	d.wantText("They did not meet.")
	d.wantText("Once more.")
	d.wantNoText(kit.LetInNext())
	d.send(app.Dialing{State: app.DialingReached, Text: "They met."})
	d.wantText(kit.LetInNext())
	d.key(fyne.KeyEscape)
	d.wantText(kit.WordCopyInvite()) // below it
}

func TestDialingIsToldWhereverTheHostIs(t *testing.T) {
	d := hosted(t)
	d.send(app.Dialing{State: app.DialingTrying, Text: "Both computers dial."}, app.Dialing{State: app.DialingReached, Text: "They met."})
	d.wantText("They met.")
	if n := len(d.toasts.Shown()); n != 1 {
		t.Fatalf("%d notices", n)
	}
}

func TestLettingSomebodyElseHost(t *testing.T) {
	d := invited(t)
	d.send(routerShut)
	d.press(kit.WordElseHosts())
	d.wantText(routerShut.Text)
	d.press(kit.WordCopyLetter())
	d.wantCopied(kit.ElseHostsLetter())
	d.wantCalls() // it ends nothing by itself
	d.press(kit.WordEndAndJoin())
	d.wantCalls("end")
	d.send(app.Ended{Reason: app.EndYouLeft})
	d.wantText(kit.TextJoinTitle())
}

func TestLettingSomebodyElseHostAsksWhileOthersAreIn(t *testing.T) {
	d := invited(t)
	d.come("Anna", app.TrustKnown)
	d.send(routerShut)
	d.press(kit.WordElseHosts())
	d.press(kit.WordEndAndJoin())
	d.wantText(kit.EndText(1))
	d.wantCalls()
}

func TestAGuestHandsOnWhatItCameBy(t *testing.T) {
	d := guest(t)
	d.press(kit.WordInvite())
	d.wantText(kit.TextInviteGuest())
	d.wantNoText(kit.TextSecretTitle())
	d.wantNoText(kit.WordLetInStuck())
	d.press(kit.WordCopyInvite())
	d.wantCopied(testInvite().String())
}

func TestTheHostSaysWhoSeesTheChat(t *testing.T) {
	for _, private := range []bool{true, false} {
		d := newBench(t, &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{private: private}}, Start{Host: true})
		d.press(kit.WordStart())
		if o := d.b.opened; o.Nearby != private || o.ShowName != private {
			t.Errorf("private %v: begins as %+v", private, o)
		}
	}
}
