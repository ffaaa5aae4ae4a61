package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestTheHostIsToldOfNewPeople(t *testing.T) {
	for trust, told := range map[app.Trust]bool{
		app.TrustNew: true, app.TrustChanged: true, app.TrustKnown: false, app.TrustVerified: false,
	} {
		d := hosted(t)
		d.come("Anna", trust)
		if got := d.toasts.Has(aboutCame); got != told {
			t.Errorf("%s: told %v", trust, got)
		}
	}
	d := guest(t)
	d.come("Anna", app.TrustNew)
	if len(d.toasts.Shown()) != 0 {
		t.Error("a guest is told what only a host can do something about")
	}
}

func TestANewPersonCanBeRemovedAtOnce(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustNew)
	d.wantText("203.0.113.7")
	d.b.calls = nil
	d.press(kit.WordRemoveShort())
	d.wantText(kit.RemoveTitle("Anna"))
	d.wantCalls()
	d.press(kit.WordRemove())
	d.wantCalls("kick Anna")
}

func TestDetailsOfANewPerson(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustNew)
	d.press(kit.WordDetails())
	d.wantText(kit.TrustTextNew())
	d.wantText("203.0.113.7")
}

func TestSomebodyWhoIsGoneCannotBeRemoved(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustNew)
	d.b.talk.people = d.b.talk.people[:1]
	d.b.calls = nil
	d.press(kit.WordRemoveShort())
	d.wantNoText(kit.RemoveTitle("Anna"))
	d.wantCalls()
}

func TestManyWhoComeAreOneNotice(t *testing.T) {
	d := hosted(t)
	for i := range 8 {
		d.come(fmt.Sprint("Guest", i), app.TrustNew)
	}
	if n := len(d.toasts.Shown()); n != 1 {
		t.Fatalf("%d notices", n)
	}
	d.wantText(kit.CameMany(8, kit.AndMore("Guest0, Guest1, Guest2, Guest3, Guest4")))
	d.toasts.Clear()
	d.come("Later", app.TrustNew)
	d.wantNoText("9 people")
}

func TestWhoIsLetInByHandIsNotAnnounced(t *testing.T) {
	d := hosted(t)
	askers(d, 1)
	d.b.calls = nil
	d.press(kit.WordLetIn())
	d.wantCalls("let in print 0")
	d.send(
		app.Asked{Name: "Anna 0", Fingerprint: "print 0", Result: app.AskAdmitted, Text: "You let Anna 0 in."},
		app.MemberJoined{Name: "Anna 0", Fingerprint: "print 0", Trust: app.TrustNew, Text: "Anna 0 joined."},
	)
	d.wantText("Anna 0 joined.")
	if n := len(d.toasts.Shown()); n != 0 {
		t.Fatalf("%d notices", n)
	}
}

func TestAskingTakesNoFocus(t *testing.T) {
	d := hosted(t)
	d.typing("hel")
	askers(d, 20)
	d.typing("lo")
	d.b.calls = nil
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyReturn)
	d.wantCalls("send hello")
	d.wantText(kit.LobbyTitle(20))
}

func TestAnswerByKeyboard(t *testing.T) {
	d := hosted(t)
	askers(d, 2)
	d.b.calls = nil
	d.ctrl(fyne.KeyL)
	d.key(fyne.KeyReturn) // declines: the harmless answer is first
	d.wantCalls("decline print 0")
	d.send(app.Asked{Fingerprint: "print 0", Result: app.AskDeclined, Text: "You did not let Anna 0 in."})
	d.wantText("You did not let Anna 0 in.")
	d.typing("x") // the composer has the focus again
	d.key(fyne.KeyReturn)
	d.wantCalls("decline print 0", "send x")
}

func TestWhoAsksIsOneNotice(t *testing.T) {
	d := hosted(t)
	ask := func(who string) app.Asks {
		return app.Asks{Name: who, Fingerprint: who, Text: who + " asks.", Brief: "Somebody asks."}
	}
	d.setFocused(false)
	d.send(ask("Anna"), ask("Ben"))
	if n := len(d.toasts.Shown()); n != 1 || len(d.notified) != 2 || d.notified[1].About != d.notified[0].About {
		t.Fatalf("%d notices; the desktop was told %+v", n, d.notified)
	}
	d.wantText(kit.LobbyMany(2))
	d.notified[1].click()
	d.wantText(kit.TextStatusHosting()) // no list lies over those who ask
	d.send(app.Asked{Fingerprint: "Anna", Result: app.AskLeft}, app.Asked{Fingerprint: "Ben", Result: app.AskTimeout})
	if n := len(d.toasts.Shown()); n != 0 {
		t.Fatalf("%d notices though nobody asks", n)
	}
}

func TestARefusedAnswerIsTold(t *testing.T) {
	d := hosted(t)
	askers(d, 1)
	d.b.talk.refuse = errRefused
	d.press(kit.WordLetIn())
	d.wantText("That did not work.")
	d.press(kit.WordDecline())
}

func TestGuestWaitsForTheHost(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
	d.send(app.PasswordPrompt{Attempt: 1, Left: 3})
	d.typing("secret")
	d.key(fyne.KeyReturn)
	d.send(app.Waits{Text: "The host is asked now."})
	d.wantText(kit.TextWaiting())
	d.wantText("The host is asked now.")
	d.b.calls = nil
	d.key(fyne.KeyReturn) // the password was sent with one Return too many
	d.wantCalls()
	d.send(app.Joined{Name: "Jo"})
	d.wantText(kit.TextStatusGuest())
}

func TestGuestGivesUpWaiting(t *testing.T) {
	for _, giveUp := range []func(*bench){
		func(d *bench) { d.press(kit.WordCancel()) },
		func(d *bench) { d.key(fyne.KeyEscape) },
	} {
		d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
		d.send(app.Waits{Text: "The host is asked now."})
		d.b.calls = nil
		giveUp(d)
		d.wantCalls("end")
		d.wantText(kit.WordHostChat())
	}
}

func TestTheDoorOfAChat(t *testing.T) {
	d := hosted(t)
	d.b.calls = nil
	d.ctrl(fyne.KeyD)
	d.key(fyne.KeyReturn) // Lock the chat has the focus
	d.wantCalls("door {AskFirst:false Locked:true Limit:0}")
	d.send(app.Door{Rules: app.DoorRules{Locked: true}, Text: "The chat is locked."})
	d.key(fyne.KeyEscape)
	d.wantText(kit.BadgeLocked())
	d.wantText("The chat is locked.")
	d.b.talk.refuse = errRefused
	d.press(kit.WordDoor())
	d.key(fyne.KeyReturn)
	d.wantText("That did not work.")
}

func TestAChatBeginsWithTheRulesOfItsHost(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Host: true})
	d.press(kit.WordStart())
	d.b.talk.rules = app.DoorRules{AskFirst: true, Limit: 5}
	d.send(app.Hosting{Password: "pass"}, app.Joined{Host: true, Name: "Jo"})
	d.press(kit.WordDone())
	d.wantText(kit.BadgeAsks())
	d.wantText(kit.BadgeLimit(5))
}

func TestGuestsHaveNoDoor(t *testing.T) {
	d := guest(t)
	d.ctrl(fyne.KeyD)
	for _, word := range []string{kit.WordDoor(), kit.WordSecurity(), kit.DoorTitle()} {
		if strings.Contains(d.texts(), word) {
			t.Errorf("a guest sees %q", word)
		}
	}
}
