package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestHostAloneEndsAtOnce(t *testing.T) {
	d := hosted(t)
	d.b.calls = nil
	d.press(kit.WordEndChat())
	d.wantCalls("end")
	d.wantText(kit.EndingText())
	d.send(app.Ended{Reason: app.EndYouLeft})
	d.wantText(kit.WordHostChat())
	d.over()
}

func TestHostIsAskedWhileOthersAreIn(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustNew)
	d.b.calls = nil
	d.press(kit.WordEndChat())
	d.wantText(kit.EndText(1))
	d.key(fyne.KeyReturn) // Stay
	d.wantCalls()
	d.press(kit.WordEndChat())
	d.press(kit.WordEndChat())
	d.wantCalls("end")
}

func TestGuestLeavesWithoutAQuestion(t *testing.T) {
	d := guest(t)
	d.come("Anna", app.TrustNew)
	d.b.calls = nil
	d.press(kit.WordLeave())
	d.wantCalls("end")
	d.send(app.Ended{Reason: app.EndYouLeft})
	d.wantText(kit.WordHostChat())
}

func TestWindowWaitsForTheEnd(t *testing.T) {
	d := guest(t)
	d.close()
	if d.closed {
		t.Fatal("closed before the chat had ended")
	}
	d.send(app.Ended{Reason: app.EndYouLeft})
	if !d.closed || d.exit != 0 {
		t.Fatalf("closed %v, exit status %d", d.closed, d.exit)
	}
}

func TestWindowDoesNotWaitForEver(t *testing.T) {
	d := guest(t)
	d.timers = nil
	d.close()
	for _, timer := range d.timers {
		timer()
	}
	if !d.closed {
		t.Fatal("still open after two seconds")
	}
}

func TestSecondCloseDoesNotWait(t *testing.T) {
	d := guest(t)
	d.close()
	d.close()
	if !d.closed {
		t.Fatal("still open")
	}
}

func TestClosingTheWindowAsksTheHost(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustNew)
	d.press(kit.WordInvite()) // a sheet that lies over the question
	d.close()
	d.wantText(kit.EndText(1))
	d.key(fyne.KeyEscape)
	d.wantText(kit.TextStatusHosting())
	d.close()
	d.press(kit.WordEndChat())
	d.send(app.Ended{Reason: app.EndYouLeft})
	if !d.closed {
		t.Fatal("still open")
	}
}

func TestClosingWithoutAChat(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.close()
	if !d.closed {
		t.Fatal("still open")
	}
}

func TestChatThatOthersEndStaysToBeRead(t *testing.T) {
	d := guest(t)
	d.send(app.Message{ID: "1", From: "Anna", Text: "the last word"})
	d.press(kit.WordSafety())
	d.send(app.Ended{Reason: app.EndKicked, Text: "You were removed."})
	d.wantText("the last word")
	d.wantText("You were removed.")
	d.wantNoText(kit.WordSend() + " ")
	d.over()
	d.key(fyne.KeyReturn) // Back to start has the focus
	d.wantText(kit.WordHostChat())
}

func TestStreamThatBreaksOff(t *testing.T) {
	d := guest(t)
	d.over()
	d.wantText(kit.TextStatusOver())
	if d.exit != 1 {
		t.Fatalf("exit status %d", d.exit)
	}
}

// A window that is gone, as after a signal, ends the chat and reads its events
// to the end without showing them.
func TestWindowGoneStillEndsTheChat(t *testing.T) {
	d := guest(t)
	d.b.calls = nil
	go func() {
		d.b.talk.events <- app.Message{ID: "1", Text: "late"}
		close(d.b.talk.events)
	}()
	go func() {
		for range d.queue {
		}
	}()
	d.finish()
	d.wantCalls("end")
}
