package kit

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// Toast is one notice.
type Toast struct {
	Text    string
	Hint    string
	Actions []Action // beside the button that closes
	Close   string   // the word on that button; "": Close
	Alert   bool     // stays until it is closed
	About   string   // replaces a notice about the same; "" is about nothing
	Listed  bool     // it stands in the list of what happened, too

	object  *toastCard // nil before it was shown
	buttons []*Button
	came    int // the larger the newer
	age     int // counts how often its time began
}

// Action is what a button of a notice does; the notice goes first.
type Action struct {
	Word  string
	Do    func()
	Quiet bool // of less weight than the others
}

// replaces tells whether a notice goes for the sake of this one. What stayed
// until it was closed goes on doing so.
func (t *Toast) replaces(old *Toast) bool {
	same := t.About != "" && old.About == t.About
	t.Alert = t.Alert || same && old.Alert
	return same || t.repeats(old)
}

// repeats tells whether it says nothing else and offers nothing.
func (t *Toast) repeats(old *Toast) bool {
	return t.Text == old.Text && t.Hint == old.Hint && t.About == old.About && len(t.Actions)+len(old.Actions) == 0
}

// build draws the notice. hold is told whether somebody is at it, with the
// pointer or with the keys.
func (t *Toast) build(dismiss func(), hold holding) {
	text := []fyne.CanvasObject{NewBody(t.Text)}
	if t.Hint != "" {
		text = append(text, NewCaption(t.Hint))
	}
	t.buttons = t.buttonsFor(dismiss)
	for _, b := range t.buttons {
		b.onPointer, b.onFocus = hold.pointer, hold.focus
	}
	scroll := container.NewVScroll(NewColumn(linkGap, text...))
	t.object = &toastCard{onPointer: hold.pointer, Panel: Panel{
		Content: container.New(&toastLayout{}, scroll, NewButtons(t.buttons...)),
		Fill:    ColorSurface, Stroke: theme.ColorNameSeparator, Radius: radiusCard, Inset: fyne.NewSize(10, 8),
	}}
	if t.Alert {
		t.object.Fill, t.object.Stroke = ColorAlert, theme.ColorNameWarning
	}
	t.object.ExtendBaseWidget(t.object)
}

// buttonsFor makes one for each action and, before what is of less weight, the
// one that closes.
func (t *Toast) buttonsFor(dismiss func()) []*Button {
	var loud, quiet []*Button
	for _, a := range t.Actions {
		do := func() {
			dismiss()
			a.Do()
		}
		if a.Quiet {
			quiet = append(quiet, NewQuiet(a.Word, do))
		} else {
			loud = append(loud, NewButton(a.Word, do))
		}
	}
	return slices.Concat(loud, []*Button{NewButton(cmp.Or(t.Close, WordClose()), dismiss)}, quiet)
}

// holding is told that the pointer, or the focus, came or went.
type holding struct{ pointer, focus func(in bool) }

// toastCard is the ground of a notice.
type toastCard struct {
	Panel

	onPointer func(in bool)
}

// MouseIn implements desktop.Hoverable.
func (c *toastCard) MouseIn(*desktop.MouseEvent) { c.onPointer(true) }

// MouseMoved implements desktop.Hoverable.
func (c *toastCard) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *toastCard) MouseOut() { c.onPointer(false) }

// toastLayout puts the buttons below the text, which is scrolled where there is
// no room for all of it.
type toastLayout struct{ width float32 }

// Layout implements fyne.Layout.
func (l *toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	buttons := heightAt(objects[1], size.Width)
	text := fyne.Max(0, size.Height-buttons-linkGap)
	objects[0].Resize(fyne.NewSize(size.Width, text))
	objects[1].Move(fyne.NewPos(0, text+linkGap))
	objects[1].Resize(fyne.NewSize(size.Width, buttons))
}

// MinSize implements fyne.Layout.
func (l *toastLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	text, buttons := objects[0].(*container.Scroll).Content, objects[1]
	width := fyne.Max(text.MinSize().Width, buttons.MinSize().Width)
	if l.width == 0 {
		return fyne.NewSize(width, text.MinSize().Height+linkGap+buttons.MinSize().Height)
	}
	return fyne.NewSize(width, heightAt(text, l.width)+linkGap+heightAt(buttons, l.width))
}
