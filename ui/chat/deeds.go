package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"realtalk/ui/kit"
)

// deeds is what can be done with a message.
type deeds struct {
	open    func(address string)
	copy    func(text string)
	compose func() *kit.Box // gives the focus to the composer
}

// handBack gives a key that edits text to the composer, with the focus; Return
// and Escape give the focus alone: what is written there is sent from there. Other
// keys mean nothing here: that of Ctrl is typed, too, and what is selected must
// outlast it.
func handBack(d *deeds, ev *fyne.KeyEvent) (taken bool) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		d.compose()
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		d.compose().TypedKey(ev)
	default:
		return false
	}
	return true
}

// handOn gives a shortcut that means nothing here to the window or, if it edits
// text, to the composer.
func handOn(o fyne.CanvasObject, d *deeds, s fyne.Shortcut) {
	if _, ok := s.(*desktop.CustomShortcut); !ok {
		d.compose().TypedShortcut(s)
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
