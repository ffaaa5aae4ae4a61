package chat

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

func TestLostConnectionAndBackAgain(t *testing.T) {
	p, win := pane(t, false, 700, 500)
	var did []string
	p.OnSend = func(string) bool { return true }
	p.OnAgain = func() { did = append(did, "again") }
	p.OnEnd = func() { did = append(did, "end") }
	p.Say(said(1, "Anna", "words"))
	p.composer.SetText("on its way")
	p.submit()
	p.composer.SetText("half a mess")
	p.Lost("The line is cut.")
	if !p.lost.object.Visible() || p.lost.text.Text() != "The line is cut." || p.end.Visible() || p.invite.Visible() {
		t.Fatal("it does not look lost")
	}
	if p.Focus() != fyne.Focusable(p.lost.again) {
		t.Error("the focus is not on what helps")
	}
	bar, body := p.lost.object, p.body
	if end := bar.Position().Y + bar.Size().Height; end > body.Position().Y || end != p.HeadEnd() {
		t.Errorf("the bar ends at %v, the transcript begins at %v", end, body.Position().Y)
	}
	win.Resize(fyne.NewSize(360, 480))
	if h := p.transcript.Size().Height; h < 80 {
		t.Errorf("the transcript has %v", h)
	}
	test.Tap(p.lost.again)
	p.Lost("It is cut yet.")
	if p.lost.text.Text() != "It is cut yet." {
		t.Error("why it did not work is not shown")
	}
	p.Again()
	wantLines(t, p.transcript, "words, on its way Not sent")
	if p.composer.Text != "half a mess" || p.composer.Disabled() || p.lost.object.Visible() || !p.end.Visible() || !p.invite.Visible() {
		t.Fatal("it does not go on")
	}
	p.submit()
	wantLines(t, p.transcript, "words, on its way Not sent, half a mess Sending…")
	if strings.Join(did, " ") != "again" {
		t.Errorf("did %q", did)
	}
}

// clocked is a pane whose time and timers a test has.
type clocked struct {
	*Pane

	now    time.Time
	timers []func()
}

func newClocked(t *testing.T, hosting bool) *clocked {
	p, _ := pane(t, hosting, 900, 600)
	c := &clocked{Pane: p, now: noon}
	p.Now = func() time.Time { return c.now }
	p.After = func(d time.Duration, f func()) {
		if d != time.Minute {
			t.Errorf("looks again after %v", d)
		}
		c.timers = append(c.timers, f)
	}
	return c
}

// pass lets time pass, and the timers with it.
func (c *clocked) pass(d time.Duration) {
	c.now = c.now.Add(d)
	timers := c.timers
	c.timers = nil
	for _, f := range timers {
		f()
	}
}

func TestStatusLine(t *testing.T) {
	c := newClocked(t, false)
	want := func(parts ...string) {
		t.Helper()
		if got, want := c.status.Text(), kit.Joined(parts...); got != want {
			t.Fatalf("says %q, want %q", got, want)
		}
	}
	c.Begin()
	want(kit.TextStatusGuest(), kit.StatusEncrypted(), kit.StatusDirect())
	c.SetHost("Anna")
	c.pass(12 * time.Minute)
	want("Guest of Anna", kit.StatusEncrypted(), kit.StatusDirect(), "for 12 minutes")
	c.pass(107 * time.Minute)
	want("Guest of Anna", kit.StatusEncrypted(), kit.StatusDirect(), "for 1 hour")
	c.Over("done")
	want(kit.TextStatusOver())
	c.pass(time.Hour)
	want(kit.TextStatusOver())
	if len(c.timers) > 0 {
		t.Error("the clock goes on")
	}
	if h := newClocked(t, true); !strings.HasPrefix(h.status.Text(), kit.TextStatusHosting()) {
		t.Errorf("a host reads %q", h.status.Text())
	}
}

func TestOneClockAtATime(t *testing.T) {
	c := newClocked(t, false)
	c.Begin()
	c.Lost("lost")
	c.Again()
	c.Begin()
	c.pass(time.Minute)
	if len(c.timers) != 1 {
		t.Fatalf("%d clocks", len(c.timers))
	}
	c.Stop()
	c.pass(time.Minute)
	if len(c.timers) != 0 {
		t.Fatal("the clock goes on though nobody sees it")
	}
}
