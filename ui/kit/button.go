package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Return presses too, and that keeps the focus when it
// was pressed by a key. A ring shows the focus: the toolkit's tint cannot be
// seen on a primary button.
type Button struct {
	widget.Button

	says    string // to a screen reader, where there is no word
	focused bool

	onPointer, onFocus func(in bool) // nil, or told when it comes and goes
}

// NewButton makes an ordinary button.
func NewButton(label string, tapped func()) *Button {
	return newButton(label, widget.MediumImportance, tapped)
}

// NewPrimary makes the button for what most people want here.
func NewPrimary(label string, tapped func()) *Button {
	return newButton(label, widget.HighImportance, tapped)
}

// NewDanger makes a button for what cannot be undone.
func NewDanger(label string, tapped func()) *Button {
	return newButton(label, widget.DangerImportance, tapped)
}

// NewQuiet makes a button without a ground.
func NewQuiet(label string, tapped func()) *Button {
	return newButton(label, widget.LowImportance, tapped)
}

// NewSign makes a button that is a sign alone, with what a screen reader says of
// it.
func NewSign(sign fyne.Resource, says string, tapped func()) *Button {
	b := NewQuiet("", tapped)
	b.says = says
	b.SetIcon(sign)
	return b
}

func newButton(label string, importance widget.Importance, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Importance, b.OnTapped = label, importance, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	if Escape(b, ev) {
		return
	}
	if !isReturn(ev) && ev.Name != fyne.KeySpace {
		return
	}
	b.Tapped(nil)
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c != nil && c.Focused() == nil && !b.Disabled() {
		c.Focus(b)
	}
}

// SetEnabled switches the button on or off.
func (b *Button) SetEnabled(on bool) {
	if on {
		b.Enable()
		return
	}
	b.Disable()
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	reveal(b)
	tell(b.onFocus, true)
}

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
	tell(b.onFocus, false)
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(ev *desktop.MouseEvent) {
	b.Button.MouseIn(ev)
	tell(b.onPointer, true)
}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() {
	b.Button.MouseOut()
	tell(b.onPointer, false)
}

func tell(who func(in bool), in bool) {
	if who != nil {
		who(in)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(newTurnedButton(b), ringInset, func(ring *canvas.Rectangle) {
		showFocus(ring, b.focused, b.ink())
	})
}

// ink gives the colour of the label.
func (b *Button) ink() fyne.ThemeColorName {
	switch b.Importance {
	case widget.HighImportance:
		return theme.ColorNameForegroundOnPrimary
	case widget.DangerImportance:
		return theme.ColorNameForegroundOnError
	}
	return theme.ColorNameForeground
}
