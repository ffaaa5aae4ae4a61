package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Entry is a one-line entry whose Return sends its form (OnSubmitted).
type Entry struct {
	widget.Entry
}

// NewEntry makes an entry.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

// NewPasswordEntry makes an entry that hides what is typed until asked to show
// it.
func NewPasswordEntry(placeholder string) *Entry {
	e := &Entry{}
	e.Password = true
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	reveal(e)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if !Escape(e, ev) {
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if !shortcut(e, s) {
		e.Entry.TypedShortcut(s)
	}
}

// Box is an entry of several lines in which Return sends (OnSend) and Shift and
// Return begin a new line; without OnSend Return does, too. Page Up and Page Down
// belong to what is scrolled beside it (OnPage, -1 is up).
type Box struct {
	widget.Entry

	OnSend func()
	OnPage func(pages float32)

	LineBreaks bool // what Return does, and Shift and Return, is swapped

	shift bool
}

// NewBox makes a box that shows the given number of lines.
func NewBox(placeholder string, lines int) *Box {
	b := &Box{}
	b.MultiLine = true
	b.Wrapping = fyne.TextWrapWord
	b.PlaceHolder = placeholder
	b.ExtendBaseWidget(b)
	b.SetMinRowsVisible(lines)
	return b
}

// KeyDown implements desktop.Keyable.
func (b *Box) KeyDown(ev *fyne.KeyEvent) {
	b.noteShift(ev, true)
	b.Entry.KeyDown(ev)
}

// KeyUp implements desktop.Keyable.
func (b *Box) KeyUp(ev *fyne.KeyEvent) {
	b.noteShift(ev, false)
	b.Entry.KeyUp(ev)
}

// FocusGained implements fyne.Focusable.
func (b *Box) FocusGained() {
	b.Entry.FocusGained()
	reveal(b)
}

// FocusLost implements fyne.Focusable.
func (b *Box) FocusLost() {
	b.shift = false
	b.Entry.FocusLost()
}

// AcceptsTab implements fyne.Tabbable: Tab goes on to the next widget.
func (b *Box) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (b *Box) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case Escape(b, ev):
	case isReturn(ev) && b.shift == b.LineBreaks && b.OnSend != nil:
		if !b.Disabled() {
			b.OnSend()
		}
	case ev.Name == fyne.KeyPageUp && b.OnPage != nil:
		b.OnPage(-1)
	case ev.Name == fyne.KeyPageDown && b.OnPage != nil:
		b.OnPage(1)
	default:
		b.Entry.TypedKey(ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (b *Box) TypedShortcut(s fyne.Shortcut) {
	if !shortcut(b, s) {
		b.Entry.TypedShortcut(s)
	}
}
