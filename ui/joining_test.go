package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func paste(t *testing.T) *bench {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.press(kit.WordJoinChat())
	return d
}

func TestPasteFindsTheLine(t *testing.T) {
	d := paste(t)
	if !d.button(kit.WordConnect()).Disabled() {
		t.Fatal("Connect is on without a line")
	}
	d.typing("Hi, come in: rt 203.0.113.1 40213 see you")
	d.wantText(kit.JoinFound("rt 203.0.113.1 40213", false))
	d.key(fyne.KeyReturn)
	d.wantCalls("join rt 203.0.113.1 40213")
}

func TestPasteOfALineForOneNetwork(t *testing.T) {
	d := paste(t)
	d.typing("rt 192.168.1.10 40213")
	d.wantText(kit.JoinFound("rt 192.168.1.10 40213", true))
}

func TestPasteOfAnInvite(t *testing.T) {
	d := paste(t)
	d.typing("Come in! " + strings.ToUpper(allText) + " See you")
	d.wantText(kit.JoinFoundInvite(3, false))
	d.key(fyne.KeyReturn)
	d.wantCalls("join " + allText)

	d = paste(t)
	d.typing(nearText)
	d.wantText(kit.JoinFoundInvite(1, true))
}

func TestPasteOfSeveralLines(t *testing.T) {
	d := paste(t)
	d.showPaste("At home: rt 192.168.1.10 40213\nElsewhere: rt 203.0.113.1 40213")
	d.wantText(kit.JoinFoundInvite(2, false))
}

func TestPasteOfGarbage(t *testing.T) {
	for _, garbage := range []string{"hello", "rt", "\x00\x01\u202e", strings.Repeat("x", 1000), "rt 1 2 3"} {
		d := paste(t)
		d.typing(garbage)
		d.wantText(kit.TextJoinNothing())
		d.key(fyne.KeyReturn)
		d.press(kit.WordConnect())
		d.wantCalls()
	}
}

func TestPasswordTries(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
	d.b.calls = nil
	d.wantText(kit.TextConnecting())
	d.send(app.PasswordPrompt{Attempt: 1, Left: 3})
	d.wantText(kit.TextChatFound())
	d.wantText(kit.TriesLeft(3))
	d.typing("one")
	d.key(fyne.KeyReturn)
	d.wantText(kit.TextChecking())
	d.key(fyne.KeyReturn) // is not sent twice
	d.wantCalls("password one")
	d.send(app.PasswordWrong{Left: 2}, app.PasswordPrompt{Attempt: 2, Left: 2})
	d.wantText(kit.WrongPassword(2))
	d.typing("two") // the field is empty and has the focus
	d.key(fyne.KeyReturn)
	d.wantCalls("password one", "password two")
	d.send(app.Joined{Name: "Jo"})
	d.wantText(kit.TextStatusGuest())
}

func TestJoinThatDoesNotGetIn(t *testing.T) {
	for _, c := range []struct {
		reason app.EndReason
		exit   int
		retry  bool
	}{
		{app.EndUnreachable, 3, true}, {app.EndWrongPassword, 4, true}, {app.EndBlocked, 5, false}, {app.EndLost, 1, true},
	} {
		d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
		d.send(app.Ended{Reason: c.reason, Text: "Because."})
		d.wantText("Because.")
		if d.exit != c.exit {
			t.Errorf("%s: exit status %d, want %d", c.reason, d.exit, c.exit)
		}
		if got := strings.Contains(d.texts(), kit.WordTryAgain()); got != c.retry {
			t.Errorf("%s: try again is offered: %v", c.reason, got)
		}
		d.over()
		d.press(kit.WordBackToStart())
		d.wantText(kit.WordHostChat())
	}
}

func TestJoinCancelled(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
	d.key(fyne.KeyEscape)
	d.wantText(kit.WordHostChat())
	d.wantCalls("join rt 203.0.113.1 40213", "end")
	d.send(app.Ended{Reason: app.EndYouLeft}) // shows nothing any more
	d.over()
	d.wantText(kit.WordHostChat())
}
