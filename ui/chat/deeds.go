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

// handBack gives a key that means nothing here to the composer, but for Return:
// what is written there is sent from there alone.
func handBack(d *deeds, ev *fyne.KeyEvent) {
	box := d.compose()
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
	default:
		box.TypedKey(ev)
	}
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
