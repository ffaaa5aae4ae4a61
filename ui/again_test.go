package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

const cut = "The connection to the host was lost."

// lost is a bench of a guest whose connection broke in the middle of a message,
// with another one on its way.
func lost(t *testing.T) *bench {
	d := guest(t)
	d.b.talk.people = append(d.b.talk.people, app.Person{Name: "Anna", Fingerprint: "a", Host: true})
	d.send(app.MemberJoined{Name: "Anna", Fingerprint: "a", Text: "Anna is here.", Already: true})
	d.send(app.Message{ID: "1", From: "Anna", Text: "what was said"})
	d.wantText(kit.ChatOf("Anna"))
	d.typing("on its way")
	d.key(fyne.KeyReturn)
	d.wantText(kit.TextSending())
	d.typing("half")
	d.send(app.Ended{Reason: app.EndLost, Text: cut})
	d.over()
	d.b.calls = nil
	return d
}

func TestLostConnectionIsToldAndJoinedAgain(t *testing.T) {
	d := lost(t)
	if n := strings.Count(d.texts(), cut); n != 2 {
		t.Fatalf("told %d times, want above the chat and in it:\n%s", n, d.texts())
	}
	d.wantText(kit.TextNotSent())
	d.wantText("what was said")
	d.key(fyne.KeyReturn) // the focus is on what helps
	d.wantCalls("join " + testInvite().String())
	d.wantText(kit.TextConnecting())
	d.send(app.Joined{Name: "Jo"})
	d.wantNoText(kit.WordJoinAgain())
	d.wantText("what was said")
	d.wantText(kit.TextNotSent())
	d.b.calls = nil
	d.typing(" a message")
	d.key(fyne.KeyReturn)
	d.wantCalls("send half a message")
	d.send(app.Message{ID: "2", From: "Jo", Own: true, Text: "half a message", Sent: time.Now()})
	d.wantText(kit.TextSent())
	d.over()
	d.wantText(kit.WordBackToStart())
}

func TestLostChatStaysWhereJoiningFails(t *testing.T) {
	for name, fails := range map[string]func(d *bench){
		"cancelled": func(d *bench) { d.press(kit.WordCancel()) },
		"not there": func(d *bench) {
			d.send(app.Ended{Reason: app.EndUnreachable, Text: "Nothing came back."})
			d.wantText("Nothing came back.")
		},
		"password": func(d *bench) {
			d.send(app.PasswordPrompt{Left: 3})
			d.typing("wrong")
			d.key(fyne.KeyEscape)
		},
	} {
		d := lost(t)
		d.press(kit.WordJoinAgain())
		fails(d)
		d.wantText("what was said")
		d.press(kit.WordJoinAgain())
		d.send(app.Joined{Name: "Jo"})
		d.b.calls = nil
		d.key(fyne.KeyReturn)
		d.wantCalls("send half")
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestFromALostChatToTheStart(t *testing.T) {
	d := lost(t)
	d.press(kit.WordBackToStart())
	d.wantText(kit.WordHostChat())
	if d.chat != nil {
		t.Error("there is a chat yet")
	}
}

func TestLeavingWhileJoiningAgain(t *testing.T) {
	d := lost(t)
	d.press(kit.WordJoinAgain())
	left := false
	d.leave(func() { left = true })
	d.send(app.Ended{Reason: app.EndYouLeft, Text: "You left."})
	if !left || d.chat != nil {
		t.Fatal("the chat keeps the window")
	}
}

// Whoever was sent away is not led back in.
func TestOnlyALostConnectionIsJoinedAgain(t *testing.T) {
	for _, reason := range []app.EndReason{app.EndKicked, app.EndBlocked, app.EndHostEnded} {
		d := guest(t)
		d.send(app.Ended{Reason: reason, Text: "It is over."})
		d.wantText("It is over.")
		d.wantNoText(kit.WordJoinAgain())
	}
}

func TestOwnMessageIsSeenAtOnce(t *testing.T) {
	d := guest(t)
	d.typing("mine")
	d.key(fyne.KeyReturn)
	d.wantText("mine")
	d.wantText(kit.TextSending())
	d.send(app.Message{ID: "1", From: "Jo", Own: true, Text: "mine", Sent: time.Now()}, app.Delivered{ID: "1", To: 1, Of: 3})
	d.wantNoText(kit.TextSending())
	d.wantText(kit.DeliveredTo(1, 3))
	d.send(app.Delivered{ID: "1", To: 3, Of: 3})
	d.wantText(kit.TextDelivered())
}

func TestReturnDoesWhatTheSettingsSay(t *testing.T) {
	d := guest(t)
	d.b.settings.EnterWraps = true
	d.showSettings()
	d.press(kit.WordDone())
	d.b.calls = nil
	d.typing("one")
	d.key(fyne.KeyReturn)
	d.wantCalls()
	d.b.settings.EnterWraps = false
	d.showSettings()
	d.press(kit.WordDone())
	d.b.calls = nil
	d.key(fyne.KeyReturn)
	d.wantCalls("send one")
}
