package ui

import (
	"slices"
	"strings"
	"testing"

	"realtalk/app"
	"realtalk/ui/kit"
)

func said(id, text string) app.Message {
	return app.Message{ID: id, From: "Anna", Fingerprint: "print of Anna", Text: text}
}

// away is a bench in a chat that nobody looks at.
func away(t *testing.T) *bench {
	d := guest(t)
	d.come("Anna", app.TrustKnown)
	d.setFocused(false)
	d.timers, d.notified = nil, nil
	return d
}

func TestMessagesAreToldWhoeverLooksElsewhere(t *testing.T) {
	d := away(t)
	tray := d.trayed()
	d.send(said("1", "hello"))
	if len(d.notified) != 1 || d.notified[0].Title != "Anna" || d.notified[0].Body != "hello" {
		t.Fatalf("the desktop was told %v", d.notified)
	}
	if d.b.badge != 1 || d.win.Title() != "(1) Real Talk" || !tray.alert {
		t.Errorf("badge %d, title %q, news in the tray %v", d.b.badge, d.win.Title(), tray.alert)
	}
	d.notified[0].click()
	if d.raised != 1 {
		t.Error("a click does not bring the window to the front")
	}
	d.setFocused(true)
	if d.b.badge != 0 || d.win.Title() != "Real Talk" || tray.alert {
		t.Errorf("seen, but badge %d, title %q, news in the tray %v", d.b.badge, d.win.Title(), tray.alert)
	}
	if !slices.Equal(d.withdrawn, []string{aboutSaid}) {
		t.Errorf("the desktop still shows it; taken back: %q", d.withdrawn)
	}
	d.send(said("2", "you there?"))
	if len(d.notified) != 1 || d.b.badge != 0 {
		t.Error("told of what the user sees")
	}
}

// Line after line is one notice now and one after a while, not a storm.
func TestManyMessagesAreFewNotices(t *testing.T) {
	d := away(t)
	for range 50 {
		d.send(said("1", "again"))
	}
	if len(d.notified) != 1 || d.b.badge != 50 {
		t.Fatalf("%d notices, badge %d", len(d.notified), d.b.badge)
	}
	d.glance()
	if len(d.notified) != 2 {
		t.Fatalf("%d notices", len(d.notified))
	}
	if n := d.notified[1]; n.Title != kit.NotifyMessages(50) || n.Body != "Anna: again" || n.About != d.notified[0].About {
		t.Errorf("told %+v", n)
	}
	d.glance()
	if len(d.notified) != 2 {
		t.Error("told of nothing new")
	}
}

func TestMessagesSeenMeanwhileAreNotTold(t *testing.T) {
	d := away(t)
	d.send(said("1", "a"), said("2", "b"))
	d.setFocused(true)
	d.glance()
	if len(d.notified) != 1 {
		t.Errorf("told %v", d.notified[1:])
	}
}

func TestNoticesOfMessagesCanHideAndBeOff(t *testing.T) {
	d := away(t)
	d.b.settings.HideDetails = true
	d.send(said("1", "secret"))
	d.send(said("2", "secret"))
	d.glance()
	for _, n := range d.notified {
		if strings.Contains(n.Title+n.Body, "secret") || strings.Contains(n.Title+n.Body, "Anna") {
			t.Errorf("shown to whoever sees the screen: %+v", n.DesktopNotice)
		}
	}
	if len(d.notified) != 2 {
		t.Errorf("%d notices", len(d.notified))
	}
	d.b.settings.QuietMessages = true
	d.send(said("3", "x"))
	d.glance()
	if len(d.notified) != 2 || d.b.badge != 3 {
		t.Errorf("%d notices though they are off, badge %d", len(d.notified), d.b.badge)
	}
}

// A window system may give the keyboard to a window that is hidden already.
func TestHiddenWindowIsNotLookedAt(t *testing.T) {
	d := guest(t)
	d.trayed()
	d.hide()
	d.setFocused(false)
	d.setFocused(true)
	d.notified = nil
	d.send(said("1", "hello"))
	if len(d.notified) != 1 {
		t.Fatal("nobody is told")
	}
	d.toFront() // and the keyboard is not given once more
	if !d.front || d.b.badge != 0 {
		t.Errorf("in front %v, badge %d", d.front, d.b.badge)
	}
}

func TestOwnMessagesAreNoNews(t *testing.T) {
	d := away(t)
	d.send(app.Message{ID: "1", From: "Jo", Text: "me", Own: true})
	if len(d.notified) > 0 || d.b.badge > 0 {
		t.Error("told of the user's own words")
	}
}

func TestHostileMessageInANotice(t *testing.T) {
	d := away(t)
	d.send(app.Message{ID: "1", From: "A\u202enna", Text: "gpj\u202e.exe" + strings.Repeat("x", 5000)})
	n := d.notified[0]
	if strings.ContainsRune(n.Title+n.Body, '\u202e') || len([]rune(n.Body)) > messageRunes+1 {
		t.Errorf("told %+v", n.DesktopNotice)
	}
}

func TestEndIsToldWhoeverLooksElsewhere(t *testing.T) {
	d := away(t)
	d.send(app.Ended{Reason: app.EndHostEnded, Text: "The host ended the chat."})
	if len(d.notified) != 1 || d.notified[0].Body != kit.NotifyOver() {
		t.Errorf("told %v", d.notified)
	}
}
