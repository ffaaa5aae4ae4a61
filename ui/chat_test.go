package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestWhatEachEventShows(t *testing.T) {
	trouble := app.Failed{Trouble: app.Trouble{Text: "Nobody has that name.", Hint: "Look at the list."}}
	for _, c := range []struct {
		event app.Event
		want  string
	}{
		{app.MemberJoined{Name: "Anna", Trust: app.TrustNew, Text: "Anna joined."}, "Anna joined."},
		{app.MemberJoined{Name: "Anna", Trust: app.TrustNew, Text: "Anna is here.", Already: true}, "Anna is here."},
		{app.MemberJoined{Name: "Anna", Trust: app.TrustChanged, Text: "CAREFUL: Anna joined."}, kit.BadgeChanged()},
		{app.MemberJoined{Name: "Anna", Trust: app.TrustVerified, Text: "Anna joined."}, kit.BadgeVerified()},
		{app.MemberLeft{Name: "Anna", Reason: app.LeftByChoice}, kit.Left("Anna")},
		{app.MemberLeft{Name: "Anna", Reason: app.LeftLost}, kit.LeftLost("Anna")},
		{app.MemberLeft{Name: "Anna", Reason: app.LeftKicked}, kit.LeftKicked("Anna")},
		{app.MemberAway{Name: "Anna", Text: "Anna's connection dropped, trying again."}, "Anna's connection dropped, trying again."},
		{app.MemberAway{Name: "Anna", Back: true, Text: "Anna is back."}, "Anna is back."},
		{app.Message{ID: "1", From: "Anna", Text: "Hey, what's up?"}, "Hey, what's up?"},
		{app.Notice{Code: "x", Text: "Something to know."}, "Something to know."},
		{app.Security{Kind: app.SecurityWrongPassword, Text: "A whole sentence."}, "A whole sentence."},
		{app.Asks{Name: "Anna", Fingerprint: "a", Text: "Anna asks."}, "Anna asks."},
		{app.Asked{Name: "Anna", Fingerprint: "a", Result: app.AskTimeout, Text: "Anna was not let in."}, "Anna was not let in."},
		{app.Door{Rules: app.DoorRules{Locked: true}, Text: "The chat is locked."}, "The chat is locked."},
		{app.Door{Rules: app.DoorRules{Locked: true}, Text: "The chat is locked."}, kit.BadgeLocked()},
		{trouble, "Nobody has that name."},
		{trouble, "Look at the list."},
		{app.Ended{Reason: app.EndHostEnded, Text: "Anna ended the chat."}, "Anna ended the chat."},
	} {
		d := hosted(t)
		d.send(c.event)
		if !strings.Contains(d.texts(), c.want) {
			t.Errorf("%T %+v: %q is not shown", c.event, c.event, c.want)
		}
		d.over()
	}
}

// As long as the own connection is broken a bar above the chat says so. What is
// written meanwhile is on its way.
func TestBrokenConnectionIsShown(t *testing.T) {
	d := guest(t)
	const dropped = "Your connection dropped."
	broken := app.Connection{State: app.ConnectionLost, Text: dropped}
	above := func(want int) {
		t.Helper()
		if n := strings.Count(d.texts(), dropped); n != want {
			t.Fatalf("told %d times, want %d:\n%s", n, want, d.texts())
		}
	}
	d.send(broken)
	above(2) // there, and in the chat
	d.wantText(kit.TextStatusBroken())
	d.wantNoText(kit.WordJoinAgain())
	d.typing("meanwhile")
	d.key(fyne.KeyReturn)
	d.wantText(kit.TextSending())
	d.send(app.Connection{State: app.ConnectionBack, Text: "Your connection is back."})
	above(1)
	d.wantNoText(kit.TextStatusBroken())
	d.wantText("Your connection is back.")
	d.send(app.Message{ID: "1", From: "Jo", Own: true, Text: "meanwhile", Sent: time.Now()})
	d.wantText(kit.TextSent())
	d.send(broken, app.Ended{Reason: app.EndHostEnded, Text: "It is over."})
	above(2) // in the chat, twice
}

// Where too much was said meanwhile nobody knows what became of the own messages.
func TestGapLeavesOwnMessagesUnsure(t *testing.T) {
	d := guest(t)
	d.send(app.Connection{State: app.ConnectionLost, Text: "Your connection dropped."})
	d.typing("meanwhile")
	d.key(fyne.KeyReturn)
	d.send(app.Notice{Code: app.NoticeGap, Text: "Some of it is missing."}, app.Joined{Name: "Jo"})
	d.wantText(kit.TextUnsure())
	d.wantText("Some of it is missing.")
	d.wantNoText(kit.TextSending())
	d.wantNoText(kit.TextStatusBroken())
}

func TestWhoIsAwayHasABadge(t *testing.T) {
	d := guest(t)
	d.come("Anna", app.TrustKnown)
	d.b.talk.people[1].Away = true
	d.send(app.MemberAway{Name: "Anna", Fingerprint: "print of Anna", Text: "Anna's connection dropped."})
	d.wantText(kit.BadgeAway())
	d.b.talk.people[1].Away = false
	d.send(app.MemberAway{Name: "Anna", Fingerprint: "print of Anna", Back: true, Text: "Anna is back."})
	d.wantNoText(kit.BadgeAway())
}

func TestPeopleBeforeAreToldTogether(t *testing.T) {
	d := guest(t)
	before := app.MemberJoined{Name: "Anna", Text: "Anna is here.", Already: true}
	d.chat.show([]app.Event{before, before, before}, true)
	d.wantText(kit.WereHere(3))
	d.wantNoText("Anna is here.")
}

func TestSendKeepsTheTextThatWasNotTaken(t *testing.T) {
	d := guest(t)
	d.typing("too much")
	d.b.talk.refuse = errRefused
	d.key(fyne.KeyReturn)
	d.wantText("That did not work.")
	d.b.calls = nil
	d.key(fyne.KeyReturn) // again, and now it is taken
	d.wantCalls("send too much")
	d.b.calls = nil
	d.key(fyne.KeyReturn) // nothing is left to be sent
	d.wantCalls()
}

func TestWordsFindTheComposer(t *testing.T) {
	d := guest(t)
	c := d.win.Canvas()
	c.Unfocus() // as a press on a scroll bar does
	c.OnTypedRune()('h')
	d.typing("i")
	d.key(fyne.KeyReturn)
	if got := d.b.calls[len(d.b.calls)-1]; got != "send hi" {
		t.Fatalf("asked %q", got)
	}
	d.chat.showSafety()
	c.Unfocus()
	c.OnTypedRune()('h')
	if c.Focused() == d.chat.pane.Focus() {
		t.Fatal("below a sheet")
	}
	d.press(kit.WordNotNow())
	d.send(app.Ended{Reason: app.EndKicked, Text: "It is over."})
	c.OnTypedRune()('h')
	d.wantNoText("\nh\n")
}

func TestDelivered(t *testing.T) {
	d := guest(t)
	d.send(app.Message{ID: "7", From: "Jo", Text: "mine", Own: true, Sent: time.Now()}, app.Delivered{ID: "7", To: 1, Of: 2})
	d.wantText(kit.WordYou())
	d.send(app.Delivered{ID: "unknown", To: 1, Of: 2}) // is not held against anybody
}

func TestFocusOrderOfAChat(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustKnown)
	for i := range 20 {
		d.send(app.Message{ID: fmt.Sprint(i), From: "Anna", Text: "text"})
	}
	var order []string
	for range 10 {
		d.key(fyne.KeyTab)
		switch o := d.win.Canvas().Focused().(type) {
		case *kit.Button:
			order = append(order, o.Text)
		case *kit.Box:
			order = append(order, "composer")
		case *kit.List:
			order = append(order, "people")
		default:
			order = append(order, "messages")
		}
	}
	want := "Send, Invite, Door, Security, Safety phrase, Save…, End chat, messages, people, composer"
	if got := strings.Join(order, ", "); got != want {
		t.Fatalf("Tab goes %s, want %s", got, want)
	}
}

func TestHostRemovesSomebody(t *testing.T) {
	for _, c := range []struct{ word, call string }{{kit.WordRemove(), "kick Anna"}, {kit.WordRemoveBlock(), "remove and block Anna"}} {
		d := hosted(t)
		d.come("Anna", app.TrustKnown)
		d.b.calls = nil
		d.ctrl(fyne.KeyP)
		d.key(fyne.KeyDown)
		d.key(fyne.KeyReturn)
		d.wantText(kit.TrustTextKnown())
		d.press(c.word)
		d.wantText(kit.RemoveTitle("Anna"))
		d.key(fyne.KeyReturn) // the focus is on what is harmless
		d.wantCalls()

		d.ctrl(fyne.KeyP)
		d.key(fyne.KeyReturn)
		d.press(c.word)
		d.press(c.word)
		d.wantCalls(c.call)
	}
}

func TestGuestCannotRemove(t *testing.T) {
	d := guest(t)
	d.come("Anna", app.TrustKnown)
	d.ctrl(fyne.KeyP)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.wantText(kit.TrustTextKnown())
	d.wantNoText(kit.WordRemove())
	d.wantNoText(kit.WordSecurity())
}

func TestHostileNamesAndTexts(t *testing.T) {
	d := hosted(t)
	name := "Eve\u202e ✓\nVerified" + strings.Repeat("x", 300)
	d.come(name, app.TrustNew)
	d.send(app.Message{ID: "1", From: name, Fingerprint: "e", Text: "\u202eabc\u2066\x1b[2J" + strings.Repeat("\n", 9000)})
	for _, bad := range []string{"\u202e", "\u2066", "\x1b", "Verified" + strings.Repeat("x", 60), strings.Repeat("\n", 100)} {
		d.wantNoText(bad)
	}
	d.b.calls = nil
	d.ctrl(fyne.KeyP)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.press(kit.WordRemove())
	d.press(kit.WordRemove())
	d.wantCalls("kick " + name) // whole, as the backend knows it
}

func TestTwoHundredPeople(t *testing.T) {
	d := guest(t)
	for i := range 200 {
		d.b.talk.people = append(d.b.talk.people, app.Person{Name: fmt.Sprintf("Person %03d", i), Fingerprint: fmt.Sprint(i)})
	}
	d.send(app.MemberJoined{Name: "Person 199"})
	d.wantText("Person 000")
	n := 0
	walk(d.top(), func(fyne.CanvasObject) { n++ })
	if n > 1500 {
		t.Fatalf("%d objects are drawn", n)
	}
}

func TestEveryScreenFitsASmallWindow(t *testing.T) {
	for _, start := range []Start{{}, {Host: true}, {Join: testInvite()}} {
		d := newBench(t, &fakeBackend{name: "Jo"}, start)
		wantSmall(t, d)
	}
	d := hosted(t)
	wantSmall(t, d)
	d.win.Resize(fyne.NewSize(480, 480))
	d.wantText(kit.PeopleCount(1))
	d.press(kit.PeopleCount(1))
	d.wantText("Jo")
	d.press(kit.WordInvite())
	wantSmall(t, d)
	done := d.button(kit.WordDone())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(done)
	if at.Y+done.Size().Height > 480 || at.X+done.Size().Width > 480 {
		t.Fatalf("Done is at %v, outside the window", at)
	}
}

func wantSmall(t *testing.T, d *bench) {
	t.Helper()
	d.win.Resize(fyne.NewSize(480, 480))
	if min := d.top().MinSize(); min.Width > 480 || min.Height > 480 {
		t.Fatalf("needs %v", min)
	}
}
