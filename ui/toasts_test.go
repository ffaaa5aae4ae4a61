package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

// refusals shows that many errors, each another one.
func refusals(d *bench, n int) {
	for i := range n {
		d.tell(&app.Trouble{Text: fmt.Sprint("Trouble number ", i, ".")})
	}
}

// foot gives where the composer begins.
func (d *bench) foot() float32 {
	return d.win.Canvas().Size().Height - d.chat.pane.FootHeight()
}

// wantAboveFoot looks for notices over the composer.
func (d *bench) wantAboveFoot(when string) {
	d.Helper()
	if len(d.toasts.Shown()) == 0 {
		d.Fatalf("%s: nothing is shown", when)
	}
	for _, o := range d.toasts.Object.Objects {
		if end := o.Position().Y + o.Size().Height; o.Visible() && end > d.foot() {
			d.Errorf("%s: a notice ends at %v, the composer begins at %v", when, end, d.foot())
		}
	}
}

func TestNoToastCoversTheComposer(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(900, 640), fyne.NewSize(480, 480), fyne.NewSize(360, 480)} {
		d := hosted(t)
		d.win.Resize(size)
		d.send(wrongTwice, disconnected, underAttack)
		d.come(longName, app.TrustNew)
		d.wantAboveFoot(fmt.Sprint(size))
		low := d.foot()
		for range 5 {
			d.typing("line\n")
		}
		if d.foot() >= low {
			t.Fatalf("%v: the composer did not grow", size)
		}
		d.wantAboveFoot(fmt.Sprint(size, " and a high composer"))
	}
}

// F6 and Ctrl+T lead from the composer to the newest notice, Escape back.
func TestKeysLeadToTheToastsAndBack(t *testing.T) {
	for name, lead := range map[string]func(d *bench){
		"F6":     func(d *bench) { d.key(fyne.KeyF6) },
		"Ctrl+T": func(d *bench) { d.ctrl(fyne.KeyT) },
	} {
		d := hosted(t)
		composer := d.win.Canvas().Focused()
		lead(d)
		if d.win.Canvas().Focused() != composer {
			t.Fatalf("%s: where there is no notice the focus goes elsewhere", name)
		}
		d.typing("half a sen")
		d.send(wrongTwice, disconnected)
		lead(d)
		d.key(fyne.KeyTab)
		d.key(fyne.KeyF6) // from a button, too
		if b, ok := d.win.Canvas().Focused().(*kit.Button); !ok || b.Text != kit.WordBlockNow() {
			t.Fatalf("%s: the focus is at %v", name, d.win.Canvas().Focused())
		}
		d.key(fyne.KeyEscape)
		d.typing("tence")
		if d.win.Canvas().Focused() != composer || composer.(*kit.Box).Text != "half a sentence" {
			t.Fatalf("%s: Escape leads to %v, written is %q", name, d.win.Canvas().Focused(), composer.(*kit.Box).Text)
		}
		lead(d)
		d.b.calls = nil
		d.key(fyne.KeyReturn)
		d.wantCalls("block 203.0.113.7 0s ")
		if d.win.Canvas().Focused() != composer {
			t.Fatalf("%s: after an answer the focus is at %v", name, d.win.Canvas().Focused())
		}
	}
}

func TestAPressOnAToastGivesTheComposerTheFocusBack(t *testing.T) {
	d := hosted(t)
	composer := d.win.Canvas().Focused()
	d.send(wrongTwice)
	d.press(kit.WordLetThemTry())
	if d.win.Canvas().Focused() != composer {
		t.Fatalf("the focus is at %v", d.win.Canvas().Focused())
	}
	d.send(wrongTwice)
	d.press(kit.WordDetails())
	if kit.Top(d.win.Canvas()) == nil || d.win.Canvas().Focused() == composer {
		t.Fatal("the sheet that opened has not the focus")
	}
}

// What must be seen is listed, and waits here no longer once the list was open;
// the rest still does.
func TestTheCountOfToastsOpensTheList(t *testing.T) {
	d := hostedWith(t, busyBackend())
	for i := range 5 {
		ev := disconnected
		ev.About = fmt.Sprint(i)
		d.send(ev)
	}
	refusals(d, 9)
	shown := len(d.toasts.Shown())
	d.press(kit.AndMoreToasts(5 + 9 - shown))
	d.wantText(kit.SecurityLead())
	d.key(fyne.KeyEscape)
	for _, toast := range d.toasts.Waiting() {
		if toast.Listed {
			t.Errorf("%q waits", toast.Text)
		}
	}
	if n := len(d.toasts.Shown()) + len(d.toasts.Waiting()); n < 9 || n > 9+2 {
		t.Fatalf("%d are left", n)
	}
}

func TestTheBellOfTheStartScreen(t *testing.T) {
	d := hosted(t)
	d.setFocused(false)
	d.send(wrongTwice, disconnected)
	d.setFocused(true)
	d.chat.drop()
	d.showStart()
	d.wantBell(2)
	d.press(kit.SecurityTitle())
	d.key(fyne.KeyEscape)
	d.wantBell(0)
}

// wantBell finds the bell in view and compares what it counts.
func (d *bench) wantBell(n int) {
	d.Helper()
	found := -1
	walk(d.top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Bell); ok {
			found = b.Count()
		}
	})
	if found != n {
		d.Fatalf("the bell counts %d, want %d", found, n)
	}
}
